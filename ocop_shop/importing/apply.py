"""A plan becomes records of the register: all of it or, when the register refuses a row, nothing."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.apps import apps
from django.db import transaction
from django.utils.translation import gettext as _

from ocop_shop.certification import actions as register
from ocop_shop.certification import rules
from ocop_shop.certification.exceptions import RegisterError, sentence
from ocop_shop.certification.life import EventKind
from ocop_shop.certification.models import Evidence
from ocop_shop.core import locking

from . import evaluations, revoking
from .entries import Entry
from .matching import Match
from .placing import Shelf, decision_of


@dataclass(frozen=True)
class Refusal:
    """A row that was not recorded, with the reason as a sentence."""

    sheet: str | None
    row: int
    sentence: str


@dataclass
class Applied:
    """What an import added; all zero when it was run before.

    `left_out` names the revocations that met no certificate they could take away. Everything else was recorded;
    `without_badge` names the recognitions by a body that could not decide on that star on that day.
    """

    certificates: int = 0
    evaluations: int = 0
    revocations: int = 0
    products: int = 0
    producers: int = 0
    decisions: int = 0
    left_out: list[Refusal] = field(default_factory=list)
    without_badge: list[Refusal] = field(default_factory=list)

    @property
    def counts(self) -> dict[str, int]:
        """The figures by name, with the number of rows left out as `not_recorded`."""
        added = {name: value for name, value in vars(self).items() if isinstance(value, int)}
        return added | {"not_recorded": len(self.left_out)}


class ImportRefused(Exception):
    """The register refused rows; nothing of the file was written. `refusals` names each row."""

    def __init__(self, refusals: list[Refusal]) -> None:
        super().__init__("; ".join(f"{refusal.row}: {refusal.sentence}" for refusal in refusals))
        self.refusals = refusals


def apply(
    entries: Iterable[Entry], *, unusual: frozenset[tuple[str | None, int | None]] = frozenset(), actor: Any = None
) -> Applied:
    """Write the accepted entries of a plan, in their order and in one transaction; returns what was added.

    Raises `ImportRefused` and writes nothing when the rules forbid a row or the record contradicts it. Rows that name a
    body which could not decide on their star are kept as evidence C, without a badge, until somebody has looked; so are
    those in `unusual` (sheet, row). Applying the same plan again changes nothing.
    """
    refusals: list[Refusal] = []
    done = Applied()
    with transaction.atomic(), register.batched():
        locking.one_at_a_time("import")
        before, writing = _sizes(), _Writing(Shelf(actor), unusual, done, actor)
        for entry, found in revoking.in_order(entries):
            try:
                if problem := writing.write(entry, found):
                    done.left_out.append(Refusal(entry.sheet, entry.row, problem))
            except RegisterError as error:
                refusals.append(Refusal(entry.sheet, entry.row, str(error)))
            except rules.UnlawfulStep as step:
                refusals.append(Refusal(entry.sheet, entry.row, sentence(step)))
        if refusals:
            raise ImportRefused(refusals)
        after = _sizes()
    for name in before:
        setattr(done, name, after[name] - before[name])
    return done


@dataclass(frozen=True)
class _Writing:
    """Writes rows of one list."""

    shelf: Shelf
    unusual: frozenset[tuple[str | None, int | None]]
    done: Applied
    actor: Any

    def write(self, entry: Entry, found: Match | None) -> str:
        """Record one row; returns why nothing was recorded, empty when it was."""
        if found is not None:
            return revoking.revoke(entry, found, actor=self.actor)
        if entry.as_ == "evaluation":
            evaluations.record(entry, self.shelf, actor=self.actor)
        else:
            self._certify(entry)
        return ""

    def _certify(self, entry: Entry) -> None:
        usual = (entry.sheet, entry.row) not in self.unusual and _may_decide(entry)
        if not usual:
            why = _("Recorded without a badge: this body could not decide on this star on that day.")
            self.done.without_badge.append(Refusal(entry.sheet, entry.row, why))
        register.grant(
            self.shelf.product(entry),
            stars=entry.stars or 0,
            decision=decision_of(entry),
            evidence=Evidence.SIGNED if usual else Evidence.CLAIMED,
            kind=entry.kind or "",
            expires_on=_last_day(entry),
            score=entry.score,
            product_name=entry.product,
            producer_name=entry.producer,
            reference=entry.reference or "",
            actor=self.actor,
        )


def _may_decide(entry: Entry) -> bool:
    level = entry.issuer_level
    return level is None or rules.rule_set_on(entry.issued_on).may_decide(entry.stars or 0, level)


def _last_day(entry: Entry) -> date | None:
    """The last day or the term that the list prints, never beyond what the rules of its day allow; None if silent."""
    months = rules.rule_set_on(entry.issued_on).validity_months
    if entry.valid_months:
        return rules.last_day(entry.issued_on, min(entry.valid_months, months))
    return min(entry.expires_on, rules.last_day(entry.issued_on, months)) if entry.expires_on else None


def _sizes() -> dict[str, int]:
    rows = {
        "certificates": ("ocop_certification", "Certificate", {}),
        "evaluations": ("ocop_certification", "Evaluation", {}),
        "revocations": ("ocop_certification", "CertificateEvent", {"kind": EventKind.REVOKED.value}),
        "decisions": ("ocop_certification", "Decision", {}),
        "producers": ("ocop_producers", "Producer", {}),
        "products": ("catalogue", "Product", {}),
    }
    return {
        name: apps.get_model(app, model).objects.filter(**only).count() for name, (app, model, only) in rows.items()
    }
