"""Sitemaps: every page that may be found, in every language, and the day on which what it says last changed.

    urlpatterns = [*sitemaps.addresses(sitemaps.SECTIONS), ...]

They are made from the register at each request, so a day moves at midnight with no job run. Nothing is said of pages
whose last change is not on record. Addresses carry the host that was asked, like the canonical links of the pages.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date, datetime
from typing import Any

from django.apps import apps
from django.conf import settings
from django.conf.urls.i18n import is_language_prefix_patterns_used
from django.contrib.sitemaps import Sitemap
from django.contrib.sites.requests import RequestSite
from django.core.paginator import InvalidPage
from django.db.models import OuterRef, QuerySet, Subquery
from django.http import Http404, HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse
from django.utils import translation
from django.views.decorators.cache import cache_control
from django.views.decorators.http import conditional_page, require_safe

from ocop_shop.core import clock

from . import freshness, queries

ADDRESSES_PER_FILE = 5_000  # what a small server makes in about a second; the standard allows 50,000


class Section(Sitemap):  # type: ignore[type-arg]
    """Pages of one kind, an entry for each language, every entry naming the others.

    A section of your own gives `items()` in a fixed order, `location(item)` as a path in the language in force, and
    `lastmod(item)`, a day in Vietnam or None. `request` is set before it is asked.
    """

    request: HttpRequest | None = None

    def __init__(self) -> None:
        self.limit = max(1, ADDRESSES_PER_FILE // len(spoken()))

    def paths(self, item: Any) -> dict[str, str]:
        """The path of the item in each language."""
        found = {}
        for language in spoken():
            with translation.override(language):
                found[language] = self.location(item)
        return found

    def lastmod(self, item: Any) -> date | None:
        """Nothing is known unless a section says so."""
        return None

    def get_urls(self, page: int | str = 1, site: Any = None, protocol: str | None = None) -> list[dict[str, Any]]:
        """The entries of one file, as Django's template `sitemap.xml` takes them."""
        origin = f"{self.get_protocol(protocol)}://{self.get_domain(site)}"
        return [entry for item in self.paginator.page(page).object_list for entry in self._entries(item, origin)]

    def _entries(self, item: Any, origin: str) -> Iterator[dict[str, Any]]:
        whole = {language: f"{origin}{found}" for language, found in self.paths(item).items()}
        alternates = [{"lang_code": language, "location": address} for language, address in whole.items()]
        if settings.LANGUAGE_CODE in whole:
            alternates.append({"lang_code": "x-default", "location": whole[settings.LANGUAGE_CODE]})
        lastmod = self.lastmod(item)
        for address in whole.values():
            yield {
                "item": item,
                "location": address,
                "lastmod": lastmod,
                "alternates": alternates if len(whole) > 1 else [],
            }


class Products(Section):
    """Public products. A page changes with its product and with its claim: from the first day of a state on, or when
    something is recorded of its certificates, whichever is later.
    """

    def items(self) -> QuerySet[Any, dict[str, Any]]:
        freshness.ensure_true()
        dated = queries.public_rows().annotate(recorded_at=_recorded_at("certificate__product"))
        told = ("pk", "slug", "product__date_updated", "claim_since", "recorded_at")
        found: QuerySet[Any, dict[str, Any]] = dated.order_by("pk").values(*told)
        return found

    def location(self, item: dict[str, Any]) -> str:
        return reverse("catalogue:detail", kwargs={"product_slug": item["slug"], "pk": item["pk"]})

    def lastmod(self, item: dict[str, Any]) -> date | None:
        return _latest(item["product__date_updated"], item["claim_since"], item["recorded_at"])


class Producers(Section):
    """Makers with a public page."""

    def items(self) -> QuerySet[Any, str]:
        producers = apps.get_model("ocop_producers", "Producer").objects.public()
        return producers.order_by("pk").values_list("slug", flat=True)

    def location(self, item: str) -> str:
        return reverse("ocop:producer", args=[item])


