"""Every mistake an installer can make is named, with what to do about it."""

from __future__ import annotations

import os
import subprocess
import sys
from decimal import Decimal
from types import SimpleNamespace

import pytest
from django.apps import apps
from django.core.checks import run_checks
from django.test import override_settings

from ocop_shop import checks, conf
from ocop_shop.defaults import OCOP_APPS
from tests.databases import ROOT

LOCALE = "django.middleware.locale.LocaleMiddleware"


def ids(found):
    assert all(message.hint for message in found), "a check says what to do"
    return [message.id for message in found]


def told(**changed):
    """The ids of what all our checks say with these settings changed."""
    with override_settings(**changed):
        return ids(run_checks(tags=[checks.TAG]))


def installed(monkeypatch, labels):
    monkeypatch.setattr(apps, "get_app_configs", lambda: [SimpleNamespace(label=label) for label in labels])


def cents(amount, currency):
    return amount


def one_argument(amount):
    return amount


def test_the_sandbox_has_nothing_to_be_told():
    assert told() == []


def test_the_umbrella_is_missing(monkeypatch):
    monkeypatch.setattr(apps, "is_installed", lambda name: name != "ocop_shop")
    assert ids(checks.check_apps()) == ["ocop_shop.E001"]


def test_a_capability_is_missing_and_a_fork_under_its_label_is_not(monkeypatch):
    labels = [app.label for app in apps.get_app_configs()]
    installed(monkeypatch, [label for label in labels if label != "ocop_certification"])
    (missing,) = checks.check_apps()
    assert missing.id == "ocop_shop.E002"
    assert "ocop_certification" in missing.msg
    assert "ocop_shop.certification.apps.CertificationConfig" in missing.hint
    installed(monkeypatch, labels)
    assert checks.check_apps() == []


def test_all_capabilities_are_asked_for():
    assert len(checks._own_apps()) == len(OCOP_APPS)


@pytest.mark.parametrize(
    ("labels", "expected"),
    [
        (["ocop_shop", "ocop_regions", "oscar"], []),
        (["oscar", "ocop_shop"], ["ocop_shop.E003"]),
        (["oscar"], []),  # then E001 speaks
    ],
)
def test_the_umbrella_stands_before_oscar(monkeypatch, labels, expected):
    installed(monkeypatch, labels)
    assert ids(checks.check_order()) == expected


@pytest.mark.parametrize(("label", "expected"), [("search", "ocop_shop.E004"), ("checkout", "ocop_shop.W001")])
def test_oscars_own_app_is_still_in_place(monkeypatch, label, expected):
    monkeypatch.setattr(apps.get_app_config(label), "name", f"oscar.apps.{label}")
    assert ids(checks.check_replaced()) == [expected]


@pytest.mark.parametrize("label", ["search", "checkout"])
def test_a_shops_own_fork_of_oscars_app_is_its_own_affair(monkeypatch, label):
    monkeypatch.setattr(apps.get_app_config(label), "name", f"myshop.{label}")
    assert checks.check_replaced() == []


@pytest.mark.parametrize("urlconf", ["django.conf.urls.i18n", "no_such_urlconf"])
def test_our_addresses_are_not_included(urlconf):
    with override_settings(ROOT_URLCONF=urlconf):
        assert ids(checks.check_addresses()) == ["ocop_shop.E005"]


@pytest.mark.parametrize(
    "name", [f"OCOP_{name.upper()}" for name, member in vars(conf.OcopSettings).items() if isinstance(member, property)]
)
def test_a_setting_has_a_value_of_the_wrong_kind(name):
    with override_settings(**{name: object()}):
        (problem,) = checks.check_values()
    assert problem.id == "ocop_shop.E006"
    assert name in problem.msg


@pytest.mark.parametrize(
    ("changed", "expected"),
    [
        ({"OSCAR_DEFAULT_CURRENCY": "GBP"}, "ocop_shop.E007"),
        ({"OSCAR_CURRENCY_FORMAT": {"VND": {"format": "#,##0.00", "currency_digits": False}}}, "ocop_shop.E008"),
        ({"OSCAR_CURRENCY_FORMAT": {"VND": {"no_such_option": 1}}}, "ocop_shop.E008"),
        ({"OSCAR_OFFER_ROUNDING_FUNCTION": None}, "ocop_shop.E009"),
        ({"OSCAR_OFFER_ROUNDING_FUNCTION": "no.such.function"}, "ocop_shop.E009"),
        ({"OSCAR_OFFER_ROUNDING_FUNCTION": f"{__name__}.cents"}, "ocop_shop.E009"),
        ({"OSCAR_OFFER_ROUNDING_FUNCTION": f"{__name__}.one_argument"}, "ocop_shop.E009"),
        ({"USE_TZ": False}, "ocop_shop.E010"),
        ({"TIME_ZONE": "UTC"}, "ocop_shop.W002"),
        ({"MIDDLEWARE": []}, "ocop_shop.W003"),
        ({"OSCAR_SLUG_MAP": {}}, "ocop_shop.W004"),
        ({"OSCAR_REQUIRED_ADDRESS_FIELDS": ("line1", "postcode")}, "ocop_shop.W005"),
    ],
)
def test_a_setting_is_wrong(changed, expected):
    assert told(**changed) == [expected]


def test_one_language_needs_no_choice():
    assert told(MIDDLEWARE=[], LANGUAGES=[("vi", "Tiếng Việt")]) == []


@pytest.mark.parametrize(
    "form",
    [
        {"VND": {"format": "#,##0\u00a0¤"}, "USD": {"format": "¤#,##0.00"}},
        "#,##0.00\u00a0¤",  # Babel knows that VND has no decimals, whatever the pattern says
        None,
    ],
)
def test_a_format_that_shows_whole_dong_is_accepted_however_it_is_written(form):
    assert told(OSCAR_CURRENCY_FORMAT=form) == []


