"""Staff keep a product off the shelf and let it back: once, with a reason, in the log."""

import pytest
from django.apps import apps

from ocop_shop.producers import actions
from ocop_shop.producers.exceptions import NothingSaid
from ocop_shop.producers.off_the_shelf import off_of
from ocop_shop.test.factories import make_product, make_user

pytestmark = pytest.mark.django_db


def entries():
    logged = apps.get_model("ocop_audit", "Entry").objects.filter(act__startswith="provenance.").order_by("pk")
    return list(logged.exclude(act="provenance.noted").values_list("act", "subject", "actor", "after"))


def test_a_product_is_kept_off_once_and_let_back_once():
    product, clerk = make_product(), make_user()
    assert not hasattr(product, "ocop_provenance")
    assert [actions.keep_off(product, "medicine", actor=clerk) for _time in range(2)] == [True, False]
    kept = product.ocop_provenance
    assert (kept.kept_off, kept.kept_off_note, kept.kept_off_by, kept.producer) == ("medicine", "", clerk, None)
    assert [actions.let_back(product, actor=clerk) for _time in range(2)] == [True, False]
    assert off_of(product) is None
    assert (product.ocop_provenance.kept_off_at, product.ocop_provenance.kept_off_by) == (None, None)
    subject = f"product:{product.pk}"
    assert entries() == [
        ("provenance.kept_off", subject, clerk.pk, {"kept_off": "medicine", "note": ""}),
        ("provenance.let_back", subject, clerk.pk, {"kept_off": "", "note": ""}),
    ]


def test_what_nobody_kept_off_is_not_let_back():
    product = make_product()
    assert actions.let_back(product) is False
    assert not hasattr(product, "ocop_provenance")


@pytest.mark.parametrize("note", ["", "  ", "…"])
def test_another_reason_needs_words(note):
    product = make_product(product_set=7)
    with pytest.raises(NothingSaid):
        actions.keep_off(product, "other", note)
    assert off_of(product) is None
    assert entries() == []


def test_words_of_staff_are_the_reason_or_stand_beside_it():
    product = make_product(product_set=7)
    actions.keep_off(product, "other", "Hàng dự trữ quốc gia.")
    assert (off_of(product).why, off_of(product).remark) == ("Hàng dự trữ quốc gia", "")
    actions.keep_off(product, "health_food", "Đợi xác nhận.")
    assert off_of(product).remark == "Đợi xác nhận."


def test_a_variant_is_kept_off_with_all_of_its_product():
    parent = make_product(price=None, structure="parent", product_set=18)
    small, large = (make_product(structure="child", parent=parent, product_class=None) for _size in range(2))
    actions.keep_off(small, "protected")
    found = type(parent).objects
    assert [off_of(found.get(pk=one.pk)).reason for one in (parent, small, large)] == ["protected"] * 3


def test_a_mark_says_more_than_a_product_set():
    tour = make_product(product_set=26)
    assert (off_of(tour).reason, off_of(tour).is_marked) == ("enquiry", False)
    actions.keep_off(tour, "protected")
    assert (off_of(tour).reason, off_of(tour).is_marked) == ("protected", True)
