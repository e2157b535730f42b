"""The product that a row is about, with its producer and place: found again by name, or registered."""

from __future__ import annotations

from typing import Any

from django.apps import apps
from django.utils.translation import gettext as _

from ocop_shop.certification.actions import DecisionFacts
from ocop_shop.certification.exceptions import RegisterError
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


def decision_of(entry: Entry) -> DecisionFacts:
    """The decision that acts in a row; raises `RegisterError` when its number or body is too long for the register."""
    if len(entry.decision_no) > NUMBER_LENGTH or len(entry.issuer or "") > ISSUER_LENGTH:
        raise RegisterError(_("A decision number has at most 60 characters, the name of a body 200."))
    return DecisionFacts(
        number=entry.decision_no,
        issued_on=entry.issued_on,
        issuer=entry.issuer or "",
        issuer_level=entry.issuer_level or "",
    )


class Shelf:
    """Producers and products of one list. What its rows have in common is read once: places, makers, their goods."""

    def __init__(self, actor: Any = None) -> None:
        places = apps.get_model("ocop_regions", "Place").objects
        self._by_code = {(place.level, place.code): place for place in places.in_force().exclude(level="district")}
        self._former = {place.code: place for place in places.before_merger() if place.valid_until}
        self._producers: dict[tuple[str, Any, Any], Any] = {}
        self._products: dict[int, dict[str, Any]] = {}
        self._actor = actor

    def product(self, entry: Entry) -> Any:
        """The product of the row with its producer and place, registered where they are new."""
        _check_lengths(entry)
        where = self._where(entry)
        producer = self._registered(entry, where)
        product = self._of_name(entry.product, producer)
        producers.place(
            product,
            producer=producer,
            former_province=self._former.get(entry.former_province_code or ""),
            place_as_printed=public_part(entry.address),
            product_set=entry.group_no,
            **where,
        )
        return product

    def known_product(self, entry: Entry) -> Any:
        """The product of the row if it is there already, else None; nothing is registered."""
        _check_lengths(entry)
        producer = producers.find(entry.producer, **self._where(entry))
        return self._products_of(producer).get(identity(entry.product)) if producer else None

    def _where(self, entry: Entry) -> dict[str, Any]:
        """Today's province and commune of the row; None where it does not say."""
        return {
            "province": self._by_code.get(("province", entry.province_code or "")),
            "commune": self._by_code.get(("commune", entry.commune_code or "")),
        }

    def _registered(self, entry: Entry, where: dict[str, Any]) -> Any:
        key = (entry.producer, where["province"], where["commune"])
        if key not in self._producers:
            facts = ProducerFacts(
                kind=entry.producer_type or "establishment",
                name=entry.producer,
                address_as_printed=entry.address,
                **where,
            )
            self._producers[key] = producers.register(facts, actor=self._actor)
        return self._producers[key]

    def _products_of(self, producer: Any) -> dict[str, Any]:
        """The producer's products by the name under which they are known again."""
        if producer.pk not in self._products:
            found = apps.get_model("catalogue", "Product").objects.filter(ocop_provenance__producer=producer)
            listed = found.exclude(structure="child").order_by("-pk")
            self._products[producer.pk] = {identity(product.get_title()): product for product in listed}
        return self._products[producer.pk]

    def _of_name(self, title: str, producer: Any) -> Any:
        """The producer's product of this name, or a new one: shown at once, without price, until somebody offers it."""
        known, name = self._products_of(producer), identity(title)
        if name not in known:
            product_class, _new = apps.get_model("catalogue", "ProductClass").objects.get_or_create(
                name=PRODUCT_CLASS, defaults={"track_stock": True, "requires_shipping": True}
            )
            products = apps.get_model("catalogue", "Product").objects
            known[name] = products.create(title=title, product_class=product_class, structure="standalone")
        return known[name]


def _check_lengths(entry: Entry) -> None:
    if max(len(entry.product), len(entry.producer)) > NAME_LENGTH or len(entry.address) > ADDRESS_LENGTH:
        raise RegisterError(_("The name of a product or producer has at most 255 characters, an address 500."))
