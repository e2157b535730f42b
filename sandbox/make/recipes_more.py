"""Drinks, herbal goods, handicrafts, plants and places: the first rule that fits."""

from __future__ import annotations

from dataclasses import replace

from . import bags, crafts, nursery, packs, stall, textiles, vignette
from .palette import BIEN, CHAM, LEAF, NAU, NGHE, REU, SEN, SON, TIM
from .rules import DARK, Recipe, rule

TEA = Recipe(packs.tin, "#cfe0c4", LEAF, "herb", ("cup-green",))
PLACE = Recipe(vignette.place, "#ffffff", LEAF, "sunrise", goods="canh-song")

DRINK = (
    rule("drink", "tươi", Recipe(packs.juice_bottle, "#ead9a0", LEAF, "palm-tree", ("coconut", "coconut-half"))),
    rule("drink", "", Recipe(packs.can, "#d9e6c0", LEAF, "tropical-drink", ("coconut-half",))),
    rule("juice", "", Recipe(packs.juice_bottle, "#e6a02c", TIM, "tropical-drink", ("passion-fruit",))),
    rule("vinegar", "", Recipe(packs.oil_bottle, "#c98a2c", NGHE, "coconut", ("coconut-half",), accent="#3a2a14")),
    rule("water", "khoáng", Recipe(packs.water_bottle, "#cfe6ee", CHAM, "water-wave", ("water-drop",))),
    rule("water", "", Recipe(packs.water_bottle, "#d6ecec", BIEN, "droplet", ("water-drop",))),
    rule(
        "spirit",
        "sâm",
        Recipe(packs.spirit_bottle, "#e0c284", NAU, "herb", ("thimble-amber", "ginseng"), designs=("cloth", "night")),
    ),
    rule("spirit", "", Recipe(packs.spirit_bottle, "#e3e8e0", CHAM, "sake", ("thimble", "rice"), designs=("night",))),
    rule(
        "wine",
        "sim",
        Recipe(packs.sauce_bottle, "#5a2244", SEN, "wine-glass", ("plum",), accent="#8c2a5e", designs=DARK),
    ),
    rule("wine", "", Recipe(packs.sauce_bottle, "#54182c", SON, "grapes", ("grape",), accent="#9c2330", designs=DARK)),
    rule(
        "tea",
        "đậu biếc",
        replace(TEA, fill="#b9cbe2", ink=CHAM, motif="cherry-blossom", props=("cup-blue", "butterfly-pea")),
    ),
    rule(
        "tea", "nhãn lồng|hoa", replace(TEA, fill="#e2d6ea", ink=TIM, motif="hibiscus", props=("cup-yellow", "jasmine"))
    ),
    rule("tea", "măng tây", replace(TEA, fill="#d3deb0", ink=REU, motif="seedling", props=("asparagus", "cup-green"))),
    rule(
        "tea",
        "dứa",
        replace(TEA, fill="#cfe6c8", ink=LEAF, motif="leaf-fluttering-in-wind", props=("cup-green", "pandan")),
    ),
    rule("tea", "tía tô", replace(TEA, fill="#dcc4d8", ink=SEN, motif="leafy-green", props=("perilla", "cup-red"))),
    rule("tea", "sả", replace(TEA, fill="#e9e2a8", ink=NGHE, motif="ear-of-corn", props=("lemongrass", "cup-yellow"))),
    rule("tea", "sâm|đinh lăng", replace(TEA, props=("cup-tea", "ginseng"))),
    rule(
        "tea",
        "hộp quà",
        replace(TEA, shape=bags.gift_box, fill="#7fa58a", ink=LEAF, motif="teapot", props=("tea-leaves",)),
    ),
    rule("tea", "hồng trà", replace(TEA, fill="#c98a6a", ink=SON, motif="teacup-without-handle", props=("cup-red",))),
    rule("tea", "", replace(TEA, fill="#b9d3a8", motif="seedling", props=("cup-green", "tea-leaves"))),
    rule(
        "flower-tea",
        "",
        replace(TEA, fill="#f0dc9c", ink=NGHE, motif="sunflower", props=("cup-yellow", "yellow-flower")),
    ),
    rule("lotus-tea", "", replace(TEA, fill="#efc8d4", ink=SEN, motif="lotus", props=("cup-green", "lotus"))),
    rule("artichoke", "cao", Recipe(packs.honey_jar, "#4a2c1c", LEAF, "herb", ("herb",), accent="#14533d")),
    rule("artichoke", "", Recipe(bags.box, "#c4d6b4", LEAF, "herb", ("cup-tea",))),
    rule(
        "coffee",
        "phin giấy|túi",
        Recipe(bags.box, "#d9c0a0", NAU, "hot-beverage", ("coffee", "cup-coffee"), designs=DARK),
    ),
    rule("coffee", "arabica", Recipe(bags.coffee_bag, "#8fa08a", LEAF, "hot-beverage", ("coffee-cherry", "coffee"))),
    rule("coffee", "", Recipe(bags.coffee_bag, "#6b4a34", NAU, "hot-beverage", ("coffee", "cup-coffee"), designs=DARK)),
    rule("cocoa", "hạt", Recipe(packs.jar, "#5a3320", NAU, "chestnut", ("cocoa",))),
    rule("cocoa", "", Recipe(bags.pouch, "#8a5a3a", NAU, "chocolate-bar", ("cocoa-powder", "cocoa"))),
    rule("chocolate", "", Recipe(bags.box, "#6b4130", NAU, "chocolate-bar", ("chocolate", "cocoa"), designs=DARK)),
)
HERBAL = (
    rule("oil", "quế", Recipe(packs.vial, "#7a3f1a", NAU, "wood", ("cinnamon",))),
    rule("oil", "gấc", Recipe(packs.vial, "#c4481c", SON, "droplet", ("gac",))),
    rule("oil", "kokofi", Recipe(packs.oil_bottle, "#efe9cc", CHAM, "palm-tree", ("coconut-half", "coconut"))),
    rule("oil", "", Recipe(packs.oil_bottle, "#eef1dc", LEAF, "droplet", ("coconut-half",))),
    rule("essential-oil", "", Recipe(packs.vial, "#6f7a2c", REU, "herb", ("lemongrass",))),
    rule("soap", "", Recipe(crafts.soap_bars, "#b9cf9c", LEAF, "lotus", ("lotus",))),
    rule("cream", "", Recipe(packs.tube, "#f2ead8", SEN, "coconut", ("coconut-half",))),
    rule("ginseng-root", "", Recipe(bags.window_pouch, "#d9c49a", NAU, "herb", ("red-root",), goods="dried-slices")),
    rule("incense", "quế", Recipe(crafts.incense, "#b5703c", NAU, "wood")),
    rule("incense", "", Recipe(crafts.incense, "#8c4a3a", SON, "fallen-leaf")),
)
GIFTS = (
    rule("gift-coconut", "", Recipe(bags.gift_box, "#cfe0b8", LEAF, "coconut", ("coconut-half", "candy"))),
    rule("gift-kitchen", "", Recipe(bags.gift_box, "#e8c98f", SON, "garlic", ("garlics", "shrimps"))),
    rule("gift-tea", "", Recipe(bags.gift_box, "#b9cfd6", CHAM, "teapot", ("cup-green", "tea-leaves"))),
)

