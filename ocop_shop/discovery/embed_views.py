"""Frames and JSON for other sites. Open to everybody; they read, set no cookie and run no script.

Only these addresses may stand in a frame of another site, and only their JSON is open to scripts of other sites.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.utils import translation
from django.utils.cache import get_conditional_response
from django.views.generic import View

from . import embeds
from .embeds import Shelf, Wish

# No script at all. Pictures and styles may stand on a host of their own.
_POLICY = (
    "default-src 'none'; style-src *; img-src * data:; font-src *; base-uri 'none'; form-action 'none'; "
    "frame-ancestors *"
)


class _EmbedView(View):
    """The goods of a producer, place or collection, as `?count=`, `?lang=` and `?theme=` ask for them."""

    http_method_names = ["get", "head", "options"]
    read: Callable[[str, int], Shelf | None] | None = None
    """Finds what is shown by its name; the address says which."""

    def get(self, request: HttpRequest, slug: str) -> HttpResponse:
        """The answer; 304 for whoever has it as it is, 404 where nobody of that name has a public page."""
        wish = embeds.wished(request.GET)
        with translation.override(wish.language or translation.get_language()):
            shelf = self.read(slug, wish.count) if self.read else None
            answer = self.written(request, shelf, wish)
        answer.status_code = 200 if shelf else 404
        answer["ETag"] = f'"{hashlib.sha256(answer.content).hexdigest()[:32]}"'
        answer["Cache-Control"] = "no-cache, must-revalidate"
        answer["X-Robots-Tag"] = "noindex"
        kept: Any = get_conditional_response(request, etag=answer["ETag"], response=answer) if shelf else None
        return self.opened(kept or answer)

    def written(self, request: HttpRequest, shelf: Shelf | None, wish: Wish) -> HttpResponse:
        """The shelf, or that there is none."""
        raise NotImplementedError

    def opened(self, answer: HttpResponse) -> HttpResponse:
        """The answer with what other sites need."""
        raise NotImplementedError


class FrameView(_EmbedView):
    """A small page for an iframe of any site. Open to everybody."""

    def written(self, request: HttpRequest, shelf: Shelf | None, wish: Wish) -> HttpResponse:
        context = {"shelf": shelf, "wish": wish, "language": translation.get_language()}
        # Without the request: nothing on it may depend on who asks.
        return HttpResponse(render_to_string("ocop_shop/embed/frame.html", context))

    def opened(self, answer: HttpResponse) -> HttpResponse:
        answer["Content-Security-Policy"] = _POLICY
        answer.xframe_options_exempt = True
        return answer


class JsonView(_EmbedView):
    """The same as JSON, which scripts of any site may read. Open to everybody."""

    def written(self, request: HttpRequest, shelf: Shelf | None, wish: Wish) -> HttpResponse:
        missing = {"version": embeds.VERSION, "error": "not_found"}
        told = embeds.as_json(shelf, request.build_absolute_uri) if shelf else missing
        return HttpResponse(json.dumps(told, ensure_ascii=False), content_type="application/json; charset=utf-8")

    def opened(self, answer: HttpResponse) -> HttpResponse:
        answer["Access-Control-Allow-Origin"] = "*"
        answer["Access-Control-Expose-Headers"] = "ETag"
        return answer
