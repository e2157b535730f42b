"""A buyer thanks the producer; staff let through what may be shown; the producer shows it. Atomic, audited, repeatable.

Whether somebody is the buyer, or may decide or show, is asked by the caller; what was bought of whom is asked here.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.apps import apps
from django.db import transaction
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from ocop_shop.asking import letters, notices
from ocop_shop.asking.buyers import makers_that_sent
from ocop_shop.asking.exceptions import AskingError
from ocop_shop.asking.models import ThanksState
from ocop_shop.auditing import actions as audit
from ocop_shop.core import clock
from ocop_shop.core.afterwards import after_commit
from ocop_shop.ordering.actions import locked

from .written import LONGEST_NAME, named, reason_in, told_in

LONGEST_THANKS = 500


@transaction.atomic
def thank(
    order: Any, producer: Any, words: str, *, name: str, may_show: bool, picture: Any = None, actor: Any = None
) -> Any:
    """Keep what the buyer of `order` says to `producer`, in the language in force; returns it. The producer is told.

    `picture` is one that `core.pictures` has drawn anew. With `may_show` it waits for the shop, and the producer may
    show it once it is let through; without, it stays between the two. There is one for each order and producer: the
    same again is the same one. Raises `AskingError`, also where nothing of the producer was sent yet, and nothing is
    written.
    """
    told = told_in(words, LONGEST_THANKS, _("Write your thanks."))
    problem = _("Say under which name your thanks stand, in at most %(most)d characters.")
    called = named(name, problem % {"most": LONGEST_NAME})
    kept, rows = locked(order), apps.get_model("ocop_asking", "Thanks").objects
    if not makers_that_sent(kept).filter(pk=producer.pk).exists():
        raise AskingError(_("Nothing of this producer was sent to you yet."))
    known = rows.filter(order=kept, producer=producer).first()
    if known and (known.words, known.name, known.may_show) == (told, called, may_show):
        return known
    if known:
        raise AskingError(_("You have thanked already. Take it back first to write anew."))
    thanks = rows.create(
        order=kept,
        producer=producer,
        name=called,
        words=told,
        picture=picture or "",
        language=(get_language() or "vi")[:10],
        thanked_at=clock.now(),
        state=ThanksState.WAITING if may_show else ThanksState.PRIVATE,
    )
    # Neither name nor words: an entry cannot be deleted.
    after = {"order": kept.pk, "producer": producer.pk, "may_show": may_show, "picture": bool(picture)}
    audit.record("thanks.given", subject_of(thanks), actor=actor, after=after)
    notices.note_thanks(thanks)
    if may_show:
        after_commit(letters.tell_shop_of_thanks, thanks)
    return thanks


@transaction.atomic
def take_thanks_back(thanks: Any, *, actor: Any = None) -> bool:
    """The buyer takes it back: words and picture are deleted, wherever they were shown; False when they were before."""
    kept = _found(thanks)
    if kept is None:
        return False
    audit.record("thanks.taken_back", subject_of(kept), actor=actor, before=_standing(kept))
    drop_thanks([kept])
    return True


@transaction.atomic
def publish_thanks(thanks: Any, *, actor: Any) -> Any:
    """Let it through, also one that was declined: the producer may show it; returns it. Again changes nothing.

    Raises `AskingError` for one that is not to be shown, or was taken back.
    """
    kept = _to_be_shown(thanks)
    return kept if kept.state == ThanksState.PUBLISHED else _decided(kept, ThanksState.PUBLISHED, actor, "")


@transaction.atomic
def decline_thanks(thanks: Any, reason: str, *, actor: Any) -> Any:
    """Keep it from everybody but the producer, also where it is shown, for a `reason` that staff read; returns it.

    Again with the same reason changes nothing. Raises `AskingError` as `publish_thanks`, and without a reason.
    """
    why, kept = reason_in(reason), _to_be_shown(thanks)
    if (kept.state, kept.reason) == (ThanksState.DECLINED, why):
        return kept
    kept.shown_at, kept.shown_by = None, None
    return _decided(kept, ThanksState.DECLINED, actor, why)


@transaction.atomic
def show_thanks(thanks: Any, is_shown: bool, *, producer: Any, actor: Any) -> Any:
    """The producer puts it on its page, or takes it off; returns it. Again changes nothing.

    Raises `AskingError` for one that the shop has not let through, that is another's, or was taken back.
    """
    kept = _found(thanks)
    if kept is None or kept.producer_id != producer.pk:
        raise AskingError(_gone())
    if kept.is_on_page == is_shown:
        return kept
    if is_shown and kept.state != ThanksState.PUBLISHED:
        raise AskingError(_("This is not to be shown."))
    before = _standing(kept)
    kept.shown_at, kept.shown_by = (clock.now(), actor) if is_shown else (None, None)
    kept.save(update_fields=["shown_at", "shown_by"])
    act = "thanks.shown" if is_shown else "thanks.hidden"
    audit.record(act, subject_of(kept), actor=actor, before=before, after=_standing(kept))
    return kept


def drop_thanks(rows: Iterable[Any]) -> int:
    """Delete these rows, and their pictures once that is committed; returns how many. Belongs in a transaction."""
    listed = list(rows)
    for one in listed:
        if one.picture:
            after_commit(one.picture.storage.delete, one.picture.name)
    apps.get_model("ocop_asking", "Thanks").objects.filter(pk__in=[one.pk for one in listed]).delete()
    return len(listed)


def subject_of(thanks: Any) -> str:
    """What the audit log calls a thank-you."""
    return f"thanks:{thanks.pk}"


def _decided(thanks: Any, state: ThanksState, actor: Any, reason: str) -> Any:
    before, thanks.state = thanks.state, state
    thanks.decided_by, thanks.decided_at, thanks.reason = actor, clock.now(), reason
    thanks.save(update_fields=["state", "decided_by", "decided_at", "reason", "shown_at", "shown_by"])
    act = "thanks.published" if state == ThanksState.PUBLISHED else "thanks.declined"
    states = {"before": {"state": before}, "after": {"state": state}}
    audit.record(act, subject_of(thanks), actor=actor, reason=reason, **states)
    return thanks


def _standing(thanks: Any) -> dict[str, Any]:
    return {"state": thanks.state, "is_on_page": thanks.is_on_page}


def _to_be_shown(thanks: Any) -> Any:
    kept = _found(thanks)
    if kept is None or not kept.may_show:
        raise AskingError(_gone())
    return kept


def _gone() -> str:
    return _("This is not there any more.")


def _found(thanks: Any) -> Any | None:
    return apps.get_model("ocop_asking", "Thanks").objects.select_for_update().filter(pk=thanks.pk).first()
