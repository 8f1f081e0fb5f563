"""`yiyang keys`: new keys for stored ID numbers, while people work."""

from typing import Annotated

import typer

from yiyang.cli.speaking import bar, err, out, print_json, ready, refusals, say
from yiyang.law.words import Text
from yiyang.services.access import OPERATOR
from yiyang.services.operations import keyring, rotation

app = typer.Typer(no_args_is_help=True)
SET = Text("请把 {name} 设为以下值并重启服务", "set {name} to this and restart the server")
KEPT = Text("已写入数据目录的 keys/，请重启服务", "written to keys/ of the data directory: restart the server")
AsJson = Annotated[bool, typer.Option("--json", help="The outcome as JSON.")]
Index = Annotated[bool, typer.Option("--index", help="The index key instead of the field keys.")]


@app.callback()
def group() -> None:
    """The keys of stored ID numbers: new, then restart, then rotate, then drop, then restart."""


@app.command("status")
def status(as_json: AsJson = False) -> None:
    """How many numbers each key still seals, and what an older index key is still needed for.

    Example:  yiyang keys status --json
    """
    with refusals():
        ready()
        found = rotation.standing(viewer=OPERATOR)
    if as_json:
        print_json(vars(found))
        return
    for key, rows in found.rows.items():
        out.print(f"{key}  {rows} rows" + ("  newest 最新" if key == found.newest else ""))
    out.print(f"index 检索密钥: {found.index_keys}, {found.behind} rows under an older one 行仍用旧密钥")


@app.command("new")
def new(index: Index = False) -> None:
    """Put a new key in front of the old ones; where the environment gives the keys, print what to set instead.

    Example:  yiyang keys new
    """
    name = keyring.INDEX if index else keyring.FIELD
    with refusals():
        _say(name, keyring.new(viewer=OPERATOR, name=name))


@app.command("rotate")
def rotate(as_json: AsJson = False) -> None:
    """Seal every stored number under the newest field key. Killed, it goes on where it was when run again.

    Example:  yiyang keys rotate
    """
    with refusals():
        ready()
        with bar("Sealing 重新加密") as progress:
            done = rotation.rotate(viewer=OPERATOR, progress=progress)
    _tell(done, f"under {done.key} 已用 {done.key} 加密", as_json)


@app.command("rotate-index")
def rotate_index(as_json: AsJson = False) -> None:
    """Write every index under the newest index key. YIYANG_INDEX_KEY holds NEW,OLD meanwhile: lookups try both.

    Example:  yiyang keys rotate-index
    """
    with refusals():
        ready()
        with bar("Index 检索") as progress:
            done = rotation.rotate_index(viewer=OPERATOR, progress=progress)
    _tell(done, "under the newest index key 已用最新检索密钥", as_json)


@app.command("drop")
def drop(
    key: Annotated[str, typer.Argument(help="Id of a field key, such as k1.")] = "",
    index: Index = False,
) -> None:
    """Take an old key away, once nothing is under it any more. Archives from before still need a field key: it is kept
    in keys/dropped, or where you keep the keys; throw it away with the last of them.

    Example:  yiyang keys drop k1   ·   yiyang keys drop --index
    """
    name = keyring.INDEX if index else keyring.FIELD
    with refusals():
        ready()
        _say(name, keyring.drop(viewer=OPERATOR, name=name, key=key))


def _tell(done: rotation.Rotated, what: str, as_json: bool) -> None:
    if as_json:
        print_json(vars(done))
    else:
        out.print(f"{done.rewritten} rows {what}")


def _say(name: str, value: str | None) -> None:
    if value is None:
        out.print(say(KEPT))
    else:
        err.print(say(SET.filled(name=f"YIYANG_{name.upper()}")), style="yellow")
        typer.echo(value)
