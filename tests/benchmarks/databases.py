"""The databases that are measured: made once for every number of products and state of the sources, and kept.

SQLite's are files under `.cache/bench`, PostgreSQL's live in a cluster of the benchmark's own, which runs only as long
as it is needed. With `listing` a database is known to be filled, with `rows` that the present code wrote the listing.
"""

from __future__ import annotations

import hashlib
import json
import os
import re
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
CACHE = ROOT / ".cache" / "bench"
SETTINGS = "tests.benchmarks.settings"
_TABLES = ("ocop_shop/**/migrations/*.py", "sandbox/settings/base.py", "sandbox/*.lock", "ocop_shop/regions/data/*")
_GOODS = tuple(f"tests/benchmarks/{name}.py" for name in ("words", "goods", "tables", "filling", "register", "simple"))
_WRITERS = (
    "abstract_models actions former_names fulltext making own_facets pictures rows searchable sort_keys tags tally"
    " terms triggers unit_prices vocabulary"
)
_LISTING = (
    *(f"ocop_shop/discovery/{name}.py" for name in _WRITERS.split()),
    "ocop_shop/core/text.py",
    "ocop_shop/producers/data/*",
    "tests/benchmarks/listing.py",
)


@dataclass(frozen=True)
class Place:
    """A database of the benchmark."""

    kind: str
    number: int
    url: str

    @property
    def note(self) -> Path:
        """Where it is written down what the database holds, and how long that took."""
        return CACHE / f"{self.kind}-{self.number}.json"

    def noted(self) -> dict[str, Any]:
        """What is written down of it."""
        return json.loads(self.note.read_text(encoding="utf-8")) if self.note.exists() else {}


@contextmanager
def server(kind: str) -> Iterator[str]:
    """The address of a server for databases of this kind, running while the block does."""
    CACHE.mkdir(parents=True, exist_ok=True)
    if kind == "sqlite":
        yield f"sqlite:///{CACHE}/"
        return
    # Work by helpers of a backend would not be counted, and translating a query is not worth it here for either side.
    options = "-c shared_buffers=512MB -c work_mem=32MB -c max_parallel_workers_per_gather=0 -c jit=off"
    environment = {**os.environ, "OCOP_POSTGRES_NAME": "bench", "OCOP_POSTGRES_OPTIONS": options}
    script = str(ROOT / ".ci" / "postgres.sh")
    started = subprocess.run([script, "start"], env=environment, capture_output=True, text=True, check=True)
    try:
        yield started.stdout.strip().rpartition("/")[0] + "/"
    finally:
        subprocess.run([script, "stop"], env=environment, check=False)


def is_there(kind: str) -> bool:
    """Whether databases of this kind can be measured here."""
    script = str(ROOT / ".ci" / "postgres.sh")
    return kind == "sqlite" or subprocess.run([script, "available"], check=False).returncode == 0


def place(kind: str, number: int, at: str) -> Place:
    """The database with `number` products on the server at the address `at`."""
    return Place(kind, number, at + (f"{number}.sqlite3" if kind == "sqlite" else f"bench_{number}"))


def prepare(wanted: Place) -> None:
    """Make sure that the database is filled and its listing written by the code as it is now."""
    noted = wanted.noted()
    if noted.get("goods") != fingerprint("goods") or not _exists(wanted):
        _say(f"{wanted.kind}: filling a shop of {wanted.number:,} products")
        wanted.note.unlink(missing_ok=True)
        _copy_of_empty(wanted)
        run(wanted.url, "tests.benchmarks.making", "fill", str(wanted.number))
        noted = {"goods": fingerprint("goods")}
        wanted.note.write_text(json.dumps(noted), encoding="utf-8")
    if noted.get("listing") != fingerprint("listing"):
        _say(f"{wanted.kind}: writing the listing of {wanted.number:,} products")
        made = json.loads(run(wanted.url, "tests.benchmarks.making", "list", str(wanted.number)).splitlines()[-1])
        noted |= {"listing": fingerprint("listing"), **made}
        wanted.note.write_text(json.dumps(noted), encoding="utf-8")


def others(wanted: Place, at: str) -> list[Place]:
    """Databases of the same kind that are kept for other numbers and still fit the sources."""
    numbers = [int(path.stem.split("-")[1]) for path in CACHE.glob(f"{wanted.kind}-*.json") if _is_number(path)]
    found = [place(wanted.kind, number, at) for number in sorted(numbers) if number != wanted.number]
    return [one for one in found if _fits(one) and _exists(one)]


