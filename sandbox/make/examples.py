"""Draw the good and the bad example photos that stand in the producers' help.

Made of the demo shop's own pictures and of plain shapes; needs pillow alone. From the root of the repository::

    python -m sandbox.make.examples
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from PIL import Image, ImageDraw, ImageEnhance, ImageFilter, ImageFont

ROOT = Path(__file__).parents[2]
DEMO = ROOT / "sandbox/demo"
OUT = ROOT / "ocop_shop/static/ocop_shop/img/help"
LETTERS = ROOT / "ocop_shop/static/ocop_shop/fonts/be-vietnam-pro-700.ttf"
# Drawn twice as large, so that edges are smooth.
WIDE, HIGH = 960, 720
SKIN, CLOTH, STRAW, TEA = "#c98d62", "#7a4a68", "#e2c98f", "#5d8a3a"
CARTON, FLAP, INSIDE = "#c79a63", "#d9b17b", "#8f6738"

Points = Sequence[tuple[float, float]]


def ground(top: str, bottom: str, edge: int) -> Image.Image:
    """A wall and a table, both plain."""
    image = Image.new("RGB", (WIDE, HIGH), top)
    ImageDraw.Draw(image).rectangle((0, edge, WIDE, HIGH), fill=bottom)
    return image.filter(ImageFilter.GaussianBlur(6))


def good_of(slug: str, size: int) -> Image.Image:
    """One of the demo shop's goods, on clear ground."""
    with Image.open(DEMO / "pictures" / "products" / f"{slug}.webp") as image:
        return image.convert("RGBA").resize((size, size), Image.Resampling.LANCZOS)


def put(image: Image.Image, piece: Image.Image, x: int, y: int) -> None:
    image.paste(piece, (x, y), piece)


def spoiled(
    image: Image.Image, *, light: float, blur: float, turn: float, part: tuple[int, int, int, int]
) -> Image.Image:
    """The same photo taken badly: turned, cut off, too dark and out of focus."""
    turned = image.rotate(turn, Image.Resampling.BICUBIC, expand=False, fillcolor=image.getpixel((4, 4)))
    cut = turned.crop(part).resize((WIDE, HIGH), Image.Resampling.LANCZOS)
    pale = ImageEnhance.Color(cut).enhance(0.6)
    return ImageEnhance.Brightness(pale).enhance(light).filter(ImageFilter.GaussianBlur(blur))


def product() -> tuple[Image.Image, Image.Image]:
    image = ground("#eef3ea", "#d8e3cf", 520)
    put(image, good_of("mat-ong-hoa-rung-gia-dinh-vuon-doi", 700), 130, -20)
    untidy = ground("#8d7f6a", "#6f5a44", 430)
    for slug, size, x, y in (
        ("buoi-vuon-gia-dinh-vuon-doi", 430, -90, 170),
        ("mi-gao-gia-dinh-vuon-vai", 420, 600, 130),
    ):
        put(untidy, good_of(slug, size), x, y)
    put(untidy, good_of("mat-ong-hoa-rung-gia-dinh-vuon-doi", 620), 150, 60)
    return image, spoiled(untidy, light=0.5, blur=5, turn=17, part=(340, 130, 860, 520))


def sheet() -> Image.Image:
    """A paper such as makers have many of: a heading, lines, a place to sign. No mark of any office."""
    paper = Image.new("RGB", (860, 620), "#fffdf6")
    draw = ImageDraw.Draw(paper)
    draw.rectangle((22, 22, 838, 598), outline="#21456b", width=6)
    draw.text((430, 110), "GIẤY MẪU", fill="#21456b", font=ImageFont.truetype(str(LETTERS), 78), anchor="mm")
    for row, width in enumerate((620, 700, 560, 680, 430)):
        y = 200 + row * 54
        draw.rounded_rectangle((80, y, 80 + width, y + 18), 9, fill="#59665d")
    draw.rounded_rectangle((80, 530, 280, 546), 8, fill="#59665d")
    draw.line(
        [(560, 540), (600, 490), (640, 545), (690, 485), (720, 540), (780, 510)], fill="#21456b", width=8, joint="curve"
    )
    return paper


