"""Roles: the central office gives and takes them, and cannot lock itself out."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from ocop_shop.auditing.models import Entry
from ocop_shop.oversight import actions, entrusting, remits
from ocop_shop.oversight.exceptions import OversightError
from ocop_shop.oversight.models import Remit, Role
from ocop_shop.oversight.remit_forms import EntrustForm
from ocop_shop.oversight.rights import Right
from ocop_shop.test.factories import make_place, make_user
from tests.oversight.officers import COMMUNE, ELSEWHERE, HERE, ROLES, officer, visitor

pytestmark = pytest.mark.django_db

ROLES_PAGE = "/cms/ocop/remits/"
EMAIL = "lan@example.com"


@pytest.fixture
def lan() -> Any:
    return make_user(EMAIL)


def asked(role: str, province: str = "", commune: str = "") -> dict[str, Any]:
    return {"email": EMAIL, "role": role, "province": make_place(province).pk if province else "", "commune": commune}


# --- giving ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("sent", "place"),
    [
        (("central",), None),
        (("auditor",), None),
        (("province", HERE), ("province", HERE)),
        (("commune", "", COMMUNE), ("commune", COMMUNE)),
        (("commune", HERE, COMMUNE), ("commune", COMMUNE)),
    ],
)
def test_a_role_is_given_for_its_place(lan, sent, place):
    user = officer("central")
    answer = visitor(user).post(ROLES_PAGE, asked(*sent))
    assert (answer.status_code, answer["Location"]) == (302, ROLES_PAGE)
    remit = Remit.objects.get(user=lan)
    assert (remit.role, remit.place and (remit.place.level, remit.place.code)) == (sent[0], place)
    assert lan.has_perm("wagtailadmin.access_admin")
    assert Entry.objects.get(act="remit.given", subject=f"remit:{remit.pk}").actor == user.pk


@pytest.mark.parametrize(
    ("sent", "field"),
    [
        (("province",), "province"),
        (("province", HERE, COMMUNE), "commune"),
        (("commune",), "commune"),
        (("commune", HERE), "commune"),
        (("commune", "", "99999"), "commune"),
        (("commune", ELSEWHERE, COMMUNE), "commune"),
        (("central", HERE), "role"),
        (("auditor", "", COMMUNE), "role"),
        (("king",), "role"),
    ],
)
def test_a_role_without_its_place_or_with_another_is_not_given(lan, sent, field):
    page = visitor("central").post(ROLES_PAGE, asked(*sent))
    assert page.status_code == 200
    assert field in page.context["form"].errors
    assert not Remit.objects.filter(user=lan).exists()


def test_the_person_must_have_one_open_account():
    form = EntrustForm(asked("central"))
    assert "email" in form.errors
    first = make_user(EMAIL.upper())
    assert EntrustForm(asked("central")).is_valid()
    first.is_active = False
    first.save()
    assert "email" in EntrustForm(asked("central")).errors
    make_user(EMAIL)
    assert "email" in EntrustForm(asked("central")).errors


def test_giving_a_role_twice_gives_it_once(lan):
    client = visitor("central")
    for _time in range(2):
        client.post(ROLES_PAGE, asked("province", HERE))
    assert Remit.objects.filter(user=lan).count() == 1


# --- taking away ----------------------------------------------------------------------------------------------------


def test_a_role_is_taken_away_with_a_reason_and_with_the_last_one_the_entry(lan):
    remit = actions.entrust(lan, Role.PROVINCE, place=make_place(HERE))
    client = visitor("central")
    address = f"{ROLES_PAGE}{remit.pk}/withdraw/"
    assert client.get(address).status_code == 200
    assert client.post(address, {"reason": ""}).status_code == 200
    assert Remit.objects.filter(user=lan).exists()
    assert client.post(address, {"reason": "Chuyển công tác"}).status_code == 302
    assert not Remit.objects.filter(user=lan).exists()
    assert not type(lan).objects.get(pk=lan.pk).has_perm("wagtailadmin.access_admin")
    assert Entry.objects.get(act="remit.withdrawn").reason == "Chuyển công tác"
    assert client.post(address, {"reason": "x"}).status_code == 404


def test_nobody_takes_their_own_last_central_role_away():
    user = officer("central")
    officer("central")
    page = visitor(user).post(f"{ROLES_PAGE}{user.ocop_remits.get().pk}/withdraw/", {"reason": "thôi"})
    assert page.status_code == 200
    assert page.context["form"].non_field_errors()
    assert remits.has(user, Right.ENTRUST)


def test_another_role_of_ones_own_may_go():
    user = officer("central")
    other = actions.entrust(user, Role.PROVINCE, place=make_place(HERE))
    entrusting.withdraw(other, reason="không cần", actor=user)
    assert [remit.role for remit in user.ocop_remits.all()] == ["central"]


def test_somebody_else_of_the_centre_may_take_it_away():
    first, second = officer("central"), officer("central")
    entrusting.withdraw(first.ocop_remits.get(), reason="nghỉ hưu", actor=second)
    assert not remits.has(type(first).objects.get(pk=first.pk), Right.VIEW)


def test_a_role_is_not_taken_away_without_a_reason():
    first, second = officer("central"), officer("central")
    with pytest.raises(OversightError):
        entrusting.withdraw(first.ocop_remits.get(), reason=" ", actor=second)
    assert first.ocop_remits.count() == 1


# --- who gets in ----------------------------------------------------------------------------------------------------

STATUS = dict.fromkeys(ROLES, 403) | {
    "anonymous": 302,
    "customer": 302,
    "editor": 302,
    "central": 200,
    "superuser": 200,
}


@pytest.mark.parametrize("who", ROLES)
def test_who_gives_and_takes_roles(lan, who):
    client = visitor(who)
    other = actions.entrust(make_user(), Role.AUDITOR)
    address, allowed = f"{ROLES_PAGE}{other.pk}/withdraw/", STATUS[who] == 200
    assert [client.get(a).status_code for a in (ROLES_PAGE, address)] == [STATUS[who]] * 2
    wanted = 302 if allowed else STATUS[who]
    assert client.post(ROLES_PAGE, asked("central")).status_code == wanted
    assert client.post(address, {"reason": "thử"}).status_code == wanted
    assert Remit.objects.filter(user=lan).exists() is allowed
    assert Remit.objects.filter(pk=other.pk).exists() is not allowed


def test_many_people_ask_as_often_as_one():
    client, counts = visitor("central"), []
    for _time in range(2):
        for _person in range(3):
            officer("commune")
        client.get(ROLES_PAGE)
        with CaptureQueriesContext(connection) as asked_for:
            client.get(ROLES_PAGE)
        counts.append(len(asked_for))
    assert counts[0] == counts[1] <= 20
