"""Thank-yous: of buyers alone, once for an order, let through by the shop, shown by the producer, taken back wholly."""

import threading

import pytest
from django.core import mail
from django.db import connection

from ocop_shop.asking import actions
from ocop_shop.asking.exceptions import AskingError
from ocop_shop.asking.models import Thanks
from ocop_shop.auditing.actions import history
from ocop_shop.core.private_storage import private_storage
from ocop_shop.notices.models import Notice
from ocop_shop.ordering import states
from ocop_shop.test import factories
from tests.asking.thanking import WORDS, on_page, photo, sent_by, thanked
from tests.fulfilment.bought import goods_of, order_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def a(db):
    return factories.make_producer("Hợp tác xã An")


def acts(thanks):
    return [entry.act for entry in history(f"thanks:{thanks.pk}")][::-1]


def test_thanks_without_leave_to_show_stay_between_buyer_and_producer(a):
    thanks = thanked(a, may_show=False)
    assert (thanks.state, thanks.words, thanks.language) == ("private", WORDS, "vi")
    assert list(Thanks.objects.of_producer(a)) == [thanks]
    assert list(Thanks.objects.for_staff()) == []
    for decide in (
        lambda: actions.publish_thanks(thanks, actor=None),
        lambda: actions.decline_thanks(thanks, "Quảng cáo", actor=None),
        lambda: actions.show_thanks(thanks, True, producer=a, actor=None),
    ):
        with pytest.raises(AskingError):
            decide()
    thanks.refresh_from_db()
    assert (thanks.state, thanks.shown_at) == ("private", None)


@pytest.mark.parametrize(
    ("status", "may"),
    [
        (states.SHIPPED, True),
        (states.AWAITING_PAYMENT, False),
        (states.PENDING, False),
        (states.PACKED, False),
        (states.CANCELLED, False),
    ],
)
def test_thanks_are_for_who_has_sent_something(a, status, may):
    order = sent_by(a, status=status)
    if may:
        assert thanked(a, order=order).order == order
    else:
        with pytest.raises(AskingError):
            thanked(a, order=order)
        assert not Thanks.objects.exists()


def test_of_two_makers_in_an_order_each_is_thanked_for_its_own(a):
    b, c = factories.make_producer("Bình"), factories.make_producer("Chi")
    order = order_of((goods_of(a), 1), (goods_of(b), 1))
    order.lines.filter(ocop_maker__producer=a).update(status=states.SHIPPED)
    thanked(a, order=order)
    for other in (b, c):
        with pytest.raises(AskingError):
            thanked(other, order=order)
    assert Thanks.objects.count() == 1


def test_the_same_again_is_the_same_and_other_words_want_the_first_taken_back(a):
    order = sent_by(a)
    first = thanked(a, order=order)
    assert thanked(a, order=order, words=f" {WORDS} ") == first
    with pytest.raises(AskingError):
        thanked(a, order=order, words="Khác.")
    assert [row.words for row in Thanks.objects.all()] == [WORDS]
    assert actions.take_thanks_back(first)
    assert thanked(a, order=order, words="Khác.").words == "Khác."
    assert [notice.kind for notice in Notice.objects.filter(producer=a, kind="thanks.new")] == ["thanks.new"]


@pytest.mark.parametrize(("words", "name"), [("", "Lan"), (" \u200b", "Lan"), ("x" * 501, "Lan"), (WORDS, " ")])
def test_what_cannot_be_shown_is_not_kept(a, words, name):
    with pytest.raises(AskingError):
        actions.thank(sent_by(a), a, words, name=name, may_show=True)
    assert not Thanks.objects.exists()
    assert not Notice.objects.filter(kind="thanks.new").exists()


def test_a_producer_shows_what_the_shop_has_let_through_and_no_other_producer_does(a):
    thanks, staff, clerk = thanked(a), factories.make_user(), factories.make_user()
    with pytest.raises(AskingError):
        actions.show_thanks(thanks, True, producer=a, actor=clerk)
    for _click in range(2):
        actions.publish_thanks(thanks, actor=staff)
    with pytest.raises(AskingError):
        actions.show_thanks(thanks, True, producer=factories.make_producer("Bình"), actor=clerk)
    assert list(Thanks.objects.on_page_of(a)) == []
    for _click in range(2):
        actions.show_thanks(thanks, True, producer=a, actor=clerk)
    assert list(Thanks.objects.on_page_of(a)) == list(Thanks.objects.shown()) == [thanks]
    for _click in range(2):
        actions.show_thanks(thanks, False, producer=a, actor=clerk)
    assert list(Thanks.objects.shown()) == []
    assert acts(thanks) == ["thanks.given", "thanks.published", "thanks.shown", "thanks.hidden"]


def test_what_the_shop_declines_leaves_the_page(a):
    thanks = on_page(a)
    with pytest.raises(AskingError):
        actions.decline_thanks(thanks, " ", actor=None)
    assert list(Thanks.objects.shown()) == [thanks]
    for _click in range(2):
        declined = actions.decline_thanks(thanks, "Có số điện thoại", actor=None)
    assert (declined.state, declined.shown_at) == ("declined", None)
    assert list(Thanks.objects.on_page_of(a)) == []
    assert list(Thanks.objects.of_producer(a)) == [thanks]
    assert acts(thanks)[3:] == ["thanks.declined"]


def test_taken_back_words_and_photo_are_gone(a, django_capture_on_commit_callbacks):
    thanks = on_page(a, picture=photo())
    name = thanks.picture.name
    assert private_storage().exists(name)
    with django_capture_on_commit_callbacks(execute=True):
        assert actions.take_thanks_back(thanks) is True
    assert not actions.take_thanks_back(thanks)
    assert not Thanks.objects.exists()
    assert not private_storage().exists(name)
    assert acts(thanks)[-1] == "thanks.taken_back"


def test_nothing_that_was_written_stands_in_the_log(a):
    told = " ".join(f"{one.before}{one.after}{one.reason}" for one in history(f"thanks:{on_page(a).pk}"))
    assert WORDS not in told
    assert "Khách" not in told


@pytest.mark.parametrize("may_show", [True, False])
def test_the_shop_is_written_to_where_something_waits(a, may_show, settings, django_capture_on_commit_callbacks):
    settings.OCOP_SHOP_EMAIL = "cua-hang@example.com"
    order = sent_by(a)
    with django_capture_on_commit_callbacks(execute=True):
        thanked(a, order=order, may_show=may_show)
    letters = [letter for letter in mail.outbox if letter.to == ["cua-hang@example.com"]]
    assert len(letters) == may_show
    assert all("/dashboard/questions/thanks/" in letter.body and WORDS not in letter.body for letter in letters)


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_two_clicks_at_once_thank_once():
    producer = factories.make_producer("Hợp tác xã An")
    order, found = sent_by(producer), []

    def click():
        try:
            found.append(thanked(producer, order=order).pk)
        finally:
            connection.close()

    clicks = [threading.Thread(target=click) for _number in range(4)]
    for one in clicks:
        one.start()
    for one in clicks:
        one.join()
    assert len(found) == 4
    assert len(set(found)) == Thanks.objects.count() == 1
