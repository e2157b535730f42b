"""Pages of the desk that are neither a list nor an editor of Wagtail's: their frame, and what their forms need."""

from __future__ import annotations

from typing import Any

from django import forms
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.generic import TemplateView
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.admin.widgets import AdminDateInput

from ocop_shop.oversight import remits
from ocop_shop.oversight.rights import Right

from .desk import DeskMenuItem, DeskMixin, DeskViewSet

DAY_FORMAT = "%d/%m/%Y"


class DeskPage(DeskMixin, WagtailAdminTemplateMixin, TemplateView):
    """A page in the admin's frame. `trail` are the pages above it, as (URL name, label)."""

    trail: tuple[tuple[str, Any], ...] = ()

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        """Home, the pages above, this page."""
        above = [{"url": reverse(name), "label": label} for name, label in self.trail]
        return [*self.breadcrumbs_items, *above, {"url": "", "label": self.get_page_title()}]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """What the template is given, with the scripts and styles of all forms among it."""
        context: dict[str, Any] = super().get_context_data(**kwargs)
        media = forms.Media()
        for value in list(context.values()):
            if isinstance(value, forms.Form):
                media += with_calendars(value).media
        return {**context, "media": media}


class ReadersPage(DeskPage):
    """A page that one of several rights opens; the first of them also changes something on it."""

    rights: tuple[Right, ...] = (Right.VIEW,)

    @property
    def right(self) -> Right:  # type: ignore[override]
        """The first of the rights that this person has; the first of all where they have none."""
        return next((right for right in self.rights if remits.has(self.request.user, right)), self.rights[0])


class ReadersMenuItem(DeskMenuItem):
    """An entry that people see who have one of several rights."""

    rights: tuple[Right, ...] = (Right.VIEW,)

    def is_shown(self, request: HttpRequest) -> bool:
        """Whether this person has one of the rights anywhere."""
        remits.remember(request.user)
        return any(remits.has(request.user, right) for right in self.rights)


class ReadersViewSet(DeskViewSet):
    """Pages for people with one of several rights."""

    rights: tuple[Right, ...] = (Right.VIEW,)

    @property
    def menu_item_class(self) -> type[DeskMenuItem]:
        """An entry that asks for these rights."""
        return type("MenuItem", (ReadersMenuItem,), {"rights": self.rights})


def with_calendars(form: forms.Form) -> forms.Form:
    """`form` with Wagtail's calendar at every field for a day; without scripts the day is typed as before."""
    for field in form.fields.values():
        if isinstance(field, forms.DateField) and not field.widget.is_hidden:
            field.widget = AdminDateInput(attrs={"placeholder": _("dd/mm/yyyy")}, format=DAY_FORMAT)
    return form
