"""The pictures of a product as a listing has them: new ones published, others in their new order, or taken off."""

from __future__ import annotations

from typing import Any

from django.core.files.base import ContentFile

from ocop_shop.core.afterwards import after_commit

from .pictures import Picture, pictures_of
from .standing_there import images_of


def hang(proposal: Any, product: Any) -> None:
    """Give `product` the pictures of `proposal`, in their order. What they show is said with each."""
    wanted = pictures_of(proposal)
    kept = {picture.row.pk for picture in wanted if not picture.is_new}
    for image in images_of(product):
        if image.pk not in kept:
            _take_off(image)
    for place, picture in enumerate(wanted):
        if picture.is_new:
            _publish(picture, product, place)
        else:
            type(picture.row).objects.filter(pk=picture.row.pk).update(caption=picture.alt, display_order=place)


def _publish(picture: Picture, product: Any, place: int) -> None:
    with picture.row.file.open("rb") as source:
        content = ContentFile(source.read(), name=picture.row.file.name.rsplit("/", 1)[-1])
    product.images.create(original=content, caption=picture.alt, display_order=place)


def _take_off(image: Any) -> None:
    """The row, and with the commit the file, unless another picture shows it too."""
    rows, name, storage = type(image).objects, image.original.name, image.original.storage
    rows.filter(pk=image.pk).delete()
    if name and not rows.filter(original=name).exists():
        after_commit(storage.delete, name)
