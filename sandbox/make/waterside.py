"""Rivers, sea and islands."""

from __future__ import annotations

from . import scenery as s
from .svg import num as n

W, H = s.WIDTH, s.HEIGHT


def river() -> str:
    back = (
        s.sun(1130, 170, 72)
        + s.cloud(420, 130, 0.9)
        + s.cloud(760, 90, 0.6)
        + s.trees(330, 34, 3, "far")
        + s.trees(352, 26, 8, "mid")
    )
    far = s.palms(
        "520 352 110 -12; 700 352 120 14; 760 352 150 -18; 1010 352 130 12; 1290 352 140 -20; 1350 352 110 10", "mid"
    )
    water = s.block(0, 352, W, H - 352, "water") + s.ripples(370, 560, 5)
    front = s.trees(612, 44, 11, "green", H) + s.palms(
        "1460 640 430 -70; 1560 640 340 -30; 1330 640 250 40; 70 640 330 46", "deep"
    )
    fans = s.nipas(
        "1210 660 190 9 dark; 1400 670 230 11 dark; 1040 670 130 9 deep; 760 668 120 9 deep; 560 670 150 9 dark; 1580 670 200 9 dark; 180 670 170 9 dark; 10 670 200 9 dark"
    )
    return back + far + water + s.sampan(880, 470, 1) + front + fans


def coast() -> str:
    back = s.sun(1180, 170, 68) + s.cloud(380, 120, 1) + s.cloud(760, 180, 0.6) + s.birds(560, 190)
    cape = s.fill(
        "M900 330C1000 250 1080 270 1160 240C1260 200 1340 250 1420 236C1500 224 1560 250 1620 240V360H900Z", "haze"
    ) + s.fill("M1180 336C1260 280 1340 300 1420 280C1500 262 1560 292 1620 284V360H1180Z", "far")
    sea = s.block(0, 330, W, 310, "sea") + s.block(0, 420, W, 220, "water") + s.ripples(346, 470, 4, 34)
    boats = s.trawler(620, 400, 0.9) + s.trawler(930, 372, 0.55, True) + s.trawler(300, 372, 0.5)
    sand = s.fill(f"M0 {H}V520Q420 452 860 520T1600 486V{H}Z", "sand") + s.stroke(
        "M0 516Q420 448 860 516T1600 482", "ripple", 7, 0.9
    )
    near = (
        s.coracle(1040, 566, 1.1)
        + s.coracle(1200, 586, 1.3)
        + s.palms("160 640 400 80; 60 640 290 30", "deep")
        + s.nipa(20, 660, 150, 9, "dark")
        + s.nipa(1570, 660, 150, 9, "dark")
    )
    return back + cape + sea + boats + sand + near


def islands() -> str:
    back = s.sun(380, 150, 60) + s.cloud(860, 110, 0.9) + s.cloud(1300, 150, 0.7)
    far = s.fill("M80 332Q180 270 300 300T520 332Z", "haze") + s.fill("M1240 332Q1320 282 1400 300T1580 332Z", "haze")
    crater = (
        s.fill("M560 340C660 320 720 200 800 176Q850 200 900 174C1000 210 1060 320 1180 340Z", "far")
        + s.fill("M800 176Q850 200 900 174Q850 186 800 176Z", "mid")
        + s.fill("M620 340C700 310 740 260 820 250C900 300 980 290 1040 340Z", "mid", 0.6)
    )
    sea = s.block(0, 334, W, 306, "sea") + s.ripples(346, 440, 9, 30)
    land = s.fill(f"M0 {H}V470C260 420 520 410 820 440S1360 460 1600 420V{H}Z", "sand")
    beds = ""
    for index in range(9):
        y = 466 + index * 20 + index * index * 0.6
        beds += f"M{n(120 + index * 6)} {n(y)}Q760 {n(y - 36)} {n(1480 + index * 14)} {n(y - 8)}"
    rows = s.stroke(beds, "leaf", 9) + s.stroke(beds, "green", 4, 0.6)
    walls = s.fill("M96 452L60 640H90L118 452Z", "stone") + s.fill("M1480 440L1580 640H1610L1500 440Z", "stone")
    return (
        back
        + far
        + crater
        + sea
        + s.trawler(330, 400, 0.6)
        + s.trawler(1300, 386, 0.5, True)
        + land
        + rows
        + walls
        + s.palms("40 640 330 50; 1550 640 300 -60", "deep")
        + s.birds(1080, 120)
    )


def _trading_boat(x: float, y: float, tall: float, scale: float, flip: bool = False) -> str:
    """A boat with samples of its goods on a pole."""
    left, top = x - 60, y - tall
    fruit = "".join(s.dot(left + dx, top + dy, 9, "leaf") for dx, dy in ((0, 4), (10, 16), (-9, 20)))
    return s.stroke(f"M{n(left)} {n(y)}V{n(top)}", "wood", 5) + fruit + s.trawler(x, y, scale, flip)


