"""The channels of this shop."""

from __future__ import annotations

import logging

from django.utils.module_loading import import_string

from ocop_shop.conf import settings

from .channel import Channel

logger = logging.getLogger(__name__)


def channels() -> tuple[Channel, ...]:
    """The channels that `OCOP_NOTICE_CHANNELS` names. One that is none is left out: it must not fail an order.

    `manage.py check` says so.
    """
    found = []
    for path in settings.notice_channels:
        try:
            found.append(made(path))
        except Exception:
            logger.exception("%s is no channel for notices", path)
    return tuple(found)


def channel_of(code: str) -> Channel | None:
    """The channel with this code; None for one that is not there any more."""
    return next((one for one in channels() if one.code == code), None)


def made(path: str) -> Channel:
    """The channel that a dotted path names; raises where it names none."""
    found = import_string(path)()
    if not isinstance(found, Channel) or not getattr(found, "code", ""):
        raise TypeError(f"{path} is not a notices.channel.Channel with a code")
    return found
