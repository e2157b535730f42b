"""Draw every picture of the demo shop.

Needs fonttools, brotli, pillow and resvg-py (not needed by the shop itself). From the root of the repository::

    python -m sandbox.make.pictures            # all
    python -m sandbox.make.pictures --only tra  # products whose slug starts with "tra"
    python -m sandbox.make.pictures --sheet /tmp/sheet  # also contact sheets to look at
"""

from __future__ import annotations

import argparse
import io
from collections.abc import Callable, Iterable
from pathlib import Path

import resvg_py
from PIL import Image

from . import bags, landscapes, packs, placeholders, stall, svg
from .catalogue import DEMO, Product, products
from .labels import Style
from .order import Order
from .palette import nudge, pick
from .recipes import recipe
from .rules import Recipe
from .scenes import SCENES
from .stock import good

OUT = DEMO / "pictures"
EDGE = 720
REACH: dict[Callable[[Order], str], int] = {
    packs.sauce_bottle: 94,
    packs.oil_bottle: 78,
    packs.spirit_bottle: 104,
    packs.water_bottle: 86,
    packs.juice_bottle: 100,
    packs.can: 90,
    packs.vial: 88,
    packs.tube: 92,
    packs.pill_bottle: 106,
    packs.tin: 112,
    packs.jar: 122,
    packs.lid_jar: 130,
    packs.honey_jar: 136,
    bags.coffee_bag: 126,
    bags.pouch: 138,
    bags.window_pouch: 138,
    bags.vacuum: 142,
    bags.box: 156,
    stall.bowl: 120,
}
FULL = 168


def order_for(product: Product, how: Recipe) -> Order:
    design = pick(how.designs, product.maker)
    style = Style(how.ink, how.second or how.ink, how.motif, design)
    return Order(product.slug, product.words, style, nudge(how.fill, product.slug), how.goods, how.props, how.accent)


def foreground(how: Recipe) -> str:
    """One good in front at the right, a second one at the left."""
    reach = REACH.get(how.shape, FULL)
    scale = 1.0 if reach < 110 else 0.9 if reach < 130 else 0.8
    out = ""
    for name, side in zip(how.props, (1, -1), strict=False):
        x = 240 + side * min(reach + 36 * scale, 236 - 44 * scale)
        out += svg.shadow(x, 52 * scale, 438) + svg.put(good(name), x, 438, scale, flip=side < 0)
    return out


def product_svg(product: Product) -> str:
    how = recipe(product)
    order = order_for(product, how)
    ink = how.ink
    patterns = svg.cloth("cloth", ink, 5) + svg.cloth("wide", ink, 11) + stall.WEAVE + stall.COIR
    return svg.document(how.shape(order) + foreground(how), patterns)


def raster(drawing: str, width: int) -> Image.Image:
    data = resvg_py.svg_to_bytes(svg_string=drawing, width=width)
    return Image.open(io.BytesIO(bytes(data))).convert("RGBA")


def save_products(only: str) -> list[tuple[str, Image.Image]]:
    folder = OUT / "products"
    folder.mkdir(parents=True, exist_ok=True)
    done = []
    for product in products():
        if product.slug.startswith(only):
            image = raster(product_svg(product), EDGE)
            image.save(folder / f"{product.slug}.webp", quality=74, method=6, alpha_quality=90)
            done.append((product.slug, image))
    return done


def save_places() -> list[tuple[str, Image.Image]]:
    folder = OUT / "places"
    folder.mkdir(parents=True, exist_ok=True)
    done = []
    for name in SCENES:
        image = raster(landscapes.drawing(name), 1600).convert("RGB")
        image.save(folder / f"{name}.webp", quality=80, method=6)
        (folder / f"{name}.svg").write_text(landscapes.sheet(name) + "\n", encoding="utf-8")
        done.append((name, image))
    return done


def save_placeholders() -> list[tuple[str, Image.Image]]:
    folder = OUT / "placeholders"
    folder.mkdir(parents=True, exist_ok=True)
    done = []
    for number, drawing in placeholders.all_sectors():
        (folder / f"sector-{number}.svg").write_text(drawing + "\n", encoding="utf-8")
        done.append((f"sector-{number}", raster(drawing, 480)))
    return done


def contact_sheets(
    target: Path, images: Iterable[tuple[str, Image.Image]], tile: tuple[int, int], columns: int, rows: int, ground: str
) -> None:
    """Sheets to look at; not kept in the repository."""
    items = list(images)
    per = columns * rows
    for start in range(0, len(items), per):
        sheet = Image.new("RGB", ((tile[0] + 8) * columns, (tile[1] + 8) * rows), "#ffffff")
        for index, (_, image) in enumerate(items[start : start + per]):
            cell = Image.new("RGB", tile, ground)
            small = image.resize(tile, Image.Resampling.LANCZOS)
            cell.paste(small, (0, 0), small if small.mode == "RGBA" else None)
            sheet.paste(cell, ((index % columns) * (tile[0] + 8), (index // columns) * (tile[1] + 8)))
        sheet.save(f"{target}-{start // per + 1}.png")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--only", default="", help="start of the slugs to draw")
    parser.add_argument("--sheet", type=Path, help="where to put contact sheets")
    parser.add_argument("--ground", default="#eaf1e4", help="tile colour of the contact sheets")
    parser.add_argument("--part", choices=("products", "places", "placeholders"), help="draw one part only")
    args = parser.parse_args()
    jobs: dict[str, Callable[[], list[tuple[str, Image.Image]]]] = {
        "products": lambda: save_products(args.only),
        "places": save_places,
        "placeholders": save_placeholders,
    }
    for part, job in jobs.items():
        if args.part in {None, part}:
            images = job()
            print(f"{len(images)} {part}")
            if args.sheet:
                wide = part == "places"
                contact_sheets(
                    Path(f"{args.sheet}-{part}"),
                    images,
                    (640, 256) if wide else (300, 300),
                    3 if wide else 6,
                    5,
                    args.ground,
                )


if __name__ == "__main__":
    main()
