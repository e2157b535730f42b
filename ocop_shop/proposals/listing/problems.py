"""What keeps a listing from being submitted or published, by field, in sentences that say what to do."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from django.apps import apps
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from oscar.core.loading import get_model

from ocop_shop.certification import standing
from ocop_shop.certification.boast_wording import reason
from ocop_shop.certification.boasts import find
from ocop_shop.conf import settings
from ocop_shop.core import text
from ocop_shop.core.money import format_dong
from ocop_shop.producers.abstract_models import NetUnit
from ocop_shop.producers.listing_fields import Fault, Field, fields_of, number
from ocop_shop.producers.offer_limits import LEAST_PRICE, MOST_PRICE, MOST_STOCK
from ocop_shop.producers.taxonomy import SETS
from ocop_shop.proposals import states

from . import reading
from .pictures import pictures_of
from .reading import DESCRIPTION_LENGTH, FIELD, LABEL_LENGTH, MOST_PICTURES, MOST_VARIANTS, TITLE_LENGTH

Told = Iterator[tuple[str, str]]

_LETTER = re.compile(r"[^\W\d_]")
# Sectors I to III: food, drinks, medicinal goods. Their labels state how much is in it.
_MEASURED = frozenset(range(1, 21))
MOST_NET = Decimal(99_999_999)


def is_new(proposal: Any) -> bool:
    """Whether a product is to be made, and not one that is there to be changed."""
    return str(proposal.subject).startswith("new:")


def on_enquiry(values: dict[str, Any]) -> bool:
    """Whether such a product is agreed on with its maker: nobody asks for price and stock."""
    return values.get("product_set") in settings.enquiry_only_sets


def granted_to(proposal: Any) -> int | None:
    """The stars that the register grants the product today; None for a new one and without a badge. One query."""
    claim = standing.claim_on(proposal.product_id) if proposal.product_id else None
    return claim.stars if claim and claim.has_badge else None


def problems_of(proposal: Any) -> dict[str, list[str]]:
    """All of them at once, so that nobody has to come back for the next."""
    found: dict[str, list[str]] = defaultdict(list)
    values = proposal.values
    checks = [_whose(proposal), _name(proposal), _kind(values), _texts(values), _net(proposal), _pictures(proposal)]
    checks.append(_answers(proposal))
    if is_new(proposal):
        checks += [_category(values), _offer(values), _sku(proposal)]
    checks.append(_boasts(proposal))
    for check in checks:
        for field, told in check:
            found[field].append(told)
    return dict(found)


def _whose(proposal: Any) -> Told:
    if is_new(proposal):
        return
    rows = apps.get_model("ocop_producers", "Provenance").objects.filter(product=proposal.product_id)
    if not proposal.product_id or not rows.filter(producer=proposal.producer_id).exists():
        yield "title", _("This product is not in your list any more. Ask the shop.")


def _name(proposal: Any) -> Told:
    title = proposal.values.get("title", "")
    if not _LETTER.search(title):
        yield "title", _("Write the name of the product, as it stands on the label.")
        return
    if len(title) < 3 or len(title) > TITLE_LENGTH:
        yield "title", _("A name has 3 to %(most)d letters.") % {"most": TITLE_LENGTH}
    if _named_already(proposal, title):
        yield "title", _("You have a product of this name already. Write what is different: the size, the kind.")


def _named_already(proposal: Any, title: str) -> bool:
    """Whether another product or another submitted listing of the producer is called so, tones and all."""
    key = text.tone_key(title)
    own = get_model("catalogue", "Product").objects.filter(ocop_provenance__producer=proposal.producer_id)
    titles = list(own.exclude(pk=proposal.product_id).values_list("title", flat=True))
    others = type(proposal).objects.filter(producer=proposal.producer_id, kind=proposal.kind, state=states.SUBMITTED)
    titles += [values.get("title", "") for values in others.exclude(pk=proposal.pk).values_list("values", flat=True)]
    return any(text.tone_key(known) == key for known in titles)


def _kind(values: dict[str, Any]) -> Told:
    if values.get("product_set") not in SETS:
        yield "product_set", _("Choose what kind of product it is.")


def _texts(values: dict[str, Any]) -> Told:
    for name in ("title", "title_en"):
        if set(values.get(name, "")) & set("<>"):
            yield name, _("Leave out the signs < and >.")
    if len(values.get("title_en", "")) > TITLE_LENGTH:
        yield "title_en", _("A name has 3 to %(most)d letters.") % {"most": TITLE_LENGTH}
    for name in reading.TEXTS:
        if len(values.get(name, "")) > DESCRIPTION_LENGTH:
            yield name, _("This is too long: at most %(most)d signs.") % {"most": DESCRIPTION_LENGTH}


def _may_be_missing(proposal: Any, name: str) -> bool:
    """A product that was put in before such things were asked may be changed without them, but not lose them."""
    return not is_new(proposal) and not proposal.base.get(name)


def _net(proposal: Any) -> Told:
    values = proposal.values
    amount, unit = values.get("net_amount", ""), values.get("net_unit", "")
    if not amount and not unit:
        asked = values.get("product_set") in _MEASURED and not values.get("variants")
        if asked and not _may_be_missing(proposal, "net_amount"):
            yield "net_amount", _("Write how much is in one piece, such as 500 g.")
        return
    told = number(amount)
    if told is None or not 0 < told <= MOST_NET or told != round(told, 2):
        yield "net_amount", _("Write a number above 0, such as 500 or 0.5.")
    if unit not in NetUnit.values:
        yield "net_unit", _("Choose the unit: g, kg, ml, litre or piece.")


def _pictures(proposal: Any) -> Told:
    pictures = pictures_of(proposal)
    if not pictures and not _may_be_missing(proposal, "pictures"):
        yield "pictures", _("Add at least one photo of the product.")
    if len(pictures) > MOST_PICTURES:
        yield "pictures", _("At most %(most)d photos. Take some off.") % {"most": MOST_PICTURES}
    if any(set(picture.alt) & set("<>") for picture in pictures):
        yield "pictures", _("Leave out the signs < and >.")


def _answers(proposal: Any) -> Told:
    values = proposal.values
    for field in fields_of(values.get("product_set")):
        written = values.get(FIELD + field.code, "")
        fault = field.fault(written) if written else None
        if fault:
            yield FIELD + field.code, _said(fault, field)
        elif not written and field.required and not _may_be_missing(proposal, FIELD + field.code):
            yield FIELD + field.code, _("Fill this in: buyers of such a product have to know it.")


def _said(fault: Fault, field: Field) -> str:
    if fault is Fault.NOT_A_TIME:
        return _("Write a number and days, weeks, months or years, such as “12 months”.")
    if fault is Fault.TOO_LONG:
        return _("This is too long. Say it in fewer words.")
    if fault is Fault.NOT_A_NUMBER:
        return _("Write a number, such as 40 or 29.5.")
    bounds = {"least": f"{field.least:g}", "most": f"{field.most:g}"}
    if get_language() != "en":
        bounds = {name: told.replace(".", ",") for name, told in bounds.items()}
    return _("From %(least)s to %(most)s.") % bounds


def _category(values: dict[str, Any]) -> Told:
    shown = get_model("catalogue", "Category").objects.browsable()
    chosen = values.get("category")
    if not (chosen and shown.filter(pk=chosen).exists()) and shown.exists():
        yield "category", _("Choose the shelf of the shop where buyers look for it.")


def _offer(values: dict[str, Any]) -> Told:
    if on_enquiry(values):
        if values.get("variants"):
            yield "variants", _("Such a product is agreed on with you, so it has no sizes or kinds with prices.")
        return
    variants = values.get("variants", [])
    if not variants:
        yield from _price("price", values.get("price"))
        yield from _stock("stock", values.get("stock"))
        return
    labels = [text.tone_key(row["label"]) for row in variants]
    if len(variants) > MOST_VARIANTS:
        yield "variants", _("At most %(most)d sizes or kinds.") % {"most": MOST_VARIANTS}
    if len(set(labels)) < len(labels):
        yield "variants", _("Two sizes or kinds have the same name.")
    for number_, row in enumerate(variants, start=1):
        for _field, told in [*_label(row["label"]), *_price("", row["price"]), *_stock("", row["stock"])]:
            yield "variants", _("Row %(number)d: %(told)s") % {"number": number_, "told": told}


def _label(label: str) -> Told:
    if not label or len(label) > LABEL_LENGTH or set(label) & set("<>"):
        yield "", _("Name it in a few words, such as “500 ml”.")


def _price(field: str, price: Any) -> Told:
    if price is None:
        yield field, _("Write the price in đồng.")
    elif not isinstance(price, int):
        yield field, _("Write the price in whole đồng, such as 85.000.")
    elif not LEAST_PRICE <= price <= MOST_PRICE:
        bounds = {"least": format_dong(LEAST_PRICE), "most": format_dong(MOST_PRICE)}
        yield field, _("A price lies between %(least)s and %(most)s. Are there too few or too many zeros?") % bounds


def _stock(field: str, stock: Any) -> Told:
    if stock is None:
        yield field, _("Write how many you have to sell; 0 is allowed.")
    elif not isinstance(stock, int) or not 0 <= stock <= MOST_STOCK:
        yield field, _("Write a whole number from 0 to %(most)d.") % {"most": MOST_STOCK}


def _sku(proposal: Any) -> Told:
    sku, partner = proposal.values.get("sku", ""), proposal.producer.partner_id
    if len(sku) > reading.LINES_OF_OFFER["sku"] or set(sku) & set("<>"):
        yield "sku", _("Write a short code, such as MO-500.")
    elif sku and partner:
        records = get_model("partner", "StockRecord").objects.filter(partner=partner)
        if records.filter(partner_sku__in=[sku, *(f"{sku}-{n}" for n in range(1, MOST_VARIANTS + 1))]).exists():
            yield "sku", _("You use this code for another product.")


def _boasts(proposal: Any) -> Told:
    """Words that claim more than the register grants this product today, wherever buyers would read them."""
    values, granted = proposal.values, granted_to(proposal)
    written = [(name, values.get(name, "")) for name in ("title", "title_en", *reading.TEXTS, "sku")]
    asked = [FIELD + field.code for field in fields_of(values.get("product_set"))]
    written += [(name, values.get(name, "")) for name in asked]
    written += [("pictures", picture.alt) for picture in pictures_of(proposal)]
    written += [("variants", row["label"]) for row in values.get("variants", [])]
    told = set()
    for field, words in written:
        for boast in find(words, granted):
            if (field, boast.said) not in told:
                told.add((field, boast.said))
                yield field, reason(boast, granted)
