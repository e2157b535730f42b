"""A listing from its draft to the shop: what is asked, what is refused, what is published."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal
from functools import partial

import pytest
from oscar.core.loading import get_model

from ocop_shop.auditing.actions import history
from ocop_shop.core import clock
from ocop_shop.producers import actions as producers
from ocop_shop.proposals import actions
from ocop_shop.proposals.actions import listings
from ocop_shop.proposals.exceptions import EditedMeanwhile, NotReady
from ocop_shop.proposals.listing.standing_there import values_of
from ocop_shop.proposals.registry import subject_of
from ocop_shop.test.factories import (
    make_category,
    make_certificate,
    make_partner,
    make_producer,
    make_product,
    make_stock_record,
)
from tests.at_once import together
from tests.portal.listing import a_picture, make_draft, published


@pytest.fixture
def producer(db):
    return make_producer("Hợp tác xã Cầu Kè", partner=make_partner("Cầu Kè"))


def problems(producer, **values):
    return subject_of(draft := make_draft(producer, **values)).problems(draft)


def changed(product, producer, **values):
    """Changes of a product, written and submitted."""
    draft = listings.begin_changes(product, producer, author=None)
    draft = listings.save_listing(draft, values, version=draft.version, actor=None)
    return actions.submit(draft, version=draft.version, actor=None)


def accepted(draft):
    actions.accept(draft, version=draft.version, actor=None)
    draft.refresh_from_db()
    return draft.product


# --- what is published ------------------------------------------------------------------------------------------------


def test_a_whole_draft_lacks_nothing(producer):
    assert problems(producer) == {}


def test_an_accepted_listing_is_a_product_in_the_shop(producer):
    category = make_category("Mứt")
    product = published(producer, category=category.pk)
    origin = product.ocop_provenance
    record = product.stockrecords.get()
    assert (product.title, product.is_public, product.structure) == ("Mứt dừa non Cầu Kè", True, "standalone")
    assert product.description == "<p>Dừa non rim đường thốt nốt.</p><p>Ăn với trà.</p>"
    assert (origin.producer, origin.product_set, origin.net_amount, origin.net_text) == (producer, 7, 250, "250 g")
    assert (record.partner, record.price, record.num_in_stock) == (producer.partner, Decimal(85_000), 12)
    assert record.price_currency == "VND"
    assert list(product.categories.all()) == [category]
    assert product.images.count() == 1
    assert history(f"product:{product.pk}").filter(act="product.listed").exists()


def test_answers_become_attributes_of_the_class_of_the_sector(producer):
    product = published(producer)
    told = {row.attribute.code: row.value for row in product.attribute_values.all()}
    assert product.product_class.slug == "ocop-food"
    assert told == {"ocop_ingredients": "Dừa non 70%, đường thốt nốt 30%", "ocop_shelf_life": "6 tháng"}


def test_a_class_of_the_shop_with_the_same_name_stays_as_it_is(producer):
    theirs = get_model("catalogue", "ProductClass").objects.create(name="Thực phẩm", track_stock=False)
    product = published(producer)
    theirs.refresh_from_db()
    assert product.product_class != theirs
    assert (theirs.name, theirs.track_stock, theirs.attributes.count()) == ("Thực phẩm", False, 0)


def test_only_the_answers_of_the_set_are_published(producer):
    product = published(producer, field_abv="40", field_material="tre")
    codes = set(product.attribute_values.values_list("attribute__code", flat=True))
    assert codes == {"ocop_ingredients", "ocop_shelf_life"}


def test_a_health_food_says_that_it_is_no_medicine(producer):
    answers = {"field_how_to_use": "Pha với nước", "field_warnings": "Trẻ em", "field_declaration": "12/2026"}
    product = published(producer, product_set=18, **answers)
    told = product.attribute_values.get(attribute__code="ocop_notice").value
    assert told == "Sản phẩm này không phải là thuốc, không có tác dụng thay thế thuốc chữa bệnh."


def test_the_alcohol_is_a_number(producer):
    product = published(producer, product_set=14, field_abv="29,5")
    assert product.attribute_values.get(attribute__code="ocop_abv").value == 29.5


def test_what_is_agreed_on_has_no_price_and_no_stock(producer):
    answers = {"field_duration": "1 ngày", "field_group_size": "2 đến 10", "field_included": "Cơm trưa"}
    product = published(producer, product_set=26, price=None, stock=None, net_amount="", net_unit="", **answers)
    assert product.stockrecords.count() == 0
    assert (product.product_class.requires_shipping, product.product_class.track_stock) == (False, False)


def test_variants_are_children_with_price_and_stock_of_their_own(producer):
    rows = [{"label": "250 g", "price": 45_000, "stock": 3}, {"label": "500 g", "price": 80_000, "stock": 0}]
    product = published(producer, variants=rows, price=None, stock=None, sku="MD")
    told = [
        (child.title, record.partner_sku, record.price, record.num_in_stock, record.partner)
        for child in product.children.all()
        for record in child.stockrecords.all()
    ]
    assert (product.structure, product.stockrecords.count()) == ("parent", 0)
    assert told == [
        ("Mứt dừa non Cầu Kè – 250 g", "MD-1", 45_000, 3, producer.partner),
        ("Mứt dừa non Cầu Kè – 500 g", "MD-2", 80_000, 0, producer.partner),
    ]


def test_a_producer_without_a_seller_gets_one_and_takes_nobodys(db):
    make_partner("Cơ sở Ba Lúa")
    producer = make_producer("Cơ sở Ba Lúa")
    product = published(producer)
    producer.refresh_from_db()
    assert product.stockrecords.get().partner == producer.partner
    assert producer.partner.code == "co-so-ba-lua-2"


def test_accepting_twice_makes_one_product(producer):
    draft = make_draft(producer)
    draft = actions.submit(draft, version=draft.version, actor=None)
    assert actions.accept(draft, version=draft.version, actor=None)
    assert not actions.accept(draft, version=draft.version, actor=None)
    assert get_model("catalogue", "Product").objects.count() == 1


# --- what is refused --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("title", ""),
        ("title", "12"),
        ("title", "Mứt <script>alert(1)</script>"),
        ("title", "Mứt " * 40),
        ("product_set", None),
        ("product_set", 27),
        ("net_amount", ""),
        ("net_amount", "0"),
        ("net_amount", "0,001"),
        ("net_amount", "nhiều"),
        ("net_unit", "tấn"),
        ("price", None),
        ("price", "rẻ"),
        ("price", 85),
        ("price", 500_000_001),
        ("price", -1),
        ("stock", None),
        ("stock", "nhiều"),
        ("stock", -1),
        ("stock", 1_000_001),
        ("field_ingredients", ""),
        ("field_shelf_life", "lâu"),
        ("field_shelf_life", "900 năm"),
        ("description", "a" * 6_001),
        ("variants", [{"label": "", "price": 45_000, "stock": 1}]),
        ("variants", [{"label": "to", "price": "rẻ", "stock": 1}]),
        ("variants", [{"label": "to", "price": 45_000, "stock": None}]),
        ("variants", [{"label": "To", "price": 45_000, "stock": 1}, {"label": "to", "price": 46_000, "stock": 1}]),
        ("variants", [{"label": str(n), "price": 45_000, "stock": 1} for n in range(13)]),
    ],
)
def test_what_is_missing_or_wrong_is_told_at_its_field(producer, field, value):
    net = {"net_unit": ""} if (field, value) == ("net_amount", "") else {}
    assert list(problems(producer, **{**net, field: value})) == [field]


def test_a_listing_needs_a_photo(producer):
    assert list(problems(producer, pictures=0)) == ["pictures"]


def test_all_that_is_wrong_is_told_at_once(producer):
    assert set(problems(producer, title="", price=None, stock=None)) == {"title", "price", "stock"}


def test_where_the_shop_has_shelves_one_of_them_is_chosen(producer):
    hidden = make_category("Kho", is_public=False)
    shown = make_category("Mứt")
    assert list(problems(producer)) == ["category"]
    assert list(problems(producer, category=hidden.pk)) == ["category"]
    assert problems(producer, category=shown.pk) == {}


def test_publishing_leaves_the_visibility_of_a_shelf_as_it_is(producer):
    hidden, shown = make_category("Kho", is_public=False), make_category("Mứt")
    published(producer, category=shown.pk)
    hidden.refresh_from_db()
    shown.refresh_from_db()
    assert (hidden.is_public, shown.is_public) == (False, True)


def test_a_name_stands_once_in_the_list_of_a_producer(producer):
    make_product("MỨT DỪA NON Cầu Kè", producer=producer)
    assert list(problems(producer)) == ["title"]


def test_two_producers_may_call_their_goods_the_same(producer):
    make_product("Mứt dừa non Cầu Kè", producer=make_producer("Cơ sở Ba Lúa"))
    assert problems(producer) == {}


def test_a_code_is_used_once_by_a_seller(producer):
    published(producer, sku="MD")
    assert list(problems(producer, title="Mứt gừng", sku="MD")) == ["sku"]


# --- boasts -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("field", "told"),
    [
        ("title", "Mứt dừa OCOP 4 sao"),
        ("title_en", "OCOP 5 star coconut jam"),
        ("description", "Sản phẩm đạt chuẩn OCOP của tỉnh."),
        ("description", "Mứt <b>O</b>COP <i>4</i> sao"),
        ("field_ingredients", "Dừa của HTX đạt OCOP 5 sao"),
        ("variants", [{"label": "Hộp OCOP 3 sao", "price": 45_000, "stock": 1}]),
        ("sku", "OCOP 4 sao"),
    ],
)
def test_a_new_product_claims_no_star(producer, field, told):
    assert list(problems(producer, **{field: told})) == [field]


def test_the_words_under_a_photo_claim_no_star(producer):
    draft = make_draft(producer)
    entries = [{**draft.values["pictures"][0], "alt": "Hộp mứt đạt OCOP 5 sao"}]
    draft = listings.save_listing(draft, {"pictures": entries}, version=draft.version, actor=None)
    assert list(subject_of(draft).problems(draft)) == ["pictures"]


def test_a_product_may_say_what_the_register_grants_it(producer):
    product = published(producer)
    make_certificate(product, stars=4)
    draft = changed(product, producer, description="Mứt dừa OCOP 4 sao.")
    assert accepted(draft).description == "<p>Mứt dừa OCOP 4 sao.</p>"


def test_more_stars_than_granted_are_stopped(producer):
    product = published(producer)
    make_certificate(product, stars=3)
    with pytest.raises(NotReady) as stopped:
        changed(product, producer, description="Mứt dừa OCOP 4 sao.")
    assert list(stopped.value.problems) == ["description"]


def test_a_badge_that_lapsed_while_the_shop_looked_stops_the_boast(producer, frozen):
    product = published(producer)
    make_certificate(product, stars=4, expires_on=clock.today() + timedelta(days=1))
    before = product.description
    draft = changed(product, producer, description="Mứt dừa OCOP 4 sao.")
    frozen((clock.now() + timedelta(days=3)).strftime("%Y-%m-%d %H:%M:%S"))
    with pytest.raises(NotReady) as stopped:
        accepted(draft)
    product.refresh_from_db()
    assert list(stopped.value.problems) == ["description"]
    assert product.description == before


# --- changes of a product that is there -------------------------------------------------------------------------------


def test_changes_write_texts_and_leave_price_stock_and_shelves_alone(producer):
    shelf = make_category("Mứt")
    product = published(producer, category=shelf.pk)
    other = make_stock_record(product, price=99_000, stock=5, partner=make_partner("Siêu thị"))
    values = {"title": "Mứt dừa non", "price": 1_000, "stock": 0, "sku": "X", "category": None, "variants": []}
    product = accepted(changed(product, producer, **values, product_set=14))
    told = sorted(product.stockrecords.values_list("partner__name", "price", "num_in_stock"))
    assert product.title == "Mứt dừa non"
    assert told == [("Cầu Kè", 85_000, 12), (other.partner.name, 99_000, 5)]
    assert list(product.categories.all()) == [shelf]
    assert product.ocop_provenance.product_set == 7


def test_changes_leave_a_hidden_product_hidden(producer):
    product = published(producer)
    product.is_public = False
    product.save()
    assert accepted(changed(product, producer, title="Mứt dừa non")).is_public is False


def test_what_the_shop_changed_meanwhile_is_not_undone(producer):
    product = published(producer)
    draft = changed(product, producer, description="Mới.")
    product.title = "Tên do cửa hàng sửa"
    product.save()
    assert "title" not in {one for one, value in subject_of(draft).current(draft).items() if draft.values[one] != value}
    product = accepted(draft)
    assert (product.title, product.description) == ("Tên do cửa hàng sửa", "<p>Mới.</p>")


def test_a_product_of_somebody_else_cannot_be_changed(producer):
    product = make_product("Trà", producer=make_producer("Cơ sở Ba Lúa"), product_set=11)
    with pytest.raises(NotReady) as stopped:
        changed(product, producer, title="Trà của tôi")
    product.refresh_from_db()
    assert "title" in stopped.value.problems
    assert product.title == "Trà"


def test_a_product_that_was_handed_to_another_meanwhile_is_not_published(producer):
    product = published(producer)
    draft = changed(product, producer, title="Mứt dừa non")
    product.ocop_provenance.producer = make_producer("Cơ sở Ba Lúa")
    product.ocop_provenance.save()
    with pytest.raises(NotReady):
        accepted(draft)
    product.refresh_from_db()
    assert product.title == "Mứt dừa non Cầu Kè"


def test_a_product_of_a_class_of_the_shop_keeps_its_class(producer):
    product = make_product("Trà lài", producer=producer, product_set=12)
    before = product.product_class
    product = accepted(changed(product, producer, field_ingredients="Lài, trà"))
    assert product.product_class == before
    assert product.attribute_values.get().value == "Lài, trà"
    assert before.attributes.count() == 0


def test_an_older_product_may_be_changed_without_what_is_asked_today(producer):
    product = make_product("Trà lài", producer=producer, product_set=12)
    assert accepted(changed(product, producer, description="Thơm.")).description == "<p>Thơm.</p>"


def test_a_required_answer_cannot_be_taken_away(producer):
    product = published(producer)
    with pytest.raises(NotReady) as stopped:
        changed(product, producer, field_ingredients="")
    assert list(stopped.value.problems) == ["field_ingredients"]


def test_values_of_a_product_are_those_it_was_listed_with(producer):
    told = values_of(published(producer))
    assert told["description"] == "Dừa non rim đường thốt nốt.\n\nĂn với trà."
    assert (told["net_amount"], told["net_unit"]) == ("250", "g")
    assert (told["field_shelf_life"], told["product_set"]) == ("6 tháng", 7)


def test_markup_that_could_run_is_published_as_nothing(producer):
    told = '<p onclick="x()">Ngon</p><script>alert(1)</script><img src=x onerror=alert(1)><a href="javascript:x">y</a>'
    description = published(producer, description=told).description
    assert "script" not in description
    assert "onclick" not in description
    assert "onerror" not in description
    assert "Ngon" in description


# --- pictures and copies ----------------------------------------------------------------------------------------------


def test_pictures_are_published_in_their_order_with_what_they_show(producer):
    draft = make_draft(producer, pictures=2)
    first, second = draft.values["pictures"]
    entries = [{**second, "alt": "Hộp mở"}, {**first, "alt": "Hộp"}]
    draft = listings.save_listing(draft, {"pictures": entries}, version=draft.version, actor=None)
    product = accepted(actions.submit(draft, version=draft.version, actor=None))
    told = list(product.images.order_by("display_order").values_list("caption", "display_order"))
    assert told == [("Hộp mở", 0), ("Hộp", 1)]


def test_published_pictures_stay_until_their_going_is_accepted(producer):
    product = published(producer, pictures=2)
    first, second = product.images.order_by("display_order")
    draft = listings.begin_changes(product, producer, author=None)
    draft = listings.remove_picture(draft, f"image:{first.pk}", actor=None)
    draft = listings.add_pictures(draft, [a_picture("red")], actor=None)
    assert product.images.count() == 2
    product = accepted(actions.submit(draft, version=draft.version, actor=None))
    assert [image.display_order for image in product.images.order_by("display_order")] == [0, 1]
    assert product.images.order_by("display_order").first() == second


def test_a_picture_of_another_product_cannot_be_hung(producer):
    other = published(producer, title="Mứt gừng")
    product = published(producer)
    foreign = {"key": f"image:{other.images.get().pk}", "alt": "lạ"}
    draft = changed(product, producer, pictures=[foreign, *values_of(product)["pictures"]])
    assert accepted(draft).images.count() == 1
    assert other.images.get().caption == ""


def test_a_copy_has_pictures_of_its_own_and_no_code(producer):
    draft = make_draft(producer, sku="MD")
    made = listings.copy_listing(draft, producer, "", author=None)
    copied = made.files.get().file
    actions.discard(draft, actor=None)
    assert copied.storage.exists(copied.name)
    assert (made.values["title"], made.values["price"]) == (draft.values["title"], 85_000)
    assert "sku" not in made.values
    assert "stock" not in made.values


def test_a_copy_of_a_product_does_not_touch_it(producer):
    product = published(producer)
    made = listings.copy_listing(product, producer, "", author=None)
    made = listings.save_listing(made, {"title": "Mứt dừa dẻo", "stock": 4}, version=made.version, actor=None)
    copy = accepted(actions.submit(made, version=made.version, actor=None))
    assert copy.images.get().original.name != product.images.get().original.name
    assert (copy.stockrecords.get().price, product.stockrecords.get().num_in_stock) == (85_000, 12)


def test_one_token_is_one_draft(producer):
    token = "0f" * 16
    first = listings.begin_listing(producer, token, author=None)
    assert listings.begin_listing(producer, token, author=None) == first
    assert listings.begin_listing(make_producer("Cơ sở Ba Lúa"), token, author=None) != first


def test_who_saves_what_somebody_changed_meanwhile_is_told(producer):
    draft = make_draft(producer)
    listings.save_listing(draft, {"title": "Của bạn"}, version=draft.version, actor=None)
    with pytest.raises(EditedMeanwhile):
        listings.save_listing(draft, {"title": "Của tôi"}, version=draft.version, actor=None)
    draft.refresh_from_db()
    assert draft.values["title"] == "Của bạn"


def test_the_same_saved_twice_overtakes_nobody(producer):
    draft = make_draft(producer)
    saved = listings.save_listing(draft, {"title": "Mới"}, version=draft.version, actor=None)
    again = listings.save_listing(draft, {"title": "Mới"}, version=draft.version, actor=None)
    assert again.version == saved.version


def test_the_usual_shelf_of_a_kind_is_proposed(producer):
    make_category("Khác")
    usual = make_category("Mứt")
    make_product("Mứt bí", product_set=7, category=usual)
    draft = listings.begin_listing(producer, "", author=None)
    draft = listings.save_listing(draft, {"product_set": 7}, version=draft.version, actor=None)
    assert draft.values["category"] == usual.pk


def test_an_unfinished_listing_too_many_is_refused(producer, monkeypatch):
    monkeypatch.setattr(listings, "MOST_OPEN", 1)
    listings.begin_listing(producer, "", author=None)
    with pytest.raises(listings.TooManyListings):
        listings.begin_listing(producer, "", author=None)


def test_the_seller_of_a_producer_is_made_once(db):
    producer = make_producer("Cơ sở Ba Lúa")
    assert producers.make_seller(producer) == producers.make_seller(producer)
    assert get_model("partner", "Partner").objects.count() == 1


def test_a_letter_about_a_listing_leads_to_it(producer):
    draft = make_draft(producer)
    assert subject_of(draft).link(draft) == f"/portal/{producer.slug}/goods/drafts/{draft.pk}/"


# --- at the same moment -----------------------------------------------------------------------------------------------


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_of_two_who_save_at_the_same_moment_one_is_told():
    producer = make_producer("Hợp tác xã Cầu Kè", partner=make_partner("Cầu Kè"))
    draft = make_draft(producer)

    def save(title):
        try:
            listings.save_listing(draft, {"title": title}, version=draft.version, actor=None)
        except EditedMeanwhile:
            return "told"
        return title

    told = together(lambda: save("Của tôi"), lambda: save("Của bạn"))
    draft.refresh_from_db()
    assert sorted(one == "told" for one in told) == [False, True]
    assert draft.values["title"] in told


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_two_listings_accepted_at_the_same_moment_share_class_and_seller():
    producer = make_producer("Cơ sở Ba Lúa")
    waiting = []
    for title in ("Mứt dừa", "Mứt gừng"):
        draft = make_draft(producer, title=title)
        waiting.append(actions.submit(draft, version=draft.version, actor=None))
    together(*(partial(actions.accept, one, version=one.version, actor=None) for one in waiting))
    assert get_model("catalogue", "ProductClass").objects.filter(slug="ocop-food").count() == 1
    assert get_model("partner", "Partner").objects.count() == 1
    assert get_model("partner", "StockRecord").objects.count() == 2


def test_a_new_listing_comes_into_the_shop_kept_off_as_staff_say(producer):
    draft = make_draft(producer, title="Cao thuốc")
    draft = actions.submit(draft, version=draft.version, actor=None)
    wordless, medicine = (
        subject_of(draft).decided(draft, {"kept_off": reason, "kept_off_note": " "}) for reason in ("other", "medicine")
    )
    with pytest.raises(NotReady) as refused:
        actions.accept(draft, version=draft.version, actor=None, decision=wordless)
    assert set(refused.value.problems) == {"kept_off"}
    actions.accept(draft, version=draft.version, actor=None, decision=medicine)
    draft.refresh_from_db()
    assert draft.product.ocop_provenance.kept_off == "medicine"
