"""What every page of the programme staff's desk has in common: who gets in, and how somebody is turned away."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _
from wagtail.admin.menu import MenuItem
from wagtail.admin.viewsets.base import ViewSet

from ocop_shop.oversight import remits
from ocop_shop.oversight.rights import Right

from . import MENU


class DeskMixin:
    """A view for people with a remit. Who has none is sent to the admin's home page, as Wagtail does it.

    `right` opens the page. Rows, forms and steps are narrowed by `remits` once more: a remit ends at its place.
    """

    right = Right.VIEW
    request: HttpRequest

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        """Read the remits of this person once, and let in whoever has the right of this page somewhere."""
        remits.remember(request.user)
        if not remits.has(request.user, Right.VIEW):
            raise PermissionDenied
        if not remits.has(request.user, self.right):
            return self.refused()
        return super().dispatch(request, *args, **kwargs)  # type: ignore[misc]

    def refused(self, sentence: str = "") -> HttpResponse:
        """The answer 403 to somebody of the programme who may not do this; nothing was changed."""
        context = {"sentence": sentence or _("Your remit does not cover this."), "header_title": _("Not your remit")}
        return TemplateResponse(self.request, "ocop_shop/cms/refused.html", context, status=403)


class DeskMenuItem(MenuItem):
    """An entry of the menu "OCOP" that only people with `right` see."""

    right = Right.VIEW

    def is_shown(self, request: HttpRequest) -> bool:
        """Whether this person has the right anywhere."""
        remits.remember(request.user)
        return remits.has(request.user, self.right)


class DeskViewSet(ViewSet):
    """Pages with an entry in the menu "OCOP", shown to people with `right`."""

    menu_hook = MENU
    right = Right.VIEW

    @property
    def menu_item_class(self) -> type[DeskMenuItem]:
        """An entry that asks for the right of these pages."""
        return type("MenuItem", (DeskMenuItem,), {"right": self.right})
