"""What a producer prints for the shelf. For members with the right to certificates, and staff who assist."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.conf import settings as project
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import translation

from ocop_shop.certification import shelf_cards, standing
from ocop_shop.core import text
from ocop_shop.core.addresses import in_letters
from ocop_shop.core.drawings import Sheet, pdf, svg, tiled
from ocop_shop.producers.roles import Right
from ocop_shop.proposals.listing.copying import products_of

from .access import AtThePortal
from .certificates import advice_without

# What can be printed: how it is drawn, and how a PDF of it is made. Labels come as a sheet to cut up.
_KINDS: dict[str, tuple[Callable[..., Sheet], Callable[[Sheet], bytes]]] = {
    "card": (shelf_cards.card, pdf),
    "label": (shelf_cards.label, tiled),
}
_TYPES = {"pdf": "application/pdf", "svg": "image/svg+xml"}


class PrintKitView(AtThePortal):
    """The products that have a star today, with what can be printed for them, and the others with what to do."""

    right = Right.CERTIFICATES
    http_method_names = ["get", "head", "options"]

    def get(self, request: HttpRequest, **_kwargs: Any) -> HttpResponse:
        """The list."""
        products = list(products_of(self.work.producer).order_by("title", "pk"))
        claims = standing.claims_on([product.pk for product in products]) if products else {}
        rows = [(product, claims[product.pk], advice_without(claims[product.pk])) for product in products]
        return self.page(request, "print_kit.html", {"rows": sorted(rows, key=lambda row: not row[1].has_badge)})


class PrintView(AtThePortal):
    """A card or label of one product, as PDF or SVG. For a product without a star today: words, 409, and no file."""

    right = Right.CERTIFICATES
    http_method_names = ["get", "head", "options"]

    def get(self, request: HttpRequest, product: int, what: str, form: str, **_kwargs: Any) -> HttpResponse:
        """The file."""
        found = products_of(self.work.producer).filter(pk=product).first()
        if found is None or what not in _KINDS or form not in _TYPES:
            raise Http404
        draw, as_pdf = _KINDS[what]
        claim = standing.claim_on(found)
        title = str(found.get_title())
        address = _address(request, claim.code) if claim.code else ""
        shown = shelf_cards.Shown(claim, title, self.work.producer.display_name, address)
        try:
            sheet = draw(shown, vector=form == "svg")
        except shelf_cards.NotCertified:
            context = {"product": found, "claim": claim, "advice": advice_without(claim)}
            return self.page(request, "print_refused.html", context, status=409)
        answer = HttpResponse(svg(sheet) if form == "svg" else as_pdf(sheet), content_type=_TYPES[form])
        way = "attachment" if form == "svg" else "inline"
        answer["Content-Disposition"] = f'{way}; filename="{text.slug(title) or "ocop"}-{what}.{form}"'
        return answer


def _address(request: HttpRequest, code: str) -> str:
    """The whole address of the check page, short and in the shop's own language: it is printed and cannot change."""
    with translation.override(project.LANGUAGE_CODE):
        path = reverse("ocop:certificate", args=[code])
    return in_letters(path) or request.build_absolute_uri(path)
