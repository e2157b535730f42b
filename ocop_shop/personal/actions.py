"""What is done about personal data: handed out, erased, a producer closed. Atomic, audited, safe to repeat.

Who may ask is asked by the caller: an account for itself, whoever has shown to read an address, owners for their
producer, staff for somebody who wrote.
"""

from __future__ import annotations

from typing import Any

from django.contrib.auth import get_user_model
from django.db import transaction
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from oscar.core.loading import get_model

from ocop_shop.auditing import actions as audit
from ocop_shop.core import clock, personal, text
from ocop_shop.core.afterwards import after_commit
from ocop_shop.core.locking import one_at_a_time
from ocop_shop.core.personal import Fates, Person
from ocop_shop.producers.actions.membership import locked as locked_producer

from . import account, letters, people, requests
from .exceptions import Answered, HeldUp, PersonalError
from .goods import goods_of
from .models import Kind, State

LONGEST = 300


# --- asked ----------------------------------------------------------------------------------------------------------


@transaction.atomic
def note_export(whose: Any, *, actor: Any = None) -> Any:
    """Write down that `whose` data (a `Person` or a producer) were handed out; returns the request.

    One that staff entered from a letter stays open beside it: that letter is still to be answered.
    """
    made = _new(Kind.EXPORT, whose, actor, state=State.DONE)
    _end(made, State.DONE, actor)
    audit.record("personal.exported", made.subject, actor=actor)
    return made


@transaction.atomic
def ask(kind: Kind, whose: Any, *, actor: Any, by_letter: bool = False) -> Any:
    """Have staff do it: close a producer, or what somebody wrote a letter about; returns the request, with its clock.

    One that is open already is returned as it is.
    """
    one_at_a_time(f"personal:{_subject(whose)}")
    known = requests.rows().filter(kind=kind, subject=_subject(whose), state=State.OPEN).first()
    if known:
        return known
    made = _new(kind, whose, actor, by_letter=by_letter)
    audit.record("personal.asked", made.subject, actor=actor, after={"request": made.pk, "kind": kind})
    after_commit(letters.tell_shop, made)
    return made


@transaction.atomic
def ask_to_close(producer: Any, *, actor: Any) -> Any:
    """An owner wants a producer closed; returns the request. Raises `HeldUp` while something is under way."""
    _check(what_holds_up(producer))
    return ask(Kind.CLOSE, producer, actor=actor)


@transaction.atomic
def take_back(request: Any, *, actor: Any) -> bool:
    """Let a request go that nobody has answered; False when it is over."""
    kept = _locked(request)
    if not kept.is_open:
        return False
    _end(kept, State.WITHDRAWN, actor)
    audit.record("personal.taken_back", kept.subject, actor=actor, after={"request": kept.pk})
    return True


@transaction.atomic
def refuse(request: Any, reason: str, *, actor: Any) -> Any:
    """Answer that it cannot be done, and why; returns the request. Raises `PersonalError` without a reason."""
    kept, why = _locked(request), text.clean(reason)
    if not why or len(why) > LONGEST:
        raise PersonalError(_("Say why, in at most %(most)d characters.") % {"most": LONGEST})
    if not kept.is_open:
        raise Answered
    kept.reason = why
    _end(kept, State.REFUSED, actor)
    audit.record("personal.refused", kept.subject, actor=actor, after={"request": kept.pk})
    return kept


# --- erased ---------------------------------------------------------------------------------------------------------


def what_holds_up(whose: Any) -> list[str]:
    """Sentences that say why the data of `whose` cannot be erased yet; none when they can."""
    if isinstance(whose, Person):
        return [said for holder in personal.holders() for said in holder.holds_up_person(whose)]
    return [said for holder in personal.holders() for said in holder.holds_up_producer(whose)]


@transaction.atomic
def erase_account(user: Any, *, actor: Any = None) -> Any:
    """Erase the person behind an account; returns the request, with what became of what. Their old address is told.

    Again returns what was done then. Raises `HeldUp`, and nothing is written.
    """
    kept = get_user_model()._default_manager.select_for_update().get(pk=user.pk)
    person = people.of_user(kept)
    if account.is_erased(kept):
        done = requests.rows().filter(kind=Kind.ERASE, subject=requests.of_person(person), state=State.DONE).first()
        return done or _done(Kind.ERASE, person, {}, actor)
    to = kept.email
    made = _erase_person(person, actor)
    after_commit(letters.tell_erased, made, to, get_language() or "")
    return made


@transaction.atomic
def erase_address(email: str, *, actor: Any = None) -> Any:
    """Erase what was left under an address without an account; returns the request. Who calls knows whose it is.

    Raises `HeldUp`, and nothing is written.
    """
    person = people.of_email(email)
    one_at_a_time(f"personal:{requests.of_person(person)}")
    made = _erase_person(people.of_email(email), actor)
    after_commit(letters.tell_erased, made, person.email, get_language() or "")
    return made


