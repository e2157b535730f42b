"""What is due goes out once; what fails is tried again, and not for ever."""

from __future__ import annotations

import json
from datetime import timedelta
from io import StringIO

import pytest
from django.core import mail
from django.core.management import CommandError, call_command
from django.db import connection

from ocop_shop.core import clock
from ocop_shop.notices import actions, sending
from ocop_shop.notices.channel import Refused
from ocop_shop.notices.channels.mail import Mail
from ocop_shop.notices.hours import PAUSES, Way
from ocop_shop.notices.sending import Result, notify, planned
from ocop_shop.producers import actions as producers
from tests.at_once import together
from tests.notices.telling import NOON, model, tell, with_people
from tests.notices.test_telling import HOURS, ways

pytestmark = pytest.mark.django_db


def results(report):
    return [message.result for message in report.messages]


@pytest.fixture
def noon(frozen):
    frozen(NOON)
    return frozen


def test_it_goes_out_once(noon):
    producer, people = with_people()
    tell(producer)
    assert results(notify()) == [Result.SENT]
    assert results(notify()) == []
    (letter,) = mail.outbox
    assert (letter.to, letter.subject) == ([people["chu"].user.email], "Có chuyện: một")
    assert f"/portal/{producer.slug}/?một" in letter.body
    assert letter.extra_headers["Auto-Submitted"] == "auto-generated"
    assert letter.alternatives[0][1] == "text/html"


def test_what_is_not_due_waits(frozen):
    frozen("2026-11-29 22:00:00")
    producer, _people = with_people()
    tell(producer)
    assert results(notify()) == []
    frozen("2026-11-30 06:00:00")
    assert results(notify()) == [Result.SENT]


def test_a_digest_is_one_letter_for_each_producer(noon):
    producer, people = with_people()
    other, _others = with_people("Cơ sở Bình")
    producers.add_member(other, people["chu"].user, "owner")
    for what in ("một", "hai"):
        tell(producer, what, "test.calm")
    tell(other, "ba", "test.calm")
    noon("2026-11-30 07:00:00")
    assert len(planned().messages) == 3
    notify()
    own = [letter for letter in mail.outbox if letter.to == [people["chu"].user.email]]
    assert [sorted(word for word in ("một", "hai", "ba") if word in letter.body) for letter in own] == [
        ["hai", "một"],
        ["ba"],
    ]
    assert results(notify()) == []


def test_the_letter_is_in_the_language_of_its_reader(noon):
    producer, people = with_people(a="owner", b="owner")
    actions.wish(people["b"], ways(Way.AT_ONCE, Way.OFF), **{**HOURS, "language": "en"})
    tell(producer)
    notify()
    by_address = {letter.to[0]: letter.body for letter in mail.outbox}
    assert f"/en/portal/{producer.slug}/notices/wishes/" in by_address[people["b"].user.email]
    assert "/en/" not in by_address[people["a"].user.email]


def test_who_lost_the_right_or_the_account_is_sent_nothing(noon):
    producer, people = with_people(a="owner", b="owner", c="owner")
    tell(producer, kind="test.calm")
    producers.change_role(people["b"], "packer")
    people["c"].user.is_active = False
    people["c"].user.save()
    noon("2026-11-30 07:00:00")
    assert sorted(results(notify())) == [Result.DROPPED, Result.DROPPED, Result.SENT]
    assert [letter.to for letter in mail.outbox] == [[people["a"].user.email]]
    assert results(notify()) == []


def test_a_recipient_who_is_gone_when_it_is_committed_fails_nothing(noon):
    producer, people = with_people()
    tell(producer)
    with connection.cursor() as cursor:  # as another transaction does, which the first does not see
        cursor.execute("DELETE FROM ocop_producers_member WHERE id = %s", [people["chu"].pk])
    connection.check_constraints()
    assert results(notify()) == [Result.DROPPED]
    assert mail.outbox == []


def test_a_failure_is_tried_again_after_growing_pauses_and_given_up(noon, monkeypatch):
    def away(*_args, **_values):
        raise ConnectionRefusedError("chu@example.com")

    monkeypatch.setattr("django.core.mail.backends.locmem.EmailBackend.send_messages", away)
    producer, people = with_people()
    actions.wish(people["chu"], {}, **{**HOURS, "quiet_until": HOURS["quiet_from"]})
    tell(producer)
    for pause in PAUSES:
        assert results(notify()) == [Result.FAILED]
        assert results(notify()) == []
        noon(clock.now() + pause)
    assert results(notify()) == [Result.GIVEN_UP]
    noon(clock.now() + timedelta(days=3))
    assert results(notify()) == []
    row = model("Delivery").get()
    assert (row.tries, row.problem, row.sent_at) == (len(PAUSES) + 1, "ConnectionRefusedError", None)


