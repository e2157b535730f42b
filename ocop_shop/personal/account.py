"""What Oscar holds of somebody with an account, and of an address without one: who it is, and what it left behind."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from django.apps import apps
from django.contrib.auth import get_user_model
from django.contrib.auth.hashers import make_password
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from oscar.core.loading import get_model

from ocop_shop.core import personal
from ocop_shop.core.afterwards import after_commit
from ocop_shop.core.personal import Fates, Person, Row

NOBODY = "erased-{key}"
"""What an account is called once its person was taken out of it."""
_NO_MAIL = "@erased.invalid"
Mine = Callable[[Person], Any]


# --- the account itself ---------------------------------------------------------------------------------------------


def _profile(person: Person) -> Iterator[Row]:
    if person.user:
        names = [field.name for field in _texts(person.user) if field.name != "password"]
        yield from personal.rows_of([person.user], *names, "date_joined", "last_login")


def _empty(person: Person) -> Fates:
    """Nobody can sign in with the account any more, wherever they still are, and nothing in it says whose it was.

    The row stays: what was done under its key stays told apart from what others did.
    """
    user = person.user
    if user is None or is_erased(user):
        return {}
    nobody = NOBODY.format(key=user.pk)
    for field in _texts(user):
        if isinstance(field, models.FileField):
            _drop_file(getattr(user, field.name))
        mail = f"{nobody}{_NO_MAIL}" if isinstance(field, models.EmailField) and field.unique else ""
        setattr(user, field.name, mail or (nobody if field.unique else None if field.null else ""))
    # Another password ends every session of the account with its next request.
    user.password, user.is_active, user.last_login = make_password(None), False, None
    user.save()
    user.groups.clear()
    user.user_permissions.clear()
    _remove_avatar(user)
    return personal.count(anonymised=1)


def is_erased(user: Any) -> bool:
    """Whether the person was taken out of this account."""
    return str(user.get_username()).removesuffix(_NO_MAIL) == NOBODY.format(key=user.pk)


def _texts(user: Any) -> list[Any]:
    kinds = (models.CharField, models.TextField, models.FileField)
    return [field for field in user._meta.concrete_fields if isinstance(field, kinds) and not field.choices]


def _remove_avatar(user: Any) -> None:
    """Wagtail keeps a picture and settings of those who worked in its admin."""
    if apps.is_installed("wagtail.users"):
        for profile in apps.get_model("wagtailusers", "UserProfile").objects.filter(user=user):
            _drop_file(profile.avatar)
            profile.delete()


def _drop_file(file: Any) -> None:
    if file:
        after_commit(file.storage.delete, file.name)


def _works_here(person: Person) -> list[str]:
    is_staff = person.user is not None and (person.user.is_staff or person.user.is_superuser)
    return [_("This account works for the shop. The shop has to end that first.")] if is_staff else []


# --- what it left behind --------------------------------------------------------------------------------------------


def _of(app: str, model: str, owner: str, email: str = "") -> Mine:
    """Rows of an account by `owner`, and those that carry the proven address in `email` and belong to no account."""

    def mine(person: Person) -> Any:
        wanted = Q(**{owner: person.user}) if person.user else Q(pk__in=())
        if email and person.email:
            wanted |= Q(**{f"{email}__iexact": person.email, owner: None})
        return get_model(app, model).objects.filter(wanted).order_by("pk")

    return mine


def _erase(*several: Mine) -> Callable[[Person], Fates]:
    def erase(person: Person) -> Fates:
        number = 0
        for mine in several:
            number += mine(person).count()
            mine(person).delete()
        return personal.count(erased=number)

    return erase


def _tell(*several: tuple[Mine, tuple[Any, ...], tuple[str, ...]]) -> Callable[[Person], Iterator[Row]]:
    """Rows with their fields; the last of three are rows to be fetched with them."""

    def tell(person: Person) -> Iterator[Row]:
        for mine, fields, joined in several:
            rows = mine(person)
            yield from personal.rows_of(rows.select_related(*joined) if joined else rows, *fields)

    return tell


def _title(at: str = "product") -> tuple[str, Any]:
    return f"{at}__get_title", gettext_lazy("Product")


_addresses = _of("address", "UserAddress", "user")
_baskets = _of("basket", "Basket", "owner")
_basket_lines = _of("basket", "Line", "basket__owner")
_mails = _of("communication", "Email", "user", "email")
_notices = _of("communication", "Notification", "recipient")
_alerts = _of("customer", "ProductAlert", "user", "email")
_wishes = _of("wishlists", "WishList", "owner")
_wish_lines = _of("wishlists", "Line", "wishlist__owner")
_cards = _of("payment", "Bankcard", "user")
_views = _of("analytics", "UserProductView", "user")
_searches = _of("analytics", "UserSearch", "user")
_records = _of("analytics", "UserRecord", "user")
_STREET = ("first_name", "last_name", "line1", "line2", "line3", "line4", "state", "postcode", "phone_number", "notes")


def _shared(person: Person) -> Any:
    rows = get_model("wishlists", "WishListSharedEmail").objects
    return rows.filter(email__iexact=person.email) if person.email else rows.none()


def _while_account() -> str:
    return _("Kept as long as the account, or until you delete it.")


_IN_BASKETS = (_basket_lines, (_title(), "quantity", "date_created"), ("product__parent",))
_ON_LISTS = (_wish_lines, (_title(), "quantity", "wishlist__name"), ("product__parent", "wishlist"))
_SEEN = (_views, (_title(), "date_created"), ("product__parent",))
HOLDERS = (
    personal.Holder(
        "account",
        gettext_lazy("Account"),
        stays=lambda: _("Kept as long as the account. After an erasure an empty row with a number stays."),
        tables=(get_user_model()._meta.label, "sessions.Session", "wagtailusers.UserProfile"),
        of_person=_profile,
        erase_person=_empty,
        holds_up_person=_works_here,
    ),
    personal.Holder(
        "addresses",
        gettext_lazy("Addresses"),
        stays=_while_account,
        tables=("address.UserAddress",),
        of_person=_tell((_addresses, _STREET, ())),
        erase_person=_erase(_addresses),
    ),
    personal.Holder(
        "baskets",
        gettext_lazy("Baskets"),
        stays=_while_account,
        tables=("basket.Basket", "basket.Line", "basket.LineAttribute"),
        of_person=_tell(_IN_BASKETS),
        erase_person=_erase(_baskets),
    ),
    personal.Holder(
        "mail",
        gettext_lazy("E-mails and notices from the shop"),
        stays=_while_account,
        tables=("communication.Email", "communication.Notification"),
        of_person=_tell(
            (_mails, ("date_sent", "email", "subject", "body_text"), ()),
            (_notices, ("date_sent", "subject", "body"), ()),
        ),
        erase_person=_erase(_mails, _notices),
    ),
    personal.Holder(
        "alerts",
        gettext_lazy("Alerts about products"),
        stays=_while_account,
        tables=("customer.ProductAlert",),
        of_person=_tell((_alerts, (_title(), "email", "status", "date_created"), ("product__parent",))),
        erase_person=_erase(_alerts),
    ),
    personal.Holder(
        "wishlists",
        gettext_lazy("Wish lists"),
        stays=_while_account,
        tables=("wishlists.WishList", "wishlists.Line", "wishlists.WishListSharedEmail"),
        of_person=_tell((_wishes, ("name", "visibility", "date_created"), ()), _ON_LISTS),
        erase_person=_erase(_wishes, _shared),
    ),
    personal.Holder(
        "cards",
        gettext_lazy("Saved cards"),
        stays=_while_account,
        tables=("payment.Bankcard",),
        of_person=_tell((_cards, ("card_type", "name", "number", "expiry_date"), ())),
        erase_person=_erase(_cards),
    ),
    personal.Holder(
        "looked_at",
        gettext_lazy("What you looked at and searched for"),
        stays=_while_account,
        tables=("analytics.UserProductView", "analytics.UserRecord", "analytics.UserSearch"),
        of_person=_tell(_SEEN, (_searches, ("query", "date_created"), ())),
        erase_person=_erase(_views, _searches, _records),
    ),
)
