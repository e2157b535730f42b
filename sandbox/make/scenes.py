"""The landscapes of the demo shop, put together from ``scenery``."""

from __future__ import annotations

import random
from collections.abc import Callable

from . import scenery as s
from . import svg
from .svg import num as n

W, H = s.WIDTH, s.HEIGHT


def river() -> str:
    back = s.sun(1130, 170, 72) + s.cloud(420, 130, 0.9) + s.cloud(760, 90, 0.6) + s.trees(330, 34, 3, "far") + s.trees(352, 26, 8, "mid")
    far = s.palms(((520, 352, 110, -12), (700, 352, 120, 14), (760, 352, 150, -18), (1010, 352, 130, 12), (1290, 352, 140, -20), (1350, 352, 110, 10)), "mid")
    water = s.block(0, 352, W, H - 352, "water") + s.ripples(370, 560, 5)
    front = s.trees(612, 44, 11, "green", H) + s.palms(((1460, H, 430, -70), (1560, H, 340, -30), (1330, H, 250, 40), (70, H, 330, 46)), "deep")
    fans = "".join(s.nipa(x, y, h, c, k) for x, y, h, c, k in ((1210, 660, 190, 9, "dark"), (1400, 670, 230, 11, "dark"), (1040, 670, 130, 9, "deep"), (760, 668, 120, 9, "deep"), (560, 670, 150, 9, "dark"), (1580, 670, 200, 9, "dark"), (180, 670, 170, 9, "dark"), (10, 670, 200, 9, "dark")))
    return back + far + water + s.sampan(880, 470, 1) + front + fans


def rice_field() -> str:
    back = s.sun(1180, 150, 66) + s.cloud(330, 120, 0.9) + s.cloud(900, 84, 0.6) + s.ridge(300, 90, 9, 5, "haze") + s.trees(318, 30, 4, "far") + s.trees(334, 22, 9, "mid")
    vanish = (860.0, 250.0)
    rows = ""
    for index in range(-14, 15):
        left, right = 800 + index * 190.0, 800 + index * 190.0 + 92
        at = 0.23

        def cut(x: float) -> float:
            return x + (vanish[0] - x) * (1 - at)

        rows += f"M{n(left)} {H}L{n(cut(left))} 338H{n(cut(right))}L{n(right)} {H}Z"
    field = s.block(0, 336, W, H - 336, "field") + s.fill(rows, "leaf")
    canal = s.fill("M0 410Q620 380 1600 470V506Q640 414 0 448Z", "water") + s.stroke("M0 408Q620 378 1600 468", "green", 5)
    near = s.palms(((150, 350, 190, 24), (230, 350, 140, -14), (1420, 350, 150, -16)), "green") + s.house(1330, 352, 110) + s.palms(((60, H, 380, 60),), "deep")
    return back + field + canal + near + s.nipa(1540, 660, 160, 9, "deep") + s.nipa(30, 660, 150, 9, "dark") + s.birds(620, 150)


def coconut_garden() -> str:
    back = s.sun(420, 160, 64) + s.cloud(1050, 110, 0.9) + s.trees(360, 44, 6, "far") + s.trees(392, 40, 2, "mid")
    middle = s.palms(((340, 400, 190, 16), (470, 400, 230, -20), (640, 400, 170, 10), (980, 400, 220, 22), (1120, 400, 180, -14), (1290, 400, 210, 12)), "mid")
    ground = s.fill(f"M0 396Q800 372 1600 396V{H}H0Z", "green") + s.fill(f"M0 500Q520 452 900 520T1600 488V{H}H0Z", "leaf", 0.35)
    ditch = s.fill(f"M560 {H}Q700 500 826 420L884 412Q852 520 960 {H}Z", "water") + s.stroke("M640 600h70M720 540h46M780 480h30M830 590h60", "ripple", 4, 0.7)
    hut = s.house(1120, 452, 190)
    front = s.palms(((150, H, 470, 80), (1440, H, 520, -90), (1560, H, 390, -40), (330, H, 320, -30), (1290, H, 280, 30)), "deep")
    heap = "".join(s.dot(x, y, 20, "field") for x, y in ((480, 600), (520, 604), (560, 600), (500, 572), (540, 570), (520, 542)))
    return back + middle + ground + ditch + hut + heap + front


