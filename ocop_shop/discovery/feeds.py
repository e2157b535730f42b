"""Feeds for readers that come again and again: the newest certificates that hold today, and what is new in the shop.

They are made from the register at each request. What was revoked or ran out is not said the next time they are asked.
"""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.apps import apps
from django.conf import settings
from django.contrib.sites.shortcuts import get_current_site
from django.db.models import OuterRef, Subquery
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.feedgenerator import Atom1Feed
from django.utils.html import escape
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import cache_control
from django.views.decorators.http import conditional_page, require_safe

from ocop_shop.certification import standing, wording
from ocop_shop.certification.claims import Claim
from ocop_shop.certification.life import EventKind
from ocop_shop.core import clock, text
from ocop_shop.core.addresses import address

from . import freshness, queries

SIZE = 50


class _Feed(Atom1Feed):
    def latest_post_date(self) -> datetime:
        """The day of its newest entry; the day on which it is asked for where there is none."""
        return super().latest_post_date() if self.items else clock.start_of(clock.today())


@require_safe
@conditional_page
@cache_control(no_cache=True)
def certificates(request: HttpRequest) -> HttpResponse:
    """Atom, in the language of the address. Kept copies are asked about each time; "not modified" is true.

    The validator is the content itself: no date in the feed would move when an entry goes. Three queries.
    """
    feed = _feed(
        request,
        _("%(shop)s: newest OCOP certificates") % {"shop": settings.OSCAR_SHOP_NAME},
        _("Products of this shop whose OCOP certificate is in force today, the newest first."),
    )
    for certificate, claim in _newest():
        feed.add_item(**_entry(request, certificate, claim))
    return HttpResponse(feed.writeString("utf-8"), content_type=feed.content_type)


@require_safe
@conditional_page
@cache_control(no_cache=True)
def products(request: HttpRequest) -> HttpResponse:
    """Atom of the products that came to the shop last, kept and confirmed like the other feed. Three queries."""
    feed = _feed(
        request,
        _("%(shop)s: new products") % {"shop": settings.OSCAR_SHOP_NAME},
        _("What came to this shop last, with the place it is made in and the stars that hold today."),
    )
    for row, claim in _arrivals():
        feed.add_item(**_arrival(request, row, claim))
    return HttpResponse(feed.writeString("utf-8"), content_type=feed.content_type)


def _feed(request: HttpRequest, title: str, subtitle: str) -> _Feed:
    return _Feed(
        title=title,
        link=request.build_absolute_uri(reverse("catalogue:index")),
        description="",
        subtitle=subtitle,
        language=get_language(),
        feed_url=request.build_absolute_uri(request.path),
        feed_guid=f"https://{_authority(request)}{request.path}",
    )


def _newest() -> list[tuple[Any, Claim]]:
    """Certificates that carry a badge today, of products with a page, newest first, with the claims of the products."""
    freshness.ensure_true()
    found = (
        apps.get_model("ocop_certification", "Certificate")
        .objects.in_force()
        .filter(product__is_public=True, product__ocop_listing__isnull=False)
        .select_related("product__ocop_listing")
        .annotate(corrected_at=_corrected_at())
        .order_by("-valid_from", "-pk")[:SIZE]
    )
    claims = standing.claims_on([certificate.product_id for certificate in found])
    # The claim is asked for a moment later; what changed in between is left out.
    return [
        (certificate, claim)
        for certificate in found
        if (claim := claims[certificate.product_id]).has_badge and claim.certificate_id == certificate.pk
    ]


def _corrected_at() -> Subquery:
    """The moment of the last correction of the certificate in the row."""
    events = apps.get_model("ocop_certification", "CertificateEvent").objects
    found = events.filter(certificate=OuterRef("pk"), kind__in=[EventKind.CORRECTED, EventKind.STRUCK])
    return Subquery(found.order_by("-recorded_at").values("recorded_at")[:1])


def _entry(request: HttpRequest, certificate: Any, claim: Claim) -> dict[str, Any]:
    """The claim of one product; its day is the first one of the state it is in, unless it was corrected since."""
    row = certificate.product.ocop_listing
    stars = _("OCOP %(stars)s stars") % {"stars": claim.stars}
    issued = ", ".join(part for part in (claim.decision_no, claim.issuer) if part)
    told = ". ".join(part for part in (wording.statement(claim), issued) if part)
    begun = clock.start_of(claim.since or certificate.valid_from)
    return {
        "title": text.clean(f"{row.display_title}: {stars}"),
        "link": request.build_absolute_uri(certificate.product.get_absolute_url()),
        "description": escape(text.clean(told)),
        "author_name": text.clean(row.producer_name) or settings.OSCAR_SHOP_NAME,
        "unique_id": f"tag:{_authority(request)},{certificate.recorded_at.year}:certificate/{claim.code}",
        "pubdate": clock.start_of(certificate.valid_from),
        "updateddate": max(begun, certificate.corrected_at or begun).astimezone(clock.VIETNAM),
    }


def _arrivals() -> list[tuple[Any, Claim]]:
    """Public products, the newest first, with their claims."""
    freshness.ensure_true()
    told = queries.public_rows().annotate(recorded_at=_recorded_at())
    rows = list(queries.ordered(told, "newest")[:SIZE])
    claims = standing.claims_on([row.pk for row in rows])
    return [(row, claims[row.pk]) for row in rows]


def _recorded_at() -> Subquery:
    """The moment at which something was last recorded of the certificates of the product in the row."""
    events = apps.get_model("ocop_certification", "CertificateEvent").objects
    found = events.filter(certificate__product=OuterRef("pk"))
    return Subquery(found.order_by("-recorded_at").values("recorded_at")[:1])


def _arrival(request: HttpRequest, row: Any, claim: Claim) -> dict[str, Any]:
    """One product. It is news again when what the register says of it changes, since the entry says so too."""
    told = ". ".join(part for part in (row.place, wording.statement(claim) if claim.has_badge else "") if part)
    page = address("catalogue:detail", product_slug=row.slug, pk=row.pk)
    changed = [row.created_at, row.recorded_at, clock.start_of(claim.since) if claim.exists and claim.since else None]
    return {
        "title": text.clean(row.display_title),
        "link": request.build_absolute_uri(page),
        "description": escape(text.clean(told)),
        "author_name": text.clean(row.producer_name) or settings.OSCAR_SHOP_NAME,
        "unique_id": f"tag:{_authority(request)},{row.created_at.year}:product/{row.pk}",
        "pubdate": row.created_at.astimezone(clock.VIETNAM),
        "updateddate": max(moment for moment in changed if moment).astimezone(clock.VIETNAM),
    }


def _authority(request: HttpRequest) -> str:
    """The name under which this shop gives names (RFC 4151): that of Django's `Site`, whatever host was asked."""
    return str(get_current_site(request).domain)
