"""Colours and frame of the landscapes."""

from __future__ import annotations

import re

from . import scenery, svg
from .scenes import SCENES

LIGHT = {
    "sky": "#d6e8e6",
    "horizon": "#f6f1dc",
    "sun": "#f4c866",
    "cloud": "#ffffff",
    "haze": "#c7dccf",
    "far": "#abcdb3",
    "mid": "#85b48f",
    "green": "#4f8a68",
    "deep": "#1d5c45",
    "dark": "#0f3f30",
    "leaf": "#7fae54",
    "field": "#d9e2a2",
    "water": "#c4e0da",
    "sea": "#a9d0d4",
    "ripple": "#ffffff",
    "sand": "#eddfb8",
    "salt": "#fdfdf8",
    "stone": "#a59f8e",
    "wall": "#f4ead2",
    "roof": "#b5583c",
    "wood": "#6b3f1d",
    "straw": "#d8b36a",
    "cloth": "#8c2a3e",
    "skin": "#c98f63",
    "hull": "#2d5f86",
}
DARK = {
    "sky": "#16242a",
    "horizon": "#2a332c",
    "sun": "#d2a446",
    "cloud": "#52656a",
    "haze": "#22362f",
    "far": "#284438",
    "mid": "#2e5443",
    "green": "#2f624b",
    "deep": "#173f31",
    "dark": "#0b241c",
    "leaf": "#4c7439",
    "field": "#515a35",
    "water": "#21403f",
    "sea": "#1d3a44",
    "ripple": "#8fb3ad",
    "sand": "#4f4933",
    "salt": "#b9c3bd",
    "stone": "#4d4b43",
    "wall": "#7d7460",
    "roof": "#73392a",
    "wood": "#3a2413",
    "straw": "#8a7040",
    "cloth": "#6b2231",
    "skin": "#8a6145",
    "hull": "#23455f",
}
MOODS: dict[str, dict[str, str]] = {
    "canh-bien": {"sky": "#cfe4ea", "horizon": "#fbeed6"},
    "canh-ruong-muoi": {"sky": "#d9dfe9", "horizon": "#fbe3c8", "sun": "#f0b058", "sand": "#d9c9a6"},
    "canh-cho-noi": {"sky": "#dbe2e6", "horizon": "#fbe3c4", "sun": "#efac55"},
    "canh-rung-nui": {"sky": "#cfe2e6", "horizon": "#eef3e2"},
    "canh-thanh-co": {"horizon": "#f8ead0"},
    "canh-bac-thang": {"horizon": "#f8efd2"},
}
CLASS = re.compile(r'class="([fl])-(\w+)"')


def _sky() -> str:
    """Sky with a light horizon; its colours are classes too."""
    gradient = '<linearGradient id="sky" x2="0" y2="1"><stop offset="0" class="f-sky"/><stop offset=".62" class="f-horizon"/></linearGradient>'
    return f'<defs>{gradient}</defs><rect width="{scenery.WIDTH}" height="{scenery.HEIGHT}" fill="url(#sky)"/>'


def scene(name: str) -> str:
    """The bare picture, colours as classes."""
    return _sky() + SCENES[name]()


def inlined(name: str) -> str:
    """The picture with its light colours written in."""
    colours = LIGHT | MOODS.get(name, {})

    def swap(found: re.Match[str]) -> str:
        kind, colour = found.groups()
        if kind == "l":
            return f'fill="none" stroke="{colours[colour]}"'
        return (
            f'fill="{colours[colour]}" stop-color="{colours[colour]}"'
            if colour in {"sky", "horizon"}
            else f'fill="{colours[colour]}"'
        )

    return CLASS.sub(swap, scene(name))


def _rules(colours: dict[str, str], used: set[tuple[str, str]]) -> str:
    out = ""
    for kind, name in sorted(used):
        value = colours[name]
        if kind == "l":
            out += f".l-{name}{{fill:none;stroke:{value}}}"
        else:
            out += f".f-{name}{{{'stop-color' if name in {'sky', 'horizon'} else 'fill'}:{value}}}"
    return out


def sheet(name: str) -> str:
    """A whole SVG file that follows the reader's light or dark scheme."""
    body = scene(name)
    used = set(CLASS.findall(body))
    style = f"<style>{_rules(LIGHT | MOODS.get(name, {}), used)}@media(prefers-color-scheme:dark){{{_rules(DARK, used)}}}</style>"
    return f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {scenery.WIDTH} {scenery.HEIGHT}" preserveAspectRatio="xMidYMax slice">{style}{body}</svg>'


def drawing(name: str) -> str:
    """The light picture, for rasters."""
    return svg.document(inlined(name), width=scenery.WIDTH, height=scenery.HEIGHT)
