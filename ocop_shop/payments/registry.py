"""The ways to pay of this shop, in the order in which a buyer sees them."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils.module_loading import import_string

from ocop_shop.conf import SHIPPED_PROVIDERS, settings

from .handing import Handing
from .provider import Provider


def offered() -> list[Provider]:
    """The providers that the setting names and that are ready."""
    return [provider for provider in map(_made, settings.payment_providers) if provider.is_ready]


def offered_at(handing: Handing) -> list[Provider]:
    """Those that are offered where the goods come like this, in the words that fit."""
    return [found for provider in offered() if (found := provider.at(handing)) is not None]


def offered_as(code: str, handing: Handing) -> Provider | None:
    """The provider that is offered under this code where the goods come like this."""
    return next((provider for provider in offered_at(handing) if provider.code == code), None)


def known(code: str) -> Provider | None:
    """The provider with this code, also one that is not offered any more: its open attempts go on."""
    return next((provider for provider in _all() if provider.code == code), None)


def _all() -> Iterator[Provider]:
    for path in dict.fromkeys((*settings.payment_providers, *settings.retired_providers, *SHIPPED_PROVIDERS)):
        yield _made(path)


def _made(path: str) -> Provider:
    made = import_string(path)()
    if not isinstance(made, Provider):
        raise TypeError(f"{path} is not a payments.provider.Provider")
    return made
