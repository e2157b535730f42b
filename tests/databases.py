"""The test database: migrated once, kept, and copied.

A migration from nothing takes about a minute, so it is done once for every state of the sources and kept under
`.cache/tests` (SQLite: a file; PostgreSQL: a template database). Each worker gets a copy of its own, and a copy is made
again in a tenth of a second whenever a test has really committed. Contents stand on each other:

* "tables": what `migrate` leaves;
* "watched": and the triggers and the search index as the present sources make them;
* "base": and the places of Vietnam; this is what a test finds;
* "demo": and everything that `load_demo` loads, for tests that ask for the fixture `demo_shop`. Somebody has read a
  list there already, as in any shop that is open: else each test's first reader would make all its rows anew.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import sqlite3
import subprocess
import sys
import time
from collections.abc import Iterable, Iterator
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import quote

import django
from django.core.management import get_commands
from django.db import connections
from filelock import FileLock

from ocop_shop.core import clock

ROOT = Path(__file__).resolve().parent.parent
CACHE = ROOT / ".cache" / "tests"
KEPT_HOURS = 6
SETTINGS = os.environ.setdefault("DJANGO_SETTINGS_MODULE", "sandbox.settings.test")


@dataclass(frozen=True)
class Content:
    """What a template holds: the content it starts from, the command that adds to it, and the files that decide it.

    `after` is run in Python when the command is done.
    """

    start: str | None
    command: tuple[str, ...]
    sources: tuple[str, ...]
    after: str = ""


CONTENTS = {
    "tables": Content(
        None,
        ("migrate", "--verbosity=0"),
        (
            "ocop_shop/**/migrations/*.py",
            "sandbox/**/migrations/*.py",
            "sandbox/settings/*.py",
            "sandbox/*.lock",
        ),
    ),
    # What is made after each `migrate`, also when there is nothing to migrate.
    "watched": Content(
        "tables",
        ("migrate", "--verbosity=0"),
        (
            "ocop_shop/discovery/triggers.py",
            "ocop_shop/discovery/watching.py",
            "ocop_shop/discovery/fulltext.py",
        ),
    ),
    "base": Content(
        "watched",
        ("ocop_load_regions",),
        (
            "ocop_shop/regions/data/*",
            "ocop_shop/regions/actions.py",
            "ocop_shop/regions/data_files.py",
            "ocop_shop/auditing/*.py",
        ),
    ),
    # The demo counts its dates back from today.
    "demo": Content(
        "base",
        ("load_demo", "--anyway"),
        ("ocop_shop/**/*.py", "ocop_shop/*/data/*", "sandbox/demo/*", "sandbox/loading/*"),
        after="from ocop_shop.discovery import freshness, tally; freshness.ensure_true(); tally.recount()",
    ),
}


class TestDatabase:
    """One worker's database, its content and the templates it is copied from.

    Templates of different kinds of databases can be made at the same time.
    """

    __test__ = False
    kind = ""

    def __init__(self, worker: str) -> None:
        self.worker = worker
        self.wanted = "base"
        self.content: str | None = None
        self.folder = Path(os.environ.get("OCOP_TEST_CACHE", CACHE))
        self.folder.mkdir(parents=True, exist_ok=True)

    @property
    def settings(self) -> dict[str, Any]:
        return connections.settings["default"]

    def restore(self) -> None:
        """Fill the worker's database anew with what is wanted; everything that was committed is forgotten."""
        connections.close_all()
        self.copy(self.template(self.wanted))
        self.content = self.wanted

    def want(self, content: str) -> None:
        """Make sure that the next test finds this content; nothing happens before a test needs the database."""
        self.wanted = content
        if self.content not in {None, content}:
            self.restore()

    def media(self) -> Path:
        """The pictures that belong to the content "demo"."""
        return self.folder / f"demo-{fingerprint('demo')}-{self.kind}-media"

    def template(self, content: str) -> str:
        """The name of the template with this content, made when there is none. One worker makes, the others wait."""
        name = f"{content}-{fingerprint(content)}"
        with FileLock(self.folder / f"{name}.{self.kind}.lock"):
            if self.exists(name):
                self.used(name)
            else:
                self.discard_old()
                self.make(name, content)
        return name

    def used(self, name: str) -> None:
        """Note that these files are needed still."""
        for path in self.folder.glob(f"{name}*"):
            os.utime(path)

    def make(self, name: str, content: str) -> None:
        raise NotImplementedError

    def exists(self, name: str) -> bool:
        raise NotImplementedError

    def copy(self, name: str) -> None:
        raise NotImplementedError

    def drop(self) -> None:
        raise NotImplementedError

    def fill(self, url: str, content: str) -> None:
        """Add to the database at `url`, which holds what `content` starts from, what makes it this content."""
        command = CONTENTS[content].command
        if command[0] not in get_commands():
            return
        var = self.folder / f"making-{content}-{self.kind}"
        shutil.rmtree(var, ignore_errors=True)
        (var / "media").mkdir(parents=True)
        run(url, var, *command)
        if after := CONTENTS[content].after:
            run(url, var, "shell", "--no-imports", "--verbosity=0", "--command", after)
        if content == "demo":
            shutil.rmtree(self.media(), ignore_errors=True)
            (var / "media").rename(self.media())
        shutil.rmtree(var)

    def discard_old(self) -> None:
        """Delete what no run has used for hours: sources change often, templates are quickly made."""
        for path in self.folder.iterdir():
            if time.time() - path.stat().st_mtime > KEPT_HOURS * 3600:
                shutil.rmtree(path) if path.is_dir() else path.unlink(missing_ok=True)


