"""Food: the first rule that fits."""

from __future__ import annotations

from dataclasses import replace

from . import bags, packs, stall
from .palette import BIEN, CHAM, LEAF, NAU, NGHE, REU, SEN, SON, TIM
from .rules import DARK, Recipe, rule

_cake = Recipe(stall.cake_roll, "#55883f", SON, "sheaf-of-rice", accent="nep", designs=("cloth", "framed"))
_candy = Recipe(bags.pouch, "#efc4b4", SON, "candy", ("candy",))
FISH_SAUCE = Recipe(packs.sauce_bottle, "#8a3d14", SON, "fish", ("small-fish",))
_ham = Recipe(stall.ham_roll, "#5f9147", SON, "cut-of-meat", designs=("cloth", "framed"))
_paper = Recipe(stall.rice_paper, "#f1ead6", CHAM, "cooked-rice")
RICE = Recipe(bags.sack, "#efe7cf", LEAF, "sheaf-of-rice", ("rice",), second=NGHE)
_salt = Recipe(packs.lid_jar, "#eef3f4", CHAM, "salt", ("salt",))
HONEY = Recipe(packs.honey_jar, "#d98a1c", NGHE, "honey-pot", ("comb",))
_malt = Recipe(packs.jar, "#c9781e", NGHE, "sheaf-of-rice", ("rice",))
_black = Recipe(packs.lid_jar, "#3a2622", NAU, "garlic", ("black-garlic",), designs=DARK)

