"""Serving what was uploaded. A real shop leaves this to its web server, with the same rule."""

from __future__ import annotations

from django.conf import settings
from django.http import FileResponse, HttpRequest
from django.http.response import HttpResponseBase
from django.views.static import serve

PICTURES = frozenset({"image/avif", "image/gif", "image/jpeg", "image/png", "image/webp"})


def uploaded(request: HttpRequest, path: str) -> HttpResponseBase:
    """A picture to look at; anything else to download, and with no right to run. Open to everybody."""
    response = serve(request, path, document_root=str(settings.MEDIA_ROOT))
    if isinstance(response, FileResponse) and response["Content-Type"] not in PICTURES:
        response["Content-Disposition"] = "attachment"
        response["Content-Security-Policy"] = "sandbox; default-src 'none'"
    return response
