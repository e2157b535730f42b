"""Jars, bottles, vials and tins: round packages with a label around them."""

from __future__ import annotations

from . import svg
from .labels import Box, label
from .order import Order
from .palette import NGHE, shade


def wrapped(order: Order, box: Box, largest: float = 44) -> str:
    """A label that follows a round body."""
    return label(box, order.words, order.style, largest) + svg.rect(
        box.x, box.y, box.w, box.h, "url(#light)", opacity=0.4
    )


def jar(order: Order) -> str:
    """A jar with a cloth cover tied over the lid."""
    body = "M118 166C118 140 138 132 154 126H326C342 132 362 140 362 166V400Q362 432 330 432H150Q118 432 118 400Z"
    cover = (
        "M142 58Q240 36 338 58L348 110Q370 134 362 146Q338 132 318 142Q294 130 270 142Q240 132 210 142"
        "Q186 130 162 142Q142 132 118 146Q110 134 132 110Z"
    )
    shine = svg.line("M138 166C142 150 152 144 162 141", "#fff", 6, opacity=0.5)
    bow = svg.line("M302 115q-14 10 -22 26M302 115q12 12 10 30", "#b8862c", 4)
    return (
        svg.shadow(240, 160)
        + svg.lit(body, order.fill)
        + shine
        + wrapped(order, Box(118, 178, 244, 214))
        + svg.path(cover, "url(#wide)")
        + svg.path(cover, "url(#light)", opacity=0.6)
        + svg.line("M131 109Q240 126 349 109", NGHE, 6)
        + bow
    )


def lid_jar(order: Order) -> str:
    """A wide jar with a wooden or metal lid."""
    body = "M110 150Q110 122 138 122H342Q370 122 370 150V398Q370 432 336 432H144Q110 432 110 398Z"
    lid = "M118 70Q118 60 128 60H352Q362 60 362 70V118Q362 126 352 126H128Q118 126 118 118Z"
    top = order.accent or "#c59a5a"
    grooves = svg.line("M118 78H362M118 112H362", shade(top, 0.3), 2, opacity=0.5)
    shine = svg.line("M126 164V158C126 146 132 140 142 138", "#fff", 6, opacity=0.5)
    return (
        svg.shadow(240, 166)
        + svg.lit(body, order.fill, 0.85)
        + shine
        + svg.lit(lid, top, 0.8)
        + grooves
        + wrapped(order, Box(110, 172, 260, 222), 48)
    )


def honey_jar(order: Order) -> str:
    """A squat six-sided jar of honey."""
    body = "M132 140H348L376 182V384L348 432H132L104 384V182Z"
    facets = svg.path("M132 140H166V432H132L104 384V182Z", "#fff", opacity=0.16) + svg.path(
        "M314 140H348L376 182V384L348 432H314Z", "#000", opacity=0.14
    )
    lid = "M148 76Q148 66 158 66H322Q332 66 332 76V136H148Z"
    return (
        svg.shadow(240, 164)
        + svg.path(body, order.fill)
        + svg.path(body, "url(#deep)")
        + facets
        + svg.lit(lid, order.accent or "#d9b24a", 0.9)
        + svg.line("M150 88H330M150 122H330", "#8a6a1c", 2, opacity=0.5)
        + label(Box(142, 178, 196, 214), order.words, order.style)
    )


def sauce_bottle(order: Order) -> str:
    """A shouldered glass bottle, as for fish sauce."""
    body = (
        "M208 72H272V128C272 166 334 172 334 222V404Q334 432 308 432H172Q146 432 146 404V222C146 172 208 166 208 128Z"
    )
    cap = order.accent or "#2a1a12"
    neck = svg.path("M208 72H272V104H208Z", "#fff", opacity=0.35)
    shine = svg.line("M162 226C164 202 180 194 192 184", "#fff", 6, opacity=0.45)
    return (
        svg.shadow(240, 128)
        + svg.lit(body, order.fill)
        + neck
        + svg.lit("M202 38Q202 32 208 32H272Q278 32 278 38V84H202Z", cap)
        + svg.rect(206, 94, 68, 13, "url(#cloth)")
        + shine
        + wrapped(order, Box(146, 220, 188, 186), 38)
    )


