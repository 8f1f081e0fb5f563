"""A provider's score card (CC-9.2) in three parts: management, training, quality; behind each figure its list."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

from django.db.models import Avg

from yiyang.law.decision import Decision
from yiyang.law.questions.auditing import ScoreProvider
from yiyang.law.questions.home_care import KINDS
from yiyang.law.values import Value
from yiyang.law.words import Text
from yiyang.services import current, events
from yiyang.services.access import Viewer
from yiyang.services.errors import NotFound
from yiyang.services.facts import FOREVER
from yiyang.services.figures import answers
from yiyang.services.figures.month import NO_LIST
from yiyang.services.figures.provider import LISTS, Watched, tolerance, watched
from yiyang.services.figures.rows import Behind, Figure, Listing, Row
from yiyang.services.money import months
from yiyang.services.terms import Term, term
from yiyang.store.models import Grant

RIGHT = "month.read"
QUESTION = "provider-score"


@dataclass(frozen=True)
class Part:
    """One of the three parts."""

    code: str
    title: Text
    figures: tuple[Figure, ...]


@dataclass(frozen=True)
class Card:
    """A provider seen on the month's last day: its terms, its clients within its capacity, and the three parts."""

    code: str
    name: str
    place: str
    month: str
    on: date
    agreement: Term
    insurance: Term
    decision: Decision | None
    parts: tuple[Part, ...]
    illustrative: tuple[Value, ...]


def card(*, viewer: Viewer, place: str, month: str, code: str) -> Card:
    """One provider's card; the look is logged. Raises NotAllowed, NotFound."""
    one = _watched(viewer, place, month, code)
    events.seen(viewer, f"provider:{code}", "scorecard", place=place)
    return made(one)


def made(one: Watched) -> Card:
    """The card, for services that have checked who asks."""
    answered = answers.of_provider(one.provider, one.last)
    parts = (
        Part("management", Text("管理", "Management"), tuple(_management(one))),
        Part("training", Text("培训", "Training"), tuple(_training(one))),
        Part("quality", Text("质量", "Quality"), tuple(_quality(one))),
    )
    decision, limit = _decision(one, answered), tolerance(one)
    late = (limit,) if limit and limit.illustrative else ()
    judged = decision.illustrative if decision else ()
    marked = (*months.assumed(place=one.place, month=one.month), *answered.illustrative, *late, *judged)
    ends = one.provider.liability_insurance_to
    return Card(
        code=one.provider.code,
        name=one.provider.name,
        place=one.place,
        month=one.month,
        on=one.last,
        agreement=_term(_agreement(one), one.last),
        insurance=term(last=ends, on=one.last, known=ends is not None),
        decision=decision,
        parts=parts,
        illustrative=tuple({value.name: value for value in marked}.values()),
    )


def listing(*, viewer: Viewer, place: str, month: str, code: str, figure: str, page: int = 1) -> Listing:
    """A page of the list behind a figure; the look is logged. Raises NotAllowed, NotFound."""
    found, title, provision = _behind(viewer, place, month, code, figure)
    return Listing(figure, title, provision, found.columns, found.page(page))


def whole(*, viewer: Viewer, place: str, month: str, code: str, figure: str) -> tuple[Listing, Iterator[Row]]:
    """All rows of the list behind a figure, for a file. Raises NotAllowed, NotFound."""
    found, title, provision = _behind(viewer, place, month, code, figure)
    return Listing(figure, title, provision, found.columns, found.page(1)), found.every()


def _behind(viewer: Viewer, place: str, month: str, code: str, figure: str) -> tuple[Behind, Text, str]:
    one = _watched(viewer, place, month, code)
    if figure not in LISTS:
        raise NotFound(NO_LIST)
    events.seen(viewer, f"provider:{code}", f"scorecard.{figure}", place=place)
    title, provision, make = LISTS[figure]
    return make(one), title, provision


def _watched(viewer: Viewer, place: str, month: str, code: str) -> Watched:
    viewer.require(RIGHT, place=place)
    return watched(place, month, code)


