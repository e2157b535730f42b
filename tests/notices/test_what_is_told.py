"""What each capability tells producers of, in the transaction in which it happens."""

from __future__ import annotations

import pytest
from django.core import mail
from django.db import transaction

from ocop_shop.asking import actions as asking
from ocop_shop.delivery import notices as delivery
from ocop_shop.notices import kinds
from ocop_shop.notices.sending import notify
from ocop_shop.ordering import actions as ordering
from ocop_shop.producers import actions as producers
from ocop_shop.supply import notices as supply
from ocop_shop.test.factories import make_partner, make_product, make_stock_record, make_user
from tests.asking.buying import review_of
from tests.fulfilment.bought import BANK, SECRETS, goods_of, order_of
from tests.notices.telling import NOON, model, with_people

pytestmark = pytest.mark.django_db


@pytest.fixture
def a(frozen):
    frozen(NOON)
    producer, _people = with_people(chu="owner", goi="packer")
    producer.partner = make_partner("An")
    producer.save()
    return producer


def addresses_of(producer):
    return sorted(member.user.email for member in producer.members.all())


def told(producer, kind=""):
    rows = model("Notice").filter(producer=producer).order_by("pk")
    return [(row.kind, row.values) for row in rows if row.kind.startswith(kind)]


def confirmed(*goods, **fields):
    order = order_of(*goods, **fields)
    with transaction.atomic():
        ordering.announce(order)
    return order


def stocked(producer, title, stock):
    return make_product(title, producer=producer, stock=stock)


# --- orders -----------------------------------------------------------------------------------------------------------


def test_each_maker_is_told_of_its_own_lines(a):
    b, _people = with_people("Cơ sở Bình")
    first, second, third = goods_of(a, "Mật hoa dừa"), goods_of(a, "Mứt dừa"), goods_of(b, "Nem chua")
    order = confirmed((first, 2), (second, 1), (third, 3))
    assert told(a, "order.") == [
        ("order.new", {"number": order.number, "title": "Mật hoa dừa", "pieces": 2, "others": 1})
    ]
    assert told(b, "order.") == [("order.new", {"number": order.number, "title": "Nem chua", "pieces": 3, "others": 0})]


def test_an_order_of_three_makers_costs_six_queries_more(a, django_assert_num_queries):
    makers = [a, *(with_people(f"Cơ sở {number}", chu="owner", goi="packer")[0] for number in range(2))]
    order = order_of(*((goods_of(makers[number % 3]), 1) for number in range(5)))
    with django_assert_num_queries(5):
        assert delivery.note_new(order) == 3
    taken = {line.stockrecord_id: 1 for line in order.lines.all()}
    with django_assert_num_queries(1):
        assert supply.note_scarce(taken, "sale") == 0


def test_an_order_that_waits_for_its_money_is_nobodys_yet(a):
    order_of((goods_of(a), 1), way=BANK, paid=False)
    assert told(a, "order.") == []


def test_the_money_makes_it_known_once(a):
    order = order_of((goods_of(a), 1), way=BANK)
    ordering.confirm(order)
    assert [kind for kind, _values in told(a, "order.")] == ["order.new"]


def test_an_order_that_is_not_placed_after_all_is_not_told(a):
    order = order_of((goods_of(a), 1))
    with transaction.atomic():
        ordering.announce(order)
        assert [kind for kind, _values in told(a, "order.")] == ["order.new"]
        transaction.set_rollback(True)
    assert told(a, "order.") == []


def test_the_letter_says_what_to_pack_and_nothing_of_the_buyer(a):
    order = confirmed((goods_of(a, "Mật hoa dừa"), 2))
    notify()
    assert sorted(letter.to[0] for letter in mail.outbox) == addresses_of(a)
    for letter in mail.outbox:
        assert f"/portal/{a.slug}/orders/{order.number}/" in letter.body
        assert "2 × Mật hoa dừa" in letter.body
        assert "Xã Tam Ngãi" in letter.body
        assert not [secret for secret in SECRETS if secret in letter.body + letter.alternatives[0][0]]


def test_nobody_gets_two_letters_about_an_order(a, django_capture_on_commit_callbacks):
    a.email = "an@example.com"
    a.save()
    with django_capture_on_commit_callbacks(execute=True):
        confirmed((goods_of(a), 1))
    assert mail.outbox == []
    notify()
    assert "an@example.com" not in [letter.to[0] for letter in mail.outbox]
    assert len(mail.outbox) == 2


