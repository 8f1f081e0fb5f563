"""`yiyang ask`: questions, their schema, their answers, and errors that name what is wrong."""

import json
import re
from pathlib import Path
from typing import Any

import pytest

from tests.cli.conftest import Yiyang
from yiyang.law import book

pytestmark = pytest.mark.django_db

FITS: dict[str, Any] = {
    "scheme": "resident", "insured_division": "220102", "residence_division": "220105", "level": 4,
    "assessment_valid": True, "in_stay": False,
}  # fmt: skip
ON = ("--place", "220100", "--on", "2022-05-03")


def facts_of(yiyang: Yiyang) -> set[str]:
    """The facts that the question takes."""
    return set(json.loads(yiyang("ask", "home-care", "--schema").stdout)["properties"])


def test_every_question_is_listed(yiyang: Yiyang) -> None:
    wanted = {name for document in book.BOOK for name in (*document.questions, *document.charges)}
    listed = json.loads(yiyang("ask", "--list", "--json").stdout)
    assert {one["name"] for one in listed} == wanted
    assert all(one["document"] and one["provisions"] and one["title"]["zh"] and one["title"]["en"] for one in listed)
    table = yiyang("ask", "--list")
    assert table.exit_code == 0
    assert all(name in table.stdout for name in wanted)
    assert yiyang("ask").stdout == table.stdout


def test_every_question_has_a_schema(yiyang: Yiyang) -> None:
    for one in json.loads(yiyang("ask", "--list", "--json").stdout):
        schema = json.loads(yiyang("ask", one["name"], "--schema").stdout)
        assert (schema["title"], schema["additionalProperties"]) == (one["name"], False)
        assert schema["properties"]
        assert schema["description"]


@pytest.mark.parametrize("way", ["file", "bom", "stdin"])
def test_an_answer_names_every_reason(yiyang: Yiyang, tmp_path: Path, way: str) -> None:
    facts = {name: value for name, value in FITS.items() if name in facts_of(yiyang)}
    file = tmp_path / "facts.json"
    file.write_text(json.dumps(facts), encoding="utf-8-sig" if way == "bom" else "utf-8")
    source, given = ("-", json.dumps(facts)) if way == "stdin" else (file, None)
    done = yiyang("ask", "home-care", *ON, source, "--json", given=given)
    assert done.exit_code == 0, done.stderr
    answer = json.loads(done.stdout)
    assert set(answer) == {
        "question", "place", "on", "outcome", "reasons", "amounts", "document", "values_version", "illustrative",
        "preview",
    }  # fmt: skip
    assert (answer["place"], answer["on"], answer["document"]) == ("220100", "2022-05-03", "长医保联〔2021〕12号")
    assert all({"provision", "finding", "text", "values", "change"} == set(reason) for reason in answer["reasons"])
    assert [value["name"] for value in answer["illustrative"]] == ["home_care.pilot_start"]


def test_a_reason_that_fails_says_what_would_change_it(yiyang: Yiyang) -> None:
    given = json.dumps({"level": 2})
    answer = json.loads(yiyang("ask", "home-care", *ON, "-", "--json", given=given).stdout)
    assert answer["outcome"] == "refused"
    unmet = [reason for reason in answer["reasons"] if reason["finding"] == "unmet"]
    assert [reason["provision"] for reason in unmet] == ["CC-3.1"]
    assert unmet[0]["change"]["zh"]
    assert unmet[0]["values"][0]["value"] == "3"
    told = yiyang("ask", "home-care", *ON, "-", given=given).stdout
    assert "✗ CC-3.1" in told
    assert "示例值 illustrative" in told


def test_the_readme_shows_a_true_answer(yiyang: Yiyang) -> None:
    page = (Path(__file__).parents[2] / "README.md").read_text(encoding="utf-8")
    given, shown = re.findall(r"echo '(.+)' \\\n.*--on 2022-05-03\n(.+?)```", page, re.S)[0]
    printed = yiyang("ask", "home-care-plan", *ON, "-", given=given).stdout.splitlines()
    wanted = [line for line in shown.splitlines() if line != "…"]
    assert [line for line in printed if line in wanted] == wanted


@pytest.mark.parametrize(("place", "on"), [("440100", "2022-05-03"), ("220100", "2021-10-28")])
def test_outside_place_and_dates_nothing_is_guessed(yiyang: Yiyang, place: str, on: str) -> None:
    answer = json.loads(yiyang("ask", "home-care", "--place", place, "--on", on, "-", "--json", given="{}").stdout)
    assert (answer["outcome"], answer["reasons"], answer["amounts"]) == ("not_regulated", [], {})
    told = yiyang("ask", "home-care", "--place", place, "--on", on, "-", given="{}").stdout
    number = "长医保联〔2021〕12号"
    assert told == f"not_regulated   {number} 不适用于这个地方或这一天  {number} does not speak for this place or day\n"


@pytest.mark.parametrize(
    ("given", "named"),
    [
        ('{"levle": 4}', "levle"),
        ('{"level": "four"}', "level"),
        ('{"level": 4.5}', "level"),
        ('{"level": 9}', "level"),
        ('{"in_stay": "maybe"}', "in_stay"),
        ('{"scheme": "rural"}', "scheme"),
        ('{"insured_division": 220102}', "insured_division"),
        ('{"asked_on": "3 May"}', "asked_on"),
        ("{", "facts"),
        ("[]", "facts"),
    ],
)
def test_a_wrong_field_or_type_is_named(yiyang: Yiyang, given: str, named: str) -> None:
    done = yiyang("ask", "home-care", *ON, "-", given=given)
    assert (done.exit_code, done.stdout) == (1, "")
    assert done.stderr.startswith(f"{named}：")
    assert f"  {named}: " in done.stderr


def test_minutes_are_whole_minutes(yiyang: Yiyang) -> None:
    given = json.dumps({"kind": "living", "items": [{"code": "L01", "minutes": "50 min"}]})
    done = yiyang("ask", "home-care-plan", *ON, "-", given=given)
    assert (done.exit_code, "items.0.minutes" in done.stderr) == (1, True)


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        (("ask", "no-such-question", *ON, "-"), 1, "no-such-question"),
        (("ask", "no-such-question", "--schema"), 1, "no-such-question"),
        (("ask", "home-care", "-"), 1, "--on"),
        (("ask", "home-care", *ON), 1, "FACTS"),
        (("ask", "home-care", "--place", "22", "--on", "2022-05-03", "-"), 1, "place: '22'"),
        (("ask", "home-care", *ON, "/nowhere/facts.json"), 1, "/nowhere/facts.json"),
        (("ask", "home-care", "--on", "yesterday", "-"), 2, "yesterday"),
        (("ask", "--no-such-option"), 2, "--no-such-option"),
    ],
)
def test_a_wrong_command_is_explained(yiyang: Yiyang, arguments: tuple[str, ...], code: int, said: str) -> None:
    done = yiyang(*arguments, given="{}")
    assert done.exit_code == code
    assert said in done.stderr
