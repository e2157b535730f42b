"""A picture that was sent is drawn anew, or it is refused with a reason: nothing else ever happens."""

import io
import re
import struct
import sys
import time
import zlib

import pytest
from django.core.files.base import ContentFile
from django.test import override_settings
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from ocop_shop.core.pictures import LONGEST_SIDE, safe_picture
from ocop_shop.core.uploads import SENTENCES, BadUpload, Reason
from tests.core.sent_files import (
    BLUE,
    RED,
    SCRIPT,
    WHITE,
    corners_of,
    four_corners,
    jpeg,
    near,
    opened,
    saved,
    sent,
    srgb_profile,
    with_exif,
    zipped,
)

UPRIGHT = ["red", "green", "blue", "white"]
SVG = b'<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"><script>alert(1)</script></svg>'


def refused(content, name="anh.jpg"):
    with pytest.raises(BadUpload) as caught:
        safe_picture(sent(content, name))
    assert str(caught.value)
    assert "%(" not in str(caught.value)
    return caught.value.reason


def png_of(width, height):
    """A PNG that says how large it is and holds next to nothing."""

    def chunk(kind, content):
        return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))

    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    packed = zlib.compress(b"\x00" * 4096)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", packed) + chunk(b"IEND", b"")


# --- what is taken ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("kind", "options"),
    [
        ("JPEG", {"quality": 95}),
        ("JPEG", {"quality": 95, "progressive": True}),
        ("PNG", {}),
        ("WEBP", {"lossless": True}),
    ],
)
def test_a_photo_is_kept_as_a_jpeg_under_a_name_of_ours(kind, options):
    taken = safe_picture(sent(saved(four_corners(), kind, **options), "Ảnh của tôi <b>.php"))
    assert re.fullmatch(r"[0-9a-f]{32}\.jpg", taken.name)
    picture = opened(taken)
    assert (picture.format, picture.mode, picture.size) == ("JPEG", "RGB", (120, 80))
    assert corners_of(picture) == UPRIGHT


def test_two_that_are_alike_do_not_share_a_name():
    assert safe_picture(sent(jpeg())).name != safe_picture(sent(jpeg())).name


def test_what_a_file_is_called_does_not_matter():
    assert opened(safe_picture(sent(saved(four_corners(), "PNG"), "bang.xlsx"))).format == "JPEG"


def test_it_is_read_from_its_beginning_and_a_plain_file_will_do():
    upload = ContentFile(jpeg())
    upload.seek(7)
    assert corners_of(opened(safe_picture(upload))) == UPRIGHT


def test_a_picture_of_an_iphone_is_read():
    pillow_heif = pytest.importorskip("pillow_heif")
    target = io.BytesIO()
    pillow_heif.from_pillow(four_corners(128, 96)).save(target, quality=95, exif=with_exif().tobytes())
    picture = opened(safe_picture(sent(target.getvalue(), "IMG_0001.HEIC")))
    assert picture.format == "JPEG"
    assert corners_of(picture) == UPRIGHT
    assert not picture.getexif()


def test_where_heic_cannot_be_read_the_sender_is_told_what_to_do(monkeypatch):
    monkeypatch.setitem(sys.modules, "pillow_heif", None)
    assert refused(b"\x00\x00\x00\x18ftypheic" + bytes(64)) is Reason.HEIC


def test_a_large_one_becomes_2000_pixels_long_and_a_small_one_stays():
    assert opened(safe_picture(sent(saved(four_corners(4000, 3000))))).size == (LONGEST_SIDE, 1500)
    assert opened(safe_picture(sent(saved(four_corners(1200, 4800), "PNG")))).size == (500, LONGEST_SIDE)
    assert opened(safe_picture(sent(saved(four_corners(2000, 20))))).size == (2000, 20)


def test_a_line_one_pixel_high_stays_one_pixel_high():
    assert opened(safe_picture(sent(saved(Image.new("RGB", (9000, 1)), "PNG")))).size == (LONGEST_SIDE, 1)


def test_twelve_megapixels_take_less_than_two_seconds():
    content = saved(four_corners(4000, 3000), quality=92)
    begin = time.process_time()
    safe_picture(sent(content))
    assert time.process_time() - begin < 2


