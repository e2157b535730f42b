"""Numbers of orders are random, readable and never twice the same."""

import pytest
from oscar.core.loading import get_model

from ocop_shop.core import codes
from ocop_shop.ordering import numbers


@pytest.mark.django_db
def test_numbers_are_ten_readable_characters_and_differ():
    drawn = {numbers.new_number() for _time in range(50)}
    assert len(drawn) == 50
    assert all(len(number) == 10 and not set(number) & set("01AEIOUYL") for number in drawn)


@pytest.mark.django_db
def test_a_number_that_is_taken_is_drawn_again(monkeypatch):
    get_model("order", "Order").objects.create(number="2222222222", total_incl_tax=1, total_excl_tax=1)
    letters = iter("2" * 10 + "3" * 10)
    monkeypatch.setattr(codes.secrets, "choice", lambda _alphabet: next(letters))
    assert numbers.new_number() == "3333333333"
