"""Suggestions for a search field, as JSON for its script. Without the script the field is a plain form."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from .suggestions import KINDS, Suggestions, suggestions

KEPT_SECONDS = 60


@require_safe
@cache_control(public=True, max_age=KEPT_SECONDS)
def suggest(request: HttpRequest) -> HttpResponse:
    """What `q` may mean: `in` names the kinds that are wanted, all of them where it names none that is known.

    The answer is the same for everybody, and is read by no search engine.
    """
    asked = set(request.GET.getlist("in"))
    kinds = [kind for kind in KINDS if kind in asked] or KINDS
    found = suggestions(request.GET.get("q", ""), kinds)
    return JsonResponse(_told(found), headers={"X-Robots-Tag": "noindex"}, json_dumps_params={"ensure_ascii": False})


def _told(found: Suggestions) -> dict[str, Any]:
    labels = {"products": _("Products"), "producers": _("Makers"), "places": _("Places")}
    groups = [
        {
            "kind": kind,
            "label": labels[kind],
            "items": [{"label": item.label, "note": item.note, "url": item.url} for item in items],
        }
        for kind, items in found.groups.items()
    ]
    return {"words": found.words, "asked": found.asked, "said": _said(found), "note": _note(found), "groups": groups}


def _said(found: Suggestions) -> str:
    """What is read aloud when suggestions come."""
    if not found.number:
        return _("No suggestions.") if found.words else ""
    number = ngettext("%(number)s suggestion", "%(number)s suggestions", found.number) % {"number": found.number}
    return f"{_note(found)} {number}." if found.asked else f"{number}."


def _note(found: Suggestions) -> str:
    names = {"asked": found.asked, "words": found.words}
    return _("Nothing is called “%(asked)s”. Did you mean “%(words)s”?") % names if found.asked else ""
