"""A producer's goods on other sites: the lines to copy, and how it looks."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from django.conf import settings as project
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from ocop_shop.core.addresses import in_letters
from ocop_shop.discovery import embeds
from ocop_shop.producers.roles import Right

from .access import AtThePortal

_THEMES = (("auto", _("as the reader's device")), ("light", _("light")), ("dark", _("dark")))
_ROW, _REST = 340, 140
"""Pixels that a row of products takes, and heading and foot together."""


class ElsewhereView(AtThePortal):
    """Lines that show the goods on another site. For members with the right to goods, and staff who assist."""

    right = Right.LISTINGS
    http_method_names = ["get", "head", "options"]

    def get(self, request: HttpRequest, **_kwargs: Any) -> HttpResponse:
        """The choices, the lines as they ask for, and a preview."""
        wish = embeds.wished(request.GET)
        language = wish.language or get_language() or project.LANGUAGE_CODE
        slug, asked = self.work.producer.slug, {"count": wish.count, "lang": language, "theme": wish.theme}
        frame = f"{reverse('ocop:embed-producer', args=[slug])}?{urlencode(asked)}"
        told = (
            f"{reverse('ocop:embed-producer-json', args=[slug])}?{urlencode({'count': wish.count, 'lang': language})}"
        )
        lines = {
            "producer": self.work.producer,
            "address": _whole(request, frame),
            "height": _REST + _ROW * -(-wish.count // 3),
        }
        context = {
            "wish": wish,
            "language": language,
            "languages": project.LANGUAGES,
            "counts": (3, 6, 9, 12, 24),
            "themes": _THEMES,
            "preview": frame,
            "lines": render_to_string("ocop_shop/portal/elements/frame_lines.html", lines).strip(),
            "json": _whole(request, told),
        }
        return self.page(request, "elsewhere.html", context)


def _whole(request: HttpRequest, path: str) -> str:
    return in_letters(path) or request.build_absolute_uri(path)
