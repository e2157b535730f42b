"""Settings for a shop with OCOP, in Oscar's way.

    from oscar.defaults import *
    from ocop_shop.defaults import *

    INSTALLED_APPS = [*OCOP_APPS, "oscar.config.Shop", ...]

`OCOP_APPS` stands before Oscar, so that our templates win. `ocop_apps(INSTALLED_APPS)` puts our forks of Oscar's
table-less apps in the place of Oscar's own.
"""

from typing import Any

from django.urls import reverse_lazy
from django.utils.translation import gettext_lazy
from oscar.defaults import OSCAR_DASHBOARD_NAVIGATION

from ocop_shop.core import money
from ocop_shop.ordering import states

OCOP_APPS = [
    "ocop_shop.apps.OcopShopConfig",
    "ocop_shop.auditing.apps.AuditingConfig",
    "ocop_shop.regions.apps.RegionsConfig",
    "ocop_shop.producers.apps.ProducersConfig",
    "ocop_shop.notices.apps.NoticesConfig",
    "ocop_shop.supply.apps.SupplyConfig",
    "ocop_shop.certification.apps.CertificationConfig",
    "ocop_shop.boxes.apps.BoxesConfig",
    "ocop_shop.discovery.apps.DiscoveryConfig",
    "ocop_shop.delivery.apps.DeliveryConfig",
    "ocop_shop.payments.apps.PaymentsConfig",
    "ocop_shop.accounts.apps.AccountsConfig",
    "ocop_shop.proposals.apps.ProposalsConfig",
    "ocop_shop.asking.apps.AskingConfig",
    "ocop_shop.preparing.apps.PreparingConfig",
    "ocop_shop.personal.apps.PersonalConfig",
    "ocop_shop.oversight.apps.OversightConfig",
]

OCOP_PAGE_APPS = ["ocop_shop.buylocal.pages.apps.PagesConfig"]

# Oscar apps that own no tables, and ours in their place.
OCOP_REPLACEMENTS = {
    "oscar.apps.search.apps.SearchConfig": "ocop_shop.forks.search.apps.SearchConfig",
    "oscar.apps.checkout.apps.CheckoutConfig": "ocop_shop.forks.checkout.apps.CheckoutConfig",
}


def ocop_apps(installed: list[str]) -> list[str]:
    """`installed` with Oscar's search and checkout replaced by ours; a shop's own forks are left alone."""
    return [OCOP_REPLACEMENTS.get(app, app) for app in installed]


# Single classes of Oscar apps that own tables; a shop adds its own.
OSCAR_DYNAMIC_CLASS_LOADER = "ocop_shop.forks.classes.loader.load"
OCOP_OSCAR_CLASSES = {
    "address.forms.UserAddressForm": "ocop_shop.forks.classes.address.UserAddressForm",
    "basket.forms.AddToBasketForm": "ocop_shop.forks.classes.basket_forms.AddToBasketForm",
    "basket.utils.LineDiscountRegistry": "ocop_shop.forks.classes.offers.LineDiscountRegistry",
    "basket.views.BasketAddView": "ocop_shop.forks.classes.basket.BasketAddView",
    "basket.views.BasketView": "ocop_shop.forks.classes.basket.BasketView",
    "catalogue.views.ProductDetailView": "ocop_shop.forks.classes.catalogue.ProductDetailView",
    "catalogue.reviews.forms.ProductReviewForm": "ocop_shop.forks.classes.reviews.ProductReviewForm",
    "catalogue.reviews.views.CreateProductReview": "ocop_shop.forks.classes.review_views.CreateProductReview",
    "catalogue.reviews.views.ProductReviewList": "ocop_shop.forks.classes.review_views.ProductReviewList",
    "customer.views.AnonymousOrderDetailView": "ocop_shop.forks.classes.customer.AnonymousOrderDetailView",
    "customer.views.OrderDetailView": "ocop_shop.forks.classes.customer.OrderDetailView",
    "customer.views.OrderLineView": "ocop_shop.forks.classes.customer.OrderLineView",
    "customer.views.ProfileDeleteView": "ocop_shop.forks.classes.customer_data.ProfileDeleteView",
    "dashboard.catalogue.forms.ProductImageForm": "ocop_shop.forks.classes.images.ProductImageForm",
    "dashboard.catalogue.forms.StockRecordForm": "ocop_shop.forks.classes.stock.StockRecordForm",
    "dashboard.orders.views.OrderDetailView": "ocop_shop.forks.classes.dashboard_orders.OrderDetailView",
    "dashboard.orders.views.OrderListView": "ocop_shop.forks.classes.dashboard_orders.OrderListView",
    "dashboard.orders.views.ShippingAddressUpdateView": (
        "ocop_shop.forks.classes.dashboard_orders.ShippingAddressUpdateView"
    ),
    "dashboard.reports.reports.ReportCSVFormatter": "ocop_shop.forks.classes.reports.ReportCSVFormatter",
    "offer.applicator.Applicator": "ocop_shop.forks.classes.applicator.Applicator",
    "offer.benefits.PercentageDiscountBenefit": "ocop_shop.forks.classes.offers.percentage",
    "offer.benefits.ShippingPercentageDiscountBenefit": "ocop_shop.forks.classes.offers.shipping_percentage",
    "partner.strategy.Selector": "ocop_shop.forks.classes.strategy.Selector",
    "shipping.repository.Repository": "ocop_shop.forks.classes.shipping.Repository",
    "order.processing.EventHandler": "ocop_shop.forks.classes.processing.EventHandler",
    "order.utils.OrderCreator": "ocop_shop.forks.classes.order.OrderCreator",
    "order.utils.OrderNumberGenerator": "ocop_shop.forks.classes.order.OrderNumberGenerator",
}

