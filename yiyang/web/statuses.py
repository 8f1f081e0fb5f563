"""Every status a page shows: its word, its headline on a reason card, its tone. Colour never speaks alone."""

from typing import NamedTuple

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

Lazy = str | Promise


class Status(NamedTuple):
    """`code` as files write it; `tone` is paid, waiting, unpaid or wrong; `sign` names the mark on the card."""

    code: str
    word: Lazy
    headline: Lazy
    tone: str
    sign: str


def _table(*statuses: Status) -> dict[str, Status]:
    return {status.code: status for status in statuses}


STATUSES = _table(
    Status("payable", _("Payable"), _("Paid by the fund"), "paid", "tick"),
    Status("held", _("Held"), _("Waits until something is added"), "waiting", "pause"),
    Status("self_pay", _("Self pay"), _("Not paid by the fund: own cost"), "unpaid", "cross"),
    Status("refused", _("Not payable"), _("Not paid by the fund"), "unpaid", "cross"),
    Status("granted", _("Met"), _("The conditions are met"), "paid", "tick"),
    Status("unfit", _("Not met"), _("The conditions are not met"), "unpaid", "cross"),
    Status("unknown", _("To be judged"), _("A clerk has to judge this"), "waiting", "pause"),
    Status("not_regulated", _("Not regulated"), _("No document in force says anything here"), "unpaid", "dash"),
    Status("open", _("In progress"), _("Being worked on"), "waiting", "pause"),
    Status("signed", _("Signed"), _("Signed by the reviewer"), "paid", "tick"),
    Status("released", _("Released"), _("Released for payment"), "paid", "tick"),
    Status("objected", _("Objected"), _("The provider objects"), "waiting", "pause"),
    Status("reversed", _("Reversed"), _("Reversed"), "unpaid", "dash"),
    Status("booked", _("Booked"), _("The visit is booked"), "waiting", "pause"),
    Status("begun", _("Being made"), _("The carer has checked in"), "waiting", "pause"),
    Status("done", _("Made"), _("The visit was made"), "paid", "tick"),
    Status("cancelled", _("Cancelled"), _("The booking was cancelled"), "unpaid", "dash"),
    Status("missed", _("Not made"), _("The visit was not made"), "unpaid", "dash"),
    Status("overdue", _("No report yet"), _("Its time has passed and nothing was reported"), "waiting", "pause"),
)