CRAFT = (
    rule("coir", "út mừng", Recipe(stall.mat, "#9a6a35", LEAF, "palm-tree")),
    rule("coir", "", Recipe(stall.mat, "#9a6a35", NAU, "coconut")),
    rule("guitar", "", Recipe(crafts.guitar, "#c98a44", NAU, "guitar")),
    rule("cinnamon", "", Recipe(crafts.bark_set, "#8a4f28", NAU, "wood")),
    rule("pottery", "", Recipe(crafts.vase, "#3f7a5a", NAU, "amphora")),
    rule("vase", "", Recipe(crafts.vase, "#a9c4cc", CHAM, "amphora")),
    rule("teapot", "", Recipe(crafts.teapot, "#d3e0e8", CHAM, "teapot")),
    rule("brocade", "", Recipe(textiles.woven_bag, "#35527f", SON, "handbag")),
    rule("conical-hat", "", Recipe(textiles.hat, "#efe0b4", TIM, "herb")),
    rule("basket", "", Recipe(textiles.back_basket, "#c58f46", NAU, "basket")),
    rule("lacquer", "khay", Recipe(crafts.lacquer_tray, "#7a1f26", SON, "lotus")),
    rule("lacquer", "", Recipe(crafts.lacquer, "#3a1a1c", SON, "lotus")),
    rule("embroidery", "tranh", Recipe(textiles.framed_picture, "#f7f2e2", REU, "thread")),
    rule("embroidery", "", Recipe(textiles.hanging_cloth, "#f4f0e4", CHAM, "thread", accent="stitched")),
    rule("indigo-cloth", "", Recipe(textiles.hanging_cloth, "#33507c", CHAM, "thread", accent="batik")),
    rule("silk", "", Recipe(textiles.hanging_cloth, "#c9607c", SEN, "yarn", accent="silk")),
    rule("ao-dai", "", Recipe(textiles.dress, "#a8324a", SON, "thread")),
    rule("orchid", "", Recipe(nursery.orchid, "#d98ab8", SEN, "hyacinth")),
    rule("hydrangea", "", Recipe(nursery.bouquet, "#7f92cc", TIM, "bouquet")),
    rule("chrysanthemum", "", Recipe(nursery.chrysanthemums, "#f0b92c", NGHE, "blossom")),
    rule("bougainvillea", "", Recipe(nursery.potted_shrub, "#cf3a82", SEN, "hibiscus", accent="many")),
    rule("bonsai", "", Recipe(nursery.bonsai, "#f5c832", NGHE, "potted-plant")),
    rule("ornamental-fish", "dĩa", Recipe(nursery.fish_bowl, "#e0662a", CHAM, "tropical-fish", accent="discus")),
    rule("ornamental-fish", "", Recipe(nursery.fish_bowl, "#d94a6a", BIEN, "tropical-fish")),
    rule("boat-tour", "", replace(PLACE, goods="canh-hang-dong", accent="0.47", ink=BIEN)),
    rule("floating-market", "", replace(PLACE, goods="canh-cho-noi", accent="0.53", ink=NAU)),
    rule("tourism", "cồn", replace(PLACE, goods="canh-con", accent="0.5", ink=LEAF)),
    rule("tourism", "thành cổ", replace(PLACE, goods="canh-thanh-co", accent="0.5", ink=SON)),
    rule("tourism", "gò cỏ|biển", replace(PLACE, goods="canh-bien", accent="0.36", ink=CHAM)),
    rule("tourism", "", replace(PLACE, goods="canh-lang", accent="0.5")),
)
