"""Questions about products: asked once, let through by the shop, answered by the producer alone, told by letter."""

import pytest
from django.core import mail
from django.utils import translation

from ocop_shop.asking import actions
from ocop_shop.asking.exceptions import AskingError
from ocop_shop.asking.managers import reviews_of_producer
from ocop_shop.asking.models import Question, ReviewReply
from ocop_shop.auditing.actions import history
from ocop_shop.test import factories
from tests.asking.buying import review_of

pytestmark = pytest.mark.django_db
WORDS = "Mứt này để được bao lâu?"


@pytest.fixture
def a(db):
    producer = factories.make_producer("Hợp tác xã An")
    type(producer).objects.filter(pk=producer.pk).update(email="an@example.com")
    producer.refresh_from_db()
    return producer


@pytest.fixture
def product(a):
    return factories.make_product("Mứt dừa", producer=a)


@pytest.fixture
def asked(product):
    return actions.ask(product, WORDS, "Lan")


@pytest.fixture
def published(asked):
    return actions.publish(asked, actor=factories.make_user())


def acts(question):
    return [entry.act for entry in history(f"question:{question.pk}")][::-1]


def test_a_question_waits_for_the_shop_and_is_shown_to_nobody(asked, product, a):
    assert (asked.state, asked.words, asked.name, asked.language) == ("waiting", WORDS, "Lan", "vi")
    assert list(Question.objects.shown(product)) == []
    assert list(Question.objects.of_producer(a)) == []


def test_without_moderation_a_question_is_shown_at_once(product, settings):
    settings.OCOP_MODERATE_QUESTIONS = 0
    question = actions.ask(product, WORDS, "Lan")
    assert list(Question.objects.shown(product)) == [question]
    assert acts(question) == ["question.asked", "question.published"]


def test_the_same_click_twice_is_one_question(product, frozen):
    frozen("2026-11-22 10:00:00")
    first = actions.ask(product, WORDS, "Lan")
    assert actions.ask(product, f" {WORDS} ", "Lan") == first
    assert actions.ask(product, WORDS, "Mai") != first
    frozen("2026-11-22 10:11:00")
    assert actions.ask(product, WORDS, "Lan") != first


@pytest.mark.parametrize(
    ("words", "name"), [("", "Lan"), (" \u200b", "Lan"), ("x" * 1001, "Lan"), (WORDS, " "), (WORDS, "x" * 61)]
)
def test_what_cannot_be_shown_is_not_kept(product, words, name):
    with pytest.raises(AskingError):
        actions.ask(product, words, name)
    assert not Question.objects.exists()


def test_nothing_that_was_written_stands_in_the_log(published):
    told = " ".join(f"{entry.before}{entry.after}{entry.reason}" for entry in history(f"question:{published.pk}"))
    assert "Lan" not in told
    assert WORDS not in told


def test_publishing_twice_publishes_once(asked):
    staff = factories.make_user()
    first = actions.publish(asked, actor=staff)
    assert (first.state, first.decided_by) == ("published", staff)
    assert actions.publish(asked, actor=factories.make_user()).decided_by_id == staff.pk
    assert acts(asked) == ["question.asked", "question.published"]


def test_a_question_is_declined_for_a_reason(published, product):
    with pytest.raises(AskingError):
        actions.decline(published, " ", actor=None)
    assert list(Question.objects.shown(product)) == [published]
    for _click in range(2):
        declined = actions.decline(published, "Có số điện thoại", actor=None)
    assert (declined.state, declined.reason) == ("declined", "Có số điện thoại")
    assert list(Question.objects.shown(product)) == []
    assert acts(published) == ["question.asked", "question.published", "question.declined"]


def test_the_producer_answers_and_writes_anew(published, a):
    clerk = factories.make_user()
    first = actions.answer(published, "Sáu tháng.", producer=a, actor=clerk)
    assert (first.has_answer, first.answered_for, first.answered_by) == (True, a, clerk)
    actions.answer(published, "Sáu tháng.", producer=a, actor=clerk)
    again = actions.answer(published, "Ba tháng sau khi mở.", producer=a, actor=clerk)
    assert again.answer == "Ba tháng sau khi mở."
    assert acts(published)[2:] == ["question.answered", "question.answer_changed"]


def test_nobody_answers_for_goods_of_another(published):
    with pytest.raises(AskingError):
        actions.answer(published, "Sáu tháng.", producer=factories.make_producer("Bình"), actor=None)
    published.refresh_from_db()
    assert (published.answer, published.answer_state) == ("", "")


def test_what_the_shop_has_not_let_through_is_not_answered(asked, a):
    with pytest.raises(AskingError):
        actions.answer(asked, "Sáu tháng.", producer=a, actor=None)
    asked.refresh_from_db()
    assert asked.answer == ""


