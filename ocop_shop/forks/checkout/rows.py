"""Lines of a basket or an order as pages and e-mails show them, grouped by maker."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.apps import apps
from django.core.files.storage import default_storage

from ocop_shop.certification import sold, standing
from ocop_shop.certification.claims import Claim
from ocop_shop.delivery import own_lines, sent_parcels
from ocop_shop.delivery.sent_parcels import Sent
from ocop_shop.ordering import makers
from ocop_shop.ordering.makers import MakerGroup

from . import insides
from .insides import Inside


@dataclass(frozen=True)
class Row:
    """One line: `claim` is what the register says today (baskets), `sold_as` what was sold (orders).

    `total` is quantity times price: what offers take off stands below, once, so that all that is shown adds up.
    `changed` says what has become of the star since it was sold, `sent` what of the line has left; they are for pages,
    not for the letter of that day. `inside` is what a box holds.
    """

    line: Any
    title: str
    url: str
    image_url: str
    quantity: int
    unit_price: Decimal | None
    total: Decimal | None
    claim: Claim | None = None
    sold_as: str = ""
    changed: str = ""
    sent: tuple[Sent, ...] = ()
    form: Any = None
    inside: tuple[Inside, ...] = ()


def of_basket_forms(forms: list[Any]) -> list[MakerGroup[Row]]:
    """The lines of a basket with the forms that change them."""
    return _of_basket([(form.instance, form) for form in forms])


def of_basket(lines: Iterable[Any]) -> list[MakerGroup[Row]]:
    """The lines of a basket, to be read only."""
    return _of_basket([(line, None) for line in lines])


def of_order(order: Any) -> list[MakerGroup[Row]]:
    """The lines of an order under the makers' names as they were sold, and what each was sold as."""
    with_claims = order.lines.select_related(
        "ocop_claim", "ocop_maker__producer", "product__parent", "product__ocop_provenance__producer"
    )
    lines = list(with_claims.order_by("pk"))
    insides.prepare_order(lines)
    listings, changes = _listings(line.product for line in lines), sold.changes(lines)
    sent = sent_parcels.by_line(lines)
    found: dict[tuple[str, int], list[Any]] = {}
    for line in lines:
        claim, producer = getattr(line, "ocop_claim", None), own_lines.maker_of(line)
        found.setdefault((claim.producer_name if claim else "", producer.pk if producer else 0), []).append(line)
    return [
        MakerGroup(name, _maker_url(name, lines[0]), tuple(_order_row(x, listings, changes, sent) for x in lines), key)
        for (name, key), lines in sorted(found.items(), key=lambda group: not group[0][0])
    ]


def _of_basket(pairs: list[tuple[Any, Any]]) -> list[MakerGroup[Row]]:
    products = [line.product for line, _form in pairs]
    listings = _listings(products)
    claims = _claims([one for product in products for one in (product, *insides.products_in(product))])
    made = [_basket_row(line, form, listings, claims) for line, form in pairs]
    return makers.by_maker(made, lambda row: row.line.product)


def _basket_row(line: Any, form: Any, listings: dict[int, Any], claims: dict[int, Claim]) -> Row:
    product = line.product
    listing = listings.get(product.parent_id or product.pk)
    price = line.purchase_info.price
    return Row(
        line=line,
        title=listing.display_title if listing and not product.parent_id else product.get_title(),
        url=product.get_absolute_url() if product.is_public else "",
        image_url=_image(listing),
        quantity=line.quantity,
        unit_price=line.unit_price_incl_tax if price.exists else None,
        total=line.line_price_incl_tax if price.exists else None,
        claim=_claim(product, claims),
        form=form,
        inside=insides.of_basket_line(line, claims),
    )


def _order_row(line: Any, listings: dict[int, Any], changes: dict[int, str], sent: dict[int, tuple[Sent, ...]]) -> Row:
    product = line.product
    listing = listings.get(product.parent_id or product.pk) if product else None
    return Row(
        line=line,
        title=line.title,
        url=product.get_absolute_url() if product and product.is_public else "",
        image_url=_image(listing),
        quantity=line.quantity,
        unit_price=line.unit_price_incl_tax,
        total=line.line_price_before_discounts_incl_tax,
        sold_as=sold.sentence(getattr(line, "ocop_claim", None)),
        changed=changes.get(line.pk, ""),
        sent=sent.get(line.pk, ()),
        inside=insides.of_order_line(line),
    )


def _maker_url(name: str, line: Any) -> str:
    """The maker's page, where the product still has the maker it was sold under."""
    producer = makers.producer_of(line.product) if line.product else None
    return producer.get_absolute_url() if producer and producer.is_public and producer.name == name else ""


def _listings(products: Iterable[Any]) -> dict[int, Any]:
    keys = {product.parent_id or product.pk for product in products if product}
    return apps.get_model("ocop_discovery", "Listing").objects.in_bulk(keys)


def _claims(products: Iterable[Any]) -> dict[int, Claim]:
    keys = {key for product in products for key in (product.pk, product.parent_id) if key}
    return standing.claims_on(keys) if keys else {}


def _claim(product: Any, claims: dict[int, Claim]) -> Claim | None:
    own = claims.get(product.pk)
    return claims.get(product.parent_id, own) if own and not own.exists and product.parent_id else own


def _image(listing: Any) -> str:
    return default_storage.url(listing.image) if listing and listing.image else ""
