"""A picture of a product that is added in the dashboard is shown without what the camera wrote beside it."""

import pytest
from django.urls import reverse
from oscar.core.loading import get_class, get_model

from tests.core.sent_files import SCRIPT, corners_of, four_corners, jpeg, opened, saved, sent, with_exif

pytestmark = pytest.mark.django_db
GPS = 0x8825


def form_for(product, content, name="DSC_0001.JPG", instance=None):
    form = get_class("dashboard.catalogue.forms", "ProductImageForm")
    data = {"images-0-product": str(product.pk), "images-0-caption": "", "images-0-display_order": "0"}
    files = {"images-0-original": sent(content, name)} if content is not None else {}
    return form(data=data, files=files, prefix="images-0", instance=instance)


def test_where_a_photo_was_taken_is_not_published(product_factory):
    content = saved(four_corners(), quality=95, exif=with_exif(6))
    form = form_for(product_factory(), content)
    assert form.is_valid(), form.errors
    with form.save().original.open() as kept:
        assert kept.name.endswith(".jpg")
        assert "DSC_0001" not in kept.name
        picture = opened(kept)
    assert not picture.getexif().get_ifd(GPS)
    assert not picture.getexif()
    assert corners_of(picture) == ["blue", "red", "white", "green"]


def test_a_page_that_is_a_picture_too_is_shown_as_a_picture_only(product_factory):
    form = form_for(product_factory(), jpeg() + SCRIPT, "x.html")
    assert form.is_valid(), form.errors
    with form.save().original.open() as kept:
        assert b"<script" not in kept.read()


@pytest.mark.parametrize("content", [SCRIPT, jpeg()[:300], saved(four_corners(), "GIF"), b""])
def test_what_is_no_photo_is_refused_and_nothing_is_written(product_factory, content):
    assert list(form_for(product_factory(), content).errors) == ["original"]
    assert not get_model("catalogue", "ProductImage").objects.exists()


def test_a_picture_stays_when_only_its_caption_changes(product_factory):
    product = product_factory()
    image = form_for(product, jpeg()).save()
    kept = image.original.name
    form = form_for(product, None, instance=image)
    assert form.is_valid(), form.errors
    assert form.save().original.name == kept


def test_the_page_of_a_product_answers_thirty_megabytes_with_words(client, user_factory, product_factory):
    product, staff = product_factory(), user_factory(is_staff=True, is_superuser=True)
    client.force_login(staff)
    address = reverse("dashboard:catalogue-product", args=[product.pk])
    data = {"images-0-product": product.pk, "images-0-display_order": 0, "title": product.title}
    for name, count in {"images": 1, "stockrecords": 0, "productcategory": 0, "recommendations": 0}.items():
        data |= {f"{name}-TOTAL_FORMS": count, f"{name}-INITIAL_FORMS": 0}
    answer = client.post(address, {**data, "images-0-original": sent(jpeg() + bytes(30 * 1024 * 1024))})
    assert answer.status_code == 200
    (form,) = answer.context["image_formset"].forms
    assert [error.code for error in form.errors.as_data()["original"]] == ["too_large"]
    assert not get_model("catalogue", "ProductImage").objects.exists()
