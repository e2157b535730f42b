"""What a page says to machines, in the words of schema.org: product, offer, maker, certificate, way to the page.

The state's stars are the rating of a certification and nothing else. `aggregateRating` belongs to buyers. A certificate
that does not hold on the day is named, called inactive, and has no rating and no last day that is still to come.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from ocop_shop.boxes import contents
from ocop_shop.certification import wording
from ocop_shop.certification.claims import Claim
from ocop_shop.certification.life import State
from ocop_shop.core import html, money
from ocop_shop.producers.off_the_shelf import is_enquiry_only

from . import rows
from .wording import set_name

Node = dict[str, Any]

CONTEXT = "https://schema.org"
MAX_TEXT = 5000
_DAY = timedelta(days=1)
_LOWEST, _HIGHEST = 3, 5  # stars of the state; marks of buyers go from 1 to 5
_GTIN_LENGTHS = frozenset({8, 12, 13, 14})


@dataclass(frozen=True)
class Site:
    """The shop a page belongs to: its name, the path of its front page, and what makes a path a whole address."""

    name: str
    home: str
    whole: Callable[[str], str]


@dataclass(frozen=True)
class Shown:
    """What the page shows of a product beside the product itself.

    `purchase` is Oscar's answer on price and stock, `reviews` the number of approved reviews (0 where none are shown).
    """

    title: str
    url: str
    claim: Claim
    origin: Any = None
    places: tuple[Any, ...] = ()
    purchase: Any = None
    reviews: int = 0


def product_page(product: Any, shown: Shown, site: Site) -> Node:
    """The product and the way to it. No query where pictures and provenance are at hand."""
    return {"@context": CONTEXT, "@graph": [_product(product, shown, site), _crumbs(shown, site)]}


def maker_page(producer: Any, site: Site) -> Node:
    """A maker with what it has agreed to publish, and without stars: those belong to products. No query."""
    pictures = [site.whole(picture.image.url) for picture in producer.pictures.all()]
    node = _maker(producer, site) | {
        "description": html.plain(producer.display_story, MAX_TEXT),
        "foundingDate": str(producer.since or ""),
        "image": pictures,
        "telephone": producer.phone if producer.publish_phone else "",
        "email": producer.email if producer.publish_email else "",
        "sameAs": producer.website,
    }
    return {"@context": CONTEXT, **_told(node)}


def certification(claim: Claim, whole: Callable[[str], str]) -> Node | None:
    """The certificate that governs on the claim's day; None where there never was one."""
    if not claim.exists:
        return None
    return _told(
        {
            "@type": "Certification",
            "name": _("OCOP %(stars)s stars") % {"stars": claim.stars} if claim.has_badge else "OCOP",
            "description": wording.statement(claim),
            "issuedBy": {"@type": "Organization", "name": claim.issuer} if claim.issuer else None,
            "certificationIdentification": claim.decision_no,
            "identifier": {"@type": "PropertyValue", "propertyID": "OCOP check code", "value": claim.code},
            "certificationStatus": f"{CONTEXT}/Certification{'Active' if claim.has_badge else 'Inactive'}",
            "certificationRating": _stars(claim),
            "validFrom": _iso(claim.valid_from if claim.issued_precision == "day" else None),
            "expires": _iso(_last_day(claim)),
            "url": whole(reverse("ocop:certificate", args=[claim.code])),
        }
    )


def _stars(claim: Claim) -> Node | None:
    if not claim.has_badge:
        return None
    return {"@type": "Rating", "ratingValue": claim.stars, "worstRating": _LOWEST, "bestRating": _HIGHEST}


def _last_day(claim: Claim) -> date | None:
    """The last day with a badge as far as it is known; none while a check decides whether there will be more."""
    if claim.has_badge:
        return claim.holds_until or claim.expires_on
    ended = claim.state in {State.EXPIRED, State.REVOKED}
    return claim.since - _DAY if ended and claim.since else None


