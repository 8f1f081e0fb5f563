"""A place's month for its bureau: who is in the scheme, what was done, paid, refused and answered; behind each figure
stands the list it is counted from.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Avg, Count, Exists, OuterRef, Q, QuerySet, Sum

from yiyang.law.days import month_span
from yiyang.law.disability import LEVELS
from yiyang.law.questions.home_care import KINDS, SCHEMES
from yiyang.law.values import Value
from yiyang.law.words import Text
from yiyang.services import events
from yiyang.services.access import Viewer
from yiyang.services.errors import NotFound
from yiyang.services.figures import answers, sources
from yiyang.services.figures.rows import Behind, Column, Figure, Listing, Row
from yiyang.services.money import months, totals
from yiyang.services.money.statements import current_lines
from yiyang.services.people import residents
from yiyang.services.terms import term
from yiyang.services.told import NO_MONTH, within
from yiyang.store.models import Grant, Institution, Line, Person, Visit

RIGHT = "month.read"
NO_LIST = Text("没有这项名单", "There is no such list")
STATUSES = ("payable", "held", "self_pay", "refused")
STARS = range(5, 0, -1)


@dataclass(frozen=True)
class Scope:
    """A place and a month with its first and last day."""

    place: str
    month: str
    first: date
    last: date

    @property
    def lines(self) -> "QuerySet[Line]":
        """The lines that stand."""
        return current_lines(self.place, self.month)

    @property
    def visits(self) -> "QuerySet[Visit]":
        """Visits of the month, settled or not."""
        return Visit.objects.filter(within(self.month), place=self.place)

    def rights(self, kind: str) -> "QuerySet[Grant]":
        """Rights of a kind of the place's people."""
        return Grant.objects.filter(residents.of_place(self.place, to="person__"), kind=kind)


@dataclass(frozen=True)
class Section:
    """Figures that belong together."""

    code: str
    title: Text
    figures: tuple[Figure, ...]


@dataclass(frozen=True)
class Summary:
    """The month: its sections, and the values behind it that no document states."""

    place: str
    month: str
    settled: bool
    sections: tuple[Section, ...]
    illustrative: tuple[Value, ...]

    def starting(self, prefix: str) -> tuple[Figure, ...]:
        """The figures whose code begins so, for a chart."""
        return tuple(f for one in self.sections for f in one.figures if f.code.startswith(prefix))


def scope(place: str, month: str) -> Scope:
    """A month of a place. Raises NotFound for a text that is no month."""
    within(month)
    try:
        return Scope(place, month, *month_span(month))
    except ValueError:
        raise NotFound(NO_MONTH) from None


def summary(*, viewer: Viewer, place: str, month: str) -> Summary:
    """The month in figures; the look is logged. Raises NotAllowed, NotFound for a text that is no month."""
    viewer.require(RIGHT, place=place)
    one = scope(place, month)
    events.seen(viewer, f"month:{place}:{month}", "summary", place=place)
    return figures(one)


def figures(one: Scope) -> Summary:
    """The figures of a month, for services that have checked who asks."""
    sums = totals.of(one.lines)
    answered = answers.of_month(one.place, one.month)
    sections = (
        Section("people", Text("服务对象", "People"), tuple(_people(one))),
        Section("visits", Text("服务", "Visits"), tuple(_visits(one, sums))),
        Section("money", Text("费用", "Money"), tuple(_money(one, sums))),
        Section("refusals", Text("未支付的依据", "Why visits were not paid, or wait"), tuple(_refusals(one))),
        Section("quality", Text("质量", "Quality"), tuple(_quality(one))),
        Section("answers", Text("投诉与办理期限", "Complaints and deadlines"), tuple(_answers(answered))),
        Section("providers", Text("服务机构", "Providers"), (_figure("providers", one), _figure("suspended", one))),
    )
    marked = (*months.assumed(place=one.place, month=one.month), *answered.illustrative)
    used = {value.name: value for value in marked}
    return Summary(one.place, one.month, sums.visits > 0, sections, tuple(used.values()))


def listing(*, viewer: Viewer, place: str, month: str, code: str, page: int = 1) -> Listing:
    """A page of the list behind a figure; the look is logged. Raises NotAllowed, NotFound."""
    found, title, provision = _behind(viewer, place, month, code)
    return Listing(code, title, provision, found.columns, found.page(page))


def whole(*, viewer: Viewer, place: str, month: str, code: str) -> tuple[Listing, Iterator[Row]]:
    """All rows of the list behind a figure, for a file. Raises NotAllowed, NotFound."""
    found, title, provision = _behind(viewer, place, month, code)
    return Listing(code, title, provision, found.columns, found.page(1)), found.every()


