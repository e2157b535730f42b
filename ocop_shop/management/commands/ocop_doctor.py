"""Look for contradictions in the register. Nothing in the database is changed."""

from __future__ import annotations

import json
import re
from argparse import ArgumentTypeError
from dataclasses import asdict
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils.translation import gettext as _

from ocop_shop.core import clock
from ocop_shop.oversight.doctor.examination import CHECKS, examine
from ocop_shop.oversight.doctor.findings import Finding
from ocop_shop.oversight.doctor.snapshot import one_moment


class Command(BaseCommand):
    help = "Look for contradictions in the register and name each with what to do. Exits with 1 when there are any."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--format", choices=("text", "json"), default="text")
        parser.add_argument(
            "--check",
            nargs="+",
            choices=CHECKS,
            default=CHECKS,
            metavar="NAME",
            help=f"Only these: {', '.join(CHECKS)}.",
        )
        parser.add_argument(
            "--head", type=_head, metavar="POSITION:HASH", help="A head of the audit log kept elsewhere."
        )

    def handle(self, *args: Any, **options: Any) -> None:
        day = clock.today()
        found: list[Finding] = []
        with one_moment():
            for finding in examine(day, options["check"], options["head"]):
                found.append(finding)
                if options["format"] == "text":
                    self._tell(finding)
        if options["format"] == "json":
            told = {"on": day.isoformat(), "checks": list(options["check"]), "findings": [asdict(f) for f in found]}
            self.stdout.write(json.dumps(told, ensure_ascii=False, indent=1))
        if found:
            raise CommandError(_("Contradictions found: %(count)s.") % {"count": len(found)})
        if options["format"] == "text":
            self.stdout.write(_("No contradiction found. Checks made: %(count)s.") % {"count": len(options["check"])})

    def _tell(self, finding: Finding) -> None:
        self.stdout.write(f"{finding.check} {finding.subject}: {finding.sentence}")
        self.stdout.write(f"  → {finding.remedy}")


def _head(written: str) -> tuple[int, str]:
    read = re.fullmatch(r"([1-9][0-9]{0,17}):([0-9a-f]{64})", written.strip().lower())
    if not read:
        raise ArgumentTypeError(_("A head is written as POSITION:HASH, as ocop_audit --verify prints it."))
    return int(read[1]), read[2]
