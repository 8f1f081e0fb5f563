"""Messages besides those about the case itself: to a person's family, to a provider's desk."""

from collections.abc import Iterable

from django.db.models import Q
from django.utils import timezone

from yiyang.law.words import Text
from yiyang.store.models import Case, Institution, Membership, Message, Person

LOOK = Text("登录后可查看详情。", "Sign in to read more.")


def tell_family(person: Person, case: Case, code: str, title: Text) -> None:
    """One message for each user who acts for the person today; one for the counter to print where nobody does."""
    users = _users(Membership.objects.filter(running(), person=person)) or [None]
    _send(users, case, code, title, person=person)


def tell_desk(institution: Institution, case: Case, code: str, title: Text) -> None:
    """One message for each user at the provider's desk."""
    _send(_users(Membership.objects.filter(running(), institution=institution)), case, code, title, at=institution)


def running() -> Q:
    """Links that hold today."""
    today = timezone.localdate()
    dates = (Q(first__isnull=True) | Q(first__lte=today)) & (Q(last__isnull=True) | Q(last__gte=today))
    return dates & Q(revoked_at__isnull=True)


def _users(links: Iterable[Membership]) -> list[int | None]:
    return [*sorted({link.user_id for link in links})]


def _send(
    users: list[int | None],
    case: Case,
    code: str,
    title: Text,
    *,
    person: Person | None = None,
    at: Institution | None = None,
) -> None:
    """`code` may end in ":" and what tells messages of a case apart; the key keeps one from being sent twice."""
    whom = f"person:{person.pk}" if person else f"provider:{at.pk}" if at else ""
    made = [
        Message(
            user_id=user,
            person=person,
            institution=at,
            case=case,
            code=code.partition(":")[0],
            key=f"{code}:case:{case.pk}:{whom}:{user}",
            title=list(title),
            body=list(LOOK),
        )
        for user in users
    ]
    Message.objects.bulk_create(made, ignore_conflicts=True)
