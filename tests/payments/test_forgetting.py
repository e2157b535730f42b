"""What was said about money is forgotten after its time: the words go, the books stay, open work is left alone."""

import io
import json
from datetime import timedelta
from decimal import Decimal

import pytest
from django.apps import apps
from django.core.management import call_command
from django.test import override_settings

from ocop_shop.core import clock, retention
from ocop_shop.payments import actions
from ocop_shop.payments.provider import News
from ocop_shop.test import factories
from ocop_shop.test.clock import frozen

from .paying import order_of, transferred

BANK = "bank-transfer"
WORDS = "NGUYEN THI HOA 0123456789 chuyen tien"

pytestmark = pytest.mark.django_db


def messages():
    return apps.get_model("ocop_payments", "Notification").objects


def said(attempt, amount=None, key="FT1"):
    """A transfer for `attempt` with the words of whoever paid."""
    news = transferred(attempt, amount, key=key)
    return News(**{**vars(news), "text": WORDS})


def forget(*arguments):
    out = io.StringIO()
    call_command("ocop_forget", "--format=json", *arguments, stdout=out)
    answer = json.loads(out.getvalue())
    return answer | {"rules": [line for line in answer["rules"] if line["rule"] in {"payment_messages", "visits"}]}


def later(days=731):
    return frozen(clock.now() + timedelta(days=days))


def words():
    return list(messages().order_by("pk").values_list("text", flat=True))


def told(rows, *, dry_run=False, days=730):
    return {"dry_run": dry_run, "rules": [{"rule": "payment_messages", "days": days, "rows": rows}]}


def test_words_are_forgotten_and_what_the_books_need_stays():
    order = order_of()
    actions.take(BANK, said(order.payment_attempts.get()))
    before = messages().values().get()
    with later():
        assert forget() == told(1)
    assert messages().values().get() == {**before, "text": ""}
    source = order.sources.get()
    assert (source.amount_debited, source.transactions.get(txn_type="Debit").reference) == (125_000, "FT1")


def test_forgetting_again_forgets_nothing_more():
    actions.take(BANK, said(order_of().payment_attempts.get()))
    with later():
        assert [forget(), forget()] == [told(1), told(0)]
    assert apps.get_model("ocop_audit", "Entry").objects.filter(act="payment.words_forgotten").count() == 1


def test_a_dry_run_counts_and_writes_nothing():
    actions.take(BANK, said(order_of().payment_attempts.get()))
    with later():
        assert forget("--dry-run") == told(1, dry_run=True)
    assert words() == [WORDS]
    assert not apps.get_model("ocop_audit", "Entry").objects.filter(act="payment.words_forgotten").exists()


@pytest.mark.parametrize(("after", "left"), [({"days": 730}, WORDS), ({"days": 730, "seconds": 1}, "")])
def test_words_are_kept_for_so_many_days(after, left):
    actions.take(BANK, said(order_of().payment_attempts.get()))
    with frozen(messages().get().came_at + timedelta(**after)):
        forget()
    assert words() == [left]


@override_settings(OCOP_MESSAGE_DAYS=30)
def test_a_shop_says_how_long_words_are_kept():
    actions.take(BANK, said(order_of().payment_attempts.get()))
    with later(29):
        assert forget() == told(0, days=30)
    with later(31):
        assert forget() == told(1, days=30)


@override_settings(OCOP_MESSAGE_DAYS=10**9)
def test_more_days_than_a_calendar_has_keep_words_all_the_same():
    actions.take(BANK, said(order_of().payment_attempts.get()))
    with later(9_999):
        assert forget() == told(0, days=10**9)


@override_settings(OCOP_MESSAGE_DAYS=0)
def test_a_shop_may_keep_words_for_ever():
    actions.take(BANK, said(order_of().payment_attempts.get()))
    with later(9_999):
        assert forget("--dry-run") == told(0, days=0, dry_run=True)
        assert forget() == told(0, days=0)
    assert words() == [WORDS]


