"""An order follows its lines: forwards alone, and complete when all that was not cancelled has left."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ocop_shop.ordering import states
from ocop_shop.ordering.states import order_states

LINES = ["Pending", "Being processed", "Packed", "Shipped", "Cancelled"]


@pytest.mark.parametrize(
    ("now", "lines", "through"),
    [
        ("Pending", ["Pending", "Pending"], ()),
        ("Pending", ["Pending", "Being processed"], ("Being processed",)),
        ("Pending", ["Pending", "Packed"], ("Being processed",)),
        ("Pending", ["Pending", "Shipped"], ("Being processed",)),
        ("Pending", ["Shipped", "Cancelled"], ("Being processed", "Complete")),
        ("Being processed", ["Shipped", "Shipped"], ("Complete",)),
        ("Being processed", ["Pending", "Cancelled"], ()),
        ("Pending", ["Cancelled", "Cancelled"], ()),
        ("Awaiting payment", ["Shipped"], ()),
        ("Cancelled", ["Shipped"], ()),
        ("Complete", ["Shipped", "Being processed"], ()),
        ("A state of a shop's own", ["Shipped"], ()),
        ("Pending", ["A state of a shop's own"], ("Being processed",)),
    ],
)
def test_an_order_goes_to_where_its_lines_stand(now, lines, through):
    assert order_states(now, lines) == through


def test_an_order_that_is_paid_at_the_door_waits_for_its_money():
    assert order_states("Pending", ["Shipped"], is_awaited=True) == ("Being processed",)
    assert order_states("Being processed", ["Shipped"], is_awaited=True) == ()


@given(st.sampled_from(sorted(states.ORDER_PIPELINE)), st.lists(st.sampled_from(LINES)), st.booleans())
def test_every_step_is_one_of_the_pipeline(now, lines, is_awaited):
    for step in order_states(now, lines, is_awaited=is_awaited):
        assert step in states.ORDER_PIPELINE[now]
        now = step


@given(st.lists(st.sampled_from(LINES)))
def test_an_order_is_complete_when_nothing_is_left_to_send_and_only_then(lines):
    living = [line for line in lines if line != "Cancelled"]
    done = bool(living) and set(living) == {"Shipped"}
    assert ("Complete" in order_states("Pending", lines)) is done


@given(st.lists(st.sampled_from(LINES)))
def test_following_twice_goes_no_further(lines):
    through = order_states("Pending", lines)
    assert order_states(through[-1] if through else "Pending", lines) == ()
