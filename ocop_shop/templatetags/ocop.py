"""`{% load ocop %}`: claims, makers and cards for templates, and the way we write dates and money.

Tags that take a product ask the register. On pages with many products use the `claim` of each card instead.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

from django import template
from django.apps import apps
from django.conf import settings
from django.conf.urls.i18n import is_language_prefix_patterns_used
from django.db.models import Prefetch, prefetch_related_objects
from django.http import HttpRequest
from django.urls import translate_url
from django.utils.safestring import SafeString
from django.utils.translation import get_language

from ocop_shop.certification import rules, standing, wording
from ocop_shop.certification.abstract_models import BADGE_EVIDENCE
from ocop_shop.certification.claims import Claim
from ocop_shop.core import clock, html, money
from ocop_shop.discovery import cards, people
from ocop_shop.discovery.parameters import Query
from ocop_shop.discovery.shelf import Shelf, set_name

register = template.Library()

# Claims and rules


@register.simple_tag
def ocop_claim(product: Any, card: cards.Card | None = None) -> Claim:
    """What `product` may claim today: `{% ocop_claim product as claim %}`. One query; none with its `card` at hand."""
    return card.claim if card else standing.claim_on(product)


@register.inclusion_tag("ocop_shop/elements/seal.html")
def ocop_badge(subject: Any, size: int = 20) -> dict[str, Any]:
    """The seal of a product (one query) or of a `Claim` at hand (none); nothing where there is nothing to say."""
    claim = subject if isinstance(subject, Claim) else standing.claim_on(subject)
    return {"claim": claim, "size": size}


@register.inclusion_tag("ocop_shop/elements/seal.html")
def ocop_seal(claim: Claim, size: int | str = 28) -> dict[str, Any]:
    """The seal of a claim: a strip of 20 or 28 pixels, or `size="stamp"`."""
    return {"claim": claim, "size": size}


@register.inclusion_tag("ocop_shop/elements/certificate.html")
def ocop_certificate(product: Any) -> dict[str, Any]:
    """The panel with decision, issuer and dates of the certificate that governs today. At most three queries."""
    return {"claim": standing.claim_on(product), "product": product}


@register.simple_tag
def ocop_history(product: Any) -> list[Any]:
    """All proven recognitions of `product`, newest first, with what happened to them. Two queries."""
    proven = standing.certificates_of(product).filter(evidence__in=BADGE_EVIDENCE)
    return list(proven.prefetch_related("events"))


@register.simple_tag
def ocop_term(claim: Claim) -> wording.Term | None:
    """How far the term of the certificate has run: `passed` of `months`, and `percent`."""
    return wording.term(claim)


@register.simple_tag
def ocop_rules() -> rules.RuleSet:
    """The rules in force today: `{% ocop_rules as rules %}`. No query."""
    return rules.rule_set_on(clock.today())


@register.simple_tag
def ocop_levels(rule_set: rules.RuleSet) -> list[wording.Level]:
    """The stars of a rule set, lowest first: `{% ocop_levels rules as levels %}`. No query."""
    return wording.levels(rule_set)


@register.filter
def seal_name(claim: Claim) -> str:
    """The whole statement of a seal as one sentence, for those who do not see it."""
    return wording.statement(claim)


@register.filter
def ground_words(letter: str) -> str:
    """A ground for revocation in the reader's language."""
    return wording.ground(letter)


# Products and makers


@register.simple_tag
def ocop_card(product: Any) -> cards.Card | None:
    """The card of `product`, with place, unit price and claim; None where no list shows it. Two queries."""
    row = getattr(product, "ocop_listing", None)
    return cards.cards([row])[0] if row else None


@register.simple_tag
def ocop_origin(product: Any) -> Any:
    """Where `product` comes from, with maker and places; None where it is not known. One query, asked once."""
    model = apps.get_model("ocop_producers", "Provenance")
    joined = model.objects.select_related(
        "producer__province", "producer__commune", "province", "commune", "former_province"
    )
    prefetch_related_objects([product], Prefetch("ocop_provenance", joined))
    return getattr(product, "ocop_provenance", None)


@register.simple_tag
def ocop_places(product: Any) -> list[Any]:
    """Province and commune of `product`, as far as they are known: its own, else its maker's. No query more."""
    origin = ocop_origin(product)
    source = origin if origin and (origin.province_id or origin.commune_id) else getattr(origin, "producer", None)
    return [place for place in (source.province, source.commune) if place] if source else []


