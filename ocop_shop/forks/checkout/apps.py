from oscar.apps.checkout.apps import CheckoutConfig as OscarCheckoutConfig


class CheckoutConfig(OscarCheckoutConfig):  # type: ignore[misc]
    """Takes the place of Oscar's checkout app, whose label it keeps."""

    name = "ocop_shop.forks.checkout"