class Certificates(Section):
    """Pages that vouch for the certificates in force today; a certificate leaves on the day it ends."""

    def items(self) -> QuerySet[Any, dict[str, Any]]:
        certificates = apps.get_model("ocop_certification", "Certificate").objects.in_force()
        dated = certificates.annotate(since=_since(), changed_at=_recorded_at("certificate"))
        found: QuerySet[Any, dict[str, Any]] = dated.order_by("pk").values("code", "since", "changed_at")
        return found

    def location(self, item: dict[str, Any]) -> str:
        return reverse("ocop:certificate", args=[item["code"]])

    def lastmod(self, item: dict[str, Any]) -> date | None:
        return _latest(item["since"], item["changed_at"])


SECTIONS: Mapping[str, type[Sitemap[Any]]] = {
    "products": Products,
    "producers": Producers,
    "certificates": Certificates,
}


def addresses(sections: Mapping[str, type[Sitemap[Any]]]) -> list[URLPattern]:
    """`/sitemap.xml` and a file for each section; for the top of a URLconf, outside `i18n_patterns`."""
    given = {"sections": sections}
    return [
        path("sitemap.xml", index, given, name="sitemap"),
        path("sitemap-<slug:name>.xml", section, given, name="sitemap-section"),
    ]


@require_safe
@conditional_page
@cache_control(no_cache=True)
def index(request: HttpRequest, sections: Mapping[str, type[Sitemap[Any]]]) -> HttpResponse:
    """The list of files, those without an entry left out. It gives no days: a file also changes when a page goes."""
    files = []
    for name, kind in sections.items():
        paginator = _made(kind, request).paginator
        address = request.build_absolute_uri(reverse("sitemap-section", args=[name]))
        if paginator.count:
            files += [f"{address}?p={page}" if page > 1 else address for page in paginator.page_range]
    return _answer(request, "sitemap_index.xml", sitemaps=[{"location": file} for file in files])


@require_safe
@conditional_page
@cache_control(no_cache=True)
def section(request: HttpRequest, sections: Mapping[str, type[Sitemap[Any]]], name: str) -> HttpResponse:
    """One file: a page of one section. Its validator is its content, since no day moves when an entry goes."""
    if name not in sections:
        raise Http404
    made, page = _made(sections[name], request), request.GET.get("p", "1")
    try:
        entries = made.get_urls(page=page, site=RequestSite(request), protocol=request.scheme)
    except InvalidPage as error:
        raise Http404 from error
    return _answer(request, "sitemap.xml", urlset=entries)


def spoken() -> list[str]:
    """The languages that have addresses of their own, the default one first."""
    default = settings.LANGUAGE_CODE
    if not is_language_prefix_patterns_used(settings.ROOT_URLCONF)[0]:
        return [default]
    return sorted((code for code, _name in settings.LANGUAGES), key=lambda code: code != default)


def _made(kind: type[Sitemap[Any]], request: HttpRequest) -> Sitemap[Any]:
    made = kind()
    made.request = request  # type: ignore[attr-defined]
    return made


def _answer(request: HttpRequest, template: str, **context: Any) -> HttpResponse:
    headers = {"X-Robots-Tag": "noindex"}  # the list itself is no page to be found
    return TemplateResponse(request, template, context, content_type="application/xml", headers=headers)


def _since() -> Subquery:
    """The first day of the state in which the certificate in the row is today."""
    standings = apps.get_model("ocop_certification", "Standing").objects
    begun = standings.filter(certificate=OuterRef("pk"), starts_on__lte=clock.today())
    return Subquery(begun.order_by("-starts_on").values("starts_on")[:1])


def _recorded_at(field: str) -> Subquery:
    """The moment at which something was last recorded of the product's or certificate's history."""
    events = apps.get_model("ocop_certification", "CertificateEvent").objects.filter(**{field: OuterRef("pk")})
    return Subquery(events.order_by("-recorded_at").values("recorded_at")[:1])


def _latest(*moments: date | datetime | None) -> date | None:
    days: Iterable[date] = (
        clock.day_of(moment) if isinstance(moment, datetime) else moment for moment in moments if moment
    )
    return max(days, default=None)
