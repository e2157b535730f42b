"""What an installer can get wrong, said by `manage.py check` before a shopper finds out.

Wherever it can be tried, the thing itself is tried and not its spelling: a price is formatted, a discount is rounded,
a slug is made. Every mistake has an id (`ocop_shop.E001`) that `SILENCED_SYSTEM_CHECKS` understands.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from django.apps import apps
from django.conf import settings
from django.contrib.staticfiles import finders
from django.core.checks import CheckMessage, Error, Warning  # noqa: A004
from django.core.checks import register as register_check
from django.core.exceptions import ImproperlyConfigured
from django.urls import NoReverseMatch, Resolver404, reverse
from django.utils import translation
from django.utils.module_loading import import_string

from ocop_shop import conf
from ocop_shop.core import money
from ocop_shop.discovery import facet_faults
from ocop_shop.notice_checks import check_channels
from ocop_shop.payments import faults
from ocop_shop.seller_checks import check_commission, check_seller
from ocop_shop.storage_checks import check_private_root

TAG = "ocop_shop"
TIME_ZONE = "Asia/Ho_Chi_Minh"
_DEFAULTS = "Import ocop_shop.defaults after oscar.defaults, and set nothing of it back below."


def register() -> None:
    """Have all checks run with `manage.py check`. Registering again changes nothing."""
    for check in (
        check_apps,
        check_order,
        check_replaced,
        check_addresses,
        check_values,
        check_artwork,
        check_facets,
        check_payments,
        check_channels,
        check_seller,
        check_commission,
        check_money,
        check_time,
        check_texts,
        check_private_root,
    ):
        register_check(check, TAG)


def check_apps(app_configs: object = None, **_kwargs: Any) -> list[CheckMessage]:
    """The umbrella and all capabilities are installed, as shipped or forked under the same label."""
    if not apps.is_installed("ocop_shop"):
        return [
            Error(
                "ocop_shop itself is not in INSTALLED_APPS: templates, tags, commands and translations are missing.",
                hint="Write *OCOP_APPS (from ocop_shop.defaults) before oscar.config.Shop.",
                id="ocop_shop.E001",
            )
        ]
    installed = {app.label for app in apps.get_app_configs()}
    return [
        Error(
            f"The app {label} is not in INSTALLED_APPS.",
            hint=f"Add {path}, or your fork of it with the same label. *OCOP_APPS adds them all.",
            id="ocop_shop.E002",
        )
        for label, path in _own_apps().items()
        if label not in installed
    ]


def check_order(app_configs: object = None, **_kwargs: Any) -> list[CheckMessage]:
    """Django takes the first template of a name, so ours stand before Oscar's."""
    labels = [app.label for app in apps.get_app_configs()]
    if not {"ocop_shop", "oscar"} <= set(labels) or labels.index("ocop_shop") < labels.index("oscar"):
        return []
    return [
        Error(
            "ocop_shop stands behind oscar.config.Shop in INSTALLED_APPS: Oscar's templates win and no star is shown.",
            hint="Move *OCOP_APPS before oscar.config.Shop.",
            id="ocop_shop.E003",
        )
    ]


def check_replaced(app_configs: object = None, **_kwargs: Any) -> list[CheckMessage]:
    """Oscar's own search finds nothing without a search server, its own checkout sells what is not there."""
    found: list[CheckMessage] = []
    if _is_oscars_own("search"):
        found.append(
            Error(
                "Oscar's search app is still in place: categories and search would be read from haystack.",
                hint="Wrap the list: *ocop_apps(OSCAR_APPS). A fork of yours uses our views.",
                id="ocop_shop.E004",
            )
        )
    if _is_oscars_own("checkout"):
        found.append(
            Warning(
                "Oscar's checkout app is still in place: it takes money before it knows whether there is stock.",
                hint="Wrap the list: *ocop_apps(OSCAR_APPS). A fork of yours uses our views.",
                id="ocop_shop.W001",
            )
        )
    return found


