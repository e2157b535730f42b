"""The pages about data: whose they are, what they show and hand out, and that nobody else gets anything."""

import io
import json
import time
from datetime import timedelta
from unittest import mock
from zipfile import ZipFile

import pytest
from django.apps import apps
from django.core.cache import cache
from django.db import connection
from django.test import override_settings
from django.test.utils import CaptureQueriesContext

from ocop_shop.personal import actions, links, people
from ocop_shop.personal.models import Kind, Request
from ocop_shop.producers import actions as producers
from ocop_shop.test import factories
from tests.desk.staff import client_with

from . import filling

pytestmark = [pytest.mark.django_db, pytest.mark.pages]
MINE, ERASE, ASK, DESK = (
    "/accounts/my-data/", "/accounts/my-data/erase/", "/accounts/my-data/by-mail/", "/dashboard/data-requests/",
)  # fmt: skip


@pytest.fixture(autouse=True)
def _counted_anew():
    cache.clear()


@pytest.fixture
def maker(db):
    return factories.make_producer("Hợp tác xã An", partner=factories.make_partner("An"))


@pytest.fixture
def buyer(db):
    return factories.make_user(filling.EMAIL, first_name=filling.MARK)


def mailed(email=filling.EMAIL):
    return f"{ASK}{links.token_for(email)}/"


def packed(answer):
    """What is in a ZIP that was answered: names, and the JSON."""
    with ZipFile(io.BytesIO(b"".join(answer.streaming_content))) as archive:
        return archive.namelist(), json.loads(archive.read("data.json")), archive.read("data.html").decode()


def read(answer):
    return answer.content.decode()


# --- an account -----------------------------------------------------------------------------------------------------


def test_the_page_says_what_is_held_and_asks_few_queries(client, buyer, maker):
    filling.fill_account(buyer, maker)
    client.force_login(buyer)
    client.get(MINE)
    with CaptureQueriesContext(connection) as few:
        page = read(client.get(MINE))
    assert 'data-held="orders"' in page
    for number in range(10):
        buyer.addresses.create(**{**filling.street(), "line1": f"Số {number}"})
        filling.review_of(factories.make_product(), user=buyer)
    with CaptureQueriesContext(connection) as many:
        client.get(MINE)
    assert len(many) == len(few) <= 40


def test_a_copy_holds_what_is_ones_own_and_nothing_of_others(client, buyer, maker):
    order = filling.fill_account(buyer, maker)
    other = filling.ended_order(maker, user=factories.make_user("khac@example.com"), words="Khách Khác")
    client.force_login(buyer)
    answer = client.post(MINE)
    names, said, page = packed(answer)
    assert "no-store" in answer.headers["Cache-Control"]
    assert {"orders", "addresses", "reviews", "payments", "proposals"} <= {part["name"] for part in said["held"]}
    assert [name for name in names if name.startswith("files/proposals")] != []
    whole = json.dumps(said, ensure_ascii=False) + page
    assert order.number in whole
    assert not [word for word in ("Khách Khác", "khac@example.com", other.number) if word in whole]
    assert Request.objects.get().kind == "export"


def test_a_copy_escapes_what_people_wrote(client, buyer):
    buyer.first_name = "<script>x</script>"
    buyer.save()
    client.force_login(buyer)
    assert "<script>" not in packed(client.post(MINE))[2]


@pytest.mark.parametrize("path", [MINE, ERASE])
def test_strangers_are_asked_to_sign_in_and_change_nothing(client, buyer, path):
    for ask in (client.get, client.post):
        assert "/login" in ask(path, {"password": factories.PASSWORD}).url
    assert Request.objects.count() == 0


def test_erasing_asks_for_the_password(client, buyer):
    client.force_login(buyer)
    for said in ({}, {"password": "falsch"}):
        assert client.post(ERASE, said).status_code == 422
    buyer.refresh_from_db()
    assert (buyer.email, Request.objects.count()) == (filling.EMAIL, 0)


def test_erasing_ends_the_visit(client, buyer):
    client.force_login(buyer)
    assert client.post(ERASE, {"password": factories.PASSWORD}).status_code == 302
    assert "/login" in client.get(MINE).url
    buyer.refresh_from_db()
    assert buyer.email == ""


def test_what_holds_it_up_is_told_and_nothing_is_erased(client, buyer, maker):
    producers.add_member(maker, buyer, "owner")
    client.force_login(buyer)
    assert "data-held-up" in read(client.get(ERASE))
    assert client.post(ERASE, {"password": factories.PASSWORD}).status_code == 409
    buyer.refresh_from_db()
    assert buyer.is_active


# --- an address without an account ----------------------------------------------------------------------------------