def coast() -> str:
    back = s.sun(1180, 170, 68) + s.cloud(380, 120, 1) + s.cloud(760, 180, 0.6) + s.birds(560, 190)
    cape = s.fill("M900 330C1000 250 1080 270 1160 240C1260 200 1340 250 1420 236C1500 224 1560 250 1620 240V360H900Z", "haze") + s.fill("M1180 336C1260 280 1340 300 1420 280C1500 262 1560 292 1620 284V360H1180Z", "far")
    sea = s.block(0, 330, W, 310, "sea") + s.block(0, 420, W, 220, "water") + s.ripples(346, 470, 4, 34)
    boats = s.trawler(620, 400, 0.9) + s.trawler(930, 372, 0.55, True) + s.trawler(300, 372, 0.5)
    sand = s.fill(f"M0 {H}V520Q420 452 860 520T1600 486V{H}Z", "sand") + s.stroke("M0 516Q420 448 860 516T1600 482", "ripple", 7, 0.9)
    near = s.coracle(1040, 566, 1.1) + s.coracle(1200, 586, 1.3) + s.palms(((160, H, 400, 80), (60, H, 290, 30)), "deep") + s.nipa(20, 660, 150, 9, "dark") + s.nipa(1570, 660, 150, 9, "dark")
    return back + cape + sea + boats + sand + near


def islands() -> str:
    back = s.sun(380, 150, 60) + s.cloud(860, 110, 0.9) + s.cloud(1300, 150, 0.7)
    far = s.fill("M80 332Q180 270 300 300T520 332Z", "haze") + s.fill("M1240 332Q1320 282 1400 300T1580 332Z", "haze")
    crater = s.fill("M560 340C660 320 720 200 800 176Q850 200 900 174C1000 210 1060 320 1180 340Z", "far") + s.fill("M800 176Q850 200 900 174Q850 186 800 176Z", "mid") + s.fill("M620 340C700 310 740 260 820 250C900 300 980 290 1040 340Z", "mid", 0.6)
    sea = s.block(0, 334, W, 306, "sea") + s.ripples(346, 440, 9, 30)
    land = s.fill(f"M0 {H}V470C260 420 520 410 820 440S1360 460 1600 420V{H}Z", "sand")
    beds = ""
    for index in range(9):
        y = 466 + index * 20 + index * index * 0.6
        beds += f"M{n(120 + index * 6)} {n(y)}Q760 {n(y - 36)} {n(1480 + index * 14)} {n(y - 8)}"
    rows = s.stroke(beds, "leaf", 9) + s.stroke(beds, "green", 4, 0.6)
    walls = s.fill("M96 452L60 640H90L118 452Z", "stone") + s.fill("M1480 440L1580 640H1610L1500 440Z", "stone")
    return back + far + crater + sea + s.trawler(330, 400, 0.6) + s.trawler(1300, 386, 0.5, True) + land + rows + walls + s.palms(((40, H, 330, 50), (1550, H, 300, -60)), "deep") + s.birds(1080, 120)


