"""The forms of the checkout."""

from __future__ import annotations

from oscar.apps.checkout.forms import GatewayForm, ShippingMethodForm

from .addresses import VietnameseAddressForm

__all__ = ["GatewayForm", "ShippingAddressForm", "ShippingMethodForm"]


class ShippingAddressForm(VietnameseAddressForm):
    """Where an order goes."""
