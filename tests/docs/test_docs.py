"""What the documents say is there, is there: links, names, settings, parameters, codes, accounts, pictures."""

from __future__ import annotations

import doctest
import re
import subprocess
import sys
from collections.abc import Callable, Iterable, Iterator
from functools import cache
from importlib import import_module
from itertools import pairwise
from pathlib import Path

import pytest

from ocop_shop import defaults
from ocop_shop.conf import OcopSettings
from ocop_shop.core import personal
from ocop_shop.discovery import parameters
from ocop_shop.importing import messages
from ocop_shop.importing.plan import read_plan
from ocop_shop.oversight.permissions import RIGHT_FOR
from ocop_shop.oversight.rights import RIGHTS, Right, may
from ocop_shop.regions import data_files
from ocop_shop.regions.gazetteer import Gazetteer
from sandbox.loading.accounts import ACCOUNTS

pytestmark = pytest.mark.sources

ROOT = Path(__file__).resolve().parents[2]
DOCS = ROOT / "docs"
PAGES = [ROOT / "README.md", *sorted(DOCS.rglob("*.md"))]
LARGEST_PICTURE = 300 * 1024
SOURCES = ("ocop_shop", "sandbox", "tests", ".ci")
TEXT = {".py", ".html", ".json", ".css", ".sh"}