def test_a_project_with_oscars_defaults_last_is_told_all_of_it_by_manage_py_check(tmp_path):
    (tmp_path / "careless.py").write_text(
        "from sandbox.settings.test import *\n"
        "from oscar.defaults import *\n"
        "INSTALLED_APPS = [app for app in INSTALLED_APPS if app not in OCOP_APPS]\n"
        "INSTALLED_APPS = [*INSTALLED_APPS, *OCOP_APPS]\n"
        "INSTALLED_APPS[INSTALLED_APPS.index('ocop_shop.forks.search.apps.SearchConfig')] = "
        "'oscar.apps.search.apps.SearchConfig'\n"
        "HAYSTACK_CONNECTIONS = {'default': {'ENGINE': 'haystack.backends.simple_backend.SimpleEngine'}}\n"
        "TIME_ZONE = 'UTC'\n"
    )
    environment = {**os.environ, "PYTHONPATH": f"{ROOT}{os.pathsep}{tmp_path}", "OCOP_VAR": str(tmp_path)}
    command = [sys.executable, "-m", "django", "check", "--tag=ocop_shop", "--settings=careless"]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 1
    for expected in ("E003", "E004", "E007", "W002", "W004", "W005"):
        assert f"(ocop_shop.{expected})" in done.stderr


@pytest.mark.parametrize(
    "artwork", [{2: "ocop_shop/img/sprite.svg"}, {"4": "ocop_shop/img/sprite.svg"}, {4: "brand/gone.svg"}]
)
def test_the_artwork_of_the_badge_is_for_stars_that_exist_and_is_there(artwork):
    assert told(OCOP_BADGE_ARTWORK=artwork) == ["ocop_shop.E011"]


def test_artwork_that_is_there_and_a_setting_of_the_wrong_kind():
    assert told(OCOP_BADGE_ARTWORK={4: "ocop_shop/img/sprite.svg"}) == []
    assert told(OCOP_BADGE_ARTWORK="brand/ocop.svg") == ["ocop_shop.E006"]


@pytest.mark.parametrize(
    "channels",
    [
        ["ocop_shop.notices.channels.mail.NoSuchClass"],
        ["ocop_shop.notices.channel.Channel"],
        ["ocop_shop.notices.channel.Message"],
        ["ocop_shop.notices.channels.mail.Mail", "ocop_shop.notices.channels.mail.Mail"],
    ],
)
def test_a_channel_that_cannot_work_is_named(channels):
    assert told(OCOP_NOTICE_CHANNELS=channels) == ["ocop_shop.E023"]


@pytest.mark.parametrize(
    "providers",
    [
        ["ocop_shop.payments.cod.NoSuchClass"],
        ["ocop_shop.payments.cod.limit"],
        ["ocop_shop.payments.provider.News"],
        ["ocop_shop.payments.provider.Provider"],
        ["ocop_shop.payments.cod.CashOnDelivery", "ocop_shop.payments.cod.CashOnDelivery"],
    ],
)
def test_a_way_to_pay_that_cannot_work_is_named(providers):
    assert told(OCOP_PAYMENT_PROVIDERS=providers) == ["ocop_shop.E017"]


@pytest.mark.parametrize("account", [{"bank": "VCB", "account": "1"}, {"bank": "970436"}, {"account": "1"}])
def test_an_account_that_nobody_can_transfer_to_is_named(account):
    assert told(OCOP_VIETQR=account) == ["ocop_shop.E018"]


def test_cards_without_a_webhook_secret_are_named(monkeypatch):
    monkeypatch.setenv("STRIPE_SECRET_KEY", "sk_live_x")
    monkeypatch.delenv("STRIPE_WEBHOOK_SECRET", raising=False)
    assert told() == ["ocop_shop.E019"]


@pytest.mark.parametrize(("debug", "said"), [(False, ["ocop_shop.W006"]), (True, [])])
def test_a_test_key_in_an_open_shop_is_warned_of(monkeypatch, debug, said):
    monkeypatch.setenv("STRIPE_SECRET_KEY", "sk_test_x")
    monkeypatch.setenv("STRIPE_WEBHOOK_SECRET", "whsec_x")
    assert told(DEBUG=debug) == said


def test_no_secret_is_said_by_a_check(monkeypatch):
    monkeypatch.setenv("STRIPE_SECRET_KEY", "sk_test_geheim")
    assert "geheim" not in str(checks.check_payments())


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({}, []),
        ({"OCOP_SELLER": "producer"}, ["ocop_shop.W008"]),
        ({"OCOP_SELLER": "producer", "OCOP_SELLER_TERMS": {"url": "/dieu-khoan/"}}, []),
        ({"OCOP_SELLER": "everybody"}, ["ocop_shop.E021"]),
        ({"OCOP_SELLER": 1}, ["ocop_shop.E006"]),
        ({"OCOP_SELLER_TERMS": "1"}, ["ocop_shop.E006"]),
    ],
)
def test_who_sells_is_one_of_two_and_terms_can_be_read(changed, said):
    assert told(**changed) == said


@pytest.mark.parametrize(
    ("percent", "said"),
    [
        (5, []),
        (Decimal("7.25"), []),
        (101, ["ocop_shop.E022"]),
        (Decimal(-1), ["ocop_shop.E022"]),
        (Decimal("1.005"), ["ocop_shop.E022"]),
        (Decimal("NaN"), ["ocop_shop.E022"]),
        ("5", ["ocop_shop.E006"]),
        (0.5, ["ocop_shop.E006"]),
    ],
)
def test_a_commission_is_a_percentage(percent, said):
    assert told(OCOP_COMMISSION_PERCENT=percent) == said
