"""Things that are caught, made or cooked; same frame as ``garden``."""

from __future__ import annotations

from . import svg
from .palette import shade


def fish(colour: str = "#8fa7b3", belly: str = "#e8edef") -> str:
    body = "M-52 -20C-34 -44 10 -44 32 -22L56 -40C52 -24 52 -14 56 0L32 -16C10 4 -34 2 -52 -20Z"
    low = "M-52 -20C-30 -12 10 -12 32 -18C10 4 -34 2 -52 -20Z"
    face = (
        svg.disc(-37, -23, 4, "#fff")
        + svg.disc(-37, -23, 2.2, "#1c2a2a")
        + svg.line("M-26 -32q7 10 1 20", shade(colour, 0.4), 2)
    )
    fin = svg.path("M-8 -37C0 -52 14 -48 18 -33Z", shade(colour, 0.2))
    return (
        fin
        + svg.path(body, colour)
        + svg.path(low, belly, opacity=0.8)
        + svg.path(body, "url(#ball)", opacity=0.5)
        + face
    )


def small_fish(colour: str = "#a9a487") -> str:
    one = fish(colour, "#f0ead2")
    return svg.put(one, -4, -36, 0.62, -8) + svg.put(one, 10, -18, 0.62, 4) + svg.put(one, -8, 0, 0.62, -2)


def shrimp(colour: str = "#dd6a3f") -> str:
    d = "M30 -70C-4 -92 -50 -70 -46 -32C-43 -4 -8 6 18 -4C6 -8 -14 -16 -16 -36C-17 -52 4 -58 30 -52Z"
    rings = "M4 -77q-4 12 4 22M-20 -71q2 14 12 20M-39 -54q12 6 22 12M-46 -32q16 -2 30 0M-38 -12q12 -8 24 -12M-16 -1q4 -8 12 -10"
    tail = svg.path("M12 -6C28 -20 44 -12 50 -18C48 0 34 8 14 0Z", shade(colour, 0.2))
    whisk = svg.line("M28 -66C46 -84 58 -80 66 -90M28 -60C48 -66 58 -60 68 -64", shade(colour, 0.15), 2)
    return (
        tail
        + whisk
        + svg.path(d, colour)
        + svg.line(rings, shade(colour, 0.35), 2.2, opacity=0.7)
        + svg.path(d, "url(#ball)", opacity=0.45)
        + svg.disc(20, -64, 3, "#2a1a14")
    )


def squid(colour: str = "#dcaaa0") -> str:
    arms = svg.line("M-18 -30Q-26 -12 -18 0M-8 -28Q-10 -10 -4 2M4 -28Q6 -10 2 2M14 -30Q24 -12 18 0", colour, 6)
    body = "M0 -104C20 -84 24 -50 18 -28H-18C-24 -50 -20 -84 0 -104Z"
    wings = svg.path("M0 -104L34 -72L14 -62ZM0 -104L-34 -72L-14 -62Z", shade(colour, 0.14))
    return arms + wings + svg.lit(body, colour, 0.6) + svg.disc(-9, -34, 4, "#3a2328") + svg.disc(9, -34, 4, "#3a2328")


def crab(colour: str = "#c2502f") -> str:
    legs = svg.line(
        "M-30 -20L-54 -8M-28 -14L-46 4M30 -20L54 -8M28 -14L46 4M-30 -30Q-52 -36 -46 -56M30 -30Q52 -36 46 -56",
        shade(colour, 0.12),
        6,
    )
    claw = "M0 0C-16 -6 -18 -28 -4 -34C-4 -24 2 -22 8 -32C18 -20 12 -4 0 0Z"
    body = svg.disc(0, -24, 38, colour, ry=24) + svg.disc(0, -24, 38, "url(#ball)", ry=24)
    eyes = svg.disc(-12, -46, 4, "#2a1a14") + svg.disc(12, -46, 4, "#2a1a14")
    return (
        legs
        + svg.put(svg.path(claw, colour), -46, -50)
        + svg.put(svg.path(claw, colour), 46, -50, flip=True)
        + body
        + eyes
    )