def test_a_link_is_mailed_whatever_is_held(client, maker, mailoutbox):
    filling.ended_order(maker, email=filling.EMAIL)
    mailoutbox.clear()
    answers = [client.post(ASK, {"email": email}) for email in (filling.EMAIL, "niemand@example.com")]
    assert {(answer.status_code, answer.url) for answer in answers} == {(302, f"{ASK}?sent=1")}
    assert [letter.to for letter in mailoutbox] == [[filling.EMAIL], ["niemand@example.com"]]
    assert len({letter.body.split("http")[0] for letter in mailoutbox}) == 1


def test_the_link_shows_hands_out_and_erases(client, maker):
    order = filling.ended_order(maker, email=filling.EMAIL)
    assert 'data-held="orders"' in read(client.get(mailed()))
    assert order.number in str(packed(client.post(mailed(), {"do": "copy"}))[1])
    assert client.post(mailed(), {"do": "erase"}).status_code == 422
    assert client.post(mailed(), {"do": "erase", "sure": "on"}).status_code == 302
    order.refresh_from_db()
    assert order.guest_email == ""
    assert 'data-held="orders"' not in read(client.get(mailed()))


def test_the_link_shows_nothing_of_an_account_with_the_address(client, buyer, maker):
    filling.ended_order(maker, user=buyer)
    assert 'data-held="orders"' not in read(client.get(mailed()))


@pytest.mark.parametrize("way", ["get", "post"])
def test_a_link_that_is_over_or_made_up_shows_nothing(client, maker, way):
    order = filling.ended_order(maker, email=filling.EMAIL)
    old = mailed()
    assert getattr(client, way)(f"{ASK}x.y.z/", {"do": "erase", "sure": "on"}).status_code == 404
    with mock.patch.object(time, "time", return_value=time.time() + timedelta(hours=25).total_seconds()):
        assert getattr(client, way)(old, {"do": "erase", "sure": "on"}).status_code == 404
    order.refresh_from_db()
    assert order.guest_email == filling.EMAIL


def test_letters_to_one_address_are_few(client, mailoutbox):
    statuses = [client.post(ASK, {"email": "lan@example.com"}).status_code for _try in range(4)]
    assert (statuses, len(mailoutbox)) == ([302, 302, 302, 429], 3)


# --- the desk of a producer -----------------------------------------------------------------------------------------


def test_an_owner_takes_a_copy_and_asks_to_close(client, maker):
    owner = factories.make_user()
    producers.add_member(maker, owner, "owner")
    client.force_login(owner)
    path = f"/portal/{maker.slug}/data/"
    assert maker.name in str(packed(client.post(path, {"do": "copy"}))[1])
    client.post(path, {"do": "close"})
    assert "data-asked" in read(client.get(path))
    client.post(path, {"do": "stay"})
    assert list(Request.objects.order_by("pk").values_list("kind", "state")) == [
        ("export", "done"), ("close", "withdrawn"),
    ]  # fmt: skip


@pytest.mark.parametrize("role", ["editor", "packer"])
@pytest.mark.parametrize("do", ["copy", "close"])
def test_others_of_a_producer_get_nothing(client, maker, role, do):
    member = factories.make_user()
    producers.add_member(maker, member, role)
    client.force_login(member)
    assert client.post(f"/portal/{maker.slug}/data/", {"do": do}).status_code == 403
    assert Request.objects.count() == 0


def test_the_room_asks_the_same_with_30_goods_and_more_orders(client, maker):
    owner = factories.make_user()
    producers.add_member(maker, owner, "owner")
    client.force_login(owner)
    path = f"/portal/{maker.slug}/data/"
    filling.ended_order(maker, email="a@example.com")
    client.get(path)
    with CaptureQueriesContext(connection) as few:
        client.get(path)
    for _number in range(29):
        factories.make_product(producer=maker)
    for number in range(3):
        filling.ended_order(maker, email=f"{number}@example.com")
    with CaptureQueriesContext(connection) as many:
        client.get(path)
    assert len(many) == len(few) <= 12


# --- the shop's desk ------------------------------------------------------------------------------------------------


def entered(client, **changes):
    said = {"kind": "erase", "about": "account", "name": filling.EMAIL, "proved": "on", **changes}
    return client.post(DESK, said)


def test_staff_answer_a_letter_and_it_is_noted_as_assisted(buyer):
    client = client_with("answer_request")
    asked = entered(client)
    page = asked.url
    assert read(client.get(DESK)).count("data-request=") == 1
    assert client.post(page, {"do": "carry_out"}).status_code == 409
    assert client.post(page, {"do": "carry_out", "sure": "on"}).status_code == 302
    buyer.refresh_from_db()
    made = Request.objects.get()
    assert (buyer.email, made.state, made.by_letter, made.email) == ("", "done", True, "")
    entry = apps.get_model("ocop_audit", "Entry").objects.get(act="personal.erased")
    assert entry.after["assisted"] is True
    assert client.post(page, {"do": "carry_out", "sure": "on"}).status_code == 409


