"""What a reminder says, in the reader's language and in plain words: the end, the days for filing, where, what else."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.conf import settings
from django.template.loader import render_to_string
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from ocop_shop.certification import rules, terms
from ocop_shop.certification.terms import Phase
from ocop_shop.certification.wording import article
from ocop_shop.certification.wording import day as written
from ocop_shop.core import text
from ocop_shop.core.counting import grouped

from .reminder_schedule import Due


@dataclass(frozen=True)
class Letter:
    """A plain subject in one line, and plain text."""

    subject: str
    body: str


def to_producer(dues: Sequence[Due]) -> Letter:
    """The letter to a producer about certificates that end on one day and are filed for at one place."""
    first = dues[0]
    values = {
        "producer": first.producer,
        "opening": ending(first),
        "dues": dues,
        "paragraphs": [
            part for part in (filing(first), place_of_filing(first), transition(first), after(first)) if part
        ],
        "shop": settings.OSCAR_SHOP_NAME,
    }
    return Letter(_subject(dues), render_to_string("ocop_shop/mail/reminder.txt", values).strip() + "\n")


def to_officer(dues: Sequence[Due]) -> Letter:
    """The digest for an officer: every certificate on the list with what its producer was told, and why not."""
    rows = [(due, place_of(due), told([ending(due), filing(due)]), of_the_producer(due)) for due in dues]
    subject = ngettext("OCOP: %(count)s certificate that ends", "OCOP: %(count)s certificates that end", len(dues))
    body = render_to_string("ocop_shop/mail/digest.txt", {"rows": rows, "shop": settings.OSCAR_SHOP_NAME})
    return Letter(subject % {"count": grouped(len(dues))}, body.strip() + "\n")


def notice(due: Due) -> str:
    """The reminder in a line or two, for the producer's desk."""
    return told([ending(due), filing(due), place_of_filing(due)])


def of_the_dossier(due: Due) -> str:
    """What the producer has to do about the renewal at this moment, at any day of the term."""
    if due.filed_on:
        return _("The renewal dossier was received on %(day)s.") % {"day": written(due.filed_on)}
    return told([filing(due), place_of_filing(due)])


def told(sentences: Iterable[str]) -> str:
    """Sentences one after the other, empty ones left out."""
    return " ".join(sentence for sentence in sentences if sentence)


def ending(due: Due) -> str:
    """When it ends or ended, in one sentence."""
    values = {"day": written(due.ends_on), "days": grouped(due.days_left)}
    if due.days_left < 0 and due.is_extended:
        return _("The extension has ended; its last day was %(day)s.") % values
    if due.days_left < 0:
        return _("The certificate has ended; its last day was %(day)s.") % values
    if due.days_left == 0 and due.is_extended:
        return _("The extension ends today, %(day)s.") % values
    if due.days_left == 0:
        return _("The certificate ends today, %(day)s.") % values
    if due.is_extended:
        return _("The extension ends on %(day)s; days left: %(days)s.") % values
    return _("The certificate ends on %(day)s; days left: %(days)s.") % values


def filing(due: Due) -> str:
    """The days for filing the dossier for re-evaluation, and whether they are to come, run, or have passed."""
    in_force = rules.rule_set_on(due.on)
    window = terms.filing_window(due.ends_on, in_force)
    if window is None or due.is_extended:
        return ""
    values = {"first": written(window.first), "last": written(window.last), "article": article("filing", due.on)}
    phase = terms.phase(due.ends_on, due.on, in_force)
    if phase is Phase.EARLY:
        words = _("The dossier for re-evaluation can be filed from %(first)s to %(last)s (%(article)s).")
    elif phase is Phase.OPEN:
        words = _(
            "The dossier for re-evaluation can be filed now: the window opened on %(first)s and closes on %(last)s "
            "(%(article)s)."
        )
    else:
        words = _(
            "The window for filing the dossier for re-evaluation has closed: it ran from %(first)s to %(last)s "
            "(%(article)s)."
        )
    return words % values


def place_of_filing(due: Due) -> str:
    """Where to file while one can, and else whom to ask what is possible now."""
    values = {"commune": _committee(due), "province": _office(due), "article": article("commune", due.on)}
    if due.is_extended:
        return _("Ask %(commune)s or %(province)s how far the re-evaluation is.") % values
    if _can_still_file(due):
        words = _("File it with %(commune)s (%(article)s).") % values
        days = rules.rule_set_on(due.on).answer_days
        if days is None:
            return words
        result = _("The result is due within %(days)s days of the complete dossier (%(article)s).")
        return f"{words} {result % {'days': days, 'article': article('answer', due.on)}}"
    return _("Ask %(commune)s or %(province)s what is possible now.") % values


