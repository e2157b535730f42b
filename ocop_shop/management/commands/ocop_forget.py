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
        told = [(rule.name, rule.days(), do(rule, at)) for rule in retention.rules()]
        told += [(sweep.name, 1, (sweep.due if is_dry else sweep.clear)(at)) for sweep in retention.sweeps()]
        if options["format"] == "json":
            lines = [{"rule": name, "days": days, "rows": rows} for name, days, rows in told]
            self.stdout.write(json.dumps({"dry_run": is_dry, "rules": lines}, ensure_ascii=False, indent=1))
            return
        for name, _days, rows in told:
            number = ngettext("%(rows)d row", "%(rows)d rows", rows) % {"rows": rows}
            self.stdout.write(f"{_('Dry run')}: {name}: {number}" if is_dry else f"{name}: {number}")