def terraces() -> str:
    back = s.sun(1240, 130, 58) + s.cloud(300, 110, 0.8) + s.ridge(280, 170, 8, 12, "haze") + s.ridge(320, 130, 9, 21, "far")
    bands = ""
    colours = ("leaf", "field", "water", "leaf", "field", "leaf", "water", "field", "leaf", "field", "leaf")
    for index, colour in enumerate(colours):
        y = 300 + index * 20 + index**1.75
        tilt = 44 - index * 5
        d = f"M-20 {n(y + tilt)}C260 {n(y - 50)} 430 {n(y + 46)} 700 {n(y + 12)}S1180 {n(y - 60 + tilt)} 1620 {n(y - tilt)}"
        bands += s.fill(f"{d}V{H}H-20Z", colour) + s.stroke(d, "green", 4, 0.8)
    village = s.stilt_house(1180, 372, 96) + s.stilt_house(1290, 392, 80) + s.tree(1380, 380, 110, "deep") + s.tree(1100, 372, 90, "green")
    front = s.fill(f"M0 {H}V600Q200 560 420 610T800 {H}Z", "deep") + s.tree(130, 640, 240, "dark") + s.nipa(330, 660, 110, 9, "dark")
    return back + bands + village + front


def highland() -> str:
    back = s.sun(460, 160, 58) + s.ridge(300, 200, 7, 31, "haze") + s.ridge(350, 170, 8, 7, "far")
    mist = s.fill("M-20 372Q400 330 800 366T1620 350V404Q1200 372 800 402T-20 404Z", "cloud", 0.55)
    middle = s.ridge(440, 130, 9, 14, "mid") + "".join(s.pine(x, y, h, "green") for x, y, h in ((120, 460, 130), (190, 470, 160), (260, 462, 120), (1000, 470, 140), (1070, 474, 170), (1140, 466, 130), (1420, 460, 150), (1500, 470, 170)))
    cliff = s.fill("M560 476C590 400 620 330 680 320H764C830 332 850 410 884 476Z", "mid")
    fall = cliff + s.fill("M700 322C704 384 690 430 694 470H754C758 430 742 384 744 322Z", "ripple", 0.9) + s.stroke("M716 340V460M730 336V464", "water", 4) + s.fill(f"M690 466H760C820 520 700 560 640 {H}H980C900 560 850 510 760 466Z", "water")
    ground = s.fill(f"M-20 470Q340 440 690 470C740 540 660 580 620 {H}H-20Z", "green") + s.fill(f"M760 466Q1200 440 1620 470V{H}H960C900 560 850 510 760 466Z", "green")
    home = s.stilt_house(1220, 560, 190) + s.stilt_house(1400, 540, 130)
    front = "".join(s.pine(x, y, h, k) for x, y, h, k in ((60, 650, 360, "dark"), (180, 660, 280, "deep"), (300, 660, 220, "dark"), (1560, 660, 330, "dark"), (420, 660, 150, "deep")))
    return back + mist + middle + ground + fall + home + front + s.birds(900, 150)


def tea_hills() -> str:
    back = s.sun(1150, 150, 62) + s.cloud(420, 120, 0.9) + s.ridge(300, 140, 8, 41, "haze") + s.ridge(340, 100, 7, 17, "far")

    def hill(cx: float, y: float, rx: float, ry: float, colour: str, lines: str) -> str:
        out = s.fill(f"M{n(cx - rx)} {n(y)}Q{n(cx)} {n(y - 2 * ry)} {n(cx + rx)} {n(y)}V{H}H{n(cx - rx)}Z", colour)
        arcs = ""
        for index in range(1, 9):
            part = 1 - index / 9
            arcs += f"M{n(cx - rx * part)} {n(y + index * ry * 0.06)}Q{n(cx)} {n(y + index * ry * 0.06 - 2 * ry * part)} {n(cx + rx * part)} {n(y + index * ry * 0.06)}"
        return out + s.stroke(arcs, lines, 9, 0.75)

    hills = hill(1180, 420, 520, 110, "mid", "leaf") + hill(330, 470, 560, 130, "leaf", "green") + hill(1320, 560, 620, 130, "green", "leaf") + hill(640, 640, 700, 120, "leaf", "deep")
    people = "".join(svg.put(s.fill("M-16 0C-18 -34 18 -34 16 0Z", c) + s.dot(0, -34, 9, "skin") + s.fill("M-22 -36L0 -56L22 -36Z", "straw"), x, y, k) for x, y, k, c in ((520, 560, 1.2, "cloth"), (700, 548, 1.1, "roof"), (1180, 500, 0.8, "cloth")))
    shade_trees = s.tree(960, 420, 150, "deep") + s.tree(1420, 470, 190, "deep") + s.tree(110, 470, 170, "green")
    return back + shade_trees + hills + people + s.tree(1540, 660, 300, "dark") + s.birds(760, 130)


