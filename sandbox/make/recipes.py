"""Which shape, colours, motif and foreground a product gets: the first rule that fits."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, replace

from . import bags, crafts, nursery, packs, stall, vignette
from .catalogue import Product
from .order import Order
from .palette import BIEN, CHAM, LEAF, NAU, NGHE, REU, SEN, SON, TIM

ALL = ("cloth", "header", "framed")
DARK = ("night", "cloth", "header")


@dataclass(frozen=True)
class Recipe:
    shape: Callable[[Order], str]
    fill: str
    ink: str
    motif: str
    props: tuple[str, ...] = ()
    goods: str = ""
    accent: str = ""
    second: str = ""
    designs: tuple[str, ...] = ALL


@dataclass(frozen=True)
class Rule:
    recipe: Recipe
    kinds: frozenset[str] = frozenset()
    words: str = ""
    groups: frozenset[int] = frozenset()

    def fits(self, product: Product) -> bool:
        return (
            (not self.kinds or product.kind in self.kinds)
            and (not self.groups or product.group in self.groups)
            and (not self.words or re.search(self.words, product.name.casefold()) is not None)
        )


def rule(kinds: str, words: str, recipe: Recipe, *groups: int) -> Rule:
    return Rule(recipe, frozenset(kinds.split()), words, frozenset(groups))


R = Recipe
_cake = R(stall.cake_roll, "#55883f", SON, "sheaf-of-rice", accent="nep", designs=("cloth", "framed"))
_candy = R(bags.pouch, "#efc4b4", SON, "candy", ("candy",))
_tea = R(packs.tin, "#cfe0c4", LEAF, "herb", ("cup-green",))
_fish_sauce = R(packs.sauce_bottle, "#8a3d14", SON, "fish", ("small-fish",))
_ham = R(stall.ham_roll, "#5f9147", SON, "cut-of-meat", designs=("cloth", "framed"))
_paper = R(stall.rice_paper, "#f1ead6", CHAM, "cooked-rice")
_rice = R(bags.sack, "#efe7cf", LEAF, "sheaf-of-rice", ("rice",), second=NGHE)
_salt = R(packs.lid_jar, "#eef3f4", CHAM, "salt", ("salt",))
_honey = R(packs.honey_jar, "#d98a1c", NGHE, "honey-pot", ("comb",))
_place = R(vignette.place, "#ffffff", LEAF, "sunrise", goods="canh-song")
_malt = R(packs.jar, "#c9781e", NGHE, "sheaf-of-rice", ("rice",))
_black = R(packs.lid_jar, "#3a2622", NAU, "garlic", ("black-garlic",), designs=DARK)

FOOD = (
    rule("garlic", "cao tỏi", replace(_black, shape=packs.honey_jar, accent="#3a2a20")),
    rule("garlic", "ngâm mật ong", R(packs.jar, "#c98a2c", SEN, "garlic", ("garlics", "comb"))),
    rule("garlic", "cô đơn", replace(_black, shape=bags.box, fill="#4a3038")),
    rule("garlic", "nhiều tép", replace(_black, shape=packs.lid_jar)),
    rule("garlic", "đen", replace(_black, shape=bags.gift_box, fill="#5a3346", ink=SEN)),
    rule("garlic", "", R(stall.basket, "#c58f46", SEN, "garlic", goods="garlic")),
    rule("shallot", "", R(stall.basket, "#c58f46", SEN, "onion", goods="shallots")),
    rule("coconut", "dừa sáp", R(stall.big_basket, "#c58f46", LEAF, "coconut", goods="coconut"), 1),
    rule("coconut", "sợi", R(bags.box, "#cfe0c4", LEAF, "coconut", ("coconut-half",), second=SON)),
    rule("coconut", "đường", R(bags.pouch, "#d6b07a", NAU, "coconut", ("sugar",))),
    rule("coconut", "cốt dừa", R(bags.pouch, "#e9eff0", CHAM, "coconut", ("coconut-half",))),
    rule("coconut", "lên men", R(packs.oil_bottle, "#d9a24a", NGHE, "palm-tree", ("coconut-half", "coconut"))),
    rule("coconut", "mật", R(packs.jar, "#a85a12", LEAF, "palm-tree", ("coconut-half",), second=NGHE)),
    rule("candy", "lá dứa", replace(_candy, fill="#cfe0b0", ink=LEAF, motif="herb", props=("green-candy", "pandan"))),
    rule("candy", "ca cao", replace(_candy, fill="#b98f70", ink=NAU, motif="chocolate-bar", props=("cocoa-candy", "cocoa"))),
    rule("candy", "đậu phộng|lạc", replace(_candy, shape=bags.box, fill="#eed09a", ink=NAU, motif="peanuts", props=("brittle", "peanut"))),
    rule("candy", "", replace(_candy, props=("candy", "coconut-half"))),
    rule("banhtet", "3 màu|ba màu", replace(_cake, accent="ba-mau", ink=SEN)),
    rule("banhtet", "ngót", replace(_cake, accent="bo-ngot", ink=LEAF, fill="#4d8040", motif="herb")),
    rule("banhtet", "ngũ", replace(_cake, accent="ngu-sac", ink=NGHE, fill="#5f9147")),
    rule("banhtet", "ba nhân", replace(_cake, accent="la-cam", ink=TIM, fill="#4f7f3c")),
    rule("banhtet", "thập cẩm", replace(_cake, accent="thap-cam", ink=SON, fill="#628f3e")),
    rule("banhtet", "", replace(_cake, ink=LEAF)),
    rule("biscuit", "khoai lang", R(bags.pillow, "#cdb6dc", TIM, "roasted-sweet-potato", goods="sweet-potato")),
    rule("biscuit", "bí đỏ", R(bags.pillow, "#f0bd78", NAU, "coconut", goods="pumpkin")),
    rule("biscuit", "chuối", R(bags.pillow, "#f2dc86", REU, "banana", goods="banana")),
    rule("biscuit", "", R(bags.gift_box, "#e6d0d8", SEN, "cookie", ("biscuit",))),
    rule("rice", "hữu cơ", _rice),
    rule("rice", "ngọc", replace(_rice, fill="#f4efe0", ink=CHAM, second=NGHE)),
    rule("rice", "sạch", replace(_rice, fill="#e3dcc0", ink=SON)),
    rule("rice", "daka", replace(_rice, fill="#e9d9c0", ink=NAU)),
    rule("rice", "", replace(_rice, fill="#dfe3cc", ink=REU)),
    rule("porkroll", "patê|trứng", replace(_ham, shape=stall.ham_roll, fill="#548541", ink=NGHE, motif="egg")),
    rule("porkroll", "bò", replace(_ham, fill="#4c7a3c", ink=NAU, motif="cow-face")),
    rule("porkroll", "hoa", replace(_ham, motif="cherry-blossom", ink=SEN)),
    rule("porkroll", "lụa", replace(_ham, ink=LEAF, motif="pig-face")),
    rule("porkroll", "", replace(_ham, fill="#69974c", motif="pig-face")),
    rule("sausage", "", R(bags.vacuum, "#a8402c", SON, "cherry-blossom", goods="sausages")),
    rule("mooncake", "", R(bags.gift_box, "#b3303c", SON, "moon-cake", ("moon-cake",), designs=("night", "cloth"))),
    rule("ricepaper", "cá cơm", replace(_paper, ink=BIEN, motif="fish", accent="#8f7f58")),
    rule("ricepaper", "sữa|cốt dừa", replace(_paper, fill="#f6efe0", ink=NAU, motif="coconut")),
    rule("ricepaper", "phơi sương", replace(_paper, fill="#f4f0e4", ink=SON)),
    rule("ricepaper", "cường", replace(_paper, ink=LEAF, accent="#4a3a2a")),
    rule("ricepaper", "", _paper),
    rule("driedfish", "lưỡi trâu", R(bags.vacuum, "#c9a878", BIEN, "fish", goods="fish")),
    rule("driedfish", "bống", R(packs.lid_jar, "#9a6a35", NAU, "fish", ("goby",), accent="#8a5a2b")),
    rule("driedfish", "cơm", R(bags.window_pouch, "#c9dbe0", CHAM, "fish", goods="small-fish")),
    rule("driedfish", "", R(bags.vacuum, "#b9c6c0", CHAM, "fish", goods="silver-fish")),
    rule("flour", "", R(bags.pouch, "#e6dfcc", REU, "ear-of-corn", ("flour",))),
    rule("turmeric", "", R(packs.lid_jar, "#e2a02c", NGHE, "ginger-root", ("turmeric", "turmeric-powder"), accent="#a8742c")),
    rule("fishsauce", "rươi", replace(_fish_sauce, fill="#7a3514", ink=SON, motif="water-wave", props=("small-fish",))),
    rule("fishsauce", "mười quý", replace(_fish_sauce, fill="#9a4a16", ink=NAU, accent="#d9b24a")),
    rule("fishsauce", "phương loan", replace(_fish_sauce, fill="#84380f", ink=CHAM)),
    rule("fishsauce", "phát hải", replace(_fish_sauce, fill="#a4521c", ink=BIEN, accent="#9c2330", motif="sailboat")),
    rule("fishsauce", "đức hải", replace(_fish_sauce, fill="#783010", ink=LEAF, accent="#c9a24a", motif="water-wave")),
    rule("fishsauce", "", replace(_fish_sauce, fill="#90450f", ink=CHAM, motif="sailboat", accent="#21456b")),
    rule("soy-paste", "", R(packs.sauce_bottle, "#a8702c", REU, "beans", ("beans",), accent="#4a5a1c")),
    rule("shrimp", "tẩm bột", R(bags.box, "#f0cfa8", SON, "fried-shrimp", ("shrimps", "coconut-half"))),
    rule("shrimp", "xiên|chần", R(bags.box, "#bcd6dc", CHAM, "shrimp", ("shrimps", "chilli"), designs=("header", "framed"))),
    rule("shrimp", "", R(bags.vacuum, "#efc4b4", SON, "shrimp", goods="shrimps")),
    rule("squid", "", R(bags.vacuum, "#efd0c4", SEN, "squid", goods="squid")),
    rule("fishcake", "mực", R(bags.vacuum, "#f0d8c0", BIEN, "squid", ("squid",), goods="ham")),
    rule("fishcake", "", R(bags.vacuum, "#efc0a8", SON, "fish-cake-with-swirl", ("red-fish",), goods="ham")),
    rule("crab", "", R(stall.basket, "#c58f46", BIEN, "crab", goods="crab")),
    rule("malt", "đường", replace(_malt, shape=packs.honey_jar, ink=NAU, accent="#6b3f1d")),
    rule("malt", "", _malt),
    rule("jerky", "", R(bags.window_pouch, "#9c4a34", NAU, "cow-face", goods="jerky")),
    rule("salt", "tre", R(packs.lid_jar, "#d9dcd2", REU, "salt", ("bamboo", "salt"), accent="#8ea64e")),
    rule("salt", "hầm", R(packs.jar, "#dfe3e0", NAU, "salt", ("salt",))),
    rule("salt", "", _salt),
    rule("chilli-salt", "", R(packs.lid_jar, "#cf5a34", SON, "shrimp", ("chilli", "shrimp"), accent="#9c2330")),
    rule("pepper", "", R(packs.lid_jar, "#8c3a2c", SON, "herb", ("red-pepper",))),
    rule("chicken", "", R(stall.nest, "#c58f46", NAU, "rooster", goods="hen")),
    rule("birdnest", "", R(bags.gift_box, "#e9d9b0", SON, "empty-nest", ("nest",), designs=("header", "framed"))),
    rule("deer", "tươi", R(stall.antlers, "#b8324a", NAU, "deer", goods="antler")),
    rule("deer", "mật ong", R(packs.honey_jar, "#c9801c", NAU, "deer", ("antler", "comb"))),
    rule("deer", "bột", R(packs.pill_bottle, "#e9dcc4", NAU, "deer", ("antler", "antler-powder"))),
    rule("deer", "", R(bags.gift_box, "#c9a878", NAU, "deer", ("dried-slices", "antler"))),
    rule("honey", "bạc hà", replace(_honey, fill="#e0a02c", ink=LEAF, motif="honeybee", props=("comb", "mint"))),
    rule("honey", "", replace(_honey, props=("comb", "yellow-flower"))),
    rule("milk", "", R(packs.juice_bottle, "#f8f7f0", CHAM, "cow-face", (), accent="#2f6a9c")),
    rule("plum", "sấy|mứt", R(bags.window_pouch, "#c9889c", SEN, "cherry-blossom", goods="plum")),
    rule("plum", "", R(stall.basket, "#c58f46", SEN, "cherry-blossom", goods="plum")),
    rule("litchi", "sấy", R(bags.window_pouch, "#d9a08a", SON, "blossom", goods="longan")),
    rule("litchi", "", R(stall.basket, "#c58f46", SON, "blossom", goods="lychee")),
    rule("pomelo", "", R(stall.big_basket, "#c58f46", REU, "blossom", goods="pomelo")),
    rule("orange", "", R(stall.basket, "#c58f46", NAU, "tangerine", goods="orange")),
    rule("candied-fruit", "", R(packs.jar, "#e08a2c", NAU, "tangerine", ("orange",))),
    rule("noodles", "", R(bags.window_pouch, "#e6d8b4", REU, "steaming-bowl", goods="noodles")),
    rule("porridge", "", R(stall.bowl, "#e6cf9c", NAU, "steaming-bowl", ("leaves",))),
    rule("sticky-rice", "", R(stall.lunch_box, "#d9562c", SON, "cooked-rice")),
    rule("macadamia", "", R(bags.window_pouch, "#c9a57a", NAU, "chestnut", goods="macadamia")),
    rule("lotus-seed", "", R(bags.window_pouch, "#e9c4cf", SEN, "lotus", goods="lotus-seed")),
    rule("mushroom", "linh chi", R(bags.gift_box, "#b5764a", NAU, "mushroom", ("lingzhi",))),
    rule("mushroom", "đông trùng", R(packs.lid_jar, "#e6b878", SON, "mushroom", ("cordyceps",))),
    rule("mushroom", "", R(bags.tray, "#d9d0c0", REU, "brown-mushroom", goods="oyster-mushroom")),
)
DRINK = (
    rule("drink", "tươi", R(packs.juice_bottle, "#ead9a0", LEAF, "palm-tree", ("coconut", "coconut-half"))),
    rule("drink", "", R(packs.can, "#d9e6c0", LEAF, "tropical-drink", ("coconut-half",))),
    rule("juice", "", R(packs.juice_bottle, "#e6a02c", TIM, "tropical-drink", ("passion-fruit",))),
    rule("vinegar", "", R(packs.oil_bottle, "#c98a2c", NGHE, "coconut", ("coconut-half",), accent="#3a2a14")),
    rule("water", "khoáng", R(packs.water_bottle, "#cfe6ee", CHAM, "water-wave", ("water-drop",))),
    rule("water", "", R(packs.water_bottle, "#d6ecec", BIEN, "droplet", ("water-drop",))),
    rule("spirit", "sâm", R(packs.spirit_bottle, "#e0c284", NAU, "herb", ("thimble-amber", "ginseng"), designs=("cloth", "night"))),
    rule("spirit", "", R(packs.spirit_bottle, "#e3e8e0", CHAM, "sake", ("thimble", "rice"), designs=("night",))),
    rule("wine", "sim", R(packs.sauce_bottle, "#5a2244", SEN, "wine-glass", ("plum",), accent="#8c2a5e", designs=DARK)),
    rule("wine", "", R(packs.sauce_bottle, "#54182c", SON, "grapes", ("grape",), accent="#9c2330", designs=DARK)),
    rule("tea", "đậu biếc", replace(_tea, fill="#b9cbe2", ink=CHAM, motif="cherry-blossom", props=("cup-blue", "butterfly-pea"))),
    rule("tea", "nhãn lồng|hoa", replace(_tea, fill="#e2d6ea", ink=TIM, motif="hibiscus", props=("cup-yellow", "jasmine"))),
    rule("tea", "măng tây", replace(_tea, fill="#d3deb0", ink=REU, motif="seedling", props=("asparagus", "cup-green"))),
    rule("tea", "dứa", replace(_tea, fill="#cfe6c8", ink=LEAF, motif="leaf-fluttering-in-wind", props=("cup-green", "pandan"))),
    rule("tea", "tía tô", replace(_tea, fill="#dcc4d8", ink=SEN, motif="leafy-green", props=("perilla", "cup-red"))),
    rule("tea", "sả", replace(_tea, fill="#e9e2a8", ink=NGHE, motif="ear-of-corn", props=("lemongrass", "cup-yellow"))),
    rule("tea", "sâm|đinh lăng", replace(_tea, props=("cup-tea", "ginseng"))),
    rule("tea", "hộp quà", replace(_tea, shape=bags.gift_box, fill="#7fa58a", ink=LEAF, motif="teapot", props=("tea-leaves",))),
    rule("tea", "hồng trà", replace(_tea, fill="#c98a6a", ink=SON, motif="teacup-without-handle", props=("cup-red",))),
    rule("tea", "", replace(_tea, fill="#b9d3a8", motif="seedling", props=("cup-green", "tea-leaves"))),
    rule("flower-tea", "", replace(_tea, fill="#f0dc9c", ink=NGHE, motif="sunflower", props=("cup-yellow", "yellow-flower"))),
    rule("lotus-tea", "", replace(_tea, fill="#efc8d4", ink=SEN, motif="lotus", props=("cup-green", "lotus"))),
    rule("artichoke", "cao", R(packs.honey_jar, "#4a2c1c", LEAF, "herb", ("herb",), accent="#14533d")),
    rule("artichoke", "", R(bags.box, "#c4d6b4", LEAF, "herb", ("cup-tea",))),
    rule("coffee", "phin giấy|túi", R(bags.box, "#d9c0a0", NAU, "hot-beverage", ("coffee", "cup-coffee"), designs=DARK)),
    rule("coffee", "arabica", R(bags.coffee_bag, "#8fa08a", LEAF, "mountain", ("coffee-cherry", "coffee"))),
    rule("coffee", "", R(bags.coffee_bag, "#6b4a34", NAU, "hot-beverage", ("coffee", "cup-coffee"), designs=DARK)),
    rule("cocoa", "hạt", R(packs.jar, "#5a3320", NAU, "chestnut", ("cocoa",))),
    rule("cocoa", "", R(bags.pouch, "#8a5a3a", NAU, "chocolate-bar", ("cocoa-powder", "cocoa"))),
    rule("chocolate", "", R(bags.box, "#6b4130", NAU, "chocolate-bar", ("chocolate", "cocoa"), designs=DARK)),
)
HERBAL = (
    rule("oil", "quế", R(packs.vial, "#7a3f1a", NAU, "wood", ("cinnamon",))),
    rule("oil", "gấc", R(packs.vial, "#c4481c", SON, "droplet", ("gac",))),
    rule("oil", "kokofi", R(packs.oil_bottle, "#efe9cc", CHAM, "palm-tree", ("coconut-half", "coconut"))),
    rule("oil", "", R(packs.oil_bottle, "#eef1dc", LEAF, "droplet", ("coconut-half",))),
    rule("essential-oil", "", R(packs.vial, "#6f7a2c", REU, "herb", ("lemongrass",))),
    rule("soap", "", R(crafts.soap_bars, "#b9cf9c", LEAF, "lotus", ("lotus",))),
    rule("cream", "", R(packs.tube, "#f2ead8", SEN, "coconut", ("coconut-half",))),
    rule("ginseng-root", "", R(bags.window_pouch, "#d9c49a", NAU, "herb", ("red-root",), goods="dried-slices")),
    rule("incense", "quế", R(crafts.incense, "#b5703c", NAU, "wood")),
    rule("incense", "", R(crafts.incense, "#8c4a3a", SON, "fallen-leaf")),
)
CRAFT = (
    rule("coir", "út mừng", R(stall.mat, "#9a6a35", LEAF, "palm-tree")),
    rule("coir", "", R(stall.mat, "#9a6a35", NAU, "coconut")),
    rule("guitar", "", R(crafts.guitar, "#c98a44", NAU, "guitar")),
    rule("cinnamon", "", R(crafts.bark_set, "#8a4f28", NAU, "wood")),
    rule("pottery", "", R(crafts.vase, "#3f7a5a", NAU, "amphora")),
    rule("vase", "", R(crafts.vase, "#a9c4cc", CHAM, "amphora")),
    rule("teapot", "", R(crafts.teapot, "#e6ecee", CHAM, "teapot")),
    rule("brocade", "", R(crafts.woven_bag, "#2b3a55", SON, "handbag")),
    rule("conical-hat", "", R(crafts.hat, "#efe0b4", TIM, "herb")),
    rule("basket", "", R(crafts.back_basket, "#c58f46", NAU, "basket")),
    rule("lacquer", "khay", R(crafts.lacquer_tray, "#7a1f26", SON, "lotus")),
    rule("lacquer", "", R(crafts.lacquer, "#3a1a1c", SON, "lotus")),
    rule("embroidery", "tranh", R(crafts.framed_picture, "#f7f2e2", REU, "thread")),
    rule("embroidery", "", R(crafts.hanging_cloth, "#f4f0e4", CHAM, "thread", accent="stitched")),
    rule("indigo-cloth", "", R(crafts.hanging_cloth, "#33507c", CHAM, "thread", accent="batik")),
    rule("silk", "", R(crafts.hanging_cloth, "#c9607c", SEN, "yarn", accent="silk")),
    rule("ao-dai", "", R(crafts.dress, "#a8324a", SON, "thread")),
    rule("orchid", "", R(nursery.orchid, "#d98ab8", SEN, "hyacinth")),
    rule("hydrangea", "", R(nursery.bouquet, "#7f92cc", TIM, "bouquet")),
    rule("chrysanthemum", "", R(nursery.chrysanthemums, "#f0b92c", NGHE, "blossom")),
    rule("bougainvillea", "", R(nursery.potted_shrub, "#cf3a82", SEN, "hibiscus", accent="many")),
    rule("bonsai", "", R(nursery.bonsai, "#f5c832", NGHE, "potted-plant")),
    rule("ornamental-fish", "dĩa", R(nursery.fish_bowl, "#e0662a", CHAM, "tropical-fish", accent="discus")),
    rule("ornamental-fish", "", R(nursery.fish_bowl, "#d94a6a", BIEN, "tropical-fish")),
    rule("boat-tour", "", replace(_place, goods="canh-hang-dong", accent="0.47", ink=BIEN)),
    rule("floating-market", "", replace(_place, goods="canh-cho-noi", accent="0.53", ink=NAU)),
    rule("tourism", "cồn", replace(_place, goods="canh-con", accent="0.5", ink=LEAF)),
    rule("tourism", "thành cổ", replace(_place, goods="canh-thanh-co", accent="0.5", ink=SON)),
    rule("tourism", "gò cỏ|biển", replace(_place, goods="canh-bien", accent="0.36", ink=CHAM)),
    rule("tourism", "", replace(_place, goods="canh-lang", accent="0.5")),
)
DEFAULTS: dict[int, Recipe] = {
    1: R(stall.basket, "#c58f46", LEAF, "leafy-green", goods="greens"),
    2: R(bags.tray, "#d9b886", SON, "cut-of-meat", goods="pork"),
    3: _rice,
    4: _honey,
    5: R(stall.bowl, "#e6cf9c", NAU, "steaming-bowl"),
    6: R(bags.pouch, "#e6d8b4", REU, "sheaf-of-rice", ("rice",)),
    7: R(bags.pouch, "#d5dba4", REU, "leafy-green", ("leaves",)),
    8: R(bags.vacuum, "#efc4b4", SON, "cut-of-meat", goods="jerky"),
    9: _fish_sauce,
    10: R(packs.lid_jar, "#d9b886", NAU, "herb", ("pepper",)),
    11: _tea,
    12: _tea,
    13: R(bags.coffee_bag, "#6b4a34", NAU, "hot-beverage", ("coffee",), designs=DARK),
    14: R(packs.spirit_bottle, "#e3e8e0", CHAM, "sake", ("thimble",), designs=DARK),
    15: R(packs.spirit_bottle, "#d9a24a", NAU, "sake", ("thimble-amber",), designs=DARK),
    16: R(packs.water_bottle, "#cfe6ee", CHAM, "droplet", ("water-drop",)),
    17: R(packs.juice_bottle, "#e6a02c", LEAF, "tropical-drink", ("leaves",)),
    18: R(packs.pill_bottle, "#cfe0c4", LEAF, "herb", ("herb",)),
    19: R(packs.tube, "#f2ead8", SEN, "lotus", ("jasmine",)),
    20: R(packs.vial, "#7a4a1c", NAU, "herb", ("leaves",)),
    21: R(crafts.back_basket, "#c58f46", NAU, "basket"),
    22: R(crafts.hanging_cloth, "#33507c", CHAM, "thread", accent="batik"),
    23: R(nursery.bouquet, "#d9688a", SEN, "bouquet"),
    24: R(nursery.potted_shrub, "#cf3a82", SEN, "potted-plant"),
    25: R(nursery.fish_bowl, "#e0662a", CHAM, "tropical-fish"),
    26: replace(_place, goods="canh-lang"),
}
RULES = FOOD + DRINK + HERBAL + CRAFT


def recipe(product: Product) -> Recipe:
    for one in RULES:
        if one.fits(product):
            return one.recipe
    return DEFAULTS[product.group]


def used_motifs() -> set[str]:
    return {one.recipe.motif for one in RULES} | {one.motif for one in DEFAULTS.values()}
