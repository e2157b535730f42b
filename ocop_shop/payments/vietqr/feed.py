"""Messages of a bank-feed service: a signed JSON request for every transfer that reached the account.

POST /pay/hooks/bank-transfer/
X-Ocop-Timestamp: 1764374400
X-Ocop-Signature: <hex of HMAC-SHA256 over "1764374400." + body with OCOP_BANK_FEED_SECRET>

{"id": "FT26333123456", "amount": 125000, "content": "MBVCB.OCOP K7QX2M94RB", "account": "0123456789"}

`account` may be left out: a service may report an account of its own for each payment.
"""

from __future__ import annotations

import hashlib
import hmac
from collections.abc import Iterable, Mapping
from datetime import datetime
from decimal import Decimal, InvalidOperation
from typing import Any

from ocop_shop.core import money, text
from ocop_shop.payments import signed
from ocop_shop.payments.provider import Kind, News, Untrue

from . import memos

_LONGEST_ID = 200


def sign(body: bytes, at: int, secret: str) -> str:
    """The signature of a message sent at the second `at` (Unix time)."""
    return hmac.new(secret.encode(), f"{at}.".encode() + body, hashlib.sha256).hexdigest()


def read(body: bytes, headers: Mapping[str, str], secret: str, now: datetime, account: str = "") -> Iterable[News]:
    """The transfer that a message reports; raises `Untrue` for a wrong signature, an old time, or another content.

    What reached another account than `account` is kept as a message, and pays nothing.
    """
    stamp, signature = headers.get("X-Ocop-Timestamp", ""), headers.get("X-Ocop-Signature", "")
    if not secret or not (stamp + signature).isascii() or not stamp.isdigit() or len(stamp) > 12:
        raise Untrue("no signature")
    if not hmac.compare_digest(sign(body, int(stamp), secret), signature.lower()):
        raise Untrue("wrong signature")
    signed.require_fresh(int(stamp), now)
    return [transfer(signed.json_object(body), account)]


def transfer(said: Mapping[str, Any], account: str = "") -> News:
    """One transfer as news; raises `Untrue` where the id or the amount is not there."""
    key, purpose = _kept(said.get("id") or ""), text.clean(_kept(said.get("content") or ""))
    currency = text.clean(_kept(said.get("currency") or money.CURRENCY))[:3].upper()
    try:
        amount = Decimal(str(said.get("amount")))
    except InvalidOperation as error:
        raise Untrue("no amount") from error
    if not key or len(key) > _LONGEST_ID or not amount.is_finite() or abs(amount) >= money.TOO_MUCH:
        raise Untrue("no id or no amount")
    elsewhere = {_digits(account), _digits(said.get("account") or account)} != {_digits(account)}
    if amount <= 0 or amount != amount.to_integral_value() or elsewhere:
        # Money that left the account or reached another, or a currency that is not ours: nothing follows from it.
        return News(key, Kind.OTHER, currency=currency, text=purpose)
    codes = memos.codes_in(purpose)
    code = codes[0] if len(codes) == 1 else ""
    return News(key, Kind.PAID, code=code, amount=amount, currency=currency, text=purpose, payment=key)


def _digits(account: Any) -> str:
    """An account as banks compare it: without what people write between its signs."""
    return "".join(sign for sign in str(account) if sign.isalnum()).upper()


def _kept(said: Any) -> str:
    """What a database can keep of it: JSON can hold halves of letters, and null characters."""
    return str(said).encode(errors="ignore").decode().replace("\x00", "")
