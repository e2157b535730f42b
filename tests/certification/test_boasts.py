"""Claims of OCOP and stars beyond what the register grants are found; fair words are left alone."""

import csv
import random
import time
import unicodedata
from pathlib import Path

import pytest
from django.utils.translation import override
from hypothesis import example, given
from hypothesis import strategies as st

from ocop_shop.certification import boast_wording
from ocop_shop.certification.boasts import MOST, Boast, Kind, find

EXAMPLES = Path(__file__).with_name("boasts.csv")
LENGTH = 10_000


def _examples():
    with EXAMPLES.open(encoding="utf-8", newline="") as file:
        return [(row["text"], int(row["granted"] or 0), row["boast"] == "1") for row in csv.DictReader(file)]


def _kinds(text, granted=None):
    return [boast.kind for boast in find(text, granted)]


# How good it is


def test_the_examples_are_many_and_mixed():
    examples = _examples()
    plain = [text for text, _, _ in examples if text.isascii()]
    boasts = [text for text, _, boast in examples if boast]
    assert len(examples) >= 320
    assert len({(text, granted) for text, granted, _ in examples}) == len(examples)
    assert 0.4 <= len(boasts) / len(examples) <= 0.6
    assert len(plain) / len(examples) >= 0.4


def test_nearly_all_boasts_are_found_and_nearly_all_that_is_found_is_a_boast():
    judged = [(bool(find(text, granted)), boast) for text, granted, boast in _examples()]
    hits = judged.count((True, True))
    assert hits / (hits + judged.count((True, False))) >= 0.95
    assert hits / (hits + judged.count((False, True))) >= 0.90


# What is found


@pytest.mark.parametrize(
    ("text", "granted", "kind", "said"),
    [
        ("Kẹo dừa, sản phẩm OCOP của xã", None, Kind.NAMED, "sản phẩm OCOP"),
        ("Kẹo dừa OCOP 4 sao", None, Kind.STARS, "OCOP 4 sao"),
        ("Kẹo dừa OCOP 4 sao", 0, Kind.STARS, "OCOP 4 sao"),
        ("Kẹo dừa bốn ngôi sao", None, Kind.STARS, "bốn ngôi sao"),
        ("Kẹo dừa OCOP 4 sao", 3, Kind.HIGHER, "OCOP 4 sao"),
        ("Kẹo dừa OCOP cấp quốc gia", 4, Kind.HIGHER, "OCOP cấp quốc gia"),
        ("Kẹo dừa tiềm năng 5 sao", 4, Kind.POTENTIAL, "tiềm năng 5 sao"),
        ("Kẹo dừa tiềm năng 5 sao", None, Kind.POTENTIAL, "tiềm năng 5 sao"),
        ("Kẹo dừa đạt chuẩn OCOP", None, Kind.STANDARD, "đạt chuẩn OCOP"),
        ("Kẹo dừa đạt chuẩn 4 sao", None, Kind.STANDARD, "đạt chuẩn 4 sao"),
        ("Kẹo dừa đạt chuẩn quốc gia", None, Kind.STANDARD, "đạt chuẩn quốc gia"),
        ("keo_dua_ocop4sao.jpg", None, Kind.STARS, "ocop4sao"),
        ("<p>Kẹo <b>OC</b>OP&nbsp;4 sao</p>", None, Kind.STARS, "OC</b>OP&nbsp;4 sao"),
    ],
)
def test_a_boast_is_told_with_its_kind_and_the_writers_own_words(text, granted, kind, said):
    start = text.index(said)
    assert find(text, granted) == (Boast(kind, said, start, start + len(said)),)


