"""Load the places that the package carries. Safe to run after every upgrade."""

from __future__ import annotations

import json
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import DatabaseError
from django.utils.translation import gettext as _

from ocop_shop.regions.actions import LoadReport, load_places
from ocop_shop.regions.exceptions import PlaceDataError


class Command(BaseCommand):
    help = "Load provinces, communes, former units, their successors and macro-regions. Repeating it changes nothing."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--dry-run", action="store_true", help="Count what would change; write nothing.")
        parser.add_argument("--format", choices=("text", "json"), default="text")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            report = load_places(dry_run=options["dry_run"])
        except (PlaceDataError, OSError, DatabaseError) as error:
            raise CommandError(
                _("Places were not loaded, nothing was written: %(error)s") % {"error": error}
            ) from error
        if options["format"] == "json":
            self.stdout.write(json.dumps(report.as_dict(), ensure_ascii=False))
        else:
            self._show(report)

    def _show(self, report: LoadReport) -> None:
        tables = (
            (_("Macro-regions"), report.macro_regions),
            (_("Places"), report.places),
            (_("Successions"), report.successions),
        )
        for name, tally in tables:
            self.stdout.write(
                _("%(table)s: %(created)d created, %(updated)d updated, %(unchanged)d unchanged")
                % {"table": name, **vars(tally)}
            )
        if report.dry_run:
            self.stdout.write(_("Dry run: nothing was written."))
