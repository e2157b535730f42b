"""Writing a listing: begun for a new product or one that is there, copied, saved as it is typed, with its pictures."""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Mapping
from contextlib import suppress
from typing import Any

from django.apps import apps
from django.core.files.base import ContentFile
from django.db import transaction
from django.utils.translation import gettext as _

from ocop_shop.core.pictures import safe_picture
from ocop_shop.core.uploads import BadUpload
from ocop_shop.proposals.exceptions import EditedMeanwhile, NotWritable, ProposalError
from ocop_shop.proposals.listing import copying
from ocop_shop.proposals.listing.pictures import FIELD, as_values, pictures_of
from ocop_shop.proposals.listing.problems import is_new
from ocop_shop.proposals.listing.shelves import likely
from ocop_shop.proposals.listing.standing_there import values_of

from .files import add_file, remove_file
from .writing import begin, locked, save

MOST_OPEN = 100
# Of a product that is there these are no texts: price and stock have a page of their own, the rest is the shop's.
_OF_NEW_ONES = frozenset({"price", "stock", "sku", "variants", "category"})


class TooManyListings(ProposalError):
    """A producer has a number of open listings and no more."""

    def __str__(self) -> str:
        return _("There are %(most)d unfinished listings already. Finish or delete some first.") % {"most": MOST_OPEN}


def begin_listing(producer: Any, token: str, *, author: Any, values: Mapping[str, Any] | None = None) -> Any:
    """A draft of a new product; the same for the same token, however often a form is sent. Raises `TooManyListings`."""
    subject = f"new:{producer.pk}:{_token(token)}"
    rows = _open_ones(producer)
    if not rows.filter(subject=subject).exists() and rows.count() >= MOST_OPEN:
        raise TooManyListings
    return begin("listing", subject, values=values or {}, author=author, producer=producer)


def begin_changes(product: Any, producer: Any, *, author: Any) -> Any:
    """The open changes of a product of `producer`; a draft of what stands there where there are none."""
    fresh = unsaved_changes(product, producer)
    return begin(
        "listing",
        fresh.subject,
        values=fresh.values,
        base=fresh.base,
        author=author,
        producer=producer,
        product=product,
    )


def unsaved_changes(product: Any, producer: Any) -> Any:
    """What `begin_changes` would begin with, written nowhere."""
    values = values_of(product)
    model = apps.get_model("ocop_proposals", "Proposal")
    subject = f"product:{product.pk}"
    return model(kind="listing", subject=subject, producer=producer, product=product, values=values, base=values)


@transaction.atomic
def copy_listing(source: Any, producer: Any, token: str, *, author: Any) -> Any:
    """A draft of a new product like `source`, a listing or a product: its pictures are files of their own.

    What names one product alone is left out: its code, and how many there are.
    """
    made = begin_listing(producer, token, author=author, values=copying.values_for_copy(source))
    if made.version > 1 or made.files.exists():
        return made
    for original, alt in copying.pictures_for_copy(source):
        with suppress(BadUpload, OSError), original.open("rb") as content:
            add_file(made, FIELD, safe_picture(content), actor=author, title=alt)
    return _with_all_pictures(made, author)


@transaction.atomic
def save_listing(proposal: Any, values: Mapping[str, Any], *, version: int, actor: Any) -> Any:
    """As `save`; what a product that is there does not take is left out, and a shelf is proposed where none is chosen.

    Who sends the same again, since the answer was lost, has not been overtaken by anybody.
    """
    told = {name: value for name, value in values.items() if _takes(proposal, name)}
    if is_new(proposal) and told.get("product_set") and not (told.get("category") or proposal.values.get("category")):
        told["category"] = likely(told["product_set"])
    try:
        return save(proposal, told, version=version, actor=actor)
    except EditedMeanwhile as problem:
        kept = problem.proposal
        if any(kept.values.get(name) != value for name, value in told.items()):
            raise
        return kept


@transaction.atomic
def add_pictures(proposal: Any, contents: Iterable[ContentFile[bytes]], *, actor: Any) -> Any:
    """Add pictures (as `core.pictures` made them) behind those that are there; returns the proposal as it stands."""
    for content in contents:
        add_file(proposal, FIELD, content, actor=actor)
    return _with_all_pictures(proposal, actor)


@transaction.atomic
def remove_picture(proposal: Any, key: str, *, actor: Any) -> Any:
    """Take a picture off. A published one stays where it is until that is accepted. Raises `NotWritable`."""
    kept = locked(proposal)
    if not kept.is_writable:
        raise NotWritable
    entries = [entry for entry in as_values(pictures_of(kept)) if entry["key"] != key]
    if key.startswith("file:") and key.removeprefix("file:").isdecimal():
        remove_file(kept, int(key.removeprefix("file:")), actor=actor)
    kept = locked(proposal)
    return save(kept, {FIELD: entries}, version=kept.version, actor=actor)


def _with_all_pictures(proposal: Any, actor: Any) -> Any:
    kept = locked(proposal)
    return save(kept, {FIELD: as_values(pictures_of(kept))}, version=kept.version, actor=actor)


def _takes(proposal: Any, name: str) -> bool:
    if is_new(proposal):
        return True
    return name not in _OF_NEW_ONES and not (name == "product_set" and proposal.base.get(name))


def _open_ones(producer: Any) -> Any:
    rows = apps.get_model("ocop_proposals", "Proposal").objects
    return rows.of_producer(producer).open().filter(kind="listing")


def _token(token: str) -> str:
    """A token as we make them; a new one where something else was sent."""
    with suppress(ValueError):
        return uuid.UUID(token).hex
    return uuid.uuid4().hex