def laid(paper: Image.Image, corners: Points, table: Image.Image) -> Image.Image:
    """The paper on a table, seen so that its four corners lie at `corners` (from the upper left, clockwise)."""
    ends = [(0, 0), (paper.width, 0), (paper.width, paper.height), (0, paper.height)]
    rows = []
    for (x, y), (u, v) in zip(corners, ends, strict=True):
        rows += [[x, y, 1, 0, 0, 0, -u * x, -u * y, u], [0, 0, 0, x, y, 1, -v * x, -v * y, v]]
    seen = paper.convert("RGBA").transform(
        (WIDE, HIGH), Image.Transform.PERSPECTIVE, solved(rows), Image.Resampling.BICUBIC
    )
    put(table, seen, 0, 0)
    return table


def solved(rows: list[list[float]]) -> list[float]:
    """The unknowns of as many linear equations, each with its result at the end."""
    size = len(rows)
    for at in range(size):
        best = max(range(at, size), key=lambda row: abs(rows[row][at]))
        rows[at], rows[best] = rows[best], rows[at]
        rows[at] = [value / rows[at][at] for value in rows[at]]
        for row in range(size):
            if row != at:
                share = rows[row][at]
                rows[row] = [a - share * b for a, b in zip(rows[row], rows[at], strict=True)]
    return [row[-1] for row in rows]


def over(image: Image.Image, colour: str, strength: int, points: Points, soft: float) -> None:
    """A shadow or a glare with a soft edge."""
    mask = Image.new("L", image.size, 0)
    ImageDraw.Draw(mask).polygon(list(points), fill=strength)
    image.paste(Image.new("RGB", image.size, colour), (0, 0), mask.filter(ImageFilter.GaussianBlur(soft)))


def paper() -> tuple[Image.Image, Image.Image]:
    straight = laid(sheet(), [(64, 60), (896, 60), (896, 660), (64, 660)], ground("#b98f62", "#b98f62", HIGH))
    skewed = laid(sheet(), [(250, 60), (1010, 250), (760, 800), (20, 470)], ground("#8a6a48", "#8a6a48", HIGH))
    over(skewed, "#0b0b10", 190, [(0, 0), (420, 0), (700, HIGH), (0, HIGH)], 30)
    over(skewed, "#ffffff", 235, [(600, 270), (780, 300), (730, 430), (590, 390)], 34)
    return straight, skewed.filter(ImageFilter.GaussianBlur(3.5))


def picker(image: Image.Image, x: int, y: int, size: float) -> None:
    """Somebody in a palm-leaf hat with a basket of tea: nobody in particular."""
    draw = ImageDraw.Draw(image)

    def at(*points: tuple[float, float]) -> list[tuple[float, float]]:
        return [(x + px * size, y + py * size) for px, py in points]

    draw.polygon(at((-150, 420), (-128, 190), (-70, 140), (70, 140), (128, 190), (150, 420)), fill=CLOTH)
    draw.polygon(at((-34, 110), (34, 110), (38, 150), (0, 186), (-38, 150)), fill=SKIN)
    draw.ellipse(at((-86, -50), (86, 104)), fill="#2b2018")
    draw.ellipse(at((-70, -40), (70, 136)), fill=SKIN)
    draw.polygon(at((-190, 30), (0, -120), (190, 30), (0, 4)), fill=STRAW)
    draw.line(at((-190, 30), (0, 4), (190, 30)), fill="#b8965a", width=round(7 * size), joint="curve")
    for side in (-1, 1):
        draw.ellipse(at((side * 30 - 8, 44), (side * 30 + 8, 60)), fill="#2b2018")
        draw.line(at((side * 118, 210), (side * 104, 330)), fill="#633a54", width=round(9 * size))
    draw.arc(at((-34, 56), (34, 106)), 20, 160, fill="#7a2f2a", width=round(8 * size))
    draw.ellipse(at((-120, 268), (120, 350)), fill=TEA)
    draw.polygon(at((-132, 310), (132, 310), (104, 440), (-104, 440)), fill="#b8834a")
    for row in (340, 372, 404):
        draw.line(at((-126, row), (126, row)), fill="#8f6134", width=round(6 * size))
    for side in (-1, 1):
        draw.ellipse(at((side * 122 - 26, 326), (side * 122 + 26, 380)), fill=SKIN)