def test_a_cancelled_order_is_told_and_what_was_not_sent_before_is_not_sent(a):
    order = confirmed((goods_of(a), 1))
    ordering.cancel(order)
    assert [kind for kind, _values in told(a, "order.")] == ["order.new", "order.cancelled"]
    notify()
    assert sorted(letter.to[0] for letter in mail.outbox) == addresses_of(a)
    assert model("Delivery").filter(notice__kind="order.new", sent_at__isnull=False).count() == 0


def test_who_cancelled_its_own_part_is_not_told_that_the_order_is_cancelled(a):
    order = confirmed((goods_of(a), 1))
    ordering.move_lines(order, order.lines.all(), "Cancelled")
    order.refresh_from_db()
    assert order.status == "Cancelled"
    assert [kind for kind, _values in told(a, "order.")] == ["order.new"]


# --- stock ------------------------------------------------------------------------------------------------------------


def test_few_left_is_told_once_until_there_are_more(a):
    product = stocked(a, "Mật hoa dừa", stock=8)
    record = product.stockrecords.get()
    record.low_stock_threshold = 6
    record.save()
    for _time in range(3):
        order_of((product, 1))
    assert told(a, "stock.") == [("stock.low", {"name": "Mật hoa dừa", "left": 6})]
    record.refresh_from_db()
    record.num_in_stock += 10
    record.save()
    order_of((product, 10))
    assert [values["left"] for _kind, values in told(a, "stock.low")] == [6, 5]


def test_the_mark_of_the_shop_counts_where_a_record_has_none(a, settings):
    settings.OCOP_LOW_STOCK = 3
    order_of((stocked(a, "Mật", stock=4), 1))
    order_of((stocked(a, "Mứt", stock=9), 5))
    assert told(a, "stock.") == [("stock.low", {"name": "Mật", "left": 3})]


def test_sold_out_is_told_alone(a):
    order_of((stocked(a, "Mật", stock=4), 4))
    assert told(a, "stock.") == [("stock.out", {"name": "Mật", "left": 0})]


def test_goods_that_somebody_else_sells_are_not_the_producers_stock(a):
    product = make_product("Mật", producer=a, price=None)
    make_stock_record(product, stock=2, partner=make_partner("Khác"))
    order_of((product, 2))
    assert told(a, "stock.") == []


# --- questions, reviews, decisions ------------------------------------------------------------------------------------


def test_a_question_is_told_when_the_shop_lets_it_through(a):
    product = make_product("Mứt dừa", producer=a)
    question = asking.ask(product, "Để được bao lâu?", "Mai")
    assert told(a) == []
    for _click in range(2):
        asking.publish(question, actor=None)
    assert told(a) == [("question.waiting", {"product": "Mứt dừa", "question": question.pk})]
    assert [row.member.role for row in model("Delivery").all()] == ["owner"]


def test_a_question_that_was_answered_needs_no_letter(a, frozen):
    product = make_product("Mứt dừa", producer=a)
    question = asking.publish(asking.ask(product, "Để được bao lâu?", "Mai"), actor=None)
    notice = model("Notice").get()
    assert "Để được bao lâu?" in kinds.known("question.waiting").letter(notice)[1]
    asking.answer(question, "Sáu tháng.", producer=a, actor=None)
    assert kinds.known("question.waiting").letter(notice) is None


def test_a_review_is_told_once_everybody_may_read_it(a):
    review = review_of(make_product("Mứt dừa", producer=a), score=4, status=0)
    assert told(a) == []
    review.status = 1
    for _time in range(2):
        review.save()
    assert told(a) == [("review.new", {"product": "Mứt dừa", "score": 4})]


def test_every_kind_can_be_said_and_looked_at(a):
    values = {
        "what": "gì",
        "number": "1a",
        "title": "Mật",
        "pieces": 1,
        "others": 2,
        "name": "Mật",
        "left": 1,
        "product": "Mật",
        "question": 1,
        "score": 5,
        "proposal": 1,
        "month": "2026-11",
        "amount": 1_200_000,
    }
    for kind in kinds.for_role("owner"):
        assert kind.words(values)
        assert kind.path(a.slug, values).startswith(f"/portal/{a.slug}/")
    producers.add_member(a, make_user(), "editor")
    assert {kind.code for kind in kinds.for_role("packer")} == {"order.new", "order.cancelled", "test.urgent"}
