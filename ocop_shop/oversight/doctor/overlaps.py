"""Certificates of one product that cannot both be right.

A newer certificate takes over from the older one on its first day, and that the older one would have run on is no
contradiction: renewals are decided before the end. These are contradictions:

* two rows of the derived timeline share a day (the database refuses it while its guard is there);
* two decisions certify the product from the same first day: which one holds is left to the order of recording;
* a certificate calls itself the first recognition while an older one of the product still runs;
* a certificate calls itself an upgrade while an older one that still runs has as many stars or more.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from django.utils.translation import gettext as _

from ocop_shop.certification.choices import RecognitionKind
from ocop_shop.certification.life import Life, State
from ocop_shop.certification.timeline import alone, governs, period_on, precedence
from ocop_shop.certification.wording import day as written

from .dossiers import Dossier
from .findings import Finding, called, of_certificate

_OVER = {State.EXPIRED, State.REVOKED}


def overlapping(dossier: Dossier) -> Iterator[Finding]:
    """Rows that share a day, and certificates of one product that cannot both be right."""
    for row, following in pairwise(dossier.standings):
        if row.ends_on is None or row.ends_on >= following.starts_on:
            yield Finding(
                "overlapping",
                dossier.subject,
                _("Two rows say what this product may claim on %(day)s.") % {"day": written(following.starts_on)},
                _("Derive it anew: actions.rewrite_standing([%(product)s]).") % {"product": dossier.product_id},
            )
    if dossier.unreadable:
        return
    for older, newer in pairwise(sorted(filter(governs, dossier.proven), key=precedence)):
        if problem := _contradiction(dossier, older, newer):
            pair = {
                "newer": called(dossier.certificates[newer.certificate]),
                "older": called(dossier.certificates[older.certificate]),
            }
            yield Finding(
                "overlapping",
                of_certificate(newer.certificate),
                problem % pair,
                _("Look both decisions up and strike out the certificate that was recorded in error, or correct it."),
            )


def _contradiction(dossier: Dossier, older: Life, newer: Life) -> str:
    """What is wrong with one certificate following the other; empty where it is normal succession."""
    if older.valid_from == newer.valid_from:
        return _("%(newer)s and %(older)s begin on the same day by two decisions.")
    then = period_on(alone(older), newer.valid_from)
    if then is None or then.state in _OVER:
        return ""
    kind = dossier.certificates[newer.certificate].kind
    if kind == RecognitionKind.FIRST:
        return _("%(newer)s is recorded as the first recognition while %(older)s still ran.")
    if kind == RecognitionKind.UPGRADE and newer.stars <= older.stars:
        return _("%(newer)s is recorded as an upgrade and has no more stars than %(older)s, which still ran.")
    return ""
