"""Reading the files of the demo."""

from __future__ import annotations

import csv
import json
from pathlib import Path
from typing import Any

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage

FOLDER = Path(__file__).resolve().parent.parent / "demo"
PICTURES = FOLDER / "pictures"


def rows(name: str) -> list[dict[str, str]]:
    """The rows of `sandbox/demo/<name>.csv`."""
    with (FOLDER / f"{name}.csv").open(encoding="utf-8", newline="") as source:
        return list(csv.DictReader(source))


def texts() -> dict[str, Any]:
    """The texts of the demo's pages, in both languages."""
    found: dict[str, Any] = json.loads((FOLDER / "collections.json").read_text(encoding="utf-8"))
    return found


def fitting_landscapes(commune: str, province: str) -> list[Path]:
    """Landscapes that suit a place, by commune code, else by province code, else all of them."""
    known = json.loads((PICTURES / "places" / "fitting.json").read_text(encoding="utf-8"))
    names = known["communes"].get(commune) or known["provinces"].get(province)
    folder = PICTURES / "places"
    return [folder / f"{name}.webp" for name in names] if names else sorted(folder.glob("*.webp"))


def stored(picture: Path, folder: str) -> str:
    """The storage name of a copy of `picture` in `folder`; copied once. Empty when there is no such picture."""
    if not picture.exists():
        return ""
    name = f"{folder}/{picture.name}"
    if not default_storage.exists(name):
        default_storage.save(name, ContentFile(picture.read_bytes()))
    return name
