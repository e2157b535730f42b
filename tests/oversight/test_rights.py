"""Rights by role and place: every role at every page with certificates of every kind of place, and what is answered."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.urls import reverse

from ocop_shop.oversight import actions as oversight
from ocop_shop.oversight import permissions, remits
from ocop_shop.oversight.rights import Right
from ocop_shop.producers import actions as producers
from ocop_shop.test.factories import make_certificate, make_place, make_producer, make_product
from tests.oversight.staff import QUANG_NGAI, TIEU_CAN, VINH_LONG, client, person, register, tra_vinh

pytestmark = [pytest.mark.django_db, pytest.mark.pages, pytest.mark.usefixtures("bare_errors")]

OUTSIDERS = ("anonymous", "customer", "manager", "editor")
# The columns of the tables below: a certificate of Vĩnh Long with 4 and with 5 stars, of Quảng Ngãi with 4 and with 5,
# of the commune Tiểu Cần in Vĩnh Long, of a maker there, of what was Trà Vinh, and of nowhere with 4 and with 5.
COLUMNS = ("VL4", "VL5", "QN4", "QN5", "TC4", "TC maker 4", "TV4", "no4", "no5")
ALL = "200 200 200 200 200 200 200 200 200"
NONE = "403 403 403 403 403 403 403 403 403"
AWAY = "302 302 302 302 302 302 302 302 302"
TABLES = {
    "inspect": {
        "commune": "404 404 404 404 200 200 404 404 404",
        "Vĩnh Long": "200 200 404 404 200 200 200 404 404",
        "Trà Vinh": "200 200 404 404 200 200 200 404 404",
        "Quảng Ngãi": "404 404 200 200 404 404 404 404 404",
        "auditor": ALL,
        "central": ALL,
        "superuser": ALL,
    },
    "filed": {
        "commune": "404 404 404 404 200 200 404 404 404",
        "Vĩnh Long": "200 200 404 404 200 200 200 404 404",
        "Trà Vinh": "200 200 404 404 200 200 200 404 404",
        "Quảng Ngãi": "404 404 200 200 404 404 404 404 404",
        "auditor": NONE,
        "central": ALL,
        "superuser": ALL,
    },
    "suspended": {
        "commune": "404 404 404 404 403 403 404 404 404",
        "Vĩnh Long": "200 403 404 404 200 200 200 404 404",
        "Trà Vinh": "200 403 404 404 200 200 200 404 404",
        "Quảng Ngãi": "404 404 200 403 404 404 404 404 404",
        "auditor": NONE,
        "central": ALL,
        "superuser": ALL,
    },
    # A product of one's place, whatever star it has: 4 stars may be given. Which stars is another table.
    "grant": {
        "commune": NONE,
        "Vĩnh Long": "200 200 404 404 200 200 200 404 404",
        "Trà Vinh": "200 200 404 404 200 200 200 404 404",
        "Quảng Ngãi": "404 404 200 200 404 404 404 404 404",
        "auditor": NONE,
        "central": ALL,
        "superuser": ALL,
    },
}
TABLES["ceased"] = TABLES["filed"]
STEPS_OF_THE_DECIDER = ("extended", "concluded", "revoked", "corrected", "struck")
TABLES |= dict.fromkeys(STEPS_OF_THE_DECIDER, TABLES["suspended"])
# None of them is late for its renewal: whoever might extend it is led back to it.
NOT_NOW = {role: answers.replace("200", "302") for role, answers in TABLES["suspended"].items()}
STAFF = tuple(TABLES["inspect"])
FIVE_STARS = {**TABLES["grant"], **dict.fromkeys(("Vĩnh Long", "Trà Vinh"), "403 403 404 404 403 403 403 404 404")}
FIVE_STARS["Quảng Ngãi"] = "404 404 403 403 404 404 404 404 404"

SENT: dict[str, Any] = {
    "effective_on": "20/11/2026",
    "until": "01/03/2027",
    "reason": "Kiểm tra",
    "ground": "b",
    "number": "77/QĐ-UBND",
    "issued_on": "20/11/2026",
    "issuer": "UBND tỉnh",
    "stars": "4",
    "evidence": "A",
    "valid_from": "01/06/2024",
    "expires_on": "01/06/2027",
    "product_name": "Kẹo dừa",
    "agreed": "x" * 64,
}


@pytest.fixture
def certificates(frozen):
    """One certificate for each column, all in force on 22/11/2026."""
    frozen("2026-11-22 09:00:00")
    maker = make_producer(commune=TIEU_CAN)
    products = [
        make_product(province=VINH_LONG),
        make_product(province=VINH_LONG),
        make_product(province=QUANG_NGAI),
        make_product(province=QUANG_NGAI),
        make_product(),
        make_product(producer=maker),
        make_product(),
        make_product(),
        make_product(),
    ]
    commune = make_place(TIEU_CAN, level="commune")
    producers.place(products[4], commune=commune, province=commune.parent)
    producers.place(products[6], province=tra_vinh())
    stars = [5 if column.endswith("5") else 4 for column in COLUMNS]
    return [make_certificate(p, stars=s, issued_on=date(2026, 6, 1)) for p, s in zip(products, stars, strict=True)]


def address(view, certificate):
    if view == "inspect":
        return reverse("ocop_register:inspect", args=[certificate.pk])
    if view == "grant":
        return reverse("ocop_register:grant_product", args=[certificate.product_id])
    return reverse("ocop_register:step", args=[certificate.pk, view])


def expected(table):
    return {**dict.fromkeys(OUTSIDERS, AWAY), **table}


@pytest.mark.parametrize("view", TABLES)
def test_everybody_sees_what_is_theirs_and_is_told_so_elsewhere(certificates, view):
    answers = {
        role: " ".join(str(visitor.get(address(view, c)).status_code) for c in certificates)
        for role in (*STAFF, *OUTSIDERS)
        for visitor in [client(role)]
    }
    assert answers == expected(NOT_NOW if view == "extended" else TABLES[view])


@pytest.mark.parametrize("view", [name for name in TABLES if name != "inspect"])
def test_what_may_not_be_seen_may_not_be_sent_and_changes_nothing(certificates, view):
    before = register()
    answers = {
        role: " ".join(str(status) for status in sent(role, view, certificates)) for role in (*STAFF, *OUTSIDERS)
    }
    assert answers == expected(NOT_NOW if view == "extended" else TABLES[view])
    assert register() == before  # nobody has agreed to anything yet


def sent(role, view, certificates):
    visitor = client(role)
    for certificate in certificates:
        level = "national" if certificate.stars == 5 else "province"
        data = {**SENT, "event": certificate.events.get().pk, "issuer_level": level}
        yield visitor.post(address(view, certificate), data).status_code


def test_five_stars_are_granted_by_the_centre_alone(certificates):
    before = register()
    data = {**SENT, "stars": "5", "issuer_level": "national", "issuer": "Bộ"}
    answers = {
        role: " ".join(str(visitor.post(address("grant", c), data).status_code) for c in certificates)
        for role in (*STAFF, *OUTSIDERS)
        for visitor in [client(role)]
    }
    assert answers == expected(FIVE_STARS)
    assert register() == before


@pytest.mark.parametrize(
    ("role", "seen"),
    [
        ("commune", {"TC4", "TC maker 4"}),
        ("Vĩnh Long", {"VL4", "VL5", "TC4", "TC maker 4", "TV4"}),
        ("Trà Vinh", {"VL4", "VL5", "TC4", "TC maker 4", "TV4"}),
        ("Quảng Ngãi", {"QN4", "QN5"}),
        ("auditor", set(COLUMNS)),
        ("central", set(COLUMNS)),
        ("superuser", set(COLUMNS)),
    ],
)
def test_list_and_export_hold_the_certificates_of_ones_places(certificates, role, seen):
    visitor = client(role)
    listed = visitor.get(reverse("ocop_register:index")).content.decode()
    exported = b"".join(visitor.get(reverse("ocop_register:export", args=["csv"]))).decode()
    addresses = {column: address("inspect", c) for column, c in zip(COLUMNS, certificates, strict=True)}
    codes = {column: c.code for column, c in zip(COLUMNS, certificates, strict=True)}
    assert {column for column, url in addresses.items() if f'"{url}"' in listed} == seen
    assert {column for column, code in codes.items() if code in exported} == seen


@pytest.mark.parametrize("role", OUTSIDERS)
@pytest.mark.parametrize("name", ["index", "grant"])
def test_nobody_else_sees_the_register(db, role, name):
    answer = client(role).get(reverse(f"ocop_register:{name}"))
    # Editors of pages work in the same admin: they are sent to its home page, the others to its sign-in page.
    assert (answer.status_code, answer.url.partition("?")[0]) == (302, "/cms/" if role == "editor" else "/cms/login/")


def test_an_editor_of_pages_sees_pages_and_no_menu_of_ours(db):
    page = client("editor").get("/cms/").content.decode()
    assert ('"name": "explorer"' in page, '"name": "ocop"' in page) == (True, False)


@pytest.mark.parametrize("role", ["commune", "Vĩnh Long", "auditor", "central"])
def test_programme_staff_is_not_shown_pages_images_and_settings(db, role):
    page = client(role).get("/cms/").content.decode()
    names = ("explorer", "images", "documents", "settings", "reports", "users")
    assert [name for name in names if f'"name": "{name}"' in page] == []
    assert '"name": "ocop"' in page


@pytest.mark.parametrize("role", ["commune", "auditor"])
def test_who_cannot_grant_is_told_so_at_the_search(db, role):
    assert client(role).get(reverse("ocop_register:grant")).status_code == 403


def test_a_search_for_a_grant_finds_products_of_ones_places_alone(certificates):
    mine = make_product("Kẹo dừa Mỏ Cày", province=VINH_LONG)
    make_product("Kẹo dừa Sa Huỳnh", province=QUANG_NGAI)
    page = client("Vĩnh Long").get(reverse("ocop_register:grant"), {"q": "keo dua"}).content.decode()
    assert (reverse("ocop_register:grant_product", args=[mine.pk]) in page, "Sa Huỳnh" in page) == (True, False)


def test_a_remit_for_a_province_of_before_the_merger_acts_on_the_province_of_today(certificates):
    officer = person("Trà Vinh")
    assert make_place(VINH_LONG).pk in remits.places_of(tra_vinh().pk)
    assert remits.may_touch(officer, Right.STEPS, certificates[0])
    assert remits.may_touch(officer, Right.STEPS, certificates[6])
    assert not remits.may_touch(officer, Right.STEPS, certificates[2])


def test_a_commune_takes_in_dossiers_and_confirms_that_production_stopped_and_nothing_else():
    steps = {kind.value for kind, right in permissions.RIGHT_FOR.items() if right is Right.RECEIVE}
    assert steps == {"filed", "ceased"}


def test_a_product_that_is_gone_has_no_place(certificates):
    certificate = certificates[0]
    certificate.product.delete()
    answers = {role: client(role).get(address("suspended", certificate)).status_code for role in STAFF}
    assert {role for role, status in answers.items() if status == 200} == {"central", "superuser"}
    assert {answers["Vĩnh Long"], answers["commune"]} == {404}


def test_a_remit_that_was_withdrawn_opens_nothing(certificates):
    visitor = client("Vĩnh Long")
    oversight.withdraw(visitor.user.ocop_remits.get())
    assert visitor.get(address("inspect", certificates[0])).status_code == 302
