"""Reviews are written by buyers alone."""

import pytest
from django.contrib.auth.models import AnonymousUser
from django.urls import reverse
from oscar.core.loading import get_model

from ocop_shop.asking.buyers import has_bought
from ocop_shop.ordering import states
from ocop_shop.test import factories
from tests.asking.buying import bought

pytestmark = pytest.mark.django_db
SAID = {"title": "Ngon", "score": "5", "body": "Ngọt nhẹ.", "name": "Lan", "email": "lan@example.com"}


@pytest.fixture
def product(db):
    return factories.make_product("Mứt dừa", producer=factories.make_producer("An"))


def page_of(product):
    return reverse("catalogue:reviews-add", kwargs={"product_slug": product.slug, "product_pk": product.pk})


@pytest.mark.parametrize(
    ("status", "is_buyer"),
    [
        (states.SHIPPED, True),
        (states.AWAITING_PAYMENT, False),
        (states.PENDING, False),
        (states.PACKED, False),
        (states.CANCELLED, False),
    ],
)
def test_a_buyer_is_whom_it_was_sent_to(product, status, is_buyer):
    user = factories.make_user()
    bought(user, product, status)
    assert has_bought(user, product) is is_buyer
    assert not has_bought(factories.make_user(), product)
    assert not has_bought(AnonymousUser(), product)


def test_a_cancelled_line_of_a_complete_order_was_not_bought(product):
    user = factories.make_user()
    order = bought(user, product, states.CANCELLED)
    type(order).objects.filter(pk=order.pk).update(status=states.COMPLETE)
    assert not has_bought(user, product)


def test_a_variant_counts_for_its_parent_and_for_its_sisters(product):
    type(product).objects.filter(pk=product.pk).update(structure="parent")
    product.refresh_from_db()
    product.stockrecords.all().delete()
    small, large = (
        factories.make_product(title, parent=product, structure="child", product_class=None, producer=None)
        for title in ("Hũ nhỏ", "Hũ lớn")
    )
    other = factories.make_product("Gạo", producer=product.ocop_provenance.producer)
    user = factories.make_user()
    order = bought(user, other)
    order.lines.update(product=small)
    assert [has_bought(user, one) for one in (small, large, product, other)] == [True, True, True, False]


def test_a_buyer_writes_a_review(client, product):
    user = factories.make_user()
    bought(user, product)
    client.force_login(user)
    assert "data-review-refused" not in client.get(product.get_absolute_url()).content.decode()
    assert client.get(page_of(product)).status_code == 200
    client.post(page_of(product), SAID)
    assert get_model("reviews", "ProductReview").objects.get().user == user


@pytest.mark.parametrize("who", ["a stranger", "an account"])
def test_others_are_told_why_and_write_none(client, product, who):
    if who == "an account":
        client.force_login(factories.make_user())
    assert "data-review-refused" in client.get(product.get_absolute_url()).content.decode()
    for way in (client.get, client.post):
        answer = way(page_of(product), SAID)
        assert (answer.status_code, answer.headers["Location"]) == (302, product.get_absolute_url())
    assert not get_model("reviews", "ProductReview").objects.exists()


def test_the_form_itself_takes_nothing_from_who_did_not_buy(product):
    from oscar.core.loading import get_class

    form = get_class("catalogue.reviews.forms", "ProductReviewForm")
    assert not form(product, SAID, user=factories.make_user()).is_valid()
    assert not form(product, SAID).is_valid()
    user = factories.make_user()
    bought(user, product)
    assert form(product, SAID, user=user).is_valid()
