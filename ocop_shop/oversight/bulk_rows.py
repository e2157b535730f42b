"""Lists of certificates to revoke or to lapse: read from an official list or from pasted lines. Nothing is written."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, Final

from django.utils.translation import gettext as _

from ocop_shop.certification import checking, rules
from ocop_shop.certification.actions import DecisionFacts
from ocop_shop.core import text
from ocop_shop.importing.entries import Entry, Plan
from ocop_shop.importing.revocations import GROUNDS, reason_class

MOST_ROWS: Final = 2_000

_ADDRESS: Final = re.compile(r"^https?://\S*?/check/(?P<code>[^/\s]+)/?\S*$", re.IGNORECASE)
_PARTS: Final = re.compile(r"\s*[;\t|]\s*")


@dataclass(frozen=True)
class Row:
    """One row of a list, as it names its certificate: by check code, or by product, producer and decision number.

    `where` is the row's place for people ("Thu hồi: 6"). `ground` is a letter of 26/2026/QĐ-TTg art. 8.1, `decision`
    the row's own decision where it has another than the list, `problem` why the row could not be read.
    """

    where: str
    code: str = ""
    product: str = ""
    producer: str = ""
    number: str = ""
    stars: int | None = None
    before: date | None = None
    ground: str = ""
    reason: str = ""
    decision: DecisionFacts | None = None
    problem: str = ""


@dataclass(frozen=True)
class Listed:
    """What a list gives: its rows, and the decision that most of them stand under (None: it names none)."""

    rows: tuple[Row, ...] = ()
    decision: DecisionFacts | None = None


def of_plan(plan: Plan, *, lapsing: bool = False) -> Listed:
    """The rows of a list that has been read. To revoke, only rows that say so count; to lapse, any row will do."""
    several = len({entry.sheet for entry in plan.accepted}) > 1
    entries = [entry for entry in plan.accepted if lapsing or entry.as_ == "revocation"]
    if lapsing:
        return Listed(tuple(_to_lapse(entry, _where(entry, several)) for entry in entries))
    decision = _usual(entries)
    rows = (_to_revoke(entry, _where(entry, several)) for entry in entries)
    # The usual decision is asked for once, for all rows; only others stay with their row.
    return Listed(tuple(replace(row, decision=None) if row.decision == decision else row for row in rows), decision)


def of_lines(pasted: str) -> Listed:
    """The rows of pasted lines: a check code, or "product; producer; decision number; reason", the last two optional.

    A tab or a bar parts as well as a semicolon, so that cells copied from a spreadsheet can be pasted.
    """
    lines = [(number, text.clean(line.replace("\t", ";"))) for number, line in enumerate(pasted.splitlines(), start=1)]
    return Listed(tuple(_read(str(number), line) for number, line in lines if line.strip(" ;|")))


def check_code(words: str) -> str:
    """The check code in `words`: typed with spaces or hyphens, in any case, or the address of its page; else empty."""
    address = _ADDRESS.match(words.strip())
    return checking.code_of(address["code"] if address else words)


def _read(where: str, line: str) -> Row:
    if code := check_code(line):
        return Row(where, code=code)
    product, producer, number, reason = [*_PARTS.split(line), "", "", "", ""][:4]
    if not product or not producer:
        return Row(where, product=line, problem=_("Write a check code, or: product; producer; number of the decision."))
    return Row(where, product=product, producer=producer, number=number, ground=_letter(reason), reason=reason)


def _letter(words: str) -> str:
    """The ground that a pasted reason gives: a letter as it is, or words sorted into a class."""
    if words.strip().lower() in rules.grounds():
        return words.strip().lower()
    found = reason_class(words)
    return GROUNDS[found] if found else ""


def _to_revoke(entry: Entry, where: str) -> Row:
    return Row(
        where,
        product=entry.product,
        producer=entry.producer,
        number=entry.recognised_by or "",
        stars=entry.stars,
        before=entry.issued_on,
        ground=GROUNDS[entry.reason_class] if entry.reason_class else "",
        reason=entry.reason_text,
        decision=_decision(entry),
    )


def _to_lapse(entry: Entry, where: str) -> Row:
    number = entry.recognised_by if entry.as_ == "revocation" else entry.decision_no
    return Row(
        where,
        product=entry.product,
        producer=entry.producer,
        number=number or "",
        stars=entry.stars,
        reason=entry.reason_text,
    )


def _usual(entries: Iterable[Entry]) -> DecisionFacts | None:
    counted = Counter(map(_decision, entries)).most_common(1)
    return counted[0][0] if counted else None


def _decision(entry: Entry) -> DecisionFacts:
    return DecisionFacts(
        number=entry.decision_no,
        issued_on=entry.issued_on,
        issuer=entry.issuer or "",
        issuer_level=entry.issuer_level or "",
    )


def _where(entry: Any, several: bool) -> str:
    return f"{entry.sheet}: {entry.row}" if several and entry.sheet else str(entry.row)
