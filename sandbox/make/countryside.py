"""Fields, hills and villages."""

from __future__ import annotations

import random
from itertools import pairwise

from . import scenery as s
from . import svg
from .svg import num as n

W, H = s.WIDTH, s.HEIGHT


def _rice_rows() -> str:
    """Rows that meet at one point beyond the hills, cut off at the far edge of the field."""

    def far(x: float) -> float:
        return x + (860 - x) * 0.77

    d = ""
    for index in range(-14, 15):
        left = 800 + index * 190.0
        right = left + 92
        d += f"M{n(left)} {H}L{n(far(left))} 338H{n(far(right))}L{n(right)} {H}Z"
    return s.fill(d, "leaf")


def rice_field() -> str:
    sky = s.sun(1180, 150, 66) + s.cloud(330, 120, 0.9) + s.cloud(900, 84, 0.6)
    hills = s.ridge(300, 90, 9, 5, "haze") + s.trees(318, 30, 4, "far") + s.trees(334, 22, 9, "mid")
    field = s.block(0, 336, W, H - 336, "field") + _rice_rows()
    canal = s.fill("M0 410Q620 380 1600 470V506Q640 414 0 448Z", "water")
    bank = s.stroke("M0 408Q620 378 1600 468", "green", 5)
    near = s.palms("150 350 190 24; 230 350 140 -14; 1420 350 150 -16", "green") + s.house(1330, 352, 110)
    front = s.palms("60 640 380 60", "deep") + s.nipas("1540 660 160 9 deep; 30 660 150 9 dark")
    return sky + hills + field + canal + bank + near + front + s.birds(620, 150)


def coconut_garden() -> str:
    back = s.sun(420, 160, 64) + s.cloud(1050, 110, 0.9) + s.trees(360, 44, 6, "far") + s.trees(392, 40, 2, "mid")
    middle = s.palms(
        "340 400 190 16; 470 400 230 -20; 640 400 170 10; 980 400 220 22; 1120 400 180 -14; 1290 400 210 12", "mid"
    )
    ground = s.fill(f"M0 396Q800 372 1600 396V{H}H0Z", "green") + s.fill(
        f"M0 500Q520 452 900 520T1600 488V{H}H0Z", "leaf", 0.35
    )
    ditch = s.fill(f"M560 {H}Q700 500 826 420L884 412Q852 520 960 {H}Z", "water") + s.stroke(
        "M640 600h70M720 540h46M780 480h30M830 590h60", "ripple", 4, 0.7
    )
    hut = s.house(1120, 452, 190)
    front = s.palms("150 640 470 80; 1440 640 520 -90; 1560 640 390 -40; 330 640 320 -30; 1290 640 280 30", "deep")
    heap = "".join(
        s.dot(x, y, 20, "field") for x, y in ((480, 600), (520, 604), (560, 600), (500, 572), (540, 570), (520, 542))
    )
    return back + middle + ground + ditch + hut + heap + front


def terraces() -> str:
    back = (
        s.sun(1240, 130, 58)
        + s.cloud(300, 110, 0.8)
        + s.ridge(280, 170, 8, 12, "haze")
        + s.ridge(320, 130, 9, 21, "far")
    )
    bands = ""
    colours = ("leaf", "field", "water", "leaf", "field", "leaf", "water", "field", "leaf", "field", "leaf")
    for index, colour in enumerate(colours):
        y = 300 + index * 20 + index**1.75
        tilt = 44 - index * 5
        d = f"M-20 {n(y + tilt)}C260 {n(y - 50)} 430 {n(y + 46)} 700 {n(y + 12)}S1180 {n(y - 60 + tilt)} 1620 {n(y - tilt)}"
        bands += s.fill(f"{d}V{H}H-20Z", colour) + s.stroke(d, "green", 4, 0.8)
    village = (
        s.stilt_house(1180, 372, 96)
        + s.stilt_house(1290, 392, 80)
        + s.tree(1380, 380, 110, "deep")
        + s.tree(1100, 372, 90, "green")
    )
    front = (
        s.fill(f"M0 {H}V600Q200 560 420 610T800 {H}Z", "deep")
        + s.tree(130, 640, 240, "dark")
        + s.nipa(330, 660, 110, 9, "dark")
    )
    return back + bands + village + front


