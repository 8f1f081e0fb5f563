"""`yiyang remind`: messages about what will end, and what has ended; run it once a day."""

from dataclasses import asdict
from typing import Annotated

import typer

from yiyang.cli.speaking import out, print_json, ready, refusals
from yiyang.services.access import OPERATOR
from yiyang.services.lapses import reminding


def remind(as_json: Annotated[bool, typer.Option("--json", help="The outcome as JSON.")] = False) -> None:
    """Make the reminders that are due: 30 and 7 days before an end and the day after; each once, however often it runs.

    `yiyang outbox send` then hands them out.

    Example:  yiyang remind   ·   yiyang remind --json
    """
    with refusals():
        ready()
        done = reminding.remind(viewer=OPERATOR)
    if as_json:
        print_json(asdict(done))
    else:
        out.print(f"reminders 提醒 {done.made}, about 涉及事项 {done.things}")
