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
        self.delivery_view = get_class("checkout.views", "DeliveryView")

    def get_urls(self) -> list[Any]:
        own = [
            path("communes/", self.communes_view.as_view(), name="communes"),
            path("delivery/", self.delivery_view.as_view(), name="delivery"),
        ]
        return [*super().get_urls(), *self.post_process_urls(own)]
