"""The small picture of a card, made once from whatever a shop uploaded."""

from __future__ import annotations

import hashlib
import io
import logging

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from PIL import Image, ImageOps

CARD_WIDTH = 480
FOLDER = "cards"
logger = logging.getLogger(__name__)


def card_picture(original: str) -> str:
    """The storage name of a WebP of `original` at most 480 px wide; empty where there is no readable picture.

    Re-encoding drops what a camera wrote into the file, its position among it.
    """
    if not original:
        return ""
    try:
        key = f"{original}:{default_storage.size(original)}"
        name = f"{FOLDER}/{hashlib.sha256(key.encode()).hexdigest()[:24]}.webp"
        if not default_storage.exists(name):
            default_storage.save(name, ContentFile(_small(original)))
    except (OSError, ValueError, Image.DecompressionBombError) as error:
        logger.warning("No card picture from %s: %s", original, error)
        return ""
    return name


def _small(original: str) -> bytes:
    with default_storage.open(original) as source, Image.open(source) as picture:
        upright = ImageOps.exif_transpose(picture)
        upright.thumbnail((CARD_WIDTH, CARD_WIDTH * 2))
        plain = upright.convert("RGBA" if upright.mode in {"RGBA", "LA", "P"} else "RGB")
        target = io.BytesIO()
        plain.save(target, "WEBP", quality=82, method=4)
    return target.getvalue()
