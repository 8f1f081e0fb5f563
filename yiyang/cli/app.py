"""All commands, one explicit list."""

import typer

from yiyang.cli import asking, calendars, coverage, demo, doctor, load, settle, simulate, users

app = typer.Typer(
    name="yiyang",
    help="医养 Yiyang: public health-insurance and elder-care policy, carried out. Every answer names its article.",
    no_args_is_help=True,
    rich_markup_mode="rich",
    pretty_exceptions_enable=False,  # a traceback with local values could show personal data
)
app.command("demo")(demo.demo)
app.command("ask")(asking.ask)
app.command("load")(load.load)
app.command("settle")(settle.settle)
app.command("simulate")(simulate.simulate)
app.command("coverage")(coverage.coverage)
app.command("doctor")(doctor.doctor)
app.add_typer(calendars.app, name="calendar", help="The working-day calendar.")
app.add_typer(users.app, name="user", help="People who may sign in.")