def village() -> str:
    back = s.sun(820, 170, 62) + s.cloud(260, 110, 0.8) + s.cloud(1280, 130, 0.9) + s.trees(370, 60, 13, "far") + s.trees(400, 50, 23, "mid")
    ground = s.fill(f"M0 410H1600V{H}H0Z", "field") + s.fill(f"M700 410H860L1180 {H}H420Z", "sand")
    bricks = s.stroke("M690 440H880M660 476H930M620 520H1000M570 574H1080", "straw", 4, 0.6)
    homes = s.house(480, 446, 190) + s.house(1080, 446, 200) + s.house(230, 500, 290) + s.house(1380, 506, 320)
    gate = s.block(686, 300, 30, 112, "stone") + s.block(846, 300, 30, 112, "stone") + s.fill("M664 304L690 268H872L898 304Z", "roof") + s.fill("M712 268L730 240H832L850 268Z", "roof") + s.block(716, 304, 130, 22, "wall")
    plants = s.palms(((610, 446, 230, -20), (960, 446, 260, 24), (60, 520, 330, 30)), "green") + s.tree(1230, 450, 190, "deep")
    fence = "".join(s.nipa(x, 530, 60, 7, "green") for x in (60, 400, 1150, 1560))
    front = s.tree(60, 680, 330, "dark") + s.nipa(300, 670, 130, 9, "deep") + s.nipa(1500, 670, 170, 9, "dark") + s.palms(((1570, 660, 400, -60),), "deep")
    return back + ground + bricks + gate + plants + homes + fence + front


def salt_fields() -> str:
    back = s.sun(1120, 190, 74) + s.cloud(420, 130, 0.9) + s.cloud(760, 190, 0.5) + s.ridge(320, 70, 8, 33, "haze") + s.trees(330, 12, 5, "far", 350)
    ground = s.block(0, 332, W, H - 332, "sand")
    pans = ""
    edges = (336, 364, 404, 462, 544, 660)
    for row, (top, low) in enumerate(zip(edges, edges[1:], strict=False)):
        for column in range(-7, 8):
            def at(y: float, k: float) -> float:
                return 800 + k * (26 + (y - 320) * 0.92)

            gap = 3 + row * 3
            d = f"M{n(at(top, column) + gap)} {n(top + gap * 0.5)}H{n(at(top, column + 1) - gap)}L{n(at(low, column + 1) - gap)} {n(low - gap * 0.5)}H{n(at(low, column) + gap)}Z"
            pans += s.fill(d, "water" if (row + column) % 3 else "sea")
    rng = random.Random(8)
    heaps = ""
    for y, size in ((372, 14), (412, 22), (470, 34), (556, 56)):
        for index in range(7):
            x = 120 + index * 230 + rng.randint(-40, 40)
            heaps += s.fill(f"M{n(x - size)} {n(y)}Q{n(x - size * 0.3)} {n(y - size * 0.5)} {n(x)} {n(y - size * 0.95)}Q{n(x + size * 0.3)} {n(y - size * 0.5)} {n(x + size)} {n(y)}Z", "salt") + s.fill(f"M{n(x)} {n(y - size * 0.95)}Q{n(x + size * 0.3)} {n(y - size * 0.5)} {n(x + size)} {n(y)}H{n(x + size * 0.2)}Z", "haze", 0.5)
    worker = svg.put(s.stroke("M-70 -54L70 -62", "wood", 5) + s.fill("M-18 0C-20 -60 18 -60 16 0Z", "cloth") + s.dot(0, -66, 12, "skin") + s.fill("M-32 -68L0 -96L32 -68Z", "straw") + s.fill("M-90 -30h40l-6 26h-28ZM50 -36h40l-6 26h-28Z", "straw") + s.stroke("M-70 -54V-30M70 -62V-36", "wood", 3), 1010, 520, 1.3)
    return back + ground + pans + heaps + worker


