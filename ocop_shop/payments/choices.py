"""The words of a payment: how an attempt stands, and what became of a message about it."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class State(models.TextChoices):
    """How an attempt to pay stands."""

    OPEN = "open", _("open")
    PAID = "paid", _("paid")
    FAILED = "failed", _("failed")
    EXPIRED = "expired", _("expired")
    CLOSED = "closed", _("closed")
    MISMATCH = "mismatch", _("other amount or currency")
    SURPLUS = "surplus", _("paid, but not needed any more")


class Outcome(models.TextChoices):
    """What a message about money led to."""

    CONFIRMED = "confirmed", _("order paid")
    PARTLY = "partly", _("part of the amount")
    OVERPAID = "overpaid", _("order paid, with too much")
    AGAIN = "again", _("known already")
    FAILED = "failed", _("attempt failed")
    EXPIRED = "expired", _("attempt expired")
    MISMATCH = "mismatch", _("other amount or currency than the order's")
    SURPLUS = "surplus", _("money for an order that does not need it")
    REFUNDED = "refunded", _("refund recorded")
    DISPUTED = "disputed", _("dispute noted")
    UNMATCHED = "unmatched", _("belongs to no known order")
    IGNORED = "ignored", _("nothing to do")


class Collector(models.TextChoices):
    """Who has the cash that was paid at the door."""

    SHOP = "shop", _("the shop's courier")
    PRODUCER = "producer", _("the producer")


FOR_STAFF = (Outcome.PARTLY, Outcome.OVERPAID, Outcome.MISMATCH, Outcome.SURPLUS, Outcome.UNMATCHED, Outcome.DISPUTED)
"""Outcomes that somebody has to look at."""


class RefundState(models.TextChoices):
    """How a refund stands."""

    ASKED = "asked", _("asked for")
    DONE = "done", _("done")
    FAILED = "failed", _("failed")