def salt(colour: str = "#ffffff") -> str:
    d = "M-52 0C-34 -8 -18 -44 0 -46C18 -44 34 -8 52 0Z"
    grains = "".join(
        svg.rect(x, y, 6, 6, "#fff", stroke="#b9cbd6", stroke_width=1.4)
        for x, y in ((-22, -10), (-6, -26), (8, -14), (24, -8), (-2, -8), (-58, -5), (58, -6))
    )
    return svg.path(d, colour) + svg.path(d, "url(#ball)", opacity=0.6) + grains


def powder(colour: str) -> str:
    d = "M-50 0C-34 -6 -20 -40 0 -42C20 -40 34 -6 50 0Z"
    return svg.path(d, colour) + svg.path(d, "url(#ball)", opacity=0.8)


def cinnamon() -> str:
    def stick(x: float, y: float, turn: float) -> str:
        body = svg.rect(-50, -10, 100, 20, "#94552b", 8) + svg.line("M-44 -3H46M-44 4H46", "#6a3817", 2.2, opacity=0.7)
        curl = svg.disc(50, 0, 5, "#5a2d12", ry=10) + svg.disc(50, -2, 2.4, "#c98a55", ry=5)
        return svg.put(body + curl, x, y, turn=turn)

    tie = svg.line("M-4 -42q6 20 0 40M6 -42q6 20 0 40", "#e7d6a4", 3)
    return stick(0, -32, -5) + stick(-4, -12, 3) + tie


def candy(colour: str) -> str:
    ears = svg.path("M-30 -18L-54 -34V-2ZM30 -18L54 -34V-2Z", shade(colour, -0.25))
    body = svg.rect(-32, -34, 64, 32, colour, 14) + svg.line("M-20 -26H18", "#fff", 4, opacity=0.5)
    stripes = svg.line("M-10 -33q6 15 0 30M10 -33q6 15 0 30", "#fff", 4, opacity=0.45)
    return ears + body + stripes


def candies(colour: str) -> str:
    return svg.put(candy(shade(colour, -0.12)), -8, -26, 0.72, 14) + svg.put(candy(colour), 6, 0, 0.82, -6)


def biscuit(colour: str = "#d99f52") -> str:
    one = svg.disc(0, -11, 40, shade(colour, 0.2), ry=13) + svg.disc(0, -16, 40, colour, ry=13)
    dots = "".join(
        svg.disc(x, -16 + y, 2.4, shade(colour, 0.4), ry=1.3) for x, y in ((-18, -3), (-4, 4), (8, -5), (22, 1))
    )
    return one + dots + svg.put(one + dots, 6, -16)


def cup(drink: str, body: str = "#eef2ec") -> str:
    bowl = "M-38 -52H38C38 -24 24 -4 14 -2H-14C-24 -4 -38 -24 -38 -52Z"
    rim = svg.disc(0, -52, 38, shade(body, 0.08), ry=9) + svg.disc(0, -51, 33, drink, ry=6.5)
    return svg.lit(bowl, body, 0.7) + svg.rect(-16, -4, 32, 5, shade(body, 0.15), 2) + rim


def thimble(drink: str) -> str:
    """A small cup for spirits."""
    return svg.put(cup(drink, "#e3ebf2"), 0, 0, 0.62) + svg.line("M-20 -18h40", "#21456b", 2, opacity=0.6)


def comb() -> str:
    """A piece of honeycomb."""
    cells = ((-26, -22), (0, -22), (26, -22), (-13, -45), (13, -45), (-39, -45), (39, -45), (0, -68), (-26, -68))
    hexagon = "M0 -14L12 -7V7L0 14L-12 7V-7Z"
    out = svg.path("M-52 -58L-30 -86H16L54 -54L44 -14L18 -2H-26L-46 -18Z", "#d08a1c")
    return out + "".join(
        svg.put(svg.path(hexagon, "#f0b53c" if index % 3 else "#b56f12"), x, y, 0.9)
        for index, (x, y) in enumerate(cells)
    )