# --- upright ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("orientation", "expected"),
    [
        (1, ["red", "green", "blue", "white"]),
        (2, ["green", "red", "white", "blue"]),
        (3, ["white", "blue", "green", "red"]),
        (4, ["blue", "white", "red", "green"]),
        (5, ["red", "blue", "green", "white"]),
        (6, ["blue", "red", "white", "green"]),
        (7, ["white", "green", "blue", "red"]),
        (8, ["green", "white", "red", "blue"]),
        (9, ["red", "green", "blue", "white"]),
    ],
)
@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
def test_it_is_turned_as_the_camera_was_held(kind, orientation, expected):
    content = saved(four_corners(), kind, quality=95, exif=with_exif(orientation))
    picture = opened(safe_picture(sent(content)))
    assert corners_of(picture) == expected
    assert picture.size == ((80, 120) if orientation in (5, 6, 7, 8) else (120, 80))
    assert 0x0112 not in picture.getexif()


def test_a_large_one_is_turned_too():
    content = saved(four_corners(4000, 3000), exif=with_exif(6))
    picture = opened(safe_picture(sent(content)))
    assert picture.size == (1500, 2000)
    assert corners_of(picture) == ["blue", "red", "white", "green"]


def test_exif_that_cannot_be_read_turns_nothing():
    content = saved(four_corners(), quality=95, exif=b"Exif\x00\x00II*\x00\xff\xff\xff\xff")
    assert corners_of(opened(safe_picture(sent(content)))) == UPRIGHT


# --- what is beside the picture is gone -------------------------------------------------------------------------------


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
@pytest.mark.parametrize("see_through", [False, True])
def test_nothing_of_what_a_telephone_wrote_is_kept(kind, see_through):
    xmp = b'<x:xmpmeta xmlns:x="adobe:ns:meta/"><owner>Somebodys XMP</owner></x:xmpmeta>'
    more = {"comment": b"Somebodys comment"} if kind == "JPEG" else {}
    picture = four_corners()
    if see_through and kind != "JPEG":
        picture.putalpha(128)
    content = saved(picture, kind, exif=with_exif(), icc_profile=srgb_profile(), **more, xmp=xmp)
    assert b"Somebodys Phone" in content
    taken = safe_picture(sent(content))
    kept = taken.read()
    for trace in (b"Somebodys", b"Exif", b"EXIF", b"ICC", b"acsp", b"XMP", b"xmpmeta", b"GPS", b"home of"):
        assert trace not in kept
    taken.seek(0)
    drawn = opened(taken)
    assert not drawn.getexif()
    assert not drawn.getexif().get_ifd(0x8825)
    assert not {"exif", "xmp", "icc_profile", "comment"} & set(drawn.info)


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
@pytest.mark.parametrize("tail", [SCRIPT, zipped(), b"%PDF-1.4\n1 0 obj\n<< /S /JavaScript >>\nendobj\n%%EOF"])
def test_what_is_written_behind_a_picture_is_gone(kind, tail):
    """A picture that is a page, an archive or a PDF as well is only a picture afterwards."""
    content = saved(four_corners(), kind, quality=95)
    kept = safe_picture(sent(content + tail, "x.html")).read()
    assert not [part for part in (tail, b"<script", b"PK\x03\x04", b"PK\x05\x06", b"%PDF") if part in kept]
    assert corners_of(opened(ContentFile(kept))) == UPRIGHT


def test_a_page_written_into_the_comment_of_a_jpeg_is_gone():
    assert b"<script" not in safe_picture(sent(saved(four_corners(), comment=SCRIPT))).read()


# --- colours ----------------------------------------------------------------------------------------------------------


def test_a_picture_for_printing_is_shown_in_colours_of_screens():
    picture = opened(safe_picture(sent(saved(four_corners().convert("CMYK"), quality=95))))
    assert picture.mode == "RGB"
    assert corners_of(picture) == UPRIGHT


def test_the_colours_of_a_profile_are_converted():
    """A red of 200 in a space with a gamma of its own is another red in sRGB."""
    ramp = b"curv" + bytes(4) + struct.pack(">IH", 1, 256)
    profile = bytearray(srgb_profile())
    # The tone curves are exchanged for a straight line: the same numbers are brighter then.
    count = struct.unpack(">I", profile[128:132])[0]
    for number in range(count):
        name, offset, _size = struct.unpack(">4sII", profile[132 + number * 12 : 144 + number * 12])
        if name in {b"rTRC", b"gTRC", b"bTRC"}:
            profile[offset : offset + len(ramp)] = ramp
    content = saved(Image.new("RGB", (64, 64), (100, 100, 100)), "PNG", icc_profile=bytes(profile))
    seen = opened(safe_picture(sent(content))).getpixel((32, 32))
    assert near(seen, (168, 168, 168), by=6)