FOOD = (
    rule("garlic", "cao tỏi", replace(_black, shape=packs.honey_jar, accent="#3a2a20")),
    rule("garlic", "ngâm mật ong", Recipe(packs.jar, "#c98a2c", SEN, "garlic", ("garlics", "comb"))),
    rule("garlic", "cô đơn", replace(_black, shape=bags.box, fill="#4a3038")),
    rule("garlic", "nhiều tép", replace(_black, shape=packs.lid_jar)),
    rule("garlic", "đen", replace(_black, shape=bags.gift_box, fill="#5a3346", ink=SEN)),
    rule("garlic", "", Recipe(stall.basket, "#c58f46", SEN, "garlic", goods="garlic")),
    rule("shallot", "", Recipe(stall.basket, "#c58f46", SEN, "onion", goods="shallots")),
    rule("coconut", "dừa sáp", Recipe(stall.big_basket, "#c58f46", LEAF, "coconut", goods="coconut"), 1),
    rule("coconut", "sợi", Recipe(bags.box, "#cfe0c4", LEAF, "coconut", ("coconut-half",), second=SON)),
    rule("coconut", "đường", Recipe(bags.pouch, "#d6b07a", NAU, "coconut", ("sugar",))),
    rule("coconut", "cốt dừa", Recipe(bags.pouch, "#e9eff0", CHAM, "coconut", ("coconut-half",))),
    rule("coconut", "lên men", Recipe(packs.oil_bottle, "#d9a24a", NGHE, "palm-tree", ("coconut-half", "coconut"))),
    rule("coconut", "mật", Recipe(packs.jar, "#a85a12", LEAF, "palm-tree", ("coconut-half",), second=NGHE)),
    rule("candy", "lá dứa", replace(_candy, fill="#cfe0b0", ink=LEAF, motif="herb", props=("green-candy", "pandan"))),
    rule(
        "candy",
        "ca cao",
        replace(_candy, fill="#b98f70", ink=NAU, motif="chocolate-bar", props=("cocoa-candy", "cocoa")),
    ),
    rule(
        "candy",
        "đậu phộng|lạc",
        replace(_candy, shape=bags.box, fill="#eed09a", ink=NAU, motif="peanuts", props=("brittle", "peanut")),
    ),
    rule("candy", "", replace(_candy, props=("candy", "coconut-half"))),
    rule("banhtet", "3 màu|ba màu", replace(_cake, accent="ba-mau", ink=SEN)),
    rule("banhtet", "ngót", replace(_cake, accent="bo-ngot", ink=LEAF, fill="#4d8040", motif="herb")),
    rule("banhtet", "ngũ", replace(_cake, accent="ngu-sac", ink=NGHE, fill="#5f9147")),
    rule("banhtet", "ba nhân", replace(_cake, accent="la-cam", ink=TIM, fill="#4f7f3c")),
    rule("banhtet", "thập cẩm", replace(_cake, accent="thap-cam", ink=SON, fill="#628f3e")),
    rule("banhtet", "", replace(_cake, ink=LEAF)),
    rule("biscuit", "khoai lang", Recipe(bags.pillow, "#cdb6dc", TIM, "roasted-sweet-potato", goods="sweet-potato")),
    rule("biscuit", "bí đỏ", Recipe(bags.pillow, "#f0bd78", NAU, "coconut", goods="pumpkin")),
    rule("biscuit", "chuối", Recipe(bags.pillow, "#f2dc86", REU, "banana", goods="banana")),
    rule("biscuit", "", Recipe(bags.gift_box, "#e6d0d8", SEN, "cookie", ("biscuit",))),
    rule("rice", "hữu cơ", RICE),
    rule("rice", "ngọc", replace(RICE, fill="#f4efe0", ink=CHAM, second=NGHE)),
    rule("rice", "sạch", replace(RICE, fill="#e3dcc0", ink=SON)),
    rule("rice", "daka", replace(RICE, fill="#e9d9c0", ink=NAU)),
    rule("rice", "", replace(RICE, fill="#dfe3cc", ink=REU)),
    rule("porkroll", "patê|trứng", replace(_ham, shape=stall.ham_roll, fill="#548541", ink=NGHE, motif="egg")),
    rule("porkroll", "bò", replace(_ham, fill="#4c7a3c", ink=NAU, motif="cow-face")),
    rule("porkroll", "hoa", replace(_ham, motif="cherry-blossom", ink=SEN)),
    rule("porkroll", "lụa", replace(_ham, ink=LEAF, motif="pig-face")),
    rule("porkroll", "", replace(_ham, fill="#69974c", motif="pig-face")),
    rule("sausage", "", Recipe(bags.vacuum, "#a8402c", SON, "cherry-blossom", goods="sausages")),
    rule(
        "mooncake", "", Recipe(bags.gift_box, "#b3303c", SON, "moon-cake", ("moon-cake",), designs=("night", "cloth"))
    ),
    rule("ricepaper", "cá cơm", replace(_paper, ink=BIEN, motif="fish", accent="#8f7f58")),
    rule("ricepaper", "sữa|cốt dừa", replace(_paper, fill="#f6efe0", ink=NAU, motif="coconut")),
    rule("ricepaper", "phơi sương", replace(_paper, fill="#f4f0e4", ink=SON)),
    rule("ricepaper", "cường", replace(_paper, ink=LEAF, accent="#4a3a2a")),
    rule("ricepaper", "", _paper),
    rule("driedfish", "lưỡi trâu", Recipe(bags.vacuum, "#c9a878", BIEN, "fish", goods="fish")),
    rule("driedfish", "bống", Recipe(packs.lid_jar, "#9a6a35", NAU, "fish", ("goby",), accent="#8a5a2b")),
    rule("driedfish", "cơm", Recipe(bags.window_pouch, "#c9dbe0", CHAM, "fish", goods="small-fish")),
    rule("driedfish", "", Recipe(bags.vacuum, "#b9c6c0", CHAM, "fish", goods="silver-fish")),
    rule("flour", "", Recipe(bags.pouch, "#e6dfcc", REU, "ear-of-corn", ("flour",))),
    rule(
        "turmeric",
        "",
        Recipe(packs.lid_jar, "#e2a02c", NGHE, "ginger-root", ("turmeric", "turmeric-powder"), accent="#a8742c"),
    ),
    rule("fishsauce", "rươi", replace(FISH_SAUCE, fill="#7a3514", ink=SON, motif="water-wave", props=("small-fish",))),
    rule("fishsauce", "mười quý", replace(FISH_SAUCE, fill="#9a4a16", ink=NAU, accent="#d9b24a")),
    rule("fishsauce", "phương loan", replace(FISH_SAUCE, fill="#84380f", ink=CHAM)),
    rule("fishsauce", "phát hải", replace(FISH_SAUCE, fill="#a4521c", ink=BIEN, accent="#9c2330", motif="sailboat")),
    rule("fishsauce", "đức hải", replace(FISH_SAUCE, fill="#783010", ink=LEAF, accent="#c9a24a", motif="water-wave")),
    rule("fishsauce", "", replace(FISH_SAUCE, fill="#90450f", ink=CHAM, motif="sailboat", accent="#21456b")),
    rule("soy-paste", "", Recipe(packs.sauce_bottle, "#a8702c", REU, "beans", ("beans",), accent="#4a5a1c")),
    rule("shrimp", "tẩm bột", Recipe(bags.box, "#f0cfa8", SON, "fried-shrimp", ("shrimps", "coconut-half"))),
    rule(
        "shrimp",
        "xiên|chần",
        Recipe(bags.box, "#bcd6dc", CHAM, "shrimp", ("shrimps", "chilli"), designs=("header", "framed")),
    ),
    rule("shrimp", "", Recipe(bags.vacuum, "#efc4b4", SON, "shrimp", goods="shrimps")),
    rule("squid", "", Recipe(bags.vacuum, "#efd0c4", SEN, "squid", goods="squid")),
    rule("fishcake", "mực", Recipe(bags.vacuum, "#f0d8c0", BIEN, "squid", ("squid",), goods="ham")),
    rule("fishcake", "", Recipe(bags.vacuum, "#efc0a8", SON, "fish-cake-with-swirl", ("red-fish",), goods="ham")),
    rule("crab", "", Recipe(stall.basket, "#c58f46", BIEN, "crab", goods="crab")),
    rule("malt", "đường", replace(_malt, shape=packs.honey_jar, ink=NAU, accent="#6b3f1d")),
    rule("malt", "", _malt),
    rule("jerky", "", Recipe(bags.window_pouch, "#9c4a34", NAU, "cow-face", goods="jerky")),
    rule("salt", "tre", Recipe(packs.lid_jar, "#d9dcd2", REU, "salt", ("bamboo", "salt"), accent="#8ea64e")),
    rule("salt", "hầm", Recipe(packs.jar, "#dfe3e0", NAU, "salt", ("salt",))),
    rule("salt", "", _salt),
    rule("chilli-salt", "", Recipe(packs.lid_jar, "#cf5a34", SON, "shrimp", ("chilli", "shrimp"), accent="#9c2330")),
    rule("pepper", "", Recipe(packs.lid_jar, "#8c3a2c", SON, "herb", ("red-pepper",))),
    rule("chicken", "", Recipe(stall.nest, "#c58f46", NAU, "rooster", goods="hen")),
    rule("birdnest", "", Recipe(bags.gift_box, "#e9d9b0", SON, "empty-nest", ("nest",), designs=("header", "framed"))),
    rule("deer", "tươi", Recipe(stall.antlers, "#b8324a", NAU, "deer", goods="antler")),
    rule("deer", "mật ong", Recipe(packs.honey_jar, "#c9801c", NAU, "deer", ("antler", "comb"))),
    rule("deer", "bột", Recipe(packs.pill_bottle, "#e9dcc4", NAU, "deer", ("antler", "antler-powder"))),
    rule("deer", "", Recipe(bags.gift_box, "#c9a878", NAU, "deer", ("dried-slices", "antler"))),
    rule("honey", "bạc hà", replace(HONEY, fill="#e0a02c", ink=LEAF, motif="honeybee", props=("comb", "mint"))),
    rule("honey", "", replace(HONEY, props=("comb", "yellow-flower"))),
    rule("milk", "", Recipe(packs.juice_bottle, "#f8f7f0", CHAM, "cow-face", (), accent="#2f6a9c")),
    rule("plum", "sấy|mứt", Recipe(bags.window_pouch, "#c9889c", SEN, "cherry-blossom", goods="plum")),
    rule("plum", "", Recipe(stall.basket, "#c58f46", SEN, "cherry-blossom", goods="plum")),
    rule("litchi", "sấy", Recipe(bags.window_pouch, "#d9a08a", SON, "blossom", goods="longan")),
    rule("litchi", "", Recipe(stall.basket, "#c58f46", SON, "blossom", goods="lychee")),
    rule("pomelo", "", Recipe(stall.big_basket, "#c58f46", REU, "blossom", goods="pomelo")),
    rule("orange", "", Recipe(stall.basket, "#c58f46", NAU, "tangerine", goods="orange")),
    rule("candied-fruit", "", Recipe(packs.jar, "#e08a2c", NAU, "tangerine", ("orange",))),
    rule("noodles", "", Recipe(bags.window_pouch, "#e6d8b4", REU, "steaming-bowl", goods="noodles")),
    rule("porridge", "", Recipe(stall.bowl, "#e6cf9c", NAU, "steaming-bowl", ("leaves",))),
    rule("sticky-rice", "", Recipe(stall.lunch_box, "#d9562c", SON, "cooked-rice")),
    rule("macadamia", "", Recipe(bags.window_pouch, "#c9a57a", NAU, "chestnut", goods="macadamia")),
    rule("lotus-seed", "", Recipe(bags.window_pouch, "#e9c4cf", SEN, "lotus", goods="lotus-seed")),
    rule("mushroom", "linh chi", Recipe(bags.gift_box, "#b5764a", NAU, "mushroom", ("lingzhi",))),
    rule("mushroom", "đông trùng", Recipe(packs.lid_jar, "#e6b878", SON, "mushroom", ("cordyceps",))),
    rule("mushroom", "", Recipe(bags.tray, "#d9d0c0", REU, "brown-mushroom", goods="oyster-mushroom")),
)
