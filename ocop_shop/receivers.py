"""Oscar's signals and our announcements, heard in this one place: they lead to fresh listing rows and to letters."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from django.apps import apps
from django.db import DEFAULT_DB_ALIAS, connections
from django.db.models.signals import m2m_changed, post_delete, post_migrate, post_save, pre_migrate
from oscar.core.loading import get_class, get_model

from ocop_shop.accounts import actions as accounts
from ocop_shop.asking.notices import note_review
from ocop_shop.certification.signals import standing_changed
from ocop_shop.core.afterwards import after_commit
from ocop_shop.delivery import letters as about_parcels
from ocop_shop.delivery import notices
from ocop_shop.delivery.signals import parcel_sent
from ocop_shop.discovery import actions, tally, triggers
from ocop_shop.fulfilment import letters as to_the_buyer
from ocop_shop.fulfilment.signals import lines_cancelled
from ocop_shop.ordering import guard
from ocop_shop.ordering import letters as to_the_shop
from ocop_shop.ordering.signals import (
    order_cancelled,
    order_cancelling,
    order_confirmed,
    order_confirming,
    return_asked,
)
from ocop_shop.ordering.states import COMPLETE, SHIPPED
from ocop_shop.payments import letters
from ocop_shop.payments.signals import attempt_paid, order_expired, refund_done
from ocop_shop.proposals import letters as proposal_letters
from ocop_shop.proposals.signals import proposal_decided, proposal_submitted
from ocop_shop.supply.signals import rest_changed

_ID = "ocop_shop.{}"


def connect() -> None:
    """Listen to everything a listing row is made of, and to `migrate`, after which triggers are made."""
    discovery = apps.get_app_config("ocop_discovery")
    pre_migrate.connect(_before_migrating, sender=discovery, dispatch_uid=_ID.format("before_migrating"))
    post_migrate.connect(_after_migrating, sender=discovery, dispatch_uid=_ID.format("after_migrating"))
    product = get_model("catalogue", "Product")
    for model in (get_model("partner", "StockRecord"), get_model("catalogue", "ProductImage")):
        for signal in (post_save, post_delete):
            signal.connect(_part_changed, sender=model, dispatch_uid=_ID.format(model.__name__))
    provenance = apps.get_model("ocop_producers", "Provenance")
    for signal in (post_save, post_delete):
        signal.connect(_part_changed, sender=provenance, dispatch_uid=_ID.format("provenance"))
    post_delete.connect(_product_deleted, sender=product, dispatch_uid=_ID.format("product_deleted"))
    post_save.connect(_product_saved, sender=product, dispatch_uid=_ID.format("product"))
    m2m_changed.connect(_categories_changed, sender=product.categories.through, dispatch_uid=_ID.format("categories"))
    product_category = get_model("catalogue", "ProductCategory")
    for signal in (post_save, post_delete):
        signal.connect(_part_changed, sender=product_category, dispatch_uid=_ID.format("product_category"))
    post_save.connect(
        _producer_saved, sender=apps.get_model("ocop_producers", "Producer"), dispatch_uid=_ID.format("producer")
    )
    standing_changed.connect(_standing_changed, dispatch_uid=_ID.format("standing"))
    rest_changed.connect(_rest_changed, dispatch_uid=_ID.format("rest"))
    _connect_notices()
    _connect_letters()
    _connect_accounts()


def _connect_notices() -> None:
    """Listen to what producers are told, in the transaction in which it happens."""
    order_confirming.connect(_order_confirming, dispatch_uid=_ID.format("order_confirming"))
    order_cancelling.connect(_order_cancelling, dispatch_uid=_ID.format("order_cancelling"))
    post_save.connect(
        _review_saved, sender=get_model("reviews", "ProductReview"), dispatch_uid=_ID.format("review_saved")
    )


def _connect_letters() -> None:
    """Listen to what letters are written about."""
    order_confirmed.connect(_order_confirmed, dispatch_uid=_ID.format("order_confirmed"))
    order_cancelled.connect(_order_cancelled, dispatch_uid=_ID.format("order_cancelled"))
    return_asked.connect(_return_asked, dispatch_uid=_ID.format("return_asked"))
    parcel_sent.connect(_parcel_sent, dispatch_uid=_ID.format("parcel_sent"))
    lines_cancelled.connect(_lines_cancelled, dispatch_uid=_ID.format("lines_cancelled"))
    attempt_paid.connect(_attempt_paid, dispatch_uid=_ID.format("attempt_paid"))
    order_expired.connect(_order_expired, dispatch_uid=_ID.format("order_expired"))
    proposal_submitted.connect(_proposal_submitted, dispatch_uid=_ID.format("proposal_submitted"))
    proposal_decided.connect(_proposal_decided, dispatch_uid=_ID.format("proposal_decided"))


def _connect_accounts() -> None:
    """Listen to what producers are owed by."""
    refund_done.connect(_refund_done, dispatch_uid=_ID.format("refund_done"))
    # An order that is complete takes its lines along, of which Oscar tells nothing.
    get_class("order.signals", "order_status_changed").connect(_order_moved, dispatch_uid=_ID.format("order_moved"))
    get_class("order.signals", "order_line_status_changed").connect(_line_moved, dispatch_uid=_ID.format("line_moved"))


def _before_migrating(using: str, plan: Collection[Any] = (), **_kwargs: Any) -> None:
    """SQLite makes a table anew to change it and stumbles over triggers that name it."""
    if plan and connections[using].vendor == "sqlite":
        triggers.remove(connections[using])
        guard.remove(connections[using])


def _after_migrating(using: str, **_kwargs: Any) -> None:
    """Triggers are made when all tables are there, in the database that lists are read from."""
    if using == DEFAULT_DB_ALIAS and triggers.can_be_made(connections[using]):
        # Migrations may have changed products meanwhile, and another process too.
        triggers.catch_up(connections[using], triggers.install(connections[using]))
        tally.recount()
        guard.install(connections[using])


def _product_saved(instance: Any, raw: bool = False, **_kwargs: Any) -> None:
    if not raw:
        actions.refresh_after_commit([instance.pk])


def _part_changed(instance: Any, raw: bool = False, origin: Any = None, **_kwargs: Any) -> None:
    """A stock record, picture, category or provenance of a product was saved or deleted."""
    products = get_model("catalogue", "Product")
    if raw or isinstance(origin, products) or getattr(origin, "model", None) is products:
        return  # the product itself is going, its row goes with it
    actions.refresh_after_commit([instance.product_id])


def _product_deleted(instance: Any, **_kwargs: Any) -> None:
    """A variant is gone: the product it was of may have another price now, or none."""
    if instance.parent_id:
        actions.refresh_after_commit([instance.parent_id])


def _categories_changed(
    action: str, instance: Any, reverse: bool, pk_set: Collection[int] | None, **_kwargs: Any
) -> None:
    if action not in {"post_add", "post_remove", "post_clear"}:
        return
    actions.refresh_after_commit(pk_set or () if reverse else [instance.pk])


def _producer_saved(instance: Any, created: bool, raw: bool = False, **_kwargs: Any) -> None:
    if not raw and not created:
        actions.refresh_after_commit(instance.provenances.values_list("product_id", flat=True))


def _standing_changed(product_ids: Collection[int], **_kwargs: Any) -> None:
    actions.refresh_after_commit(product_ids)


def _rest_changed(product_ids: Collection[int], **_kwargs: Any) -> None:
    actions.refresh_after_commit(product_ids)


def _order_confirming(order: Any, **_kwargs: Any) -> None:
    notices.note_new(order)


def _order_cancelling(order: Any, **_kwargs: Any) -> None:
    notices.note_cancelled(order)


def _review_saved(instance: Any, raw: bool = False, **_kwargs: Any) -> None:
    if not raw:
        note_review(instance)


def _order_confirmed(order: Any, **_kwargs: Any) -> None:
    notices.tell_makers(order)


def _order_cancelled(order: Any, **_kwargs: Any) -> None:
    notices.tell_cancelled(order)


def _return_asked(order: Any, note: Any, **_kwargs: Any) -> None:
    to_the_shop.tell_return_asked(order, note)


def _parcel_sent(dispatch: Any, **_kwargs: Any) -> None:
    about_parcels.tell_sent(dispatch)


def _lines_cancelled(order: Any, producer: Any, lines: Any, reason: str, money: Any, **_kwargs: Any) -> None:
    to_the_shop.tell_lines_cancelled(order, producer, lines, reason)
    to_the_buyer.tell_cancelled(order, producer, lines, reason, money)


def _attempt_paid(attempt: Any, **_kwargs: Any) -> None:
    letters.tell_paid(attempt)
    accounts.record(attempt.order)


def _order_expired(attempt: Any, **_kwargs: Any) -> None:
    letters.tell_expired(attempt)


def _proposal_submitted(proposal: Any, **_kwargs: Any) -> None:
    proposal_letters.tell_submitted(proposal)


def _proposal_decided(proposal: Any, **_kwargs: Any) -> None:
    proposal_letters.tell_decided(proposal)


def _refund_done(refund: Any, **_kwargs: Any) -> None:
    accounts.record(refund.attempt.order)


def _order_moved(order: Any, new_status: str, **_kwargs: Any) -> None:
    if new_status == COMPLETE:
        _enter_after_commit(order)


def _line_moved(line: Any, new_status: str, **_kwargs: Any) -> None:
    if new_status == SHIPPED:
        _enter_after_commit(line.order)


def _enter_after_commit(order: Any) -> None:
    """What producers are owed follows when the act is done; what fails here, `ocop_close_month` catches up with."""
    after_commit(accounts.record, order)
