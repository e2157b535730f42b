"""Papers that people send (a licence, a test report), made safe to keep, and given back only as a download.

A PDF is kept byte for byte, since it may be signed; so it is taken only where nothing in it acts.
"""

from __future__ import annotations

import unicodedata
from pathlib import PurePath
from typing import Final
from urllib.parse import quote

from django.core.files.base import ContentFile, File
from django.http import HttpResponse
from django.utils.crypto import get_random_string

from . import pdf_inspection, text
from .pictures import safe_picture
from .uploads import PAPER_MAX_BYTES, BadUpload, Reason, content_of, most

__all__ = ["BadUpload", "Reason", "download", "safe_paper"]

_TYPES: Final = {"pdf": "application/pdf", "jpg": "image/jpeg", "webp": "image/webp"}
_NO_NAME: Final = str.maketrans(dict.fromkeys('/\\:*?"<>|;%', " "))
_PDF: Final = b"%PDF-"
_END: Final = b"%%EOF"


def safe_paper(upload: File[bytes]) -> ContentFile[bytes]:
    """The paper that was sent, under a name of our own: a PDF in which nothing acts, or a photo drawn anew.

    Refused are PDFs with scripts, files inside, actions or a password. Whatever is sent, however broken, is taken or
    raises `BadUpload`, whose text is for the sender. Keep it in `private_storage`.
    """
    upload.seek(0)
    if upload.read(len(_PDF)) != _PDF:
        return _photo(upload)
    content = content_of(upload, most("OCOP_PAPER_MAX_BYTES", PAPER_MAX_BYTES))
    end = content.rfind(_END)
    if end < 0:
        raise BadUpload(Reason.PAPER_BROKEN)
    # What is written behind the end is no part of the paper.
    content = content[: end + len(_END)] + b"\n"
    pdf_inspection.inspect(content)
    return ContentFile(content, name=f"{get_random_string(32, '0123456789abcdef')}.pdf")


def download(file: File[bytes], name: str) -> HttpResponse:
    """A kept paper for somebody who may have it: saved by the browser under `name`, never opened in the shop's pages.

    The ending is that of the kept file, whatever `name` says. No cache keeps a copy.
    """
    ending = PurePath(file.name or "").suffix.lower().removeprefix(".")
    with file.open("rb") as source:
        answer = HttpResponse(source.read(), content_type=_TYPES.get(ending, "application/octet-stream"))
    answer["Content-Disposition"] = _disposition(name, ending if ending in _TYPES else "bin")
    answer["X-Content-Type-Options"] = "nosniff"
    answer["Cache-Control"] = "private, no-store"
    answer["Content-Security-Policy"] = "sandbox; default-src 'none'"
    answer["Cross-Origin-Resource-Policy"] = "same-origin"
    return answer


def _photo(upload: File[bytes]) -> ContentFile[bytes]:
    try:
        return safe_picture(upload)
    except BadUpload as bad:
        if bad.reason is Reason.NOT_A_PICTURE:
            raise BadUpload(Reason.NOT_A_PAPER) from bad
        raise


def _disposition(name: str, ending: str) -> str:
    """The name twice: without accents for old programs, and as it is (RFC 5987)."""
    stem = PurePath(_plain(name))
    whole = (stem.stem if stem.suffix.lower() in {f".{known}" for known in (*_TYPES, "jpeg")} else stem.name).strip(
        " ."
    )
    whole = whole[:100].strip(" .") or "paper"
    bare = text.slug(whole) or "paper"
    return f"attachment; filename=\"{bare}.{ending}\"; filename*=UTF-8''{quote(f'{whole}.{ending}', safe='')}"


def _plain(name: str) -> str:
    """`name` without what steers a terminal, a path, a header or the direction of writing."""
    kept = "".join(sign for sign in name if unicodedata.category(sign)[0] != "C" or sign in "\t\n\r")
    return text.clean(kept.translate(_NO_NAME))
