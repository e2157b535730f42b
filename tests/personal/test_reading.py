"""The page of a copy is for people: it is read without knowing how the shop keeps things."""

from __future__ import annotations

import pytest
from django.template.loader import render_to_string
from django.utils import translation

from ocop_shop.core.personal_labels import label
from ocop_shop.personal.reading import Shown, shown


@pytest.mark.parametrize(
    ("kept", "read"),
    [
        ("2026-11-30T02:14:39+07:00", "30/11/2026 02:14"),
        ("2029-10-21", "21/10/2029"),
        ("lô 2029-10-21", "lô 2029-10-21"),
        ("<p>Chè xanh &amp; thơm.</p>", "Chè xanh & thơm."),
        ("3 < 5", "3 < 5"),
        (0, "0"),
        (True, "yes"),
        (None, ""),
    ],
)
def test_a_value_is_written_as_people_write_it(kept, read):
    with translation.override("en"):
        assert shown(kept) == Shown(words=read)


def test_what_is_inside_is_told_by_name_and_what_is_empty_is_left_out():
    parts = [{"id": "x", "type": "text", "value": {"heading": "", "text": "<b>nhà</b>"}}, {}]
    page = render_to_string("ocop_shop/personal/export_value.html", {"value": shown(parts)})
    assert "&lt;b&gt;nhà" in page
    for hidden in ("{", "&#x27;", label("heading"), "id"):
        assert hidden not in page.replace("</dt>", "").replace("<dd>", "").replace("</dd>", "")


def test_a_file_is_opened_from_the_page():
    assert 'href="files/goods-1-2.webp"' in render_to_string(
        "ocop_shop/personal/export_value.html", {"value": shown("files/goods-1-2.webp")}
    )
