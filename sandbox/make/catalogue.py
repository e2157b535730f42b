"""The products of the demo shop, read from its CSV files."""

from __future__ import annotations

import csv
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from .labels import Words

HERE = Path(__file__).parent
DEMO = HERE.parent / "demo"
FILES = ("products.csv", "invented_products.csv", "boxes.csv")
BOXES = "Hộp quà Chợ Làng"
MARKS = re.compile(r"^(.+?) ((?:Ví Dụ|Minh Họa|Mẫu|Giả Định|Thử Nghiệm) .+)$")
KIND_OF_PLACE = re.compile(r"^(Xã|Phường|Đặc khu|Thị trấn|Tỉnh|Thành phố) ", re.IGNORECASE)


@dataclass(frozen=True)
class Product:
    slug: str
    name: str
    brand: str
    maker: str
    place: str
    net: str
    kind: str
    group: int

    @property
    def words(self) -> Words:
        return Words(self.name, self.place, self.net, self.brand)


def _places() -> dict[str, dict[str, str]]:
    data: dict[str, dict[str, str]] = json.loads((HERE / "places.json").read_text(encoding="utf-8"))
    return data


def _place(row: dict[str, str], names: dict[str, dict[str, str]]) -> str:
    known = row.get("commune_name") or names["communes"].get(row.get("commune_code") or "")
    return KIND_OF_PLACE.sub("", known or names["provinces"].get(row.get("province_code") or "", ""))


def _product(row: dict[str, str], names: dict[str, dict[str, str]]) -> Product:
    found = MARKS.match(row["name_vi"]) if row["id"].startswith("INV") else None
    name, brand = found.groups() if found else (row["name_vi"], "")
    if name.startswith(BOXES):
        name, brand = name.removeprefix(BOXES).strip(), BOXES
    return Product(
        slug=row["slug"],
        name=name,
        brand=brand,
        maker=row.get("producer_id") or row["slug"],
        place=_place(row, names),
        net=row.get("demo_net_content") or row.get("net_content") or "",
        kind=row.get("illustration") or "",
        group=int(row["group_no"] or 0),
    )


def products() -> Iterator[Product]:
    names = _places()
    for name in FILES:
        file = DEMO / name
        if not file.exists():
            continue
        with file.open(encoding="utf-8-sig", newline="") as rows:
            for row in csv.DictReader(rows):
                yield _product(row, names)
