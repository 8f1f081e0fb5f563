"""Forms and letters on paper: built from what is stored, entered in the register, checked by anybody who holds one."""

from yiyang.services.letters.decisions import notice_pdf
from yiyang.services.letters.forms import blank_form_pdf, form_pdf
from yiyang.services.letters.receipts import receipt_pdf
from yiyang.services.letters.register import Looked, look_up
from yiyang.services.letters.settled import line_notice_pdf
from yiyang.services.letters.sheets import blank_sheet_pdf, sheet_pdf

__all__ = [
    "Looked",
    "blank_form_pdf",
    "blank_sheet_pdf",
    "form_pdf",
    "line_notice_pdf",
    "look_up",
    "notice_pdf",
    "receipt_pdf",
    "sheet_pdf",
]
