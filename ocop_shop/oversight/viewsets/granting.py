"""Recording a recognition: find the product, write down the decision, read what becomes of the star, record."""

from __future__ import annotations

from typing import Any

from django import forms
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ocop_shop.certification import rules, standing
from ocop_shop.core import clock
from ocop_shop.oversight import dossier, permissions, remits
from ocop_shop.oversight.effects import Effect
from ocop_shop.oversight.grant_forms import GrantForm, ProductForm
from ocop_shop.oversight.rights import Right

from .acting import ActingPage, NotYours
from .pages import DeskPage
from .steps import INDEX

_MOST = 30
_JOINED = ("ocop_provenance__producer", "ocop_provenance__province", "ocop_provenance__commune")


class ProductSearchView(DeskPage):
    """The first half of a grant: which product? Only those of one's own places are found."""

    right = Right.GRANT
    trail = (INDEX,)
    page_title = gettext_lazy("Record a recognition")
    header_icon = "plus"
    template_name = "ocop_shop/cms/register/products.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """The products that are called so, each with what it may claim today."""
        form = ProductForm(self.request.GET)
        found = form.found(remits.products_for(self.request.user, Right.GRANT))
        products = list(found.select_related(*_JOINED)[: _MOST + 1])
        claims = standing.claims_on([product.pk for product in products]) if products else {}
        return super().get_context_data(
            form=form,
            products=[(product, claims[product.pk]) for product in products[:_MOST]],
            is_cut=len(products) > _MOST,
            has_asked=bool(self.request.GET.get("q", "").strip()),
            **kwargs,
        )


class GrantView(ActingPage):
    """The second half: the facts of the decision, for one product."""

    right = Right.GRANT
    trail = (INDEX, ("ocop_register:grant", gettext_lazy("Record a recognition")))
    header_icon = "plus"
    template_name = "ocop_shop/cms/register/grant.html"

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:  # type: ignore[override]
        """The empty form."""
        self._find()
        return super().get(request, *args, **kwargs)

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        """Try it, then record it. Stars that are not this person's to give are refused, whatever else was sent."""
        self._find()
        sent = request.POST.get("stars", "")
        if sent.isdecimal() and int(sent) in set(rules.STARS) - set(self.stars):
            return self.refused(_("What 5 stars say is for the central office alone (26/2026/QĐ-TTg art. 4.1.b)."))
        return super().post(request, *args, **kwargs)

    def form(self, *data: Any) -> forms.Form:
        """The form for this product, with the stars this person may give."""
        return GrantForm(*data, product=self.product, stars=self.stars)

    def product_id(self) -> int | None:
        """The product."""
        return int(self.product.pk)

    def check(self, done: Any) -> None:
        """What comes out of it has no more stars than this person may give: it may have been on record before."""
        if not permissions.may_hold(self.request.user, Right.GRANT, self.product.pk, done.stars):
            raise NotYours(_("Your remit does not cover this."))

    def right_used(self) -> Right:
        """The right to grant."""
        return Right.GRANT

    def becomes(self, done: Any) -> str:
        """The state of the certificate as recorded."""
        return dossier.Told(done, standing.status_of([done], clock.today())[done.pk]).name

    def finish(self, effect: Effect, done: Any) -> str:
        """The new certificate."""
        return reverse("ocop_register:inspect", args=[done.pk])

    def get_page_title(self) -> Any:
        """The name of the product."""
        return self.product.get_title()

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """The product with what it may claim today."""
        return super().get_context_data(product=self.product, claim=standing.claim_on(self.product), **kwargs)

    def _find(self) -> None:
        user = self.request.user
        products = remits.products_for(user, Right.GRANT).select_related(*_JOINED)
        self.product = get_object_or_404(products, pk=self.kwargs["pk"])
        self.stars = permissions.stars_to_grant(user, self.product.pk)