def people() -> tuple[Image.Image, Image.Image]:
    with Image.open(DEMO / "pictures" / "places" / "canh-doi-che.webp") as hills:
        field = hills.convert("RGB").crop((0, 0, 853, 640)).resize((WIDE, HIGH), Image.Resampling.LANCZOS)
    near = field.filter(ImageFilter.GaussianBlur(4))
    picker(near, 480, 250, 1.12)
    shape = Image.new("RGB", (WIDE, HIGH), "#000000")
    picker(shape, 850, 400, 0.72)
    mask = shape.convert("L").point([0] + [255] * 255)
    far = ImageEnhance.Brightness(field).enhance(1.18)
    picker(far, 850, 400, 0.72)
    far.paste(ImageEnhance.Brightness(far).enhance(0.2), (0, 0), mask)
    over(far, "#ffffff", 200, [(420, 0), (WIDE, 0), (WIDE, 330), (520, 300)], 90)
    return near, far.rotate(-6, Image.Resampling.BICUBIC, fillcolor="#dfe9e4").filter(ImageFilter.GaussianBlur(5))


def carton(image: Image.Image, fill: Callable[[Image.Image], None]) -> None:
    """An open box seen from the front; what is in it stands behind its front wall."""
    draw = ImageDraw.Draw(image)
    draw.polygon([(150, 300), (810, 300), (860, 250), (100, 250)], fill=FLAP)
    draw.polygon([(150, 300), (810, 300), (810, 520), (150, 520)], fill=INSIDE)
    draw.polygon([(150, 300), (60, 350), (60, 420), (150, 400)], fill=FLAP)
    draw.polygon([(810, 300), (900, 350), (900, 420), (810, 400)], fill=FLAP)
    fill(image)
    draw = ImageDraw.Draw(image)
    draw.polygon([(150, 440), (810, 440), (790, 680), (170, 680)], fill=CARTON)
    draw.polygon([(150, 440), (810, 440), (850, 500), (110, 500)], fill=FLAP)


def crumpled(image: Image.Image, top: int) -> None:
    """Crumpled paper over the whole width of the box, from `top` down."""
    draw = ImageDraw.Draw(image)
    for number in range(22):
        x, y = 150 + number * 28, top + number * 37 % 29
        draw.ellipse((x, y, x + 72, y + 80), fill=("#efe3c2", "#e2d2a6", "#d8c594")[number % 3])


def slip() -> Image.Image:
    drawn = Image.new("RGBA", (210, 250), "#ffffff")
    draw = ImageDraw.Draw(drawn)
    draw.text((105, 42), "PHIẾU", fill="#17231d", font=ImageFont.truetype(str(LETTERS), 44), anchor="mm")
    for row, width in enumerate((160, 130, 150, 140)):
        draw.rounded_rectangle((24, 88 + row * 34, 24 + width, 102 + row * 34), 6, fill="#59665d")
    return drawn.rotate(-4, Image.Resampling.BICUBIC, expand=True)


def packed(image: Image.Image) -> None:
    crumpled(image, 330)
    for x in (140, 345):
        put(image, good_of("mat-ong-hoa-rung-gia-dinh-vuon-doi", 330), x - 30, 130)
    put(image, slip(), 585, 196)
    crumpled(image, 400)


def loose(image: Image.Image) -> None:
    for x, turn in ((130, 62), (480, -38)):
        put(image, good_of("mat-ong-hoa-rung-gia-dinh-vuon-doi", 300).rotate(turn, Image.Resampling.BICUBIC), x, 210)


def parcel() -> tuple[Image.Image, Image.Image]:
    image, dark = ground("#eef3ea", "#d8e3cf", 560), ground("#9a8f7d", "#75664f", 520)
    carton(image, packed)
    carton(dark, loose)
    return image, spoiled(dark, light=0.55, blur=4, turn=-9, part=(40, 120, 760, 660))


def main() -> None:
    OUT.mkdir(parents=True, exist_ok=True)
    for draw in (product, paper, people, parcel):
        for kind, image in zip(("good", "bad"), draw(), strict=True):
            small = image.resize((WIDE // 2, HIGH // 2), Image.Resampling.LANCZOS)
            small.save(OUT / f"{draw.__name__}-{kind}.webp", quality=72, method=6)


if __name__ == "__main__":
    main()
