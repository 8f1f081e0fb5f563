"""Letting people sign in from the command line."""

from datetime import date

import pytest
from typer.testing import CliRunner

from yiyang.cli.app import app
from yiyang.services import access
from yiyang.store.models import Event, Membership, User

PASSWORD = "a long and private phrase"


def add(*arguments: str, typed: str = f"{PASSWORD}\n{PASSWORD}\n") -> tuple[int, str]:
    done = CliRunner().invoke(app, ["user", "add", *arguments], input=typed)
    return done.exit_code, done.output


def test_a_reviewer_may_sign_in_afterwards(empty: None) -> None:
    code, said = add("he", "--role", "reviewer", "--name", "何复核", "--place", "220100")
    assert code == 0, said
    user = User.objects.get(username="he")
    assert user.check_password(PASSWORD)
    assert access.viewer_of(user.pk).may("statement.sign", place="220100")
    assert Event.objects.get(code="user.added").after == {"login": "he", "role": "reviewer"}


def test_a_familys_number_is_asked_for_and_found_through_its_index(settled: None) -> None:
    typed = f"220102194801206971\n{PASSWORD}\n{PASSWORD}\n"
    code, said = add("son", "--role", "family", "--name", "黄小强", "--relation", "儿子", typed=typed)
    assert code == 0, said
    assert Membership.objects.get(user__username="son").person is not None
    assert "220102194801206971" not in said


@pytest.mark.parametrize(
    ("arguments", "named"),
    [
        (("he", "--role", "king", "--name", "何"), "role"),
        (("he", "--role", "clerk", "--name", "何", "--place", "22"), "place"),
        (("he", "--role", "provider", "--name", "何", "--provider", "H000"), "provider"),
        (("220102194801206971", "--role", "policy", "--name", "何"), "login"),
    ],
)
def test_what_does_not_fit_is_named_and_nobody_is_added(empty: None, arguments: tuple[str, ...], named: str) -> None:
    code, said = add(*arguments)
    assert code == 1
    assert named in said
    assert not User.objects.exists()


def test_those_who_have_left_are_closed_every_night(settled: None) -> None:
    User.objects.filter(username="clerk").update(left_on=date(2026, 1, 1))
    done = CliRunner().invoke(app, ["user", "close-left"])
    assert (done.exit_code, done.output.split(" ")[0]) == (0, "1"), done.output
    assert not User.objects.get(username="clerk").is_active
    assert CliRunner().invoke(app, ["user", "close-left"]).output.startswith("0 closed")


def test_a_weak_password_is_refused_in_both_languages(empty: None) -> None:
    code, said = add("he", "--role", "policy", "--name", "何", typed="12345\n12345\n")
    assert code == 1
    assert "密码" in said
    assert "password" in said
