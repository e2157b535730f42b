"""What `manage.py check` says about who sells, and what the shop keeps of it."""

from __future__ import annotations

from typing import Any

from django.core.checks import CheckMessage, Error, Warning  # noqa: A004

from ocop_shop import conf
from ocop_shop.accounts.reckoning import is_percentage


def check_seller(app_configs: object = None, **_kwargs: Any) -> list[CheckMessage]:
    """It is known who sells; and producers who sell here agree to terms that they can read."""
    hint = "See docs/how-to/take-in-producers.md."
    try:
        seller, terms = conf.settings.seller, conf.settings.seller_terms
    except TypeError:
        return []  # ocop_shop.E006 says so
    if seller not in conf.SELLERS:
        problem = f"OCOP_SELLER is {seller!r}: it can be {' or '.join(map(repr, conf.SELLERS))}."
        return [Error(problem, hint=hint, id="ocop_shop.E021")]
    if seller == "shop" or terms.get("url"):
        return []
    problem = "OCOP_SELLER is 'producer', but OCOP_SELLER_TERMS has no url: nobody can read what they agree to."
    return [Warning(problem, hint=hint, id="ocop_shop.W008")]


def check_commission(app_configs: object = None, **_kwargs: Any) -> list[CheckMessage]:
    """What the shop keeps of the price of goods is a part of it."""
    try:
        percent = conf.settings.commission_percent
    except TypeError:
        return []  # ocop_shop.E006 says so
    if is_percentage(percent):
        return []
    problem = f"OCOP_COMMISSION_PERCENT is {percent}: it can be 0 to 100, with two decimals at most."
    return [Error(problem, hint="See docs/how-to/pay-out-producers.md.", id="ocop_shop.E022")]
