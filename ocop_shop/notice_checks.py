"""What `manage.py check` says about the channels of notices."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Any

from django.core.checks import CheckMessage, Error

from ocop_shop import conf
from ocop_shop.notices.registry import made

_LONGEST_CODE = 30


def check_channels(app_configs: object = None, **_kwargs: Any) -> list[CheckMessage]:
    """Every channel that is named is one, and no two of them are one and the same."""
    try:
        paths = conf.settings.notice_channels
    except TypeError:
        return []  # ocop_shop.E006 says so
    hint = "See docs/how-to/notify-producers-elsewhere.md."
    return [Error(f"OCOP_NOTICE_CHANNELS: {fault}.", hint=hint, id="ocop_shop.E023") for fault in _faults(paths)]


def _faults(paths: list[str]) -> Iterator[str]:
    codes = Counter[str]()
    for path in paths:
        try:
            codes[made(path).code] += 1
        except (ImportError, TypeError) as error:
            yield f"{path!r} cannot be used: {error}"
    yield from (f"two channels have the code {code!r}" for code, times in codes.items() if times > 1)
    yield from (f"the code {code!r} is too long" for code in codes if len(code) > _LONGEST_CODE)
