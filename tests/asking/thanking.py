"""Orders whose goods were sent, photos of buyers, and what they thanked with."""

from __future__ import annotations

import io
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import ExifTags, Image

from ocop_shop.asking import actions
from ocop_shop.core.pictures import safe_picture
from ocop_shop.ordering.states import SHIPPED
from tests.fulfilment.bought import goods_of, order_of

WORDS = "Mứt ngon lắm, cảm ơn các cô."


def sent_by(producer: Any, *, user: Any = None, status: str = SHIPPED) -> Any:
    """An order of goods of `producer`, whose line stands in this state: of `user`, or of a guest."""
    order = order_of((goods_of(producer), 1))
    if user is not None:
        order.user, order.guest_email = user, ""
        order.save()
    order.lines.update(status=status)
    return order


def upload(size: tuple[int, int] = (64, 48)) -> SimpleUploadedFile:
    """A photo as a telephone sends it, with the place where it was taken."""
    noted = Image.Exif()
    noted.get_ifd(ExifTags.IFD.GPSInfo)[ExifTags.GPS.GPSLatitudeRef] = "N"
    target = io.BytesIO()
    Image.new("RGB", size, "orange").save(target, "JPEG", exif=noted)
    return SimpleUploadedFile("IMG_0001.jpg", target.getvalue(), content_type="image/jpeg")


def photo() -> Any:
    """The same, made safe."""
    return safe_picture(upload())


def thanked(producer: Any, *, order: Any = None, may_show: bool = True, words: str = WORDS, picture: Any = None) -> Any:
    """What the buyer of an order said to `producer`."""
    order = order or sent_by(producer)
    return actions.thank(order, producer, words, name="Khách ở Vĩnh Long", may_show=may_show, picture=picture)


def on_page(producer: Any, **said: Any) -> Any:
    """The same, let through by the shop and shown by the producer."""
    thanks = actions.publish_thanks(thanked(producer, **said), actor=None)
    return actions.show_thanks(thanks, True, producer=producer, actor=None)