def floating_market() -> str:
    back = s.sun(1080, 190, 74) + s.cloud(380, 120, 0.8) + s.trees(320, 40, 19, "far") + s.trees(340, 26, 29, "mid")
    homes = s.house(240, 352, 130) + s.house(430, 352, 110) + s.house(1420, 352, 140) + s.palms(((340, 350, 140, 12), (1310, 350, 150, -14), (1520, 350, 120, 10)), "green")
    water = s.block(0, 346, W, H - 346, "water") + s.ripples(360, 610, 15, 40)
    poles = ""
    for x, y, h, scale, flip in ((520, 420, 150, 0.8, False), (900, 410, 140, 0.7, True), (1230, 440, 170, 0.95, False)):
        poles += s.stroke(f"M{x - 60} {y}V{y - h}", "wood", 5) + "".join(s.dot(x - 60 + dx, y - h + dy, 9, "leaf") for dx, dy in ((0, 4), (10, 16), (-9, 20))) + s.trawler(x, y, scale, flip)
    near = s.sampan(360, 540, 0.95, "sun") + s.sampan(800, 570, 1.1) + s.sampan(1240, 560, 0.9, "roof")
    return back + homes + water + poles + near + s.nipa(20, 670, 200, 9, "dark") + s.nipa(1590, 670, 190, 9, "dark") + s.palms(((1560, 660, 400, -70),), "deep")


def citadel() -> str:
    back = s.sun(1180, 160, 66) + s.cloud(340, 120, 0.9) + s.cloud(820, 80, 0.6) + s.ridge(340, 110, 8, 51, "haze") + s.trees(380, 60, 43, "far") + s.trees(410, 50, 53, "mid")
    wall = s.fill("M60 470V372H560V470ZM1040 470V372H1540V470Z", "stone") + "".join(s.block(x, 352, 34, 24, "stone") for x in (*range(66, 540, 60), *range(1046, 1520, 60)))
    gate = s.fill("M540 480L566 300H1034L1060 480Z", "stone") + s.fill("M724 480V400Q800 330 876 400V480Z", "dark") + s.stroke("M556 376H1044M548 426H1052", "wood", 3, 0.3)
    tower = s.block(660, 226, 280, 78, "wall") + s.fill("M616 236L668 176H932L984 236Q800 216 616 236Z", "roof") + s.fill("M690 178L730 130H870L910 178Q800 164 690 178Z", "roof") + "".join(s.block(x, 240, 18, 62, "roof") for x in (684, 756, 826, 898))
    moat = s.fill(f"M0 470H1600V{H}H0Z", "green") + s.fill("M0 512Q800 480 1600 512V600Q800 566 0 600Z", "water") + s.ripples(520, 580, 12, 18) + s.fill(f"M724 474H876L990 {H}H610Z", "sand")
    lotus = "".join(s.fill(f"M{x - 40} {y}Q{x} {y - 16} {x + 40} {y}Q{x} {y + 14} {x - 40} {y}Z", "leaf") for x, y in ((220, 560), (320, 542), (430, 566), (1200, 556), (1320, 540), (1420, 566)))
    return back + wall + gate + tower + moat + lotus + s.tree(240, 482, 230, "deep") + s.tree(1380, 482, 240, "deep") + s.palms(((60, 640, 400, 50), (1560, 640, 380, -50)), "deep")


