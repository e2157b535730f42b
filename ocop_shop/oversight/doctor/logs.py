"""The register and the audit log held against each other: each event has its entry, and each entry its event."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from django.apps import apps
from django.db import connection
from django.db.migrations.recorder import MigrationRecorder
from django.utils.translation import gettext as _

from ocop_shop.auditing.verification import sentence, verify

from .dossiers import pages
from .findings import Finding, of_certificate

Entries = dict[int, tuple[str, str, dict[str, Any]]]
_ACTS = "certificate."
_FACTS = {"granted", "corrected"}


def audit_chain(noted: tuple[int, str] | None = None) -> Iterator[Finding]:
    """The audit log's chain holds, up to a head that was noted elsewhere, and nothing waits outside it for ever."""
    for broken in verify(noted).broken:
        yield Finding(
            "audit_chain",
            f"audit:{broken.position}",
            sentence(broken),
            _("Change nothing. Copy database and log files away and compare: docs/how-to/check-the-audit-log.md."),
        )
    forgotten = apps.get_model("ocop_audit", "Entry").objects.filter(seal__isnull=True, waiting__isnull=True)
    for key in forgotten.order_by("pk").values_list("pk", flat=True).iterator():
        yield Finding(
            "audit_chain",
            f"entry:{key}",
            _("This entry of the audit log is not sealed and does not wait for it: it stays outside the chain."),
            _("Somebody wrote past the log. Find out who has rights on the database, and note the entry in the audit."),
        )


def unaudited() -> Iterator[Finding]:
    """Events without an entry in the audit log. Those from before the log began are left alone."""
    since = _log_began()
    events = apps.get_model("ocop_certification", "CertificateEvent").objects
    for keys in pages(events.all() if since is None else events.filter(recorded_at__gte=since)):
        page = list(events.filter(pk__in=keys).values_list("pk", "certificate_id"))
        logged = _entries_about({certificate for _event, certificate in page})
        for event, certificate in page:
            if event not in logged:
                yield Finding(
                    "unaudited",
                    of_certificate(certificate),
                    _("Event %(event)s has no entry in the audit log.") % {"event": event},
                    _("Somebody wrote past the register. Strike the event out unless a decision is behind it."),
                )


def log_differs() -> Iterator[Finding]:
    """Entries about events that are gone, or that are no longer what was logged."""
    entries = apps.get_model("ocop_audit", "Entry").objects.filter(act__startswith=_ACTS)
    for keys in pages(entries):
        logged = _by_event(entries.filter(pk__in=keys))
        rows = apps.get_model("ocop_certification", "CertificateEvent").objects.in_bulk(list(logged))
        for key, (act, subject, after) in logged.items():
            if problem := _problem(rows.get(key), act, subject, after):
                yield Finding(
                    "log_differs",
                    subject,
                    problem % {"event": key},
                    _("Somebody wrote past the register. Compare with a backup and with the lines of the log."),
                )


def _problem(row: Any, act: str, subject: str, after: dict[str, Any]) -> str:
    if row is None:
        return _("The audit log knows event %(event)s, and the register does not.")
    wanted = {"effective_on": row.effective_on, "until": row.until}
    if row.kind in _FACTS:
        wanted |= {"stars": row.stars, "evidence": row.evidence}
    same = (act, subject) == (_ACTS + row.kind, of_certificate(row.certificate_id)) and all(
        after[name] == (value.isoformat() if hasattr(value, "isoformat") else value)
        for name, value in wanted.items()
        if name in after
    )
    return "" if same else _("Event %(event)s is not what the audit log says of it.")


def _entries_about(certificates: set[int]) -> set[int]:
    subjects = [of_certificate(key) for key in sorted(certificates)]
    return set(_by_event(apps.get_model("ocop_audit", "Entry").objects.filter(subject__in=subjects)))


def _by_event(entries: Any) -> Entries:
    """Act, subject and values of the entries that are about an event, by the key of the event."""
    found: Entries = {}
    for act, subject, after in entries.order_by("pk").values_list("act", "subject", "after"):
        key = after.get("event") if isinstance(after, dict) else None
        if isinstance(key, int) and act.startswith(_ACTS):
            found[key] = (act, subject, after)
    return found


def _log_began() -> datetime | None:
    """When the first entry was written; in an empty log, when its tables were made."""
    first = apps.get_model("ocop_audit", "Entry").objects.order_by("pk").values_list("at", flat=True).first()
    if first:
        return first
    made = MigrationRecorder(connection).migration_qs.filter(app="ocop_audit").order_by("applied").first()
    return made.applied if made else None
