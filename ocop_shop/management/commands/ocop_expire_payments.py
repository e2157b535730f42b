"""End payments whose time is over. Run it every few minutes."""

from __future__ import annotations

import json
from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from django.utils.translation import gettext as _

from ocop_shop.payments import due
from ocop_shop.payments.actions import expire_due


class Command(BaseCommand):
    help = (
        "Ask providers for the outcome of payments whose time is over, cancel orders that nobody paid for, and give"
        " back their stock, vouchers and offers. Where a provider does not answer, the next run tries again."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--dry-run", action="store_true", help="Say what is due; ask nobody and write nothing.")
        parser.add_argument("--format", choices=("text", "json"), default="text")

    def handle(self, *args: Any, **options: Any) -> None:
        found = due.numbers() if options["dry_run"] else dict(expire_due())
        if options["format"] == "json":
            self.stdout.write(json.dumps({"dry_run": options["dry_run"], **found}, ensure_ascii=False))
            return
        told = ", ".join(f"{name}: {number}" for name, number in sorted(found.items())) or _("nothing due")
        self.stdout.write(f"{_('Dry run')}: {told}" if options["dry_run"] else told)
