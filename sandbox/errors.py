"""The page for a request that cannot be read."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponseBadRequest
from django.template.loader import get_template


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponseBadRequest:
    """400 without a look at the request: what is wrong with it would break the context processors a second time."""
    return HttpResponseBadRequest(get_template("400.html").render())
