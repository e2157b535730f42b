"""Files as people send them, well-meant and not, made in memory."""

from __future__ import annotations

import io
import zipfile

from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image, ImageCms
from pypdf import PdfWriter
from reportlab.pdfgen.canvas import Canvas

SCRIPT = b"<script>alert(document.domain)</script>"
RED, GREEN, BLUE, WHITE = (220, 30, 30), (30, 180, 30), (30, 30, 220), (255, 255, 255)
CORNERS = (RED, GREEN, BLUE, WHITE)


def sent(content, name="anh.jpg"):
    """`content` as a form gets it."""
    return SimpleUploadedFile(name, content)


def four_corners(width=120, height=80):
    """Red and green above, blue and white below."""
    drawn = Image.new("RGB", (width, height))
    for number, colour in enumerate(CORNERS):
        box = (number % 2 * width // 2, number // 2 * height // 2)
        drawn.paste(colour, (*box, box[0] + width // 2, box[1] + height // 2))
    return drawn


def saved(picture, kind="JPEG", **options):
    target = io.BytesIO()
    picture.save(target, kind, **options)
    return target.getvalue()


def jpeg(**options):
    return saved(four_corners(), "JPEG", quality=95, **options)


def with_exif(orientation=1):
    """EXIF of a telephone: how it was held, whose it is, and where it was."""
    exif = Image.Exif()
    exif[0x0112] = orientation
    exif[0x010F] = "Somebodys Phone"
    exif[0x9286] = "home of the owner"
    exif.get_ifd(0x8825).update({1: "N", 2: (21.0, 1.0, 42.0), 3: "E", 4: (105.0, 51.0, 15.0)})
    return exif


def srgb_profile():
    return ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()


def zipped():
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as archive:
        archive.writestr("index.html", SCRIPT)
    return target.getvalue()


def opened(taken):
    """The picture that was kept, wholly unpacked."""
    picture = Image.open(io.BytesIO(taken.read()))
    picture.load()
    return picture


def near(seen, expected, by=12):
    return all(abs(one - other) <= by for one, other in zip(seen, expected, strict=True))


def corners_of(picture):
    """The colours in the middle of the four quarters, by name."""
    width, height = picture.size
    names = {RED: "red", GREEN: "green", BLUE: "blue", WHITE: "white"}
    spots = [(width // 4, height // 4), (width * 3 // 4, height // 4)]
    spots += [(width // 4, height * 3 // 4), (width * 3 // 4, height * 3 // 4)]
    found = [picture.convert("RGB").getpixel(spot) for spot in spots]
    return [next((name for colour, name in names.items() if near(seen, colour)), seen) for seen in found]


def pdf(text="Giay chung nhan", pages=1):
    target = io.BytesIO()
    canvas = Canvas(target)
    for _number in range(pages):
        canvas.drawString(72, 720, text)
        canvas.showPage()
    canvas.save()
    return target.getvalue()


def changed_pdf(change):
    """A PDF after `change(writer)`."""
    writer = PdfWriter(clone_from=io.BytesIO(pdf()))
    change(writer)
    target = io.BytesIO()
    writer.write(target)
    return target.getvalue()