def test_staff_erase_an_address_and_forget_it_then(maker):
    client = client_with("answer_request")
    order = filling.ended_order(maker, email=filling.EMAIL)
    page = entered(client, about="address").url
    assert order.number in str(packed(client.post(page, {"do": "copy"}))[1])
    client.post(page, {"do": "carry_out", "sure": "on"})
    assert list(Request.objects.order_by("pk").values_list("kind", "state", "email")) == [
        ("erase", "done", ""), ("export", "done", ""),
    ]  # fmt: skip


@pytest.mark.parametrize(
    "changes",
    [
        {"proved": ""}, {"name": ""}, {"name": "ai-do@example.com"}, {"kind": "x"}, {"about": "producer"},
        {"kind": "close"}, {"about": "address", "name": "x"}, {"about": "producer", "kind": "close", "name": "x"},
        {"about": "address", "name": "dau.rieng@gmaıl.com"},
    ],
)  # fmt: skip
def test_what_is_not_right_is_entered_by_nobody(buyer, changes):
    assert entered(client_with("answer_request"), **changes).status_code == 422
    assert Request.objects.count() == 0


def test_a_refusal_needs_a_reason(buyer):
    client = client_with("answer_request")
    page = entered(client).url
    assert client.post(page, {"do": "refuse"}).status_code == 409
    assert client.post(page, {"do": "refuse", "reason": "Không phải người đó"}).status_code == 302
    buyer.refresh_from_db()
    assert (buyer.email, Request.objects.get().state) == (filling.EMAIL, "refused")


@pytest.mark.parametrize("rights", [(), ("change_order",)])
def test_staff_without_the_right_get_nothing(buyer, rights):
    client = client_with(*rights)
    assert (client.get(DESK).status_code, entered(client).status_code) == (403, 403)
    assert Request.objects.count() == 0


def test_the_list_asks_the_same_for_many(buyer):
    client = client_with("answer_request")
    entered(client)
    client.get(DESK)
    with CaptureQueriesContext(connection) as few:
        client.get(DESK)
    for number in range(20):
        user = factories.make_user(f"k{number}@example.com")
        entered(client, name=user.email)
    with CaptureQueriesContext(connection) as many:
        client.get(DESK)
    assert len(many) == len(few) <= 12


def test_an_order_without_its_buyer_is_still_shown_to_those_who_work_with_it(client, buyer, maker):
    order = filling.ended_order(maker, user=buyer)
    owner = factories.make_user()
    producers.add_member(maker, owner, "owner")
    actions.erase_account(buyer, actor=buyer)
    client.force_login(owner)
    page = client.get(f"/portal/{maker.slug}/orders/{order.number}/")
    assert (page.status_code, "Vĩnh Long" in read(page)) == (200, True)
    client.force_login(factories.make_user(is_staff=True, is_superuser=True))
    for path in (f"/dashboard/orders/{order.number}/", f"/dashboard/money/{order.number}/", "/dashboard/orders/"):
        page = client.get(path)
        assert (page.status_code, filling.MARK in read(page)) == (200, False)


# --- what others could be taken for ---------------------------------------------------------------------------------


def test_an_address_that_a_database_takes_for_another_gets_no_link(client, maker, mailoutbox):
    """Its capitals are those of the buyer's: who owns "gmaıl.com" must not read what was left under "gmail.com"."""
    answer = client.post(ASK, {"email": "dau.rieng@gmaıl.com"})
    assert answer.status_code == 422
    assert mailoutbox == []
    assert people.of_email("dau.rieng@gmaıl.com") == people.of_email("")
    assert people.of_email("Nguyễn.Đức@ví-dụ.vn").email == "nguyễn.đức@ví-dụ.vn"


@override_settings(WAGTAILADMIN_BASE_URL="https://shop.example")
def test_the_link_leads_to_the_shop_whatever_the_request_calls_it(client, mailoutbox):
    client.post(ASK, {"email": filling.EMAIL}, headers={"host": "localhost"})
    assert "https://shop.example/accounts/my-data/by-mail/" in mailoutbox[0].body
    assert "localhost" not in mailoutbox[0].body


def test_a_copy_is_handed_out_while_a_letter_waits_for_another(client, buyer):
    letter = actions.ask(Kind.EXPORT, people.of_user(buyer), actor=None, by_letter=True)
    client.force_login(buyer)
    assert client.post(MINE).status_code == 200
    letter.refresh_from_db()
    assert letter.state == "open"
    assert Request.objects.filter(state="done", kind=Kind.EXPORT).count() == 1
