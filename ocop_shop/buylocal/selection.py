"""Which products a shelf of a page shows: a rule, applied when the page is read, never a stored list."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.apps import apps

from ocop_shop.discovery import cards, freshness, queries
from ocop_shop.discovery.parameters import Query

MAX_CARDS = 48


@dataclass(frozen=True)
class Rule:
    """Products of a province or macro-region, with at least so many stars today; an empty field does not narrow."""

    province: str = ""
    former: str = ""
    macro_region: int | None = None
    min_stars: int = 0
    sector: str = ""


def rows(rule: Rule) -> Any:
    """Listing rows that the rule chooses today, most stars first."""
    found = queries.public_rows().filter(stars__gte=rule.min_stars)
    if rule.province:
        found = found.filter(province_code=rule.province)
    if rule.former:
        found = found.filter(former_slug=rule.former)
    if rule.macro_region:
        found = found.filter(province_code__in=_codes(rule.macro_region))
    if rule.sector:
        found = found.filter(sector=rule.sector)
    return queries.ordered(found, "stars")


def chosen(rule: Rule, limit: int) -> list[cards.Card]:
    """At most `limit` cards by the rule; a product whose star ends drops out by itself at midnight."""
    freshness.ensure_true()
    return cards.cards(rows(rule)[: min(limit, MAX_CARDS)])


def as_query(rule: Rule) -> Query:
    """The rule as a query of the shop's list, for a link to all that it chooses."""
    codes = [rule.province] if rule.province else _codes(rule.macro_region) if rule.macro_region else []
    return Query(
        stars=tuple(stars for stars in (3, 4, 5) if rule.min_stars and stars >= rule.min_stars),
        province=tuple(sorted(codes)),
        former=(rule.former,) if rule.former else (),
        sector=(rule.sector,) if rule.sector else (),
    )


def _codes(macro_region: int) -> list[str]:
    places = apps.get_model("ocop_regions", "Place").objects.provinces().in_force()
    return list(places.filter(macro_region=macro_region).values_list("code", flat=True))
