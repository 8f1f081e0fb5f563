"""`yiyang user`: who may sign in, for whoever works at the machine; in the browser the administrator sees them."""

from typing import Annotated

import typer

from yiyang.cli.speaking import out, ready, refusals
from yiyang.services.access import OPERATOR, ROLE_WORDS
from yiyang.services.accounts import leaving, logins

app = typer.Typer(no_args_is_help=True)


@app.callback()
def group() -> None:
    """People who may sign in."""


@app.command("close-left")
def close_left() -> None:
    """Close the accounts of those whose last day is over; their open cases go back to the group. For every night.

    Example:  yiyang user close-left
    """
    with refusals():
        ready()
        count = leaving.close_due(viewer=OPERATOR)
    out.print(f"{count} closed. 已关闭 {count} 个账户。")


@app.command("add")
def add(
    login: Annotated[str, typer.Argument(help="Login name; never an ID number.")],
    role: Annotated[str, typer.Option(help=f"One of {', '.join(map(str, ROLE_WORDS))}.")],
    name: Annotated[str, typer.Option(help="Name shown on pages.")],
    place: Annotated[str, typer.Option(help="Agency roles: the city (GB/T 2260).")] = "",
    provider: Annotated[str, typer.Option(help="Role provider: its code.")] = "",
    carer: Annotated[str, typer.Option(help="Role carer: their code.")] = "",
    relation: Annotated[str, typer.Option(help="Role family, acting for a relative: how they are related.")] = "",
) -> None:
    """Let somebody sign in with one role; the password, and a family's ID number, are asked for, never arguments.

    Example:  yiyang user add he --role reviewer --name 何复核 --place 220100
    """
    with refusals():
        ready()
        id_number = typer.prompt("ID number 身份证号", hide_input=True) if role == "family" else ""
        password = typer.prompt("Password 口令", hide_input=True, confirmation_prompt=True)
        scope = logins.Scope(place=place, provider=provider, carer=carer, id_number=id_number, relation=relation)
        logins.add(viewer=OPERATOR, username=login, name=name, password=password, role=role, scope=scope)
    out.print(f"{login} may sign in. 可以登录。")
