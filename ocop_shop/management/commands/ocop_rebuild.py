"""Make anew what lists are read from. Safe while the shop sells, and may be repeated or stopped at any moment."""

from __future__ import annotations

import json
from argparse import ArgumentTypeError
from functools import partial
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils.translation import gettext as _

from ocop_shop.discovery.making import BATCH
from ocop_shop.discovery.rebuilding import PARTS, Step, planned, rebuild


class Command(BaseCommand):
    help = "Make rows, counts, the search and the triggers of the product lists anew, while the shop sells."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--only", nargs="+", choices=PARTS, default=PARTS, metavar="PART", help=f"Only these: {', '.join(PARTS)}."
        )
        parser.add_argument(
            "--after", type=_key, default=0, metavar="KEY", help="Go on with the rows after this product."
        )
        parser.add_argument(
            "--batch", type=_key, default=BATCH, metavar="NUMBER", help="Rows that are written together."
        )
        parser.add_argument("--dry-run", action="store_true", help="Say what would be made anew; write nothing.")
        parser.add_argument("--format", choices=("text", "json"), default="text")

    def handle(self, *args: Any, **options: Any) -> None:
        self.speaks = options["format"] == "text"
        parts = [part for part in PARTS if part in options["only"]]
        made = partial(planned, after=options["after"]) if options["dry_run"] else partial(self._made, options)
        done = [made(part) for part in parts]
        if not self.speaks:
            told = {"dry_run": options["dry_run"], "parts": [vars(step) for step in done]}
            self.stdout.write(json.dumps(told, ensure_ascii=False))
        elif options["dry_run"]:
            self._tell_plan(done)

    def _made(self, options: dict[str, Any], part: str) -> Step:
        step = Step(part, 0, 0, options["after"])
        try:
            for step in rebuild(part, options["after"], options["batch"] or BATCH):
                if self.speaks:
                    self.stdout.write(_progress(step))
        except KeyboardInterrupt as interrupt:
            where = f" --after {step.last}" if part == "rows" else ""
            raise CommandError(
                _("Stopped. Go on with: %(command)s")
                % {"command": f"ocop_rebuild --only {' '.join(PARTS[PARTS.index(part) :])}{where}"}
            ) from interrupt
        return step

    def _tell_plan(self, steps: list[Step]) -> None:
        for step in steps:
            self.stdout.write(f"{step.part}: {step.total}")
        self.stdout.write(_("Dry run: nothing was written."))


def _progress(step: Step) -> str:
    if step.part != "rows":
        return _sentences()[step.part] % {"number": step.done}
    told = _("Rows: %(done)d of %(total)d made anew, up to product %(last)d.") % vars(step)
    if step.left:
        told += " " + _("Left to the next reader, because somebody was writing them: %(left)d.") % vars(step)
    return told


def _sentences() -> dict[str, str]:
    return {
        "triggers": _("Triggers: %(number)d had to be made."),
        "search": _("Index of the search: %(number)d parts had to be made."),
        "counts": _("Counts: %(number)d combinations counted."),
        "vocabulary": _("Vocabulary: %(number)d words."),
    }


def _key(written: str) -> int:
    if not (written.isascii() and written.isdigit()) or len(written) > 18:
        raise ArgumentTypeError(_("A number is written in digits."))
    return int(written)
