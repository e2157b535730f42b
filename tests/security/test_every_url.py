"""Who may enter which address: every entry of the URLconf, as everybody, with something in its gaps.

Closed areas are closed as a whole, with a few doors. Every other address stands in a table by name, so a new view
without an entry fails here until somebody has decided whom it is for. And nothing answers with an error of its own.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import pytest
from django.apps import apps
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.db import transaction
from django.test import Client
from oscar.core.loading import get_model

from ocop_shop.test.factories import make_user
from sandbox.loading.accounts import ACCOUNTS
from tests.security.urls import Address, addresses

ROLES = ("anonymous", "customer", "editor", "manager", "officer", "superuser")

# Area -> who works there. Superusers work everywhere. Programme staff and editors of pages share the admin of /cms/,
# each with what is theirs; the desk under /cms/ocop/ is the programme's alone. What a role and a place open in there
# is another test (tests/oversight/test_rights.py).
CLOSED = {"cms": {"editor", "officer"}, "cms/ocop": {"officer"}, "dashboard": {"manager"}, "portal": set()}
# Where somebody who has entered the admin, but not this area of it, is sent.
HOMES = {"cms/ocop": "/cms/"}
# Doors of closed areas, and what their sign-in pages need.
DOORS = {
    "ocop:portal",
    "ocop:portal-invitation",
    "ocop:portal-join",
    "dashboard:login",
    "dashboard:logout",
    "wagtailadmin_login",
    "wagtailadmin_logout",
    "wagtailadmin_javascript_catalog",
    "wagtailadmin_sprite",
    "wagtailadmin_password_reset",
    "wagtailadmin_password_reset_complete",
    "wagtailadmin_password_reset_confirm",
    "wagtailadmin_password_reset_done",
    "wagtailadmin_debug_javascript_catalog",
}
EVERYBODY = {
    "basket:add",
    "basket:saved",
    "basket:summary",
    "basket:vouchers-add",
    "basket:vouchers-remove",
    "catalogue:category",
    "catalogue:detail",
    "catalogue:index",
    "catalogue:range",
    "catalogue:reviews-add",
    "catalogue:reviews-detail",
    "catalogue:reviews-list",
    "catalogue:reviews-vote",
    "checkout:communes",
    "checkout:delivery",
    "checkout:index",
    "checkout:payment-details",
    "checkout:payment-method",
    "checkout:preview",
    "checkout:shipping-address",
    "checkout:shipping-method",
    "checkout:thank-you",
    "customer:alert-create",
    "customer:alerts-cancel-by-key",
    "customer:alerts-confirm",
    "customer:anon-order",
    "customer:anon-order-form",
    "customer:login",
    "customer:logout",
    "customer:register",
    "home",
    "ocop:feed",
    "ocop:feed-products",
    "ocop:case",
    "ocop:certificate",
    "ocop:check",
    "ocop:doubt",
    "ocop:embed-collection",
    "ocop:embed-collection-json",
    "ocop:embed-place",
    "ocop:embed-place-json",
    "ocop:embed-producer",
    "ocop:embed-producer-json",
    "ocop:health",
    "ocop:my-data-ask",
    "ocop:my-data-mailed",
    "ocop:near",
    "ocop:paid",
    "ocop:pay",
    "ocop:pay-hook",
    "ocop:pay-picture",
    "ocop:pay-picture-png",
    "ocop:place",
    "ocop:place-code",
    "ocop:place-code-of",
    "ocop:producer",
    "ocop:producers",
    "ocop:questions",
    "ocop:quote",
    "ocop:regions",
    "ocop:regions-old",
    "ocop:stars",
    "ocop:suggest",
    "ocop:thank-guest",
    "ocop:thanks-photo",
    "offer:detail",
    "offer:list",
    "robots",
    "search:search",
    "set_language",
    "sitemap",
    "sitemap-part",
    "sitemap-section",
    "wagtail_serve",
    "wagtailcore_authenticate_with_password",
    "wagtailcore_login",
    "wagtaildocs_authenticate_with_password",
    "wagtaildocs_serve",
    "wishlists:detail",
}
SIGNED_IN = {
    "checkout:user-address-delete",
    "checkout:user-address-update",
    "customer:address-change-status",
    "customer:address-create",
    "customer:address-delete",
    "customer:address-detail",
    "customer:address-list",
    "customer:alerts-cancel-by-pk",
    "customer:alerts-list",
    "customer:change-password",
    "customer:email-detail",
    "customer:email-list",
    "customer:notifications-archive",
    "customer:notifications-detail",
    "customer:notifications-inbox",
    "customer:notifications-update",
    "customer:order",
    "customer:order-line",
    "customer:order-list",
    "customer:profile-delete",
    "customer:profile-update",
    "customer:profile-view",
    "customer:summary",
    "customer:wishlists-add-product",
    "customer:wishlists-create",
    "customer:wishlists-create-with-product",
    "customer:wishlists-delete",
    "customer:wishlists-detail",
    "customer:wishlists-list",
    "customer:wishlists-move-product-to-another",
    "customer:wishlists-remove-product",
    "customer:wishlists-update",
    "ocop:my-data",
    "ocop:my-data-erase",
    "ocop:portal",
    "ocop:portal-invitation",
    "ocop:thank",
}
# Who has an account and is signed in needs no new password, and is told so.
STRANGERS = {"password-reset", "password-reset-complete", "password-reset-confirm", "password-reset-done"}
# Addresses without a name: pictures, and Oscar's redirect to the inbox.
UNNAMED = {"media/{path}", "accounts/notifications/"}
# Wagtail's page for looking at the page for errors.
MEANT_TO_FAIL = {"wagtailadmin_error_test"}

ADDRESSES = addresses()


def part_of(address: Address) -> str:
    """The closed area an address lies in, the narrowest that holds it; "shop" for all that is open."""
    areas = [area for area in CLOSED if address.path.startswith(f"{area}/")]
    return max(areas, key=len, default="shop")


PARTS = sorted({part_of(address) for address in ADDRESSES} - {"shop"})


@dataclass(frozen=True)
class Answer:
    status: int
    location: str

    @property
    def sends_to_sign_in(self) -> bool:
        return 300 <= self.status < 400 and "login" in self.location

    @property
    def refuses(self) -> bool:
        return self.sends_to_sign_in or self.status in {401, 403, 404, 405}

    def __str__(self) -> str:
        return f"{self.status} {self.location}".strip()


def test_every_address_has_somebody_it_is_for():
    decided = EVERYBODY | SIGNED_IN | STRANGERS
    open_ones = [address for address in ADDRESSES if part_of(address) == "shop"]
    undecided = [str(a) for a in open_ones if a.name not in decided and a.path not in UNNAMED]
    assert undecided == [], "decide in this file whom they are for"


def test_the_table_names_no_address_that_is_gone():
    names = {address.name for address in ADDRESSES}
    assert names >= EVERYBODY | SIGNED_IN | STRANGERS
    assert set() == EVERYBODY & SIGNED_IN


# Who may do everything gets to every query of the database; what others may not enter is the same on each.
EACH = [role if role == "superuser" else pytest.param(role, marks=pytest.mark.pages) for role in ROLES]


@pytest.mark.long
@pytest.mark.parametrize("role", EACH)
@pytest.mark.parametrize("part", ["shop", *PARTS])
def test_everybody_gets_where_they_belong_and_nowhere_else(demo_shop, bare_errors, part, role):
    visitor = Visitor(role)
    wrong = [
        f"{address}: {answer}"
        for address in ADDRESSES
        if part_of(address) == part
        for answer in [visitor.get(address)]
        if not fits(address, role, answer)
    ]
    assert wrong == []


@pytest.mark.parametrize("part", ["shop", *PARTS])
def test_a_stranger_who_posts_nothing_breaks_nothing_and_enters_nothing(demo_shop, bare_errors, part):
    visitor = Visitor("anonymous")
    wrong = [
        f"{address}: {answer}"
        for address in ADDRESSES
        if part_of(address) == part
        for answer in [visitor.post(address)]
        if not fits(address, "anonymous", answer)
    ]
    assert wrong == []


@pytest.mark.parametrize(
    ("role", "path"),
    [
        ("editor", "/cms/"),
        ("officer", "/cms/"),
        ("officer", "/cms/ocop/register/"),
        ("manager", "/dashboard/"),
        ("superuser", "/cms/"),
        ("superuser", "/cms/ocop/register/"),
        ("superuser", "/dashboard/"),
    ],
)
def test_those_who_work_in_an_area_get_in(demo_shop, role, path):
    assert Visitor(role).client.get(path).status_code == 200


def fits(address: Address, role: str, answer: Answer) -> bool:
    """Whether `answer` is one that `role` should get."""
    if answer.status >= 500:
        return address.name in MEANT_TO_FAIL
    area = part_of(address)
    if area in CLOSED and address.name not in DOORS:
        if role == "superuser":
            turned_away = answer.sends_to_sign_in or answer.status in {401, 403}
            return not turned_away
        return role in CLOSED[area] or answer.refuses or (answer.status, answer.location) == (302, HOMES.get(area))
    if address.name in SIGNED_IN:
        return answer.refuses if role == "anonymous" else not answer.sends_to_sign_in
    return answer.status not in {401, 403} or (address.name in STRANGERS and role != "anonymous")


class Visitor:
    """Somebody in a role, who asks for one address after the other; what a request changed is undone."""

    def __init__(self, role: str) -> None:
        self.values = dict(_gaps_of_the_demo())
        self.client = Client(raise_request_exception=False)
        if role != "anonymous":
            self.client.force_login(_user(role))

    def get(self, address: Address) -> Answer:
        return self._ask(self.client.get, address)

    def post(self, address: Address) -> Answer:
        return self._ask(self.client.post, address)

    def _ask(self, method, address: Address) -> Answer:
        cookies = self.client.cookies.copy()
        with transaction.atomic():
            response = method(address.filled(self.values.get(address.name, self.values[""])))
            transaction.set_rollback(True)
        self.client.cookies = cookies
        return Answer(response.status_code, response.headers.get("Location", ""))


def _user(role: str):
    if role == "customer":
        return make_user()
    if role == "editor":
        editor = make_user()
        editor.groups.add(Group.objects.get(name="Editors"))
        return editor
    names = {"manager": "shop manager", "officer": "office of Vĩnh Long", "superuser": "administrator"}
    email = next(account.email for account in ACCOUNTS if account.role == names[role])
    return get_user_model().objects.get(email=email)


def _gaps_of_the_demo() -> Iterator[tuple[str, dict[str, object]]]:
    """Real things for the gaps of addresses, by the address's name; "" for all others."""
    listing = apps.get_model("ocop_discovery", "Listing").objects.order_by("pk")
    row = listing.filter(in_stock=True, producer_slug__gt="").first()
    category = get_model("catalogue", "Category").objects.order_by("pk").first()
    product = {"product_slug": row.slug, "pk": row.pk, "product_pk": row.pk}
    yield "", {"slug": "x", **product}
    yield "catalogue:category", {"category_slug": category.slug, "pk": category.pk}
    yield "ocop:producer", {"slug": row.producer_slug}
    code = {"code": apps.get_model("ocop_certification", "Certificate").objects.in_force().first().code}
    yield "ocop:certificate", code
    yield "ocop:place", {"slug": "vinh-long"}
    yield "ocop:place-code", {"code": "29341"}
    yield "ocop:place-code-of", {"level": "province", "code": "86"}
    yield "ocop:doubt", code
    yield "dashboard:catalogue-category-update", {"pk": category.pk}
    yield "wagtail_serve", {"_0": "en/"}
    # Of the officer's own province: only there is anything opened at all.
    certificate = apps.get_model("ocop_certification", "Certificate").objects.order_by("-valid_from").filter(
        stars=4, product__ocop_provenance__province__code="86"
    ).first()  # fmt: skip
    yield "ocop_register:inspect", {"pk": certificate.pk}
    yield "ocop_register:step", {"pk": certificate.pk, "kind": "revoked"}
    yield "ocop_register:grant_product", {"pk": certificate.product_id}
    yield "ocop_register:export", {"form": "csv"}
