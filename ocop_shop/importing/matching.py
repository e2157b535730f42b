"""Which certificate on record a row of a list means: by decision number, product and producer as lists write them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Literal

from django.apps import apps
from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from ocop_shop.certification.abstract_models import number_key
from ocop_shop.core import text
from ocop_shop.producers.names import identity

from .entries import Entry

Problem = Literal["", "not_found", "other_decision", "other_place", "other_star", "ambiguous"]
Key = tuple[str | None, int]

_BATCH = 500
_KEY_LENGTH = 500  # of `Producer.match_key`
_NAMED = 4  # certificates named in a sentence


@dataclass(frozen=True, slots=True)
class Match:
    """What was found for a row: a certificate, or a problem with the certificates that come near (`others`)."""

    certificate: Any = None
    problem: Problem = ""
    others: tuple[Any, ...] = ()


@dataclass(frozen=True, slots=True)
class Sought:
    """What a row says of the certificate it means; `before` is the day of the decision that takes it away.

    `province` is the code of today's province, where the row or its list names one.
    """

    product: str
    producer: str
    number: str = ""
    stars: int | None = None
    before: date | None = None
    province: str = ""


def match(entries: Iterable[Entry]) -> dict[Key, Match]:
    """The certificates that these revocations mean, by (sheet, row). Two queries per 500 rows; nothing is written."""
    rows = [entry for entry in entries if entry.as_ == "revocation"]
    return dict(zip([(entry.sheet, entry.row) for entry in rows], find([_sought(e) for e in rows]), strict=True))


def find_certificate(entry: Entry) -> str | None:
    """The check code of the certificate that a revocation takes away: a `plan.FindCertificate`.

    It asks the register for each row; for whole lists use `match`.
    """
    found = next(iter(match([entry]).values()), Match()).certificate
    return found.code if found else None


def find(wanted: Sequence[Sought]) -> list[Match]:
    """What the register has for each of these, in their order."""
    found: list[Match] = []
    for start in range(0, len(wanted), _BATCH):
        part = wanted[start : start + _BATCH]
        shelf = _Shelf(_candidates(part))
        found += [shelf.match(sought) for sought in part]
    return found


def sentence(found: Match) -> str:
    """What is wrong with a match and what to do about it; empty for one that was found."""
    others = "; ".join(f"{c.product_name}, {c.stars}★, {c.decision} ({c.code})" for c in found.others[:_NAMED])
    if found.problem == "ambiguous":
        return _("Several certificates fit: %(others)s. Give the check code of the one you mean.") % {"others": others}
    if found.problem == "other_place":
        return _("This product is on record in another province: %(others)s.") % {"others": others}
    if found.problem == "other_star":
        return _("This product is on record with other stars: %(others)s.") % {"others": others}
    if found.problem == "other_decision":
        return _("This product is on record under another decision: %(others)s. Check the number.") % {"others": others}
    if found.problem and others:
        return _("No certificate of this product and producer is on record. It comes near: %(others)s.") % {
            "others": others
        }
    return _("No certificate of this product and producer is on record.") if found.problem else ""


class _Shelf:
    """Certificates by the names under which a list may call them."""

    def __init__(self, certificates: Iterable[Any]) -> None:
        self._by_names: dict[tuple[str, str], list[Any]] = defaultdict(list)
        self._by_product: dict[str, list[Any]] = defaultdict(list)
        for certificate in certificates:
            for product, producer in _names(certificate):
                self._by_names[identity(product), identity(producer)].append(certificate)
                self._by_product[text.key(product)].append(certificate)

    def match(self, sought: Sought) -> Match:
        named = _once(self._by_names[identity(sought.product), identity(sought.producer)])
        if not named:
            return Match(problem="not_found", others=_once(self._by_product[text.key(sought.product)]))
        numbered = tuple(c for c in named if _same_number(sought.number, c.decision.number_key))
        if not numbered:
            return Match(problem="other_decision", others=named)
        here = tuple(c for c in numbered if _may_be_from(c, sought.province))
        if not here:
            return Match(problem="other_place", others=numbered)
        left = _narrowed(here, sought)
        if not left:
            return Match(problem="other_star", others=here)
        return Match(left[0]) if len(left) == 1 else Match(problem="ambiguous", others=left)


def _narrowed(certificates: tuple[Any, ...], sought: Sought) -> tuple[Any, ...]:
    """Those that existed when they were taken away and have the star of the row, where it gives one."""
    left = certificates
    if sought.before is not None:
        left = tuple(c for c in left if c.valid_from <= sought.before) or left
    if sought.stars is not None:
        left = tuple(c for c in left if c.stars == sought.stars)
    return left


def _may_be_from(certificate: Any, province: str) -> bool:
    """Whether a product may come from this province of today (its code); what is not known is not held against it."""
    origin = getattr(certificate.product, "ocop_provenance", None)
    known = [of.province for of in (origin, getattr(origin, "producer", None)) if of and of.province]
    return not province or not known or known[0].code == province


def _same_number(wanted: str, known: str) -> bool:
    """Whether a list's number is that of a decision; lists leave out the number, or the letters behind it."""
    key = number_key(wanted)
    return not key or key == known or (key.isdecimal() and known.partition("/")[0] == key)


def _sought(entry: Entry) -> Sought:
    return Sought(
        entry.product,
        entry.producer,
        entry.recognised_by or "",
        entry.stars,
        entry.issued_on,
        entry.province_code or "",
    )


def _candidates(wanted: Sequence[Sought]) -> list[Any]:
    """All certificates of these decisions, and all of these producers, with what their names are read from."""
    numbers = {number_key(sought.number) for sought in wanted} - {""}
    printed = {sought.producer for sought in wanted}
    makers = {identity(producer)[:_KEY_LENGTH] for producer in printed}
    rows = _certificates()
    found = {c.pk: c for c in rows.filter(Q(decision__number_key__in=numbers) | Q(producer_name__in=printed))}
    found |= {c.pk: c for c in rows.filter(product__ocop_provenance__producer__match_key__in=makers)}
    return [found[key] for key in sorted(found)]


def _certificates() -> QuerySet[Any]:
    rows: QuerySet[Any] = apps.get_model("ocop_certification", "Certificate").objects.select_related(
        "decision", "product__ocop_provenance__province", "product__ocop_provenance__producer__province"
    )
    return rows


def _names(certificate: Any) -> Iterator[tuple[str, str]]:
    """Product and producer of a certificate: as printed, and as they are called today."""
    product = certificate.product
    provenance = getattr(product, "ocop_provenance", None) if product else None
    maker = provenance.producer if provenance else None
    titles = {certificate.product_name, product.get_title() if product else ""} - {""}
    makers = {certificate.producer_name, maker.name if maker else ""} - {""}
    return ((title, name) for title in sorted(titles) for name in sorted(makers))


def _once(certificates: Iterable[Any]) -> tuple[Any, ...]:
    return tuple({certificate.pk: certificate for certificate in certificates}.values())
