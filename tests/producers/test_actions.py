"""Registering makers and noting where goods come from."""

import pytest

from ocop_shop.producers import actions
from ocop_shop.producers.actions import ProducerFacts
from ocop_shop.producers.models import Producer
from ocop_shop.test.factories import make_place, make_producer, make_product

pytestmark = pytest.mark.django_db


def test_a_producer_is_registered_once_however_its_kind_is_written():
    home = make_place("86")
    first = actions.register(ProducerFacts("cooperative", "HTX Tiến Thành", home))
    again = actions.register(ProducerFacts("cooperative", "Hợp tác xã Tiến Thành", home))
    assert again.pk == first.pk
    assert Producer.objects.get().name == "HTX Tiến Thành"


def test_one_name_in_two_provinces_is_two_producers():
    first = actions.register(ProducerFacts("cooperative", "HTX Tiến Thành", make_place("86")))
    second = actions.register(ProducerFacts("cooperative", "HTX Tiến Thành", make_place("51")))
    assert first.pk != second.pk
    assert (first.slug, second.slug) == ("htx-tien-thanh", "htx-tien-thanh-2")


def test_what_is_on_record_of_a_product_is_not_overwritten():
    product = make_product(producer=make_producer())
    known = product.ocop_provenance
    producer = known.producer
    other = make_producer("HTX Khác")
    actions.place(product, producer=other, place_as_printed="ấp Cây Hẹ")
    known.refresh_from_db()
    assert (known.producer, known.place_as_printed) == (producer, "ấp Cây Hẹ")


def test_a_profile_that_is_saved_as_it_was_did_not_change(frozen):
    frozen("2026-11-20 10:00")
    producer = make_producer()
    before = producer.changed_at
    frozen("2026-11-22 10:00")
    Producer.objects.get(pk=producer.pk).save()
    assert Producer.objects.get(pk=producer.pk).changed_at == before
    producer.story = "Từ năm 1998."
    producer.save()
    assert Producer.objects.get(pk=producer.pk).changed_at > before
