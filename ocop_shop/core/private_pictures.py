"""A picture of the private storage inside of a page, for those who may see it: who that is, the view has asked."""

from __future__ import annotations

import io
from pathlib import PurePath
from typing import Any, Final

from django.http import Http404, HttpResponse
from PIL import Image

SMALL: Final = 320
_TYPES: Final = {".jpg": "image/jpeg", ".webp": "image/webp"}
_SHOWN_FOR: Final = 600


def inside(file: Any, *, longest: int = 0, is_public: bool = False) -> HttpResponse:
    """The picture that `pictures.safe_picture` drew, never as anything but a picture.

    With `longest` it is made smaller for a list. No cache keeps a copy, unless it `is_public`, and then for ten
    minutes. Raises `Http404` where the file is gone, or is none that we have drawn.
    """
    kind = _TYPES.get(PurePath(file.name or "").suffix.lower())
    if kind is None:
        raise Http404
    try:
        with file.open("rb") as source:
            content = _smaller(source, longest) if longest else source.read()
    except OSError as error:
        raise Http404 from error
    answer = HttpResponse(content, content_type="image/jpeg" if longest else kind)
    answer["Content-Disposition"] = "inline"
    answer["X-Content-Type-Options"] = "nosniff"
    answer["Cache-Control"] = f"public, max-age={_SHOWN_FOR}" if is_public else "private, no-store"
    answer["Content-Security-Policy"] = "sandbox; default-src 'none'"
    answer["Cross-Origin-Resource-Policy"] = "same-origin"
    return answer


def _smaller(source: Any, longest: int) -> bytes:
    with Image.open(source, formats=["JPEG", "WEBP"]) as opened:
        opened.draft("RGB", (longest, longest))
        opened.thumbnail((longest, longest))
        ground = Image.new("RGB", opened.size, "white")
        ground.paste(opened, mask=opened.getchannel("A") if opened.mode == "RGBA" else None)
        target = io.BytesIO()
        ground.save(target, "JPEG", quality=80)
    return target.getvalue()