class SQLiteDatabase(TestDatabase):
    """A file for each worker, beside the templates; not memory, so that the live server's threads see it too."""

    kind = "sqlite"

    def __init__(self, worker: str) -> None:
        super().__init__(worker)
        self.path = self.folder / f"worker-{worker}-{os.getpid()}.sqlite3"
        self.settings["NAME"] = str(self.path)

    def exists(self, name: str) -> bool:
        return (self.folder / f"{name}.sqlite3").exists()

    def make(self, name: str, content: str) -> None:
        unfinished = self.folder / f"{name}.unfinished"
        unfinished.unlink(missing_ok=True)
        if grown := self._last(content):
            self._copy(grown, unfinished)
            self.fill(f"sqlite:///{unfinished}", "tables")
        else:
            if start := CONTENTS[content].start:
                self._copy(f"{self.template(start)}.sqlite3", unfinished)
            self.fill(f"sqlite:///{unfinished}", content)
        with closing(sqlite3.connect(unfinished)) as database:
            # One plain file, without a log beside it that a copy would miss.
            database.execute("PRAGMA journal_mode=DELETE")
        unfinished.rename(self.folder / f"{name}.sqlite3")

    def _last(self, content: str) -> str:
        """With OCOP_TEST_GROW: the template of "base" that was made last, to which new migrations are added.

        For whoever writes migrations and wants an answer in seconds. One that was run and then edited is not run again:
        delete the folder after that.
        """
        if not os.environ.get("OCOP_TEST_GROW") or content != "base":
            return ""
        made = sorted(self.folder.glob("base-*.sqlite3"), key=lambda path: path.stat().st_mtime)
        return made[-1].name if made else ""

    def copy(self, name: str) -> None:
        self._copy(f"{name}.sqlite3", self.path)

    def _copy(self, template: str, target: Path) -> None:
        """By SQLite's own backup, which takes its turn when the live server still has the file open."""
        with (
            closing(sqlite3.connect(self.folder / template)) as source,
            closing(sqlite3.connect(target, timeout=20)) as copy,
        ):
            source.backup(copy)

    def drop(self) -> None:
        connections.close_all()
        for path in self.folder.glob(f"{self.path.name}*"):
            path.unlink(missing_ok=True)


