"""Forget what people wrote when its time is over. Run it every night."""

from __future__ import annotations

import json
from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from ocop_shop.core import clock, retention


class Command(BaseCommand):
    help = "Empty what the shop keeps of people's words for longer than its settings say. What the books need stays."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--dry-run", action="store_true", help="Say how much is due; write nothing.")
        parser.add_argument("--format", choices=("text", "json"), default="text")

    def handle(self, *args: Any, **options: Any) -> None:
        at, is_dry = clock.now(), options["dry_run"]
        do = retention.due if is_dry else retention.carry_out
        told = [(rule, do(rule, at)) for rule in retention.rules()]
        if options["format"] == "json":
            lines = [{"rule": rule.name, "days": rule.days(), "rows": rows} for rule, rows in told]
            self.stdout.write(json.dumps({"dry_run": is_dry, "rules": lines}, ensure_ascii=False, indent=1))
            return
        for rule, rows in told:
            number = ngettext("%(rows)d row", "%(rows)d rows", rows) % {"rows": rows}
            self.stdout.write(f"{_('Dry run')}: {rule.name}: {number}" if is_dry else f"{rule.name}: {number}")
