"""What an entry keeps is the same in every database."""

import json
from datetime import date, datetime, time
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ocop_shop.auditing.values import storable

anything = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats()
    | st.decimals()
    | st.dates()
    | st.datetimes()
    | st.text(st.characters(codec=None))
    | st.binary(),
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.tuples(inner)
        | st.dictionaries(st.text(max_size=4) | st.integers(), inner, max_size=4)
    ),
    max_leaves=12,
)


@given(anything)
def test_whatever_is_recorded_comes_back_from_json_as_it_went_in(value):
    kept = storable(value)
    written = json.dumps(kept, ensure_ascii=False).encode()
    assert json.loads(written) == kept
    assert storable(kept) == kept
    assert b"\\u0000" not in written
    assert not _has_fraction(kept)


def _has_fraction(value):
    if isinstance(value, dict):
        return any(_has_fraction(member) for member in value.values())
    if isinstance(value, list):
        return any(_has_fraction(member) for member in value)
    return isinstance(value, float)


@pytest.mark.parametrize(
    ("value", "kept"),
    [
        (date(2026, 11, 22), "2026-11-22"),
        (time(8, 30), "08:30:00"),
        (datetime(2026, 11, 22, 8, tzinfo=ZoneInfo("Asia/Ho_Chi_Minh")), "2026-11-22T01:00:00+00:00"),
        ((1, 2), [1, 2]),
        (frozenset({"b", "a"}), ["a", "b"]),
        (True, True),
    ],
)
def test_a_value_has_one_form(value, kept):
    assert storable(value) == kept
