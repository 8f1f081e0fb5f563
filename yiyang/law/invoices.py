"""Invoices as a claim lists them: one a line, issuer, number, date and amount, told apart by commas."""

import re
from datetime import date
from typing import NamedTuple

from yiyang.law.words import Text

MOST = 50
LONGEST = 64
NUMBER = re.compile(r"[0-9A-Za-z-]{1,64}")
AMOUNT = re.compile(r"(0|[1-9][0-9]{0,8})(\.[0-9]{1,2})?")
COMMAS = re.compile(r"[,，]")
FOUR = Text(
    "第 {line} 张：应写明开票单位、发票号、日期、金额四项，用逗号隔开",
    "line {line}: should be issuer,number,date,amount",
)
NO_ISSUER = Text("第 {line} 张：没有开票单位，或超过 64 字", "line {line}: no issuer, or longer than 64 characters")
NO_NUMBER = Text(
    "第 {line} 张：发票号“{given}”只应有数字、字母和连字符",
    "line {line}: the invoice number {given!r} should be digits, letters and hyphens",
)
UNNUMBERED = Text("第 {line} 张：没有发票号", "line {line}: no invoice number")
NO_DATE = Text(
    "第 {line} 张：日期“{given}”应如 2024-05-03", "line {line}: the date {given!r} should be like 2024-05-03"
)
NO_AMOUNT = Text(
    "第 {line} 张：金额“{given}”应为大于零的元数，最多两位小数",
    "line {line}: the amount {given!r} should be yuan above zero, at most two decimals",
)
TWICE = Text("第 {line} 张：这张发票已写过", "line {line}: this invoice is listed already")
TOO_MANY = Text("一次最多 50 张发票", "at most 50 invoices at a time")


class Invoice(NamedTuple):
    """One invoice: `fen` is its amount."""

    issuer: str
    number: str
    dated: date
    fen: int


def fault(given: str) -> Text | None:
    """What is wrong with a list of invoices, by line; None when it can be read."""
    lines = _lines(given)
    if len(lines) > MOST:
        return TOO_MANY
    seen: set[tuple[str, str]] = set()
    for number, line in enumerate(lines, 1):
        said = _odd(line)
        if said is None and (key := _key(line)) in seen:
            said = TWICE
        if said is not None:
            return said.filled(line=number)
        seen.add(key)
    return None


def read(given: str) -> tuple[Invoice, ...]:
    """The invoices of a list without fault; letters of a number count as capitals."""
    return tuple(_invoice(line) for line in _lines(given))


def total(found: tuple[Invoice, ...]) -> int:
    """What they come to, in fen."""
    return sum(one.fen for one in found)


def _lines(given: str) -> list[str]:
    return [line for line in given.splitlines() if line.strip()]


def _parts(line: str) -> list[str]:
    return [part.strip() for part in COMMAS.split(line)]


def _key(line: str) -> tuple[str, str]:
    issuer, number, *_rest = _parts(line)
    return issuer, number.upper()


def _odd(line: str) -> Text | None:
    """What is wrong with a line; its number is still to be filled in."""
    parts = _parts(line)
    if len(parts) != 4:
        return FOUR
    issuer, number, dated, amount = parts
    if not 0 < len(issuer) <= LONGEST:
        return NO_ISSUER
    if not number:
        return UNNUMBERED
    if not NUMBER.fullmatch(number):
        return _said(NO_NUMBER, number)
    if not _is_day(dated):
        return _said(NO_DATE, dated)
    return None if AMOUNT.fullmatch(amount) and _fen(amount) else _said(NO_AMOUNT, amount)


def _said(text: Text, given: str) -> Text:
    """The sentence with what was given; its line is filled in later, so braces of the given are doubled away."""
    plain = re.sub(r"[{}]", "?", given[:LONGEST])
    return Text(text.zh.replace("{given}", plain), text.en.replace("{given!r}", repr(plain)))


def _is_day(text: str) -> bool:
    try:
        date.fromisoformat(text)
    except ValueError:
        return False
    return len(text) == 10


def _fen(text: str) -> int:
    yuan, _point, cents = text.partition(".")
    return int(yuan) * 100 + int(cents.ljust(2, "0") or 0)


def _invoice(line: str) -> Invoice:
    issuer, number, dated, amount = _parts(line)
    return Invoice(issuer, number.upper(), date.fromisoformat(dated), _fen(amount))
