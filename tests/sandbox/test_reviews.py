"""Marks of buyers."""

import pytest
from django.urls import reverse
from oscar.core.loading import get_model

from ocop_shop.test.factories import make_producer, make_product, make_user
from tests.asking.buying import bought

pytestmark = pytest.mark.django_db
BACKEND = "django.contrib.auth.backends.ModelBackend"


@pytest.mark.parametrize(("mark", "reviews"), [("0", 0), ("1", 1), ("5", 1), ("6", 0)])
def test_a_mark_runs_from_1_to_5(client, mark, reviews):
    product, user = make_product(producer=make_producer()), make_user()
    bought(user, product)
    client.force_login(user, backend=BACKEND)
    address = reverse("catalogue:reviews-add", kwargs={"product_slug": product.slug, "product_pk": product.pk})
    client.post(address, {"title": "Ngon", "score": mark, "body": "Ngọt nhẹ."})
    assert get_model("reviews", "ProductReview").objects.count() == reviews


@pytest.mark.parametrize("asked", ["order_id=abc", "order_id=-1", "order_id=99999999999999", "order_number=%00"])
def test_an_order_asked_for_in_an_odd_form_is_not_found(client, asked):
    client.force_login(make_user(is_superuser=True, is_staff=True), backend=BACKEND)
    assert client.get(f"{reverse('checkout:thank-you')}?{asked}").status_code == 404