@pytest.mark.parametrize(
    "text",
    [
        *(
            "O.C.O.P 4 sao",
            "O C O P 4 s a o",
            "0COP 4 sao",
            "OC0P bốn sao",
            "ОСОР 4 sao",
            "ＯＣＯＰ ４ sao",
            "🅾🅲🅾🅿 4 sao",
        ),
        *("OCOP 4*", "OCOP ****", "OCOP ★★★★", "OCOP ⭐×4", "OCOP 4⭐", "OCOP 4️⃣ sao", "OCOP hạng sao 4", "OCOP 04 sao"),
        *("ocop_4_sao.jpg", "ocop.4.sao.jpg", "OCOP-4-star.png", "ocopbonsao.jpg", "ocop%204%20sao.jpg"),
        *("bon sao ocop", "bốn (04) sao OCOP", "O&#67;OP 4 sao", '<img alt="OCOP 4 sao">', "four-star OCOP"),
    ],
)
def test_no_way_of_writing_hides_four_stars(text):
    assert _kinds(text) == [Kind.STARS]
    assert _kinds(text, 3) == [Kind.HIGHER]
    assert _kinds(text, 4) == []


@pytest.mark.parametrize("granted", [3, 4, 5])
def test_what_is_granted_or_less_may_be_said(granted):
    for stars in range(3, granted + 1):
        assert find(f"Kẹo dừa đạt chuẩn OCOP {stars} sao", granted) == ()
    for stars in range(granted + 1, 6):
        assert _kinds(f"Kẹo dừa đạt chuẩn OCOP {stars} sao", granted) == [Kind.HIGHER]


def test_an_aim_does_not_excuse_what_is_claimed_beside_it():
    assert [boast.said for boast in find("Đạt OCOP 3 sao, phấn đấu lên 4 sao năm 2027.", None)] == ["Đạt OCOP 3 sao"]
    assert find("Đạt OCOP 3 sao, phấn đấu lên 4 sao năm 2027.", 3) == ()


def test_not_yet_in_another_sentence_excuses_nothing():
    assert _kinds("Chưa có chất bảo quản nào. Kẹo OCOP 4 sao.") == [Kind.STARS]


def test_no_more_is_told_than_somebody_can_use():
    assert len(find("Kẹo OCOP 4 sao thơm ngon. " * 100, None)) == MOST


# What hides nothing


PLAIN = ["Kẹo dừa OCOP 4 sao", "Mắm đạt chuẩn OCOP", "Rượu hạng bốn sao", "Tôm khô OCOP", "Trà tiềm năng 5 sao"]


def _decorated(text, rng, decorations):
    if "accents" in decorations:
        text = "".join(
            sign for sign in unicodedata.normalize("NFD", text.replace("đ", "d")) if not unicodedata.combining(sign)
        )
    if "case" in decorations:
        text = "".join(sign.upper() if rng.random() < 0.5 else sign for sign in text)
    text = unicodedata.normalize("NFD" if "nfd" in decorations else "NFC", text)
    between = [*(["\u200b", "\u2060", "\u00ad", "\ufeff"] if "invisible" in decorations else [])]
    between += ["<b>", "</b>", "<span class='x'>", "<em>"] if "tags" in decorations else []
    if between:
        text = "".join(sign + (rng.choice(between) if rng.random() < 0.4 else "") for sign in text)
    return text


@given(
    text=st.sampled_from(PLAIN),
    decorations=st.sets(st.sampled_from(["accents", "case", "nfd", "invisible", "tags"])),
    seed=st.integers(0, 10_000),
)
def test_decorations_do_not_hide_a_plain_boast(text, decorations, seed):
    boasts = find(_decorated(text, random.Random(seed), decorations), None)
    assert [boast.kind for boast in boasts] == _kinds(text)
    assert len(boasts) == 1


PIECES = [
    "OCOP",
    "0c0p",
    "sao",
    "4",
    "★",
    "*",
    "chuẩn",
    "đạt",
    "chưa",
    ".",
    ",",
    "<b>",
    "<",
    ">",
    "&",
    "&#79;",
    "\u0301",
    "x",
    " ",
]


