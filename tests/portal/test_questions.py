"""The room of questions at a producer's desk: what waits first, answers beside it, nothing of others."""

import pytest
from django.test import Client
from django.urls import reverse

from ocop_shop.asking import actions
from ocop_shop.asking.models import Question, ReviewReply
from ocop_shop.producers import actions as producers
from ocop_shop.test import factories
from tests.asking.buying import review_of
from tests.warm import visited

pytestmark = [pytest.mark.django_db, pytest.mark.pages]


@pytest.fixture
def a(db):
    return factories.make_producer("Hợp tác xã An")


@pytest.fixture
def product(a):
    return factories.make_product("Mứt dừa", producer=a)


def member(producer, role="editor"):
    user, client = factories.make_user(), Client()
    producers.add_member(producer, user, role)
    client.force_login(user)
    client.user = user
    return client


def page(producer, end=""):
    return reverse("ocop:portal-questions", args=[producer.slug]) + end


def published(product, words="Để được bao lâu?"):
    return actions.publish(actions.ask(product, words, "Lan"), actor=None)


def read(answer):
    return answer.content.decode()


def test_what_nobody_answered_stands_first(a, product, frozen):
    frozen("2026-11-22 10:00:00")
    done = actions.answer(published(product, "Câu một"), "Đáp.", producer=a, actor=None)
    frozen("2026-11-22 11:00:00")
    waits = published(product, "Câu hai")
    answer = member(a).get(page(a))
    assert answer.context["rows"] == [waits, done]


def test_what_the_shop_has_not_let_through_is_not_seen(a, product):
    actions.ask(product, "Số của tôi 0912 345 678", "Lan")
    assert "0912 345 678" not in read(member(a).get(page(a)))


def test_an_answer_is_written_beside_the_question(a, product):
    client, question = member(a), published(product)
    answer = client.post(page(a), {"row": question.pk, "words": "Sáu tháng."})
    assert (answer.status_code, answer.headers["Location"]) == (302, page(a))
    question.refresh_from_db()
    assert (question.answer, question.answered_by) == ("Sáu tháng.", client.user)


def test_a_reply_is_written_beside_the_review(a, product):
    client, review = member(a), review_of(product)
    client.post(page(a, "?show=reviews"), {"row": review.pk, "words": "Cảm ơn chị."})
    assert [(reply.review, reply.by) for reply in ReviewReply.objects.all()] == [(review, client.user)]
    assert "Cảm ơn chị." in read(client.get(page(a, "?show=reviews")))


def test_a_claim_is_refused_and_the_words_stay(a, product):
    question = published(product)
    answer = member(a).post(page(a), {"row": question.pk, "words": "Hàng OCOP 5 sao <b>thật</b>."})
    assert answer.status_code == 422
    assert "Hàng OCOP 5 sao &lt;b&gt;thật&lt;/b&gt;." in read(answer)
    assert 'aria-invalid="true"' in read(answer)
    question.refresh_from_db()
    assert question.answer == ""


def test_questions_and_reviews_of_others_are_not_there(a):
    theirs = factories.make_product("Gạo", producer=factories.make_producer("Bình"))
    question, review, client = published(theirs), review_of(theirs), member(a)
    assert client.post(page(a), {"row": question.pk, "words": "Đáp."}).status_code == 404
    assert client.post(page(a, "?show=reviews"), {"row": review.pk, "words": "Đáp."}).status_code == 404
    for row in ("", "x", "9" * 30):
        assert client.post(page(a), {"row": row, "words": "Đáp."}).status_code == 404
    assert not ReviewReply.objects.exists()
    assert not Question.objects.exclude(answer="").exists()


def test_a_packer_answers_nothing(a, product):
    question, client = published(product), member(a, "packer")
    assert client.post(page(a), {"row": question.pk, "words": "Đáp."}).status_code == 403
    question.refresh_from_db()
    assert question.answer == ""


def test_today_says_how_many_wait(a, product):
    published(product, "Câu một")
    actions.answer(published(product, "Câu hai"), "Đáp.", producer=a, actor=None)
    home = reverse("ocop:portal-home", args=[a.slug])
    assert f'href="{page(a)}"' in read(member(a).get(home)).partition("desk-tasks")[2]


@pytest.mark.parametrize("show", ["", "?show=reviews"])
def test_thirty_rows_cost_at_most_twelve_queries(a, product, show):
    for number in range(30):
        question, review = published(product, f"Câu {number}"), review_of(product, f"Tốt {number}")
        if number % 2:
            actions.answer(question, "Đáp.", producer=a, actor=None)
            actions.reply(review, "Cảm ơn.", producer=a, actor=None)
    assert visited(member(a), page(a, show))[0] <= 12