def _behind(viewer: Viewer, place: str, month: str, code: str) -> tuple[Behind, Text, str]:
    viewer.require(RIGHT, place=place)
    if code not in LISTS:
        raise NotFound(NO_LIST)
    title, provision, make = LISTS[code]
    events.seen(viewer, f"month:{place}:{month}", f"summary.{code}", place=place)
    return make(scope(place, month)), title, provision


def _figure(code: str, one: Scope, **more: object) -> Figure:
    title, provision, make = LISTS[code]
    return Figure(code, title, make(one).count, provision, behind=code, **more)  # type: ignore[arg-type]


def _people(one: Scope) -> Iterator[Figure]:
    for code in ("recipients", "recipients-new", "recipients-ended", "visited"):
        yield _figure(code, one)
    begun = dict(_assessed(one).values_list("facts__level").annotate(Count("pk")).order_by())
    for level, words in enumerate(LEVELS):
        yield Figure(f"grade-{level}", words, begun.get(level, 0), "CC-6.2", behind=f"grade-{level}")


def _visits(one: Scope, sums: totals.Totals) -> Iterator[Figure]:
    yield Figure("visits", Text("结算的服务次数", "Visits settled"), sums.visits, "CC-8.6", filtered=(("status", ""),))
    for status in STATUSES:
        count, narrowed = sums.by_status.get(status, 0), (("status", status),)
        yield Figure(f"status-{status}", STATUS_WORDS[status], count, of=sums.visits, filtered=narrowed)
    paid = one.lines.filter(status="payable").order_by().values_list("kind").annotate(Sum("minutes"))
    minutes = dict(paid)
    for kind, words in KINDS.items():
        label = PAID_HOURS.filled(kind=words)
        hours = (("status", "payable"), ("kind", kind))
        yield Figure(f"hours-{kind}", label, minutes.get(kind, 0), "CC-8.2", "hours", filtered=hours)


def _money(one: Scope, sums: totals.Totals) -> Iterator[Figure]:
    paid = one.lines.filter(status="payable").order_by().values_list("scheme").annotate(Sum("fund"), Sum("own"))
    by_scheme = {scheme: (fund, own) for scheme, fund, own in paid}
    for place, (code, label, provision) in enumerate((FUND, OWN)):
        for scheme in ("employee", "resident"):
            amount = by_scheme.get(scheme, (0, 0))[place]
            words = label.filled(scheme=SCHEMES[scheme])
            narrowed = (("status", "payable"), ("scheme", scheme))
            yield Figure(f"{code}-{scheme}", words, amount, provision, "fen", filtered=narrowed)
    yield Figure("gross", Text("合计", "All"), sums.gross, "CC-8.2", "fen", filtered=(("status", "payable"),))


FUND = ("fund", Text("基金支付：{scheme}", "Fund: {scheme}"), "CC-8.4")
OWN = ("own", Text("个人自付：{scheme}", "Own share: {scheme}"), "CC-8.5")
PAID_HOURS = Text("支付的服务时数：{kind}", "Hours paid: {kind}")
STATUS_WORDS = {
    "payable": Text("可支付", "Payable"),
    "held": Text("待补", "Held"),
    "self_pay": Text("自费", "Self pay"),
    "refused": Text("不支付", "Not payable"),
}


def _refusals(one: Scope) -> Iterator[Figure]:
    found = sorted(months.reasons(one.lines), key=lambda total: -total.lines)
    for total in found:
        narrowed = (("provision", total.provision),)
        yield Figure(f"reason-{total.provision}", total.text, total.lines, total.provision, filtered=narrowed)


def _quality(one: Scope) -> Iterator[Figure]:
    mean = one.visits.aggregate(mean=Avg("satisfaction"))["mean"]
    of = one.visits.count()
    hundredths = None if mean is None else round(mean * 100)
    yield Figure("mean", Text("满意度均分", "Mean satisfaction"), hundredths, "CC-7.4", "hundredths", behind="rated")
    yield _figure("rated", one, of=of)
    missing = _figure("unrated", one, of=of)
    yield Figure(**{**vars(missing), "tone": "waiting" if missing.value else "paid"})
    counted = dict(one.visits.order_by().values_list("satisfaction").annotate(Count("pk")))
    for stars in STARS:
        label = Text(f"{stars} 星", f"{stars} stars" if stars > 1 else "1 star")
        yield Figure(f"stars-{stars}", label, counted.get(stars, 0), "CC-7.4", of=of, behind=f"stars-{stars}")


def _answers(found: answers.Answers) -> Iterator[Figure]:
    for code, (title, provision) in answers.TITLES.items():
        count = len(found.by_code[code])
        tone = "waiting" if code in answers.LATE and count else ""
        yield Figure(code, title, count, provision, behind=code, tone=tone)