def test_what_staff_have_not_looked_at_keeps_its_words_until_they_have():
    staff = factories.make_user("staff@example.com")
    actions.take(BANK, News("FT9", "paid", amount=Decimal(5), currency="VND", text=WORDS))
    order = order_of()
    actions.take(BANK, said(order.payment_attempts.get(), 130_000))
    with later():
        assert forget() == told(0)
        assert words() == [WORDS, WORDS]
        for message in messages().all():
            actions.mark_seen(message, actor=staff)
        assert forget() == told(2)


def test_what_is_paid_in_part_or_not_given_back_yet_keeps_its_words():
    staff = factories.make_user("staff@example.com")
    attempt = order_of().payment_attempts.get()
    actions.take(BANK, said(attempt, 100_000))
    actions.mark_seen(messages().get(), actor=staff)
    with later():
        assert forget() == told(0)
        actions.take(BANK, News("FT2", "paid", code=attempt.code, amount=Decimal(25_000), currency="VND"))
        refund = actions.ask_refund(attempt, Decimal(5_000), actor=staff)
        assert forget() == told(0)
        actions.carry_out(refund, actor=staff)
        assert forget() == told(1)


def test_the_note_on_the_order_that_repeats_the_words_loses_them_and_no_other_note_does():
    staff = factories.make_user("staff@example.com")
    order = order_of()
    actions.take(BANK, said(order.payment_attempts.get(), 130_000))
    order.notes.create(note_type="Warning", message=f"Gọi lại: {WORDS}", user=staff)
    order.notes.create(note_type="Return", message=f"Hàng hỏng {WORDS}")
    actions.mark_seen(messages().get(), actor=staff)
    with later():
        forget()
    warning, by_staff, by_buyer = order.notes.order_by("pk").values_list("message", flat=True)
    assert "130000 VND" in warning
    assert WORDS not in warning
    assert (by_staff, by_buyer) == (f"Gọi lại: {WORDS}", f"Hàng hỏng {WORDS}")


def test_a_refund_that_repeats_the_words_loses_them_and_the_reason_of_staff_stays():
    staff = factories.make_user("staff@example.com")
    attempt = order_of().payment_attempts.get()
    actions.take(BANK, said(attempt))
    actions.carry_out(actions.ask_refund(attempt, Decimal(1_000), actor=staff, reason=WORDS), actor=staff)
    returned = {"code": attempt.code, "amount": Decimal(5_000), "currency": "VND", "refund": "re1", "text": WORDS}
    actions.take(BANK, News("R1", "refunded", **returned))
    with later():
        assert forget() == told(2)
    assert list(attempt.refunds.order_by("number").values_list("reason", "amount")) == [(WORDS, 1_000), ("", 5_000)]


def test_a_message_that_was_forgotten_is_still_the_same_message():
    order = order_of()
    news = said(order.payment_attempts.get())
    actions.take(BANK, news)
    with later():
        forget()
        assert actions.take(BANK, news) == "again"
    assert words() == [""]
    assert order.sources.get().amount_debited == 125_000


def test_the_log_says_which_messages_and_none_of_their_words():
    actions.take(BANK, said(order_of().payment_attempts.get()))
    with later():
        forget()
    entry = apps.get_model("ocop_audit", "Entry").objects.get(act="payment.words_forgotten")
    assert entry.after["messages"] == [messages().get().pk]
    assert "NGUYEN" not in str(vars(entry))


def test_more_than_a_batch_is_forgotten_at_once(monkeypatch):
    monkeypatch.setattr(retention, "BATCH", 2)
    for number in range(5):
        actions.take(BANK, News(f"OUT{number}", "other", text=WORDS))
    with later():
        assert forget() == told(5)
    assert set(words()) == {""}


def test_a_rule_of_a_shops_own_is_run_with_the_others(monkeypatch):
    monkeypatch.setattr(retention, "_RULES", dict(retention._RULES))
    users = type(factories.make_user("an@example.com")).objects
    rule = retention.Rule("visits", lambda: 1, lambda _before: users.exclude(first_name=""), lambda _b, keys: len(keys))
    users.update(first_name="An")
    retention.register(rule)
    assert forget()["rules"][-1] == {"rule": "visits", "days": 1, "rows": 1}


def test_the_command_says_it_in_words_too():
    out = io.StringIO()
    call_command("ocop_forget", "--dry-run", stdout=out)
    assert "payment_messages: 0" in out.getvalue()
