"""Tags and filters of `{% load ocop %}` about one product: its card, its origin, its maker, its reviews."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from typing import Any

from django import template
from django.apps import apps
from django.db.models import Prefetch, prefetch_related_objects
from django.template.loader import render_to_string
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language

from ocop_shop.boxes import contents
from ocop_shop.conf import settings
from ocop_shop.discovery import box_contents, cards, people
from ocop_shop.discovery.beside import MOST, beside
from ocop_shop.discovery.wording import set_name
from ocop_shop.ordering import selling
from ocop_shop.producers.listing_fields import field_called

register = template.Library()


@register.simple_tag
def ocop_card(product: Any) -> cards.Card | None:
    """The card of `product`, with place, unit price and claim; None where no list shows it.

    Three queries for this, for the maker and for other products of the same maker, and one for the origin.
    """
    return beside(product, _producer(product)).card


@register.simple_tag(takes_context=True)
def ocop_cards(
    context: dict[str, Any], cards: Iterable[cards.Card], level: int | str = 3, first: int | str = 0
) -> SafeString:
    """The cards of a shelf, one after the other, each from `ocop_shop/elements/card.html`. No query."""
    language, screen = get_language(), int(first or 0)
    artwork = tuple(sorted(settings.badge_artwork.items()))
    made = [_card(card, int(level or 3), number < screen, language, artwork) for number, card in enumerate(cards)]
    token = context.get("csrf_token")
    field = format_html('<input type="hidden" name="csrfmiddlewaretoken" value="{}">', token) if token else ""
    return mark_safe("".join(made).replace(_CSRF, field))


_CSRF = "<!--csrf-->"  # nothing that is typed can hold it: it would be escaped


@lru_cache(maxsize=4096)
def _card(card: cards.Card, level: int, eager: bool, _language: str | None, _artwork: Any) -> str:
    told = {"card": card, "level": level, "eager": eager, "csrf": mark_safe(_CSRF)}
    return render_to_string("ocop_shop/elements/card.html", told)


@register.simple_tag
def ocop_box(product: Any) -> box_contents.Box | None:
    """What is in a gift box: `{% ocop_box product as box %}`; None for what is no box. Five queries at most."""
    return box_contents.box(product)


@register.filter
def ocop_on_enquiry(product: Any) -> bool:
    """Whether no basket takes `product`: it is agreed on with its maker, or kept off the shelf. No query after
    `ocop_origin`.
    """
    return selling.is_enquiry_only(product)


@register.filter
def ocop_kept_off(product: Any) -> selling.Off | None:
    """Why staff keep `product` off the shelf (`reason`, `why`, `remark`, `advice`); None where they do not. No query
    after `ocop_origin`.
    """
    off = selling.off_of(product)
    return off if off and off.is_marked else None


@register.simple_tag
def ocop_origin(product: Any) -> Any:
    """Where `product` comes from, with maker and places; None where it is not known. One query, asked once."""
    model = apps.get_model("ocop_producers", "Provenance")
    joined = model.objects.select_related(
        "producer__province", "producer__commune", "province", "commune", "former_province"
    )
    # Whether it is a box is asked along with it, and not by every other part of the page.
    joined = joined.annotate(has_parts=contents.has_parts("product_id"))
    prefetch_related_objects([product], Prefetch("ocop_provenance", joined))
    origin = getattr(product, "ocop_provenance", None)
    if not getattr(origin, "has_parts", True):
        contents.known_without(product)
    return origin


@register.simple_tag
def ocop_places(product: Any) -> list[Any]:
    """Province and commune of `product`, as far as they are known: its own, else its maker's. No query more.

    A box has none: it is from where the things in it are.
    """
    origin = None if contents.parts_of(product) else ocop_origin(product)
    source = origin if origin and (origin.province_id or origin.commune_id) else getattr(origin, "producer", None)
    return [place for place in (source.province, source.commune) if place] if source else []


@register.simple_tag
def ocop_pictures(product: Any) -> list[Any]:
    """The pictures of `product` in their order: `{% ocop_pictures product as pictures %}`. One query, asked once."""
    prefetch_related_objects([product], "images")
    return list(product.get_all_images())


@register.simple_tag
def ocop_details(product: Any) -> list[tuple[str, str]]:
    """Name and words of each attribute of `product`, those of listings in the reader's language. Two queries."""
    language = get_language() or "vi"
    rows = list(product.get_attribute_values())
    prefetch_related_objects(rows, "attribute")
    return [_detail(row, language) for row in rows]


def _detail(row: Any, language: str) -> tuple[str, str]:
    asked = field_called(row.attribute.code.removeprefix("ocop_"))
    if asked is None or not row.attribute.code.startswith("ocop_"):
        return row.attribute.name, row.value_as_text
    return asked.label(language), asked.shown(str(row.value), language)


@register.inclusion_tag("ocop_shop/elements/maker.html")
def ocop_maker(product: Any) -> dict[str, Any]:
    """The maker of `product` with picture and number of products; nothing where none is public."""
    producer = _producer(product)
    if not producer or not producer.is_public:
        return {"maker": None}
    known = beside(product, producer)
    return {"maker": people.Maker(producer, known.banner, known.products)}


@register.simple_tag
def ocop_same_maker(product: Any, limit: int = 4) -> list[cards.Card]:
    """Cards of other products of the same maker, most stars first: `{% ocop_same_maker product as cards %}`."""
    producer = _producer(product)
    if producer is None:
        return []
    if int(limit) > MOST:
        return people.of_producer(producer, without=product.pk, limit=int(limit))
    return list(beside(product, producer).others[: int(limit)])


def _producer(product: Any) -> Any:
    return getattr(ocop_origin(product), "producer", None)


@register.simple_tag
def ocop_reviews(product: Any, limit: int = 4) -> list[Any]:
    """The newest approved reviews of `product`: `{% ocop_reviews product as reviews %}`. One query if there are any."""
    if not product.num_approved_reviews:
        return []
    return list(product.reviews.approved().select_related("user", "ocop_reply__producer")[:limit])


@register.filter
def ocop_title(product: Any) -> str:
    """The name of `product` in the reader's language."""
    origin = ocop_origin(product)
    name = origin.name_en if origin and get_language() == "en" else ""
    return name or str(product.get_title())


@register.filter
def set_words(number: int) -> str:
    """A product set of the decision in the reader's language."""
    return set_name(str(number))
