"""What a producer needs to sell, and what is told of its products."""

from __future__ import annotations

from typing import Any

from django.db import transaction
from oscar.core.loading import get_model

from ocop_shop.auditing import actions as audit
from ocop_shop.core import text

from .membership import locked

_CODE_LENGTH = 120
_TEXTS = ("name_en", "description_en", "net_amount", "net_unit", "net_text")


@transaction.atomic
def make_seller(producer: Any, *, actor: Any = None) -> Any:
    """The partner under which `producer` sells; made when there is none. Nobody else's is ever taken."""
    kept = locked(producer)
    if kept.partner_id is None:
        kept.partner = get_model("partner", "Partner").objects.create(name=kept.name[:128], code=_free_code(kept.name))
        kept.save(update_fields=["partner"])
        audit.record("producer.sells", f"producer:{kept.pk}", actor=actor, after={"partner": kept.partner_id})
    producer.partner = kept.partner
    return kept.partner


@transaction.atomic
def describe(provenance: Any, *, actor: Any = None, **values: Any) -> bool:
    """Write what is told of a product beside Oscar's own texts: English texts and net content. False: nothing new."""
    unknown = values.keys() - set(_TEXTS)
    if unknown:
        raise TypeError(f"describe() does not write {sorted(unknown)}")
    changed = {name: value for name, value in values.items() if getattr(provenance, name) != value}
    if not changed:
        return False
    for name, value in changed.items():
        setattr(provenance, name, value)
    provenance.save(update_fields=list(changed))
    after = {"fields": sorted(changed)}
    audit.record("provenance.described", f"product:{provenance.product_id}", actor=actor, after=after)
    return True


def _free_code(name: str) -> str:
    wanted = text.slug(name)[:_CODE_LENGTH] or "producer"
    taken = set(get_model("partner", "Partner").objects.filter(code__startswith=wanted).values_list("code", flat=True))
    return text.free(wanted, taken)
