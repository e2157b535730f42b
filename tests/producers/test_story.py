"""The parts of a story: what is kept of them, what is wrong with them, what they say."""

from __future__ import annotations

import pytest
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

from ocop_shop.producers import entries, story, story_words

TEXT = {"type": "text", "value": {"heading": "Cha", "text": "Một.\n\nHai.", "text_en": "One."}, "id": "a"}
STEPS = {"type": "steps", "value": {"steps": [{"title": "Hái", "text": "Lúc sáng.", "image": "picture:3"}]}, "id": "b"}
GALLERY = {"type": "gallery", "value": {"images": ["picture:3", "file:4"]}, "id": "c"}


def codes(*parts, known=("picture:3", "file:4")):
    return [(fault.number, fault.field, fault.code) for fault in story.faults(story.cleaned(list(parts)), known)]


def a_video(url):
    return {"type": "video", "value": {"title": "Lò", "url": url}, "id": "v"}


def test_whole_parts_have_no_faults():
    video = a_video("https://www.youtube.com/watch?v=1")
    assert codes(TEXT, STEPS, GALLERY, video, {"type": "quote", "value": {"text": "Làm kỹ."}, "id": "q"}) == []


def test_a_part_keeps_what_is_known_of_its_kind_and_nothing_else():
    told = {**TEXT, "value": {**TEXT["value"], "html": "<b>", "url": "x"}, "class": "x"}
    assert story.cleaned([told, {"type": "raw_html", "value": "<script>", "id": "x"}, "x", None]) == [
        {
            "type": "text",
            "value": {"heading": "Cha", "heading_en": "", "text": "Một.\n\nHai.", "text_en": "One."},
            "id": "a",
        }
    ]


@pytest.mark.parametrize("told", [None, "", {}, [[]], [{"type": ["text"]}], [{"type": "steps", "value": {"steps": 3}}]])
def test_what_is_no_story_is_an_empty_one_or_has_faults(told):
    try:
        parts = story.cleaned(told)
    except TypeError:
        pytest.fail("nonsense is cleaned, not raised")
    assert all(story.faults([part], ()) for part in parts)


@pytest.mark.parametrize(
    ("part", "fault"),
    [
        ({"type": "text", "value": {"heading": "Cha"}}, (1, "text", "missing")),
        ({"type": "text", "value": {"text": "x" * 5001}}, (1, "text", "too_long")),
        ({"type": "picture", "value": {}}, (1, "image", "missing")),
        ({"type": "picture", "value": {"image": "picture:9"}}, (1, "image", "picture_gone")),
        ({"type": "gallery", "value": {"images": []}}, (1, "images", "number_of_pictures")),
        ({"type": "steps", "value": {"steps": []}}, (1, "steps", "number_of_steps")),
        ({"type": "steps", "value": {"steps": [{"title": "x"}] * 13}}, (1, "steps", "number_of_steps")),
        ({"type": "steps", "value": {"steps": [{"text": "x"}]}}, (1, "title", "missing")),
        (a_video("https://example.com/"), (1, "url", "link")),
    ],
)
def test_a_faulty_part_is_told_by_its_number(part, fault):
    assert codes({**part, "id": "x"}) == [fault]


def test_a_story_has_at_most_thirty_parts():
    assert codes(*[TEXT] * 30) == []
    assert codes(*[TEXT] * 31) == [(0, "", "too_many_parts")]


@pytest.mark.parametrize(
    ("url", "site"),
    [
        ("https://youtu.be/abc", "YouTube"),
        ("https://m.youtube.com/watch?v=1", "YouTube"),
        ("https://vimeo.com/1", "Vimeo"),
        ("http://youtu.be/abc", ""),
        ("javascript:alert(1)//youtube.com", ""),
        ("https://youtube.com.example.org/", ""),
        ("https://notyoutube.com/", ""),
        ("https://youtube.com@example.org/", ""),
        ("https://a@youtube.com/", ""),
        ("https://youtube.com:8443/", ""),
        ("https://example.org\\@youtube.com/", ""),
        ("https://[youtube.com/", ""),
        ("", ""),
    ],
)
def test_a_video_is_a_link_to_a_known_site_and_nothing_else(url, site):
    assert story.video_site(url) == site


@given(st.text())
def test_any_link_is_known_or_not_and_never_breaks(url):
    assert story.video_site(url) in {"", *story.VIDEO_SITES.values()}


@given(st.recursive(st.none() | st.booleans() | st.integers() | st.text(), lambda x: st.lists(x) | st.dictionaries(
    st.sampled_from(["type", "value", "id", "steps", "images", "image", "text", "url"]) , x)))  # fmt: skip
def test_whatever_is_cleaned_is_clean_already_and_can_be_judged(told):
    once = story.cleaned(told)
    assert story.cleaned(once) == once
    story.faults(once, ())
    list(story.texts(once))


def test_the_running_text_is_in_the_readers_language_where_there_is_one():
    parts = story.cleaned([TEXT, STEPS, {"type": "text", "value": {"text": "Ba."}, "id": "d"}])
    assert story.plain(parts, "vi") == "Một.\n\nHai.\n\nBa."
    assert story.plain(parts, "en") == "One.\n\nBa."


def test_pictures_are_found_everywhere_and_can_be_named_anew():
    parts = story.cleaned([STEPS, GALLERY, {"type": "picture", "value": {"image": "file:4"}, "id": "p"}])
    assert story.pictures(parts) == {"picture:3", "file:4"}
    assert story.pictures(story.with_pictures(parts, {"file:4": "picture:8"})) == {"picture:3", "picture:8"}


def test_every_text_of_a_story_is_read_in_both_languages():
    assert list(story.texts(story.cleaned([TEXT, STEPS]))) == ["Cha", "Một.\n\nHai.", "One.", "Hái", "Lúc sáng."]


def test_paragraphs_stay_and_what_cannot_be_seen_goes():
    assert story.paragraphs("Một\u200b \r\n\r\n\r\n\r\n  Hai\x00\t x ") == "Một\n\nHai x"


def test_an_old_story_becomes_one_part_of_text():
    assert story.plain(story.from_text("Từ 1998.", "Since 1998."), "en") == "Since 1998."
    assert story.from_text("", "") == []


def test_entries_are_put_in_moved_and_taken_out():
    a, b, c = ({"id": name} for name in "abc")
    assert entries.put([a, b], {"id": "a", "x": 1}) == [{"id": "a", "x": 1}, b]
    assert entries.put([a], b) == [a, b]
    assert entries.moved([a, b, c], "c", -1) == [a, c, b]
    assert entries.moved([a, b], "a", -1) == [a, b]
    assert entries.moved([a, b], "x", 1) == [a, b]
    assert entries.without([a, b], "a") == [b]
    assert entries.found([a], "b") is None


def test_a_copy_tells_the_story_by_names_and_without_codes():
    parts = [
        {"type": "steps", "id": "a", "value": {"heading": "", "steps": [{"title": "Hái", "image": "picture:7"}]}},
        {"type": "gallery", "id": "b", "value": {"heading_en": "Field", "images": ["picture:7", "picture:8"]}},
        {"type": "text", "id": "c", "value": {"text": "Nhà tôi."}},
    ]
    with translation.override("en"):
        told = story_words.told(parts, {"picture:7": "Đồi chè"})
    assert told == [
        {"How it is made": {"Steps": [{"Title": "Hái", "Picture": "Đồi chè"}]}},
        {"Several pictures": {"Heading, in English": "Field", "Pictures": ["Đồi chè"]}},
        {"Text": {"Text": "Nhà tôi."}},
    ]
