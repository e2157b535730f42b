"""Paying by bank transfer with a VietQR code: the order is held until the money is seen on the account."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import timedelta
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ocop_shop.conf import secrets, settings
from ocop_shop.core import banks, clock, money
from ocop_shop.payments.provider import News, Provider

from . import feed, memos, payload

CODE = "bank-transfer"


class BankTransfer(Provider):
    """A transfer to the shop's account (`OCOP_VIETQR`), held for `OCOP_TRANSFER_HOURS`."""

    code = CODE
    name = gettext_lazy("Bank transfer (VietQR)")
    icon = "qrcode"
    adds_up = True
    template = "ocop_shop/pay/transfer.html"

    @property
    def is_ready(self) -> bool:
        return bool(settings.vietqr)

    @property
    def hold(self) -> timedelta | None:
        return timedelta(hours=settings.transfer_hours)

    def description(self, total: Decimal, currency: str) -> str:
        values = {"hours": settings.transfer_hours}
        return _("Scan a QR code with your banking app. We keep the goods for you for %(hours)d hours.") % values

    def refusal(self, total: Decimal, currency: str) -> str:
        if currency != money.CURRENCY:
            return _("Only orders in đồng can be paid by bank transfer.")
        return ""

    def news(self, body: bytes, headers: Mapping[str, str]) -> Iterable[News]:
        return feed.read(body, headers, secrets.bank_feed_secret, clock.now(), settings.vietqr.get("account", ""))

    def context(self, attempt: Any) -> dict[str, Any]:
        account = settings.vietqr
        wanted = transfer_of(attempt)
        return {
            "transfer": wanted,
            "bank_name": banks.name_of(wanted.bank),
            "holder": account.get("holder", ""),
        }


def transfer_of(attempt: Any) -> payload.Transfer:
    """What is still to be transferred for an attempt, to the shop's account."""
    account = settings.vietqr
    amount = attempt.missing or attempt.amount
    return payload.Transfer(account["bank"], account["account"], money.dong(amount), memos.memo(attempt.code))
