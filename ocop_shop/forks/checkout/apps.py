from typing import Any

from django.urls import path
from oscar.apps.checkout.apps import CheckoutConfig as OscarCheckoutConfig
from oscar.core.loading import get_class


class CheckoutConfig(OscarCheckoutConfig):
    """Takes the place of Oscar's checkout app, whose label it keeps."""

    name = "ocop_shop.forks.checkout"

    def ready(self) -> None:
        super().ready()
        self.communes_view = get_class("checkout.views", "CommunesView")

    def get_urls(self) -> list[Any]:
        communes = path("communes/", self.communes_view.as_view(), name="communes")
        return [*super().get_urls(), *self.post_process_urls([communes])]