@given(
    text=st.one_of(st.text(max_size=300), st.lists(st.sampled_from(PIECES), max_size=80).map("".join)),
    granted=st.sampled_from([None, 0, 3, 4, 5]),
)
@example("\ud800", None)
@example("&#0;&#xD800;&#9999999;", None)
@example("", 3)
def test_whatever_is_typed_nothing_is_raised_and_each_place_holds_the_words_told(text, granted):
    boasts = find(text, granted)
    assert [text[boast.start : boast.end] for boast in boasts] == [boast.said for boast in boasts]
    assert [boast.start for boast in boasts] == sorted(boast.start for boast in boasts)


def _seconds(text):
    """The best of some runs in time of this process: other work on the machine is not ours."""
    taken = []
    for _ in range(3):
        before = time.process_time()
        find(text, None)
        taken.append(time.process_time() - before)
    return min(taken)


def test_ten_thousand_characters_are_read_in_a_twentieth_of_a_second():
    text = "Bánh tráng phơi sương của làng nghề, dẻo và thơm, không phẩm màu. Chưa có chứng nhận OCOP. " * 200
    assert _seconds(text[:LENGTH]) < 0.05


@pytest.mark.parametrize(
    "piece",
    [
        *(
            "<",
            "<a ",
            "&",
            "&#",
            "*",
            "★ ",
            "o c ",
            "o.c.o.",
            "ocop",
            "0c0p ",
            "4 sao ",
            "4/5 sao ",
            "nam sao ",
            "sao ",
            "datchuanx",
        ),
        *(
            "chua co ocop ",
            "khong ",
            "phan dau ",
            "san pham khac ",
            "co so con co ",
            "moi xa mot ",
            "hang ",
            "dat chuan ",
            "1.1",
            "%20",
        ),
    ],
)
def test_time_grows_with_the_length_alone(piece):
    short, long = (piece * LENGTH)[: LENGTH // 4], (piece * LENGTH)[:LENGTH]
    assert _seconds(long) < 10 * max(_seconds(short), 0.005)


# What is said to the writer


@pytest.mark.parametrize("kind", list(Kind))
@pytest.mark.parametrize("granted", [None, 0, 3, 4])
def test_a_reason_quotes_the_words_and_tells_the_stars_granted(kind, granted):
    with override("en"):
        told = boast_wording.reason(Boast(kind, "O<b>C</b>OP 5 sao", 0, 17), granted)
    assert "“OCOP 5 sao”" in told
    assert (f"holds {granted} stars" in told) == bool(granted)
    assert ("no OCOP certificate" in told) == (not granted)


def test_a_reason_says_what_to_do():
    with override("en"):
        named = boast_wording.reason(find("Kẹo dừa OCOP", None)[0], None)
        standard = boast_wording.reason(find("Kẹo dừa đạt chuẩn OCOP", None)[0], None)
        higher = boast_wording.reason(find("Kẹo dừa OCOP 5 sao", 4)[0], 4)
    assert "write “not yet certified”" in named
    assert "apply at your commune's People's Committee" in named
    assert "VietGAP" in standard
    assert "Write at most “OCOP 4 stars”" in higher


def test_a_reason_holds_no_markup_and_no_endless_quote():
    with override("en"):
        told = boast_wording.reason(Boast(Kind.NAMED, "<script>alert(1)</script>OCOP" + "x" * 500, 0, 529), None)
    assert "<" not in told
    assert len(told) < 500


def test_texts_that_nobody_saw_who_wrote_the_rules_are_judged_as_well():
    # Written by somebody else and never used to mend a rule; a new rule is measured here, not made here.
    with EXAMPLES.with_name("boasts_unseen.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    judged = [(bool(find(row["text"], int(row["granted"]))), row["boast"] == "1") for row in rows]
    hits = judged.count((True, True))
    assert len(rows) >= 300
    assert hits / (hits + judged.count((True, False))) >= 0.95
    assert hits / (hits + judged.count((False, True))) >= 0.90
