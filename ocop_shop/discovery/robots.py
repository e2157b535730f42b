"""`/robots.txt`: where crawlers need not go, and where the sitemap is.

    urlpatterns = [*robots.addresses(), ...]

A list has more addresses than anybody wants to fetch. Of an address with parameters only those are open that search
engines may keep (`indexing`): a page, one star or one place, and the pages of that. The most specific rule wins with
those who read wildcards; others take the first that fits, so what is open stands first. Everything is closed anyway
by what the pages themselves say; these lines spare the requests.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from django.http import HttpRequest, HttpResponse
from django.urls import NoReverseMatch, URLPattern, path, reverse
from django.utils import translation
from django.views.decorators.cache import cache_control
from django.views.decorators.http import conditional_page, require_safe

from ocop_shop.conf import settings

from . import indexing
from .languages import front_page, spoken

# Areas that belong to somebody, or in which nothing is read. What a shop does not have is left out.
CLOSED = (
    "basket:summary",
    "checkout:index",
    "customer:summary",
    "password-reset",
    "dashboard:index",
    "wagtailadmin_home",
    "ocop:suggest",
    "set_language",
    "ocop:health",
)
# Pages that answer a question: open without one.
ASKED = ("search:search", "ocop:regions", "ocop:near", "ocop:check")
RESERVED = ("portal/",)
# Parameters that are also closed by name, for those who read no wildcards. A rule must not end with "?": some of them
# drop an empty query, and take the rule for one about the page itself.
TRAPS = ("q", "sort", "at")
_ANY = "ANY"


def addresses() -> list[URLPattern]:
    """`/robots.txt`; for the top of a URLconf, outside `i18n_patterns`."""
    return [path("robots.txt", robots, name="robots")]


@require_safe
@conditional_page
@cache_control(public=True, max_age=3600)
def robots(request: HttpRequest) -> HttpResponse:
    """The rules for everybody, the shop's own lines (`OCOP_ROBOTS`), and the address of the sitemap. No query."""
    lines = ["User-agent: *", *dict.fromkeys(_rules()), *settings.robots]
    if sitemap := _address("sitemap"):
        lines += ["", f"Sitemap: {request.build_absolute_uri(sitemap)}"]
    return HttpResponse("\n".join(lines) + "\n", content_type="text/plain; charset=utf-8")


def _rules() -> Iterator[str]:
    for language in spoken():
        with translation.override(language):
            yield from _list(_address("catalogue:index"), indexing.FACETS)
            yield from _list(_category(), indexing.FACETS)
            yield from _list(_address("ocop:producers"))
            for name in CLOSED:
                yield from _closed(_address(name))
            for name in RESERVED:
                yield from _closed(front_page(language), name)
            for name in ASKED:
                yield from _closed(_address(name), "?q=", "?*")
            yield from _closed(_address("ocop:doubt", code=_ANY).replace(_ANY, "*"))
            yield from _closed(_address("ocop:case", number=_ANY).removesuffix(f"{_ANY}/"))
            writing = _address("catalogue:reviews-add", product_slug=_ANY, product_pk=0)
            yield from _closed(writing.replace(f"{_ANY}_0", "*"))


def _list(base: str, facets: Iterable[str] = ()) -> Iterator[str]:
    """The rules of a list at `base`: one value of one facet is open with its pages, every other parameter is closed."""
    if not base:
        return
    for facet in facets:
        # Longer rules win: a second value or filter is closed, unless it is the number of the page and the last.
        yield f"Allow: {base}?{facet}="
        yield f"Disallow: {base}?{facet}=*&"
        yield f"Allow: {base}?{facet}=*&page="
        yield f"Disallow: {base}?{facet}=*&*&page="
        yield f"Disallow: {base}?{facet}=*&page=*&"
    yield f"Allow: {base}?page="
    yield f"Disallow: {base}?page=*&"
    for name in TRAPS:
        yield f"Disallow: {base}?{name}="
    yield f"Disallow: {base}?*"


def _closed(base: str, *ends: str) -> Iterable[str]:
    return [f"Disallow: {base}{end}" for end in ends or ("",)] if base else []


def _category() -> str:
    """What the addresses of categories have in common, as a pattern."""
    return _address("catalogue:category", category_slug=_ANY, pk=0).replace(f"{_ANY}_0/", "*/")


def _address(name: str, **values: str | int) -> str:
    try:
        return reverse(name, kwargs=values)
    except NoReverseMatch:
        return ""
