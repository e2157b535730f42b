"""Every change of producers and provenance: atomic, audited, safe to repeat."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.apps import apps
from django.db import transaction

from ocop_shop.auditing import actions as audit
from ocop_shop.core import text
from ocop_shop.producers.names import identity

_SLUG_LENGTH = 140
RESERVED = frozenset({"join", "invitation", "new"})
"""Words with an address of their own where a producer's slug would stand; no producer gets one of them."""


@dataclass(frozen=True)
class ProducerFacts:
    """A producer as a list prints it; `province` and `commune` are places of today or None."""

    kind: str
    name: str
    province: Any = None
    commune: Any = None
    address_as_printed: str = ""


def find(name: str, province: Any = None, commune: Any = None) -> Any:
    """The producer of this name, however its kind is written before it, or None.

    Two producers of one name in two provinces or communes are two; a place that is not known does not tell them apart.
    Without any place, a name that is known in several provinces is nobody's.
    """
    producers = apps.get_model("ocop_producers", "Producer").objects.filter(match_key=identity(name)[:500])
    known = list(producers.order_by("pk")[:20])
    fitting = [p for p in known if _may_be(p.province_id, province) and _may_be(p.commune_id, commune)]
    provinces = {p.province_id for p in fitting}
    return fitting[0] if fitting and (province or commune or len(provinces) == 1) else None


def _may_be(recorded: int | None, place: Any) -> bool:
    return recorded is None or place is None or recorded == place.pk


@transaction.atomic
def register(facts: ProducerFacts, *, actor: Any = None) -> Any:
    """The producer with these facts, registered on first sight; what is on record is never overwritten."""
    known = find(facts.name, facts.province, facts.commune)
    if known:
        return known
    producers = apps.get_model("ocop_producers", "Producer").objects
    producer = producers.create(slug=_free_slug(producers, facts.name), **vars(facts))
    audit.record("producer.registered", f"producer:{producer.pk}", actor=actor, after={"kind": facts.kind})
    return producer


@transaction.atomic
def complete(producer: Any, *, actor: Any = None, **values: Any) -> bool:
    """Fill in what is not known of `producer` (fields of Producer); what is known is kept. False when nothing was."""
    kept = apps.get_model("ocop_producers", "Producer").objects.select_for_update().get(pk=producer.pk)
    missing = {name: value for name, value in values.items() if value and not getattr(kept, name)}
    if not missing:
        return False
    for name, value in missing.items():
        setattr(kept, name, value)
    kept.save(update_fields=list(missing))
    audit.record("producer.completed", f"producer:{kept.pk}", actor=actor, after={"fields": sorted(missing)})
    return True


@transaction.atomic
def place(product: Any, **values: Any) -> Any:
    """Note where `product` comes from (fields of Provenance); known fields are kept, empty ones filled."""
    provenance, created = apps.get_model("ocop_producers", "Provenance").objects.get_or_create(
        product=product, defaults=values
    )
    missing = {name: value for name, value in values.items() if value and not getattr(provenance, name)}
    if missing:
        for name, value in missing.items():
            setattr(provenance, name, value)
        provenance.save(update_fields=list(missing))
    if created or missing:
        after = {"producer": provenance.producer_id, "province": provenance.province_id}
        audit.record("provenance.noted", f"product:{product.pk}", after=after | {"commune": provenance.commune_id})
    return provenance


@transaction.atomic
def entrust(product: Any, producer: Any | None, *, actor: Any = None) -> bool:
    """Make `producer` the one who answers for `product` and sends it; None: the shop. False if it is so already."""
    provenance, _made = apps.get_model("ocop_producers", "Provenance").objects.get_or_create(product=product)
    before = provenance.producer_id
    if before == getattr(producer, "pk", None):
        return False
    provenance.producer = producer
    provenance.save(update_fields=["producer"])
    after = {"producer": provenance.producer_id}
    audit.record("provenance.entrusted", f"product:{product.pk}", actor=actor, before={"producer": before}, after=after)
    return True


def _free_slug(producers: Any, name: str) -> str:
    wanted = text.slug(name)[:_SLUG_LENGTH] or "producer"
    taken = {*producers.filter(slug__startswith=wanted).values_list("slug", flat=True), *RESERVED}
    return text.free(wanted, taken)
