"""No address of a place breaks, whatever is written into it, behind its question mark, into a form or into a cookie."""

from __future__ import annotations

from urllib.parse import quote

import pytest
from django.db import transaction
from django.test import Client
from hypothesis import given
from hypothesis import strategies as st

from tests.security.test_nonsense import ASKED, NONSENSE
from tests.trying import inputs

ANSWERS = {200, 301, 302, 400, 404}
NAMES = ("q", "code", "level", "on", "map", "province", "commune", "place", "next", "page")
PAGES = (
    "/regions/",
    "/regions/before-7-2025/",
    "/regions/near/",
    "/regions/vinh-long/",
    "/regions/code/86/",
    "/en/regions/tieu-can/",
)
FORM = ("q", "place", "province", "commune", "next")
TEXT = st.text(max_size=60) | st.integers().map(str) | st.sampled_from(NONSENSE)


@pytest.fixture
def ask(db):
    client = Client(raise_request_exception=False)

    def status(path: str, query: str = "", cookie: str = "", form: dict[str, str] | None = None) -> int:
        headers = {"HTTP_COOKIE": f"ocop_place={cookie}"} if cookie else {}
        client.cookies.clear()
        with transaction.atomic():
            if form is None:
                answer = client.get(path, QUERY_STRING=query, **headers)
            else:
                answer = client.post(path, form, **headers)
            transaction.set_rollback(answer.status_code >= 500)
        return answer.status_code

    return status


@pytest.mark.parametrize("path", PAGES)
def test_nonsense_in_every_parameter_never_breaks_a_page_of_places(ask, path):
    """All of them at once, and each alone with every third value, each time another third."""
    answers = {}
    for number, value in enumerate(ASKED):
        told = quote(value.encode("utf-8", "surrogatepass"), safe="")
        answers[value[:30]] = ask(path, "&".join(f"{name}={told}" for name in NAMES))
        for name in NAMES[number % 3 :: 3]:
            answers[f"{name}={value[:30]}"] = ask(path, f"{name}={told}")
    assert {value: status for value, status in answers.items() if status not in ANSWERS} == {}


@pytest.mark.parametrize("value", ASKED)
def test_nonsense_as_a_place_or_a_code_breaks_nothing(ask, value):
    told = quote(value.replace("/", "").encode("utf-8", "surrogatepass"), safe="") or "x"
    for address in (f"/regions/{told}/", f"/regions/code/{told}/", f"/regions/code/commune/{told}/"):
        assert ask(address) in ANSWERS


@given(st.lists(st.tuples(st.sampled_from(NAMES), TEXT), max_size=6), st.sampled_from(PAGES))
@inputs(150)
def test_no_query_breaks_a_page_of_places(ask, pairs, path):
    query = "&".join(f"{name}={quote(value.encode('utf-8', 'surrogatepass'), safe='')}" for name, value in pairs)
    assert ask(path, query) in ANSWERS


@given(st.dictionaries(st.sampled_from(FORM), st.text(max_size=60).filter(lambda t: t.isprintable())))
@inputs(100)
def test_no_form_breaks_the_choice_of_a_place(ask, form):
    assert ask("/regions/near/", form=form) in {200, 302}


COOKIE = st.text(st.characters(min_codepoint=33, max_codepoint=126, exclude_characters=";,"), max_size=80)


@given(COOKIE | st.from_regex(r"(province|commune|district):[0-9]{1,6}:[0-9-]{0,12}", fullmatch=True))
@inputs(100)
def test_no_cookie_breaks_a_page(ask, cookie):
    assert ask("/regions/near/", cookie=cookie) == 200
    assert ask("/catalogue/", cookie=cookie) == 200


@pytest.mark.parametrize(
    "name",
    ["\x00", "e\u0301" * 200, "Phường 1", "1", "xã", "tỉnh", "tp", "q.", ",,,", "xã xã xã", "ấp 1, xã 2, huyện 3"],
)
def test_odd_names_are_answered(ask, name):
    assert ask("/regions/", f"q={quote(name)}") in {200, 302}
    assert ask("/regions/near/", form={"q": name.replace(chr(0), "")}) in {200, 302}