def _product(product: Any, shown: Shown, site: Site) -> Node:
    origin, url = shown.origin, site.whole(shown.url)
    # Who packs a box did not make what is in it.
    made = origin.producer if origin and not contents.parts_of(product) else None
    maker = made if made and made.is_public else None
    return _told(
        {
            "@type": "Product",
            "@id": f"{url}#product",
            "name": shown.title,
            "url": url,
            "description": _description(product, origin),
            "image": [site.whole(picture.original.url) for picture in product.get_all_images()],
            "sku": product.upc,
            "gtin": product.upc if _is_gtin(product.upc or "") else "",
            "category": set_name(str(origin.product_set)) if origin and origin.product_set else "",
            "brand": {"@type": "Brand", "name": maker.brand} if maker and maker.brand else None,
            "manufacturer": _maker(maker, site) if maker else None,
            "offers": None if is_enquiry_only(product) else _offer(shown.purchase, url, site),
            "aggregateRating": _marks(product, shown.reviews),
            "hasCertification": certification(shown.claim, site.whole),
        }
    )


def _description(product: Any, origin: Any) -> str:
    translated = origin.description_en if origin and get_language() == "en" else ""
    return html.plain(translated or product.description, MAX_TEXT)


def _maker(producer: Any, site: Site) -> Node:
    """Who and where, the place from the commune up: many makers work where they live."""
    url = site.whole(producer.get_absolute_url())
    other = producer.name if producer.display_name != producer.name else producer.name_en
    return _told(
        {
            "@type": "Organization",
            "@id": f"{url}#maker",
            "name": producer.display_name,
            "alternateName": other if other != producer.display_name else "",
            "url": url,
            "brand": {"@type": "Brand", "name": producer.brand} if producer.brand else None,
            "address": {
                "@type": "PostalAddress",
                **_told(
                    {
                        "addressCountry": "VN",
                        "addressRegion": producer.province.name if producer.province else "",
                        "addressLocality": producer.commune.full_name if producer.commune else "",
                    }
                ),
            },
        }
    )


def _offer(purchase: Any, url: str, site: Site) -> Node | None:
    """The price that the page shows, in whole đồng; none where it has none."""
    amount = rows.amount_of(purchase) if purchase else None
    if amount is None:
        return None
    in_stock = purchase.availability.is_available_to_buy
    return {
        "@type": "Offer",
        "url": url,
        "price": f"{amount:f}",
        "priceCurrency": money.CURRENCY,
        "availability": f"{CONTEXT}/{'InStock' if in_stock else 'OutOfStock'}",
        "seller": {"@type": "Organization", "name": site.name, "url": site.whole(site.home)},
    }


def _marks(product: Any, reviews: int) -> Node | None:
    """What buyers think, rounded as the page rounds it."""
    if not reviews or product.rating is None:
        return None
    mean = Decimal(str(product.rating)).quantize(Decimal("0.1"), rounding=ROUND_HALF_UP)
    return {
        "@type": "AggregateRating",
        "ratingValue": f"{mean}",
        "reviewCount": reviews,
        "worstRating": 1,
        "bestRating": 5,
    }


def _crumbs(shown: Shown, site: Site) -> Node:
    """The way by places, as it stands above the product."""
    everything = reverse("catalogue:index")
    steps = [(site.name, site.home)]
    for place in shown.places:
        name = place.name if place.level == "province" else place.full_name
        steps.append((name, f"{everything}?{place.level}={place.code}"))
    if not shown.places:
        steps.append((_("All products"), everything))
    items = _steps([*((name, site.whole(path)) for name, path in steps), (shown.title, "")])
    return {"@type": "BreadcrumbList", "itemListElement": items}


def _steps(steps: Iterable[tuple[str, str]]) -> list[Node]:
    return [
        _told({"@type": "ListItem", "position": position, "name": name, "item": address})
        for position, (name, address) in enumerate(steps, start=1)
    ]


def _is_gtin(code: str) -> bool:
    """Whether `code` is a GTIN with the right check digit."""
    if len(code) not in _GTIN_LENGTHS or not (code.isascii() and code.isdigit()):
        return False
    weighted = (int(digit) * (3 if place % 2 else 1) for place, digit in enumerate(reversed(code)))
    return sum(weighted) % 10 == 0


def _iso(day: date | None) -> str:
    return day.isoformat() if day else ""


def _told(node: Node) -> Node:
    """`node` without what is not known."""
    return {name: value for name, value in node.items() if value not in (None, "", [])}
