"""Fill the sandbox shop: real products of two provinces with their true history, and marked inventions around them."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.contrib.sites.models import Site
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import transaction
from oscar.core.loading import get_model

from ocop_shop.certification import actions as register
from ocop_shop.core import clock
from ocop_shop.regions import actions as regions
from sandbox.loading import (
    accounts,
    boxes,
    certificates,
    evaluations,
    files,
    goods,
    introductions,
    notices,
    pages,
    people,
    profiles,
    sending,
)


class Command(BaseCommand):
    help = "Load the demo shop. May be repeated; changes that were made in the shop since are kept."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--dry-run", action="store_true", help="Say what would be loaded, and write nothing.")
        parser.add_argument(
            "--anyway", action="store_true", help="Load although DEBUG is off: the demo accounts have public passwords."
        )

    def handle(self, *args: Any, **options: Any) -> None:
        if options["dry_run"]:
            self._say_plan()
            return
        if not (settings.DEBUG or options["anyway"]):
            raise CommandError("DEBUG is off and demo accounts have public passwords. Use --anyway if you mean it.")
        with transaction.atomic():
            loaded = self._load()
        self._say(loaded)

    def _load(self) -> dict[str, Any]:
        regions.load_places()
        self._shop()
        with register.batched():
            places = people.Places()
            producers = people.load(places)
            products = goods.load(places, producers)
            certificates.load(products, clock.today())
            evaluations.load(products, places, clock.today())
        gifts = boxes.load(products, producers)
        profiles.load(producers)
        sending.load(producers)
        introductions.load()
        pages.load()
        loaded = {
            "producers": len(producers),
            "products": len(products),
            "boxes": len(gifts),
            "accounts": accounts.load(),
        }
        # After the accounts: what was told before somebody came is not new to them.
        notices.load(producers, products)
        return loaded

    def _shop(self) -> None:
        domain = settings.WAGTAILADMIN_BASE_URL.partition("://")[2]
        Site.objects.update_or_create(
            pk=settings.SITE_ID, defaults={"domain": domain, "name": settings.OSCAR_SHOP_NAME}
        )
        get_model("address", "Country").objects.get_or_create(
            iso_3166_1_a2="VN",
            defaults={
                "iso_3166_1_a3": "VNM",
                "iso_3166_1_numeric": "704",
                "printable_name": "Việt Nam",
                "name": "Cộng hòa xã hội chủ nghĩa Việt Nam",
                "is_shipping_country": True,
            },
        )

    def _say_plan(self) -> None:
        names = (
            "producers",
            "invented_producers",
            "products",
            "invented_products",
            "boxes",
            "certificates",
            "renewals",
        )
        for name in (*names, "evaluations", "invented_certificates", "invented_evaluations"):
            self.stdout.write(f"{name}: {len(files.rows(name))}")

    def _say(self, loaded: dict[str, Any]) -> None:
        self.stdout.write(
            f"{loaded['producers']} producers, {loaded['products']} products, {loaded['boxes']} gift boxes."
            " Prices and DEMO renewals are invented."
        )
        for account in loaded["accounts"]:
            self.stdout.write(f"  {account.role:<20} {account.email:<22} {account.password:<18} {account.address}")
