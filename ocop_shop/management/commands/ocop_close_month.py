"""Close a month of all producers: what each is owed for it, and when. Run it on the first days of a month."""

from __future__ import annotations

import json
from argparse import ArgumentTypeError
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils.translation import gettext as _

from ocop_shop.accounts import actions, balances, facts
from ocop_shop.accounts.exceptions import AccountError
from ocop_shop.accounts.months import Month
from ocop_shop.core import clock
from ocop_shop.core.money import format_dong


class Command(BaseCommand):
    help = (
        "Enter what was missed, and make the statements of a month and of earlier ones that are open. A month that is"
        " closed already stays as it is."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--month", type=_month, metavar="YYYY-MM", help="The last month is the default.")
        parser.add_argument(
            "--enter-only", action="store_true", help="Reckon every order anew, enter what is missing, close nothing."
        )
        parser.add_argument("--dry-run", action="store_true", help="Say what would be done; write nothing.")
        parser.add_argument("--format", choices=("text", "json"), default="text")

    def handle(self, *args: Any, **options: Any) -> None:
        month = options["month"] or Month.of(clock.today()).before
        try:
            told = _planned(month, options) if options["dry_run"] else _done(month, options)
        except AccountError as problem:
            raise CommandError(str(problem)) from problem
        told = {"month": str(month), "dry_run": options["dry_run"], **told}
        if options["format"] == "json":
            self.stdout.write(json.dumps(told, ensure_ascii=False, indent=1))
            return
        for line in told["statements"]:
            self.stdout.write(f"{line['producer']} {line['month']}: {format_dong(line['total'])}")
        said = _("Dry run: statements: %(statements)s, orders to enter: %(orders)s.")
        if not options["dry_run"]:
            said = _("Statements: %(statements)s, entries that were missing: %(entries)s.")
        values = {"entries": told.get("entered"), "orders": told.get("orders")}
        self.stdout.write(said % {**values, "statements": len(told["statements"])})


def _done(month: Month, options: dict[str, Any]) -> dict[str, Any]:
    entered = actions.catch_up(thoroughly=options["enter_only"])
    made = [] if options["enter_only"] else actions.close_months(month)
    lines = [
        {
            "producer": statement.account.producer.slug,
            "month": str(statement.month),
            "total": statement.total,
            "due_on": statement.due_on.isoformat(),
        }
        for statement in made
    ]
    return {"entered": entered, "statements": lines}


def _planned(month: Month, options: dict[str, Any]) -> dict[str, Any]:
    """What is entered by now; debts that would be brought forward are told with the statement alone."""
    orders = facts.not_entered().count()
    if options["enter_only"]:
        return {"orders": orders, "statements": []}
    lines = [
        {
            "producer": account.producer.slug,
            "month": str(open_month),
            "total": balances.of_month(account.producer, open_month).total,
        }
        for account, open_month in actions.to_close(month)
    ]
    return {"orders": orders, "statements": lines}


def _month(written: str) -> Month:
    found = Month.read(written)
    if found is None:
        raise ArgumentTypeError(_("A month is written as YYYY-MM."))
    return found
