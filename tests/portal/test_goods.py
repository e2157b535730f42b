"""A producer lists goods at the portal: by forms alone, by the script that saves, and beside others."""

from __future__ import annotations

import io

import pytest
from django.apps import apps
from django.contrib.auth.models import Permission
from django.urls import reverse
from oscar.core.loading import get_model
from PIL import Image

from ocop_shop.producers import actions as members
from ocop_shop.proposals import actions
from ocop_shop.proposals.actions import listings
from ocop_shop.test.factories import make_certificate, make_partner, make_producer, make_product, make_user
from tests.portal.listing import VALUES, jpeg, make_draft, published, sent

SCRIPT = {"HTTP_X_AUTOSAVE": "1"}


@pytest.fixture
def producer(db):
    return make_producer("Hợp tác xã Cầu Kè", partner=make_partner("Cầu Kè"))


@pytest.fixture
def owner(client, producer):
    user = make_user()
    members.add_member(producer, user, "owner")
    client.force_login(user)
    return user


def at(producer, name, *args):
    return reverse(f"ocop:{name}", args=[producer.slug, *args])


def drafts(producer):
    return apps.get_model("ocop_proposals", "Proposal").objects.of_producer(producer).order_by("pk")


def written(**told):
    values = {**VALUES, "category": "", **told}
    return {name: "" if value is None else str(value) for name, value in values.items()}


def test_a_product_is_listed_by_forms_alone(client, producer, owner):
    new = at(producer, "portal-goods-new")
    first = {"title": "Mứt dừa", "product_set": "7", "price": "85.000 đ", "stock": "12", "pictures": sent()}
    answer = client.post(new, {**first, "token": "0f" * 16, "version": "1", "do": "next"})
    draft = drafts(producer).get()
    assert answer.headers["Location"] == at(producer, "portal-draft", draft.pk)
    assert (draft.state, draft.values["price"], draft.values["stock"]) == ("draft", 85_000, 12)
    page = at(producer, "portal-draft", draft.pk)
    assert client.get(page).status_code == 200
    client.post(page, {**written(title="Mứt dừa"), "version": draft.version, "do": "submit"})
    draft.refresh_from_db()
    assert draft.state == "submitted"


def test_a_form_sent_twice_is_one_draft(client, producer, owner):
    told = {"title": "Mứt dừa", "token": "0f" * 16, "version": "1"}
    for _time in range(2):
        client.post(at(producer, "portal-goods-new"), told)
    assert drafts(producer).count() == 1


def test_an_empty_form_makes_no_draft(client, producer, owner):
    answer = client.post(at(producer, "portal-goods-new"), {"title": " ", "price": "", "token": "x", "version": "1"})
    assert answer.status_code == 422
    assert drafts(producer).count() == 0


def test_what_makes_no_sense_yet_is_kept_and_told_when_it_is_submitted(client, producer, owner):
    draft = make_draft(producer)
    page = at(producer, "portal-draft", draft.pk)
    answer = client.post(page, {**written(price="rẻ lắm", stock="\x00x"), "version": draft.version, "do": "submit"})
    draft.refresh_from_db()
    assert answer.status_code == 422
    assert (draft.state, draft.values["price"]) == ("draft", "rẻ lắm")
    told = answer.content.decode()
    assert 'data-problems="2"' in told
    assert 'value="rẻ lắm"' in told


def test_the_script_saves_and_is_told_where_and_which_version(client, producer, owner):
    told = {"title": "Mứt", "token": "0f" * 16, "version": "1"}
    first = client.post(at(producer, "portal-goods-new"), told, **SCRIPT).json()
    draft = drafts(producer).get()
    assert (first["url"], first["version"]) == (at(producer, "portal-draft", draft.pk), draft.version)
    second = client.post(first["url"], {"title": "Mứt dừa", "version": first["version"]}, **SCRIPT).json()
    draft.refresh_from_db()
    assert (draft.values["title"], draft.version) == ("Mứt dừa", second["version"])


def test_the_script_gets_the_photos_that_it_sent(client, producer, owner):
    draft = make_draft(producer, pictures=0)
    page = at(producer, "portal-draft", draft.pk)
    told = client.post(page, {"version": draft.version, "pictures": [sent(), sent()]}, **SCRIPT).json()
    assert told["pictures"].count("data-picture") == 2


