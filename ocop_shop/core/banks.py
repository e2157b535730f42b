"""The banks of Vietnam that take transfers, by the six-digit number (BIN) that codes and statements name them with."""

from __future__ import annotations

import re
from functools import cache

from vietnam_qr_pay import BanksObject

_ACCOUNT = re.compile(r"[0-9A-Za-z]{1,19}")


@cache
def banks() -> dict[str, str]:
    """The short name of each bank by its number, in the order of the names."""
    known = {str(bank.bin): str(bank.short_name) for bank in BanksObject.values() if getattr(bank, "bin", None)}
    return dict(sorted(known.items(), key=lambda pair: pair[1].casefold()))


def name_of(number: str) -> str:
    """The short name of the bank with this number ("Vietcombank"); the number where it is not known."""
    return banks().get(number, "") or number


def is_account(number: str) -> bool:
    """Whether this can be the number of an account: up to 19 letters and digits."""
    return _ACCOUNT.fullmatch(number) is not None
