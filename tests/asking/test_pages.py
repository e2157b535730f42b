"""Questions on the pages of shoppers and at the shop's desk."""

import pytest
from django.core.cache import cache
from django.urls import reverse
from django.utils import translation

from ocop_shop.asking import actions
from ocop_shop.asking.models import Question
from ocop_shop.test import factories
from tests.asking.buying import review_of
from tests.desk.staff import client_with
from tests.warm import visited

pytestmark = [pytest.mark.django_db, pytest.mark.pages]
NASTY = '<script>alert("x")</script><img src=x onerror=alert(1)>'
DESK = "/dashboard/questions/"


@pytest.fixture(autouse=True)
def _counted_anew():
    cache.clear()


@pytest.fixture
def a(db):
    return factories.make_producer("Hợp tác xã An")


@pytest.fixture
def product(a):
    return factories.make_product("Mứt dừa", producer=a)


def page_of(product):
    with translation.override("vi"):
        return reverse("ocop:questions", args=[product.pk])


def said(**changes):
    return {"words": "Để được bao lâu?", "name": "Lan", **changes}


def published(product, words="Để được bao lâu?", name="Lan"):
    return actions.publish(actions.ask(product, words, name), actor=None)


def read(answer):
    return answer.content.decode()


def test_everybody_may_ask_and_only_the_shop_sees_it(client, product):
    answer = client.post(page_of(product), said())
    assert (answer.status_code, answer.headers["Location"]) == (302, f"{page_of(product)}?sent=1")
    question = Question.objects.get()
    assert (question.author, question.state) == (None, "waiting")
    assert "data-question-sent" in read(client.get(answer.headers["Location"]))
    assert "Để được bao lâu?" not in read(client.get(product.get_absolute_url()))


def test_who_is_signed_in_asks_with_the_account(client, product):
    user = factories.make_user(first_name="Mai")
    client.force_login(user)
    assert 'value="Mai"' in read(client.get(product.get_absolute_url()))
    client.post(page_of(product), said())
    assert Question.objects.get().author == user


@pytest.mark.parametrize("changes", [{"words": ""}, {"words": "x" * 1001}, {"name": ""}, {"website": "http://x.vn"}])
def test_what_is_not_right_is_asked_for_again_with_what_was_typed(client, product, changes):
    answer = client.post(page_of(product), said(**{"words": "Còn hàng không?", **changes}))
    assert answer.status_code == 422
    assert 'aria-invalid="true"' in read(answer)
    assert changes.get("words", "Còn hàng không?") in read(answer)
    assert not Question.objects.exists()


def test_the_sixth_question_of_an_hour_from_one_address_is_not_taken(client, product):
    statuses = [client.post(page_of(product), said(words=f"Câu {number}")).status_code for number in range(6)]
    assert statuses == [302] * 5 + [429]
    assert Question.objects.count() == 5


def test_a_hidden_product_has_no_questions(client, product):
    type(product).objects.filter(pk=product.pk).update(is_public=False)
    assert client.get(page_of(product)).status_code == 404
    assert client.post(page_of(product), said()).status_code == 404
    assert not Question.objects.exists()


def test_the_product_shows_the_newest_five_and_leads_to_all(client, product, frozen):
    for number in range(6):
        frozen(f"2026-11-22 10:0{number}:00")
        published(product, f"Câu hỏi số {number}")
    html = read(client.get(product.get_absolute_url()))
    assert [number for number in range(6) if f"Câu hỏi số {number}" in html] == [1, 2, 3, 4, 5]
    assert f'href="{page_of(product)}"' in html
    assert "Câu hỏi số 0" in read(client.get(page_of(product)))


def test_the_answer_stands_below_under_the_producers_name(client, product, a):
    question = actions.answer(published(product), "Sáu tháng.", producer=a, actor=None)
    for address in (product.get_absolute_url(), page_of(product)):
        told = read(client.get(address)).partition(f'data-answer="{question.pk}"')[2]
        assert "Sáu tháng." in told
        assert "Hợp tác xã An" in told
    actions.show_answer(question, False, actor=None)
    assert "Sáu tháng." not in read(client.get(product.get_absolute_url()))


