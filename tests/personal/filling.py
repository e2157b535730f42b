"""Somebody who has left a word of their own in every place of the shop, and a search for it in the whole database."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path
from typing import Any

from django.apps import apps
from django.conf import settings
from django.core.files.base import ContentFile
from django.db import connection
from oscar.core.loading import get_model

from ocop_shop.accounts.actions import record
from ocop_shop.asking import actions as asking
from ocop_shop.boxes.models import QuoteState
from ocop_shop.core import clock
from ocop_shop.core.private_storage import private_storage
from ocop_shop.ordering import returning
from ocop_shop.ordering.destinations import ensure_country
from ocop_shop.oversight import doubts
from ocop_shop.payments import actions as payments
from ocop_shop.payments.provider import News
from ocop_shop.producers import actions as producers
from ocop_shop.producers.actions import IdentityFacts
from ocop_shop.proposals import actions as proposals
from ocop_shop.test import factories
from tests.accounts.selling import buy, send
from tests.asking.buying import review_of
from tests.payments.paying import transferred

MARK = "Dấuriêng"
EMAIL = "dau.rieng@example.com"
BANK = "bank-transfer"
# What says who somebody is, as it may stand anywhere: the word itself, and the address.
WORDS = (MARK, "dau.rieng")


def street() -> dict[str, Any]:
    return {
        "first_name": MARK,
        "last_name": MARK,
        "line1": MARK,
        "line2": MARK,
        "line3": MARK,
        "line4": "Xã Tam Ngãi",
        "state": "Vĩnh Long",
        "phone_number": "+84912345678",
        "notes": MARK,
        "country": ensure_country(),
    }


def ended_order(maker: Any, *, user: Any = None, email: str = "", words: str = MARK) -> Any:
    """An order that was paid, sent and entered long ago, with the words of whoever bought wherever they may stand."""
    order = buy((factories.make_product(price=100_000, stock=50, producer=maker), 2), user=user)
    attempt = order.payment_attempts.get()
    payments.take(BANK, News(**{**vars(transferred(attempt, key=f"FT{attempt.pk}")), "text": f"{words} mua hang"}))
    order.refresh_from_db()
    send(order)
    said = {name: words if value == MARK else value for name, value in street().items()}
    order.shipping_address = get_model("order", "ShippingAddress").objects.create(**said)
    billing = {name: value for name, value in said.items() if name not in {"phone_number", "notes"}}
    order.billing_address = get_model("order", "BillingAddress").objects.create(**billing)
    order.guest_email = email
    order.save()
    returning.ask(order, f"{words}: vỡ một hũ", actor=user)
    get_model("order", "OrderNote").objects.filter(order=order).update(date_created="2020-01-01T00:00:00Z")
    order.notes.create(message=f"Gọi {words}", user=None)
    order.shipping_events.update(notes=words)
    order.lines.update(partner_line_notes=words)
    order.lines.first().attributes.create(type="Lời chúc", value=f"Tặng {words}")
    apps.get_model("ocop_delivery", "Dispatch").objects.filter(order=order).update(tracking=words)
    refund = payments.ask_refund(attempt, Decimal(1_000), actor=None, reason=f"trả {words}")
    payments.carry_out(refund)
    photo = ContentFile(words.encode(), name="dau.rieng.jpg" if words == MARK else "khac.jpg")
    asking.thank(order, maker, f"{words} cảm ơn.", name=words, may_show=True, picture=photo)
    record(order)
    return order


def fill_account(user: Any, maker: Any) -> Any:
    """Everything that somebody with an account can leave; returns the order."""
    get_model("address", "UserAddress").objects.create(user=user, **street())
    product = factories.make_product(producer=maker)
    basket = get_model("basket", "Basket").objects.create(owner=user)
    line = basket.lines.create(product=product, stockrecord=product.stockrecords.get(), line_reference="x", quantity=1)
    option = get_model("catalogue", "Option").objects.create(name="Lời chúc")
    line.attributes.create(option=option, value=MARK)
    letters = get_model("communication", "Email").objects
    letters.create(user=user, email=EMAIL, subject=MARK, body_text=MARK, body_html=MARK)
    get_model("communication", "Notification").objects.create(recipient=user, subject=MARK, body=MARK)
    get_model("customer", "ProductAlert").objects.create(user=user, product=product)
    wishes = get_model("wishlists", "WishList").objects.create(owner=user, name=MARK)
    wishes.lines.create(product=product, title=MARK)
    wishes.shared_emails.create(email=EMAIL)
    get_model("payment", "Bankcard").objects.create(
        user=user, card_type="Visa", name=MARK, number="4111111111111111", expiry_date="2030-01-01"
    )
    get_model("analytics", "UserSearch").objects.create(user=user, query=MARK)
    get_model("analytics", "UserProductView").objects.create(user=user, product=product)
    review_of(product, MARK, user=user, body=MARK, name=MARK, email=EMAIL)
    other = review_of(factories.make_product(producer=maker))
    other.votes.create(user=user, delta=1)
    question = asking.publish(asking.ask(product, f"{MARK}?", MARK, author=user), actor=None)
    asking.answer(question, "Được.", producer=maker, actor=None)
    draft = proposals.begin("joining", f"joining:{user.pk}", values={"legal_name": MARK}, author=user)
    proposals.add_file(draft, "licence", ContentFile(MARK.encode(), name="giay.pdf"), actor=user, is_picture=False)
    return ended_order(maker, user=user)


def fill_address(maker: Any) -> Any:
    """Everything that somebody can leave under an address without an account; returns the order."""
    product = factories.make_product(producer=maker)
    get_model("communication", "Email").objects.create(email=EMAIL, subject=MARK, body_text=MARK)
    get_model("customer", "ProductAlert").objects.create(email=EMAIL, product=product, key="x" * 8)
    review_of(product, MARK, body=MARK, name=MARK, email=EMAIL)
    apps.get_model("ocop_boxes", "QuoteRequest").objects.create(
        title="Hộp", quantity=9, name=MARK, phone="0912345678", email=EMAIL, words=MARK, language="vi",
        state=QuoteState.ANSWERED, answer=MARK, asked_at=clock.now(),
    )  # fmt: skip
    doubts.report(factories.make_certificate(), "Tem in sai số sao.", f"0912 345 678; {EMAIL}")
    producers.invite(maker, EMAIL, "packer")
    return ended_order(maker, email=EMAIL)


def fill_producer(producer: Any, owner: Any) -> Any:
    """Everything that a producer can leave; returns an order of its goods."""
    for field in ("name_en", "brand", "address_as_printed", "story", "story_en", "representative"):
        setattr(producer, field, MARK)
    producer.story_parts = [{"id": "1", "type": "text", "value": {"text": MARK}}]
    producer.phone, producer.email, producer.website = "0912345678", EMAIL, "https://dau.rieng.vn/"
    producer.publish_phone = producer.publish_email = True
    producer.save()
    producers.add_member(producer, owner, "owner")
    producers.invite(producer, EMAIL, "packer")
    image = ContentFile(MARK.encode(), name=f"{'dau.rieng'}.webp")
    producer.pictures.create(image=image, caption=MARK, alt=MARK)
    producer.people.create(name=MARK, role=MARK, quote=MARK, consent_note=MARK, picture=image, consent=True)
    producer.awards.create(title=MARK, issuer=MARK)
    producer.ip_rights.create(kind="trademark", name=MARK, number=MARK)
    producer.points_of_sale.create(name=MARK, address=MARK, phone="0912345678")
    producers.identify(
        producer,
        IdentityFacts("Hộ Sổ Sách", "household", "0101234567", "Chủ Sổ Sách", bank="970436", account="123456"),
    )
    draft = proposals.begin(
        "profile", f"producer:{producer.pk}", values={"story": MARK}, author=owner, producer=producer
    )
    proposals.add_file(draft, "pictures", ContentFile(MARK.encode(), name="anh.webp"), actor=owner)
    apps.get_model("ocop_delivery", "Way").objects.create(producer=producer, kind="pickup", name=MARK, where=MARK)
    apps.get_model("ocop_supply", "Pause").objects.create(
        producer=producer, begins_on="2035-01-01", note=MARK, created_at=clock.now()
    )
    product = factories.make_product(producer=producer)
    question = asking.publish(asking.ask(product, "Ngọt không?", "Lan"), actor=None)
    asking.answer(question, f"{MARK} trả lời.", producer=producer, actor=owner)
    asking.reply(review_of(product), f"{MARK} cảm ơn.", producer=producer, actor=owner)
    certificate = factories.make_certificate(product)
    apps.get_model("ocop_oversight", "Contact").objects.create(
        certificate=certificate, at=clock.now(), channel="phone", outcome="reached", note=MARK
    )
    return ended_order(producer, email="khach@example.com", words="Khách Khác")


# --- looking for it -------------------------------------------------------------------------------------------------


def found() -> dict[str, list[str]]:
    """Tables in which a word of it stands, each with the columns: all of the database, as text."""
    tables: dict[str, list[str]] = {}
    for model in apps.get_models(include_auto_created=True):
        if model._meta.proxy or not model._meta.managed:
            continue
        for column in [field.column for field in model._meta.local_concrete_fields]:
            if _stands_in(model._meta.db_table, column):
                tables.setdefault(model._meta.label, []).append(column)
    return tables


def _stands_in(table: str, column: str) -> bool:
    name = connection.ops.quote_name
    # JSON may be written with escapes.
    words = {form for word in WORDS for form in (word, word.encode("unicode_escape").decode().replace("\\x", "\\u00"))}
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT CAST({name(column)} AS TEXT) FROM {name(table)}")
        return any(word in str(value) for (value,) in cursor.fetchall() for word in words)


def files() -> list[str]:
    """Files in the public and in the private folder with the word in their name or in what they hold."""
    folders = [Path(settings.MEDIA_ROOT), Path(private_storage().location)]  # type: ignore[attr-defined]
    every = [path for folder in folders if folder.exists() for path in folder.rglob("*") if path.is_file()]
    return sorted(path.name for path in every if "dau.rieng" in path.name or MARK.encode() in path.read_bytes())


def sums(order: Any) -> list[Any]:
    """What an order comes to, with its lines and its payments."""
    order.refresh_from_db()
    lines = list(order.lines.order_by("pk").values_list("title", "quantity", "line_price_incl_tax", "status"))
    paid = list(order.payment_attempts.order_by("pk").values_list("amount", "received", "refunded", "state"))
    return [order.number, order.total_incl_tax, order.status, order.date_placed, lines, paid]