def _agreement(one: Watched) -> Grant | None:
    """The agreement that runs on the last day, else the last one there was."""
    found = Grant.objects.filter(institution=one.provider, kind="agreement", first__lte=one.last)
    return found.order_by("-first", "-pk").first()


def _decision(one: Watched, answered: answers.Answers) -> Decision | None:
    """What the document itself says of the provider on the last day; None where none speaks of it."""
    document = next((known for known in current.at(one.place, one.last) if QUESTION in known.questions), None)
    if document is None:
        return None
    agreement, ends = _agreement(one), one.provider.liability_insurance_to
    mean = one.visits.aggregate(mean=Avg("satisfaction"))["mean"]
    asked = ScoreProvider(
        asked_on=one.last,
        agreement_from=agreement.first if agreement else FOREVER,
        agreement_to=(agreement.last or FOREVER) if agreement else FOREVER,
        liability_insurance_to=ends or date.min,
        overdue_answers=len(answered.by_code["complaints-late"]),
        carers=one.carers.count(),
        certified=LISTS["certified"][2](one).count,
        visits=one.visits.count(),
        proven=one.proven.count(),
        satisfaction=None if mean is None else round(mean * 100),
        rated=one.visits.filter(satisfaction__isnull=False).count(),
    )
    return document.questions[QUESTION](asked, document.values(one.last))


def _term(agreement: Grant | None, on: date) -> Term:
    if agreement is None:
        return term(last=None, on=on, known=False)
    return term(first=agreement.first, last=agreement.last, on=on)


def _figure(code: str, one: Watched, **more: object) -> Figure:
    title, provision, make = LISTS[code]
    return Figure(code, title, make(one).count, provision, behind=code, **more)  # type: ignore[arg-type]


def _bad(code: str, one: Watched, **more: object) -> Figure:
    """A figure that should be nought."""
    found = _figure(code, one, **more)
    return replace(found, tone="waiting" if found.value else "paid")


def _good(code: str, one: Watched, of: int) -> Figure:
    """A figure that should be all of them."""
    found = _figure(code, one, of=of)
    return replace(found, tone="paid" if found.value == of else "waiting")


def _management(one: Watched) -> Iterator[Figure]:
    clients = _figure("clients", one, of=one.provider.capacity)
    full = one.provider.capacity is not None and (clients.value or 0) > one.provider.capacity
    yield replace(clients, tone="waiting" if full else "")
    answered = answers.of_provider(one.provider, one.last)
    measured = sum(len(answered.by_code[code]) for code in ("complaints-in-time", "complaints-late"))
    yield _figure("complaints", one)
    yield _good("complaints-in-time", one, measured)
    yield _bad("complaints-open", one)
    yield _bad("sanctions", one)
    yield _bad("late-uploads", one, of=one.visits.count())


def _training(one: Watched) -> Iterator[Figure]:
    carers = one.carers.count()
    yield _good("certified", one, carers)
    yield _bad("ending", one, of=carers)
    for kind in KINDS:
        yield _figure(f"trained-{kind}", one, of=carers)
    yield _bad("uncertified-visits", one, of=one.lines.count())
    yield _bad("no-ticks", one, of=one.visits.count())


def _quality(one: Watched) -> Iterator[Figure]:
    visits, lines = one.visits.count(), one.lines.count()
    mean = one.visits.aggregate(mean=Avg("satisfaction"))["mean"]
    value = None if mean is None else round(mean * 100)
    yield Figure("mean", Text("满意度均分", "Mean satisfaction"), value, "CC-9.4", "hundredths", behind="rated")
    yield _figure("rated", one, of=visits)
    yield _bad("low", one, of=visits)
    yield _bad("unrated", one, of=visits)
    yield _good("proven", one, visits)
    yield _bad("gaps", one, of=visits)
    yield _bad("held", one, of=lines)
    yield _bad("refused", one, of=lines)
    yield _figure("audits", one)
    yield _bad("findings", one)
