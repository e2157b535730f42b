"""Every hand that changes what a list shows, one function each: they get a `Shop` and change one thing past or by us.

`CHANGES` names them with what the row of the first product says afterwards.
"""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from io import BytesIO

from django.contrib import admin
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import connection
from django.db.models import F
from django.test import Client, override_settings
from django.urls import path, reverse
from oscar.core.loading import get_model
from PIL import Image

from ocop_shop.certification import actions as register
from ocop_shop.certification.actions import Scoring
from ocop_shop.certification.models import Decision
from ocop_shop.discovery import freshness
from ocop_shop.producers.models import Producer, Provenance
from ocop_shop.regions.models import Place
from ocop_shop.test.factories import (
    make_category,
    make_certificate,
    make_partner,
    make_place,
    make_producer,
    make_product,
    make_user,
)
from sandbox.urls import urlpatterns as sandbox_urls

Product, Category = get_model("catalogue", "Product"), get_model("catalogue", "Category")
ProductImage, Filing = get_model("catalogue", "ProductImage"), get_model("catalogue", "ProductCategory")
StockRecord = get_model("partner", "StockRecord")
ProductClass = get_model("catalogue", "ProductClass")
GONE = object()

urlpatterns = [path("admin/", admin.site.urls), *sandbox_urls]


class Shop:
    """A product with all that a row is made of, another beside it, and one without an offer."""

    def __init__(self):
        self.maker = make_producer("HTX Dừa sáp Cầu Kè", province="86")
        self.category = make_category("Đồ uống")
        self.product = make_product(
            "Mật hoa dừa", price=50_000, stock=5, producer=self.maker, province="86", category=self.category
        )
        self.other = make_product("Kẹo dừa", producer=self.maker, province="86")
        self.bare = make_product("Trà", price=None)
        self.certificate = make_certificate(self.product, stars=4, issued_on=date(2026, 6, 1))
        self.picture = ProductImage.objects.create(product=self.product, original=picture("one.png"))
        self.new_picture = picture("two.png")

    @property
    def offers(self):
        return StockRecord.objects.filter(product=self.product)

    def clerk(self):
        """A member of staff at the desk of Oscar."""
        client = Client()
        client.force_login(make_user(is_staff=True, is_superuser=True))
        return client


def picture(name):
    """The name under which a picture is stored."""
    content = BytesIO()
    Image.new("RGB", (4, 4)).save(content, "PNG")
    return default_storage.save(name, ContentFile(content.getvalue()))


def sql(statement, *values):
    with connection.cursor() as cursor:
        cursor.execute(statement, values)


# --- price and stock --------------------------------------------------------------------------------------------------


def offer_is_saved(shop):
    offer = shop.offers.get()
    offer.price = Decimal(7000)
    offer.save()


def offers_are_updated(shop):
    shop.offers.update(price=7000)


def offers_are_updated_in_bulk(shop):
    offer = shop.offers.get()
    offer.price = Decimal(7000)
    StockRecord.objects.bulk_update([offer], ["price"])


def offer_is_changed_by_sql(shop):
    sql("UPDATE partner_stockrecord SET price = 7000 WHERE product_id = %s", shop.product.pk)


def offers_are_made_in_bulk(shop):
    shop.offers.delete()
    record = StockRecord(product=shop.product, partner=make_partner(), partner_sku="7", price=7000, num_in_stock=1)
    StockRecord.objects.bulk_create([record])


def offer_goes_to_this_product(shop):
    shop.offers.delete()
    StockRecord.objects.filter(product=shop.other).update(product=shop.product, price=7000)


def prices_are_set_at_the_desk(shop):
    client, chosen = shop.clerk(), reverse("dashboard:catalogue-product-list")
    asked = client.post(chosen, {"action": "set_product_price", "selected_product": [shop.product.pk]})
    partner = shop.offers.get().partner_id
    answer = client.post(
        asked.url, {"selected_products": [shop.product.pk], "partners": [partner], "new_price": "7000", "confirm": "1"}
    )
    assert answer.status_code == 302


def form_is_sent_at_the_desk(shop):
    client, address = shop.clerk(), reverse("dashboard:catalogue-product", args=[shop.product.pk])
    context = client.get(address).context
    names = ["form", *(name for name in sorted(context.keys()) if name.endswith("_formset"))]
    fields = {}
    for name in names:
        fields |= filled(context[name])
    fields["title"] = "Tên mới"
    price = next(name for name in fields if name.endswith("-price") and fields[name])
    fields[price] = "7000"
    answer = client.post(address, fields)
    assert answer.status_code == 302, [answer.context[name].errors for name in names]