def test_what_is_refused_is_not_tried_again(noon, monkeypatch):
    def refuse(_self, _message):
        raise Refused("no such thing")

    monkeypatch.setattr(Mail, "send", refuse)
    producer, _people = with_people()
    tell(producer)
    assert results(notify()) == [Result.GIVEN_UP]
    assert model("Delivery").get().problem == "no such thing"


def test_what_a_dead_run_had_taken_goes_out_once_more_and_not_for_ever(noon):
    producer, _people = with_people()
    tell(producer)
    assert len(sending._taken()) == 1  # and the run ends here
    assert results(notify()) == []
    noon(clock.now() + sending.TAKEN_FOR + timedelta(seconds=1))
    assert results(notify()) == [Result.SENT]
    tell(producer, "hai")
    for _run in range(sending.MOST_TRIES):
        assert len(sending._taken()) == 1
        noon(clock.now() + sending.TAKEN_FOR + timedelta(seconds=1))
    assert results(notify()) == [Result.GIVEN_UP]


def test_words_that_fail_are_replaced_by_the_name_of_the_kind(noon):
    producer, _people = with_people()
    actions.tell([actions.Said(producer.pk, "test.urgent", "1", {"other": 1})])
    assert results(notify()) == [Result.SENT]
    assert mail.outbox[0].subject == "Việc gấp"


def test_a_dry_run_sends_and_writes_nothing(noon):
    producer, people = with_people()
    notice = tell(producer)
    out = StringIO()
    call_command("ocop_notify", "--dry-run", "--format", "json", stdout=out)
    told = json.loads(out.getvalue())
    assert told == {
        "dry_run": True,
        "messages": [
            {
                "recipient": f"member:{people['chu'].pk}",
                "channel": "email",
                "notices": [notice.pk],
                "is_digest": False,
                "result": "planned",
                "problem": "",
            }
        ],
    }
    assert (mail.outbox, model("Delivery").get().tries) == ([], 0)


def test_the_command_fails_when_something_did_not_go_out(noon, settings):
    settings.EMAIL_BACKEND = "no.such.Backend"
    producer, _people = with_people()
    tell(producer)
    out = StringIO()
    with pytest.raises(CommandError):
        call_command("ocop_notify", "--format", "json", stdout=out)
    assert [one["result"] for one in json.loads(out.getvalue())["messages"]] == ["failed"]


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_several_runs_at_once_send_nothing_twice(frozen):
    frozen(NOON)
    producer, people = with_people(a="owner", b="owner")
    for number in range(12):
        tell(producer, f"gấp {number}.")
        tell(producer, f"chờ {number}.", "test.calm")
    frozen("2026-11-30 07:00:00")
    reports = together(*[notify] * 4)
    assert sum(report.count(Result.SENT) for report in reports) == len(mail.outbox) == 26
    for member in people.values():
        bodies = [letter.body for letter in mail.outbox if letter.to == [member.user.email]]
        for number in range(12):
            assert sum(f"gấp {number}." in body for body in bodies) == 1
            assert sum(f"chờ {number}." in body for body in bodies) == 1
    assert model("Delivery").filter(sent_at__isnull=False, taken_at=None).count() == 48


def test_a_run_that_is_late_wakes_nobody(frozen):
    frozen("2026-11-29 20:59:00")
    producer, _people = with_people()
    tell(producer)
    frozen("2026-11-29 23:30:00")
    assert planned().messages == []
    assert results(notify()) == []
    assert mail.outbox == []
    row = model("Delivery").get()
    assert (row.tries, row.taken_at) == (0, None)
    frozen("2026-11-30 06:00:00")
    assert results(notify()) == [Result.SENT]


def test_what_is_new_is_not_given_up_with_what_failed_often(noon, monkeypatch):
    def away(*_args, **_values):
        raise ConnectionRefusedError

    monkeypatch.setattr("django.core.mail.backends.locmem.EmailBackend.send_messages", away)
    producer, people = with_people()
    actions.wish(people["chu"], ways(Way.DIGEST, Way.DIGEST), **{**HOURS, "quiet_until": HOURS["quiet_from"]})
    tell(producer)
    tell(producer, "hai")
    noon("2026-11-30 07:00:00")
    model("Delivery").filter(notice__key="một").update(tries=len(PAUSES))
    assert sorted(results(notify())) == [Result.FAILED, Result.GIVEN_UP]
    assert list(model("Delivery").filter(ended_at=None).values_list("notice__key", "tries")) == [("hai", 1)]
