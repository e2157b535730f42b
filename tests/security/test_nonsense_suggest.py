"""No question for suggestions breaks, whatever somebody types."""

from __future__ import annotations

from urllib.parse import quote

import pytest
from django.db import transaction
from django.test import Client
from hypothesis import given
from hypothesis import strategies as st

from tests.security.test_nonsense import ASKED, NONSENSE
from tests.trying import inputs

NAMES = ("q", "in", "page", "language")
TEXT = (
    st.text(max_size=80) | st.sampled_from(NONSENSE) | st.sampled_from(["mật ong", "tra vinh", "places", "producers"])
)


@pytest.fixture
def ask(demo_shop):
    client = Client(raise_request_exception=False)

    def status(query: str, path: str = "/search/suggest/") -> int:
        with transaction.atomic():
            answer = client.get(path, QUERY_STRING=query)
            transaction.set_rollback(answer.status_code >= 500)
        return answer.status_code

    return status


@pytest.mark.parametrize("path", ["/search/suggest/", "/en/search/suggest/"])
def test_nonsense_in_every_parameter_never_breaks_suggestions(ask, path):
    told = [quote(value.encode("utf-8", "surrogatepass"), safe="") for value in ASKED]
    answers = {value[:30]: ask("&".join(f"{name}={value}" for name in NAMES), path) for value in told}
    answers |= {f"q={value[:30]}": ask(f"q={value}", path) for value in told}
    assert {value: status for value, status in answers.items() if status not in {200, 400}} == {}


@pytest.mark.long
@given(st.lists(st.tuples(st.sampled_from(NAMES), TEXT), max_size=5))
@inputs(300)
def test_no_query_breaks_suggestions(ask, pairs):
    query = "&".join(f"{name}={quote(value.encode('utf-8', 'surrogatepass'), safe='')}" for name, value in pairs)
    assert ask(query) in {200, 400}


@given(st.text(st.sampled_from("\"'()*:^-&|!<>~\\%_;,. \t\u0301đdừaOR"), max_size=30))
@inputs(150)
def test_signs_that_mean_something_to_a_database_mean_nothing_here(ask, typed):
    assert ask(f"q={quote(typed)}") == 200