def antler() -> str:
    """A young antler in velvet."""
    beams = (
        ("M0 -2C-4 -34 -18 -56 -12 -100", 21),
        ("M-3 -30C14 -36 26 -46 30 -64", 14),
        ("M-14 -74C-2 -82 8 -92 10 -110", 14),
    )
    out = "".join(svg.line(d, "#8a5332", width + 3) for d, width in beams)
    out += "".join(svg.line(d, "#b07850", width) for d, width in beams)
    out += svg.line("M-6 -14C-8 -40 -20 -58 -16 -96M0 -36C14 -42 22 -50 26 -62", "#dcae86", 4, opacity=0.8)
    return out + svg.disc(0, -1, 13, "#c9423a", ry=5)


def hen() -> str:
    """A sitting hen."""
    tail = svg.path("M34 -52C52 -92 74 -88 72 -62C84 -66 82 -44 68 -36C60 -26 46 -24 34 -30Z", "#5a3322")
    body = "M-44 -40C-50 -66 -40 -86 -26 -86C-10 -86 -8 -66 8 -60C30 -54 52 -50 54 -28C54 -4 30 2 4 2C-24 2 -40 -12 -44 -40Z"
    wing = svg.path("M-4 -40C16 -48 40 -40 46 -24C34 -8 10 -8 0 -20C-6 -28 -8 -34 -4 -40Z", "#8a4a26") + svg.line(
        "M8 -32C20 -34 30 -30 36 -24M6 -24C16 -26 24 -22 30 -18", "#c98a52", 3
    )
    comb = svg.path("M-40 -84C-44 -100 -34 -100 -32 -92C-32 -104 -20 -104 -20 -92C-14 -100 -8 -92 -14 -82Z", "#c8362b")
    face = (
        svg.path("M-46 -72L-62 -64L-45 -60Z", "#e0a83c")
        + svg.disc(-44, -52, 5, "#c8362b", ry=8)
        + svg.disc(-34, -70, 4, "#fff")
        + svg.disc(-35, -70, 2.4, "#1c1410")
    )
    return tail + comb + svg.path(body, "#b5702f") + svg.path(body, "url(#ball)", opacity=0.7) + wing + face


def slices(colour: str = "#c98a5c") -> str:
    """Dried round slices."""

    def one(x: float, y: float) -> str:
        return (
            svg.disc(x, y, 22, shade(colour, 0.25), ry=12)
            + svg.disc(x, y - 3, 20, colour, ry=10)
            + svg.disc(x, y - 3, 9, shade(colour, -0.35), ry=4.5)
        )

    return one(-24, -12) + one(24, -12) + one(0, -10) + one(-2, -30)


def meat(colour: str = "#b5413c") -> str:
    d = "M-52 -24C-50 -58 10 -66 46 -42C62 -26 44 -2 10 -2C-22 0 -54 4 -52 -24Z"
    fat = svg.line("M-34 -20C-20 -40 10 -44 34 -30M-18 -10C-4 -20 14 -22 26 -14", "#f3d0c4", 5, opacity=0.85)
    return svg.path(d, shade(colour, 0.25)) + svg.put(svg.path(d, colour) + fat, 0, -8)


def jerky() -> str:
    d = "M-50 -4C-46 -16 -20 -14 0 -18C22 -22 40 -16 52 -20C46 -6 30 -4 6 -2C-14 0 -36 4 -50 -4Z"
    one = svg.path(d, "#8f3a22") + svg.line("M-38 -7C-10 -10 10 -14 40 -14", "#5c2012", 2, opacity=0.6)
    return svg.put(one, 0, 0, 1.02) + svg.put(one, 2, -16, 0.95, 8) + svg.put(one, -2, -32, 0.86, -8)


def noodles(colour: str = "#f1e4bf") -> str:
    out = svg.disc(0, -26, 48, shade(colour, 0.12), ry=26)
    for index in range(6):
        out += svg.disc(
            0,
            -26,
            44 - index * 7,
            "none",
            ry=23 - index * 3.7,
            stroke=shade(colour, 0.25 if index % 2 else -0.3),
            stroke_width=3.2,
        )
    return out