class PostgreSQLDatabase(TestDatabase):
    """A database for each worker in the cluster that DATABASE_URL names, made by `CREATE DATABASE ... TEMPLATE`."""

    kind = "postgresql"

    def __init__(self, worker: str) -> None:
        super().__init__(worker)
        self.maintenance = dict(self.settings)
        self.name = f"ocop_test_{worker}_{os.getpid()}"
        self.settings["NAME"] = self.name

    def exists(self, name: str) -> bool:
        return bool(self._run("SELECT 1 FROM pg_database WHERE datname = %s", f"ocop_{name}"))

    def make(self, name: str, content: str) -> None:
        unfinished = f"ocop_{name}_unfinished"
        start = CONTENTS[content].start
        template = f"ocop_{self.template(start)}" if start else "template0"
        self._run(f'DROP DATABASE IF EXISTS "{unfinished}" WITH (FORCE)')
        self._run(f'CREATE DATABASE "{unfinished}" TEMPLATE "{template}"')
        self.fill(self._url(unfinished), content)
        self._run(f'ALTER DATABASE "{unfinished}" RENAME TO "ocop_{name}"')

    def copy(self, name: str) -> None:
        self.drop()
        self._run(f'CREATE DATABASE "{self.name}" TEMPLATE "ocop_{name}"')

    def drop(self) -> None:
        connections.close_all()
        self._run(f'DROP DATABASE IF EXISTS "{self.name}" WITH (FORCE)')

    def discard_old(self) -> None:
        """Templates of other states of the sources, some 50 MB each, unless another run is using them."""
        import psycopg

        super().discard_old()
        current = {f"ocop_{content}-{fingerprint(content)}" for content in CONTENTS}
        for (name,) in self._run("SELECT datname FROM pg_database WHERE datname ~ '^ocop_(tables|watched|base|demo)-'"):
            if name.removesuffix("_unfinished") not in current:
                with suppress(psycopg.errors.ObjectInUse):
                    self._run(f'DROP DATABASE IF EXISTS "{name}"')

    def _run(self, statement: str, *values: object) -> list[tuple[Any, ...]]:
        import psycopg

        place = self.maintenance
        with psycopg.connect(
            dbname=place["NAME"] or "postgres",
            host=place["HOST"] or None,
            port=place["PORT"] or None,
            user=place["USER"] or None,
            password=place["PASSWORD"] or None,
            autocommit=True,
        ) as connection:
            cursor = connection.execute(statement, values or None)
            return cursor.fetchall() if cursor.description else []

    def _url(self, name: str) -> str:
        place = {key: quote(str(value), safe="") for key, value in self.maintenance.items() if key in _PARTS}
        return "postgres://{USER}:{PASSWORD}@{HOST}:{PORT}/".format(**place) + name


_PARTS = {"USER", "PASSWORD", "HOST", "PORT"}


def for_worker(worker: str) -> TestDatabase:
    """The test database of this worker, of the kind that the settings name. It has no content yet."""
    kind = PostgreSQLDatabase if connections["default"].vendor == "postgresql" else SQLiteDatabase
    return kind(worker)


@cache  # a run keeps to the sources it began with, though somebody edits them
def fingerprint(content: str) -> str:
    """Twelve letters that change with anything the content is made of; the demo's also change with the day."""
    made_of = CONTENTS[content]
    found = hashlib.sha256(repr((sys.version_info[:2], django.VERSION, SETTINGS, made_of)).encode())
    if made_of.start:
        found.update(fingerprint(made_of.start).encode())
    for path in _files(made_of.sources):
        found.update(str(path.relative_to(ROOT)).encode() + b"\0" + path.read_bytes())
    if content == "demo":
        found.update(str(clock.today()).encode())
    return found.hexdigest()[:12]


def _files(patterns: Iterable[str]) -> Iterator[Path]:
    for path in sorted({path for pattern in patterns for path in ROOT.glob(pattern)}):
        if path.is_file() and "__pycache__" not in path.parts:
            yield path


def run(url: str, var: Path, *command: str) -> None:
    """Run a management command on the database at `url` in a process of its own, which leaves nothing in ours."""
    environment = {**os.environ, "DATABASE_URL": url, "OCOP_VAR": str(var), "PYTHONPATH": str(ROOT)}
    line = [sys.executable, "-W", "ignore", "-m", "django", *command, f"--settings={SETTINGS}"]
    done = subprocess.run(line, env=environment, cwd=ROOT, capture_output=True, text=True, check=False)
    if done.returncode:
        raise RuntimeError(f"{' '.join(command)} failed:\n{done.stdout[-2000:]}\n{done.stderr[-6000:]}")


@contextmanager
def restored_after_commit(database: TestDatabase) -> Iterator[None]:
    """Let transactional tests give the database back as they found it.

    Django empties every table after such a test. The places, Wagtail's root page and site, the permissions: all that
    migrations and commands had put there would be gone for the tests that follow. Here the worker's database is copied
    from its template again instead, which is also faster.
    """
    from django.test import TransactionTestCase

    emptied = TransactionTestCase._fixture_teardown
    TransactionTestCase._fixture_teardown = lambda _case: database.restore()  # type: ignore[method-assign]
    try:
        yield
    finally:
        TransactionTestCase._fixture_teardown = emptied  # type: ignore[method-assign]


if __name__ == "__main__":
    # Everything that tests are copied from, made ahead: a run would begin with one worker making it.
    django.setup()
    for_worker("ahead").template("demo")