def floating_market() -> str:
    sky = s.sun(1080, 190, 74) + s.cloud(380, 120, 0.8)
    bank = s.trees(320, 40, 19, "far") + s.trees(340, 26, 29, "mid")
    homes = s.house(240, 352, 130) + s.house(430, 352, 110) + s.house(1420, 352, 140)
    palms = s.palms("340 350 140 12; 1310 350 150 -14; 1520 350 120 10", "green")
    water = s.block(0, 346, W, H - 346, "water") + s.ripples(360, 610, 15, 40)
    boats = _trading_boat(520, 420, 150, 0.8) + _trading_boat(900, 410, 140, 0.7, True)
    boats += _trading_boat(1230, 440, 170, 0.95)
    near = s.sampan(360, 540, 0.95, "sun") + s.sampan(800, 570, 1.1) + s.sampan(1240, 560, 0.9, "roof")
    front = s.nipas("20 670 200 9 dark; 1590 670 190 9 dark") + s.palms("1560 660 400 -70", "deep")
    return sky + bank + homes + palms + water + boats + near + front


def _peak(x: float, y: float, w: float, h: float, colour: str) -> str:
    """A steep limestone hill."""
    left = f"C{n(x - w * 0.9)} {n(y - h * 0.5)} {n(x - w * 0.6)} {n(y - h * 0.9)} {n(x - w * 0.2)} {n(y - h)}"
    right = f"C{n(x + w * 0.2)} {n(y - h * 1.1)} {n(x + w * 0.6)} {n(y - h * 0.8)} {n(x + w * 0.75)} {n(y - h * 0.4)}"
    foot = f"Q{n(x + w * 0.9)} {n(y - h * 0.2)} {n(x + w)} {n(y)}Z"
    return s.fill(f"M{n(x - w)} {n(y)}{left}{right}{foot}", colour)


def _peaks(rows: str, y: float, colour: str) -> str:
    """Hills on one line from rows of x, half width and height."""
    return "".join(_peak(float(x), y, float(w), float(h), colour) for x, w, h in s.table(rows))


def caves() -> str:
    sky = s.sun(980, 170, 60) + s.cloud(300, 110, 0.7) + s.block(0, 372, W, 60, "haze")
    far = _peaks("180 150 230; 430 120 180; 760 150 250; 1120 130 200; 1420 160 260", 380, "haze")
    middle = _peaks("60 160 210; 580 150 220; 1300 160 190; 1570 140 240", 400, "far")
    near = _peaks("300 210 300; 1040 260 270", 430, "mid")
    mouth = s.fill("M960 432Q970 340 1050 336Q1130 344 1136 432Z", "dark")
    water = s.block(0, 428, W, H - 428, "water") + s.ripples(440, 610, 25, 34)
    reeds = "".join(s.nipa(x, 440, 54, 7, "green") for x in (40, 130, 520, 620, 1290, 1400, 1520))
    boats = s.sampan(740, 520, 0.95, "riders") + s.sampan(1200, 496, 0.5, "riders")
    front = s.nipas("40 670 200 9 dark; 1570 670 220 11 dark") + s.birds(620, 130)
    return sky + far + middle + near + mouth + water + reeds + boats + front


def islet() -> str:
    """An islet in the river with gardens, birds and a landing."""
    sky = s.sun(1100, 150, 62) + s.cloud(360, 120, 0.8) + s.trees(310, 22, 61, "far", 350)
    water = s.block(0, 338, W, H - 338, "water") + s.ripples(350, 600, 35, 40)
    wood = s.fill("M260 420Q360 330 560 340Q800 300 1060 340Q1280 330 1360 420Q820 470 260 420Z", "mid")
    wood += s.palms("380 410 150 -14; 480 396 190 20; 1130 396 180 -18; 1230 410 150 16", "green")
    home = s.house(640, 416, 150) + s.house(880, 420, 170)
    trees = s.tree(760, 410, 150, "deep") + s.tree(1020, 412, 140, "green")
    shore = s.fill("M230 424Q820 396 1390 424Q820 478 230 424Z", "leaf")
    landing = s.stroke("M820 444V500M860 444V496M800 446L900 444", "wood", 7)
    birds = s.birds(520, 180) + s.birds(900, 120) + s.birds(1240, 240)
    front = s.nipas("30 670 210 9 dark; 180 670 130 9 deep; 1570 670 210 9 dark") + s.palms("1520 660 380 -60", "deep")
    return sky + water + wood + home + trees + shore + landing + s.sampan(560, 540, 0.9) + birds + front
