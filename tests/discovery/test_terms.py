"""How what is typed is read: marks, đ, composed or decomposed, the place of a tone, phrases, and nothing too long."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from ocop_shop.discovery import terms
from ocop_shop.discovery.terms import Term

VIETNAMESE = "aăâbcdđeêghiklmnoôơpqrstuưvxyàáảãạằắẳẵặầấẩẫậèéẻẽẹềếểễệìíỉĩịòóỏõọồốổỗộờớởỡợùúủũụừứửữựỳýỷỹỵ"
WRITTEN = st.text(st.sampled_from(VIETNAMESE + VIETNAMESE.upper() + "0123456789 .,-_\"'“”"), max_size=60)
ANYTHING = st.text(max_size=120)
TONES = "\u0300\u0301\u0303\u0309\u0323"


@given(WRITTEN | ANYTHING)
@example("ĐƯỜNG hoa dừa ST25")
@example("İstanbul ß ﬁ ŉ")
def test_words_without_marks_stay_as_they_are_when_read_again(written):
    once = terms.plain_words(written)
    assert terms.plain_words(" ".join(once)) == once


@given(WRITTEN | ANYTHING)
def test_composed_and_decomposed_letters_are_read_the_same(written):
    composed, decomposed = (unicodedata.normalize(form, written) for form in ("NFC", "NFD"))
    assert terms.plain_words(composed) == terms.plain_words(decomposed)
    assert terms.marked_words(composed) == terms.marked_words(decomposed)
    if len(decomposed) <= terms.MAX_LENGTH:
        assert terms.read(composed) == terms.read(decomposed)


@given(
    st.sampled_from(["", "h", "th", "kh", "ng", "l", "t"]),
    st.sampled_from(["oa", "oe", "uy"]),
    st.sampled_from(TONES),
    st.sampled_from(["lower", "upper", "title"]),
)
def test_a_tone_on_either_vowel_is_the_same_word(onset, vowels, tone, case):
    old, new = (
        getattr(unicodedata.normalize("NFC", word), case)()
        for word in (f"{onset}{vowels[0]}{tone}{vowels[1]}", f"{onset}{vowels}{tone}")
    )
    assert old != new
    assert terms.marked_words(old) == terms.marked_words(new)
    assert terms.read(old) == terms.read(new)


@given(WRITTEN)
def test_words_with_marks_are_as_many_as_words_without(written):
    assert len(terms.marked_words(written)) == len(terms.plain_words(written))


@given(WRITTEN)
def test_the_beginning_of_a_word_is_the_beginning_of_its_form_with_marks(written):
    for word in terms.marked_words(written):
        letters = unicodedata.normalize("NFC", word.lstrip(TONES))
        for end in range(1, len(letters)):
            assert word.lstrip(TONES).startswith(unicodedata.normalize("NFD", letters[:end]))


@given(ANYTHING | st.text(min_size=900, max_size=3000))
def test_whatever_is_typed_gives_few_short_terms(typed):
    read = terms.read(typed)
    assert len(read.wanted) <= terms.MAX_TERMS
    assert all(term.words and all(0 < len(word) <= terms.MAX_WORD for word in term.words) for term in read.wanted)
    assert all(word == "".join(terms.plain_words(word)) for term in read.wanted for word in term.words)
    assert len(read.name) <= 4 * terms.MAX_LENGTH


def plain(typed):
    return [term.words for term in terms.read(typed).wanted]


@pytest.mark.parametrize(
    ("typed", "wanted"),
    [
        ("Mật hoa dừa", [("mat",), ("hoa",), ("dua",)]),
        ("đắk lắk", [("dak",), ("lak",)]),
        ("ÐĂK ðakr", [("dak",), ("dakr",)][1:]),  # eth for đ; "dak" begins "dakr"
        ("st25", [("st", "25")]),
        ("mật-ong", [("mat",), ("ong",)]),
        ("mat_ong", [("mat",), ("ong",)]),
        ('"hoa dừa" tươi', [("hoa", "dua"), ("tuoi",)]),
        ("dừa dừa DUA", [("dua",)]),
        ("d dừa", [("dua",)]),
        ("OR AND NOT NEAR(a) *:^-", [("or",), ("and",), ("not",), ("near",)]),
        ("\x00\u200b\ufeff", []),
        ("☕ !!! …", []),
        ("", []),
    ],
)
def test_what_is_typed_is_read_into_terms(typed, wanted):
    assert plain(typed) == wanted


@pytest.mark.parametrize(
    ("typed", "whole"),
    [('"tỏi đen"', True), ('"tỏi đen', False), ("tỏi", False), ("“tỏi đen”", True), ("«tỏi đen»", True)],
)
def test_only_what_stands_between_two_quotes_must_end_as_typed(typed, whole):
    [term] = terms.read(typed).wanted
    assert term.whole is whole


def test_a_term_is_a_piece_of_text():
    assert Term(("hoa", "dua")).pattern == " hoa dua"
    assert Term(("hoa", "dua"), whole=True).pattern == " hoa dua "


def test_words_typed_with_marks_are_remembered_with_their_tone_in_front():
    assert terms.read("mat hoà dừa").marked == ("mat", "\u0300hoa", "\u0300du\u031ba")
    assert terms.read("mat hoa dua").marked == ()
    assert terms.read("đường").marked == ("\u0300đu\u031bo\u031bng",)


def test_the_whole_is_remembered_as_a_name():
    assert terms.read('  "Mật  Hoa" dừa! ').name == "mat hoa dua"
