"""Send producers what is due of their notices. Run it every few minutes."""

from __future__ import annotations

import json
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils.translation import gettext as _

from ocop_shop.notices.sending import Report, Result, notify, planned


class Command(BaseCommand):
    help = "Send what is due of the notices to producers, each once. What failed is tried again by a later run."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--dry-run", action="store_true", help="Say what would be sent; write and send nothing.")
        parser.add_argument("--format", choices=("text", "json"), default="text")

    def handle(self, *args: Any, **options: Any) -> None:
        report = planned() if options["dry_run"] else notify()
        if options["format"] == "json":
            self.stdout.write(json.dumps(_as_json(report, dry_run=options["dry_run"]), ensure_ascii=False, indent=1))
        else:
            self._tell(report, dry_run=options["dry_run"])
        failed, given_up = report.count(Result.FAILED), report.count(Result.GIVEN_UP)
        if failed or given_up:
            raise CommandError(
                _("Not sent: %(failed)s, tried again later. Given up: %(given_up)s.")
                % {"failed": failed, "given_up": given_up}
            )

    def _tell(self, report: Report, *, dry_run: bool) -> None:
        for one in report.messages:
            why = f" ({one.problem})" if one.problem else ""
            notices = ", ".join(map(str, one.notices))
            self.stdout.write(f"{one.recipient} {one.channel} {one.result}{why}: {notices}")
        if dry_run:
            told = _("Dry run: nothing was written or sent. Messages: %(count)s.")
            self.stdout.write(told % {"count": len(report.messages)})
        else:
            self.stdout.write(_("Sent: %(count)s.") % {"count": report.count(Result.SENT)})


def _as_json(report: Report, *, dry_run: bool) -> dict[str, Any]:
    messages = [
        {
            "recipient": one.recipient,
            "channel": one.channel,
            "notices": list(one.notices),
            "is_digest": one.is_digest,
            "result": one.result,
            "problem": one.problem,
        }
        for one in report.messages
    ]
    return {"dry_run": dry_run, "messages": messages}
