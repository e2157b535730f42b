"""Reviews and votes: they are their writer's words, and go with them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from oscar.core.loading import get_model

from ocop_shop.core import personal
from ocop_shop.core.personal import Fates, Person, Row


def _reviews(person: Person) -> Any:
    rows = get_model("reviews", "ProductReview").objects
    found = rows.filter(user=person.user) if person.user else rows.none()
    if person.email:
        found = found | rows.filter(user=None, email__iexact=person.email)
    return found.order_by("pk")


def _votes(person: Person) -> Any:
    rows = get_model("reviews", "Vote").objects
    return rows.filter(user=person.user).order_by("pk") if person.user else rows.none()


def _of_person(person: Person) -> Iterator[Row]:
    rows = _reviews(person).select_related("product__parent")
    fields = ("score", "title", "body", "name", "email", "homepage", "date_created")
    yield from personal.rows_of(rows, ("product__get_title", _("Product")), *fields)
    votes = _votes(person).select_related("review__product__parent")
    yield from personal.rows_of(votes, ("review__product__get_title", _("Product")), "delta", "date_created")


def _erase_person(person: Person) -> Fates:
    """The reviews go with what was said to them; products and other people's reviews are counted anew."""
    reviews, votes = list(_reviews(person).select_related("product")), list(_votes(person).select_related("review"))
    for vote in votes:
        vote.delete()
        vote.review.update_totals()
    products = {review.product_id: review.product for review in reviews if review.product_id}
    _reviews(person).delete()
    for key in sorted(products):
        products[key].update_rating()
    return personal.count(erased=len(reviews) + len(votes))


HOLDER = personal.Holder(
    "reviews",
    gettext_lazy("Reviews"),
    stays=lambda: _("Shown as long as the account is there, or until you ask for an erasure; then they are deleted."),
    tables=("reviews.ProductReview", "reviews.Vote"),
    of_person=_of_person,
    erase_person=_erase_person,
)