_FENCE = re.compile(r"^```(\w*)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
_SPAN = re.compile(r"`([^`\n]+)`")
_LINK = re.compile(r"\[[^\]]*\]\(([^)\s]+)\)")
_HEADING = re.compile(r"^#{1,6} +(.+)$", re.MULTILINE)


def name_of(page: Path) -> str:
    return str(page.relative_to(ROOT))


def faults(look: Callable[[Path], Iterable[str]]) -> dict[str, list[str]]:
    """What `look` finds fault with, by page; pages in which it finds nothing are left out."""
    found = {name_of(page): list(look(page)) for page in PAGES}
    return {name: wrong for name, wrong in found.items() if wrong}


@cache
def prose(page: Path) -> str:
    return _FENCE.sub("", page.read_text(encoding="utf-8"))


@cache
def code(page: Path) -> tuple[str, ...]:
    """All that a page sets as code: spans and blocks."""
    whole = page.read_text(encoding="utf-8")
    return (*_SPAN.findall(prose(page)), *(block for _language, block in _FENCE.findall(whole)))


@cache
def sources() -> str:
    files = [path for folder in SOURCES for path in (ROOT / folder).rglob("*") if path.suffix in TEXT]
    kept = [path for path in files if not {"var", "__pycache__", "docs"} & set(path.relative_to(ROOT).parts)]
    return "\n".join(path.read_text(encoding="utf-8") for path in (*kept, ROOT / "Makefile", ROOT / "pyproject.toml"))


@cache
def words() -> frozenset[str]:
    return frozenset(re.findall(r"\w+", sources()))


@cache
def anchors(page: Path) -> set[str]:
    headings = [_SPAN.sub(r"\1", heading) for heading in _HEADING.findall(prose(page))]
    return {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings}


def section(page: str, heading: str) -> str:
    """What stands under a heading, up to the next one of its rank or above."""
    whole = (DOCS / page).read_text(encoding="utf-8")
    match = re.search(rf"^(#+) {re.escape(heading)}$", whole, re.MULTILINE)
    assert match, f"{page} has no heading {heading!r}"
    rest = whole[match.end() :]
    end = re.search(rf"^#{{1,{len(match[1])}}} ", rest, re.MULTILINE)
    return rest[: end.start()] if end else rest


def first_column(text: str) -> list[str]:
    """The code spans of the first cells of the tables in `text`."""
    cells = [line.split("|")[1] for line in text.splitlines() if line.startswith("|")]
    return [name for cell in cells for name in _SPAN.findall(cell)]


# --- links ------------------------------------------------------------------------------------------------------------


def test_links_lead_somewhere() -> None:
    assert faults(_dead_links) == {}


def _dead_links(page: Path) -> Iterator[str]:
    for link in _LINK.findall(prose(page)):
        if re.match(r"[a-z]+:", link):
            continue
        path, _sharp, anchor = link.partition("#")
        target = (page.parent / path).resolve() if path else page
        if not target.is_file() or (anchor and anchor not in anchors(target)):
            yield link


def test_every_page_is_on_the_map() -> None:
    linked = {(DOCS / link.partition("#")[0]).resolve() for link in _LINK.findall(prose(DOCS / "index.md"))}
    decisions = {(DOCS / "adr" / link).resolve() for link in _LINK.findall(prose(DOCS / "adr" / "README.md"))}
    assert set(DOCS.rglob("*.md")) - linked - decisions == {DOCS / "index.md"}


def test_pictures_are_small() -> None:
    pictures = list((DOCS / "images").iterdir())
    assert pictures
    assert [picture.name for picture in pictures if picture.stat().st_size > LARGEST_PICTURE] == []


# --- names ------------------------------------------------------------------------------------------------------------


def paths_in(text: str) -> Iterator[str]:
    yield from re.findall(r"(?<![\w/.-])(?:ocop_shop|sandbox|docs|tests)(?:/[\w.-]+)+", text)


def is_a_file(path: str) -> bool:
    homes = (ROOT, ROOT / "ocop_shop" / "templates", ROOT / "ocop_shop" / "static")
    return path.startswith("sandbox/var") or any((home / path.rstrip(".")).exists() for home in homes)


def is_a_name(dotted: str) -> bool:
    """Whether `ocop_shop.a.b` can be imported, or stands in the sources as it is (a logger, the id of a check)."""
    parts = dotted.split(".")
    for end in range(len(parts), 0, -1):
        try:
            found: object = import_module(".".join(parts[:end]))
        except ImportError:
            continue
        for part in parts[end:]:
            found = getattr(found, part, None)
        if found is not None:
            return True
        break
    return f'"{dotted}"' in sources() or f'"{dotted}.' in sources()


def test_names_of_ours_exist() -> None:
    assert faults(_unknown_names) == {}


def _unknown_names(page: Path) -> Iterator[str]:
    for text in code(page):
        plain = re.findall(r"\bOCOP_[A-Z_]+\b|(?<![\w./])ocop_[a-z_]+\b(?![./])", text)
        yield from (name for name in plain if name not in words())
        dotted = re.findall(r"(?<![\w.])ocop_shop(?:\.\w+)+", text)
        yield from (name for name in dotted if not is_a_name(name.rstrip(".")))
        yield from (path for path in paths_in(text) if not is_a_file(path))


def test_commands_exist() -> None:
    folders = [*ROOT.glob("*/management/commands"), ROOT / "ocop_shop" / "management" / "commands"]
    ours = {path.stem for folder in folders for path in folder.glob("*.py")}
    djangos = {"migrate", "check", "collectstatic", "createsuperuser", "shell", "runserver", "makemigrations", "test"}
    typed = re.compile(r"manage\.py ([a-z]\w+)")
    assert faults(lambda page: _typed(page, typed) - ours - djangos) == {}


def _typed(page: Path, command: re.Pattern[str]) -> set[str]:
    return {name for text in code(page) for name in command.findall(text)}


def test_make_targets_exist() -> None:
    targets = set(re.findall(r"^([a-z][\w-]*):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE))
    typed = re.compile(r"^make (?:[A-Z]+=\S+ )*([a-z][\w-]*)", re.MULTILINE)
    assert faults(lambda page: _typed(page, typed) - targets) == {}


def test_nothing_private_slipped_in() -> None:
    private = re.compile(r"/(?:work|tmp|root|home)/\S*")
    assert faults(lambda page: private.findall(page.read_text(encoding="utf-8"))) == {}


# --- tables that repeat the code --------------------------------------------------------------------------------------


class _Told(OcopSettings):
    """Tells each setting's name, type and default instead of its value."""

    def _of(self, name, kind, default):
        return name, kind, default


def test_documented_settings_are_those_of_conf() -> None:
    told = sorted(
        getattr(_Told(), name) for name in dir(OcopSettings) if isinstance(getattr(OcopSettings, name), property)
    )
    table = section("reference/settings.md", "Settings of ocop_shop")
    rows = [[cell.strip() for cell in line.split("|")[1:4]] for line in table.splitlines() if line.startswith("| `")]
    assert [(name.strip("`"), kind) for name, kind, _default in rows] == [
        (name, kind.__name__) for name, kind, _ in told
    ]
    assert [default.split(" (")[0].strip('`"') for _n, _k, default in rows] == [
        str(default) for _n, _k, default in told
    ]


def test_documented_defaults_are_those_of_the_module() -> None:
    documented = {
        name.partition("(")[0]
        for name in first_column(section("reference/settings.md", "What `ocop_shop.defaults` sets"))
    }
    assert documented == {name for name in vars(defaults) if name.isupper()} | {"ocop_apps"}


def test_documented_checks_are_those_that_can_be_said() -> None:
    modules = [path.read_text(encoding="utf-8") for path in (ROOT / "ocop_shop").glob("*checks.py")]
    written = set(re.findall(r"ocop_shop\.[EW]\d{3}", "".join(modules)))
    assert set(first_column(section("reference/settings.md", "Checks"))) == written


class _Asked:
    """Parameters that remember what they were asked for."""

    def __init__(self) -> None:
        self.names: list[str] = []

    def getlist(self, key: str) -> list[str]:
        self.names.append(key)
        return []


def test_documented_parameters_are_those_that_are_read() -> None:
    asked = _Asked()
    parameters.read(asked)
    table = section("reference/query-parameters.md", "Query parameters").partition("Values of one parameter")[0]
    assert sorted(first_column(table)) == sorted({*asked.names})
    spelled = _SPAN.findall(section("reference/query-parameters.md", "Query parameters"))
    assert {*parameters.SORTS, *parameters.PRODUCER_KINDS} <= set(spelled)


@pytest.mark.parametrize(
    ("heading", "known"),
    [
        ("The whole file", messages.FILE_MESSAGES),
        ("Rows that are refused", messages.ERROR_MESSAGES),
        ("Rows to be checked", messages.WARNING_MESSAGES),
    ],
)
def test_documented_problem_codes_are_those_of_the_importer(heading: str, known: dict[str, object]) -> None:
    codes = dict.fromkeys(code.partition("/")[0] for code in known)  # one code may have a sentence for a case
    assert first_column(section("how-to/import-an-annex.md", heading)) == list(codes)


def test_documented_hooks_are_in_templates() -> None:
    pages = [path for folder in ("ocop_shop", "sandbox") for path in (ROOT / folder / "templates").rglob("*.html")]
    pages += (ROOT / "ocop_shop" / "templatetags").glob("*.py")  # the values of a filter are written there
    written = "\n".join(path.read_text(encoding="utf-8") for path in pages)
    documented = set(
        re.findall(r"\[(data-[\w-]+)\]", "".join(first_column((DOCS / "reference/html-hooks.md").read_text())))
    )
    assert {hook for hook in documented if hook not in written} == set()
    assert set(re.findall(r"\b(data-ocop-\w+)", written)) <= documented


def test_documented_accounts_are_those_of_the_demo() -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    rows = re.findall(r"^\| `(\S+@\S+)` \| `(\S+)` \| `(\S+)`", readme, re.MULTILINE)
    assert rows == [(account.email, account.password, account.address) for account in ACCOUNTS]


def test_documented_rights_are_those_of_the_code() -> None:
    lines = section("reference/roles-and-rights.md", "Rights").splitlines()
    head, _rule, *rows = [[cell.strip() for cell in line.split("|")[1:-1]] for line in lines if line.startswith("|")]
    assert {row[0].strip("`"): row[2:] for row in rows} == {
        right.value: [_told(may(role, right), may(role, right, stars=5)) for role in head[2:]] for right in Right
    }
    assert set(head[2:]) == set(RIGHTS)


def _told(usually: bool, for_five_stars: bool) -> str:
    return "yes" if for_five_stars else "3 and 4 stars" if usually else "–"


def test_documented_steps_are_those_of_the_code() -> None:
    cells = [re.findall(r"`(\w+)`", line) for line in section("reference/roles-and-rights.md", "Steps").splitlines()]
    assert [tuple(row) for row in cells if len(row) == 2] == [(kind, right) for kind, right in RIGHT_FOR.items()]


def test_every_decision_is_in_the_index() -> None:
    index = prose(DOCS / "adr" / "README.md")
    for path in sorted(DOCS.glob("adr/0*.md")):
        title = re.sub(r"^# \d+\. ", "", path.read_text(encoding="utf-8").splitlines()[0])
        assert f"[{title}]({path.name})" in index


# --- examples ---------------------------------------------------------------------------------------------------------


def test_examples_print_what_they_say() -> None:
    failed = {name_of(page): _failed_examples(page) for page in PAGES}
    assert {name: number for name, number in failed.items() if number} == {}


def _failed_examples(page: Path) -> int:
    blocks = [block for language, block in _FENCE.findall(page.read_text(encoding="utf-8")) if language == "python"]
    typed = "\n".join(block for block in blocks if block.startswith(">>> "))
    example = doctest.DocTestParser().get_doctest(typed, {}, name_of(page), str(page), 0)
    return doctest.DocTestRunner().run(example).failed


def test_excerpts_are_what_stands_in_the_code() -> None:
    for page in PAGES:
        for _language, block in _FENCE.findall(page.read_text(encoding="utf-8")):
            first, _newline, rest = block.partition("\n")
            if re.fullmatch(r"# ocop_shop/\S+\.py", first):
                assert rest in (ROOT / first[2:]).read_text(encoding="utf-8"), f"{name_of(page)}: {first}"


def test_the_tutorials_list_reads_as_the_tutorial_says() -> None:
    carried = data_files.read()
    content = (DOCS / "tutorial" / "first-annex.csv").read_bytes()
    plan = read_plan(content, "first-annex.csv", Gazetteer(carried.rows, carried.successions))
    assert (plan.by_star, [error.reason for error in plan.errors]) == ({3: 2, 4: 1}, ["star_below_threshold"])
    assert (plan.counts["certificate"], plan.counts["evaluation"], plan.warnings) == (3, 1, ())


def test_labels_in_the_tutorial_are_on_the_pages() -> None:
    catalogues = "".join(path.read_text(encoding="utf-8") for path in ROOT.glob("*/locale/en/LC_MESSAGES/django.po"))
    goods = (ROOT / "sandbox" / "demo" / "products.csv").read_text(encoding="utf-8")
    labels = re.findall(r"\*\*([^*]+)\*\*", prose(DOCS / "tutorial" / "first-shop.md"))
    unknown = []
    for label in labels:
        written = re.sub(r"\\?\d+", r"(?:\\d+|%\\(\\w+\\)[sd])", re.escape(label))
        if not re.search(f'"{written}"', catalogues) and f",{label}," not in goods:
            unknown.append(label)
    assert unknown == []


def test_pages_of_reference_and_how_to_begin_with_their_title() -> None:
    for page in PAGES:
        lines = [line for line in page.read_text(encoding="utf-8").splitlines() if line]
        assert lines[0].startswith("# "), name_of(page)
        ranks = [len(line.split(" ")[0]) for line in prose(page).splitlines() if re.match(r"#+ ", line)]
        assert all(after <= before + 1 for before, after in pairwise(ranks)), name_of(page)


def test_screenshots_can_be_made() -> None:
    shown = subprocess.run(
        [sys.executable, DOCS / "make" / "screenshots.py", "--help"], capture_output=True, text=True, check=False
    )
    assert "running sandbox" in shown.stdout


def test_documented_holders_are_those_that_are_asked() -> None:
    table = section("explanation/what-is-held-of-people.md", "By kind")
    assert first_column(table) == [holder.name for holder in personal.holders()]
