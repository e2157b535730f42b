"""A table that may hold something of a person is answered for by a holder, or stands here with a reason.

A new table with a name, an address, words that somebody wrote or an account in it fails here until somebody decided.
"""

from __future__ import annotations

from django.apps import apps
from django.conf import settings
from django.db import models

from ocop_shop.core import personal

# Whose tables are looked through: all of ours, and those of Oscar and Django in which people leave something.
OSCARS = {
    "address", "analytics", "auth", "basket", "catalogue", "communication", "customer", "order", "partner", "payment",
    "reviews", "sessions", "voucher", "wishlists",
}  # fmt: skip
_WORDS = (models.CharField, models.TextField, models.JSONField, models.FileField, models.GenericIPAddressField)

# What holds nothing of a person, and why.
NOBODY = {
    "ocop_audit.Seal": "hashes",
    "ocop_regions.MacroRegion": "places of the State",
    "ocop_regions.Place": "places of the State, and what editors write of them",
    "ocop_regions.Succession": "decisions of the State",
    "ocop_supply.Season": "months of a product",
    "ocop_certification.Decision": "decisions of the State",
    "ocop_certification.EvaluationRound": "rounds of councils",
    "ocop_certification.Standing": "follows from certificates",
    "ocop_boxes.BoxPart": "titles of products",
    "ocop_delivery.Band": "prices",
    "ocop_oversight.Reminder": "keys of a certificate, and why a letter failed; who gets it is asked anew each time",
    # Written anew from products, producers and certificates, and hidden with them.
    "ocop_discovery.Listing": "follows from products",
    "ocop_discovery.ListingValue": "follows from products",
    "ocop_discovery.ListingCount": "numbers",
    "ocop_discovery.ListingCountChange": "numbers",
    "ocop_discovery.ListingDay": "days",
    "ocop_discovery.Stamp": "numbers",
    "ocop_discovery.SearchWord": "words of public titles",
    # Pages of the shop's editors.
    "ocop_buylocal.HomePage": "what editors publish",
    "ocop_buylocal.CollectionPage": "what editors publish",
    "address.Country": "the world",
    "analytics.ProductRecord": "numbers",
    "auth.Group": "roles of staff",
    "auth.Permission": "rights",
    "catalogue.AttributeOption": "made by staff",
    "catalogue.AttributeOptionGroup": "made by staff",
    "catalogue.Category": "made by staff",
    "catalogue.Option": "made by staff",
    "catalogue.ProductAttribute": "made by staff",
    "catalogue.ProductAttributeValue": "facts of a product",
    "catalogue.ProductCategoryHierarchy": "keys",
    "catalogue.ProductClass": "made by staff",
    "communication.CommunicationEventType": "templates of letters",
    "order.OrderDiscount": "offers of the shop",
    "order.OrderStatusChange": "states",
    "order.LinePrice": "prices",
    "order.PaymentEvent": "sums, and references of the payment",
    "order.PaymentEventType": "made by staff",
    "order.ShippingEventType": "made by staff",
    "order.Surcharge": "prices",
    "partner.StockAlert": "numbers",
    "payment.Source": "sums, and references of the payment",
    "payment.SourceType": "made by staff",
    "payment.Transaction": "sums, and references of the payment",
    "voucher.Voucher": "made by staff",
    "voucher.VoucherSet": "made by staff",
}


def may_hold_somebody(model) -> bool:
    user = settings.AUTH_USER_MODEL
    return any(
        (isinstance(field, _WORDS) and not field.choices)
        or (field.is_relation and field.related_model and field.related_model._meta.label == user)
        for field in model._meta.concrete_fields
    )


def tables() -> list:
    found = [m for m in apps.get_models() if m._meta.app_label.startswith("ocop_") or m._meta.app_label in OSCARS]
    return [model for model in found if may_hold_somebody(model)]


def claimed() -> list[str]:
    return [label for holder in personal.holders() for label in holder.tables]


def test_every_table_that_may_hold_somebody_is_answered_for():
    undecided = [model._meta.label for model in tables() if model._meta.label not in {*claimed(), *NOBODY}]
    assert undecided == [], "register a holder (core.personal), or say here why nobody is in it"


def test_no_table_has_two_holders_and_none_is_an_exception_too():
    assert sorted(claimed()) == sorted({*claimed()} - NOBODY.keys())


def test_the_tables_that_are_named_exist():
    known = {model._meta.label for model in apps.get_models()}
    assert {*claimed(), *NOBODY} - known == set()


def test_holders_say_how_long():
    assert [holder.name for holder in personal.holders() if not holder.stays().strip() or not str(holder.title)] == []
