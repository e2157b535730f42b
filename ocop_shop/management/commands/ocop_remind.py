"""Remind producers and staff of certificates that end. Run it once a day."""

from __future__ import annotations

import json
from argparse import ArgumentTypeError
from datetime import date
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils.translation import gettext as _

from ocop_shop.core import clock
from ocop_shop.oversight.reminders import Report, Result, planned, remind


class Command(BaseCommand):
    help = "Send every reminder that is due today, each once. What failed is tried again by the next run."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--dry-run", action="store_true", help="Say what would be sent; write and send nothing.")
        parser.add_argument("--on", type=_day, metavar="YYYY-MM-DD", help="With --dry-run: as if it were this day.")
        parser.add_argument("--format", choices=("text", "json"), default="text")

    def handle(self, *args: Any, **options: Any) -> None:
        if options["on"] and not options["dry_run"]:
            raise CommandError(_("--on is for a dry run: reminders are sent on their own day."))
        report = planned(options["on"] or clock.today()) if options["dry_run"] else remind()
        if options["format"] == "json":
            self.stdout.write(json.dumps(_as_json(report, dry_run=options["dry_run"]), ensure_ascii=False, indent=1))
        else:
            self._tell(report, dry_run=options["dry_run"])
        if failed := report.count(Result.FAILED):
            raise CommandError(_("Not sent: %(count)s. The next run tries again.") % {"count": failed})

    def _tell(self, report: Report, *, dry_run: bool) -> None:
        for message in report.messages:
            result = Result.NO_ADDRESS if not message.address else message.result
            certificates = ", ".join(f"{due.certificate.code} ({due.days_before})" for due in message.dues)
            self.stdout.write(f"{message.recipient} {result}: {certificates}")
        counts = {result.value: report.count(result) for result in Result}
        if dry_run:
            self.stdout.write(
                _("Dry run: nothing was written or sent. Messages: %(count)s.") % {"count": len(report.messages)}
            )
        else:
            told = _("Sent: %(sent)s, not sent: %(failed)s, without an address: %(no_address)s.")
            self.stdout.write(told % counts)


def _as_json(report: Report, *, dry_run: bool) -> dict[str, Any]:
    messages = [
        {
            "recipient": message.recipient,
            "result": Result.NO_ADDRESS if not message.address else message.result,
            "certificates": [
                {"certificate": due.certificate.pk, "ends_on": due.ends_on.isoformat(), "days_before": due.days_before}
                for due in message.dues
            ],
        }
        for message in report.messages
    ]
    return {"on": report.on.isoformat(), "dry_run": dry_run, "messages": messages}


def _day(written: str) -> date:
    try:
        return date.fromisoformat(written)
    except ValueError as error:
        raise ArgumentTypeError(_("A day is written as YYYY-MM-DD.")) from error
