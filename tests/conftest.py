"""What every test may ask for. The database is explained in `tests/databases.py`."""

from __future__ import annotations

import gc
import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import Any

import hypothesis
import pytest
from django.conf import settings as django_settings
from django.core.cache import cache
from django.db import connection
from django.http import HttpRequest, HttpResponse
from django.test import TransactionTestCase, override_settings
from django.utils import translation

from ocop_shop.test import clock, factories
from tests import databases
from tests.browsing import axe, axe_at_each_width, browse, browser, page  # noqa: F401 (fixtures)

# A busy machine is no fault of a rule: what takes long is measured by benchmarks.
hypothesis.settings.register_profile("untimed", deadline=None)
hypothesis.settings.load_profile("untimed")

REQUIRE_ALL = os.environ.get("OCOP_REQUIRE_ALL", "") not in {"", "0"}
DATABASE_FIXTURES = {"db", "transactional_db"}
DATABASE = pytest.StashKey[databases.TestDatabase]()


# --- the run as a whole ---------------------------------------------------------------------------------------------


def pytest_configure(config: pytest.Config) -> None:
    config.stash[DATABASE] = databases.for_worker(os.environ.get("PYTEST_XDIST_WORKER", "main"))


@pytest.hookimpl(wrapper=True, tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> Iterator[None]:
    """Tests on the same content of the database stand together, so that it changes twice in a run; long ones first.

    Sorted after everybody else: pytest-django puts tests that commit, which are the longest, at the end.
    """
    for item in items:
        if "browser" in getattr(item, "fixturenames", ()):
            item.add_marker(pytest.mark.browser)
        if not _touches_the_database(item):
            item.add_marker(pytest.mark.rules)
    yield
    items.sort(key=lambda item: (list(databases.CONTENTS).index(_content_for(item)), not _is_long(item)))


@pytest.hookimpl(trylast=True)
def pytest_collection_finish() -> None:
    """What is loaded now stays until the end: Python need not look through all of it again for what may be freed.

    Tests make many short-lived objects beside some millions that stay; looking took a third of the run.
    """
    gc.collect()
    gc.freeze()
    gc.set_threshold(20_000, 20, 50)


def pytest_runtest_setup(item: pytest.Item) -> None:
    item.config.stash[DATABASE].want(_content_for(item))


def pytest_sessionfinish(session: pytest.Session) -> None:
    """With OCOP_REQUIRE_ALL=1 nothing may be left out: a skipped test fails the run."""
    reporter = session.config.pluginmanager.get_plugin("terminalreporter")
    if REQUIRE_ALL and reporter and reporter.stats.get("skipped") and not session.exitstatus:
        session.exitstatus = pytest.ExitCode.TESTS_FAILED


def pytest_terminal_summary(terminalreporter: Any) -> None:
    skipped = len(terminalreporter.stats.get("skipped", ()))
    if skipped:
        verdict = "OCOP_REQUIRE_ALL=1 makes this a FAILURE" if REQUIRE_ALL else "this machine cannot run them"
        terminalreporter.write_sep("!", f"{skipped} TESTS WERE SKIPPED: {verdict}", red=REQUIRE_ALL, yellow=True)


def _is_long(item: pytest.Item) -> bool:
    """Whether a test takes long: it says so, or many do something at once on PostgreSQL."""
    return any(item.get_closest_marker(name) for name in ("long", "postgres"))


def _touches_the_database(item: pytest.Item) -> bool:
    case = getattr(item, "cls", None)
    asked_for = DATABASE_FIXTURES.intersection(getattr(item, "fixturenames", ()))
    return bool(asked_for or item.get_closest_marker("django_db") or (case and issubclass(case, TransactionTestCase)))


def _content_for(item: pytest.Item) -> str:
    names = getattr(item, "fixturenames", ())
    return "demo" if "demo_shop" in names else "tables" if "empty_tables" in names else "base"


# --- the database ---------------------------------------------------------------------------------------------------


@pytest.fixture(scope="session")
def django_db_setup(
    request: pytest.FixtureRequest, django_test_environment: None, django_db_blocker: Any
) -> Iterator[None]:
    """In place of pytest-django's own: a copy of a kept template instead of a migration."""
    database = request.config.stash[DATABASE]
    with django_db_blocker.unblock(), databases.restored_after_commit(database):
        database.restore()
        yield
        database.drop()


@pytest.fixture
def empty_tables(db: None) -> None:
    """The database as `migrate` leaves it: not even the places of Vietnam are there."""


@pytest.fixture
def demo_shop(db: None, request: pytest.FixtureRequest, _own_media: Path) -> None:
    """The shop as `load_demo` leaves it, with its pictures. The test may change it; the next one finds it whole."""
    pictures = request.config.stash[DATABASE].media()
    if not (_own_media / "complete").exists():
        shutil.copytree(pictures, _own_media, dirs_exist_ok=True)
        (_own_media / "complete").touch()


@pytest.fixture(autouse=True)
def _postgres_only(request: pytest.FixtureRequest) -> None:
    if request.node.get_closest_marker("postgres") and connection.vendor != "postgresql":
        pytest.skip("needs PostgreSQL: `make test` runs it there, or set DATABASE_URL")


# --- a fresh process for every test ---------------------------------------------------------------------------------


@pytest.fixture(autouse=True, scope="session")
def _own_media(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    folder = tmp_path_factory.mktemp("media")
    private = tmp_path_factory.mktemp("private")
    with override_settings(MEDIA_ROOT=str(folder), OCOP_PRIVATE_ROOT=str(private)):
        yield folder


@pytest.fixture(autouse=True, scope="session")
def _own_cache(worker_id_or_main: str) -> Iterator[None]:
    """On Redis every worker takes a database of its own, since clearing it is what each test begins with."""
    caches = django_settings.CACHES
    if "Redis" not in caches["default"]["BACKEND"]:
        yield
        return
    number = int(worker_id_or_main.removeprefix("gw")) + 1 if worker_id_or_main.startswith("gw") else 0
    server = caches["default"]["LOCATION"].rstrip("/").rpartition("/")[0]
    with override_settings(CACHES={**caches, "default": {**caches["default"], "LOCATION": f"{server}/{number}"}}):
        yield


@pytest.fixture(scope="session")
def worker_id_or_main() -> str:
    """The name of the xdist worker, "main" without xdist."""
    return os.environ.get("PYTEST_XDIST_WORKER", "main")


@pytest.fixture(autouse=True)
def _nothing_left_over() -> Iterator[None]:
    """Rows are rolled back after a test; what was cached of them, and the language a request chose, must go too."""
    cache.clear()
    with translation.override(django_settings.LANGUAGE_CODE):
        yield


@pytest.fixture
def bare_errors(monkeypatch: pytest.MonkeyPatch) -> None:
    """Who is turned away gets the status and no page: walks through every address are mostly told no.

    What the pages of errors show is looked at where somebody meets one (tests/discovery, tests/certification, …).
    """
    for status in (403, 404):
        turned_away = partial(_bare, status)
        monkeypatch.setattr(f"{django_settings.ROOT_URLCONF}.handler{status}", turned_away, raising=False)


def _bare(status: int, request: HttpRequest, exception: Exception) -> HttpResponse:
    return HttpResponse(status=status)


# --- what tests are written with ------------------------------------------------------------------------------------


@pytest.fixture
def frozen() -> Iterator[Callable[[datetime | str], None]]:
    """`frozen("2026-11-22 23:59:59")`: stop the clock at a moment in Vietnam; call it again to move on."""
    running: list[AbstractContextManager[Any]] = []

    def stop_at(moment: datetime | str) -> None:
        stopped = clock.frozen(moment)
        stopped.__enter__()
        running.append(stopped)

    yield stop_at
    for stopped in reversed(running):
        stopped.__exit__(None, None, None)


@pytest.fixture
def product_factory(db: None) -> Callable[..., Any]:
    """`ocop_shop.test.factories.make_product`."""
    return factories.make_product


@pytest.fixture
def producer_factory(db: None) -> Callable[..., Any]:
    """`ocop_shop.test.factories.make_producer`."""
    return factories.make_producer


@pytest.fixture
def certificate_factory(db: None) -> Callable[..., Any]:
    """`ocop_shop.test.factories.make_certificate`."""
    return factories.make_certificate


@pytest.fixture
def user_factory(db: None) -> Callable[..., Any]:
    """`ocop_shop.test.factories.make_user`."""
    return factories.make_user


@pytest.fixture
def assert_queries(django_assert_max_num_queries: Any) -> Any:
    """`with assert_queries(20):` fails when the block asks the database more often."""
    return django_assert_max_num_queries
