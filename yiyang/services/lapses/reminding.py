"""Reminders of what ends: once early, once shortly before, once after; run daily, and as often as one likes.

A message's key says of what, of which end, at which stage and to whom it tells, so that nothing is told twice, whatever
the clock does. A day on which nobody ran it is made up on the next; of stages passed together only the last is told.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from django.db import transaction
from django.utils import timezone

from yiyang.law.words import Text
from yiyang.services.access import Viewer
from yiyang.services.lapses.lapse import Lapse, Moment, Span
from yiyang.services.lapses.sources import REMINDED
from yiyang.services.telling import running
from yiyang.services.terms import SOON
from yiyang.store.models import Membership, Message

SHORTLY = 7
AFTER = 1
"""Days before the end, and after it, at which people are told; with SOON before them. Ours: no document states them,
and nothing is decided by them."""
FORGOTTEN = 30
"""Days after the end beyond which nobody is told that it is over, as when this is run for the first time."""
BATCH = 100


@dataclass(frozen=True)
class Stage:
    """A time at which people are told, from `begins` days after the end (before it: negative)."""

    code: str
    begins: int
    words: Text


STAGES = (
    Stage("early", -SOON, Text("{what}（{whose}）将于{day}到期", "{what} ({whose}) ends on {day}")),
    Stage("shortly", -SHORTLY, Text("{what}（{whose}）即将到期：{day}", "{what} ({whose}) ends soon: {day}")),
    Stage("after", AFTER, Text("{what}（{whose}）已于{day}到期", "{what} ({whose}) has ended on {day}")),
)
BODY = Text("{todo}（{provision}）。", "{todo} ({provision}).")
WINDOW = Text("可办理时间：{opens}至{closes}。", "Possible from {opens} to {closes}.")


@dataclass(frozen=True)
class Reminded:
    """How many messages were made, and how many things they tell of."""

    made: int
    things: int


def remind(*, viewer: Viewer, today: date | None = None) -> Reminded:
    """Make the messages that are due and were not made yet. Raises NotAllowed for anybody but the operator."""
    viewer.require("operations.run")
    day = today or timezone.localdate()
    span = Span(day - timedelta(days=FORGOTTEN), day + timedelta(days=SOON), day)
    ends = (one for source in REMINDED for one in source(viewer, span) if one.moment is Moment.ENDS)
    made = things = 0
    for batch in _batches(ends):
        told = _written([message for one in batch for message in _messages(one, day)])
        made, things = made + len(told), things + len({message.key.rpartition(":")[0] for message in told})
    return Reminded(made, things)


def _batches(found: Iterable[Lapse]) -> Iterator[list[Lapse]]:
    batch: list[Lapse] = []
    for one in found:
        batch.append(one)
        if len(batch) == BATCH:
            yield batch
            batch = []
    if batch:
        yield batch


def _stage(end: date, day: date) -> Stage | None:
    """The last stage that has begun."""
    begun = [stage for stage in STAGES if day >= end + timedelta(days=stage.begins)]
    return begun[-1] if begun else None


def _key(one: Lapse, stage: Stage, whom: str) -> str:
    return f"lapse:{one.key}:{one.day}:{stage.code}:{whom}"


def _messages(one: Lapse, day: date) -> Iterator[Message]:
    """One for each user concerned, as far as nobody has told them this or a later stage of it."""
    stage = _stage(one.day, day)
    if stage is None:
        return
    for user, person, institution in _concerned(one):
        whom = str(user) if user is not None else "paper"
        yield Message(
            user_id=user,
            person_id=person,
            institution_id=institution,
            code="lapse.reminded",
            key=_key(one, stage, whom),
            title=list(stage.words.filled(what=one.what, whose=one.whose, day=one.day)),
            body=list(_body(one)),
        )


def _body(one: Lapse) -> Text:
    told = BODY.filled(todo=one.todo, provision=one.provision)
    if one.opens and one.closes:
        dates = WINDOW.filled(opens=one.opens, closes=one.closes)
        told = Text(told.zh + dates.zh, f"{told.en} {dates.en}")
    return told


def _concerned(one: Lapse) -> Iterator[tuple[int | None, int | None, int | None]]:
    """(user, person, institution): those who act for the person, on paper where nobody does; the desk; a link's own."""
    users: dict[int | None, tuple[int | None, int | None]] = {}
    if one.institution is not None:
        for user in _users(institution=one.institution):
            users[user] = (one.person, one.institution)
    if one.person is not None:
        for user in _users(person=one.person) or ([None] if one.user is None else []):
            users[user] = (one.person, None)
    if one.user is not None:
        users[one.user] = (one.person, None)
    for user in sorted(users, key=lambda key: -1 if key is None else key):
        yield (user, *users[user])


def _users(**whose: int) -> list[int | None]:
    return [*sorted(set(Membership.objects.filter(running(), **whose).values_list("user", flat=True)))]


@transaction.atomic
def _written(wanted: list[Message]) -> list[Message]:
    """Those that were new; a message of a later stage of the same thing silences the earlier ones."""
    asked = [key for message in wanted for key in _silencing(message.key)]
    known = set(Message.objects.filter(key__in=asked).values_list("key", flat=True))
    new = [message for message in wanted if not known & set(_silencing(message.key))]
    Message.objects.bulk_create(new, ignore_conflicts=True)
    return new


def _stem(key: str) -> tuple[str, str, str]:
    """A key taken apart: of what and which end, the stage, to whom."""
    before, _colon, whom = key.rpartition(":")
    thing, _colon, stage = before.rpartition(":")
    return thing, stage, whom


def _silencing(key: str) -> list[str]:
    """The key itself and those of later stages."""
    thing, stage, whom = _stem(key)
    codes = [one.code for one in STAGES]
    return [f"{thing}:{code}:{whom}" for code in codes[codes.index(stage) :]]