def test_two_tabs_lose_nothing(client, producer, owner):
    draft = make_draft(producer)
    page = at(producer, "portal-draft", draft.pk)
    client.post(page, {"title": "Tên thứ nhất", "version": draft.version})
    answer = client.post(page, {"title": "Tên thứ hai", "version": draft.version, "pictures": sent()})
    told = answer.content.decode()
    draft.refresh_from_db()
    assert answer.status_code == 409
    assert "data-conflict" in told
    assert "Tên thứ nhất" in told
    assert 'value="Tên thứ hai"' in told
    assert (draft.values["title"], draft.files.count()) == ("Tên thứ nhất", 2)
    client.post(page, {"title": "Tên thứ hai", "version": draft.version})
    draft.refresh_from_db()
    assert draft.values["title"] == "Tên thứ hai"


def test_the_script_of_the_second_tab_is_told_and_writes_nothing(client, producer, owner):
    draft = make_draft(producer)
    page = at(producer, "portal-draft", draft.pk)
    client.post(page, {"title": "Tên thứ nhất", "version": draft.version})
    answer = client.post(page, {"title": "Tên thứ hai", "version": draft.version}, **SCRIPT)
    draft.refresh_from_db()
    assert (answer.status_code, draft.values["title"]) == (409, "Tên thứ nhất")


@pytest.mark.parametrize("content", [b"", b"GIF89a" + b"x" * 50, b"%PDF-1.4", jpeg()[:60]])
def test_a_file_that_is_no_photo_is_told_and_the_rest_is_saved(client, producer, owner, content):
    draft = make_draft(producer, pictures=0)
    page = at(producer, "portal-draft", draft.pk)
    told = {"title": "Mứt dừa", "version": draft.version, "do": "submit"}
    answer = client.post(page, {**told, "pictures": sent("x.jpg", content)})
    draft.refresh_from_db()
    assert answer.status_code == 422
    assert "pictures_error" in answer.content.decode()
    assert (draft.values["title"], draft.files.count(), draft.state) == ("Mứt dừa", 0, "draft")


def test_more_than_eight_photos_are_refused(client, producer, owner):
    draft = make_draft(producer, pictures=7)
    page = at(producer, "portal-draft", draft.pk)
    assert client.post(page, {"version": draft.version, "pictures": [sent(), sent()]}).status_code == 422
    assert draft.files.count() == 7


def test_a_photo_that_is_too_large_is_told(client, producer, owner, settings):
    settings.OCOP_PICTURE_MAX_BYTES = 500
    draft = make_draft(producer, pictures=0)
    answer = client.post(at(producer, "portal-draft", draft.pk), {"version": draft.version, "pictures": sent()})
    assert answer.status_code == 422
    assert draft.files.count() == 0


def test_a_photo_is_turned_and_tells_no_place(client, producer, owner):
    exif = Image.Exif()
    exif[0x0112] = 6
    exif.get_ifd(0x8825)[1] = "N"
    draft = make_draft(producer, pictures=0)
    photo = sent(content=jpeg(size=(40, 20), exif=exif))
    client.post(at(producer, "portal-draft", draft.pk), {"version": draft.version, "pictures": photo})
    with draft.files.get().file.open("rb") as file:
        kept = Image.open(io.BytesIO(file.read()))
    assert kept.size == (20, 40)
    assert dict(kept.getexif()) == {}


def test_photos_move_and_go_by_buttons(client, producer, owner):
    draft = make_draft(producer, pictures=2)
    page = at(producer, "portal-draft", draft.pk)
    first, second = (entry["key"] for entry in draft.values["pictures"])
    posted = {"version": draft.version, "picture": [first, second], f"alt-{first}": "Hộp", "do": f"down:{first}"}
    client.post(page, posted)
    draft.refresh_from_db()
    assert draft.values["pictures"] == [{"key": second, "alt": ""}, {"key": first, "alt": "Hộp"}]
    client.post(page, {"version": draft.version, "do": f"off:{second}"})
    draft.refresh_from_db()
    assert draft.values["pictures"] == [{"key": first, "alt": "Hộp"}]
    assert draft.files.count() == 1


@pytest.mark.parametrize(
    "do", ["up:", "off:file:0", "off:file:99999999999999999999", "down:x", "off:image:1", "nichts"]
)
def test_nonsense_on_a_button_changes_nothing(client, producer, owner, do):
    draft = make_draft(producer)
    answer = client.post(at(producer, "portal-draft", draft.pk), {"version": draft.version, "do": do})
    draft.refresh_from_db()
    assert answer.status_code == 302
    assert len(draft.values["pictures"]) == 1


