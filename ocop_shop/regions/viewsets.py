"""Introductions of places at `/cms/`: editors find a place and write what it is known for, and nothing else."""

from __future__ import annotations

from typing import Any

from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from oscar.core.loading import get_model
from wagtail.admin.forms import WagtailAdminModelForm
from wagtail.admin.ui.tables import BooleanColumn, DateColumn
from wagtail.admin.views import generic
from wagtail.admin.viewsets.model import ModelViewSet

from ocop_shop.core import text

from . import actions

Place = get_model("ocop_regions", "Place")
_MADE_ELSEWHERE = ("add_url_name", "delete_url_name", "history_url_name", "usage_url_name")


class IntroductionForm(WagtailAdminModelForm):
    """What the page of a place says of it, in two languages."""

    class Meta:
        model = Place
        fields = ("intro", "intro_en")


class PlacesView(generic.IndexView):
    """Places with a page of their own, to be found by any part of their name, with or without marks."""

    def get_base_queryset(self) -> Any:
        """Provinces and communes of today and the 63 provinces of before."""
        return Place.objects.with_page().select_related("parent")

    def search_queryset(self, queryset: Any) -> Any:
        """Those whose name has all the words that were typed."""
        for word in text.words(self.search_query or "")[:8]:
            queryset = queryset.filter(name_key__contains=word)
        return queryset


class IntroduceView(generic.EditView):
    """Write the introduction of one place, through the action that also notes it in the audit log."""

    def get_queryset(self) -> Any:
        """Only what has a page can be introduced."""
        return Place.objects.with_page()

    def save_instance(self) -> Any:
        """Let the place's page say what was typed."""
        said = self.form.cleaned_data
        actions.introduce(self.object, intro=said["intro"], intro_en=said["intro_en"], actor=self.request.user)
        return self.object


class PlacesViewSet(ModelViewSet):
    """Introductions of places, for whoever has the permission to change places."""

    model = Place
    name = "ocop_places"
    url_prefix = "ocop-places"
    icon = "site"
    menu_label = _("Places")
    menu_order = 250
    add_to_admin_menu = True
    add_to_reference_index = False
    copy_view_enabled = False
    index_view_class = PlacesView
    edit_view_class = IntroduceView
    form_fields = ("intro", "intro_en")
    search_fields = ("name_key",)
    list_filter = ("level", "macro_region")
    list_per_page = 50

    @cached_property
    def list_display(self) -> list[Any]:
        """Name, what it lies in, whether it is introduced, and when that last changed."""
        return [
            "__str__",
            "parent",
            "code",
            BooleanColumn("intro", label=_("introduction")),
            DateColumn("intro_changed_at", label=_("Updated")),
        ]

    def get_form_class(self, for_update: bool = False) -> type[WagtailAdminModelForm]:
        """The form with the two texts."""
        return IntroductionForm

    def get_common_view_kwargs(self, **kwargs: Any) -> dict[str, Any]:
        """Places come with the data of the map and have their history in the audit log: no ways to either from here."""
        given: dict[str, Any] = super().get_common_view_kwargs(**kwargs)
        return {**given, **dict.fromkeys(_MADE_ELSEWHERE)}

    def get_urlpatterns(self) -> list[Any]:
        """The list and the form, and nothing that makes or deletes a place."""
        kept = {"index", "index_results", "edit"}
        return [pattern for pattern in super().get_urlpatterns() if pattern.name in kept]
