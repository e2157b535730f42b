"""The rules of a listing for the engine of proposals."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from oscar.core.loading import get_model

from ocop_shop.core import text
from ocop_shop.core.money import format_dong
from ocop_shop.producers import actions as producers
from ocop_shop.producers.abstract_models import NetUnit, OffReason
from ocop_shop.producers.actions.shelf import MOST_NOTE, says_something
from ocop_shop.producers.exceptions import NothingSaid
from ocop_shop.producers.listing_fields import field_called, fields_of
from ocop_shop.producers.taxonomy import SETS
from ocop_shop.proposals.subject import Subject

from .problems import is_new, on_enquiry, problems_of
from .publishing import publish
from .reading import FIELD
from .standing_there import values_of


class ListingSubject(Subject):
    """A new product, or other texts, pictures and answers for one that the producer has already."""

    review_template = "ocop_shop/desk/listing.html"

    def labels(self, proposal: Any) -> Mapping[str, str]:
        language = get_language() or "vi"
        found = {"pictures": _("Photos"), "title": _("Name"), "product_set": _("Kind of product")}
        if is_new(proposal):
            found["category"] = _("Shelf")
        found |= {"net_amount": _("Net content"), "net_unit": _("Unit"), "description": _("Description")}
        for field in fields_of(proposal.values.get("product_set")):
            found[FIELD + field.code] = field.label(language)
        if is_new(proposal):
            if not on_enquiry(proposal.values):
                found |= {"price": _("Price"), "stock": _("In stock")}
            found |= {"variants": _("Sizes and kinds"), "sku": _("Your code")}
        return {**found, "title_en": _("Name in English"), "description_en": _("Description in English")}

    def current(self, proposal: Any) -> Mapping[str, Any]:
        """What stands there now; a field that the producer left as it was is as it is now, whoever changed it since."""
        if not proposal.product_id or is_new(proposal):
            return {}
        return {**values_of(proposal.product), **untouched(proposal)}

    def problems(self, proposal: Any) -> Mapping[str, Sequence[str]]:
        return {**problems_of(proposal), **_undecided(proposal)}

    def apply(self, proposal: Any, *, actor: Any) -> None:
        """Publish it; what staff keep off the shelf comes into the shop like that, and is on sale at no moment."""
        proposal.product = publish(proposal, actor=actor)
        if reason := proposal.decision.get("kept_off"):
            producers.keep_off(proposal.product, reason, proposal.decision["kept_off_note"], actor=actor)

    def review(self, proposal: Any) -> Mapping[str, Any]:
        return {"reasons": OffReason.choices} if is_new(proposal) else {}

    def decided(self, proposal: Any, said: Mapping[str, str]) -> Mapping[str, Any]:
        reason = said.get("kept_off", "")
        if reason not in OffReason.values or not is_new(proposal):
            return {}
        return {"kept_off": reason, "kept_off_note": text.clean(said.get("kept_off_note", ""))[:MOST_NOTE]}

    def title(self, proposal: Any) -> str:
        return proposal.values.get("title") or _("A product without a name")

    def link(self, proposal: Any) -> str:
        return reverse("ocop:portal-draft", args=[proposal.producer.slug, proposal.pk])

    def shown(self, field: str, value: Any) -> str:
        if value in (None, "", []):
            return ""
        if field == "product_set":
            return set_words(value)
        if field == "category":
            found = get_model("catalogue", "Category").objects.filter(pk=value).first()
            return found.full_name if found else ""
        if field == "pictures":
            return "\n".join(_picture_words(number, entry) for number, entry in enumerate(value, start=1))
        if field == "variants":
            return "\n".join(_variant_words(row) for row in value)
        if field == "net_unit":
            return str(dict(NetUnit.choices).get(value, value))
        if field == "price":
            return _dong(value)
        asked = field_called(field.removeprefix(FIELD)) if field.startswith(FIELD) else None
        return asked.shown(value, get_language() or "vi") if asked else str(value)


def _undecided(proposal: Any) -> dict[str, list[str]]:
    """What staff have left out beside a new listing that is not to be sold."""
    told = proposal.decision
    if told.get("kept_off") == OffReason.OTHER and not says_something(told["kept_off_note"]):
        return {"kept_off": [str(NothingSaid())]}
    return {}


def untouched(proposal: Any) -> dict[str, Any]:
    """The values that are as they were when the proposal was begun."""
    base = proposal.base
    return {name: value for name, value in proposal.values.items() if name in base and base[name] == value}


def set_words(number: Any) -> str:
    """A product set by its name in the reader's language."""
    found = SETS.get(number)
    return "" if found is None else found.en if get_language() == "en" else found.vi


def _picture_words(number: int, entry: Mapping[str, str]) -> str:
    alt = entry["alt"] or _("(nobody has written what it shows)")
    new = _("new photo") if entry["key"].startswith("file:") else _("photo that is there")
    return f"{number}. {alt} · {new}"


def _variant_words(row: Mapping[str, Any]) -> str:
    return " · ".join((row["label"], _dong(row["price"]), _("%(number)s in stock") % {"number": row["stock"]}))


def _dong(value: Any) -> str:
    return format_dong(value) if isinstance(value, int) else str(value or "")
