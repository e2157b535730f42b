"""The small one-colour motifs printed on labels.

``motifs.json`` holds the few icons used. To take others from the icon set::

    npm pack @iconify-json/fluent-emoji-high-contrast && tar xf iconify-json-*.tgz
    python -m sandbox.make.motifs package
"""

from __future__ import annotations

import json
import sys
from functools import cache
from pathlib import Path

from . import svg

FILE = Path(__file__).parent / "motifs.json"
BOX = 32


@cache
def bodies() -> dict[str, str]:
    data: dict[str, dict[str, str]] = json.loads(FILE.read_text(encoding="utf-8"))
    return data["icons"]


def draw(name: str, cx: float, cy: float, size: float, colour: str) -> str:
    scale = size / BOX
    body = bodies()[name].replace("currentColor", colour)
    return svg.put(body, cx - size / 2, cy - size / 2, scale)


def extract(package: Path, names: set[str]) -> None:
    """Write motifs.json from an unpacked icon package."""
    about = json.loads((package / "package.json").read_text(encoding="utf-8"))
    icons = json.loads((package / "icons.json").read_text(encoding="utf-8"))["icons"]
    data = {
        "source": f"{about['name']} {about['version']} ({about['license']}), unchanged outlines",
        "icons": {name: icons[name]["body"] for name in sorted(names)},
    }
    FILE.write_text(json.dumps(data, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    from .recipes import used_motifs

    extract(Path(sys.argv[1]), used_motifs())
