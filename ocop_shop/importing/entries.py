"""What reading a file yields: accepted entries, errors, warnings. This is what whoever applies a plan sees."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Literal

from .issuers import Issuer
from .kinds import Kind
from .limits import FileReason
from .sheets import SheetState, Value
from .stars import Result
from .titles import ListKind
from .units import Level

EntryKind = Literal["certificate", "evaluation", "revocation"]


@dataclass(frozen=True, slots=True)
class Finding:
    """An error or a warning: where, which reason, the value that caused it, and further details by name."""

    sheet: str | None
    row: int | None
    reason: str
    value: Value = None
    details: Mapping[str, Value] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Entry:
    """One accepted row.

    `address` is kept as printed. `issued_on` is the day of the decision that acts: for a revocation the day of the
    revoking decision, while `recognised_by` is the number of the one it takes away. `reference` is a list's own key.
    """

    sheet: str | None
    row: int
    as_: EntryKind
    product: str
    producer: str
    producer_type: str | None
    stars: int | None
    decision_no: str
    issued_on: date
    result: Result | None = None
    kind: Kind | None = None
    expires_on: date | None = None
    valid_months: int | None = None
    issuer: str | None = None
    issuer_level: Level | None = None
    province_code: str | None = None
    commune_code: str | None = None
    former_province_code: str | None = None
    district: str | None = None
    address: str = ""
    group_no: int | None = None
    sector: str | None = None
    score: Decimal | None = None
    old_stars: int | None = None
    previous_decision: str | None = None
    list_kind: ListKind = "recognition"
    reason_class: str | None = None
    reason_text: str = ""
    recognised_by: str | None = None
    match_certificate: str | None = None
    representative: str = ""
    phone: str = ""
    note: str = ""
    reference: str | None = None


@dataclass(frozen=True, slots=True)
class TitleFacts:
    """What the title of a sheet says about its rows; None where it is silent."""

    decision_no: str | None = None
    issued_on: date | None = None
    stars: int | None = None
    issuer: Issuer | None = None
    province_code: str | None = None
    list_kind: ListKind = "recognition"


@dataclass(frozen=True, slots=True)
class SheetFacts:
    """One sheet as it was understood."""

    name: str | None
    state: SheetState
    table: bool = False
    header_rows: tuple[int, ...] = ()
    title: TitleFacts = TitleFacts()
    printed_total: int | None = None


@dataclass(frozen=True)
class Plan:
    """What a file would do, before anything is done. A rejected file has a reason and nothing else."""

    file: str
    file_result: Literal["ok", "rejected"] = "ok"
    file_reason: FileReason | None = None
    encoding: str | None = None
    sheets: tuple[SheetFacts, ...] = ()
    accepted: tuple[Entry, ...] = ()
    errors: tuple[Finding, ...] = ()
    warnings: tuple[Finding, ...] = ()
    data_rows: int = 0

    @property
    def counts(self) -> Mapping[EntryKind, int]:
        """The accepted entries by what they are."""
        return Counter(entry.as_ for entry in self.accepted)

    @property
    def by_star(self) -> Mapping[int, int]:
        """The accepted certificates by star, lowest star first."""
        stars = Counter(entry.stars for entry in self.accepted if entry.as_ == "certificate" and entry.stars)
        return dict(sorted(stars.items()))

    @property
    def by_reason(self) -> Mapping[str, int]:
        """The refused rows by reason, in alphabetical order."""
        return dict(sorted(Counter(error.reason for error in self.errors).items()))
