"""Talking to Stripe: one client for each call, the version of its API pinned, its errors as ours."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.util import find_spec
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _

from ocop_shop.conf import secrets
from ocop_shop.payments.provider import ProviderAway, Refused

if TYPE_CHECKING:
    import stripe

logger = logging.getLogger(__name__)

API_VERSION = "2026-10-28.endive"
"""Set the webhook endpoint to the same version."""
TIMEOUT = 15
_RETRIES = 2


def is_installed() -> bool:
    """Whether the library is there (`pip install ocop-shop[stripe]`)."""
    return find_spec("stripe") is not None


def client() -> stripe.StripeClient:
    """A client with the shop's key, for one call."""
    import stripe

    more: dict[str, Any] = {"base_addresses": {"api": secrets.stripe_base}} if secrets.stripe_base else {}
    return stripe.StripeClient(
        secrets.stripe_secret_key,
        stripe_version=API_VERSION,
        max_network_retries=_RETRIES,
        http_client=stripe.RequestsClient(timeout=TIMEOUT),
        **more,
    )


@contextmanager
def asking() -> Iterator[None]:
    """Turns Stripe's errors into `ProviderAway` (ask again later) and `Refused` (asking again changes nothing)."""
    import stripe

    try:
        yield
    except (stripe.CardError, stripe.InvalidRequestError) as error:
        logger.warning("Stripe refused: %s (%s)", error.code, error.request_id)
        raise Refused(
            _("The card service refused this: %(why)s") % {"why": error.user_message or error.code}
        ) from error
    except stripe.StripeError as error:
        logger.exception("Stripe could not be asked")
        raise ProviderAway(_("The card service does not answer at the moment. Please try again.")) from error
