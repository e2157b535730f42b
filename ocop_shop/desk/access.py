"""Who works at the shop's desk: staff who may change orders."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.mixins import UserPassesTestMixin
from django.urls import reverse

RIGHT = "order.change_order"
RANGES = "offer.add_range"
DECIDE = "ocop_proposals.decide_proposal"
DATA = "ocop_personal.answer_request"
PRODUCTS = "catalogue.change_product"
SEE_PRODUCTS = "catalogue.view_product"


def may_work(user: Any) -> bool:
    """Whether `user` is on the shop's staff and may change orders (`order.change_order`)."""
    return bool(user.is_authenticated and user.is_staff and user.has_perm(RIGHT))


def may_decide(user: Any) -> bool:
    """Whether `user` is on the shop's staff and decides on proposals (`ocop_proposals.decide_proposal`)."""
    return bool(user.is_authenticated and user.is_staff and user.has_perm(DECIDE))


def may_make_ranges(user: Any) -> bool:
    """Whether `user` is on the shop's staff and makes ranges of offers (`offer.add_range`)."""
    return bool(user.is_authenticated and user.is_staff and user.has_perm(RANGES))


def may_answer_about_data(user: Any) -> bool:
    """Whether `user` is on the shop's staff and answers requests about data (`ocop_personal.answer_request`)."""
    return bool(user.is_authenticated and user.is_staff and user.has_perm(DATA))


def may_keep_off(user: Any) -> bool:
    """Whether `user` is on the shop's staff and may keep products off the shelf: who changes products
    (`catalogue.change_product`), and who decides what comes into the shop.
    """
    return bool(user.is_authenticated and user.is_staff and (user.has_perm(PRODUCTS) or user.has_perm(DECIDE)))


def may_look_at_shelf(user: Any) -> bool:
    """Whether `user` may see what is kept off: who may change it, and staff who may see products
    (`catalogue.view_product`).
    """
    return may_keep_off(user) or bool(user.is_authenticated and user.is_staff and user.has_perm(SEE_PRODUCTS))


class AtTheDesk(UserPassesTestMixin):
    """For a view of the desk: others are refused, and who is not signed in is asked to."""

    def test_func(self) -> bool:
        return may_work(self.request.user)  # type: ignore[attr-defined]

    def get_login_url(self) -> str:
        return reverse("dashboard:login")

    def handle_no_permission(self) -> Any:
        self.raise_exception = self.request.user.is_authenticated  # type: ignore[attr-defined]
        return super().handle_no_permission()
