"""Every event and every look has words in both languages, beside where events are recorded."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from yiyang import services
from yiyang.law.words import Text
from yiyang.services import event_words
from yiyang.store.models import Event

CHINESE = re.compile(r"[\u4e00-\u9fff]")
RECORDERS = {"record": 1, "record_all": 1, "Target": 1, "seen": 2, "looked_at": 2}
"""What writes into the trail, and which of its arguments is the code."""


def told(call: ast.Call) -> Iterator[tuple[str, str]]:
    """The function called and the code it is given, where that is written out in the call."""
    name = call.func.attr if isinstance(call.func, ast.Attribute) else getattr(call.func, "id", "")
    place = RECORDERS.get(name, len(call.args))
    if place < len(call.args) and isinstance(code := call.args[place], ast.Constant) and isinstance(code.value, str):
        yield name, code.value


def written_out() -> list[tuple[str, str]]:
    calls = (
        node
        for path in Path(services.__file__).parent.rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.Call)
    )
    return sorted({one for call in calls for one in told(call)})


def test_the_search_finds_events_and_looks() -> None:
    found = set(written_out())
    assert {("record", "case.papers_asked"), ("record_all", "visit.corrected"), ("looked_at", "dossier")} <= found


@pytest.mark.parametrize(("name", "code"), written_out())
def test_what_is_recorded_has_words(name: str, code: str) -> None:
    words = event_words.look(code) if name in {"seen", "looked_at"} else event_words.event(code)
    assert words != Text(code, code), f"no words for {code!r} in services/event_words.py"


def test_words_are_said_in_both_languages() -> None:
    every = {**event_words.EVENTS, **event_words.LOOKS, **event_words.SUBJECTS}
    assert [code for code, one in every.items() if not CHINESE.search(one.zh) or CHINESE.search(one.en)] == []


def test_a_step_and_an_answer_are_called_as_their_procedure_does() -> None:
    assert event_words.event("case.finance") == Text("财政部门意见", "Finance")
    assert event_words.event("case.fraud", "inpatient-verification").zh == "办结：涉嫌骗保，移交行政部门"
    assert event_words.event("person.inpatient-admission").zh.startswith("个人档案变动：")
    assert event_words.look("case.family-link").zh.startswith("案件：")
    assert event_words.subject("places:220100").zh == "地区 长春市"
    assert event_words.subject("month:220100:2022-05").zh == "月份 长春市 2022年5月"
    assert event_words.event("nobody.knows") == Text("nobody.knows", "nobody.knows")


def test_an_event_without_words_fails_the_test_that_leaves_it(db: None) -> None:
    with pytest.raises(AssertionError, match="no words for"):
        Event.objects.create(code="person.forgotten", subject="person:1")