@register.inclusion_tag("ocop_shop/elements/maker.html")
def ocop_maker(product: Any) -> dict[str, Any]:
    """The maker of `product` with picture and number of products; nothing where none is public."""
    origin = ocop_origin(product)
    producer = origin.producer if origin and origin.producer and origin.producer.is_public else None
    return {"maker": people.makers([producer])[0] if producer else None}


@register.simple_tag
def ocop_same_maker(product: Any, limit: int = 4) -> list[cards.Card]:
    """Cards of other products of the same maker: `{% ocop_same_maker product as cards %}`."""
    origin = ocop_origin(product)
    if not origin or not origin.producer:
        return []
    return people.of_producer(origin.producer, without=product.pk, limit=limit)


@register.simple_tag
def ocop_reviews(product: Any, limit: int = 4) -> list[Any]:
    """The newest approved reviews of `product`: `{% ocop_reviews product as reviews %}`. One query if there are any."""
    return list(product.reviews.approved()[:limit]) if product.num_approved_reviews else []


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


# Lists and pages

_PLACES = ("commune", "former", "province")


@register.filter
def as_link(query: Query) -> str:
    """The query as a link on the same page, fit to be shared."""
    encoded = query.encode()
    return f"?{encoded}" if encoded else "./"


@register.filter
def on_page(query: Query, page: int) -> Query:
    """The same query, another page of it."""
    return replace(query, page=page)


@register.filter
def step(query: Query, pages: int) -> Query:
    """The same query, so many pages on."""
    return replace(query, page=query.page + pages)


@register.filter
def sorted_by(query: Query, sort: str) -> Query:
    """The same query in another order, from its first page."""
    return query.having(sort=sort)


@register.filter
def listing_place(listing: Shelf) -> str:
    """The one place that a list is narrowed to, by its smallest; empty where it is none or several."""
    for field in _PLACES:
        if len(getattr(listing.query, field)) == 1:
            return next((a.label for a in listing.applied if not getattr(a.query, field)), "")
    return ""


@register.simple_tag
def ocop_above(category: Any) -> list[Any]:
    """The categories that contain `category`, from the top. One query."""
    return list(category.get_ancestors())


@register.simple_tag
def ocop_below(category: Any) -> list[Any]:
    """The public categories right below `category`. One query."""
    return list(category.get_children().filter(is_public=True))


@register.simple_tag
def ocop_collections(page: Any) -> list[Any]:
    """The pages below `page` that are meant for menus, with all their fields. Two queries and one per kind of page."""
    return list(page.get_children().live().in_menu().specific())


@register.simple_tag(takes_context=True)
def ocop_in_language(context: dict[str, Any], language: str, *, whole: bool = False) -> str:
    """The address of this page in another language, or that language's front page where it has no other.

    `whole` gives it with scheme and host, as search engines want it.
    """
    request: HttpRequest | None = context.get("request")
    if request is None:
        return _front_page(language)
    here = request.path if whole else request.get_full_path()
    there = translate_url(here, language)
    if there == here and language != get_language():
        there = _front_page(language)
    return request.build_absolute_uri(there) if whole else there


def _front_page(language: str) -> str:
    used, default_too = is_language_prefix_patterns_used(settings.ROOT_URLCONF)
    return f"/{language}/" if used and (default_too or language != settings.LANGUAGE_CODE) else "/"


# Writing


@register.filter
def dong(value: Decimal | int | None) -> str:
    """Whole đồng as a Vietnamese reads them: 125.000 ₫."""
    return "" if value is None else money.format_dong(value)


@register.filter
def dmy(value: date | None) -> str:
    """A day as dd/mm/yyyy."""
    return wording.day(value)


@register.filter
def as_known(value: date | None, precision: str) -> str:
    """A day no more exactly than its source gives it."""
    return wording.day_as_known(value, precision)


@register.filter
def in_language(named: Any) -> str:
    """The English name of something that has one (`name_en`), for English readers; else its name."""
    return (getattr(named, "name_en", "") if get_language() == "en" else "") or getattr(named, "name", "")


@register.filter
def clean_html(text: str) -> SafeString:
    """Typed HTML with everything dangerous taken out."""
    return html.clean_html(text)


@register.filter
def parts(values: Iterable[Any], size: int) -> tuple[list[Any], list[Any]]:
    """The first `size` values and the rest."""
    listed = list(values)
    return listed[:size], listed[size:]