def run(url: str, module: str, *arguments: str, **environment: str) -> str:
    """What a module of the benchmark prints, run in a process of its own on the database at `url`."""
    line = [sys.executable, "-W", "ignore", "-m", module, *arguments]
    done = subprocess.run(
        line, env=surroundings(url) | environment, cwd=ROOT, stdout=subprocess.PIPE, text=True, check=False
    )
    if done.returncode:
        raise SystemExit(f"{' '.join(line[3:])} failed")
    return done.stdout


def surroundings(url: str) -> dict[str, str]:
    """The environment of such a process."""
    return {
        **os.environ,
        "DATABASE_URL": url,
        "DJANGO_SETTINGS_MODULE": SETTINGS,
        "OCOP_VAR": str(CACHE / "var"),
        "PYTHONPATH": str(ROOT),
    }


@cache
def fingerprint(content: str) -> str:
    """Twelve letters that change with the sources that decide what a database holds."""
    patterns = {"tables": _TABLES, "goods": (*_TABLES, *_GOODS), "listing": (*_TABLES, *_GOODS, *_LISTING)}[content]
    found = hashlib.sha256()
    for path in sorted({path for pattern in patterns for path in ROOT.glob(pattern)}):
        if path.is_file():
            found.update(str(path.relative_to(ROOT)).encode() + b"\0" + path.read_bytes())
    return found.hexdigest()[:12]


def _copy_of_empty(wanted: Place) -> None:
    """A database with all tables and the places of Vietnam, copied from one that is made for every state of them."""
    name = f"tables_{fingerprint('tables')}"
    at = wanted.url.rpartition("/")[0] + "/"
    empty = Place(wanted.kind, 0, at + (f"{name}.sqlite3" if wanted.kind == "sqlite" else name))
    if not _exists(empty):
        _say(f"{wanted.kind}: making the tables")
        unfinished = Place(wanted.kind, 0, at + ("unfinished.sqlite3" if wanted.kind == "sqlite" else "unfinished"))
        _create(unfinished, None)
        for command in ("migrate", "ocop_load_regions"):
            run(unfinished.url, "django", command, "--verbosity=0")
        _rename(unfinished, empty)
    _create(wanted, empty)


def _is_number(path: Path) -> bool:
    return re.fullmatch(r"[a-z]+-\d+", path.stem) is not None


def _fits(one: Place) -> bool:
    return one.noted().get("listing") == fingerprint("listing")


def _file(one: Place) -> Path:
    return Path(one.url.removeprefix("sqlite:///"))


def _exists(one: Place) -> bool:
    if one.kind == "sqlite":
        return _file(one).exists()
    return bool(_ask(one, "SELECT 1 FROM pg_database WHERE datname = %s", _name(one)))


def _create(one: Place, like: Place | None) -> None:
    if one.kind == "sqlite":
        for path in _file(one).parent.glob(f"{_file(one).name}*"):
            path.unlink()
        if like:
            shutil.copy(_file(like), _file(one))
        return
    _ask(one, f'DROP DATABASE IF EXISTS "{_name(one)}" WITH (FORCE)')
    _ask(one, f'CREATE DATABASE "{_name(one)}" TEMPLATE "{_name(like) if like else "template0"}"')


def _rename(one: Place, other: Place) -> None:
    if one.kind == "sqlite":
        with closing(sqlite3.connect(_file(one))) as database:
            # One plain file, without a log beside it that a copy would miss.
            database.execute("PRAGMA journal_mode=DELETE")
        _file(one).rename(_file(other))
    else:
        _ask(one, f'ALTER DATABASE "{_name(one)}" RENAME TO "{_name(other)}"')


def _name(one: Place) -> str:
    return one.url.rpartition("/")[2]


def _ask(one: Place, statement: str, *values: object) -> list[tuple[Any, ...]]:
    import psycopg

    with psycopg.connect(one.url.rpartition("/")[0] + "/postgres", autocommit=True) as connection:
        cursor = connection.execute(statement, values or None)
        return cursor.fetchall() if cursor.description else []


def _say(what: str) -> None:
    print(what, file=sys.stderr, flush=True)
