"""How a sitemap is cut into files and written: an index, and for each section its files, in every language of the shop.

Whatever the number of pages, a file costs the same: it holds a fixed range of keys, or a slice of a short list.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from functools import cached_property
from typing import Any

from django.conf import settings
from django.contrib.sitemaps import Sitemap
from django.contrib.sites.requests import RequestSite
from django.core.paginator import InvalidPage, Paginator
from django.db.models import BigIntegerField, ExpressionWrapper, F, QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, re_path, reverse
from django.utils import translation
from django.views.decorators.cache import cache_control
from django.views.decorators.http import conditional_page, require_safe

from .languages import spoken

ADDRESSES_PER_FILE = 5_000  # what a small server makes in about a second; the standard allows 50,000
Sections = Mapping[str, type[Sitemap[Any]]]


class Section(Sitemap):  # type: ignore[type-arg]
    """Pages of one kind, an entry for each language, every entry naming the others.

    A section of your own gives `items()` in a fixed order, `location(item)` as a path in the language in force, and
    `lastmod(item)`, a day in Vietnam or None. `request` is set before it is asked.
    """

    request: HttpRequest | None = None

    def __init__(self) -> None:
        self.limit = max(1, ADDRESSES_PER_FILE // len(spoken()))

    @cached_property
    def paginator(self) -> Paginator[Any]:
        """The items, cut. They are asked for once."""
        return Paginator(self.items(), self.limit)  # type: ignore[arg-type]

    def numbers(self) -> Sequence[int]:
        """The numbers of the files that have an entry."""
        return self.paginator.page_range if self.paginator.count else ()

    def items_of(self, number: int) -> Iterable[Any]:
        """The items of one file; raises `InvalidPage` where there is no such file."""
        return self.paginator.page(number).object_list

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
        return [entry for item in self.items_of(int(page)) for entry in self._entries(item, origin)]

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


class TableSection(Section):
    """Pages of the rows of a table that may be long. A file holds a range of keys, so a row stays in its file.

    A section of your own gives `rows()`, and `items()` where an entry says more than a row does.
    """

    def rows(self) -> QuerySet[Any]:
        """The rows that have a page, without what an entry says of them."""
        raise NotImplementedError

    def items(self) -> QuerySet[Any, Any]:
        """The rows with what an entry says of them."""
        return self.rows()

    def numbers(self) -> Sequence[int]:
        range_of_key = ExpressionWrapper(F("pk") / self.limit, output_field=BigIntegerField())
        ranges = self.rows().order_by().annotate(range_of_key=range_of_key).values_list("range_of_key", flat=True)
        return [number + 1 for number in sorted(ranges.distinct())]

    def items_of(self, number: int) -> Iterable[Any]:
        first = (number - 1) * self.limit
        found = list(self.items().filter(pk__gte=first, pk__lt=first + self.limit).order_by("pk"))
        if not found and number != 1:
            raise InvalidPage
        return found


def addresses(sections: Sections) -> list[URLPattern]:
    """`/sitemap.xml` and the files of each section; for the top of a URLconf, outside `i18n_patterns`."""
    given = {"sections": sections}
    return [
        path("sitemap.xml", index, given, name="sitemap"),
        re_path(r"^sitemap-(?P<name>[\w-]+)-(?P<number>[1-9][0-9]{0,8})\.xml$", section, given, name="sitemap-part"),
        path("sitemap-<slug:name>.xml", section, given, name="sitemap-section"),
    ]


@require_safe
@conditional_page
@cache_control(no_cache=True)
def index(request: HttpRequest, sections: Sections) -> HttpResponse:
    """The list of files, those without an entry left out. It gives no days: a file also changes when a page goes."""
    files = [
        request.build_absolute_uri(
            reverse("sitemap-part", args=[name, number]) if number > 1 else reverse("sitemap-section", args=[name])
        )
        for name, kind in sections.items()
        for number in _numbers(_made(kind, request))
    ]
    return _answer(request, "sitemap_index.xml", sitemaps=[{"location": file} for file in files])


@require_safe
@conditional_page
@cache_control(no_cache=True)
def section(request: HttpRequest, sections: Sections, name: str, number: str = "1") -> HttpResponse:
    """One file of one section. Its validator is its content, since no day moves when an entry goes."""
    if name not in sections:
        raise Http404
    made = _made(sections[name], request)
    try:
        entries = made.get_urls(page=int(number), site=RequestSite(request), protocol=request.scheme)
    except InvalidPage as error:
        raise Http404 from error
    return _answer(request, "sitemap.xml", urlset=entries)


def _numbers(made: Sitemap[Any]) -> Sequence[int]:
    """The files of a section of ours, or of a plain one of Django's."""
    if isinstance(made, Section):
        return made.numbers()
    return made.paginator.page_range if made.paginator.count else ()


def _made(kind: type[Sitemap[Any]], request: HttpRequest) -> Sitemap[Any]:
    made = kind()
    made.request = request  # type: ignore[attr-defined]
    return made


def _answer(request: HttpRequest, template: str, **context: Any) -> HttpResponse:
    headers = {"X-Robots-Tag": "noindex"}  # the list itself is no page to be found
    return TemplateResponse(request, template, context, content_type="application/xml", headers=headers)