@pytest.mark.parametrize(("stars", "told", "is_kept"), [(None, 4, False), (4, 4, True), (4, 5, False)])
def test_an_answer_claims_no_more_stars_than_are_granted(published, product, a, stars, told, is_kept):
    if stars:
        factories.make_certificate(product, stars=stars)
    words = f"Sản phẩm này đạt OCOP {told} sao."
    if is_kept:
        assert actions.answer(published, words, producer=a, actor=None).answer == words
    else:
        with pytest.raises(AskingError):
            actions.answer(published, words, producer=a, actor=None)
        published.refresh_from_db()
        assert published.answer == ""


def test_a_hidden_answer_stays_hidden_when_it_is_rewritten(published, a):
    actions.answer(published, "Sáu tháng.", producer=a, actor=None)
    for _click in range(2):
        actions.show_answer(published, False, actor=None)
    again = actions.answer(published, "Bảy tháng.", producer=a, actor=None)
    assert (again.has_answer, again.is_answer_hidden) == (False, True)
    assert actions.show_answer(published, True, actor=None).has_answer
    assert acts(published)[3:] == ["question.answer_hidden", "question.answer_changed", "question.answer_shown"]


def test_there_is_no_answer_to_hide_where_nobody_answered(published):
    with pytest.raises(AskingError):
        actions.show_answer(published, False, actor=None)
    published.refresh_from_db()
    assert published.answer_state == ""


def test_a_variant_belongs_to_the_producer_of_its_parent(product, a):
    product.structure = "parent"
    product.save()
    child = factories.make_product("Hũ 200 g", parent=product, structure="child", product_class=None)
    question = actions.publish(actions.ask(child, WORDS, "Lan"), actor=None)
    assert list(Question.objects.of_producer(a)) == [question]
    review = review_of(child)
    assert list(reviews_of_producer(a)) == [review]


# --- letters --------------------------------------------------------------------------------------------------------


def test_shop_producer_and_asker_are_told_once_each(product, a, settings, django_capture_on_commit_callbacks):
    settings.OCOP_SHOP_EMAIL = "cua-hang@example.com"
    asker = factories.make_user("mai@example.com")
    with translation.override("en"), django_capture_on_commit_callbacks(execute=True):
        question = actions.ask(product, WORDS, "Mai", author=asker)
    for _click in range(2):
        with django_capture_on_commit_callbacks(execute=True):
            actions.publish(question, actor=None)
        with django_capture_on_commit_callbacks(execute=True):
            actions.answer(question, "Sáu tháng.", producer=a, actor=None)
    assert [letter.to for letter in mail.outbox] == [["cua-hang@example.com"], ["an@example.com"], ["mai@example.com"]]
    _shop, producer, answer = mail.outbox
    assert WORDS in producer.body
    assert f"/portal/{a.slug}/questions/" in producer.body
    assert answer.subject == "Your question about Mứt dừa was answered"
    assert "Sáu tháng." in answer.body
    assert f"/en/questions/{product.pk}/" in answer.body


def test_who_left_a_name_alone_gets_no_letter(published, a, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        actions.answer(published, "Sáu tháng.", producer=a, actor=None)
    assert mail.outbox == []


def test_a_letter_that_cannot_be_sent_holds_up_nothing(asked, settings, django_capture_on_commit_callbacks, caplog):
    settings.EMAIL_BACKEND = "no.such.Backend"
    with django_capture_on_commit_callbacks(execute=True):
        actions.publish(asked, actor=None)
    asked.refresh_from_db()
    assert asked.state == "published"
    assert "could not be sent" in caplog.text


# --- replies to reviews ---------------------------------------------------------------------------------------------


def test_a_producer_replies_once_to_a_review_and_may_write_anew(product, a):
    review = review_of(product)
    for words in ("Cảm ơn chị.", "Cảm ơn chị.", "Cảm ơn chị Lan."):
        actions.reply(review, words, producer=a, actor=None)
    assert [(reply.words, reply.producer) for reply in ReviewReply.objects.all()] == [("Cảm ơn chị Lan.", a)]
    told = [entry.act for entry in history(f"review:{review.pk}")]
    assert told == ["review.reply_changed", "review.replied"]


@pytest.mark.parametrize("why", ["another producer", "not approved", "no words", "a claim"])
def test_what_is_not_a_producers_to_say_is_not_kept(product, a, why):
    review = review_of(product, status=0 if why == "not approved" else 1)
    who = factories.make_producer("Bình") if why == "another producer" else a
    words = {"no words": " ", "a claim": "Hàng OCOP 5 sao đó chị."}.get(why, "Cảm ơn chị.")
    with pytest.raises(AskingError):
        actions.reply(review, words, producer=who, actor=None)
    assert not ReviewReply.objects.exists()


def test_a_hidden_reply_stays_hidden(product, a):
    review = review_of(product)
    reply = actions.reply(review, "Cảm ơn chị.", producer=a, actor=None)
    actions.show_reply(reply, False, actor=None)
    assert not actions.reply(review, "Cảm ơn!", producer=a, actor=None).is_shown
    assert actions.show_reply(reply, True, actor=None).is_shown
