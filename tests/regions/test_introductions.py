"""What editors say of a place."""

from __future__ import annotations

import pytest
from django.contrib.auth.models import Permission

from ocop_shop.auditing import actions as audit
from ocop_shop.regions import actions
from ocop_shop.regions.models import Place
from ocop_shop.test.factories import make_user

pytestmark = pytest.mark.django_db
LIST = "/cms/ocop-places/"


@pytest.fixture
def place():
    return Place.objects.get(slug="xa-tieu-can-29341")


@pytest.fixture
def editor(client):
    user = make_user()
    names = [("wagtailadmin", "access_admin"), ("ocop_regions", "change_place")]
    for app, codename in names:
        user.user_permissions.add(Permission.objects.get(content_type__app_label=app, codename=codename))
    client.force_login(user)
    return user


def said(place):
    kept = Place.objects.get(pk=place.pk)
    return kept.intro, kept.intro_en


def test_an_introduction_is_kept_with_its_paragraphs_and_dated(place, frozen):
    frozen("2026-11-22 10:00:00")
    assert actions.introduce(place, intro=" Mật  hoa dừa.\r\n \r\nBánh.\n", intro_en="Nectar.") is True
    assert said(place) == ("Mật hoa dừa.\n\nBánh.", "Nectar.") == (place.intro, place.intro_en)
    assert Place.objects.get(pk=place.pk).intro_changed_at.isoformat() == "2026-11-22T03:00:00+00:00"


def test_saying_it_again_changes_nothing(place, frozen):
    frozen("2026-11-22 10:00:00")
    actions.introduce(place, intro="Mật hoa dừa.")
    frozen("2026-11-23 10:00:00")
    assert actions.introduce(place, intro="Mật hoa dừa.") is False
    assert Place.objects.get(pk=place.pk).intro_changed_at.day == 22
    assert audit.history(f"place:{place.pk}").count() == 1


def test_the_log_says_who_and_how_much_but_not_what(place):
    editor = make_user()
    actions.introduce(place, intro="Bà Ba làm mật.", actor=editor)
    [entry] = audit.history(f"place:{place.pk}")
    assert (entry.act, entry.actor) == ("place.introduced", editor.pk)
    assert (entry.before, entry.after) == ({"intro": 0, "intro_en": 0}, {"intro": 14, "intro_en": 0})


def test_loading_the_map_again_leaves_introductions_alone(place):
    actions.introduce(place, intro="Mật hoa dừa.")
    assert actions.load_places().changed is False
    assert said(place) == ("Mật hoa dừa.", "")


def test_an_editor_finds_a_place_without_marks_and_introduces_it(client, editor, place):
    html = client.get(LIST, {"q": "tieu can"}).content.decode()
    edit = f"{LIST}edit/{place.pk}/"
    assert edit in html
    assert client.get(edit).status_code == 200
    assert client.post(edit, {"intro": "Mật hoa dừa.", "intro_en": ""}).status_code == 302
    assert said(place) == ("Mật hoa dừa.", "")
    assert audit.history(f"place:{place.pk}")[0].actor == editor.pk


def test_units_without_a_page_cannot_be_introduced(client, editor):
    gone = Place.objects.get(slug="thi-tran-tieu-can-29341-cu")
    assert client.get(f"{LIST}edit/{gone.pk}/").status_code == 404
    former = Place.objects.get(slug="tra-vinh")
    assert client.get(f"{LIST}edit/{former.pk}/").status_code == 200


def test_too_long_a_text_is_refused_and_nothing_changes(client, editor, place):
    answer = client.post(f"{LIST}edit/{place.pk}/", {"intro": "x" * 2001, "intro_en": ""})
    assert answer.status_code == 200
    assert said(place) == ("", "")


def test_whoever_may_not_change_places_is_turned_away(client, place):
    user = make_user()
    user.user_permissions.add(Permission.objects.get(content_type__app_label="wagtailadmin", codename="access_admin"))
    client.force_login(user)
    answer = client.post(f"{LIST}edit/{place.pk}/", {"intro": "Không được.", "intro_en": ""})
    assert (answer.status_code, answer["Location"]) == (302, "/cms/")
    assert said(place) == ("", "")


@pytest.mark.parametrize("path", ["new/", "delete/1/", "history/1/", "usage/1/", "copy/1/"])
def test_places_are_neither_made_nor_deleted_here(client, editor, path):
    assert client.get(f"{LIST}{path}").status_code == 404
