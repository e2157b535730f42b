"""A listing as tests write it: whole, in one set, with a picture."""

from __future__ import annotations

import io
from typing import Any

from django.core.files.base import ContentFile
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from ocop_shop.proposals import actions
from ocop_shop.proposals.actions import listings
from ocop_shop.proposals.listing.reading import FIELD

VALUES = {
    "title": "Mứt dừa non Cầu Kè",
    "product_set": 7,
    "category": None,
    "net_amount": "250",
    "net_unit": "g",
    "description": "Dừa non rim đường thốt nốt.\n\nĂn với trà.",
    "price": 85_000,
    "stock": 12,
    f"{FIELD}ingredients": "Dừa non 70%, đường thốt nốt 30%",
    f"{FIELD}shelf_life": "6 tháng",
}


def jpeg(colour: str = "green", size: tuple[int, int] = (40, 30), **options: Any) -> bytes:
    """A photo of one colour."""
    target = io.BytesIO()
    Image.new("RGB", size, colour).save(target, "JPEG", **options)
    return target.getvalue()


def a_picture(colour: str = "green") -> ContentFile[bytes]:
    """A picture as `core.pictures` makes them."""
    return ContentFile(jpeg(colour), name=f"{colour}.jpg")


def sent(name: str = "photo.jpg", content: bytes | None = None) -> SimpleUploadedFile:
    """A photo on its way from a phone."""
    return SimpleUploadedFile(name, jpeg() if content is None else content, "image/jpeg")


def make_draft(producer: Any, *, pictures: int = 1, author: Any = None, **values: Any) -> Any:
    """A draft that could be submitted; `values` differ from it."""
    draft = listings.begin_listing(producer, "", author=author, values={**VALUES, **values})
    return listings.add_pictures(draft, [a_picture() for _n in range(pictures)], actor=author) if pictures else draft


def published(producer: Any, *, actor: Any = None, **values: Any) -> Any:
    """The product that was made of such a draft."""
    draft = actions.submit(made := make_draft(producer, **values), version=made.version, actor=actor)
    actions.accept(draft, version=draft.version, actor=actor)
    draft.refresh_from_db()
    return draft.product
