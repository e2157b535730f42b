"""The room of notices: what one may know, what is new to one, and how one is told."""

from __future__ import annotations

from datetime import time

import pytest
from django.test import Client
from django.urls import reverse

from ocop_shop.core import clock
from ocop_shop.notices import actions
from ocop_shop.portal.access import work_of
from ocop_shop.portal.notices import bell
from ocop_shop.producers import actions as producers
from ocop_shop.test.factories import make_user
from tests.notices.telling import NOON, model, with_people
from tests.warm import visited

pytestmark = [pytest.mark.django_db, pytest.mark.pages]
VALUES = {"number": "AB12", "title": "Mật hoa dừa", "pieces": 2, "others": 0, "name": "Mật", "left": 3}
VALUES |= {"month": "2026-10", "amount": 1_000_000, "product": "Mật", "question": 1, "score": 5, "proposal": 1}


@pytest.fixture
def at(frozen):
    frozen(NOON)
    producer, people = with_people(chu="owner", goi="packer")
    producer.members.update(created_at=clock.now())
    frozen("2026-11-29 13:00:00")
    return producer, {name: signed_in(member.user) for name, member in people.items()}


def signed_in(user):
    client = Client()
    client.force_login(user)
    client.user = user
    return client


def page(producer, name="portal-notices"):
    return reverse(f"ocop:{name}", args=[producer.slug])


def told(producer, kind="order.new", key="1"):
    actions.tell([actions.Said(producer.pk, kind, key, VALUES)])


def shown(answer):
    return [row.kind.code for row in answer.context["rows"]]


def wished(**changes):
    said = {"email-urgent": "digest", "email-normal": "off", "language": "en", "digest_hour": "18"}
    said |= {"quiet_from": "20:00", "quiet_until": "07:30", **changes}
    return {f"own-{name}": value for name, value in said.items()}


def placed(address="https://zalo.example.com/in", **changes):
    said = {"address": address, "urgent": "at_once", "normal": "off", "language": "vi", "digest_hour": "7"}
    said |= {"quiet_from": "21:00", "quiet_until": "06:00", **changes}
    return {"do": "address", **{f"there-{name}": value for name, value in said.items()}}


def test_everybody_sees_what_their_role_has_the_right_to(at):
    producer, clients = at
    for kind in ("order.new", "stock.low", "payout.made"):
        told(producer, kind)
    assert sorted(shown(clients["chu"].get(page(producer)))) == ["order.new", "payout.made", "stock.low"]
    assert shown(clients["goi"].get(page(producer))) == ["order.new"]
    assert shown(clients["goi"].get(page(producer), {"about": "payout"})) == ["order.new"]
    assert shown(clients["chu"].get(page(producer), {"about": "stock"})) == ["stock.low"]


def test_the_bell_counts_what_is_new_to_this_person_until_it_was_seen(at, frozen):
    producer, clients = at
    told(producer)
    first = clients["chu"].get(page(producer))
    assert 'data-bell="1"' in first.content.decode()
    frozen("2026-11-29 13:05:00")
    told(producer, key="2")
    clients["chu"].post(page(producer), {"until": first.context["until"]})
    answer = clients["chu"].get(page(producer))
    assert [row.is_new for row in answer.context["rows"]] == [True, False]
    assert 'data-bell="1"' in answer.content.decode()
    assert 'data-bell="2"' in clients["goi"].get(page(producer)).content.decode()


def test_what_was_told_before_somebody_came_is_not_new_to_them(at, frozen):
    producer, _clients = at
    told(producer)
    frozen("2026-11-29 14:00:00")
    member = producers.add_member(producer, make_user(), "packer")
    producer.members.filter(pk=member.pk).update(created_at=clock.now())
    assert 'data-bell=""' in signed_in(member.user).get(page(producer)).content.decode()


@pytest.mark.parametrize("until", ["", "x", "2026-11-29", "2026-99-99T00:00:00Z", "\x00", "0001-01-01T00:00:00+14:00"])
def test_nonsense_marks_nothing(at, until):
    producer, clients = at
    told(producer)
    assert clients["chu"].post(page(producer), {"until": until}).status_code == 302
    assert model("Preference").count() == 0