def test_a_photo_of_a_draft_is_shown_to_its_desk_alone(client, producer, owner):
    draft = make_draft(producer)
    url = at(producer, "portal-draft-picture", draft.pk, draft.files.get().pk)
    answer = client.get(url)
    assert (answer.status_code, answer.headers["Content-Type"]) == (200, "image/jpeg")
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert "sandbox" in answer.headers["Content-Security-Policy"]
    assert "no-store" in answer.headers["Cache-Control"]
    assert client.get(url + "?small").status_code == 200
    client.force_login(make_user())
    assert client.get(url).status_code == 404


def test_a_draft_is_seen_in_the_public_page_and_nothing_is_written(client, producer, owner):
    draft = make_draft(producer)
    answer = client.get(at(producer, "portal-draft-preview", draft.pk))
    told = answer.content.decode()
    assert answer.status_code == 200
    assert "data-preview" in told
    assert "Mứt dừa non Cầu Kè" in told
    assert "Dừa non 70%" in told
    assert at(producer, "portal-draft-picture", draft.pk, draft.files.get().pk) in told
    draft.refresh_from_db()
    assert (get_model("catalogue", "Product").objects.count(), draft.product, draft.state) == (0, None, "draft")
    assert get_model("partner", "StockRecord").objects.count() == 0


@pytest.mark.parametrize(
    "values",
    [
        {},
        {"price": 10**11, "stock": 10**11, "net_amount": "999999999"},
        {"title": "", "product_set": None, "price": "rẻ", "stock": "nhiều", "net_amount": "0", "net_unit": "x"},
        {"variants": [{"label": "", "price": "x", "stock": None}], "sku": "x" * 65},
        {"product_set": 14, "field_abv": "mạnh"},
    ],
)
def test_an_unfinished_draft_can_be_looked_at(client, producer, owner, values):
    draft = listings.begin_listing(producer, "", author=owner, values={**VALUES, **values} if values else {})
    assert client.get(at(producer, "portal-draft-preview", draft.pk)).status_code == 200
    assert get_model("catalogue", "Product").objects.count() == 0


def test_changes_of_a_product_are_seen_in_its_page_and_not_written(client, producer, owner):
    product = published(producer)
    draft = listings.begin_changes(product, producer, author=owner)
    draft = listings.save_listing(draft, {"title": "Mứt dừa dẻo"}, version=draft.version, actor=owner)
    assert "Mứt dừa dẻo" in client.get(at(producer, "portal-draft-preview", draft.pk)).content.decode()
    product.refresh_from_db()
    assert product.title == "Mứt dừa non Cầu Kè"


def test_looking_at_the_form_of_a_product_begins_nothing(client, producer, owner):
    product = published(producer)
    before = drafts(producer).count()
    page = at(producer, "portal-goods-edit", product.pk)
    assert client.get(page).status_code == 200
    assert drafts(producer).count() == before
    client.post(page, {"title": "Mứt dừa dẻo", "version": "1"})
    draft = drafts(producer).last()
    assert (draft.product, draft.values["title"], draft.base["title"]) == (product, "Mứt dừa dẻo", product.title)
    assert client.get(page).headers["Location"] == at(producer, "portal-draft", draft.pk)


def test_a_submitted_listing_is_read_and_taken_back(client, producer, owner):
    draft = make_draft(producer)
    draft = actions.submit(draft, version=draft.version, actor=owner)
    page = at(producer, "portal-draft", draft.pk)
    assert "Dừa non 70%" in client.get(page).content.decode()
    client.post(page, {"title": "Khác", "version": draft.version})
    draft.refresh_from_db()
    assert draft.values["title"] == "Mứt dừa non Cầu Kè"
    client.post(page, {"do": "take-back"})
    draft.refresh_from_db()
    assert draft.state == "draft"


def test_a_deleted_draft_is_gone_with_its_photos(client, producer, owner):
    draft = make_draft(producer)
    page = at(producer, "portal-draft", draft.pk)
    client.post(page, {"do": "discard"})
    assert client.get(page).status_code == 404
    assert draft.files.count() == 0


def test_why_it_was_sent_back_stands_on_the_draft_and_on_the_first_page(client, producer, owner):
    draft = make_draft(producer)
    draft = actions.submit(draft, version=draft.version, actor=owner)
    actions.send_back(draft, "Ảnh mờ quá.", version=draft.version, actor=None, reasons={"title": "Ghi rõ loại."})
    told = client.get(at(producer, "portal-draft", draft.pk)).content.decode()
    assert "Ảnh mờ quá." in told
    assert "Ghi rõ loại." in told
    assert at(producer, "portal-goods") in client.get(at(producer, "portal-home")).content.decode()


