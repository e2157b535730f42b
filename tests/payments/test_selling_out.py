"""Many buyers at once on whatever database the tests run: correct on SQLite too, if slower."""

import pytest
from django.urls import reverse
from oscar.core.loading import get_model

from ocop_shop.test import factories
from tests import at_once
from tests.checkout.conftest import Buyer, said


@pytest.mark.long
@pytest.mark.django_db(transaction=True)
def test_a_dozen_buyers_of_five_jars_make_five_orders():
    product = factories.make_product("Mật hoa dừa", stock=5)
    buyers = [Buyer().ready(product) for _number in range(12)]
    answers = at_once.together(*[lambda b=b: b.place(pay_with="bank-transfer") for b in buyers], seconds=180)
    refused = [answer for answer in answers if answer.url == reverse("basket:summary")]
    assert (len(answers) - len(refused), len(refused)) == (5, 7)
    assert all("Mật hoa dừa" in " ".join(said(answer)) for answer in refused)
    assert get_model("order", "Order").objects.count() == 5
    assert product.stockrecords.get().net_stock_level == 0
