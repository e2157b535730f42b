"""Tags of `{% load ocop %}` for readers that are machines: search engines, and those that make a card of a link."""

from __future__ import annotations

from typing import Any

from django import template
from django.conf import settings
from django.http import HttpRequest
from django.utils.safestring import SafeString
from oscar.core.loading import feature_hidden

from ocop_shop.certification import standing
from ocop_shop.certification.claims import Claim
from ocop_shop.core import html
from ocop_shop.discovery import structured

from .ocop_products import ocop_origin, ocop_pictures, ocop_places, ocop_title

register = template.Library()


@register.simple_tag(takes_context=True)
def ocop_json_ld(
    context: dict[str, Any],
    product: Any,
    claim: Claim | None = None,
    purchase: Any = None,
    reviews: int | None = None,
) -> SafeString | str:
    """The product page as JSON-LD: `{% ocop_json_ld product claim=claim purchase=session reviews=number %}`.

    What is handed over costs no query: the claim, Oscar's answer on price and stock, the number of approved reviews.
    Nothing is said outside a request, where no address is whole.
    """
    request: HttpRequest | None = context.get("request")
    if request is None:
        return ""
    ocop_pictures(product)
    shown = structured.Shown(
        title=ocop_title(product),
        url=product.get_absolute_url(),
        claim=claim or standing.claim_on(product),
        origin=ocop_origin(product),
        places=tuple(ocop_places(product)),
        purchase=purchase or _purchase(request, product),
        reviews=_reviews(product, reviews),
    )
    return html.json_ld(structured.product_page(product, shown, _site(context, request)))


@register.simple_tag(takes_context=True)
def ocop_maker_json_ld(context: dict[str, Any], producer: Any) -> SafeString | str:
    """The page of a maker as JSON-LD: `{% ocop_maker_json_ld producer %}`. No query where pictures are at hand."""
    request: HttpRequest | None = context.get("request")
    return html.json_ld(structured.maker_page(producer, _site(context, request))) if request else ""


@register.simple_tag(takes_context=True)
def ocop_whole(context: dict[str, Any], path: str) -> str:
    """`path` with scheme and host of this request, as those need it who read the page elsewhere."""
    request: HttpRequest | None = context.get("request")
    return request.build_absolute_uri(path) if request else path


@register.filter
def plain(text: str, limit: int = 300) -> str:
    """Typed HTML as running text without markup, at most `limit` characters long."""
    return html.plain(text, limit)


def _site(context: dict[str, Any], request: HttpRequest) -> structured.Site:
    name = context.get("shop_name") or settings.OSCAR_SHOP_NAME
    home = context.get("homepage_url") or settings.OSCAR_HOMEPAGE
    return structured.Site(name=str(name), home=str(home), whole=request.build_absolute_uri)


def _purchase(request: HttpRequest, product: Any) -> Any:
    strategy = getattr(request, "strategy", None)
    if strategy is None:
        return None
    return strategy.fetch_for_parent(product) if product.is_parent else strategy.fetch_for_product(product)


def _reviews(product: Any, known: int | None) -> int:
    if product.rating is None or feature_hidden("reviews"):
        return 0
    return int(product.num_approved_reviews) if known is None else known