def highland() -> str:
    back = s.sun(460, 160, 58) + s.ridge(300, 200, 7, 31, "haze") + s.ridge(350, 170, 8, 7, "far")
    mist = s.fill("M-20 372Q400 330 800 366T1620 350V404Q1200 372 800 402T-20 404Z", "cloud", 0.55)
    middle = s.ridge(440, 130, 9, 14, "mid") + "".join(
        s.pine(x, y, h, "green")
        for x, y, h in (
            (120, 460, 130),
            (190, 470, 160),
            (260, 462, 120),
            (1000, 470, 140),
            (1070, 474, 170),
            (1140, 466, 130),
            (1420, 460, 150),
            (1500, 470, 170),
        )
    )
    cliff = s.fill("M560 476C590 400 620 330 680 320H764C830 332 850 410 884 476Z", "mid")
    fall = (
        cliff
        + s.fill("M700 322C704 384 690 430 694 470H754C758 430 742 384 744 322Z", "ripple", 0.9)
        + s.stroke("M716 340V460M730 336V464", "water", 4)
        + s.fill(f"M690 466H760C820 520 700 560 640 {H}H980C900 560 850 510 760 466Z", "water")
    )
    ground = s.fill(f"M-20 470Q340 440 690 470C740 540 660 580 620 {H}H-20Z", "green") + s.fill(
        f"M760 466Q1200 440 1620 470V{H}H960C900 560 850 510 760 466Z", "green"
    )
    home = s.stilt_house(1220, 560, 190) + s.stilt_house(1400, 540, 130)
    front = s.pines("60 650 360 dark; 180 660 280 deep; 300 660 220 dark; 1560 660 330 dark; 420 660 150 deep")
    return back + mist + middle + ground + fall + home + front + s.birds(900, 150)


def _tea_hill(cx: float, y: float, rx: float, ry: float, colour: str, lines: str) -> str:
    """A round hill with rows of bushes following its shape."""
    out = s.fill(f"M{n(cx - rx)} {n(y)}Q{n(cx)} {n(y - 2 * ry)} {n(cx + rx)} {n(y)}V{H}H{n(cx - rx)}Z", colour)
    arcs = ""
    for index in range(1, 9):
        part = 1 - index / 9
        low = y + index * ry * 0.06
        arcs += f"M{n(cx - rx * part)} {n(low)}Q{n(cx)} {n(low - 2 * ry * part)} {n(cx + rx * part)} {n(low)}"
    return out + s.stroke(arcs, lines, 9, 0.75)


def _picker(x: float, y: float, scale: float, coat: str) -> str:
    coat_shape = s.fill("M-16 0C-18 -34 18 -34 16 0Z", coat)
    hat = s.fill("M-22 -36L0 -56L22 -36Z", "straw")
    return svg.put(coat_shape + s.dot(0, -34, 9, "skin") + hat, x, y, scale)


def tea_hills() -> str:
    sky = s.sun(1150, 150, 62) + s.cloud(420, 120, 0.9)
    ridges = s.ridge(300, 140, 8, 41, "haze") + s.ridge(340, 100, 7, 17, "far")
    hills = _tea_hill(1180, 420, 520, 110, "mid", "leaf") + _tea_hill(330, 470, 560, 130, "leaf", "green")
    hills += _tea_hill(1320, 560, 620, 130, "green", "leaf") + _tea_hill(640, 640, 700, 120, "leaf", "deep")
    people = _picker(520, 560, 1.2, "cloth") + _picker(700, 548, 1.1, "roof") + _picker(1180, 500, 0.8, "cloth")
    shade_trees = s.tree(960, 420, 150, "deep") + s.tree(1420, 470, 190, "deep") + s.tree(110, 470, 170, "green")
    return sky + ridges + shade_trees + hills + people + s.tree(1540, 660, 300, "dark") + s.birds(760, 130)


def village() -> str:
    back = (
        s.sun(820, 170, 62)
        + s.cloud(260, 110, 0.8)
        + s.cloud(1280, 130, 0.9)
        + s.trees(370, 60, 13, "far")
        + s.trees(400, 50, 23, "mid")
    )
    ground = s.fill(f"M0 410H1600V{H}H0Z", "field") + s.fill(f"M700 410H860L1180 {H}H420Z", "sand")
    bricks = s.stroke("M690 440H880M660 476H930M620 520H1000M570 574H1080", "straw", 4, 0.6)
    homes = s.house(480, 446, 190) + s.house(1080, 446, 200) + s.house(230, 500, 290) + s.house(1380, 506, 320)
    gate = (
        s.block(686, 300, 30, 112, "stone")
        + s.block(846, 300, 30, 112, "stone")
        + s.fill("M664 304L690 268H872L898 304Z", "roof")
        + s.fill("M712 268L730 240H832L850 268Z", "roof")
        + s.block(716, 304, 130, 22, "wall")
    )
    plants = s.palms("610 446 230 -20; 960 446 260 24; 60 520 330 30", "green") + s.tree(1230, 450, 190, "deep")
    fence = "".join(s.nipa(x, 530, 60, 7, "green") for x in (60, 400, 1150, 1560))
    front = (
        s.tree(60, 680, 330, "dark")
        + s.nipa(300, 670, 130, 9, "deep")
        + s.nipa(1500, 670, 170, 9, "dark")
        + s.palms("1570 660 400 -60", "deep")
    )
    return back + ground + bricks + gate + plants + homes + fence + front


