"""A picture of a proposal, shown to those who may see it before it is published: who that is, the view has asked."""

from __future__ import annotations

import io
from pathlib import PurePath
from typing import Any, Final

from django.http import Http404, HttpResponse
from PIL import Image

_TYPES: Final = {".jpg": "image/jpeg", ".webp": "image/webp"}
_SMALL: Final = 320


def picture(found: Any, *, small: bool = False) -> HttpResponse:
    """The picture inside of a page, never as anything but a picture; `small` for a list. No cache keeps a copy.

    Raises `Http404` where the file is gone, or is none that we have drawn.
    """
    kind = _TYPES.get(PurePath(found.file.name).suffix.lower())
    if kind is None or not found.is_picture:
        raise Http404
    try:
        with found.file.open("rb") as source:
            content = _small(source) if small else source.read()
    except OSError as error:
        raise Http404 from error
    answer = HttpResponse(content, content_type="image/jpeg" if small else kind)
    answer["Content-Disposition"] = "inline"
    answer["X-Content-Type-Options"] = "nosniff"
    answer["Cache-Control"] = "private, no-store"
    answer["Content-Security-Policy"] = "sandbox; default-src 'none'"
    answer["Cross-Origin-Resource-Policy"] = "same-origin"
    return answer


def _small(source: Any) -> bytes:
    with Image.open(source, formats=["JPEG", "WEBP"]) as opened:
        opened.draft("RGB", (_SMALL, _SMALL))
        opened.thumbnail((_SMALL, _SMALL))
        ground = Image.new("RGB", opened.size, "white")
        ground.paste(opened, mask=opened.getchannel("A") if opened.mode == "RGBA" else None)
        target = io.BytesIO()
        ground.save(target, "JPEG", quality=80)
    return target.getvalue()