def transition(due: Due) -> str:
    """The extension of 26/2026/QĐ-TTg art. 12.3, only where the window had closed before that decision was in force."""
    in_force = rules.rule_set_on(due.on)
    window = terms.filing_window(due.ends_on, in_force)
    latest = terms.latest_extension(due.ends_on, in_force)
    if due.is_extended or window is None or latest is None or window.last >= in_force.in_force_from:
        return ""
    return _(
        "Your window had closed before %(decision)s came into force on %(from)s. In this case the certificate may hold "
        "until the result of the re-evaluation, until %(latest)s at the latest, if the authority says so (%(article)s)."
    ) % {
        "decision": in_force.decision,
        "from": written(in_force.in_force_from),
        "latest": written(latest),
        "article": article("extension", due.on),
    }


def after(due: Due) -> str:
    """What happens without a new certificate."""
    if due.days_left < 0:
        return _("The star is no longer shown. The product can stay on sale without it.")
    return _(
        "Unless a new certificate is issued by then, the star is gone from all pages at midnight after %(day)s. "
        "The product can stay on sale without it."
    ) % {"day": written(due.ends_on)}


def of_the_producer(due: Due) -> str:
    """For staff: what the producer was told, or why nothing."""
    if due.renewed_from:
        return _("A newer certificate holds from %(day)s on; the producer is not reminded.") % {
            "day": written(due.renewed_from)
        }
    if due.filed_on:
        return _("The renewal dossier was received on %(day)s; the producer is not reminded.") % {
            "day": written(due.filed_on)
        }
    if due.producer is None:
        return _("No producer is on record: find out whose product it is.")
    if not due.producer.email:
        return _("No e-mail address of the producer is on record: please call.")
    return _("The producer is reminded by e-mail.")


def place_of(due: Due) -> str:
    """Commune and province of today, as far as they are known."""
    commune, province = commune_of(due), province_of(due)
    return ", ".join(part for part in (commune and commune.full_name, province and province.name) if part)


def province_of(due: Due) -> Any:
    """The province of today of the product, else of its producer; None where none is known."""
    commune, origin = commune_of(due), getattr(due.certificate.product, "ocop_provenance", None)
    provinces = [commune.parent] if commune else []
    provinces += [source.province for source in (origin, due.producer) if source]
    return next((place for place in provinces if place and _exists(place, due.on)), None)


def commune_of(due: Due) -> Any:
    """The commune that takes in the dossier: of the product, else of its producer; None where none exists today."""
    origin = getattr(due.certificate.product, "ocop_provenance", None)
    for source in (origin, due.producer):
        if source and source.commune and _exists(source.commune, due.on):
            return source.commune
    return None


def _subject(dues: Sequence[Due]) -> str:
    first = dues[0]
    values = {
        "what": text.clean(first.certificate.product_name),
        "day": written(first.ends_on),
        "days": grouped(first.days_left),
    }
    if len(dues) > 1:
        values["what"] = ngettext("%(count)s product", "%(count)s products", len(dues)) % {"count": grouped(len(dues))}
    if first.days_left < 0:
        return _("OCOP: %(what)s, certificate ended; last day %(day)s") % values
    if first.days_left == 0:
        return _("OCOP: %(what)s, certificate ends today, %(day)s") % values
    return _("OCOP: %(what)s, certificate ends on %(day)s (days left: %(days)s)") % values


def _can_still_file(due: Due) -> bool:
    return terms.phase(due.ends_on, due.on, rules.rule_set_on(due.on)) in {Phase.EARLY, Phase.OPEN, None}


def _committee(due: Due) -> str:
    commune = commune_of(due)
    if commune is None:
        return _("the People's Committee of your commune")
    return _("the People's Committee of %(commune)s") % {"commune": f"{commune.kind} {commune.name}"}


def _office(due: Due) -> str:
    province = province_of(due)
    if province is None:
        return _("the office in charge of OCOP of your province")
    return _("the office in charge of OCOP of %(province)s") % {"province": f"{province.kind} {province.name}"}


def _exists(place: Any, on: date) -> bool:
    return place.valid_until is None or place.valid_until >= on
