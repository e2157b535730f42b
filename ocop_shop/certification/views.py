"""The register for everybody: look a certificate up, and read what became of it. These pages change nothing."""

from __future__ import annotations

import hashlib
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.cache import get_conditional_response
from django.views.generic import View

from ocop_shop.conf import settings
from ocop_shop.core import limits

from . import checking

SEARCHES = limits.Limit("check", most=60, seconds=60)
"""Looking up by words, per address: more often than anybody types, too seldom to copy the register."""


class CheckView(View):
    """Find a certificate by check code, number of a decision, product or producer. Open to everybody, 60 a minute.

    A code that is on record leads to its page at once, however it was typed.
    """

    http_method_names = ["get", "head", "options"]

    def get(self, request: HttpRequest) -> HttpResponse:
        """The form, and below it what was found."""
        typed = request.GET.get("q", "")
        if not typed.strip():
            return self._page(request, None)
        verdict = limits.spend(SEARCHES, limits.visitor(request, settings.trusted_proxies))
        if not verdict.allowed:
            return limits.too_many(request, verdict)
        known = checking.by_code(typed)
        if known:
            return redirect("ocop:certificate", known.code)
        return self._page(request, checking.search(typed, _number(request.GET.get("page", ""))))

    def _page(self, request: HttpRequest, search: checking.Search | None) -> HttpResponse:
        answer = render(request, "ocop_shop/check/search.html", {"search": search, "most": checking.MOST})
        answer["Cache-Control"] = "no-cache"
        return answer


class CertificateView(View):
    """One certificate: what it says, what it is today, and its whole history. Open to everybody.

    It may be kept, but never shown again without asking: its ETag is made from everything on the page, so a step in the
    register, another language or the next day changes it. An unknown code is told so, loudly, with 404; so is the code
    of a record that never had proof for a badge, which nobody was ever shown.
    """

    http_method_names = ["get", "head", "options"]

    def get(self, request: HttpRequest, code: str) -> HttpResponse:
        """The page; 304 for whoever has it as it is."""
        right = checking.code_of(code)
        if right and right != code:
            return redirect("ocop:certificate", right)
        paper = checking.paper(right)
        if paper is None:
            return unknown(request, code)
        answer = render(request, "ocop_shop/check/certificate.html", {"paper": paper})
        answer["ETag"] = f'"{hashlib.sha256(answer.content).hexdigest()[:32]}"'
        answer["Cache-Control"] = "no-cache"
        kept: Any = get_conditional_response(request, etag=answer["ETag"], response=answer)
        return kept or answer


def unknown(request: HttpRequest, code: str) -> HttpResponse:
    """404 in words: this code is not in the register, and what that means for a pack that carries it."""
    context = {"code": checking.code_of(code) or code[:60]}
    answer = render(request, "ocop_shop/check/unknown.html", context, status=404)
    answer["Cache-Control"] = "no-cache"
    return answer


def _number(typed: str) -> int:
    return int(typed) if typed.isascii() and typed.isdigit() and len(typed) < 4 else 1
