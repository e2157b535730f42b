"""Hand out the audit log, or follow its chain."""

from __future__ import annotations

import json
import re
from dataclasses import asdict
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils.translation import gettext as _

from ocop_shop.auditing.export import write_csv, write_json
from ocop_shop.auditing.verification import Verdict, links, sentence, verify


class Command(BaseCommand):
    help = "Write the sealed audit log to the standard output, or verify it. Nothing in the database is changed."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--format", choices=("json", "csv"), help="One JSON object a line (default), or CSV.")
        parser.add_argument("--since", type=int, default=0, metavar="POSITION", help="Only what follows this position.")
        parser.add_argument("--verify", action="store_true", help="Follow the chain; exit with 1 when it is broken.")
        parser.add_argument("--head", metavar="POSITION:HASH", help="With --verify: a head that was kept elsewhere.")

    def handle(self, *args: Any, **options: Any) -> None:
        if options["head"] and not options["verify"]:
            raise CommandError(_("--head is compared only with --verify."))
        if options["verify"]:
            self._verify(_head(options["head"]), options["format"])
            return
        write = write_csv if options["format"] == "csv" else write_json
        self.stdout.ending = ""
        write(links(options["since"]), self.stdout)

    def _verify(self, noted: tuple[int, str] | None, form: str | None) -> None:
        if form == "csv":
            raise CommandError(_("--verify answers in words, or with --format json."))
        verdict = verify(noted)
        if form == "json":
            self.stdout.write(json.dumps(asdict(verdict)))
        else:
            self._tell(verdict)
        if not verdict.whole:
            raise CommandError(
                _("The audit log is broken in %(count)s places, the first at position %(position)s.")
                % {"count": len(verdict.broken), "position": verdict.broken[0].position}
            )

    def _tell(self, verdict: Verdict) -> None:
        self.stdout.write(
            _("%(entries)s entries, %(sealed)s sealed, %(unsealed)s not sealed yet.")
            % {"entries": verdict.entries, "sealed": verdict.sealed, "unsealed": verdict.unsealed}
        )
        self.stdout.write(
            _("Head: %(position)s:%(hash)s") % {"position": verdict.head_position, "hash": verdict.head_hash}
        )
        for broken in verdict.broken:
            self.stdout.write(sentence(broken))
        if verdict.whole:
            self.stdout.write(_("The chain is whole."))


def _head(written: str | None) -> tuple[int, str] | None:
    if not written:
        return None
    read = re.fullmatch(r"([1-9][0-9]{0,17}):([0-9a-f]{64})", written.strip().lower())
    if not read:
        raise CommandError(_("A head is written as POSITION:HASH, the hash with its 64 digits, as --verify prints it."))
    return int(read[1]), read[2]
