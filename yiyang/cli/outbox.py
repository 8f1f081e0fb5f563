"""`yiyang outbox`: hand the messages that wait to whatever carries them out."""

from dataclasses import asdict
from typing import Annotated

import typer
from django.conf import settings

from yiyang.cli.speaking import ATTENTION, err, out, print_json, ready, refusals, say
from yiyang.law.words import Text
from yiyang.services import outbox
from yiyang.services.access import OPERATOR

app = typer.Typer(no_args_is_help=True)
FAULTY = Text("条未能发出，原因已记录，稍后重试", "could not be sent; why is noted, and they are tried again later")


@app.callback()
def group() -> None:
    """Messages on their way out."""


@app.command()
def send(as_json: Annotated[bool, typer.Option("--json", help="The outcome as JSON.")] = False) -> None:
    """Write every waiting message to the outbox folder, one JSON file each, once; run it as often as you like.

    Whoever sends them on moves the files it has taken into taken/. Exit code 3 when some could not be written.

    Example:  yiyang outbox send   ·   yiyang outbox send --json
    """
    with refusals():
        ready()
        done = outbox.send(viewer=OPERATOR)
    if as_json:
        print_json({**asdict(done), "folder": str(settings.OUTBOX_DIR)})
    else:
        counts = f"sent 发出 {done.sent}, before 早已发出 {done.before}, waiting 待重试 {done.waiting}"
        out.print(f"{settings.OUTBOX_DIR}  {counts}")
    if done.faulty:
        err.print(f"{done.faulty} {say(FAULTY)}", style="red")
        raise typer.Exit(ATTENTION)