def oil_bottle(order: Order) -> str:
    """A slim, clear bottle with a cork."""
    body = (
        "M212 84H268V138C268 168 328 174 328 218V406Q328 432 304 432H176Q152 432 152 406V218C152 174 212 168 212 138Z"
    )
    liquid = "M190 182C160 190 152 200 152 218V406Q152 432 176 432H304Q328 432 328 406V218C328 200 320 190 290 182Z"
    cork = svg.lit("M216 44H264V88H216Z", order.accent or "#c9a24a", 0.8) + svg.rect(
        210, 40, 60, 14, shade(order.accent or "#c9a24a", 0.15), 4
    )
    return (
        svg.shadow(240, 112)
        + cork
        + svg.path(body, shade(order.fill, -0.55))
        + svg.path(liquid, order.fill)
        + svg.path(body, "url(#light)")
        + svg.line("M168 222C170 204 180 198 190 192", "#fff", 6, opacity=0.6)
        + svg.rect(212, 98, 56, 11, "url(#cloth)")
        + wrapped(order, Box(152, 214, 176, 194), 36)
    )


def spirit_bottle(order: Order) -> str:
    """A square-shouldered bottle with a long neck and a stopper."""
    body = (
        "M216 66H264V146C264 160 344 156 344 196V406Q344 432 320 432H160Q136 432 136 406V196C136 156 216 160 216 146Z"
    )
    ball = svg.disc(240, 44, 26, order.accent or shade(order.style.ink, 0.1), ry=20) + svg.disc(
        240, 44, 26, "url(#ball)", ry=20
    )
    return (
        svg.shadow(240, 136)
        + svg.path(body, order.fill)
        + svg.path(body, "url(#light)", opacity=0.9)
        + ball
        + svg.rect(214, 60, 52, 20, order.style.ink)
        + svg.rect(214, 80, 52, 10, "url(#cloth)")
        + svg.line("M152 208C154 190 166 182 184 178", "#fff", 6, opacity=0.5)
        + wrapped(order, Box(136, 226, 208, 176), 40)
    )


def water_bottle(order: Order) -> str:
    """A ribbed bottle of water."""
    body = "M212 84H268V104C268 136 326 142 326 190V250L318 262L326 274V408Q326 432 304 432H176Q154 432 154 408V274L162 262L154 250V190C154 142 212 136 212 104Z"
    ribs = svg.line("M158 152H322M154 178H326M156 410H324", "#fff", 3, opacity=0.55)
    return (
        svg.shadow(240, 116)
        + svg.lit("M208 40Q208 34 214 34H266Q272 34 272 40V82H208Z", order.style.ink)
        + svg.rect(206, 82, 68, 8, shade(order.style.ink, -0.3), 3)
        + svg.path(body, order.fill)
        + svg.path(body, "url(#light)", opacity=0.7)
        + ribs
        + svg.line("M170 196C172 170 190 160 204 150", "#fff", 7, opacity=0.8)
        + wrapped(order, Box(154, 198, 172, 196), 36)
    )


def juice_bottle(order: Order) -> str:
    """A small wide-necked bottle of juice."""
    body = (
        "M196 92H284V116C284 148 340 156 340 206V404Q340 432 312 432H168Q140 432 140 404V206C140 156 196 148 196 116Z"
    )
    cap = "M188 52Q188 44 196 44H284Q292 44 292 52V94H188Z"
    return (
        svg.shadow(240, 130)
        + svg.lit(cap, order.accent or order.style.ink)
        + svg.line("M188 84H292", "#fff", 2, opacity=0.3)
        + svg.lit(body, order.fill, 0.9)
        + svg.path("M196 92H284V116C284 124 281 130 276 136H204C199 130 196 124 196 116Z", "#fff", opacity=0.4)
        + svg.line("M156 212C158 190 172 180 186 172", "#fff", 6, opacity=0.55)
        + wrapped(order, Box(140, 208, 200, 194), 42)
    )