def filled(form):
    """The fields of a form or a set of forms, as the browser sends them back."""
    if hasattr(form, "management_form"):
        found = filled(form.management_form) | {f"{form.prefix}-TOTAL_FORMS": len(form.initial_forms)}
        for one in form.initial_forms:
            found |= filled(one)
        return found
    values = {field.html_name: field.value() for field in form}
    files = {field.html_name for field in form if hasattr(field.field, "allow_empty_file")}
    return {n: v for n, v in values.items() if v is not None and v is not False and n not in files}


def list_is_sent_in_the_admin(shop):
    with override_settings(ROOT_URLCONF=__name__):
        chosen = {"action": "delete_selected", "_selected_action": [shop.offers.get().pk], "post": "yes"}
        answer = shop.clerk().post(reverse("admin:partner_stockrecord_changelist"), chosen)
        assert answer.status_code == 302


def offer_is_deleted(shop):
    shop.offers.get().delete()


def offers_are_deleted_by_sql(shop):
    sql("DELETE FROM partner_stockrecord WHERE product_id = %s", shop.product.pk)


def last_piece_is_sold(shop):
    shop.offers.update(num_allocated=F("num_in_stock"))


def stock_is_counted_again(shop):
    """Of the first product nothing is left, and nobody looked."""
    ProductClass.objects.filter(pk=shop.product.product_class_id).update(track_stock=False)
    shop.offers.update(num_in_stock=0)
    freshness.ensure_true()
    ProductClass.objects.filter(pk=shop.product.product_class_id).update(track_stock=True)


# --- the product itself -----------------------------------------------------------------------------------------------


def product_is_saved(shop):
    shop.product.title = "Tên mới"
    shop.product.save()


def products_are_updated(shop):
    Product.objects.filter(pk=shop.product.pk).update(title="Tên mới")


def products_are_updated_in_bulk(shop):
    shop.product.title = "Tên mới"
    Product.objects.bulk_update([shop.product], ["title"])


def product_is_renamed_by_sql(shop):
    sql("UPDATE catalogue_product SET title = %s WHERE id = %s", "Tên mới", shop.product.pk)


def products_are_hidden(shop):
    Product.objects.filter(pk=shop.product.pk).update(is_public=False)


def product_is_hidden_by_sql(shop):
    sql("UPDATE catalogue_product SET is_public = %s WHERE id = %s", False, shop.product.pk)


def products_are_hidden_at_the_desk(shop):
    client, chosen = shop.clerk(), reverse("dashboard:catalogue-product-list")
    asked = client.post(chosen, {"action": "make_products_non_public", "selected_product": [shop.product.pk]})
    assert client.post(asked.url, {"selected_products": [shop.product.pk], "confirm": "1"}).status_code == 302


def product_is_deleted(shop):
    shop.product.delete()


def products_are_deleted(shop):
    Product.objects.filter(pk=shop.product.pk).delete()


def product_becomes_a_variant(shop):
    Product.objects.filter(pk=shop.product.pk).update(structure="child", parent=shop.bare)


def variant_brings_its_price(shop):
    Product.objects.filter(pk=shop.product.pk).update(structure="parent")
    shop.offers.delete()
    child = Product.objects.bulk_create([Product(structure="child", parent=shop.product, title="200 g")])[0]
    StockRecord.objects.bulk_create(
        [StockRecord(product=child, partner=make_partner(), partner_sku="7", price=7000, num_in_stock=1)]
    )


# --- pictures and categories ------------------------------------------------------------------------------------------


def picture_is_replaced(shop):
    ProductImage.objects.filter(pk=shop.picture.pk).update(original=shop.new_picture)


def picture_is_replaced_in_bulk(shop):
    ProductImage.objects.filter(pk=shop.picture.pk)._raw_delete("default")
    ProductImage.objects.bulk_create([ProductImage(product=shop.product, original=shop.new_picture)])


def picture_is_deleted_by_sql(shop):
    sql("DELETE FROM catalogue_productimage WHERE id = %s", shop.picture.pk)


def product_is_filed_elsewhere(shop):
    shop.product.categories.set([make_category("Khác")])


def filings_are_updated(shop):
    Filing.objects.filter(product=shop.product).update(category=make_category("Khác"))


def filings_are_made_in_bulk(shop):
    Filing.objects.filter(product=shop.product)._raw_delete("default")
    Filing.objects.bulk_create([Filing(product=shop.product, category=make_category("Khác"))])


def category_is_moved(shop):
    top = make_category("Khác")
    Category.objects.get(pk=shop.category.pk).move(top, "first-child")


def category_is_deleted(shop):
    Category.objects.get(pk=shop.category.pk).delete()


# --- the register -----------------------------------------------------------------------------------------------------


def certificate_is_granted(shop):
    make_certificate(shop.product, stars=5, issued_on=date(2026, 7, 1))


def certificate_is_revoked(shop):
    register.revoke(shop.certificate, ground="d", effective_on=date(2026, 6, 2))


