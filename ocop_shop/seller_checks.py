"""What `manage.py check` says about who sells."""

from __future__ import annotations

from typing import Any

from django.core.checks import CheckMessage, Error, Warning  # noqa: A004

from ocop_shop import conf


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
