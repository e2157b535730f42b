"""Numbers of things and of days are written as the reader writes them."""

from __future__ import annotations

from types import SimpleNamespace

import pytest
from django.template.loader import render_to_string
from django.utils import translation

from ocop_shop.core.counting import grouped


@pytest.mark.parametrize(
    ("language", "value", "written"),
    [
        ("vi", 0, "0"),
        ("vi", 999, "999"),
        ("vi", 1056, "1.056"),
        ("vi", 1234567, "1.234.567"),
        ("vi", -1056, "-1.056"),
        ("en", 1056, "1,056"),
        ("vi", "–", "–"),
    ],
)
def test_thousands_are_set_apart_with_the_sign_of_the_language(language, value, written):
    with translation.override(language):
        assert grouped(value) == written


def test_days_left_keep_their_plural_and_get_the_sign():
    told = {}
    for language, days in (("vi", 1056), ("en", 1056), ("en", 1)):
        with translation.override(language):
            item = SimpleNamespace(days_left=days)
            told[language, days] = render_to_string("ocop_shop/cms/calendar/days.html", {"item": item})
    assert "1.056" in told["vi", 1056]
    assert "1,056 days" in told["en", 1056]
    assert "1 day left" in told["en", 1]
