"""The register read product by product, a page at a time: a few queries a page, whatever its size."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from functools import partial
from typing import Any, TypeVar

from django.apps import apps
from django.db.models import Prefetch, QuerySet
from django.utils.translation import gettext as _

from ocop_shop.certification.actions.recording import life
from ocop_shop.certification.life import BADGE_STATES, Life

from .findings import UNREADABLE, Finding, of_certificate, of_product

T = TypeVar("T")
PAGE = 1000

# What rows hold that no action could have written: wrong types, unknown words, days that do not exist.
BROKEN_DATA = (ValueError, TypeError, LookupError, AttributeError, ArithmeticError)


@dataclass
class Dossier:
    """All that is on record of one product on `day`, or of one certificate whose product is gone (None).

    `lives` holds what the events of each certificate say, None where the grant was struck out; it leaves out those
    in `unreadable`.
    """

    product_id: int | None
    day: date
    certificates: dict[int, Any] = field(default_factory=dict)
    standings: list[Any] = field(default_factory=list)
    evaluations: list[Any] = field(default_factory=list)
    producer_id: int | None = None
    lives: dict[int, Life | None] = field(default_factory=dict)
    unreadable: dict[int, str] = field(default_factory=dict)

    @property
    def subject(self) -> str:
        """Whom a finding about the whole dossier is about."""
        return of_product(self.product_id) if self.product_id else of_certificate(next(iter(self.certificates)))

    @property
    def proven(self) -> list[Life]:
        """The certificates that may carry a badge, in the order in which they were recorded."""
        return [found for found in self.lives.values() if found and found.is_proven]

    @property
    def badge(self) -> Any:
        """The row that gives the product a badge on the day, or None."""
        for row in self.standings:
            if row.starts_on <= self.day and (row.ends_on is None or self.day <= row.ends_on):
                return row if row.state in BADGE_STATES else None
        return None

    def add(self, certificate: Any) -> None:
        """Take up a certificate with its events."""
        self.certificates[certificate.pk] = certificate
        try:
            self.lives[certificate.pk] = life(certificate)
        except BROKEN_DATA as error:
            self.unreadable[certificate.pk] = str(error)


def dossiers(day: date) -> Iterator[Dossier | Finding]:
    """Every dossier with something in it; in the place of one that cannot be read at all, a finding that says so."""
    for keys in pages(apps.get_model("catalogue", "Product").objects.all()):
        yield from halved(keys, partial(_filled, day=day))
    without_product = apps.get_model("ocop_certification", "Certificate").objects.filter(product__isnull=True)
    for keys in pages(without_product):
        yield from halved(keys, partial(_alone, day=day), of_certificate)


def pages(rows: QuerySet[Any]) -> Iterator[list[int]]:
    """The keys of `rows` in order, a page at a time."""
    last = 0
    while page := list(rows.filter(pk__gt=last).order_by("pk").values_list("pk", flat=True)[:PAGE]):
        yield page
        last = page[-1]


def unreadable(subject: str, error: str | Exception) -> Finding:
    """What is said of rows that hold what no action could have written."""
    if isinstance(error, Exception):
        error = f"{type(error).__name__}: {error}"
    return Finding(
        UNREADABLE,
        subject,
        _("A row of it cannot be read: %(error)s") % {"error": error},
        _("Somebody wrote past the register. Compare with a backup and put the row right."),
    )


def halved(
    keys: list[int], read: Callable[[list[int]], Iterable[T]], subject: Callable[[int], str] = of_product
) -> Iterator[T | Finding]:
    """What `read` makes of these rows; where one of them stops it, the rows are halved until that one is told of."""
    try:
        found = list(read(keys))
    except BROKEN_DATA as error:
        if len(keys) == 1:
            yield unreadable(subject(keys[0]), error)
            return
        middle = len(keys) // 2
        yield from halved(keys[:middle], read, subject)
        yield from halved(keys[middle:], read, subject)
        return
    yield from found


def _alone(keys: list[int], day: date) -> Iterator[Dossier]:
    for certificate in _certificates().filter(pk__in=keys):
        dossier = Dossier(None, day)
        dossier.add(certificate)
        yield dossier


def _filled(keys: list[int], day: date) -> list[Dossier]:
    files: dict[int, Dossier] = defaultdict(lambda: Dossier(None, day))
    for certificate in _certificates().filter(product__in=keys).order_by("pk"):
        files[certificate.product_id].add(certificate)
    for standing in _table("Standing").filter(product__in=keys).order_by("product", "starts_on", "pk"):
        files[standing.product_id].standings.append(standing)
    for evaluation in _table("Evaluation").filter(product__in=keys).order_by("pk"):
        files[evaluation.product_id].evaluations.append(evaluation)
    origins = apps.get_model("ocop_producers", "Provenance").objects.filter(product__in=keys)
    makers = dict(origins.values_list("product_id", "producer_id"))
    for key, dossier in files.items():
        dossier.product_id, dossier.producer_id = key, makers.get(key)
    return list(files.values())


def _certificates() -> QuerySet[Any]:
    events = _table("CertificateEvent").select_related("decision").order_by("pk")
    return _table("Certificate").select_related("decision").prefetch_related(Prefetch("events", events))


def _table(name: str) -> QuerySet[Any]:
    rows: QuerySet[Any] = apps.get_model("ocop_certification", name).objects.all()
    return rows
