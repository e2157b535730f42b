"""Small helpers that write SVG text."""

from __future__ import annotations

SIZE = 480
GROUND = 432


def points(text: str) -> list[tuple[float, float]]:
    """Spots written as "1 2; 3 4"."""
    pairs = (pair.split() for pair in text.split(";"))
    return [(float(x), float(y)) for x, y in pairs]


def num(value: float) -> str:
    """A number with at most two decimals and no trailing zeros."""
    text = f"{value:.2f}".rstrip("0").rstrip(".")
    return "0" if text in {"", "-0"} else text


def el(tag: str, body: str = "", /, **attrs: str | float) -> str:
    """One element; underscores in attribute names become hyphens."""
    pairs = (
        f' {key.rstrip("_").replace("_", "-")}="{value if isinstance(value, str) else num(value)}"'
        for key, value in attrs.items()
    )
    return f"<{tag}{''.join(pairs)}>{body}</{tag}>" if body else f"<{tag}{''.join(pairs)}/>"


def path(d: str, fill: str, **attrs: str | float) -> str:
    return el("path", d=d, fill=fill, **attrs)


def line(d: str, colour: str, width: float, **attrs: str | float) -> str:
    """An open stroke with round ends."""
    attrs = {"stroke_linecap": "round", "stroke_linejoin": "round", **attrs}
    return el("path", d=d, fill="none", stroke=colour, stroke_width=width, **attrs)


def disc(cx: float, cy: float, rx: float, fill: str, ry: float | None = None, **attrs: str | float) -> str:
    return el("ellipse", cx=cx, cy=cy, rx=rx, ry=rx if ry is None else ry, fill=fill, **attrs)


def rect(x: float, y: float, w: float, h: float, fill: str, r: float = 0, **attrs: str | float) -> str:
    return el("rect", x=x, y=y, width=w, height=h, rx=r, fill=fill, **attrs)


def put(body: str, x: float = 0, y: float = 0, scale: float = 1, turn: float = 0, flip: bool = False) -> str:
    """A group moved to x, y, then turned (degrees), then scaled."""
    sx = -scale if flip else scale
    return el("g", body, transform=f"translate({num(x)} {num(y)}) rotate({num(turn)}) scale({sx:.3f} {scale:.3f})")


def lit(d: str, fill: str, strength: float = 1.0) -> str:
    """A filled shape with light from the left, as on a round body."""
    return path(d, fill) + path(d, "url(#light)", opacity=strength)


def shadow(cx: float, rx: float, y: float = GROUND) -> str:
    """The soft ground shadow every picture stands on."""
    return disc(cx, y - 2, rx, "url(#ground)", ry=rx * 0.11)


def cloth(name: str, colour: str, unit: float, ground: str = "#fff") -> str:
    """The checked scarf as a pattern."""
    both = unit * 2
    return el(
        "pattern",
        rect(0, 0, both, both, ground)
        + rect(0, 0, unit, both, colour, opacity=0.55)
        + rect(0, 0, both, unit, colour, opacity=0.55),
        id=name,
        width=both,
        height=both,
        patternUnits="userSpaceOnUse",
    )


def stops(*values: tuple[float, str, float]) -> str:
    return "".join(el("stop", offset=at, stop_color=colour, stop_opacity=alpha) for at, colour, alpha in values)


LIGHT = el(
    "linearGradient",
    stops((0, "#000", 0.24), (0.2, "#fff", 0.24), (0.34, "#fff", 0.1), (0.55, "#fff", 0), (1, "#000", 0.28)),
    id="light",
)
BALL = el(
    "radialGradient",
    stops((0, "#fff", 0.42), (0.45, "#fff", 0.04), (1, "#000", 0.3)),
    id="ball",
    cx=0.34,
    cy=0.28,
    r=0.8,
)
DEEP = el("linearGradient", stops((0, "#000", 0), (1, "#000", 0.26)), id="deep", x2=0, y2=1)
GROUND_SHADE = el("radialGradient", stops((0, "#0b2219", 0.34), (0.6, "#0b2219", 0.2), (1, "#0b2219", 0)), id="ground")


def document(body: str, defs: str = "", width: float = SIZE, height: float = SIZE) -> str:
    return el(
        "svg",
        el("defs", LIGHT + BALL + DEEP + GROUND_SHADE + defs) + body,
        xmlns="http://www.w3.org/2000/svg",
        viewBox=f"0 0 {num(width)} {num(height)}",
    )
