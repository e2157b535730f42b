"""Told once, to whom it concerns, as each of them wishes."""

from __future__ import annotations

from datetime import datetime, time, timedelta

import pytest

from ocop_shop.auditing.actions import history
from ocop_shop.core import clock, retention
from ocop_shop.core.clock import VIETNAM
from ocop_shop.notices import actions
from ocop_shop.notices.hours import Way
from ocop_shop.producers import actions as producers
from ocop_shop.test.factories import make_user
from tests.notices.telling import NOON, model, tell, with_people

pytestmark = pytest.mark.django_db
BOTH = {"owner": "owner", "packer": "packer"}
HOURS = {"language": "vi", "quiet_from": time(21), "quiet_until": time(6), "digest_hour": 7}


def ways(urgent, normal):
    return {"email": {"urgent": urgent, "normal": normal}}


def at(written):
    return datetime.fromisoformat(written).replace(tzinfo=VIETNAM)


def planned():
    rows = model("Delivery").order_by("pk")
    return [(row.member.role if row.member else row.channel, row.way, row.due) for row in rows]


def test_what_cannot_wait_goes_at_once_to_all_who_have_the_right(frozen):
    frozen(NOON)
    producer, _people = with_people(**BOTH)
    tell(producer)
    assert planned() == [("owner", "at_once", at(NOON)), ("packer", "at_once", at(NOON))]


def test_the_rest_waits_for_the_morning_and_reaches_nobody_without_the_right(frozen):
    frozen(NOON)
    producer, _people = with_people(**BOTH)
    tell(producer, kind="test.calm")
    assert planned() == [("owner", "digest", at("2026-11-30 07:00:00"))]


def test_at_night_nothing_goes_before_six(frozen):
    frozen("2026-11-29 22:30:00")
    producer, _people = with_people()
    tell(producer)
    assert planned() == [("owner", "at_once", at("2026-11-30 06:00:00"))]


def test_the_same_is_told_once(frozen):
    frozen(NOON)
    producer, _people = with_people()
    first = tell(producer, "một")
    frozen("2026-11-29 13:00:00")
    assert tell(producer, "một") == first
    assert (model("Notice").count(), model("Delivery").count()) == (1, 1)


def test_other_producers_hear_nothing():
    producer, _people = with_people()
    other, _others = with_people("Cơ sở Bình")
    tell(producer)
    assert [row.member.producer_id for row in model("Delivery").all()] == [producer.pk]
    assert not model("Notice").filter(producer=other).exists()


def test_whoever_has_a_letter_about_it_gets_no_other():
    producer, people = with_people(**BOTH)
    tell(producer, written_to=frozenset({people["owner"].user_id}))
    assert [row.member for row in model("Delivery").all()] == [people["packer"]]


def test_many_things_cost_as_many_queries_as_one(django_assert_num_queries):
    listed = [with_people(f"Cơ sở {number}", **BOTH)[0] for number in range(3)]
    said = [actions.Said(producer.pk, "test.urgent", str(number), {}) for producer in listed for number in range(5)]
    with django_assert_num_queries(4):
        actions.tell(said)
    assert model("Delivery").count() == 30


def test_who_does_not_want_it_gets_nothing():
    producer, people = with_people()
    actions.wish(people["chu"], ways(Way.OFF, Way.OFF), **HOURS)
    tell(producer)
    assert planned() == []


def test_what_waits_follows_a_change_of_wishes(frozen):
    frozen(NOON)
    producer, people = with_people()
    tell(producer)
    tell(producer, kind="test.calm")
    actions.wish(people["chu"], ways(Way.DIGEST, Way.OFF), **{**HOURS, "digest_hour": 18})
    assert planned() == [("owner", "digest", at("2026-11-29 18:00:00"))]


def test_what_is_on_its_way_does_not_follow():
    producer, people = with_people()
    tell(producer)
    model("Delivery").update(taken_at=clock.now())
    actions.wish(people["chu"], ways(Way.OFF, Way.OFF), **HOURS)
    assert model("Delivery").count() == 1


def test_who_leaves_is_sent_nothing_any_more():
    producer, people = with_people(**BOTH)
    tell(producer)
    producers.remove(people["packer"])
    assert [row.member for row in model("Delivery").all()] == [people["owner"]]


def test_seen_never_goes_back_and_never_ahead(frozen):
    frozen(NOON)
    _producer, people = with_people()
    member, now = people["chu"], clock.now()
    assert actions.see(member, now - timedelta(hours=1))
    assert not actions.see(member, now - timedelta(hours=2))
    assert actions.see(member, now + timedelta(days=1))
    assert model("Preference").get(member=member).seen_until == now


def test_an_address_gets_a_secret_once_and_no_log_has_it():
    producer, people = with_people()
    user = people["chu"].user
    kept, secret = actions.set_endpoint(producer, "webhook", "https://zalo.example.com/in?token=kin", actor=user)
    assert len(secret) >= 43
    assert actions.set_endpoint(producer, "webhook", kept.address, actor=user) == (kept, "")
    other = actions.renew_secret(kept, actor=user)
    assert actions.remove_endpoint(producer, "webhook", actor=user)
    assert not actions.remove_endpoint(producer, "webhook", actor=user)
    entries = [entry for entry in history(f"producer:{producer.pk}") if entry.act.startswith("notices.")]
    told = str([(entry.act, entry.before, entry.after) for entry in entries])
    assert sorted(entry.act for entry in entries) == [
        "notices.address_removed",
        "notices.address_set",
        "notices.secret_renewed",
    ]
    assert "zalo.example.com" in told
    for hidden in (secret, other, "kin"):
        assert hidden not in told


def test_an_address_that_is_taken_off_takes_along_what_waits():
    producer, people = with_people()
    actions.set_endpoint(producer, "webhook", "https://zalo.example.com/", actor=people["chu"].user)
    tell(producer)
    assert sorted(model("Delivery").values_list("channel", flat=True)) == ["email", "webhook"]
    actions.remove_endpoint(producer, "webhook", actor=None)
    assert list(model("Delivery").values_list("channel", flat=True)) == ["email"]


def test_a_channel_that_is_broken_fails_nothing(settings):
    settings.OCOP_NOTICE_CHANNELS = ["no.such.Channel", "ocop_shop.notices.channels.mail.Mail"]
    producer, _people = with_people()
    tell(producer)
    assert list(model("Delivery").values_list("channel", flat=True)) == ["email"]


def test_old_notices_are_forgotten_with_what_was_sent(frozen, settings):
    settings.OCOP_NOTICE_DAYS = 30
    frozen("2026-10-30 12:00:00")
    producer, _people = with_people()
    tell(producer, "cũ")
    frozen(NOON)
    young = tell(producer, "mới")
    (rule,) = [rule for rule in retention.rules() if rule.name == "notices"]
    frozen("2026-11-29 12:00:01")
    assert [retention.carry_out(rule, clock.now()) for _time in range(2)] == [1, 0]
    assert list(model("Notice").all()) == [young]
    assert model("Delivery").count() == 1


def test_a_kind_that_nobody_named_is_a_mistake():
    producer, _people = with_people()
    with pytest.raises(LookupError):
        actions.tell([actions.Said(producer.pk, "no.such", "1")])
    assert model("Notice").count() == 0


def test_a_new_member_is_not_sent_what_was_told_before(frozen):
    frozen(NOON)
    producer, _people = with_people()
    tell(producer)
    producers.add_member(producer, make_user(), "packer")
    assert planned() == [("owner", "at_once", at(NOON))]
