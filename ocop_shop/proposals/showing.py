"""A picture of a proposal, shown to those who may see it before it is published: who that is, the view has asked."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpResponse

from ocop_shop.core import private_pictures


def picture(found: Any, *, small: bool = False) -> HttpResponse:
    """The picture inside of a page, never as anything but a picture; `small` for a list. No cache keeps a copy.

    Raises `Http404` where the file is gone, or is none that we have drawn.
    """
    if not found.is_picture:
        raise Http404
    return private_pictures.inside(found.file, longest=private_pictures.SMALL if small else 0)
