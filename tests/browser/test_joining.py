"""Joining as a producer on a telephone: with and without a script, and for everybody."""

from __future__ import annotations

import pytest
from django.test import Client

from ocop_shop.producers import actions
from ocop_shop.test.factories import make_producer, make_user
from tests.browsing import narrowest
from tests.proposals.applying import begun, with_paper

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("demo_shop")]

STEPS = ("who", "known", "papers", "send")


@pytest.fixture
def user():
    return make_user()


def signed_in(page, user):
    client = Client()
    client.force_login(user)
    base = page.evaluate("location.origin") if page.url != "about:blank" else None
    page.goto("/portal/join/")
    base = base or page.evaluate("location.origin")
    page.context.add_cookies([{"name": "sessionid", "value": client.cookies["sessionid"].value, "url": base}])
    return page


def test_the_steps_keep_nobody_out_and_fit_a_telephone(browse, axe_at_each_width, user):
    proposal = begun(user, street="")
    with_paper(proposal)
    make_producer("HTX Dừa Xanh", commune="29341")
    page = signed_in(browse(width=360, height=740), user)
    for address in ("/portal/join/", "/portal/", *(f"/portal/join/{proposal.pk}/{step}/" for step in STEPS)):
        page.goto(address)
        assert axe_at_each_width(page) == {}, address
        assert narrowest(page) <= 320, address


@pytest.mark.parametrize("javascript", [True, False])
def test_a_province_brings_its_communes(browse, user, javascript):
    page = signed_in(browse(width=360, height=740, javascript=True), user)
    if not javascript:
        cookies = page.context.cookies()
        page = browse(width=360, height=740, javascript=False)
        page.context.add_cookies(cookies)
        page.goto("/portal/join/")
    else:
        page.goto("/portal/join/")
    page.locator("main form button[type=submit]").click()
    page.locator("#id_legal_name").fill("Hợp tác xã Dừa Xanh")
    page.locator("#id_province").select_option("86")
    if not javascript:
        page.locator("[name=choose_commune]").click()
    page.locator("#id_commune option[value='29341']").wait_for(state="attached")
    page.locator("#id_commune").select_option("29341")
    assert page.locator("#id_legal_name").input_value() == "Hợp tác xã Dừa Xanh"
    page.locator(".desk-bar button[type=submit]").click()
    page.locator("input[type=file]").wait_for()
    said = user.ocop_proposals.get().values
    assert (said["legal_name"], said["province"], said["commune"]) == ("Hợp tác xã Dừa Xanh", "86", "29341")


def test_who_sells_is_said_to_everybody(browse, axe_at_each_width, settings, user):
    settings.OCOP_SELLER = "producer"
    producer = make_producer("HTX Dừa Xanh", commune="29341")
    facts = actions.IdentityFacts("HTX Dừa Xanh", "cooperative", "2100000014", "Trần Thị Mai", street="Ấp Cây Hẹ")
    actions.verify(actions.identify(producer, facts), "tax_code", actor=user)
    page = browse()
    page.goto(producer.get_absolute_url())
    assert "2100000014" in page.locator("[data-seller=producer]").inner_text()
    assert axe_at_each_width(page) == {}
