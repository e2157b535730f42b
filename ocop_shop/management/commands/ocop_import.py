"""Read an official list (.xlsx or .csv) into the register. Run it with --dry-run first."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils.translation import gettext as _

from ocop_shop.conf import settings
from ocop_shop.importing import report, revoking
from ocop_shop.importing.apply import Applied, ImportRefused, apply
from ocop_shop.importing.limits import Limits
from ocop_shop.importing.plan import Plan, read_plan
from ocop_shop.regions.lookup import gazetteer


class Command(BaseCommand):
    help = "Read an official list: recognitions, evaluations and revocations. Repeating it changes nothing."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path)
        parser.add_argument(
            "--dry-run", action="store_true", help="Show what would be read and written; write nothing."
        )
        parser.add_argument("--format", choices=("text", "json"), default="text")

    def handle(self, *args: Any, **options: Any) -> None:
        plan = self._plan(options["file"])
        written = None
        if plan.file_result == "ok" and not options["dry_run"]:
            written = self._write(plan)
        self._show(plan, written, options["format"])
        if plan.file_result != "ok":
            raise CommandError(_("The file was not read; nothing was written."))

    def _plan(self, path: Path) -> Plan:
        try:
            with path.open("rb") as source:
                content = source.read(settings.import_max_bytes + 1)
        except OSError as error:
            raise CommandError(
                _("%(file)s cannot be opened: %(error)s") % {"file": path, "error": error.strerror}
            ) from error
        plan = read_plan(content, path.name, gazetteer(), limits=Limits(bytes_sent=settings.import_max_bytes))
        return revoking.matched(plan)

    def _write(self, plan: Plan) -> Applied:
        unusual = frozenset((w.sheet, w.row) for w in plan.warnings if w.reason == "issuer_level_unusual")
        try:
            return apply(plan.accepted, unusual=unusual)
        except ImportRefused as refused:
            for refusal in refused.refusals:
                self.stderr.write(_("Row %(row)s: %(reason)s") % {"row": refusal.row, "reason": refusal.sentence})
            raise CommandError(
                _("The register refused %(count)s rows; nothing was written.") % {"count": len(refused.refusals)}
            ) from refused

    def _show(self, plan: Plan, written: Applied | None, form: str) -> None:
        if form == "json":
            data = report.as_json(plan)
            data["written"] = written.counts if written else None
            data["left_out"] = [vars(row) for row in written.left_out] if written else None
            data["without_badge"] = [vars(row) for row in written.without_badge] if written else None
            self.stdout.write(json.dumps(data, ensure_ascii=False, indent=1, default=str))
            return
        self.stdout.write(report.as_text(plan))
        if written:
            self.stdout.write(", ".join(f"{name}: {number}" for name, number in written.counts.items()))
            for row in written.left_out:
                self.stderr.write(_("Row %(row)s was left out: %(reason)s") % {"row": row.row, "reason": row.sentence})
            for row in written.without_badge:
                self.stderr.write(_("Row %(row)s: %(reason)s") % {"row": row.row, "reason": row.sentence})
