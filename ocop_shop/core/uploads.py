"""A file that somebody sent: how large it may be, and why it is turned away.

`pictures.safe_picture` and `papers.safe_paper` take what they are given apart; this is what they have in common.
"""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from types import MappingProxyType
from typing import Any, Final

from django.conf import settings as django_settings
from django.core.files.base import File
from django.utils.translation import gettext_lazy as _

MEGA: Final = 1024 * 1024
PICTURE_MAX_BYTES: Final = 15 * MEGA
PICTURE_MAX_PIXELS: Final = 40_000_000
PAPER_MAX_BYTES: Final = 10 * MEGA


class Reason(StrEnum):
    """Why a file is not taken."""

    EMPTY = "empty"
    TOO_LARGE = "too_large"
    TOO_MANY = "too_many"
    NOT_A_PICTURE = "not_a_picture"
    HEIC = "heic"
    PICTURE_BROKEN = "picture_broken"
    TOO_MANY_PIXELS = "too_many_pixels"
    NOT_A_PAPER = "not_a_paper"
    PAPER_BROKEN = "paper_broken"
    PAPER_LOCKED = "paper_locked"
    PAPER_ACTIVE = "paper_active"
    PAPER_TOO_COMPLEX = "paper_too_complex"


SENTENCES: Final[Mapping[Reason, Any]] = MappingProxyType(
    {
        Reason.EMPTY: _("This file is empty. Choose it once more; if it stays empty, make it again."),
        Reason.TOO_LARGE: _("This file is larger than %(most)s MB. Choose a smaller one."),
        Reason.TOO_MANY: _("At most %(most)s files at a time. Choose fewer and add the others afterwards."),
        Reason.NOT_A_PICTURE: _("This file is not a photo that can be shown here. Choose a JPEG, PNG or WebP picture."),
        Reason.HEIC: _(
            "Pictures in the format HEIC cannot be opened here. Save it as JPEG and send that; on an iPhone choose "
            "“Most Compatible” under Settings, Camera, Formats."
        ),
        Reason.PICTURE_BROKEN: _(
            "This picture is damaged or was not sent completely. Open it, save it as JPEG and send it again."
        ),
        Reason.TOO_MANY_PIXELS: _(
            "This picture has more than %(most)s million pixels. Set a smaller size in the camera, or make it smaller."
        ),
        Reason.NOT_A_PAPER: _("This file is neither a PDF nor a photo. Send the paper as PDF, or take a photo of it."),
        Reason.PAPER_BROKEN: _(
            "This PDF is damaged or was not sent completely. Save it again as PDF, or send a photo of the paper."
        ),
        Reason.PAPER_LOCKED: _(
            "This PDF is locked with a password. Save it without one, or print it to a new PDF, and send that."
        ),
        Reason.PAPER_ACTIVE: _(
            "This PDF holds scripts, attached files or actions, which a paper does not need. Print it to a new PDF "
            "and send that."
        ),
        Reason.PAPER_TOO_COMPLEX: _(
            "This PDF is too large inside to be checked. Print the pages that matter to a new PDF and send that."
        ),
    }
)


class BadUpload(ValueError):
    """A file that is not taken. `reason` says why; `str()` of it tells the sender what is wrong and what to do."""

    def __init__(self, reason: Reason, **values: object) -> None:
        super().__init__(reason)
        self.reason = reason
        self.values = values

    def __str__(self) -> str:
        return str(SENTENCES[self.reason]) % self.values


def most(setting: str, default: int) -> int:
    """The limit that a Django setting names, read at this moment. `ocop_shop.conf` documents and checks it."""
    return int(getattr(django_settings, setting, default))


def content_of(upload: File[bytes], most_bytes: int) -> bytes:
    """All that was sent, from its first byte; raises `BadUpload` where it is nothing or more than `most_bytes`.

    What is too large is not read: neither its size as told by Django nor its end is waited for.
    """
    told = getattr(upload, "size", None)
    if told is not None and told > most_bytes:
        raise _too_large(most_bytes)
    upload.seek(0)
    content: bytes = upload.read(most_bytes + 1)
    if not content:
        raise BadUpload(Reason.EMPTY)
    if len(content) > most_bytes:
        raise _too_large(most_bytes)
    return content


def _too_large(most_bytes: int) -> BadUpload:
    return BadUpload(Reason.TOO_LARGE, most=f"{most_bytes / MEGA:.3g}")