def test_a_profile_that_is_none_is_left_aside():
    content = saved(four_corners(), quality=95, icc_profile=b"no profile at all" * 20)
    assert corners_of(opened(safe_picture(sent(content)))) == UPRIGHT


def test_sixteen_bits_a_colour_become_eight():
    grey = Image.new("I;16", (64, 64), 0x8000)
    assert near(opened(safe_picture(sent(saved(grey, "PNG")))).getpixel((32, 32)), (128, 128, 128), by=3)


@pytest.mark.parametrize("mode", ["1", "L", "LA", "P", "RGBA"])
def test_each_kind_of_png_is_read(mode):
    picture = opened(safe_picture(sent(saved(Image.new("RGB", (64, 64), WHITE).convert(mode), "PNG"))))
    assert (picture.format, picture.mode) == ("JPEG", "RGB")
    assert near(picture.getpixel((32, 32)), WHITE)


def test_what_one_can_see_through_stays_so_as_webp():
    drawn = four_corners().convert("RGBA")
    drawn.paste((0, 0, 0, 0), (0, 0, 60, 40))
    taken = safe_picture(sent(saved(drawn, "PNG")))
    picture = opened(taken)
    assert (picture.format, picture.mode) == ("WEBP", "RGBA")
    assert taken.name.endswith(".webp")
    assert picture.getpixel((30, 20))[3] == 0
    assert near(picture.getpixel((30, 60)), (*BLUE, 255))


def test_a_palette_with_a_colour_to_see_through():
    drawn = Image.new("P", (64, 64), 0)
    drawn.putpalette([*RED, *BLUE])
    drawn.paste(1, (0, 0, 32, 64))
    picture = opened(safe_picture(sent(saved(drawn, "PNG", transparency=1))))
    assert (picture.format, picture.mode) == ("WEBP", "RGBA")
    assert picture.getpixel((16, 32))[3] == 0
    assert near(picture.getpixel((48, 32)), (*RED, 255))


@pytest.mark.parametrize("kind", ["PNG", "WEBP"])
def test_of_a_moving_picture_the_first_is_kept(kind):
    frames = [Image.new("RGB", (64, 64), colour) for colour in (BLUE, RED)]
    content = saved(frames[0], kind, save_all=True, append_images=frames[1:], duration=100, lossless=True)
    picture = opened(safe_picture(sent(content)))
    assert getattr(picture, "n_frames", 1) == 1
    assert near(picture.getpixel((32, 32)), BLUE)


def test_of_several_pictures_in_a_jpeg_the_first_is_kept():
    content = saved(four_corners(), "MPO", save_all=True, append_images=[Image.new("RGB", (120, 80), RED)], quality=95)
    assert corners_of(opened(safe_picture(sent(content)))) == UPRIGHT


# --- what is refused --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "content",
    [
        SVG,
        SCRIPT,
        zipped(),
        b"%PDF-1.7\n",
        b"MZ\x90\x00",
        saved(four_corners(), "GIF"),
        saved(four_corners(), "GIF") + SCRIPT,
        b"GIF89a=1;alert(1)//",
        saved(four_corners(), "BMP"),
        saved(four_corners(), "TIFF"),
        b" " + jpeg(),
        b"%!PS-Adobe-3.0 EPSF-3.0\n",
    ],
)
def test_what_is_no_photo_is_refused_whatever_it_is_called(content):
    assert refused(content) is Reason.NOT_A_PICTURE


def test_nothing_is_refused_as_nothing():
    assert refused(b"") is Reason.EMPTY


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
@pytest.mark.parametrize("part", [0.1, 0.5, 0.9])
def test_half_a_file_is_damaged(kind, part):
    content = saved(Image.effect_noise((300, 200), 80), kind)
    assert refused(content[: int(len(content) * part)]) is Reason.PICTURE_BROKEN


