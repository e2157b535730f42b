"""The states of an order and of its lines in words."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from . import states

_LABELS = {
    states.AWAITING_PAYMENT: _("waiting for payment"),
    states.PENDING: _("to be packed"),
    states.BEING_PROCESSED: _("being packed and sent"),
    states.PACKED: _("packed"),
    states.SHIPPED: _("sent"),
    states.COMPLETE: _("all of it sent"),
    states.CANCELLED: _("cancelled"),
}


def state_label(state: str) -> str:
    """A state in words; one of a shop's own as it is stored."""
    return str(_LABELS.get(state, state))
