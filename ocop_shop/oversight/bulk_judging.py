"""The dry run of a list: which certificate each row means, and what a revocation or a lapse would do to it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any

from django.apps import apps
from django.utils.translation import gettext as _

from ocop_shop.certification.actions import DecisionFacts
from ocop_shop.certification.certificate_wording import NAMES, SIGNS
from ocop_shop.certification.life import EventKind
from ocop_shop.certification.status import CertificateStatus
from ocop_shop.core import clock
from ocop_shop.importing import matching

from . import remits
from .bulk_effects import Effect, Product, effect, refusal
from .bulk_rows import Row
from .rights import Right

_CENTRAL_STARS = 5


class Verdict(StrEnum):
    """What becomes of a row: the first two are written by `apply`."""

    CHANGES = "changes"  # a star ends
    RECORDED = "recorded"  # it goes on record; no star changes, for there is none that day
    DONE = "done"  # it is on record already
    REFUSED = "refused"  # it is left out, and says why


@dataclass(frozen=True)
class Order:
    """What is to happen to all certificates of a list. A `ground` given here counts for every row."""

    kind: EventKind
    effective_on: date
    decision: DecisionFacts | None = None
    ground: str = ""
    reason: str = ""


@dataclass(frozen=True)
class Line:
    """A row with the certificate it means, what that is today, and what would become of it (`sentence`: why not)."""

    row: Row
    verdict: Verdict
    certificate: Any = None
    status: CertificateStatus | None = None
    ground: str = ""
    decision: DecisionFacts | None = None
    effect: Effect | None = None
    sentence: str = ""

    @property
    def producer(self) -> str:
        """The maker: as printed on the certificate, as on record, or as the list writes it."""
        origin = getattr(self.certificate.product, "ocop_provenance", None) if self.certificate else None
        maker = origin.producer.name if origin and origin.producer else ""
        return (self.certificate.producer_name if self.certificate else "") or maker or self.row.producer

    @property
    def state_name(self) -> str:
        """What the certificate is today, in a few words."""
        return str(NAMES[self.status.state]) if self.status else ""

    @property
    def tone(self) -> str:
        """How that state is shown: ok, warn, bad or gone."""
        return SIGNS[self.status.state].tone if self.status else ""

    @property
    def is_written(self) -> bool:
        """Whether `apply` writes this row."""
        return self.verdict in {Verdict.CHANGES, Verdict.RECORDED}


@dataclass(frozen=True)
class DryRun:
    """What an order would do; `problem` stands in the way of all of it."""

    order: Order
    lines: tuple[Line, ...]
    problem: str = ""

    @property
    def written(self) -> tuple[Line, ...]:
        """The lines that `apply` writes."""
        return () if self.problem else tuple(line for line in self.lines if line.is_written)

    def count(self, verdict: str) -> int:
        """How many lines have this verdict."""
        return sum(line.verdict == verdict for line in self.lines)


def dry_run(user: Any, order: Order, rows: Sequence[Row]) -> DryRun:
    """What `order` would do to the certificates that `rows` mean, by the rights of `user`.

    The number of queries does not depend on the number of rows (two more for every 500).
    """
    matches = _matched(rows, order.effective_on)
    certificates = {m.certificate.pk: m.certificate for m in matches if m.certificate}
    judge = _Judge(user, order, certificates)
    lines = tuple(judge.line(row, found) for row, found in zip(rows, matches, strict=True))
    return DryRun(order, lines, _clash(order.decision))


class _Judge:
    """Says what becomes of each row; the register is read once for all of them."""

    def __init__(self, user: Any, order: Order, certificates: dict[int, Any]) -> None:
        self._order = order
        self._today = clock.today()
        self._seen: dict[int, str] = {}
        self._clashes: dict[DecisionFacts, str] = {}
        self._products = Product.of(certificates.values())
        keys = list(certificates)
        self._within = set(remits.certificates_for(user, Right.STEPS).filter(pk__in=keys).values_list("pk", flat=True))
        visible = remits.certificates_for(user, Right.VIEW).filter(pk__in=keys)
        self._visible = set(visible.values_list("pk", flat=True))

    def line(self, row: Row, found: matching.Match) -> Line:
        """What becomes of `row`."""
        certificate = found.certificate
        if certificate is None:
            unknown = _("No certificate has this check code.") if row.code else matching.sentence(found)
            return Line(row, Verdict.REFUSED, sentence=row.problem or unknown)
        product = self._products[certificate.pk]
        ground = (self._order.ground or row.ground) if self._order.kind is EventKind.REVOKED else ""
        decision = row.decision or self._order.decision
        line = Line(row, Verdict.REFUSED, certificate, product.status(certificate, self._today), ground, decision)
        return self._judged(line, product)

    def _judged(self, line: Line, product: Product) -> Line:
        order, certificate = self._order, line.certificate
        problem = self._problem(line)
        if problem:
            return _with(line, Verdict.REFUSED, problem)
        on_record = product.on_record(certificate, order.kind)
        if on_record and on_record <= order.effective_on:
            return _with(line, Verdict.DONE, _("On record since %(day)s.") % {"day": f"{on_record:%d/%m/%Y}"})
        refused = refusal(
            product,
            certificate,
            order.kind,
            order.effective_on,
            ground=line.ground,
            decision=line.decision,
            reason=order.reason or line.row.reason,
        )
        if refused:
            return _with(line, Verdict.REFUSED, refused)
        change = effect(product, certificate, order.kind, order.effective_on)
        if change:
            return _with(line, Verdict.CHANGES, "", change)
        return _with(line, Verdict.RECORDED, product.why_no_star(certificate, order.effective_on))

    def _problem(self, line: Line) -> str:
        """What stands in the way before the law is asked: a row that repeats another, a place of others, a decision."""
        key, where = line.certificate.pk, line.row.where
        if key in self._seen:
            return _("This repeats row %(row)s.") % {"row": self._seen[key]}
        self._seen[key] = where
        if key not in self._within:
            if key in self._visible and line.certificate.stars == _CENTRAL_STARS:
                return _("Five stars are the ministry's: ask the central office (26/2026/QĐ-TTg art. 8.2.b).")
            return _("This product comes from a place that is not in your remit.")
        own = line.row.decision
        if own and own not in self._clashes:
            self._clashes[own] = _clash(own)
        return self._clashes[own] if own else ""


def _with(line: Line, verdict: Verdict, sentence: str, change: Effect | None = None) -> Line:
    return Line(
        line.row, verdict, line.certificate, line.status, line.ground, line.decision, effect=change, sentence=sentence
    )


def _matched(rows: Sequence[Row], effective_on: date) -> list[matching.Match]:
    """The certificate of each row: by its check code, else by its names among those that existed by then."""
    coded = _by_code({row.code for row in rows} - {""})
    named = [row for row in rows if not row.code and not row.problem]
    sought = [matching.Sought(r.product, r.producer, r.number, r.stars, r.before or effective_on) for r in named]
    by_names = iter(matching.find(sought))
    found = []
    for row in rows:
        if row.problem:
            found.append(matching.Match())
        elif row.code:
            certificate = coded.get(row.code)
            found.append(matching.Match(certificate, "" if certificate else "not_found"))
        else:
            found.append(next(by_names))
    return found


def _by_code(codes: set[str]) -> dict[str, Any]:
    rows = apps.get_model("ocop_certification", "Certificate").objects.filter(code__in=codes)
    return {c.code: c for c in rows.select_related("decision", "product__ocop_provenance__producer")} if codes else {}


def _clash(decision: DecisionFacts | None) -> str:
    """What is wrong with a decision that is on record with another day; empty where nothing is."""
    if decision is None:
        return ""
    table = apps.get_model("ocop_certification", "Decision")
    probe = table(number=decision.number, issued_on=decision.issued_on, issuer=decision.issuer)
    probe.set_keys()
    if not probe.number_key or not probe.issuer_key:
        return ""
    same = table.objects.filter(issuer_key=probe.issuer_key, number_key=probe.number_key, year=probe.year)
    known = same.exclude(issued_on=decision.issued_on).first()
    return (
        _("%(number)s of this body and year is on record with another day: %(day)s.")
        % {"number": known.number, "day": f"{known.issued_on:%d/%m/%Y}"}
        if known
        else ""
    )
