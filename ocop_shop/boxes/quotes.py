"""Asking what many boxes cost: a shopper asks, staff answer, and it is closed. Atomic, audited, safe to repeat."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.apps import apps
from django.db import transaction
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from oscar.core.loading import get_model

from ocop_shop.auditing import actions as audit
from ocop_shop.core import clock, text
from ocop_shop.core.afterwards import after_commit

from . import contents, letters
from .abstract_models import QuoteState
from .exceptions import BoxError

LEAST = 10
"""Boxes from which on a quote is asked for; fewer are bought as they are."""
MOST = 100_000
MOST_BUDGET = 10**12
LONGEST = 2000
SAME_AGAIN = timedelta(minutes=10)
"""Within this time the same request is the same click."""


@dataclass(frozen=True)
class Wish:
    """What somebody asks for, and how to reach them: by telephone, by e-mail or both."""

    quantity: int
    name: str
    phone: str = ""
    email: str = ""
    budget: int | None = None
    wanted_on: date | None = None
    words: str = ""


@transaction.atomic
def ask(box: Any, wish: Wish, *, actor: Any = None) -> Any:
    """Keep a request for a quote for many of `box`, in the language in force; returns it. Staff are told by mail.

    The same again within ten minutes is the same request. Raises `BoxError`, and nothing is written.
    """
    kept = get_model("catalogue", "Product").objects.select_for_update(no_key=True).get(pk=box.pk)
    if not contents.parts_of(kept):
        raise BoxError(_("This is no gift box."))
    values = _values(wish)
    requests = apps.get_model("ocop_boxes", "QuoteRequest").objects
    known = requests.filter(box=kept, asked_at__gte=clock.now() - SAME_AGAIN, state=QuoteState.NEW, **values).first()
    if known:
        return known
    language = (get_language() or "vi")[:10]
    request = requests.create(box=kept, title=kept.get_title()[:255], language=language, asked_at=clock.now(), **values)
    # Neither name nor address: an entry cannot be deleted.
    audit.record("quote.asked", _subject(request), actor=actor, after={"box": kept.pk, "quantity": wish.quantity})
    after_commit(letters.tell_staff, request)
    return request


@transaction.atomic
def answer(request: Any, words: str, *, actor: Any = None) -> Any:
    """Answer a request; returns it. Who asked is written to in their language, where they left an e-mail address.

    The same answer again changes nothing. Raises `BoxError` without words, and for a request that is closed or was
    answered otherwise: that letter is out.
    """
    kept, told = _locked(request), text.clean_lines(words)[:LONGEST]
    if not told:
        raise BoxError(_("Write an answer first."))
    if kept.state != QuoteState.NEW:
        if kept.answer == told:
            return kept
        raise BoxError(_("This request is answered or closed already. Call, or write from your own mailbox."))
    kept.state, kept.answer, kept.answered_at = QuoteState.ANSWERED, told, clock.now()
    kept.save(update_fields=["state", "answer", "answered_at"])
    audit.record("quote.answered", _subject(kept), actor=actor, after={"state": kept.state})
    after_commit(letters.tell_asker, kept)
    return kept


@transaction.atomic
def close(request: Any, *, actor: Any = None) -> bool:
    """There is nothing more to do about a request. False when it was closed before."""
    kept = _locked(request)
    if kept.state == QuoteState.CLOSED:
        return False
    before, kept.state = kept.state, QuoteState.CLOSED
    kept.save(update_fields=["state"])
    audit.record("quote.closed", _subject(kept), actor=actor, before={"state": before}, after={"state": kept.state})
    return True


def _values(wish: Wish) -> dict[str, Any]:
    if not LEAST <= wish.quantity <= MOST:
        raise BoxError(_("A quote is for %(least)d boxes or more.") % {"least": LEAST})
    values = {
        "quantity": wish.quantity,
        "name": text.clean(wish.name)[:100],
        "phone": text.clean(wish.phone)[:30],
        "email": wish.email.strip()[:254],
        "budget": wish.budget,
        "wanted_on": wish.wanted_on,
        "words": text.clean_lines(wish.words)[:LONGEST],
    }
    if not values["name"]:
        raise BoxError(_("Please say your name."))
    if not (values["phone"] or values["email"]):
        raise BoxError(_("Please leave a telephone number or an e-mail address, so that we can answer."))
    if wish.wanted_on and wish.wanted_on < clock.today():
        raise BoxError(_("This day is over."))
    return values


def _locked(request: Any) -> Any:
    return apps.get_model("ocop_boxes", "QuoteRequest").objects.select_for_update().get(pk=request.pk)


def _subject(request: Any) -> str:
    return f"quote:{request.pk}"