def decision_is_corrected_by_sql(shop):
    table = Decision._meta.db_table
    sql(f"UPDATE {table} SET issued_on = %s WHERE id = %s", date(2026, 5, 30), shop.certificate.decision_id)


def evaluation_is_recorded(shop):
    scored = Scoring("province", date(2026, 6, 20), "potential_5", total=Decimal(92))
    register.record_evaluation(shop.product, scored)


# --- producer and place -----------------------------------------------------------------------------------------------


def producer_is_saved(shop):
    shop.maker.name = "Cơ sở mới"
    shop.maker.save()


def producers_are_updated(shop):
    Producer.objects.filter(pk=shop.maker.pk).update(name="Cơ sở mới")


def producer_is_renamed_by_sql(shop):
    sql(f"UPDATE {Producer._meta.db_table} SET name = %s WHERE id = %s", "Cơ sở mới", shop.maker.pk)


def product_gets_another_producer(shop):
    origin = shop.product.ocop_provenance
    origin.producer = make_producer("Cơ sở mới")
    origin.save()


def origins_are_updated(shop):
    maker = make_producer("Cơ sở mới", province="01")
    Provenance.objects.filter(product=shop.product).update(producer=maker)


def origins_are_made_in_bulk(shop):
    Provenance.objects.filter(product=shop.product)._raw_delete("default")
    maker = make_producer("Cơ sở mới", province="01")
    Provenance.objects.bulk_create([Provenance(product=shop.product, producer=maker)])


def origin_is_deleted(shop):
    Provenance.objects.filter(product=shop.product).delete()


def product_moves_to_another_province(shop):
    Provenance.objects.filter(product=shop.product).update(province=make_place("01"))


def province_is_renamed(shop):
    Place.objects.filter(pk=make_place("86").pk).update(name="Tên tỉnh mới")


def province_is_renamed_by_sql(shop):
    sql(f"UPDATE {Place._meta.db_table} SET name = %s WHERE id = %s", "Tên tỉnh mới", make_place("86").pk)


def province_gets_another_code(shop):
    Place.objects.filter(pk=make_place("86").pk).update(code="998")


PRICE, TITLE, MAKER, PROVINCE = {"price": 7000}, {"title": "Tên mới"}, {"producer_name": "Cơ sở mới"}, "province_code"
CHANGES = [
    (offer_is_saved, PRICE),
    (offers_are_updated, PRICE),
    (offers_are_updated_in_bulk, PRICE),
    (offer_is_changed_by_sql, PRICE),
    (offers_are_made_in_bulk, PRICE),
    (offer_goes_to_this_product, PRICE),
    (prices_are_set_at_the_desk, PRICE),
    (form_is_sent_at_the_desk, {**PRICE, **TITLE}),
    (list_is_sent_in_the_admin, {"price": None, "in_stock": False}),
    (offer_is_deleted, {"price": None}),
    (offers_are_deleted_by_sql, {"price": None}),
    (last_piece_is_sold, {"in_stock": False}),
    (stock_is_counted_again, {"in_stock": False}),
    (product_is_saved, TITLE),
    (products_are_updated, TITLE),
    (products_are_updated_in_bulk, TITLE),
    (product_is_renamed_by_sql, TITLE),
    (products_are_hidden, {"is_public": False}),
    (product_is_hidden_by_sql, {"is_public": False}),
    (products_are_hidden_at_the_desk, {"is_public": False}),
    (product_is_deleted, GONE),
    (products_are_deleted, GONE),
    (product_becomes_a_variant, GONE),
    (variant_brings_its_price, PRICE),
    (picture_is_replaced, {}),
    (picture_is_replaced_in_bulk, {}),
    (picture_is_deleted_by_sql, {"image": ""}),
    (product_is_filed_elsewhere, {}),
    (filings_are_updated, {}),
    (filings_are_made_in_bulk, {}),
    (category_is_moved, {}),
    (category_is_deleted, {"tags": ""}),
    (certificate_is_granted, {"stars": 5}),
    (certificate_is_revoked, {"stars": 0}),
    (decision_is_corrected_by_sql, {"certified_on": date(2026, 5, 30)}),
    (evaluation_is_recorded, {"potential_5": True}),
    (producer_is_saved, MAKER),
    (producers_are_updated, MAKER),
    (producer_is_renamed_by_sql, MAKER),
    (product_gets_another_producer, MAKER),
    (origins_are_updated, MAKER),
    (origins_are_made_in_bulk, {**MAKER, PROVINCE: "01"}),
    (origin_is_deleted, {"producer_name": "", PROVINCE: ""}),
    (product_moves_to_another_province, {PROVINCE: "01"}),
    (province_is_renamed, {}),
    (province_is_renamed_by_sql, {}),
    (province_gets_another_code, {PROVINCE: "998"}),
]