def can(order: Order) -> str:
    """A drink can; the label is printed around it."""
    body = "M150 98L164 76H316L330 98V406L316 432H164L150 406Z"
    rim = svg.rect(160, 64, 160, 14, "#c9d1cf", 7) + svg.rect(160, 64, 160, 14, "url(#light)", 7)
    return svg.shadow(240, 116) + svg.lit(body, order.fill, 0.9) + rim + wrapped(order, Box(150, 122, 180, 262), 40)


def vial(order: Order) -> str:
    """A small dark bottle with a dropper."""
    body = (
        "M200 160H280V182C280 194 328 200 328 236V404Q328 432 302 432H178Q152 432 152 404V236C152 200 200 194 200 182Z"
    )
    teat = svg.lit("M222 50Q222 30 240 30Q258 30 258 50V104H222Z", shade(order.style.ink, 0.2))
    collar = svg.lit("M196 106Q196 100 204 100H276Q284 100 284 106V164H196Z", order.accent or "#d9b24a")
    ridges = svg.line("M208 108V158M222 108V158M236 108V158M250 108V158M264 108V158", "#6a4a0c", 2, opacity=0.35)
    return (
        svg.shadow(240, 120)
        + teat
        + collar
        + ridges
        + svg.lit(body, order.fill)
        + svg.line("M166 244C168 224 184 216 198 212", "#fff", 6, opacity=0.4)
        + wrapped(order, Box(152, 240, 176, 166), 38)
    )


def tin(order: Order) -> str:
    """A tall tea tin."""
    body = "M128 116H352V410Q352 432 330 432H150Q128 432 128 410Z"
    lid = "M122 74Q122 58 142 58H338Q358 58 358 74V122H122Z"
    return (
        svg.shadow(240, 144)
        + svg.path(body, order.fill)
        + svg.path(body, "url(#light)", opacity=0.7)
        + svg.lit(lid, order.style.ink)
        + svg.line("M122 112H358", "#fff", 2, opacity=0.35)
        + svg.rect(128, 122, 224, 12, "url(#cloth)")
        + wrapped(order, Box(128, 156, 224, 246), 46)
    )


def tube(order: Order) -> str:
    """A squeezed tube standing on its cap."""
    body = "M126 44H354L322 372H158Z"
    crimp = svg.rect(122, 36, 236, 26, shade(order.fill, 0.12), 4) + svg.line(
        "".join(f"M{x} 40V58" for x in range(130, 354, 9)), "#000", 2, opacity=0.12
    )
    cap = svg.lit("M164 372H316L308 424Q306 432 298 432H182Q174 432 172 424Z", order.style.ink)
    return (
        svg.shadow(240, 112)
        + cap
        + svg.lit(body, order.fill, 0.8)
        + crimp
        + label(Box(160, 100, 160, 236), order.words, order.style, 40)
    )


def pill_bottle(order: Order) -> str:
    """A capsule bottle with a ribbed cap."""
    body = "M134 152Q134 126 160 126H320Q346 126 346 152V404Q346 432 318 432H162Q134 432 134 404Z"
    cap = "M146 62Q146 52 156 52H324Q334 52 334 62V122H146Z"
    ribs = svg.line("".join(f"M{x} 66V116" for x in range(158, 330, 14)), shade(order.style.ink, 0.35), 2, opacity=0.5)
    return (
        svg.shadow(240, 136)
        + svg.lit(cap, order.accent or order.style.ink)
        + ribs
        + svg.lit(body, order.fill, 0.9)
        + wrapped(order, Box(134, 168, 212, 226), 42)
    )
