"""What filings of Chapters 5 to 8 share: a voucher shown, a form signed, a clerk's look, two steps, how they end."""

from yiyang.law.filing import Field, Kind
from yiyang.law.procedure import OUTCOMES, Stage
from yiyang.law.questions.special import VOUCHERS
from yiyang.law.words import Text

When = tuple[str, tuple[str, ...]] | None
PRINTED = Text("可由本系统预填打印", "It can be printed here, filled in beforehand")


def voucher(provision: str, when: When = None) -> Field:
    """Which of the three vouchers was shown."""
    return Field("voucher", Text("凭证", "Voucher"), Kind.CHOICE, provision, choices=tuple(VOUCHERS.items()), when=when)


def signed(number: str, provision: str, when: When = None) -> Field:
    """That the form attached under this number is filled in and signed."""
    label = Text("附件{n}已填写并签名", "Form {n} is filled in and signed").filled(n=number)
    return Field(f"form{number}_signed", label, Kind.YES, provision, when=when, hint=PRINTED)


def looked_at(label: Text, provision: str, when: When = None) -> Field:
    """What a clerk says after a look at the papers; the question stays open without it."""
    return Field("papers_checked", label, Kind.YES, provision, required=False, when=when)


def two_steps(
    filed: Text, filer: str, decided: Text, clock: str, *, asked: tuple[Field, ...] = ()
) -> tuple[Stage, Stage]:
    """Filed by one, decided by a clerk within the working days of the dated value `clock`, who fills in `asked`."""
    return Stage("filed", filed, filer), Stage("decided", decided, "clerk", clock=clock, fields=asked, decides=True)


def ends(granted: Text, refused: Text) -> tuple[tuple[str, Text], ...]:
    """How a filing ends, in the words of its procedure; withdrawn is said alike everywhere."""
    return ("granted", granted), ("refused", refused), ("withdrawn", OUTCOMES["withdrawn"])