def _salt_pans() -> str:
    """Flooded pans in perspective, with banks between them."""

    def at(y: float, k: float) -> float:
        return 800 + k * (26 + (y - 320) * 0.92)

    out = ""
    for row, (top, low) in enumerate(pairwise((336, 364, 404, 462, 544, 660))):
        gap = 3 + row * 3
        high, deep = n(top + gap * 0.5), n(low - gap * 0.5)
        for k in range(-7, 8):
            back = f"M{n(at(top, k) + gap)} {high}H{n(at(top, k + 1) - gap)}"
            front = f"L{n(at(low, k + 1) - gap)} {deep}H{n(at(low, k) + gap)}Z"
            out += s.fill(back + front, "water" if (row + k) % 3 else "sea")
    return out


def _salt_heap(x: float, y: float, size: float) -> str:
    left, right = n(x - size), n(x + size)
    peak = n(y - size * 0.95)
    middle = n(y - size * 0.5)
    slope = f"Q{n(x + size * 0.3)} {middle} {right} {n(y)}"
    whole = s.fill(f"M{left} {n(y)}Q{n(x - size * 0.3)} {middle} {n(x)} {peak}{slope}Z", "salt")
    return whole + s.fill(f"M{n(x)} {peak}{slope}H{n(x + size * 0.2)}Z", "haze", 0.5)


def _salt_worker() -> str:
    pole = s.stroke("M-70 -54L70 -62", "wood", 5)
    body = s.fill("M-18 0C-20 -60 18 -60 16 0Z", "cloth") + s.dot(0, -66, 12, "skin")
    hat = s.fill("M-32 -68L0 -96L32 -68Z", "straw")
    baskets = s.fill("M-90 -30h40l-6 26h-28ZM50 -36h40l-6 26h-28Z", "straw")
    ropes = s.stroke("M-70 -54V-30M70 -62V-36", "wood", 3)
    return pole + body + hat + baskets + ropes


def salt_fields() -> str:
    sky = s.sun(1120, 190, 74) + s.cloud(420, 130, 0.9) + s.cloud(760, 190, 0.5)
    shore = s.ridge(320, 70, 8, 33, "haze") + s.trees(330, 12, 5, "far", 350)
    rng = random.Random(8)
    heaps = ""
    for y, size in ((372, 14), (412, 22), (470, 34), (556, 56)):
        for index in range(7):
            heaps += _salt_heap(120 + index * 230 + rng.randint(-40, 40), y, size)
    ground = s.block(0, 332, W, H - 332, "sand")
    return sky + shore + ground + _salt_pans() + heaps + svg.put(_salt_worker(), 1010, 520, 1.3)


def _gate_tower() -> str:
    gate = s.fill("M540 480L566 300H1034L1060 480Z", "stone") + s.fill("M724 480V400Q800 330 876 400V480Z", "dark")
    courses = s.stroke("M556 376H1044M548 426H1052", "wood", 3, 0.3)
    room = s.block(660, 226, 280, 78, "wall") + s.fill("M616 236L668 176H932L984 236Q800 216 616 236Z", "roof")
    top = s.fill("M690 178L730 130H870L910 178Q800 164 690 178Z", "roof")
    columns = "".join(s.block(x, 240, 18, 62, "roof") for x in (684, 756, 826, 898))
    return gate + courses + room + top + columns


def _moat() -> str:
    water = s.fill("M0 512Q800 480 1600 512V600Q800 566 0 600Z", "water") + s.ripples(520, 580, 12, 18)
    bridge = s.fill(f"M724 474H876L990 {H}H610Z", "sand")
    lotus = "".join(
        s.fill(
            f"M{n(x - 40)} {n(y)}Q{n(x)} {n(y - 16)} {n(x + 40)} {n(y)}Q{n(x)} {n(y + 14)} {n(x - 40)} {n(y)}Z", "leaf"
        )
        for x, y in svg.points("220 560; 320 542; 430 566; 1200 556; 1320 540; 1420 566")
    )
    return s.fill(f"M0 470H1600V{H}H0Z", "green") + water + bridge + lotus


def citadel() -> str:
    sky = s.sun(1180, 160, 66) + s.cloud(340, 120, 0.9) + s.cloud(820, 80, 0.6)
    far = s.ridge(340, 110, 8, 51, "haze") + s.trees(380, 60, 43, "far") + s.trees(410, 50, 53, "mid")
    wall = s.fill("M60 470V372H560V470ZM1040 470V372H1540V470Z", "stone")
    teeth = "".join(s.block(x, 352, 34, 24, "stone") for x in (*range(66, 540, 60), *range(1046, 1520, 60)))
    trees = s.tree(240, 482, 230, "deep") + s.tree(1380, 482, 240, "deep")
    palms = s.palms("60 640 400 50; 1560 640 380 -50", "deep")
    return sky + far + wall + teeth + _gate_tower() + _moat() + trees + palms
