"""What a list costs: at most six queries for a visitor, at 1, 20 and 48 cards and at 10 and 10,000 products alike.

Head, rows and claims; stages where a card is "potential 5 stars"; one more where words, prices or communes narrow, and
one that counts the communes of the chosen provinces.
"""

import pytest

from ocop_shop.discovery import freshness, tally
from tests.discovery import shelves
from tests.warm import visited

pytestmark = pytest.mark.django_db

LISTS = {
    "all": ("/catalogue/", 4),
    "narrowed": ("/catalogue/?stars=3&stars=4&sector=I&producer_type=household&in_stock=1", 4),
    "a region and an old province": ("/catalogue/?region=DBSCL&former=tra-vinh", 4),
    "a category": ("/catalogue/?category={category}", 4),
    "a province, whose communes are counted": ("/catalogue/?province=86&stars=3", 5),
    "a commune": ("/catalogue/?province=86&commune=29341", 6),
    "prices": ("/catalogue/?price_min=20000&price_max=200000", 5),
    "words": ("/search/?q=mat", 5),
    "all at once": ("/search/?q=mat&province=86&commune=29341&price_max=200000&stars=3&category={category}", 6),
    "in the order of names": ("/catalogue/?sort=name", 4),
    "in English": ("/en/catalogue/", 4),
}


@pytest.fixture(params=[10, 10_000])
def shop(request, client):
    freshness.ensure_true()
    category = shelves.filled(request.param)[0]
    tally.recount()

    def queries(address):
        return visited(client, address.format(category=category))[0]

    return queries


def test_a_list_costs_the_same_few_queries_whatever_its_size(shop, settings):
    for cards in (1, 20, 48):
        settings.OCOP_PAGE_SIZE = cards
        asked = {name: shop(address) for name, (address, _most) in LISTS.items()}
        assert {name: number for name, number in asked.items() if number > LISTS[name][1]} == {}, cards
        assert max(asked.values()) <= 6
