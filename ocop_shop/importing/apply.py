"""A plan becomes decisions, producers, products and certificates: all of it or, when anything fails, nothing."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.apps import apps
from django.db import transaction
from django.utils.translation import gettext as _

from ocop_shop.certification import actions as register
from ocop_shop.certification.actions import DecisionFacts
from ocop_shop.certification.exceptions import RegisterError
from ocop_shop.certification.models import Evidence
from ocop_shop.core import text
from ocop_shop.discovery import actions as listing
from ocop_shop.producers import actions as producers
from ocop_shop.producers.actions import ProducerFacts

from .entries import Entry

PRODUCT_CLASS = "OCOP"
NAME_LENGTH = 255
ADDRESS_LENGTH = 500


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
    before = _sizes()
    refusals: list[Refusal] = []
    places = _Places()
    done = Applied()
    with transaction.atomic(), listing.batched():
        for entry in entries:
            try:
                _apply_one(entry, places, (entry.sheet, entry.row) in unusual, done, actor)
            except RegisterError as error:
                refusals.append(Refusal(entry.sheet, entry.row, str(error)))
        if refusals:
            raise ImportRefused(refusals)
    after = _sizes()
    for name in before:
        setattr(done, name, after[name] - before[name])
    return done


class _Places:
    """Today's provinces and communes by code, read once."""

    def __init__(self) -> None:
        places = apps.get_model("ocop_regions", "Place").objects.in_force().exclude(level="district")
        self._by_code = {(place.level, place.code): place for place in places}
        before = apps.get_model("ocop_regions", "Place").objects.before_merger()
        self._former = {place.code: place for place in before if place.valid_until}

    def province(self, code: str | None) -> Any:
        return self._by_code.get(("province", code or ""))

    def commune(self, code: str | None) -> Any:
        return self._by_code.get(("commune", code or ""))

    def former_province(self, code: str | None) -> Any:
        return self._former.get(code or "")


def _apply_one(entry: Entry, places: _Places, unusual: bool, done: Applied, actor: Any) -> None:
    if entry.as_ == "certificate":
        _certify(entry, places, Evidence.CLAIMED if unusual else Evidence.SIGNED, actor)
    else:
        # Evaluations and revocations are read and shown in the dry run; the register takes them in another way.
        done.not_recorded += 1


def _certify(entry: Entry, places: _Places, evidence: str, actor: Any) -> Any:
    return register.grant(
        _placed_product(entry, places, actor),
        stars=entry.stars or 0,
        decision=_decision(entry),
        evidence=evidence,
        kind=entry.kind or "",
        expires_on=entry.expires_on,
        score=entry.score,
        product_name=entry.product,
        producer_name=entry.producer,
        actor=actor,
    )


def _placed_product(entry: Entry, places: _Places, actor: Any) -> Any:
    """The product of the row with its producer and place, registered where they are new."""
    if max(len(entry.product), len(entry.producer)) > NAME_LENGTH or len(entry.address) > ADDRESS_LENGTH:
        raise RegisterError(_("The name of a product or producer has at most 255 characters, an address 500."))
    where = {"province": places.province(entry.province_code), "commune": places.commune(entry.commune_code)}
    facts = ProducerFacts(
        kind=entry.producer_type or "establishment",
        name=entry.producer,
        address_as_printed=entry.address,
        **where,
    )
    producer = producers.register(facts, actor=actor)
    product = _product(entry.product, producer)
    producers.place(
        product,
        producer=producer,
        former_province=places.former_province(entry.former_province_code),
        place_as_printed=entry.address,
        product_set=entry.group_no,
        **where,
    )
    return product


def _decision(entry: Entry) -> DecisionFacts:
    return DecisionFacts(
        number=entry.decision_no,
        issued_on=entry.issued_on,
        issuer=entry.issuer or "",
        issuer_level=entry.issuer_level or "",
    )


def _product(title: str, producer: Any) -> Any:
    """The producer's product of this name, or a new one: shown at once, without price, until somebody offers it."""
    wanted = text.key(title)
    products = apps.get_model("catalogue", "Product").objects
    for product in products.filter(ocop_provenance__producer=producer).exclude(structure="child").order_by("pk"):
        if text.key(product.get_title()) == wanted:
            return product
    product_class, _new = apps.get_model("catalogue", "ProductClass").objects.get_or_create(
        name=PRODUCT_CLASS, defaults={"track_stock": True, "requires_shipping": True}
    )
    return products.create(title=title, product_class=product_class, structure="standalone")


def _sizes() -> dict[str, int]:
    models = {
        "certificates": ("ocop_certification", "Certificate"),
        "decisions": ("ocop_certification", "Decision"),
        "producers": ("ocop_producers", "Producer"),
        "products": ("catalogue", "Product"),
    }
    return {name: apps.get_model(*model).objects.count() for name, model in models.items()}
