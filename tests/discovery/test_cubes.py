"""Adding up combinations: quick sums are those of looking at each one."""

from hypothesis import given
from hypothesis import strategies as st

from ocop_shop.discovery.cubes import Cube, Side, one_by_one

CELLS = st.tuples(st.integers(0, 3), st.sampled_from("abc"), st.sampled_from(["", "x", "x y", "y z"]))
NUMBERS = st.dictionaries(CELLS, st.integers(1, 9), max_size=40)


def sides(first, second, third):
    return [
        Side("first", 0, chosen=frozenset(first)),
        Side("vowel", 1, lambda letter: ("yes",) if letter == "a" else ("no",), frozenset(second)),
        Side("words", 2, str.split, frozenset(third)),
        Side("letter", 1),
    ]


CHOICES = st.builds(
    sides,
    st.sets(st.integers(0, 4), max_size=2),
    st.sets(st.sampled_from(["yes", "no"]), max_size=1),
    st.sets(st.sampled_from("xyz"), max_size=2),
)


def told(counted):
    return counted.total, {name: {v: n for v, n in c.items() if n} for name, c in counted.values.items()}


@given(NUMBERS, CHOICES, st.sampled_from([(), ("x",), ("z",)]))
def test_quick_sums_are_those_of_one_by_one(numbers, chosen, shelf):
    base = [Side("", 2, str.split, frozenset(shelf))] if shelf else []
    assert told(Cube(numbers.items()).count(chosen, base)) == told(one_by_one(numbers.items(), chosen, base))


@given(NUMBERS, CHOICES, st.lists(st.tuples(CELLS, st.integers(-3, 3)), max_size=20))
def test_sums_at_hand_follow_changes(numbers, chosen, changes):
    cube = Cube(numbers.items())
    cube.count(chosen)
    cube.change(changes)
    now = dict(numbers)
    for cell, number in changes:
        now[cell] = now.get(cell, 0) + number
    assert told(cube.count(chosen)) == told(one_by_one(now.items(), chosen))


def test_more_sums_than_are_kept_are_made_again(monkeypatch):
    monkeypatch.setattr("ocop_shop.discovery.cubes.MAX_ROLLUPS", 1)
    numbers = {(1, "a", "x"): 2, (2, "b", "x y"): 3}
    chosen = sides([1], [], ["x"])
    assert told(Cube(numbers.items()).count(chosen)) == told(one_by_one(numbers.items(), chosen))
