"""The words of an account: what an entry is about, and what a refund was given back for."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from . import reckoning


class Kind(models.TextChoices):
    """What an entry is about."""

    SALE = reckoning.SALE, _("goods sold")
    COMMISSION = reckoning.COMMISSION, _("commission")
    SENDING = reckoning.SENDING, _("sending")
    REFUND = reckoning.REFUND, _("given back to the buyer")
    CASH = reckoning.CASH, _("cash that the producer collected")
    PAYOUT = "payout", _("paid out")
    CORRECTION = "correction", _("correction")


class Bearer(models.TextChoices):
    """Whom a part of a refund concerns."""

    LINE = "line", _("goods of a producer")
    UNSOLD = "unsold", _("nobody: it was not sold, or paid too much")
    SHOP = "shop", _("the shop")
