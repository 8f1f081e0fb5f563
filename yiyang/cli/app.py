"""All commands, one explicit list."""

import typer

from yiyang.cli import (
    asking,
    backup,
    coverage,
    demo,
    doctor,
    keys,
    load,
    outbox,
    reminders,
    settle,
    simulate,
    uploads,
    users,
    values,
)

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
app.command("remind")(reminders.remind)
app.command("doctor")(doctor.doctor)
app.command("backup")(backup.backup)
app.command("restore")(backup.restore)
app.command("drill")(backup.drill)
app.add_typer(keys.app, name="keys", help="The keys of stored ID numbers.")
app.add_typer(outbox.app, name="outbox", help="Messages on their way out.")
app.add_typer(users.app, name="user", help="People who may sign in.")
app.add_typer(values.app, name="values", help="Dated values, lists and readings of the documents.")
app.add_typer(uploads.app, name="uploads", help="Photos of visits and papers of cases.")
