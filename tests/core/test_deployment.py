"""The sandbox's settings for a public server leave Django's own deployment checks nothing to say."""

import os
import subprocess
import sys

from tests.databases import ROOT

PRODUCTION = {
    "DJANGO_SETTINGS_MODULE": "sandbox.settings.production",
    "SECRET_KEY": "a-key-of-fifty-letters-and-more-made-up-for-this-test-0123456789",
    "ALLOWED_HOSTS": "shop.example.vn",
    "BASE_URL": "https://shop.example.vn",
    "DATABASE_URL": "postgres://shop@127.0.0.1/shop",
    "REDIS_URL": "redis://127.0.0.1:6379/0",
    "EMAIL_URL": "smtp://localhost:25",
}


def manage(tmp_path, *arguments, without=(), **changed):
    environment = {name: os.environ[name] for name in ("PATH", "HOME", "LANG") if name in os.environ}
    environment |= {name: value for name, value in PRODUCTION.items() if name not in without}
    environment |= {"OCOP_VAR": str(tmp_path), **changed}
    command = [sys.executable, "sandbox/manage.py", *arguments]
    return subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False)


def test_the_deployment_checks_find_nothing(tmp_path):
    done = manage(tmp_path, "check", "--deploy", "--fail-level", "INFO")
    assert done.returncode == 0, done.stderr
    assert "no issues" in done.stdout


def test_debug_cannot_be_switched_on_from_outside(tmp_path):
    code = "from django.conf import settings; print(settings.DEBUG)"
    done = manage(tmp_path, "shell", "--no-imports", "-c", code, DEBUG="1")
    assert done.stdout.strip() == "False", done.stderr


def test_without_a_secret_key_nothing_starts(tmp_path):
    done = manage(tmp_path, "check", without=["SECRET_KEY"])
    assert done.returncode != 0
    assert "SECRET_KEY" in done.stderr


def test_nobody_transfers_to_the_invented_account_of_the_demo(tmp_path):
    code = "from ocop_shop.payments import registry; print([provider.code for provider in registry.offered()])"
    asked = ("shell", "--no-imports", "-c", code)
    assert manage(tmp_path, *asked).stdout.strip() == "['cash-on-delivery']"
    own = {"VIETQR_BANK": "970436", "VIETQR_ACCOUNT": "0123456789"}
    assert manage(tmp_path, *asked, **own).stdout.strip() == "['cash-on-delivery', 'bank-transfer']"