@transaction.atomic
def close(producer: Any, *, actor: Any) -> Any:
    """Close a producer: nothing of it is sold or shown any more, its people are erased; returns the request.

    The register and the books keep what the law wants. Its owners are told. Again returns what was done then. Raises
    `HeldUp`, and nothing is written.
    """
    kept = locked_producer(producer)
    done = requests.rows().filter(kind=Kind.CLOSE, subject=requests.of_producer(kept), state=State.DONE).first()
    # One that was opened anew since is closed anew.
    if done and not kept.members.exists() and not goods_of(kept).filter(is_public=True).exists():
        return done
    # Who buys changes one of these rows: from here on nothing more is sold.
    records = get_model("partner", "StockRecord").objects.filter(product__in=goods_of(kept))
    list(records.order_by("pk").select_for_update().values_list("pk", flat=True))
    _check(what_holds_up(kept))
    to = sorted({*kept.members.filter(role="owner").values_list("user__email", flat=True), kept.email} - {""})
    name = kept.name
    fates = {holder.name: holder.erase_producer(kept) for holder in personal.holders()}
    made = _done(Kind.CLOSE, kept, fates, actor)
    after_commit(letters.tell_closed, made, name, to, get_language() or "")
    return made


@transaction.atomic
def carry_out(request: Any, *, actor: Any) -> Any:
    """Do what an open request asks for; returns it. Raises `Answered`, `HeldUp` or `PersonalError`."""
    kept = _locked(request)
    if not kept.is_open:
        raise Answered
    if kept.kind == Kind.CLOSE and kept.producer:
        close(kept.producer, actor=actor)
    elif kept.kind == Kind.ERASE and kept.user:
        erase_account(kept.user, actor=actor)
    elif kept.kind == Kind.ERASE and kept.email:
        erase_address(kept.email, actor=actor)
    elif kept.kind != Kind.EXPORT:
        raise PersonalError(_("What this request is about is not there any more."))
    kept.refresh_from_db()
    if kept.is_open:
        _end(kept, State.DONE, actor)
        audit.record("personal.exported", kept.subject, actor=actor, after={"request": kept.pk})
    return kept


def whose(request: Any) -> Any:
    """Whose data a request is about: a `Person`, a producer, or None where they are gone."""
    if request.producer:
        return request.producer
    if request.user:
        return people.of_user(request.user)
    return people.of_email(request.email) if request.email else None


def _erase_person(person: Person, actor: Any) -> Any:
    orders = get_model("order", "Order").objects.filter(pk__in=person.orders)
    list(orders.order_by("pk").select_for_update(of=("self",)).values_list("pk", flat=True))
    _check(what_holds_up(person))
    return _done(Kind.ERASE, person, {holder.name: holder.erase_person(person) for holder in personal.holders()}, actor)


def _check(reasons: list[str]) -> None:
    if reasons:
        raise HeldUp(reasons)


def _done(kind: Kind, whose: Any, fates: dict[str, Fates], actor: Any) -> Any:
    """The request that is open, or one that was asked for and answered at once."""
    outcome = {name: {str(fate): rows for fate, rows in became.items()} for name, became in fates.items() if became}
    made = requests.rows().filter(kind=kind, subject=_subject(whose), state=State.OPEN).first()
    made = made or _new(kind, whose, actor)
    made.outcome = outcome
    _end(made, State.DONE, actor)
    act = "personal.closed" if kind == Kind.CLOSE else "personal.erased"
    audit.record(act, made.subject, actor=actor, after={"request": made.pk, "held": outcome})
    return made


def _subject(whose: Any) -> str:
    return requests.of_person(whose) if isinstance(whose, Person) else requests.of_producer(whose)


def _new(kind: Kind, whose: Any, actor: Any, *, by_letter: bool = False, state: State = State.OPEN) -> Any:
    now, is_person = clock.now(), isinstance(whose, Person)
    rows = requests.rows()
    return rows.create(
        kind=kind,
        state=state,
        subject=_subject(whose),
        user=whose.user if is_person else None,
        producer=None if is_person else whose,
        email=whose.email if is_person and by_letter else "",
        by_letter=by_letter,
        asked_by=actor,
        asked_at=now,
        due_on=rows.model.due(now),
    )


def _end(request: Any, state: State, actor: Any) -> None:
    request.state, request.done_at, request.decided_by, request.email = state, clock.now(), actor, ""
    request.save()


def _locked(request: Any) -> Any:
    return requests.rows().select_for_update(of=("self",)).get(pk=request.pk)
