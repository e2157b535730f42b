"""Roles at `/cms/`: who may do what where. For the central office."""

from __future__ import annotations

from typing import Any

from django.apps import apps
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import URLPattern, path
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ocop_shop.oversight import actions, entrusting
from ocop_shop.oversight.exceptions import OversightError
from ocop_shop.oversight.remit_forms import EntrustForm
from ocop_shop.oversight.rights import Right
from ocop_shop.oversight.rounds_forms import ReasonForm

from .desk import DeskViewSet
from .pages import DeskPage

_INDEX = "ocop_remits:index"


class RemitsView(DeskPage):
    """Everybody with a role, and the form that gives one."""

    right = Right.ENTRUST
    page_title = gettext_lazy("Roles")
    header_icon = "user"
    template_name = "ocop_shop/cms/remits/index.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """The people, and an empty form unless one came back with errors."""
        return super().get_context_data(**{"people": entrusting.people(), "form": EntrustForm(), **kwargs})

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Give a role. Repeating it changes nothing."""
        form = EntrustForm(request.POST)
        if form.is_valid():
            try:
                remit = actions.entrust(form.user, form.cleaned_data["role"], place=form.place, actor=request.user)
            except OversightError as error:
                form.add_error(None, str(error))
            else:
                said = _("%(person)s: %(role)s.") % {"person": form.user.email, "role": remit}
                messages.success(request, said)
                return redirect(_INDEX)
        return self.render_to_response(self.get_context_data(form=form))


class WithdrawView(DeskPage):
    """Take a role away, with a reason."""

    right = Right.ENTRUST
    page_title = gettext_lazy("Take a role away")
    header_icon = "user"
    trail = ((_INDEX, gettext_lazy("Roles")),)
    template_name = "ocop_shop/cms/remits/withdraw.html"

    def remit(self) -> Any:
        """The role of this address."""
        rows = apps.get_model("ocop_oversight", "Remit").objects.select_related("user", "place")
        return get_object_or_404(rows, pk=self.kwargs["pk"])

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """The role and the form."""
        remit = kwargs.pop("remit", None) or self.remit()
        return super().get_context_data(**{"remit": remit, "form": ReasonForm(), **kwargs})

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Take it away; with the last one goes the entry to these pages."""
        remit = self.remit()
        form = ReasonForm(request.POST)
        if form.is_valid():
            try:
                entrusting.withdraw(remit, reason=form.cleaned_data["reason"], actor=request.user)
            except OversightError as error:
                form.add_error(None, str(error))
            else:
                said = _("Taken away from %(person)s: %(role)s.") % {"person": remit.user.email, "role": remit}
                messages.success(request, said)
                return redirect(_INDEX)
        return self.render_to_response(self.get_context_data(form=form, remit=remit))


class RemitsViewSet(DeskViewSet):
    """Roles."""

    name = "ocop_remits"
    url_prefix = "ocop/remits"
    icon = "user"
    menu_label = gettext_lazy("Roles")
    menu_order = 90
    right = Right.ENTRUST

    def get_urlpatterns(self) -> list[URLPattern]:
        """The people with their roles, and taking one away."""
        return [
            path("", self.construct_view(RemitsView), name="index"),
            path("<int:pk>/withdraw/", self.construct_view(WithdrawView), name="withdraw"),
        ]