def test_thirty_notices_cost_as_few_queries_as_one(at):
    producer, clients = at
    for number in range(35):
        told(producer, key=str(number))
    number, answer = visited(clients["chu"], page(producer))
    assert number <= 12
    assert (len(answer.context["rows"]), answer.context["listed"].paginator.num_pages) == (30, 2)
    assert visited(clients["chu"], page(producer, "portal-notice-wishes"))[0] <= 12


def test_wishes_are_kept_and_shown_again(at):
    producer, clients = at
    assert clients["goi"].post(page(producer, "portal-notice-wishes"), wished()).status_code == 302
    kept = model("Preference").get(member__user=clients["goi"].user)
    assert kept.ways == {"email": {"urgent": "digest", "normal": "off"}}
    assert (kept.language, kept.quiet_from, kept.quiet_until, kept.digest_hour) == ("en", time(20), time(7, 30), 18)
    form = clients["goi"].get(page(producer, "portal-notice-wishes")).context["form"]
    assert form["email-urgent"].value() == "digest"


@pytest.mark.parametrize(
    "wrong", [{"email-urgent": "soon"}, {"quiet_from": "25:00"}, {"digest_hour": "24"}, {"language": "xx"}]
)
def test_wishes_that_make_no_sense_are_said_and_not_kept(at, wrong):
    producer, clients = at
    answer = clients["chu"].post(page(producer, "portal-notice-wishes"), wished(**wrong))
    assert answer.status_code == 422
    assert answer.context["form"].errors
    assert model("Preference").count() == 0


def test_an_owner_sets_an_address_and_sees_its_secret_once(at):
    producer, clients = at
    answer = clients["chu"].post(page(producer, "portal-notice-address"), placed())
    kept = model("Endpoint").get()
    assert (kept.address, kept.urgent, kept.normal) == ("https://zalo.example.com/in", "at_once", "off")
    assert kept.secret in answer.content.decode()
    assert kept.secret not in clients["chu"].get(page(producer, "portal-notice-wishes")).content.decode()
    clients["chu"].post(page(producer, "portal-notice-address"), {"do": "remove"})
    assert model("Endpoint").count() == 0


@pytest.mark.parametrize("do", ["address", "secret", "remove", "test"])
def test_the_address_is_the_owners_alone(at, do):
    producer, clients = at
    kept, _secret = actions.set_endpoint(producer, "webhook", "https://zalo.example.com/in", actor=None)
    answer = clients["goi"].post(
        page(producer, "portal-notice-address"), {**placed("https://x.example.com/"), "do": do}
    )
    assert answer.status_code == 403
    assert list(model("Endpoint").values_list("address", "secret")) == [(kept.address, kept.secret)]
    assert kept.address not in clients["goi"].get(page(producer, "portal-notice-wishes")).content.decode()


@pytest.mark.parametrize(
    "address",
    [
        "http://zalo.example.com/",
        "https://zalo.example.com:22/",
        "https://ai@zalo.example.com/",
        "ftp://zalo.example.com/",
        "https:///",
        "https://zalo.example.com:99999/",
        "khong",
        "https://[::1",
        f"https://{'a' * 70}.example.com/",
    ],
)
def test_an_address_that_nothing_is_sent_to_is_said_and_not_kept(at, address):
    producer, clients = at
    answer = clients["chu"].post(page(producer, "portal-notice-address"), placed(address))
    assert answer.status_code == 422
    assert answer.context["place_form"].errors.keys() == {"address"}
    assert model("Endpoint").count() == 0


def test_a_test_of_an_address_inside_says_so_and_reaches_nobody(at):
    producer, clients = at
    actions.set_endpoint(producer, "webhook", "https://127.0.0.1:8443/", actor=None)
    answer = clients["chu"].post(page(producer, "portal-notice-address"), {"do": "test"}, follow=True)
    assert [str(message.level_tag) for message in answer.context["messages"]] == ["error"]


def test_the_bell_costs_no_query_of_its_own(at, django_assert_num_queries):
    producer, clients = at
    told(producer)
    told(producer, "payout.made")
    with django_assert_num_queries(1):
        assert bell(work_of(clients["chu"].user, producer.slug)) == "2"
    assert bell(work_of(clients["goi"].user, producer.slug)) == "1"
