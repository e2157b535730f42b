"""Links that shoppers share, read leniently."""

from urllib.parse import parse_qs

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ocop_shop.discovery.parameters import NoSuchPage, Query, read


class Parameters(dict):
    """Lists of values by name, as Django's QueryDict gives them."""

    def getlist(self, key):
        return self.get(key, [])


def reading(query_string):
    return read(Parameters(parse_qs(query_string, keep_blank_values=True)))


def test_several_values_of_one_filter_are_kept():
    assert reading("stars=5&stars=3").stars == (3, 5)


@pytest.mark.parametrize(
    "nonsense", ["stars=abc", "stars=", "stars=6", "province=%00", "sort=drop", "price_min=-1", "set=27"]
)
def test_what_cannot_be_understood_is_left_out(nonsense):
    assert reading(nonsense) == Query()


@pytest.mark.parametrize("page", ["0", "-1", "abc", "1e9", "99999999", "٣"])
def test_a_page_that_cannot_exist_is_no_page(page):
    with pytest.raises(NoSuchPage):
        reading(f"page={page}")


def test_prices_are_read_as_vietnamese_write_them():
    query = reading("price_min=50.000&price_max=1%20000%20000")
    assert (query.price_min, query.price_max) == (50_000, 1_000_000)


def test_prices_the_wrong_way_round_are_turned():
    query = reading("price_min=90&price_max=10")
    assert (query.price_min, query.price_max) == (10, 90)


def test_control_characters_never_reach_the_database():
    assert reading("q=m%E1%BA%ADt%00ong%07").words == "mậtong"


def test_defaults_are_not_written_into_links():
    assert Query().encode() == ""


queries = st.builds(
    Query,
    stars=st.sets(st.sampled_from([3, 4, 5])).map(lambda s: tuple(sorted(s))),
    potential=st.booleans(),
    province=st.sets(st.sampled_from(["01", "51", "86"])).map(lambda s: tuple(sorted(s))),
    sector=st.sets(st.sampled_from(["I", "II"])).map(lambda s: tuple(sorted(s))),
    price_min=st.none() | st.integers(0, 100),
    price_max=st.none() | st.integers(100, 10**10),
    in_stock=st.booleans(),
    sort=st.sampled_from(["stars", "price", "-price", "newest", "name"]),
    page=st.integers(1, 9999),
)


@given(queries)
def test_a_written_link_is_read_as_it_was_meant(query):
    assert reading(query.encode()) == query


@given(
    st.dictionaries(
        st.sampled_from(["q", "stars", "province", "former", "price_min", "sort", "set", "in_stock"]),
        st.lists(st.text()),
    )
)
def test_no_input_is_an_error(values):
    assert isinstance(read(Parameters(values)), Query)
