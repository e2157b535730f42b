"""A plan becomes decisions, producers, products and certificates: all of it or, when anything fails, nothing."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.apps import apps
from django.db import transaction
from django.utils.translation import gettext as _

from ocop_shop.certification import actions as register
from ocop_shop.certification import rules
from ocop_shop.certification.actions import DecisionFacts
from ocop_shop.certification.exceptions import RegisterError, sentence
from ocop_shop.certification.models import Evidence
from ocop_shop.core import locking
from ocop_shop.discovery import actions as listing
from ocop_shop.producers import actions as producers
from ocop_shop.producers.actions import ProducerFacts
from ocop_shop.producers.names import identity
from ocop_shop.regions.address import public_part

from .entries import Entry

PRODUCT_CLASS = "OCOP"
NAME_LENGTH = 255
ADDRESS_LENGTH = 500
NUMBER_LENGTH = 60
ISSUER_LENGTH = 200


@dataclass(frozen=True)
class Refusal:
    """A row the register refused, with the reason as a sentence."""

    sheet: str | None
    row: int
    sentence: str


@dataclass
class Applied:
    """What an import changed; all zero when it was run before."""

    certificates: int = 0
    products: int = 0
    producers: int = 0
    decisions: int = 0
    revocations: int = 0
    not_recorded: int = 0


class ImportRefused(Exception):
    """The register refused rows; nothing of the file was written. `refusals` names each row."""

    def __init__(self, refusals: list[Refusal]) -> None:
        super().__init__("; ".join(f"{refusal.row}: {refusal.sentence}" for refusal in refusals))
        self.refusals = refusals


def apply(
    entries: Iterable[Entry], *, unusual: frozenset[tuple[str | None, int | None]] = frozenset(), actor: Any = None
) -> Applied:
    """Write the accepted entries of a plan in one transaction; raises `ImportRefused` and writes nothing otherwise.

    Rows in `unusual` (sheet, row) name a body that could not decide on their star: they are kept as evidence C, without
    a badge, until somebody has looked. Applying the same plan again changes nothing.
    """
    refusals: list[Refusal] = []
    done = Applied()
    with transaction.atomic(), listing.batched():
        locking.one_at_a_time("import")
        before, known = _sizes(), _Known()
        for entry in entries:
            try:
                _apply_one(entry, known, (entry.sheet, entry.row) in unusual, done, actor)
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


class _Known:
    """What the rows of one list have in common, read once: places, and the products of each producer by name."""

    def __init__(self) -> None:
        places = apps.get_model("ocop_regions", "Place").objects
        self._by_code = {(place.level, place.code): place for place in places.in_force().exclude(level="district")}
        self._former = {place.code: place for place in places.before_merger() if place.valid_until}
        self._products: dict[int, dict[str, Any]] = {}

    def where(self, entry: Entry) -> dict[str, Any]:
        """Today's province and commune of the row; None where it does not say."""
        return {
            "province": self._by_code.get(("province", entry.province_code or "")),
            "commune": self._by_code.get(("commune", entry.commune_code or "")),
        }

    def former_province(self, entry: Entry) -> Any:
        """The province of the paper, if it ended since."""
        return self._former.get(entry.former_province_code or "")

    def products_of(self, producer: Any) -> dict[str, Any]:
        """The producer's products by the name under which they are known again."""
        if producer.pk not in self._products:
            found = apps.get_model("catalogue", "Product").objects.filter(ocop_provenance__producer=producer)
            listed = found.exclude(structure="child").order_by("-pk")
            self._products[producer.pk] = {identity(product.get_title()): product for product in listed}
        return self._products[producer.pk]


def _apply_one(entry: Entry, known: _Known, unusual: bool, done: Applied, actor: Any) -> None:
    if entry.as_ == "certificate":
        _certify(entry, known, Evidence.CLAIMED if unusual else Evidence.SIGNED, actor)
    else:
        # Evaluations and revocations are read and shown in the dry run; the register takes them in another way.
        done.not_recorded += 1


def _certify(entry: Entry, known: _Known, evidence: str, actor: Any) -> Any:
    return register.grant(
        _placed_product(entry, known, actor),
        stars=entry.stars or 0,
        decision=_decision(entry),
        evidence=evidence,
        kind=entry.kind or "",
        expires_on=_last_day(entry),
        score=entry.score,
        product_name=entry.product,
        producer_name=entry.producer,
        actor=actor,
    )


def _placed_product(entry: Entry, known: _Known, actor: Any) -> Any:
    """The product of the row with its producer and place, registered where they are new."""
    _check_lengths(entry)
    facts = ProducerFacts(
        kind=entry.producer_type or "establishment",
        name=entry.producer,
        address_as_printed=entry.address,
        **known.where(entry),
    )
    producer = producers.register(facts, actor=actor)
    product = _product(entry.product, known.products_of(producer))
    producers.place(
        product,
        producer=producer,
        former_province=known.former_province(entry),
        place_as_printed=public_part(entry.address),
        product_set=entry.group_no,
        **known.where(entry),
    )
    return product


def _check_lengths(entry: Entry) -> None:
    if max(len(entry.product), len(entry.producer)) > NAME_LENGTH or len(entry.address) > ADDRESS_LENGTH:
        raise RegisterError(_("The name of a product or producer has at most 255 characters, an address 500."))
    if len(entry.decision_no) > NUMBER_LENGTH or len(entry.issuer or "") > ISSUER_LENGTH:
        raise RegisterError(_("A decision number has at most 60 characters, the name of a body 200."))


def _last_day(entry: Entry) -> date | None:
    """The last day or the term that the list prints, never beyond what the rules of its day allow; None if silent."""
    months = rules.rule_set_on(entry.issued_on).validity_months
    if entry.valid_months:
        return rules.last_day(entry.issued_on, min(entry.valid_months, months))
    return min(entry.expires_on, rules.last_day(entry.issued_on, months)) if entry.expires_on else None


def _decision(entry: Entry) -> DecisionFacts:
    return DecisionFacts(
        number=entry.decision_no,
        issued_on=entry.issued_on,
        issuer=entry.issuer or "",
        issuer_level=entry.issuer_level or "",
    )


def _product(title: str, of_producer: dict[str, Any]) -> Any:
    """The producer's product of this name, or a new one: shown at once, without price, until somebody offers it."""
    name = identity(title)
    if name not in of_producer:
        product_class, _new = apps.get_model("catalogue", "ProductClass").objects.get_or_create(
            name=PRODUCT_CLASS, defaults={"track_stock": True, "requires_shipping": True}
        )
        products = apps.get_model("catalogue", "Product").objects
        of_producer[name] = products.create(title=title, product_class=product_class, structure="standalone")
    return of_producer[name]


def _sizes() -> dict[str, int]:
    models = {
        "certificates": ("ocop_certification", "Certificate"),
        "decisions": ("ocop_certification", "Decision"),
        "producers": ("ocop_producers", "Producer"),
        "products": ("catalogue", "Product"),
    }
    return {name: apps.get_model(*model).objects.count() for name, model in models.items()}