# An order is placed first and paid after: these states are what `ordering` and `payments` move it through.
OSCAR_INITIAL_ORDER_STATUS = states.PENDING
OSCAR_INITIAL_LINE_STATUS = states.PENDING
OSCAR_ORDER_STATUS_PIPELINE = dict(states.ORDER_PIPELINE)
OSCAR_LINE_STATUS_PIPELINE = dict(states.LINE_PIPELINE)
OSCAR_ORDER_STATUS_CASCADE = dict(states.CASCADE)

OSCAR_DEFAULT_CURRENCY = money.CURRENCY
OSCAR_CURRENCY_FORMAT = {"VND": {"format": "#,##0\u00a0¤", "locale": "vi_VN"}}
OSCAR_OFFER_ROUNDING_FUNCTION = "ocop_shop.core.money.round_for_offers"
OSCAR_SLUG_MAP = {"đ": "d", "Đ": "D"}
OSCAR_REQUIRED_ADDRESS_FIELDS = ("first_name", "line1", "line4", "state", "country", "phone_number")
OSCAR_ALLOW_ANON_CHECKOUT = True
# A guest is not told whether an e-mail address has an account.
OSCAR_ALLOW_GUEST_CHECKOUT_WITH_ACCOUNT = True
OSCAR_HOMEPAGE = reverse_lazy("catalogue:index")
PHONENUMBER_DEFAULT_REGION = "VN"


def _works_at_the_desk(user: object, *_address: object) -> bool:
    from ocop_shop.desk.access import may_work

    return may_work(user)


def _decides_on_proposals(user: object, *_address: object) -> bool:
    from ocop_shop.desk.access import may_decide

    return may_decide(user)


def _makes_ranges(user: object, *_address: object) -> bool:
    from ocop_shop.desk.access import may_make_ranges

    return may_make_ranges(user)


def _with_ranges(entry: dict[str, Any]) -> dict[str, Any]:
    """Ranges that follow a rule stand below the offers that they are made for."""
    children = entry.get("children", ())
    if not any(child.get("url_name") == "dashboard:offer-list" for child in children):
        return entry
    label = gettext_lazy("Ranges by origin")
    ranges = {"label": label, "url_name": "ocop:desk-ranges", "access_fn": _makes_ranges}
    return {**entry, "children": [*children, ranges]}


def _looks_at_the_shelf(user: object, *_address: object) -> bool:
    from ocop_shop.desk.access import may_look_at_shelf

    return may_look_at_shelf(user)


def _with_shelf(entry: dict[str, Any]) -> dict[str, Any]:
    """What is kept off the shelf stands below the products."""
    children = entry.get("children", ())
    if not any(child.get("url_name") == "dashboard:catalogue-product-list" for child in children):
        return entry
    label = gettext_lazy("Kept off the shelf")
    shelf = {"label": label, "url_name": "ocop:desk-shelf", "access_fn": _looks_at_the_shelf}
    return {**entry, "children": [*children, shelf]}


def _answers_about_data(user: object, *_address: object) -> bool:
    from ocop_shop.desk.access import may_answer_about_data

    return may_answer_about_data(user)


# What is ours at the shop's desk stands beside the orders in the dashboard.
OSCAR_DASHBOARD_NAVIGATION = [
    *map(_with_shelf, map(_with_ranges, OSCAR_DASHBOARD_NAVIGATION)),
    {
        "label": gettext_lazy("Money"),
        "icon": "fas fa-coins",
        "url_name": "ocop:desk-money",
        "access_fn": _works_at_the_desk,
    },
    {
        "label": gettext_lazy("Payouts"),
        "icon": "fas fa-hand-holding-usd",
        "url_name": "ocop:desk-payouts",
        "access_fn": _works_at_the_desk,
    },
    {
        "label": gettext_lazy("Sending"),
        "icon": "fas fa-truck",
        "url_name": "ocop:desk-ways",
        "access_fn": _works_at_the_desk,
    },
    {
        "label": gettext_lazy("Proposals"),
        "icon": "fas fa-inbox",
        "url_name": "ocop:desk-proposals",
        "access_fn": _decides_on_proposals,
    },
    {
        "label": gettext_lazy("Questions"),
        "icon": "fas fa-question",
        "url_name": "ocop:desk-questions",
        "access_fn": _works_at_the_desk,
    },
    {
        "label": gettext_lazy("Gift boxes"),
        "icon": "fas fa-gift",
        "url_name": "ocop:desk-boxes",
        "access_fn": _works_at_the_desk,
    },
    {
        "label": gettext_lazy("Data requests"),
        "icon": "fas fa-user-shield",
        "url_name": "ocop:desk-data",
        "access_fn": _answers_about_data,
    },
]

# Lists are read from our own table. Oscar still imports haystack, which wants a connection to be named.
HAYSTACK_CONNECTIONS = {"default": {"ENGINE": "haystack.backends.simple_backend.SimpleEngine"}}
HAYSTACK_SIGNAL_PROCESSOR = "haystack.signals.BaseSignalProcessor"