def check_addresses(app_configs: object = None, **_kwargs: Any) -> list[CheckMessage]:
    """Links to makers, places and certificates lead somewhere."""
    try:
        reverse("ocop:producers")
    except NoReverseMatch:
        problem = "Our addresses are not in the URLconf: every link to a maker fails."
    except (ImproperlyConfigured, Resolver404, ImportError) as error:
        problem = f"The URLconf {settings.ROOT_URLCONF} cannot be read: {error}"
    else:
        return []
    return [
        Error(
            problem,
            hint='Add path("", include("ocop_shop.urls")) before Oscar\'s addresses.',
            id="ocop_shop.E005",
        )
    ]


def check_values(app_configs: object = None, **_kwargs: Any) -> list[CheckMessage]:
    """Every `OCOP_*` setting has a value of its kind."""
    return [
        Error(problem, hint="The docstrings of ocop_shop.conf.OcopSettings say what it means.", id="ocop_shop.E006")
        for problem in _wrong_values()
    ]


def check_artwork(app_configs: object = None, **_kwargs: Any) -> list[CheckMessage]:
    """The licensed artwork of the badge is there, for stars that a certificate can have."""
    if any("OCOP_BADGE_ARTWORK" in problem for problem in _wrong_values()):
        return []
    artwork = conf.settings.badge_artwork
    problems = [
        f"OCOP_BADGE_ARTWORK names {stars!r}: a certificate has 3, 4 or 5 stars."
        for stars in artwork
        if stars not in (3, 4, 5)
    ]
    problems += [
        f"OCOP_BADGE_ARTWORK: there is no static file {path!r}." for path in artwork.values() if not finders.find(path)
    ]
    hint = 'Name files below a folder of static files: {4: "brand/ocop-4.svg"}. What is missing is drawn by us.'
    return [Error(problem, hint=hint, id="ocop_shop.E011") for problem in problems]


def check_facets(app_configs: object = None, **_kwargs: Any) -> list[CheckMessage]:
    """Filters of the shop's own can be made, have a name that nobody else has, and a label."""
    if any("OCOP_FACETS" in problem for problem in _wrong_values()):
        return []
    ids = {
        facet_faults.NOT_THERE: "ocop_shop.E012",
        facet_faults.NO_FACET: "ocop_shop.E013",
        facet_faults.NAME: "ocop_shop.E014",
        facet_faults.LABEL: "ocop_shop.E015",
        facet_faults.WATCHED: "ocop_shop.E016",
    }
    found = facet_faults.faults(conf.settings.facets)
    return [Error(fault.sentence, hint=fault.hint, id=ids[fault.kind]) for fault in found]


def check_payments(app_configs: object = None, **_kwargs: Any) -> list[CheckMessage]:
    """Every way to pay that is set up can work, and a shop that is open takes real money."""
    if any(name in problem for problem in _wrong_values() for name in ("PROVIDERS", "VIETQR")):
        return []
    hint = "See docs/how-to/take-payments.md."
    found: list[CheckMessage] = []
    said = {
        "ocop_shop.E017": faults.of_providers,
        "ocop_shop.E018": faults.of_account,
        "ocop_shop.E019": faults.of_cards,
    }
    for number, problems in said.items():
        found += [Error(f"{problem}.", hint=hint, id=number) for problem in problems()]
    if faults.is_a_test() and not settings.DEBUG:
        problem = "STRIPE_SECRET_KEY is a test key: card payments look real and no money comes."
        found.append(Warning(problem, hint="Take the live key.", id="ocop_shop.W006"))
    return found


def check_money(app_configs: object = None, **_kwargs: Any) -> list[CheckMessage]:
    """Prices are đồng, shown whole, and a discount leaves no fraction that cannot be paid."""
    found: list[CheckMessage] = []
    if settings.OSCAR_DEFAULT_CURRENCY != money.CURRENCY:
        problem = f"OSCAR_DEFAULT_CURRENCY is {settings.OSCAR_DEFAULT_CURRENCY}: lists show prices in VND only."
        return [Error(problem, hint=_DEFAULTS, id="ocop_shop.E007")]
    shown = _price_as_shown()
    if "".join(filter(str.isdigit, shown)) != "125000":
        problem = f"125000 đồng are shown as {shown!r}: OSCAR_CURRENCY_FORMAT must not have decimals."
        found.append(Error(problem, hint=_DEFAULTS, id="ocop_shop.E008"))
    if problem := _rounding_problem():
        found.append(Error(problem, hint=_DEFAULTS, id="ocop_shop.E009"))
    return found


