"""Fields for pictures and papers: what is cleaned is safe, what is wrong is said beside the field."""

import pytest
from django import forms
from django.test import RequestFactory
from django.utils.datastructures import MultiValueDict

from ocop_shop.core.upload_fields import PaperField, PictureField, PicturesField
from tests.core.sent_files import SCRIPT, four_corners, jpeg, opened, pdf, saved, sent, with_exif


class ProfileForm(forms.Form):
    picture = PictureField()
    portrait = PictureField(required=False, camera="user")
    paper = PaperField(required=False)
    others = PicturesField(most=3, required=False)


def filled(**files):
    lists = {name: given if isinstance(given, list) else [given] for name, given in files.items()}
    return ProfileForm({}, MultiValueDict(lists))


def codes(form, name):
    return [error.code for error in form.errors.as_data()[name]]


def test_what_is_cleaned_is_safe_to_keep():
    exif = saved(four_corners(), exif=with_exif())
    form = filled(picture=sent(exif), paper=sent(pdf(), "x.pdf"), others=[sent(exif), sent(exif)])
    assert form.is_valid(), form.errors
    cleaned = form.cleaned_data
    assert cleaned["portrait"] is None
    assert cleaned["paper"].name.endswith(".pdf")
    assert len(cleaned["others"]) == 2
    for picture in (cleaned["picture"], *cleaned["others"]):
        assert not opened(picture).getexif()


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (SCRIPT, "not_a_picture"),
        (b"", "empty"),
        (jpeg()[:300], "picture_broken"),
        (jpeg() + bytes(30 * 1024 * 1024), "too_large"),
    ],
)
def test_what_is_wrong_is_said_beside_the_field(content, code):
    form = filled(picture=sent(content))
    assert not form.is_valid()
    assert codes(form, "picture") == [code]
    assert list(form.errors) == ["picture"]


def test_a_picture_that_must_be_there_is_missed():
    assert codes(filled(), "picture") == ["required"]


def test_a_paper_that_is_none():
    assert codes(filled(picture=sent(jpeg()), paper=sent(SCRIPT, "x.pdf")), "paper") == ["not_a_paper"]


def test_of_several_pictures_each_wrong_one_is_named_and_none_is_taken():
    form = filled(
        picture=sent(jpeg()), others=[sent(jpeg(), "one.jpg"), sent(SCRIPT, "two.jpg"), sent(b"", "three.jpg")]
    )
    assert codes(form, "others") == ["not_a_picture", "empty"]
    assert [told.partition(":")[0] for told in form.errors["others"]] == ["two.jpg", "three.jpg"]
    assert "others" not in form.cleaned_data


def test_a_name_cannot_write_into_the_page():
    form = filled(picture=sent(jpeg()), others=[sent(SCRIPT, "<b>x</b>.jpg")])
    assert "<b>" not in str(form["others"].errors)


def test_more_pictures_than_fit_are_not_even_looked_at():
    form = filled(picture=sent(jpeg()), others=[sent(SCRIPT)] * 4)
    assert codes(form, "others") == ["too_many"]
    assert "3" in form.errors["others"][0]


def test_several_pictures_may_be_asked_for():
    class Asking(forms.Form):
        pictures = PicturesField(most=2)

    assert codes(Asking({}, MultiValueDict()), "pictures") == ["required"]
    assert filled(picture=sent(jpeg())).is_valid()
    assert filled(picture=sent(jpeg())).errors == {}


def test_what_was_kept_before_stays_when_nothing_is_sent():
    form = ProfileForm({}, MultiValueDict(), initial={"picture": "producers/kept.jpg"})
    assert form.is_valid(), form.errors
    assert form.cleaned_data["picture"] == "producers/kept.jpg"


def test_a_telephone_offers_camera_and_album_unless_only_the_camera_will_do():
    page = str(ProfileForm())
    shown = {name: page[page.index(f'name="{name}"') :].partition(">")[0] for name in ProfileForm.base_fields}
    assert 'accept="image/*"' in shown["picture"]
    assert "capture" not in shown["picture"]
    assert 'capture="user"' in shown["portrait"]
    assert 'accept="application/pdf,image/*"' in shown["paper"]
    assert "multiple" in shown["others"]
    assert "multiple" not in shown["picture"]


def test_a_request_with_thirty_megabytes_is_answered_with_words():
    """Django counts what is typed; files go to disk, and the field refuses them by their size."""
    files = {"picture": sent(jpeg() + bytes(30 * 1024 * 1024)), "others": [sent(jpeg()), sent(jpeg())]}
    request = RequestFactory().post("/", files)
    form = ProfileForm(request.POST, request.FILES)
    assert codes(form, "picture") == ["too_large"]
    assert len(form.cleaned_data["others"]) == 2
    request.close()
