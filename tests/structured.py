"""Judging structured data: what schema.org allows, what search engines require, and what the law of OCOP forbids.

Types, properties and values are those of schema.org that this project uses; whatever is not in the tables is refused,
so that a misspelled name does not pass as a property nobody reads.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from typing import Any

SCHEMA = "https://schema.org"

# What a property may hold: the name of a check below, or of a type; several with a bar.
_THING = {
    "name": "text",
    "alternateName": "text",
    "description": "text",
    "url": "address",
    "image": "address",
    "identifier": "text|PropertyValue",
    "sameAs": "address",
}
PROPERTIES: dict[str, dict[str, str]] = {
    "Product": {
        **_THING,
        "sku": "text",
        "gtin": "gtin",
        "category": "text",
        "brand": "Brand|Organization",
        "manufacturer": "Organization",
        "offers": "Offer",
        "aggregateRating": "AggregateRating",
        "hasCertification": "Certification",
    },
    "Offer": {
        **_THING,
        "price": "price",
        "priceCurrency": "currency",
        "availability": "ItemAvailability",
        "seller": "Organization|Person",
    },
    "Organization": {
        **_THING,
        "address": "PostalAddress|text",
        "brand": "Brand|Organization",
        "telephone": "text",
        "email": "text",
        "foundingDate": "text",
    },
    "PostalAddress": {"addressCountry": "text", "addressRegion": "text", "addressLocality": "text"},
    "Brand": _THING,
    "PropertyValue": {**_THING, "propertyID": "text", "value": "text"},
    "Certification": {
        **_THING,
        "issuedBy": "Organization",
        "certificationIdentification": "text",
        "certificationStatus": "CertificationStatusEnumeration",
        "certificationRating": "Rating",
        "validFrom": "date",
        "expires": "date",
    },
    "Rating": {"ratingValue": "number", "worstRating": "number", "bestRating": "number"},
    "AggregateRating": {
        "ratingValue": "number",
        "worstRating": "number",
        "bestRating": "number",
        "reviewCount": "count",
    },
    "BreadcrumbList": {**_THING, "itemListElement": "ListItem"},
    "ListItem": {**_THING, "position": "count", "item": "address"},
}
# Beside schema.org: what search engines need for a product with its price and for the way to a page.
REQUIRED = {
    "Product": {"name"},
    "Offer": {"price", "priceCurrency", "availability"},
    "Organization": {"name"},
    "Brand": {"name"},
    "Certification": {"name", "certificationStatus"},
    "Rating": {"ratingValue", "worstRating", "bestRating"},
    "AggregateRating": {"ratingValue", "reviewCount"},
    "BreadcrumbList": {"itemListElement"},
    "ListItem": {"position", "name"},
}
ENUMERATIONS = {
    "ItemAvailability": {"InStock", "OutOfStock", "BackOrder", "PreOrder", "SoldOut", "Discontinued"},
    "CertificationStatusEnumeration": {"CertificationActive", "CertificationInactive"},
}
_ACTIVE = f"{SCHEMA}/CertificationActive"
_STARS_OF_THE_STATE = (3, 5)


def problems(data: Any, *, on: date, reviews: int = 0) -> list[str]:
    """All that is wrong with a page's JSON-LD on the day `on`, for a product with so many approved reviews."""
    if not isinstance(data, dict) or data.get("@context") != SCHEMA:
        return ["the context is not schema.org"]
    nodes = data.get("@graph", [{key: value for key, value in data.items() if key != "@context"}])
    found = [said for node in nodes for said in _node(node, node.get("@type", "?"))]
    for kind, below in (pair for node in nodes for pair in _nodes(node)):
        found += _law(kind, below, on, reviews)
    return found


def _node(node: Any, path: str) -> Iterator[str]:
    """What schema.org and search engines would not understand of one node."""
    kind = node.get("@type")
    if kind not in PROPERTIES:
        yield f"{path}: the type {kind} is not known"
        return
    for missing in sorted(REQUIRED.get(kind, set()) - node.keys()):
        yield f"{path}: {missing} is missing"
    for name, value in node.items():
        if name == "@type":
            continue
        if name == "@id":
            yield from _value(value, "address", f"{path}.@id")
        elif name not in PROPERTIES[kind]:
            yield f"{path}: {kind} has no property {name}"
        else:
            for one in value if isinstance(value, list) else [value]:
                yield from _value(one, PROPERTIES[kind][name], f"{path}.{name}")
            if value == []:
                yield f"{path}.{name}: says nothing"


