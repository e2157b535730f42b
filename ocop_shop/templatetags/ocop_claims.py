"""Tags and filters of `{% load ocop %}` about claims: what a product may claim, its certificates, the rules.

Tags that take a product ask the register. On pages with many products use the `claim` of each card instead.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from functools import lru_cache
from typing import Any

from django import template
from django.template.loader import render_to_string
from django.templatetags.static import static
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language

from ocop_shop.certification import history, rules, standing, wording
from ocop_shop.certification.claims import Claim
from ocop_shop.certification.stages import Stage
from ocop_shop.conf import settings
from ocop_shop.core import clock
from ocop_shop.discovery import cards

register = template.Library()


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


@register.filter
def card_seal(card: cards.Card) -> SafeString:
    """The seal of a card and the sign of its stage, as `ocop_seal` and `ocop_potential` show them.

    A list shows the same few seals over and over: each is made once. It says state, stars and days, and not whose.
    """
    claim, artwork = card.claim, tuple(sorted(settings.badge_artwork.items()))
    if not claim.exists:
        return _sign(card.stage) if card.stage else SafeString()
    told = Claim(
        0,
        claim.on,
        claim.state,
        claim.stars,
        claim.since,
        claim.holds_until,
        issuer_level=claim.issuer_level,
        expires_on=claim.expires_on,
        certified_stars=claim.certified_stars,
        rule_set=claim.rule_set,
    )
    seal = _seal(told, get_language(), artwork)
    return mark_safe(seal + _sign(card.stage)) if card.stage else seal


@lru_cache(maxsize=4096)
def _seal(claim: Claim, _language: str, _artwork: tuple[tuple[int, str], ...]) -> SafeString:
    return render_to_string("ocop_shop/elements/seal.html", ocop_seal(claim, 20))


def _sign(stage: Stage | None) -> SafeString:
    return render_to_string("ocop_shop/elements/potential.html", ocop_potential(stage, 20))


@register.inclusion_tag("ocop_shop/elements/certificate.html")
def ocop_certificate(product: Any) -> dict[str, Any]:
    """The panel with decision, issuer and dates of the certificate that governs today. At most two queries."""
    return {"claim": standing.claim_on(product), "product": product}


@register.simple_tag
def ocop_stage(product: Any) -> Stage | None:
    """The stage "potential 5 stars" of `product` today: `{% ocop_stage product as stage %}`. One query."""
    return standing.stages_on([product.pk]).get(product.pk)


@register.inclusion_tag("ocop_shop/elements/potential.html")
def ocop_potential(stage: Stage | bool | None, size: int | str = 20) -> dict[str, Any]:
    """The sign of a stage, never a star: a strip of 20 or 28 pixels, or `size="stamp"`; nothing without a stage.

    A list that only knows whether there is one may pass True.
    """
    return {"stage": stage if isinstance(stage, Stage) else None, "is_on": bool(stage), "size": size}


@register.simple_tag
def ocop_history(product: Any) -> list[Any]:
    """All proven recognitions of `product`, newest first, each with what happened to it. One query."""
    return history.recognitions(product)


@register.filter
def stage_name(stage: Stage | None) -> str:
    """The whole statement of a stage as one sentence, for those who do not see its sign."""
    return wording.stage_statement(stage)


@register.filter
def badge_artwork(stars: int | None) -> str:
    """The address of the licensed artwork for so many stars; empty where the shop has none (`OCOP_BADGE_ARTWORK`)."""
    path = settings.badge_artwork.get(stars) if stars else None
    return static(path) if path else ""


@register.simple_tag
def ocop_level(claim: Claim) -> wording.Level | None:
    """What the rules of its day say of the star of a claim: `{% ocop_level claim as level %}`. No query."""
    return wording.level_of(claim)


@register.simple_tag
def ocop_periods() -> list[wording.Period]:
    """Who decided on which star when, oldest first: `{% ocop_periods as periods %}`. No query."""
    return wording.periods()


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
def level_words(levels: Iterable[str]) -> str:
    """Who decides, in the reader's language: "province"."""
    return wording.bodies(levels)


@register.filter
def last_day(claim: Claim) -> date | None:
    """The last day on which an expired certificate held."""
    return wording.last_day(claim)


@register.filter
def ground_words(letter: str) -> str:
    """A ground for revocation in the reader's language."""
    return wording.ground(letter)
