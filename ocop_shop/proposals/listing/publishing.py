"""Publishing a listing: Oscar's product with its maker, place, answers, price and stock, in one transaction.

What is not the producer's is never touched: stars, categories, and the stock records of other sellers.
"""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import override
from oscar.core.loading import get_model

from ocop_shop.auditing import actions as audit
from ocop_shop.core import money
from ocop_shop.producers import actions as producers
from ocop_shop.producers.abstract_models import NetUnit
from ocop_shop.producers.listing_fields import Field, Type, fields_of, notices_of, number
from ocop_shop.producers.offer_limits import MOST_PRICE, MOST_STOCK
from ocop_shop.producers.taxonomy import SETS

from . import classes
from .hanging import hang
from .problems import MOST_NET, is_new, on_enquiry
from .reading import FIELD
from .standing_there import as_html

_COLUMNS = ("title", "description")
# A look at a listing that names no set yet; it is never published like that.
_ANY_SET = 4


def publish(proposal: Any, *, actor: Any, pictures: bool = True) -> Any:
    """Make or change the product that `proposal` is about, and return it.

    `pictures=False` leaves the pictures out, for a look at what has not been decided on.
    """
    product = _made(proposal) if is_new(proposal) else _changed(proposal)
    written = _written(proposal)
    _originate(proposal, product, written, actor)
    _answer(product, proposal.values, written)
    if is_new(proposal):
        _offer(proposal, product, actor)
    if pictures and "pictures" in written:
        hang(proposal, product)
    act = "product.listed" if is_new(proposal) else "product.relisted"
    after = {"producer": proposal.producer_id, "proposal": proposal.pk, "fields": sorted(written)}
    audit.record(act, f"product:{product.pk}", actor=actor, after=after)
    return product


def _written(proposal: Any) -> set[str]:
    """The fields that the producer changed; what was left alone is not written, whoever changed it meanwhile."""
    base = {} if is_new(proposal) else proposal.base
    return {name for name, value in proposal.values.items() if name not in base or base[name] != value}


def _made(proposal: Any) -> Any:
    values = proposal.values
    product = get_model("catalogue", "Product").objects.create(
        title=values.get("title") or _("A product without a name"),
        description=as_html(values.get("description", "")),
        product_class=classes.class_of(_set_of(values)),
        structure="parent" if _variants(values) else "standalone",
        is_public=True,
    )
    categories = get_model("catalogue", "Category").objects.browsable().filter(pk=values.get("category"))
    product.categories.add(*categories)
    return product


def _changed(proposal: Any) -> Any:
    product = get_model("catalogue", "Product").objects.select_for_update().get(pk=proposal.product_id)
    columns = [name for name in _COLUMNS if name in _written(proposal)]
    for name in columns:
        told = proposal.values[name]
        setattr(product, name, as_html(told) if name == "description" else told)
    if columns:
        product.save()
    return product


def _originate(proposal: Any, product: Any, written: set[str], actor: Any) -> None:
    values = proposal.values
    set_no = values.get("product_set")
    known = producers.place(product, producer=proposal.producer, product_set=set_no if set_no in SETS else None)
    columns = {"title_en": "name_en", "description_en": "description_en"}
    told: dict[str, Any] = {column: values[name] for name, column in columns.items() if name in written}
    if written & {"net_amount", "net_unit"}:
        told |= net_content(values.get("net_amount", ""), values.get("net_unit", ""))
    if told:
        producers.describe(known, actor=actor, **told)


def net_content(amount: str, unit: str) -> dict[str, Any]:
    """The net content as it is kept, with the words of a label."""
    told = number(amount)
    if not told or told > MOST_NET or unit not in NetUnit.values:
        return {"net_amount": None, "net_unit": "", "net_text": ""}
    with override("vi"):
        words = f"{told.normalize():f} {NetUnit(unit).label}".replace(".", ",")
    return {"net_amount": told.quantize(Decimal("0.01")), "net_unit": unit, "net_text": words}


def _answer(product: Any, values: dict[str, Any], written: set[str]) -> None:
    set_no = _set_of(values)
    asked = [field for field in fields_of(set_no) if FIELD + field.code in written]
    said = " ".join(notice.said_vi for notice in notices_of(set_no) if notice.said_vi)
    if not asked and not said:
        return
    product_class = classes.class_of(set_no)
    for field in asked:
        told = values[FIELD + field.code]
        classes.keep(product, classes.attribute_of(product_class, field), _kept(field, told))
    if said:
        classes.keep(product, classes.plain_attribute(product_class, classes.NOTICE), said)


def _kept(field: Field, told: str) -> float | str | None:
    if field.type is not Type.NUMBER:
        return field.shown(told, "vi")
    amount = number(told)
    return None if amount is None else float(amount)


def _offer(proposal: Any, product: Any, actor: Any) -> None:
    """Price and stock under the producer's own name as seller; variants become children of the product."""
    values = proposal.values
    if on_enquiry(values):
        return
    partner = producers.make_seller(proposal.producer, actor=actor)
    code = _free_code(partner, values.get("sku") or f"SP-{product.pk}", proposal.pk)
    if not _variants(values):
        _stock(product, partner, code, values.get("price"), values.get("stock"))
        return
    named = classes.plain_attribute(product.product_class, classes.VARIANT)
    # Oscar lists the newest first: the last row is made first, so that buyers see them as they were written.
    for place, row in reversed(list(enumerate(_variants(values), start=1))):
        title = f"{product.title} – {row['label']}"[:255]
        child = type(product).objects.create(parent=product, structure="child", title=title, is_public=True)
        classes.keep(child, named, row["label"])
        _stock(child, partner, f"{code}-{place}", row["price"], row["stock"])


def _free_code(partner: Any, code: str, key: int) -> str:
    """`code`, or one that nobody can have, where the seller uses it: it was free when that was looked at."""
    records = get_model("partner", "StockRecord").objects.filter(partner=partner)
    return f"{code}-N{key}" if records.filter(partner_sku__startswith=code).exists() else code


def _stock(product: Any, partner: Any, code: str, price: Any, stock: Any) -> None:
    """A stock record; none for a price that a look at an unfinished listing may hold."""
    if not isinstance(price, int) or not 0 <= price <= MOST_PRICE:
        return
    get_model("partner", "StockRecord").objects.create(
        product=product,
        partner=partner,
        partner_sku=code,
        price=money.dong(price),
        price_currency=money.CURRENCY,
        num_in_stock=min(stock, MOST_STOCK) if isinstance(stock, int) else 0,
    )


def _variants(values: dict[str, Any]) -> list[dict[str, Any]]:
    return [] if on_enquiry(values) else values.get("variants", [])


def _set_of(values: dict[str, Any]) -> int:
    set_no = values.get("product_set")
    return int(set_no) if set_no in SETS else _ANY_SET
