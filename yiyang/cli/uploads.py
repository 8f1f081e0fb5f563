"""`yiyang uploads expire`: files whose retention period is over lose their bytes; what was never filed goes."""

import typer

from yiyang.cli.speaking import out, ready, refusals
from yiyang.services.access import OPERATOR
from yiyang.services.uploads import expiry

app = typer.Typer(no_args_is_help=True)


@app.callback()
def group() -> None:
    """Photos of visits and papers of cases."""


@app.command("expire")
def expire() -> None:
    """Remove the bytes of files whose retention period is over; the record of each stays. Run it once a day.

    Example:  yiyang uploads expire
    """
    with refusals():
        ready()
        done = expiry.expire(viewer=OPERATOR)
    out.print(f"{done.removed} 个文件已过保存期限，内容已删除；{done.unfiled} 个未提交的文件已清除")
    out.print(f"{done.removed} files over their period removed; {done.unfiled} never filed removed")
