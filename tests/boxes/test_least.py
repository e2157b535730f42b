"""How many boxes can be packed: as many as the scarcest part allows."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ocop_shop.boxes.least import boxes_of


@pytest.mark.parametrize(
    ("parts", "boxes"),
    [
        ([(10, 1)], 10),
        ([(10, 3)], 3),
        ([(10, 3), (4, 2)], 2),
        ([(2, 3), (100, 1)], 0),
        ([(None, 5), (7, 2)], 3),
        ([(-4, 1)], 0),
        ([(None, 2)], None),
        ([], None),
    ],
)
def test_the_scarcest_part_says_how_many(parts, boxes):
    assert boxes_of(parts) == boxes


@given(st.lists(st.tuples(st.integers(0, 500), st.integers(1, 20)), min_size=1, max_size=8))
def test_so_many_boxes_can_be_packed_and_not_one_more(parts):
    boxes = boxes_of(parts)
    assert all(boxes * pieces <= left for left, pieces in parts)
    assert any((boxes + 1) * pieces > left for left, pieces in parts)


@given(st.lists(st.tuples(st.one_of(st.none(), st.integers(0, 50)), st.integers(1, 9)), max_size=6))
def test_what_is_not_counted_changes_nothing(parts):
    assert boxes_of([*parts, (None, 3)]) == boxes_of(parts)