def _recipients(one: Scope) -> Behind:
    return sources.grants(_running(one), one.last)


def _running(one: Scope) -> "QuerySet[Grant]":
    return one.rights("recipient").filter(first__lte=one.last).exclude(last__lt=one.last)


def _new(one: Scope) -> Behind:
    """A right that begins this month and continues none: the day before its first, the person had none."""
    before = Grant.objects.filter(
        Q(last__isnull=True) | Q(last__gte=OuterRef("first") - timedelta(days=1)),
        kind="recipient",
        person=OuterRef("person"),
        first__lt=OuterRef("first"),
    )
    return sources.grants(one.rights("recipient").filter(~Exists(before), first__range=(one.first, one.last)), one.last)


def _ended(one: Scope) -> Behind:
    """A right that ends this month and is continued by none."""
    after = Grant.objects.filter(
        Q(last__isnull=True) | Q(last__gt=OuterRef("last")),
        kind="recipient",
        person=OuterRef("person"),
        first__lte=OuterRef("last") + timedelta(days=1),
    )
    return sources.grants(one.rights("recipient").filter(~Exists(after), last__range=(one.first, one.last)), one.last)


def _visited(one: Scope) -> Behind:
    columns = (
        Column(Text("服务对象", "Person")),
        Column(Text("证件号码", "ID number")),
        Column(Text("服务次数", "Visits"), "count"),
    )
    found = Person.objects.filter(visits__in=one.visits).annotate(times=Count("visits")).order_by("name", "pk")
    return Behind(columns, found, lambda row: Row((row.name, row.id_masked, row.times)))


def _assessed(one: Scope) -> "QuerySet[Grant]":
    return one.rights("assessment").filter(first__range=(one.first, one.last))


def _grade(level: int) -> Callable[[Scope], Behind]:
    return lambda one: sources.grants(_assessed(one).filter(facts__level=level), one.last)


def _starred(stars: int) -> Callable[[Scope], Behind]:
    return lambda one: sources.visits(one.visits.filter(satisfaction=stars))


def _providers(one: Scope) -> Behind:
    columns = (
        Column(Text("服务机构", "Provider")),
        Column(Text("编号", "Number")),
        Column(Text("服务次数", "Visits"), "count"),
        Column(Text("责任保险有效期至", "Liability insurance until"), "term"),
    )
    found = Institution.objects.filter(visits__in=one.visits).annotate(times=Count("visits")).order_by("name", "pk")
    return Behind(columns, found, lambda row: _provider(row, one.last))


def _provider(row: Institution, on: date) -> Row:
    ends = row.liability_insurance_to
    times = row.times  # type: ignore[attr-defined]  # annotated
    return Row((row.name, row.code, times, term(last=ends, on=on, known=ends is not None)), ("provider", row.code))


def _suspended(one: Scope) -> Behind:
    found = Grant.objects.filter(Q(institution__place__in=["", one.place]), kind="suspension", first__lte=one.last)
    return sources.grants(found.exclude(last__lt=one.first), one.last)


def _answered(code: str) -> Callable[[Scope], Behind]:
    return lambda one: sources.cases(answers.of_month(one.place, one.month).by_code[code])


LISTS: dict[str, tuple[Text, str, Callable[[Scope], Behind]]] = {
    "recipients": (Text("月末服务对象", "Recipients at the month's end"), "CC-6.2", _recipients),
    "recipients-new": (Text("本月新增", "New this month"), "CC-6.2", _new),
    "recipients-ended": (Text("本月终止", "Ended this month"), "CC-6.2", _ended),
    "visited": (Text("接受服务的人数", "People visited"), "CC-5.0", _visited),
    **{f"grade-{level}": (words, "CC-6.2", _grade(level)) for level, words in enumerate(LEVELS)},
    "rated": (
        Text("已评价", "Rated"),
        "CC-7.4",
        lambda one: sources.visits(one.visits.filter(satisfaction__isnull=False)),
    ),
    "unrated": (
        Text("缺满意度评价表", "Satisfaction form missing"),
        "CC-7.4",
        lambda one: sources.visits(one.visits.filter(satisfaction__isnull=True)),
    ),
    **{
        f"stars-{stars}": (Text(f"{stars} 星的服务", f"Visits with {stars} stars"), "CC-7.4", _starred(stars))
        for stars in STARS
    },
    **{code: (title, provision, _answered(code)) for code, (title, provision) in answers.TITLES.items()},
    "providers": (Text("提供服务的机构", "Providers with visits"), "CC-4.0", _providers),
    "suspended": (Text("处于暂停的机构", "Providers suspended"), "CC-9.4", _suspended),
}
"""Code → title, provision and list; the figure of that code is how many rows the list has."""