@pytest.mark.parametrize(
    "head", [b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n", b"RIFF\x00\x00\x00\x00WEBP", b"\0\0\0\0ftypheic"]
)
def test_a_page_behind_the_first_bytes_of_a_picture_is_damaged(head):
    assert refused(head + SCRIPT * 20) is Reason.PICTURE_BROKEN


def test_sixty_megapixels_are_refused_before_they_are_unpacked(monkeypatch):
    monkeypatch.setattr("PIL.ImageFile.ImageFile.load", lambda self: pytest.fail("it was unpacked"))
    assert refused(png_of(10_000, 6_000)) is Reason.TOO_MANY_PIXELS
    assert refused(png_of(60_000, 60_000)) is Reason.TOO_MANY_PIXELS
    assert refused(png_of(2**31 - 1, 2**31 - 1)) in {Reason.TOO_MANY_PIXELS, Reason.PICTURE_BROKEN}


def test_the_sentence_says_how_many_pixels_are_taken():
    with override_settings(OCOP_PICTURE_MAX_PIXELS=2_500_000), pytest.raises(BadUpload, match=r"2\.5 "):
        safe_picture(sent(png_of(2000, 2000)))
    with override_settings(OCOP_PICTURE_MAX_PIXELS=9600):
        assert safe_picture(sent(jpeg()))


class Endless(io.BytesIO):
    """A file whose size nobody knows."""

    asked = 0

    def read(self, number=-1):
        assert number > 0, "all of it would be read"
        self.asked += number
        return b"\xff\xd8\xff" + bytes(number)


class Unread(io.BytesIO):
    """A file of 30 MB that nobody should read."""

    size = 30 * 1024 * 1024

    def read(self, number=-1):
        pytest.fail("it was read")


def test_thirty_megabytes_are_refused_without_being_read():
    with pytest.raises(BadUpload, match="15 MB") as caught:
        safe_picture(Unread())
    assert caught.value.reason is Reason.TOO_LARGE


def test_a_file_that_does_not_say_its_size_is_read_up_to_the_limit():
    upload = Endless()
    with override_settings(OCOP_PICTURE_MAX_BYTES=1000), pytest.raises(BadUpload) as caught:
        safe_picture(upload)
    assert caught.value.reason is Reason.TOO_LARGE
    assert upload.asked == 1001


def test_a_jpeg_that_is_drawn_a_thousand_times_over_is_refused():
    """Each scan takes a pass over the whole picture: a small file could keep a server busy for hours."""
    content = saved(four_corners(), progressive=True)
    scan = content.rindex(b"\xff\xda")
    bomb = content[:scan] + content[scan:-2] * 1000 + b"\xff\xd9"
    begin = time.process_time()
    assert refused(bomb) is Reason.PICTURE_BROKEN
    assert time.process_time() - begin < 1


@pytest.mark.parametrize("tail", [b"", jpeg()[2:]])
def test_a_jpeg_that_is_nearly_all_padding_is_refused_at_once(tail):
    begin = time.process_time()
    assert refused(b"\xff\xd8" + b"\xff" * 10_000_000 + tail) is Reason.PICTURE_BROKEN
    assert time.process_time() - begin < 1


def test_every_reason_has_a_sentence():
    assert set(SENTENCES) == set(Reason)


# --- whatever is sent -------------------------------------------------------------------------------------------------

VALID = [
    saved(four_corners(40, 30), "JPEG", exif=with_exif(6), icc_profile=srgb_profile()),
    saved(four_corners(40, 30), "JPEG", progressive=True),
    saved(four_corners(40, 30), "PNG", exif=with_exif(6)),
    saved(four_corners(40, 30).convert("P"), "PNG", transparency=0),
    saved(four_corners(40, 30), "WEBP", exif=with_exif(6), icc_profile=srgb_profile()),
]
HEADS = [b"", b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n", b"RIFF\x24\x00\x00\x00WEBPVP8 ", b"\x00\x00\x00\x18ftypheic"]


def taken_or_refused(content):
    """A picture that can be opened again, or BadUpload; any other error fails the test."""
    try:
        taken = safe_picture(sent(content))
    except BadUpload:
        return
    assert max(opened(taken).size) <= LONGEST_SIDE


@given(st.sampled_from(HEADS), st.binary(max_size=400))
def test_any_bytes_are_taken_or_refused(head, rest):
    taken_or_refused(head + rest)


@given(st.sampled_from(VALID), st.data())
def test_a_file_cut_anywhere_is_taken_or_refused(content, data):
    taken_or_refused(content[: data.draw(st.integers(0, len(content)))])


@given(st.sampled_from(VALID), st.data())
def test_a_file_changed_anywhere_is_taken_or_refused(content, data):
    changed = bytearray(content)
    places = st.tuples(st.integers(0, len(content) - 1), st.integers(0, 255))
    for place, value in data.draw(st.lists(places, min_size=1, max_size=12)):
        changed[place] = value
    taken_or_refused(bytes(changed))