def caves() -> str:
    back = s.sun(980, 170, 60) + s.cloud(300, 110, 0.7)

    def peak(x: float, y: float, w: float, h: float, colour: str) -> str:
        return s.fill(f"M{n(x - w)} {n(y)}C{n(x - w * 0.9)} {n(y - h * 0.5)} {n(x - w * 0.6)} {n(y - h * 0.9)} {n(x - w * 0.2)} {n(y - h)}C{n(x + w * 0.2)} {n(y - h * 1.1)} {n(x + w * 0.6)} {n(y - h * 0.8)} {n(x + w * 0.75)} {n(y - h * 0.4)}Q{n(x + w * 0.9)} {n(y - h * 0.2)} {n(x + w)} {n(y)}Z", colour)

    far = "".join(peak(x, 380, w, h, "haze") for x, w, h in ((180, 150, 230), (430, 120, 180), (760, 150, 250), (1120, 130, 200), (1420, 160, 260)))
    middle = "".join(peak(x, 400, w, h, "far") for x, w, h in ((60, 160, 210), (580, 150, 220), (1300, 160, 190), (1570, 140, 240)))
    near = peak(300, 430, 210, 300, "mid") + peak(1040, 430, 260, 270, "mid") + s.fill("M960 432Q970 340 1050 336Q1130 344 1136 432Z", "dark")
    water = s.block(0, 428, W, H - 428, "water") + s.ripples(440, 610, 25, 34)
    reeds = "".join(s.nipa(x, 440, 54, 7, "green") for x in (40, 130, 520, 620, 1290, 1400, 1520))
    return back + s.block(0, 372, W, 60, "haze") + far + middle + near + water + reeds + s.sampan(740, 520, 0.95, "riders") + s.sampan(1200, 496, 0.5, "riders") + s.nipa(40, 670, 200, 9, "dark") + s.nipa(1570, 670, 220, 11, "dark") + s.birds(620, 130)


def islet() -> str:
    """An islet in the river with gardens, birds and a landing."""
    back = s.sun(1100, 150, 62) + s.cloud(360, 120, 0.8) + s.trees(310, 22, 61, "far", 350)
    water = s.block(0, 338, W, H - 338, "water") + s.ripples(350, 600, 35, 40)
    wood = s.fill("M260 420Q360 330 560 340Q800 300 1060 340Q1280 330 1360 420Q820 470 260 420Z", "mid") + s.palms(((380, 410, 150, -14), (480, 396, 190, 20), (1130, 396, 180, -18), (1230, 410, 150, 16)), "green")
    home = s.house(640, 416, 150) + s.house(880, 420, 170) + s.tree(760, 410, 150, "deep") + s.tree(1020, 412, 140, "green")
    shore = s.fill("M230 424Q820 396 1390 424Q820 478 230 424Z", "leaf") + s.stroke("M820 444V500M860 444V496M800 446L900 444", "wood", 7)
    return back + water + wood + home + shore + s.sampan(560, 540, 0.9) + s.birds(520, 180) + s.birds(900, 120) + s.birds(1240, 240) + s.nipa(30, 670, 210, 9, "dark") + s.nipa(180, 670, 130, 9, "deep") + s.nipa(1570, 670, 210, 9, "dark") + s.palms(((1520, 660, 380, -60),), "deep")


SCENES: dict[str, Callable[[], str]] = {
    "canh-song": river,
    "canh-ruong": rice_field,
    "canh-vuon-dua": coconut_garden,
    "canh-bien": coast,
    "canh-dao": islands,
    "canh-bac-thang": terraces,
    "canh-rung-nui": highland,
    "canh-doi-che": tea_hills,
    "canh-lang": village,
    "canh-ruong-muoi": salt_fields,
    "canh-cho-noi": floating_market,
    "canh-thanh-co": citadel,
    "canh-hang-dong": caves,
    "canh-con": islet,
}