def test_goods_are_copied_by_a_button(client, producer, owner):
    product = published(producer)
    answer = client.post(at(producer, "portal-goods-copy", product.pk), {"token": "0f" * 16})
    made = drafts(producer).last()
    assert answer.headers["Location"] == at(producer, "portal-draft", made.pk)
    client.post(at(producer, "portal-goods-copy", product.pk), {"token": "0f" * 16})
    assert drafts(producer).last() == made


def test_markup_in_names_and_words_is_shown_as_text(client, producer, owner):
    nasty = '"><script>alert(1)</script>'
    draft = make_draft(producer, title=nasty, description=nasty, sku=nasty)
    entries = [{**draft.values["pictures"][0], "alt": nasty}]
    draft = listings.save_listing(draft, {"pictures": entries}, version=draft.version, actor=owner)
    for name in ("portal-draft", "portal-draft-preview"):
        assert "<script>alert(1)" not in client.get(at(producer, name, draft.pk)).content.decode()
    assert "<script>alert(1)" not in client.get(at(producer, "portal-goods")).content.decode()


def test_thirty_products_and_drafts_cost_as_many_queries_as_one(client, producer, owner, assert_queries):
    for number in range(30):
        product = make_product(f"Mứt {number}", producer=producer, product_set=7)
        if number < 15:
            listings.begin_changes(product, producer, author=owner)
            make_draft(producer, title=f"Mới {number}")
    make_certificate(product, stars=4)
    client.get(at(producer, "portal-goods"))
    with assert_queries(12):
        told = client.get(at(producer, "portal-goods")).content.decode()
    assert told.count("data-goods=") == 30
    assert told.count("data-draft=") == 15
    assert 'data-ocop-stars="4"' in told


def test_the_form_of_a_draft_costs_few_queries(client, producer, owner, assert_queries):
    draft = make_draft(producer, pictures=8)
    client.get(at(producer, "portal-draft", draft.pk))
    with assert_queries(12):
        client.get(at(producer, "portal-draft", draft.pk))


@pytest.mark.parametrize("language", ["", "/en"])
def test_the_pages_stand_in_both_languages(client, producer, owner, language):
    draft = make_draft(producer, product_set=18)
    addresses = [at(producer, "portal-goods"), at(producer, "portal-goods-new"), at(producer, "portal-draft", draft.pk)]
    for address in addresses:
        assert client.get(language + address).status_code == 200


def test_staff_see_the_photos_of_a_listing_and_its_words(client, producer):
    staff = make_user(is_staff=True)
    staff.user_permissions.add(Permission.objects.get(codename="decide_proposal"))
    draft = make_draft(producer)
    draft = actions.submit(draft, version=draft.version, actor=None)
    photo = reverse("ocop:desk-proposal-picture", args=[draft.pk, draft.files.get().pk])
    client.force_login(staff)
    told = client.get(reverse("ocop:desk-proposal", args=[draft.pk])).content.decode()
    assert photo in told
    assert "85.000\xa0₫" in told
    assert client.get(photo).headers["Content-Type"] == "image/jpeg"
    client.force_login(make_user(is_staff=True))
    assert client.get(photo).status_code == 403


def test_buyers_choose_a_size_by_its_name_and_price_and_read_the_answers(client, producer):
    rows = [{"label": "250 g", "price": 45_000, "stock": 3}, {"label": "500 g", "price": 80_000, "stock": 2}]
    product = published(producer, variants=rows, price=None, stock=None)
    told = client.get(product.get_absolute_url()).content.decode()
    first, second = told.find("250 g · 45.000\xa0₫"), told.find("500 g · 80.000\xa0₫")
    assert 0 < first < second
    assert "Hạn sử dụng" in told
    assert "6 months" in client.get("/en" + product.get_absolute_url()).content.decode()


def test_a_size_is_put_into_the_basket(client, producer):
    rows = [{"label": "250 g", "price": 45_000, "stock": 3}, {"label": "500 g", "price": 80_000, "stock": 2}]
    product = published(producer, variants=rows, price=None, stock=None)
    child = product.children.get(title__endswith="500 g")
    client.post(reverse("basket:add", args=[product.pk]), {"child_id": child.pk, "quantity": 1})
    line = get_model("basket", "Line").objects.get()
    assert (line.product, line.price_excl_tax) == (child, 80_000)
