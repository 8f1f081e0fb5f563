"""A person's own shares of a month on one paper, for whoever pays them."""

from datetime import datetime

from yiyang.law.questions.objection import STATUSES
from yiyang.law.words import Text
from yiyang.papers.letter_pdf import render_letter
from yiyang.papers.receipt import Receipt, ReceiptLine, receipt_letter
from yiyang.services import current
from yiyang.services.access import Viewer
from yiyang.services.errors import NotFound
from yiyang.services.facts import SHANGHAI
from yiyang.services.letters import register
from yiyang.services.letters.forms import PDF
from yiyang.services.people import families
from yiyang.services.people.families import FamilyVisit
from yiyang.services.printing import Paper
from yiyang.store.models import Line, Person

OWN_SHARE, MARKET = "CC-8.5", "CC-8.7"
NOTHING = Text("本月没有已结算的服务", "No visit of this month has been settled")


def receipt_pdf(*, viewer: Viewer, person_id: int, month: str, language: str, origin: str = "") -> Paper:
    """The own shares of a person's settled month; the look is logged. Raises NotAllowed, NotFound."""
    told = families.month(viewer=viewer, person_id=person_id, month=month)
    settled = [visit for visit in told.visits if visit.line]
    if not settled:
        raise NotFound(NOTHING)
    person = Person.objects.get(pk=person_id)
    line = Line.objects.select_related("statement", "run").get(pk=settled[-1].line or 0)
    number = f"{line.statement.place}-{month}-P{person_id:06d}"
    content = {"lines": [(one.line, one.status, one.fund, one.own) for one in settled], "stage": told.stage}
    subject = register.Subject(place=line.statement.place)
    row = register.issue(kind="receipt", number=number, content=content, subject=subject)
    receipt = Receipt(
        document=current.document(line.run.document),
        office=register.office(line.statement.place),
        number=number,
        month=month,
        name=person.name,
        masked=person.id_masked,
        lines=tuple(_line(one) for one in settled),
        signed=told.stage != "open",
        issued_on=row.issued_on,
        checked=register.checked(row, origin),
        rests_on=OWN_SHARE,
        market=MARKET,
        illustrative=told.illustrative,
    )
    created = datetime.combine(row.issued_on, datetime.min.time(), SHANGHAI)
    return Paper(f"{number}.pdf", PDF, render_letter(receipt_letter(receipt, language=language), created=created))


def _line(visit: FamilyVisit) -> ReceiptLine:
    return ReceiptLine(
        at=visit.check_in.replace(tzinfo=None),
        kind=visit.kind,
        outcome=STATUSES[visit.status],
        confirmed=not any(one.yours for one in visit.todo),
        fund=visit.fund,
        own=visit.own,
        provider=visit.provider,
    )
