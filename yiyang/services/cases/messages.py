"""Telling people what happened to their case: a message in the outbox for everybody it concerns."""

from collections.abc import Iterator

from yiyang.law.words import Text, joined
from yiyang.services.cases import veil
from yiyang.services.cases.declared import Declared, of
from yiyang.store.models import Case, Membership, Message

MOVED = Text("{title}（{number}）已进入：{stage}", "{title} ({number}) has reached: {stage}")
PAPERS = Text("{title}（{number}）需补充：{fields}。{why}", "{title} ({number}) needs: {fields}. {why}")
DECIDED = Text("{title}（{number}）：{outcome}", "{title} ({number}): {outcome}")
LOOK = Text("登录后可查看理由、条款和申诉途径。", "Sign in to read the reasons, the articles and how to appeal.")
SUPPLY = Text("登录后在这件申请的页面补充。", "Sign in and supply it on the page of this case.")
NOT_SAID = Text("", "")


def moved(one: Declared, case: Case) -> None:
    """The case has reached its next step."""
    label = one.procedure.stage(case.stage).label
    _tell(case, f"case.moved:{case.stage}", MOVED.filled(**_words(one, case), stage=label), NOT_SAID)


def papers(one: Declared, case: Case, names: list[str], why: str) -> None:
    """Papers are asked for."""
    labels = joined([field.label for field in one.procedure.every_field if field.name in names])
    said = PAPERS.filled(**_words(one, case), fields=labels, why=why)
    _tell(case, f"case.papers:{len(case.asked_papers)}", said, SUPPLY)


def decided(one: Declared, case: Case) -> None:
    """The case is decided; what is veiled is said in the neutral words."""
    veiled = veil.words(case)
    outcome = veiled or dict(one.procedure.outcomes)[case.outcome]
    _tell(case, "case.decided", DECIDED.filled(**_words(one, case), outcome=outcome), veil.ASK if veiled else LOOK)


def _words(one: Declared, case: Case) -> dict[str, object]:
    return {"title": one.procedure.title, "number": case.number}


def _tell(case: Case, code: str, title: Text, body: Text) -> None:
    """One message for each user concerned; the key keeps a repetition from telling twice."""
    made = [
        Message(
            user_id=user,
            person=case.person,
            institution=case.institution,
            case=case,
            code=code.partition(":")[0],
            key=f"{code}:{case.pk}:{case.version}:{user}",
            title=list(title),
            body=list(body),
        )
        for user in sorted(set(_concerned(case)))
    ]
    Message.objects.bulk_create(made, ignore_conflicts=True)


def _concerned(case: Case) -> Iterator[int]:
    if of(case).procedure.internal:
        return
    if case.filed_by_id:
        yield case.filed_by_id
    if case.person_id and case.channel != "supervisor" and not case.line_id:
        yield from Membership.objects.filter(person=case.person_id, revoked_at__isnull=True).values_list(
            "user", flat=True
        )
    if case.institution_id:
        yield from Membership.objects.filter(institution=case.institution_id).values_list("user", flat=True)
