"""Pictures that people send, made safe to keep and to show.

Nothing of the file that was sent is kept but what can be seen: it is recognised by its first bytes, measured before it
is unpacked, drawn, turned upright, made smaller and written anew. So what a camera or somebody with ideas wrote beside
the picture is gone: place, owner, comments, archives, scripts.
"""

from __future__ import annotations

import io
import re
import secrets
import struct
from collections.abc import Callable
from typing import Any, Final

from django.core.files.base import ContentFile, File
from PIL import ExifTags, Image, ImageCms

from .uploads import PICTURE_MAX_BYTES, PICTURE_MAX_PIXELS, BadUpload, Reason, content_of, most

__all__ = ["LONGEST_SIDE", "BadUpload", "Reason", "kind_of", "safe_picture"]

LONGEST_SIDE: Final = 2000
_QUALITY: Final = 85
_WHITE: Final = (255, 255, 255)
# A camera writes one scan, a progressive picture about ten. Each takes a pass over the whole picture.
_MOST_SCANS: Final = 100
_MOST_PADDING: Final = 1024
_MARKER: Final = re.compile(rb"\xff([^\x00\xff])")
_HEIC: Final = frozenset({b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx", b"mif1", b"msf1"})
_TURNS: Final = {
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_270,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_90,
}


def safe_picture(upload: File[bytes]) -> ContentFile[bytes]:
    """The picture that was sent, drawn anew: upright, in sRGB, at most 2000 pixels long, under a name of our own.

    JPEG, PNG, WebP and HEIC are read, of moving pictures the first. It is written as JPEG, or as WebP where one can
    see through it. Whatever else is sent, however broken, raises `BadUpload`, whose text is for the sender.
    """
    content = content_of(upload, most("OCOP_PICTURE_MAX_BYTES", PICTURE_MAX_BYTES))
    opened = _OPENERS.get(kind_of(content))
    if opened is None:
        raise BadUpload(Reason.NOT_A_PICTURE)
    try:
        return _written(_drawn(opened(content)))
    except BadUpload:
        raise
    except Image.DecompressionBombError as error:
        raise _too_many_pixels() from error
    # A damaged picture fails anywhere inside Pillow and its plugins, with any kind of error.
    except Exception as error:
        raise BadUpload(Reason.PICTURE_BROKEN) from error


def kind_of(content: bytes) -> str:
    """What a file is by its first bytes: jpeg, png, webp, heic, or empty for all else."""
    if content.startswith(b"\xff\xd8\xff"):
        return "jpeg"
    if content.startswith(b"\x89PNG\r\n\x1a\n"):
        return "png"
    if content.startswith(b"RIFF") and content[8:12] == b"WEBP":
        return "webp"
    return "heic" if content[4:8] == b"ftyp" and content[8:12] in _HEIC else ""


# --- opening: only the header is read ---------------------------------------------------------------------------------


def _opened_as(name: str) -> Callable[[bytes], Image.Image]:
    """Opens with this one reader of Pillow's: no other has a look at what was sent."""
    return lambda content: Image.open(io.BytesIO(content), formats=[name])


def _jpeg(content: bytes) -> Image.Image:
    if not 0 < _scans(content) <= _MOST_SCANS:
        raise BadUpload(Reason.PICTURE_BROKEN)
    return _opened_as("JPEG")(content)


def _heic(content: bytes) -> Image.Image:
    """By pillow-heif, which Wagtail brings; without it the sender is told what to do."""
    try:
        import pillow_heif
    except ImportError as error:
        raise BadUpload(Reason.HEIC) from error
    reader: Any = pillow_heif.HeifImageFile
    opened: Image.Image = reader(io.BytesIO(content))
    _refuse_many_pixels(opened)
    # Now, lest a small preview be taken in its place; its true size is known only then.
    opened.load()
    return opened


_OPENERS: Final[dict[str, Callable[[bytes], Image.Image]]] = {
    "jpeg": _jpeg,
    "png": _opened_as("PNG"),
    "webp": _opened_as("WEBP"),
    "heic": _heic,
}


def _scans(content: bytes) -> int:
    """How many scans a JPEG has, up to its end; what is written behind it does not count.

    None where its head is filled with padding, which Pillow would read byte by byte.
    """
    position, count = 2, 0
    while found := _MARKER.search(content, position, len(content) if count else position + _MOST_PADDING):
        marker, position = found[1][0], found.end()
        if marker == 0xD9:
            break
        if marker == 0x01 or 0xD0 <= marker <= 0xD8:
            continue
        count += marker == 0xDA
        position += int.from_bytes(content[position : position + 2], "big")
    return count


def _refuse_many_pixels(picture: Image.Image) -> None:
    if picture.width * picture.height > most("OCOP_PICTURE_MAX_PIXELS", PICTURE_MAX_PIXELS):
        raise _too_many_pixels()


def _too_many_pixels() -> BadUpload:
    millions = most("OCOP_PICTURE_MAX_PIXELS", PICTURE_MAX_PIXELS) / 1_000_000
    return BadUpload(Reason.TOO_MANY_PIXELS, most=f"{millions:.3g}")


# --- drawing ----------------------------------------------------------------------------------------------------------


def _drawn(picture: Image.Image) -> Image.Image:
    """What can be seen of an opened picture, as RGB or RGBA, with nothing beside its pixels."""
    _refuse_many_pixels(picture)
    profile = picture.info.get("icc_profile")
    turn = _TURNS.get(_orientation(picture))
    picture = _in_eight_bits(picture)
    # A JPEG is unpacked here, and only as large as it is needed.
    picture.thumbnail((LONGEST_SIDE, LONGEST_SIDE), Image.Resampling.LANCZOS, reducing_gap=2.0)
    picture.load()
    if turn is not None:
        picture = picture.transpose(turn)
    if picture.mode in {"RGBA", "LA"}:
        return _with_alpha(picture.convert("RGBA"), profile)
    return _bare(_in_srgb(picture, profile))


def _orientation(picture: Image.Image) -> int:
    """How the camera was held; upright where that cannot be read."""
    try:
        return int(picture.getexif().get(ExifTags.Base.Orientation, 1))
    except (LookupError, OSError, SyntaxError, TypeError, ValueError, struct.error):
        return 1


def _in_eight_bits(picture: Image.Image) -> Image.Image:
    """Palettes and see-through colours as plain ones, and finer shades as 256, so that resizing can mix them."""
    mode = picture.mode
    if mode.startswith("I;16"):
        high = slice(0, None, 2) if mode.endswith("B") else slice(1, None, 2)
        return Image.frombytes("L", picture.size, picture.tobytes()[high])
    if mode in {"I", "F"}:
        return picture.point(lambda shade: shade * (1 / 256)).convert("L")
    if "transparency" in picture.info or mode in {"P", "PA", "RGBa", "La"}:
        return picture.convert("RGBA")
    return picture.convert("L") if mode == "1" else picture


def _with_alpha(picture: Image.Image, profile: bytes | None) -> Image.Image:
    alpha = picture.getchannel("A")
    plain = _bare(_in_srgb(picture.convert("RGB"), profile))
    if alpha.getextrema() == (255, 255):
        return plain
    # Colours that nobody sees tell nothing either.
    ground = Image.new("RGB", plain.size, _WHITE)
    seen = Image.composite(plain, ground, alpha.point(lambda value: 255 if value else 0))
    seen.putalpha(alpha)
    return seen


def _in_srgb(picture: Image.Image, profile: bytes | None) -> Image.Image:
    """The colours as every screen shows them; a profile that cannot be used is left aside."""
    if profile:
        try:
            source = ImageCms.ImageCmsProfile(io.BytesIO(profile))
            drawn = ImageCms.profileToProfile(picture, source, ImageCms.createProfile("sRGB"), outputMode="RGB")
        except (ImportError, OSError, TypeError, ValueError, ImageCms.PyCMSError):
            drawn = None
        if drawn is not None:
            return drawn
    return picture.convert("RGB")


def _bare(picture: Image.Image) -> Image.Image:
    """The same pixels in a picture that was never a file: Pillow writes some of what it has read."""
    fresh = Image.new("RGB", picture.size)
    fresh.paste(picture)
    return fresh


def _written(picture: Image.Image) -> ContentFile[bytes]:
    target = io.BytesIO()
    if picture.mode == "RGBA":
        picture.save(target, "WEBP", quality=_QUALITY, method=4)
        ending = "webp"
    else:
        picture.save(target, "JPEG", quality=_QUALITY, optimize=True, progressive=True)
        ending = "jpg"
    return ContentFile(target.getvalue(), name=f"{secrets.token_hex(16)}.{ending}")