def check_time(app_configs: object = None, **_kwargs: Any) -> list[CheckMessage]:
    """Moments are kept with their zone; whoever reads them sees Vietnam's."""
    if not settings.USE_TZ:
        problem = "USE_TZ is off: moments without a zone cannot be compared with the end of a certificate."
        return [Error(problem, hint="Set USE_TZ = True.", id="ocop_shop.E010")]
    if settings.TIME_ZONE != TIME_ZONE:
        problem = f"TIME_ZONE is {settings.TIME_ZONE}: stars follow the day in Vietnam, but staff see other times."
        return [Warning(problem, hint=f'Set TIME_ZONE = "{TIME_ZONE}".', id="ocop_shop.W002")]
    return []


def check_texts(app_configs: object = None, **_kwargs: Any) -> list[CheckMessage]:
    """Readers get their language, addresses keep the letter đ, and nobody is asked for a postcode."""
    found: list[CheckMessage] = []
    locale = "django.middleware.locale.LocaleMiddleware"
    if settings.USE_I18N and len(settings.LANGUAGES) > 1 and locale not in settings.MIDDLEWARE:
        problem = "LocaleMiddleware is missing: every reader gets the default language."
        hint = f"Put {locale} between SessionMiddleware and CommonMiddleware."
        found.append(Warning(problem, hint=hint, id="ocop_shop.W003"))
    if "dak" not in _slug("Đắk"):
        problem = f"The slug of Đắk is {_slug('Đắk')!r}: OSCAR_SLUG_MAP does not know the letter đ."
        found.append(Warning(problem, hint=_DEFAULTS, id="ocop_shop.W004"))
    if "postcode" in settings.OSCAR_REQUIRED_ADDRESS_FIELDS:
        problem = "OSCAR_REQUIRED_ADDRESS_FIELDS asks for a postcode, which hardly anybody in Vietnam knows."
        found.append(Warning(problem, hint=_DEFAULTS, id="ocop_shop.W005"))
    return found


def _own_apps() -> dict[str, str]:
    """Our apps by label, with the path to put into INSTALLED_APPS."""
    from ocop_shop.defaults import OCOP_APPS

    return {import_string(path).label: path for path in OCOP_APPS}


def _is_oscars_own(label: str) -> bool:
    try:
        return apps.get_app_config(label).name == f"oscar.apps.{label}"
    except LookupError:
        return False


def _wrong_values() -> Iterator[str]:
    for name, member in vars(conf.OcopSettings).items():
        if isinstance(member, property):
            try:
                getattr(conf.settings, name)
            except (TypeError, ValueError) as error:
                yield str(error)


def _price_as_shown() -> str:
    from oscar.templatetags.currency_filters import currency

    with translation.override("vi"):
        try:
            return str(currency(Decimal(125_000), money.CURRENCY))
        except (TypeError, ValueError, LookupError, AttributeError) as error:
            return f"{type(error).__name__}: {error}"


def _rounding_problem() -> str:
    path = getattr(settings, "OSCAR_OFFER_ROUNDING_FUNCTION", None)
    if not path:
        return "OSCAR_OFFER_ROUNDING_FUNCTION is not set: a discount of 10% on 125.555 ₫ leaves half a đồng."
    try:
        rounded = import_string(path)(Decimal("12555.50"), money.CURRENCY)
    except (ImportError, TypeError) as error:
        return f"OSCAR_OFFER_ROUNDING_FUNCTION {path!r} cannot be used: {error}"
    if rounded != rounded.to_integral_value():
        return f"OSCAR_OFFER_ROUNDING_FUNCTION {path!r} leaves a fraction: {rounded}."
    return ""


def _slug(name: str) -> str:
    from oscar.core.utils import slugify

    return str(slugify(name))
