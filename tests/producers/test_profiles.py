"""Rewriting a profile, and what people agree to be shown."""

from __future__ import annotations

from datetime import date

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage

from ocop_shop.auditing.actions import history
from ocop_shop.core import clock
from ocop_shop.producers import actions, showing
from ocop_shop.producers.profile_values import current, source
from ocop_shop.test.factories import make_place, make_producer, make_user

pytestmark = pytest.mark.django_db

PERSON = {
    "id": "x", "name": "Bà Sáu", "role": "Nấu mật", "role_en": "", "quote": "", "quote_en": "", "picture": "file:2",
    "consent": True, "consent_note": "ký ngày 12/5",
}  # fmt: skip
PICTURE = {"id": "file:1", "alt": "Sân phơi", "alt_en": "The yard", "caption": "", "caption_en": ""}


@pytest.fixture
def producer():
    return make_producer("Hợp tác xã Cầu Kè", story="Từ 1998.", phone="0912345678")


@pytest.fixture
def files():
    return {name: ContentFile(b"x", name=f"{name[-1] * 32}.jpg") for name in ("file:1", "file:2")}


def rewritten(producer, *, base=None, files=None, **values):
    return actions.rewrite(producer, values, base=base or {}, files=files)


def page_of(producer):
    fresh = type(producer).objects.get(pk=producer.pk)
    return showing.shown(fresh, source(fresh), clock.today())


def test_what_is_not_named_stays(producer):
    rewritten(producer, since=1998)
    kept = current(type(producer).objects.get(pk=producer.pk))
    assert (kept["since"], kept["phone"], kept["story"][0]["value"]["text"]) == (1998, "0912345678", "Từ 1998.")


def test_pictures_of_a_draft_become_public_and_the_story_shows_them(producer, files):
    part = {"type": "picture", "value": {"image": "file:1"}, "id": "p"}
    kept = rewritten(producer, files=files, pictures=[PICTURE], story=[part])
    picture = kept.pictures.get()
    assert kept.story_parts == [{"type": "picture", "value": {"image": f"picture:{picture.pk}"}, "id": "p"}]
    assert (picture.alt, default_storage.exists(picture.image.name)) == ("Sân phơi", True)


def test_a_picture_that_is_left_out_is_gone_with_its_file(producer, files, django_capture_on_commit_callbacks):
    name = rewritten(producer, files=files, pictures=[PICTURE]).pictures.get().image.name
    with django_capture_on_commit_callbacks(execute=True):
        kept = rewritten(producer, pictures=[])
    assert (kept.pictures.count(), default_storage.exists(name)) == (0, False)


def test_a_file_that_another_row_shows_too_stays(producer, files, django_capture_on_commit_callbacks):
    name = rewritten(producer, files=files, pictures=[PICTURE]).pictures.get().image.name
    make_producer("Cơ sở khác").pictures.create(image=name)
    with django_capture_on_commit_callbacks(execute=True):
        rewritten(producer, pictures=[])
    assert default_storage.exists(name)


def test_entries_that_are_named_keep_their_rows_and_others_go(producer):
    award = {"id": "x", "title": "Giải nhất", "title_en": "", "issuer": "Huyện", "year": 2020}
    first = rewritten(producer, awards=[award, {**award, "title": "Giải nhì"}]).awards.first()
    told = {**award, "id": f"row-{first.pk}", "title": "Giải ba", "year": None}
    kept = rewritten(producer, awards=[told])
    assert list(kept.awards.values_list("pk", "title", "year")) == [(first.pk, "Giải ba", None)]


def test_an_entry_of_another_producer_is_never_written(producer):
    foreign = make_producer("Cơ sở khác").awards.create(title="Của người khác")
    told = {"id": f"row-{foreign.pk}", "title": "Cướp", "title_en": "", "issuer": "", "year": None}
    rewritten(producer, awards=[told])
    foreign.refresh_from_db()
    assert (foreign.title, producer.awards.get().pk == foreign.pk) == ("Của người khác", False)


def test_a_right_is_kept_with_its_dates_and_told_as_over(producer):
    right = {"id": "x", "kind": "trademark", "name": "Sáu", "number": "4-1", "office": ""}
    rewritten(producer, rights=[{**right, "valid_from": "2010-01-02", "valid_until": "2020-01-02"}])
    shown = page_of(producer).rights[0]
    assert (shown.valid_from, shown.is_over) == (date(2010, 1, 2), True)


def test_a_commune_lies_in_its_province(producer):
    home = make_place("86")
    inside, outside = (
        make_place("29341", level="commune", parent=home),
        make_place("05503", level="commune", parent=make_place("19")),
    )
    assert rewritten(producer, commune=outside.code).commune is None
    assert rewritten(producer, province="86", commune=inside.code).commune == inside


# --- consent ---------------------------------------------------------------------------------------------------------


def test_contact_is_private_until_somebody_says_otherwise(producer):
    assert page_of(producer).contact == {}
    rewritten(producer, publish_phone=True)
    assert page_of(producer).contact == {"phone": "0912345678"}


def test_who_agreed_and_took_it_back_is_history_without_the_number(producer):
    owner = make_user()
    actions.rewrite(producer, {"publish_phone": True}, base={}, actor=owner)
    assert actions.withdraw(producer, "phone", actor=owner)
    assert not actions.withdraw(producer, "phone", actor=owner)
    assert list(producer.consents.values_list("what", "given", "by")) == [
        ("phone", False, owner.pk),
        ("phone", True, owner.pk),
    ]
    assert "0912345678" not in str(list(history(f"producer:{producer.pk}").values()))
    assert page_of(producer).contact == {}


def test_a_row_of_the_history_is_not_rewritten(producer):
    rewritten(producer, publish_phone=True)
    with pytest.raises(ValueError, match="not rewritten"):
        producer.consents.get().save()


def test_a_draft_from_before_does_not_give_a_consent_anew(producer):
    rewritten(producer, publish_phone=True)
    base = current(type(producer).objects.get(pk=producer.pk))
    actions.withdraw(producer, "phone")
    kept = rewritten(producer, base=base, publish_phone=True)
    assert kept.publish_phone is False
    assert rewritten(producer, base={**base, "publish_phone": False}, publish_phone=True).publish_phone is True


def test_people_are_shown_by_their_consent_alone(producer, files):
    rewritten(producer, files=files, people=[PERSON, {**PERSON, "id": "y", "name": "Ông Bảy", "consent": False}])
    assert [person.name for person in page_of(producer).people] == ["Bà Sáu"]
    assert producer.people.get(name="Ông Bảy").picture.name == ""


def test_a_person_who_takes_it_back_is_hidden_and_the_picture_deleted(
    producer, files, django_capture_on_commit_callbacks
):
    person = rewritten(producer, files=files, people=[PERSON]).people.get()
    name = person.picture.name
    with django_capture_on_commit_callbacks(execute=True):
        assert actions.withdraw(producer, f"person:{person.pk}")
    assert (page_of(producer).people, default_storage.exists(name)) == ((), False)


def test_a_draft_from_before_does_not_show_a_person_anew(producer, files):
    person = rewritten(producer, files=files, people=[PERSON]).people.get()
    base = current(producer, ["people"])
    actions.withdraw(producer, f"person:{person.pk}")
    rewritten(producer, base=base, people=base["people"])
    assert page_of(producer).people == ()


def test_a_person_of_another_producer_is_not_hidden_here(producer):
    other = make_producer("Cơ sở khác").people.create(name="Ai", consent=True)
    assert not actions.withdraw(producer, f"person:{other.pk}")
    other.refresh_from_db()
    assert other.consent is True
