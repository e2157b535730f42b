"""The content of a VietQR code: an account, an amount and a purpose, as every banking app in Vietnam reads it.

EMVCo merchant-presented data objects with the profile of NAPAS (IBFT to an account). Bytes are written by the library
`vietnam-qr-pay`; what a bank would refuse is refused here.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from io import BytesIO

import segno
from vietnam_qr_pay import QRPay

from ocop_shop.core import money, text

LONGEST_PURPOSE = 25
_ACCOUNT = re.compile(r"[0-9A-Za-z]{1,19}")
_BANK = re.compile(r"[0-9]{6}")
_KEPT = re.compile(r"[^A-Za-z0-9 .-]")


class Unreadable(ValueError):
    """Not a VietQR code, or one with a wrong check sum."""


@dataclass(frozen=True)
class Transfer:
    """What a code asks for: the bank by its six-digit number (BIN), the account, whole đồng, and a purpose in ASCII."""

    bank: str
    account: str
    amount: Decimal
    purpose: str

    def __post_init__(self) -> None:
        if not _BANK.fullmatch(self.bank):
            raise ValueError(f"{self.bank!r} is not the number of a bank: six digits, such as 970436")
        if not _ACCOUNT.fullmatch(self.account):
            raise ValueError(f"{self.account!r} is not an account: up to 19 letters and digits")
        if not 0 < money.dong(self.amount) < 10**13:
            raise ValueError(f"{self.amount} ₫ cannot be transferred")
        if self.purpose != plain(self.purpose) or len(self.purpose) > LONGEST_PURPOSE:
            raise ValueError(f"{self.purpose!r} is not a purpose: up to 25 letters without marks, digits and spaces")

    def payload(self) -> str:
        """The content of the code."""
        return str(QRPay.init_viet_qr(self.bank, self.account, str(money.dong(self.amount)), self.purpose).build())

    def picture(self, kind: str = "svg") -> bytes:
        """The code as a picture of this kind, "svg" or "png", large enough to be scanned from a screen."""
        written = BytesIO()
        more = {"xmldecl": True, "svgclass": None, "lineclass": None} if kind == "svg" else {}
        segno.make(self.payload(), error="m", micro=False).save(written, kind=kind, border=4, scale=8, **more)
        return written.getvalue()


def read(payload: str) -> Transfer:
    """What a code asks for; raises `Unreadable`."""
    try:
        found = QRPay(payload)
        if not found.is_valid:
            raise Unreadable(payload[:40])
        parts = (found.consumer.bank_bin or "", found.consumer.bank_number or "")
        return Transfer(*parts, Decimal(found.amount or 0), found.additional_data.purpose or "")
    except (ValueError, ArithmeticError, RecursionError) as error:
        raise Unreadable(payload[:40]) from error


def plain(words: str) -> str:
    """`words` in the letters that banks pass on: ASCII without marks and signs."""
    bare = "".join(_stroke(char) for char in words)
    return " ".join(_KEPT.sub(" ", bare).split())


def _stroke(char: str) -> str:
    folded = text.fold(char) if char.strip() else char
    return folded.upper() if char.isupper() else folded
