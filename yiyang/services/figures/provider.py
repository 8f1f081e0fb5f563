"""What a provider's score card is counted from: its clients, complaints, carers, visits and audits, as lists."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import DurationField, ExpressionWrapper, F, Q, QuerySet

from yiyang.law.questions.home_care import KINDS
from yiyang.law.values import Value
from yiyang.law.words import Text
from yiyang.services import current
from yiyang.services.errors import NotFound
from yiyang.services.figures import answers, sources
from yiyang.services.figures.month import scope
from yiyang.services.figures.rows import Behind
from yiyang.services.money import months
from yiyang.services.money.statements import current_lines
from yiyang.services.terms import SOON
from yiyang.store.models import Carer, Case, Grant, Institution, Line, Visit

NO_PROVIDER = Text("没有这家机构，或者不在本地", "There is no such provider here")
SANCTIONS = ("warning", "suspension")
TOLERANCE = "home_care.upload_tolerance"
LOW = 2
"""Stars up to which a rating is shown as low. Ours: nothing is decided by it."""


@dataclass(frozen=True)
class Watched:
    """The provider and the month a card is about."""

    provider: Institution
    place: str
    month: str
    first: date
    last: date

    @property
    def visits(self) -> "QuerySet[Visit]":
        """Its visits of the month."""
        return scope(self.place, self.month).visits.filter(institution=self.provider)

    @property
    def lines(self) -> "QuerySet[Line]":
        """Its settled visits of the month."""
        return current_lines(self.place, self.month).filter(institution=self.provider)

    @property
    def carers(self) -> "QuerySet[Carer]":
        """Carers it employed on the last day."""
        return Carer.objects.filter(Q(left_on__isnull=True) | Q(left_on__gt=self.last), institution=self.provider)

    @property
    def proven(self) -> "QuerySet[Visit]":
        """Visits whose record is whole: check-out, photos, the three checks, a confirmation."""
        checks = Q(identity_checked=True, limb_assessed=True, risk_read=True)
        return self.visits.filter(checks, check_out__isnull=False, photos__gt=0).exclude(confirmed_by="")

    def rights(self, *kinds: str) -> "QuerySet[Grant]":
        """Its rights and sanctions in force in the month."""
        found = Grant.objects.filter(institution=self.provider, kind__in=kinds, first__lte=self.last)
        return found.exclude(last__lt=self.first)


def watched(place: str, month: str, code: str) -> Watched:
    """The provider in a month, for services that have checked who asks. Raises NotFound."""
    span = scope(place, month)
    here = Q(place=place) | Q(visits__place=place) | Q(statements__place=place)
    found = Institution.objects.filter(here, code=code).distinct().first()
    if found is None:
        raise NotFound(NO_PROVIDER)
    return Watched(found, place, month, span.first, span.last)


def _clients(one: Watched) -> Behind:
    return sources.grants(one.rights("choice").exclude(last__lt=one.last), one.last)


def _answered(code: str) -> Callable[[Watched], Behind]:
    return lambda one: sources.cases(answers.of_provider(one.provider, one.last).by_code[code])


def tolerance(one: Watched) -> Value | None:
    """How late a record may come and still count as in time (A-CC-7); None where no document speaks."""
    known = (document.values(one.last).get(TOLERANCE) for document in current.at(one.place, one.last))
    return next((value for value in known if value), None)


def _late(one: Watched) -> Behind:
    limit = tolerance(one)
    delay = ExpressionWrapper(F("received_at") - F("check_out"), output_field=DurationField())
    late = one.visits.filter(received_at__isnull=False, check_out__isnull=False).annotate(delay=delay)
    return sources.visits(late.filter(delay__gt=timedelta(hours=limit.number)) if limit else late.none())


def _certified(one: Watched) -> Behind:
    return sources.carers(one.carers.exclude(certificate_to__lt=one.last), one.last)  # without a date it has no end


def _ending(one: Watched) -> Behind:
    return sources.carers(one.carers.filter(certificate_to__lte=one.last + timedelta(days=SOON)), one.last)


def _trained(kind: str) -> Callable[[Watched], Behind]:
    return lambda one: sources.carers(one.carers.filter(kinds__contains=kind), one.last)


def _failing(provision: str) -> Callable[[Watched], Behind]:
    def made(one: Watched) -> Behind:
        lines = months.Filter(provision=provision).apply(one.lines)
        return sources.visits(Visit.objects.filter(lines__in=lines))

    return made


def _status(*statuses: str) -> Callable[[Watched], Behind]:
    return lambda one: sources.visits(Visit.objects.filter(lines__in=one.lines.filter(status__in=statuses)))


def _visits(found: Q) -> Callable[[Watched], Behind]:
    return lambda one: sources.visits(one.visits.filter(found))


def _audits(one: Watched, **named: object) -> Behind:
    """Audits of the provider that were opened by the last day, concluded or not."""
    own = {"filing__provider": one.provider.code, "filed_at__date__lte": one.last}
    return sources.cases(Case.objects.filter(procedure="audit", **own, **named).exclude(outcome="withdrawn"))


LISTS: dict[str, tuple[Text, str, Callable[[Watched], Behind]]] = {
    "clients": (Text("服务对象（承接能力）", "Clients, of its capacity"), "CC-6.3", _clients),
    "complaints": (Text("投诉", "Complaints"), "CC-9.1", _answered("complaints")),
    "complaints-in-time": (
        Text("按期答复的投诉", "Complaints answered in time"),
        "CC-9.1",
        _answered("complaints-in-time"),
    ),
    "complaints-open": (Text("尚未答复的投诉", "Complaints without an answer"), "CC-9.1", _answered("complaints-open")),
    "sanctions": (
        Text("警告与暂停", "Warnings and suspensions"),
        "CC-9.4",
        lambda one: sources.grants(one.rights(*SANCTIONS), one.last),
    ),
    "late-uploads": (Text("超时上传的服务记录", "Records uploaded late"), "CC-7.5", _late),
    "certified": (Text("持有效上岗证的护理人员", "Carers with a valid certificate"), "CC-7.2", _certified),
    "ending": (Text("证书已过期或 30 天内到期", "Certificates over, or within 30 days of it"), "CC-7.2", _ending),
    **{
        f"trained-{kind}": (Text(f"受过{words.zh}培训", f"Trained for {words.en}"), "CC-7.2", _trained(kind))
        for kind, words in KINDS.items()
    },
    "uncertified-visits": (
        Text("护理人员不符合条件的服务", "Visits by a carer who was not qualified"),
        "CC-7.2",
        _failing("CC-7.2"),
    ),
    "no-ticks": (
        Text("服务前三项核对不全", "One of the three checks before the start is missing"),
        "CC-7.3",
        _visits(Q(identity_checked=False) | Q(limb_assessed=False) | Q(risk_read=False)),
    ),
    "rated": (Text("已评价的服务", "Visits rated"), "CC-7.4", _visits(Q(satisfaction__isnull=False))),
    "low": (
        Text("低评价（不超过 2 星）", "Low ratings (2 stars or less)"),
        "CC-8.8",
        _visits(Q(satisfaction__lte=LOW)),
    ),
    "unrated": (Text("缺满意度评价表", "Satisfaction form missing"), "CC-7.4", _visits(Q(satisfaction__isnull=True))),
    "proven": (Text("证据完整的服务", "Visits fully proven"), "CC-9.2", lambda one: sources.visits(one.proven)),
    "gaps": (
        Text("缺签退或照片", "Check-out or photos missing"),
        "CC-7.5",
        _visits(Q(check_out__isnull=True) | Q(photos=0)),
    ),
    "held": (Text("待补的服务", "Visits held"), "CC-8.6", _status("held")),
    "refused": (Text("不支付的服务", "Visits not paid"), "CC-8.6", _status("refused", "self_pay")),
    "audits": (Text("稽核", "Audits"), "CC-9.3", _audits),
    "findings": (
        Text("发现问题的稽核", "Audits that found something"),
        "CC-9.3",
        lambda one: _audits(one, outcome="findings"),
    ),
}
"""Code → title, provision and list; the figure of that code is how many rows the list has."""
