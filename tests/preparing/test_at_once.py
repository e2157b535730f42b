"""Two members who save the same checklist at the same moment."""

from __future__ import annotations

import pytest
from django.apps import apps

from ocop_shop.preparing import actions, reading
from ocop_shop.preparing.actions import Entry
from ocop_shop.preparing.exceptions import SavedMeanwhile
from ocop_shop.test.factories import make_producer, make_product
from tests.at_once import together

pytestmark = [pytest.mark.postgres, pytest.mark.django_db(transaction=True)]


def test_of_two_who_save_at_once_one_is_told_and_nothing_is_mixed():
    producer = make_producer("Hợp tác xã An")
    product = make_product("Chuối sấy dẻo", producer=producer, product_set=7)

    def saving(chosen):
        def act():
            entries = [Entry("1.1", chosen=chosen), Entry("1.2", chosen=chosen)]
            try:
                actions.save(producer, product, entries, version=0, actor=None)
            except SavedMeanwhile:
                return "told"
            return "saved"

        return act

    assert sorted(together(saving(1), saving(2))) == ["saved", "told"]
    assert len(set(reading.preparation_of(producer, product).chosen.values())) == 1
    assert apps.get_model("ocop_preparing", "Preparation").objects.get().version == 1
