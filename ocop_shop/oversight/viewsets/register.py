"""The register at `/cms/`: the list with its filters, and the page of one certificate."""

from __future__ import annotations

from typing import Any

from django.apps import apps
from django.core.paginator import Paginator
from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext_lazy

from ocop_shop.certification import standing
from ocop_shop.core import clock
from ocop_shop.oversight import dossier, remits
from ocop_shop.oversight.register_forms import DEFAULT_SORT, SORTS, RegisterForm, sorted_by
from ocop_shop.oversight.rights import Right

from .desk import DeskViewSet
from .exporting import ExportView
from .granting import GrantView, ProductSearchView
from .pages import DeskPage
from .steps import INDEX, StepView

PAGE_SIZE = 50
_ROWS = ("decision", "product__ocop_provenance__producer")
_PLACES = ("province", "commune", "former_province", "producer__province", "producer__commune")
_ALL = ("decision", "product__parent", *(f"product__ocop_provenance__{name}" for name in ("producer", *_PLACES)))


class RegisterView(DeskPage):
    """The certificates of one's places, narrowed by what they are today."""

    page_title = gettext_lazy("Register of certificates")
    header_icon = "clipboard-list"
    template_name = "ocop_shop/cms/register/list.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """One page of the list, each certificate with its state today."""
        user, today = self.request.user, clock.today()
        form = RegisterForm(self.request.GET, user=user)
        sort = self.request.GET.get("sort", "")
        found = sorted_by(form.narrowed(remits.certificates_for(user, Right.VIEW), today), sort)
        page = Paginator(found.values_list("pk", flat=True), PAGE_SIZE).get_page(self.request.GET.get("p"))
        shown = _certificates(list(page))
        statuses = standing.status_of(shown, today) if shown else {}
        return super().get_context_data(
            form=form,
            rows=[dossier.Told(certificate, statuses[certificate.pk]) for certificate in shown],
            page_obj=page,
            query=_query(self.request),
            sort=sort if sort in SORTS else DEFAULT_SORT,
            unsorted=_query(self.request, "sort"),
            may_grant=remits.has(user, Right.GRANT),
            **kwargs,
        )


class CertificateView(DeskPage):
    """Everything about one certificate, and what may be done with it now."""

    trail = (INDEX,)
    header_icon = "clipboard-list"
    template_name = "ocop_shop/cms/register/certificate.html"

    def get_page_title(self) -> str:
        """The name of the product, as printed."""
        return str(self.certificate.product_name)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """The dossier, within the places of this person; elsewhere there is none."""
        rows = remits.certificates_for(self.request.user, Right.VIEW).select_related(*_ALL)
        self.certificate = get_object_or_404(rows, pk=self.kwargs["pk"])
        return super().get_context_data(
            dossier=dossier.of(self.certificate, self.request.user),
            origin=getattr(self.certificate.product, "ocop_provenance", None),
            public=reverse("ocop:certificate", args=[self.certificate.code]),
            may_contact=remits.may_touch(self.request.user, Right.CONTACT, self.certificate),
            **kwargs,
        )


class RegisterViewSet(DeskViewSet):
    """The register: list, certificate, steps, granting, export."""

    name = "ocop_register"
    url_prefix = "ocop/register"
    icon = "clipboard-list"
    menu_label = gettext_lazy("Register of certificates")
    menu_name = "ocop-register"
    menu_order = 10

    def get_urlpatterns(self) -> list[URLPattern]:
        """The list stands first: the menu leads to it."""
        return [
            path("", self.construct_view(RegisterView), name="index"),
            path("certificate/<int:pk>/", self.construct_view(CertificateView), name="inspect"),
            path("certificate/<int:pk>/step/<slug:kind>/", self.construct_view(StepView), name="step"),
            path("grant/", self.construct_view(ProductSearchView), name="grant"),
            path("grant/<int:pk>/", self.construct_view(GrantView), name="grant_product"),
            path("export/<slug:form>/", self.construct_view(ExportView), name="export"),
        ]


def _certificates(keys: list[int]) -> list[Any]:
    """The certificates with these keys, in their order: the database has sorted keys alone, not whole rows."""
    rows = apps.get_model("ocop_certification", "Certificate").objects.select_related(*_ROWS).in_bulk(keys)
    return [rows[key] for key in keys]


def _query(request: HttpRequest, *without: str) -> str:
    """What was asked for, as an address; the number of the page is left out."""
    query = request.GET.copy()
    for name in ("p", *without):
        query.pop(name, None)
    return query.urlencode()
