"""Typed HTML is printed without anything that could run, load or hide."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ocop_shop.core.html import clean_html


@pytest.mark.parametrize(
    ("typed", "printed"),
    [
        ("<p>Mật <b>hoa</b> dừa</p>", "<p>Mật <b>hoa</b> dừa</p>"),
        ("<script>alert(1)</script>Xin chào", "Xin chào"),
        ('<p onclick="x()" style="color:red" class="y">a</p>', "<p>a</p>"),
        ('<img src=x onerror="x()">', ""),
        ('<a href="javascript:x()">a</a>', '<a rel="nofollow noopener">a</a>'),
        ('<a href="https://example.com">a</a>', '<a href="https://example.com" rel="nofollow noopener">a</a>'),
        ("<iframe src=//x></iframe>b", "b"),
        ("<style>p{}</style><svg onload=x()>c</svg>", "c"),
        ("", ""),
    ],
)
def test_only_running_text_is_left(typed, printed):
    assert clean_html(typed) == printed


def test_nothing_typed_is_nothing_printed():
    assert clean_html(None) == ""


@given(st.text())
def test_cleaning_twice_changes_nothing_more(typed):
    once = clean_html(typed)
    assert clean_html(once) == once
    assert "<script" not in once.lower()