def test_no_markup_that_anybody_wrote_works(client, product, a):
    question = published(product, f"Hỏi {NASTY}", NASTY[:60])
    actions.answer(question, f"Đáp {NASTY}", producer=a, actor=None)
    actions.reply(review_of(product), f"Cảm ơn {NASTY}", producer=a, actor=None)
    staff = client_with("change_order")
    pages = [client.get(product.get_absolute_url()), client.get(page_of(product))]
    pages += [staff.get(f"{DESK}?state={state}") for state in ("published", "replies")]
    for page in pages:
        assert "<script>alert(" not in read(page)
        assert "<img src=x" not in read(page)
        assert "&lt;script&gt;alert(" in read(page)


def test_the_reply_stands_below_the_review(client, product, a):
    review = review_of(product)
    reply = actions.reply(review, "Cảm ơn chị.", producer=a, actor=None)
    kwargs = {"product_slug": product.slug, "product_pk": product.pk}
    pages = [product.get_absolute_url(), reverse("catalogue:reviews-list", kwargs=kwargs), review.get_absolute_url()]
    for address in pages:
        assert "Cảm ơn chị." in read(client.get(address)).partition(f'data-reply="{reply.pk}"')[2]
    actions.show_reply(reply, False, actor=None)
    assert [address for address in pages if "Cảm ơn chị." in read(client.get(address))] == []


def test_a_product_page_asks_one_query_for_all_its_questions(client, product, a):
    before = visited(client, product.get_absolute_url())[0]
    for number in range(30):
        actions.answer(published(product, f"Câu {number}"), "Sáu tháng.", producer=a, actor=None)
    assert visited(client, product.get_absolute_url())[0] == before
    assert before <= 11
    assert visited(client, page_of(product))[0] <= 12


def test_reviews_with_replies_cost_no_query_each(client, product, a):
    address = reverse("catalogue:reviews-list", kwargs={"product_slug": product.slug, "product_pk": product.pk})
    review_of(product)
    before = visited(client, address)[0]
    for number in range(10):
        actions.reply(review_of(product, f"Tốt {number}"), "Cảm ơn.", producer=a, actor=None)
    assert visited(client, address)[0] == before


# --- the desk -------------------------------------------------------------------------------------------------------


def test_staff_publish_and_decline(product):
    staff, question = client_with("change_order"), actions.ask(product, "Còn không?", "Lan")
    assert "Còn không?" in read(staff.get(DESK))
    assert staff.post(DESK, {"do": "publish", "row": question.pk}).status_code == 302
    question.refresh_from_db()
    assert (question.state, question.decided_by) == ("published", staff.user)
    refused = staff.post(f"{DESK}?state=published", {"do": "decline", "row": question.pk, "reason": ""})
    assert refused.status_code == 422
    staff.post(f"{DESK}?state=published", {"do": "decline", "row": question.pk, "reason": "Quảng cáo"})
    question.refresh_from_db()
    assert (question.state, question.reason) == ("declined", "Quảng cáo")


def test_staff_hide_answers_and_replies(product, a):
    staff, question = client_with("change_order"), actions.answer(published(product), "A.", producer=a, actor=None)
    reply = actions.reply(review_of(product), "Cảm ơn.", producer=a, actor=None)
    staff.post(f"{DESK}?state=published", {"do": "hide", "row": question.pk})
    staff.post(f"{DESK}?state=replies", {"do": "hide", "row": reply.pk})
    question.refresh_from_db()
    reply.refresh_from_db()
    assert (question.is_answer_hidden, reply.is_shown) == (True, False)


@pytest.mark.parametrize("rights", [(), ("assist_producer",)])
def test_others_of_the_staff_decide_nothing(product, rights):
    staff, question = client_with(*rights), actions.ask(product, "Còn không?", "Lan")
    assert staff.get(DESK).status_code == 403
    assert staff.post(DESK, {"do": "publish", "row": question.pk}).status_code == 403
    question.refresh_from_db()
    assert question.state == "waiting"


@pytest.mark.parametrize(
    ("do", "row", "status"), [("publish", "x", 404), ("publish", "9" * 30, 404), ("dance", "", 422)]
)
def test_nonsense_is_answered_and_changes_nothing(product, do, row, status):
    question = actions.ask(product, "Còn không?", "Lan")
    assert client_with("change_order").post(DESK, {"do": do, "row": row or question.pk}).status_code == status
    question.refresh_from_db()
    assert question.state == "waiting"


def test_the_desk_costs_the_same_with_thirty_questions(product):
    staff = client_with("change_order")
    actions.ask(product, "Câu", "Lan")
    before = visited(staff, DESK)[0]
    for number in range(30):
        actions.ask(product, f"Câu {number}", "Lan")
    assert visited(staff, DESK)[0] == before