def _value(value: Any, allowed: str, path: str) -> Iterator[str]:
    kinds = allowed.split("|")
    if isinstance(value, dict):
        if value.get("@type") in kinds:
            yield from _node(value, path)
        else:
            yield f"{path}: {value.get('@type')} is not {allowed}"
    elif not any(_is(value, kind) for kind in kinds):
        yield f"{path}: {value!r} is not {allowed}"


def _is(value: Any, kind: str) -> bool:
    if kind in ENUMERATIONS:
        return value in {f"{SCHEMA}/{member}" for member in ENUMERATIONS[kind]}
    if kind == "number":
        return not isinstance(value, bool) and re.fullmatch(r"\d+(\.\d+)?", str(value)) is not None
    if kind == "count":
        return isinstance(value, int) and not isinstance(value, bool) and value > 0
    patterns = {
        "text": r"(?s)\S(.*\S)?",
        "address": r"https?://[^\s/]+/\S*",
        "price": r"0|[1-9]\d*",  # whole đồng
        "currency": r"VND",
        "gtin": r"\d{8}|\d{12,14}",
        "date": r"\d{4}-\d{2}-\d{2}",
    }
    if kind not in patterns or not isinstance(value, str) or not re.fullmatch(patterns[kind], value):
        return False
    return kind != "date" or _is_a_day(value)


def _is_a_day(value: str) -> bool:
    try:
        date.fromisoformat(value)
    except ValueError:
        return False
    return True


def _nodes(node: Any) -> Iterator[tuple[str, Any]]:
    """A node and all below it, by type."""
    yield node.get("@type", "?"), node
    for value in node.values():
        for one in value if isinstance(value, list) else [value]:
            if isinstance(one, dict):
                yield from _nodes(one)


def _law(kind: str, node: Any, on: date, reviews: int) -> Iterator[str]:
    """What would be a lie: stars of the state as marks of buyers, a certificate that does not hold as one that does."""
    if kind == "Product":
        yield from _marks(node, reviews)
    elif kind == "Certification":
        yield from _certificate(node, on)
    elif kind == "Organization" and {"hasCertification", "aggregateRating"} & node.keys():
        yield "a maker has no stars"
    elif kind == "BreadcrumbList":
        steps = node.get("itemListElement", [])
        if [step.get("position") for step in steps] != list(range(1, len(steps) + 1)):
            yield "the steps are not counted from one"
        if any("item" not in step for step in steps[:-1]):
            yield "a step before the last leads nowhere"


def _marks(product: Any, reviews: int) -> Iterator[str]:
    marks = product.get("aggregateRating")
    if marks and not reviews:
        yield "aggregateRating without a review"
    if bool(marks) != bool(reviews) and reviews:
        yield "reviews without an aggregateRating"
    if marks and reviews and marks.get("reviewCount") != reviews:
        yield "reviewCount is not the number of reviews"
    if marks and (marks.get("worstRating"), marks.get("bestRating")) != (1, 5):
        yield "marks of buyers go from 1 to 5"


def _certificate(node: Any, on: date) -> Iterator[str]:
    active, rating = node.get("certificationStatus") == _ACTIVE, node.get("certificationRating")
    ends = date.fromisoformat(node["expires"]) if _is(node.get("expires"), "date") else None
    if active and rating is None:
        yield "an active certificate has stars"
    if not active and rating is not None:
        yield "a certificate that does not hold has no stars"
    if active and ends and ends < on:
        yield "an active certificate has not run out"
    if not active and ends and ends >= on:
        yield "a certificate that does not hold ends in the past"
    if not active and re.search(r"\d\s*(sao|star)", f"{node.get('name')} {node.get('description')}"):
        yield "a certificate that does not hold is not called by its stars"
    if rating is not None:
        if (rating.get("worstRating"), rating.get("bestRating")) != _STARS_OF_THE_STATE:
            yield "stars of the state go from 3 to 5"
        if rating.get("ratingValue") not in range(3, 6):
            yield "the state gives 3, 4 or 5 stars"
