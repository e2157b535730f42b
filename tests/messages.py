"""Translation catalogues without gettext's programs: `make messages` brings them up to date and compiles them.

There is a catalogue for the package and one for the sandbox, each in Vietnamese and English. Sources are written in
English, so the English catalogue fills itself; what is new in Vietnamese stays empty until somebody translates it,
and a test says so. What the sources no longer say is dropped.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract_python
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po
from django.utils.translation.template import templatize

import ocop_shop

ROOT = Path(__file__).resolve().parent.parent
PACKAGES = ("ocop_shop", "sandbox")
LANGUAGES = ("vi", "en")
PASSED_OVER = {"var", "make", "demo", "migrations", "static", "__pycache__"}
_USELESS = rb'"(?:POT-Creation-Date|PO-Revision-Date|Generated-By|Last-Translator|Language-Team|Report-Msgid).*\n'
# The same texts give the same file, whenever it is made.
NO_DATE = datetime(2026, 1, 1, tzinfo=UTC)
KEYWORDS: dict[str, Any] = {
    "_": None,
    "gettext": None,
    "gettext_lazy": None,
    "gettext_noop": None,
    "ngettext": (1, 2),
    "ngettext_lazy": (1, 2),
    "npgettext": ((1, "c"), 2, 3),
    "npgettext_lazy": ((1, "c"), 2, 3),
    "pgettext": ((1, "c"), 2),
    "pgettext_lazy": ((1, "c"), 2),
}


def extracted(package: str) -> Catalog:
    """All messages in the Python files and templates of `package`, with the files that say them."""
    catalog = Catalog(project="ocop_shop", copyright_holder="The ocop_shop team")
    for path in _sources(package):
        for _line, function, texts, comments in found(path):
            if (said := entry(function, texts)) is not None:
                message, context = said
                catalog.add(
                    message, None, [(str(path.relative_to(ROOT)), None)], auto_comments=comments, context=context
                )
    return catalog


def catalogue(package: str, language: str) -> Path:
    """The file with the translations of `package` into `language`."""
    return ROOT / package / "locale" / language / "LC_MESSAGES" / "django.po"


def read(path: Path, language: str) -> Catalog:
    """The catalogue in the file at `path`; an empty one when there is none."""
    if not path.exists():
        return Catalog(locale=language)
    with path.open("rb") as source:
        return read_po(source, locale=language)


def compiled(catalog: Catalog) -> bytes:
    """What Django reads: the translated, certain messages of `catalog`."""
    target = io.BytesIO()
    catalog.creation_date = catalog.revision_date = NO_DATE
    write_mo(target, catalog)
    return target.getvalue()


def complete(message: Message) -> bool:
    """Whether a message has a translation, in each of its forms."""
    return all(message.string) if isinstance(message.string, (tuple, list)) else bool(message.string)


def update(package: str, language: str) -> int:
    """Bring one catalogue up to date, compile it, and return how many messages wait for a translation."""
    path = catalogue(package, language)
    known = read(path, language)
    fresh = Catalog(
        locale=language,
        project="ocop_shop",
        version=ocop_shop.__version__,
        copyright_holder="The ocop_shop team",
        fuzzy=False,
        header_comment=f"# Texts of {package}. `make messages` keeps the list, people keep the translations.",
    )
    for message in extracted(package):
        if message.id:
            old = known.get(message.id, context=message.context)
            string = old.string if old and not old.fuzzy and complete(old) else None
            if language == "en":
                string = string or message.id
            fresh.add(
                message.id, string, message.locations, auto_comments=message.auto_comments, context=message.context
            )
    _write(path, fresh)
    return sum(1 for message in fresh if message.id and not complete(message))


def _write(path: Path, catalog: Catalog) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    target = io.BytesIO()
    write_po(target, catalog, width=100, sort_by_file=False, sort_output=True, include_lineno=False)
    # Dates of a run tell nothing and would change every file each time.
    lines = re.sub(_USELESS, b"", target.getvalue())
    path.write_bytes(lines)
    path.with_suffix(".mo").write_bytes(compiled(read(path, str(catalog.locale))))


def _sources(package: str) -> Iterator[Path]:
    for path in sorted((ROOT / package).rglob("*")):
        inside = path.relative_to(ROOT / package).parts
        ours = path.suffix == ".py" or (path.suffix in {".html", ".txt"} and "templates" in inside)
        if ours and path.is_file() and not PASSED_OVER & set(inside[:-1]):
            yield path


def found(path: Path) -> Iterator[tuple[int, str, Any, list[str]]]:
    """The calls in one file that translate: line, function, what it is given, and notes to translators."""
    text = path.read_text(encoding="utf-8")
    if path.suffix != ".py":
        # Django turns a template into calls of gettext between crosses; indentation would not be Python's.
        text = re.sub(r"^[ \t]+", "", templatize(text, origin=str(path)), flags=re.MULTILINE)
    yield from extract_python(io.BytesIO(text.encode()), KEYWORDS.keys(), ["Translators:"], {"encoding": "utf-8"})


def entry(function: str, texts: Any) -> tuple[Any, str | None] | None:
    """What a call asks to translate and its context; None for a call with something else than text."""
    given = list(texts) if isinstance(texts, tuple) else [texts]
    positions = KEYWORDS[function] or (1,)
    context = None
    if isinstance(positions[0], tuple):
        context, positions = given[0], positions[1:]
    wanted = given[positions[0] - 1 : positions[-1]]
    if not all(isinstance(text, str) and text for text in wanted) or not wanted:
        return None
    return (tuple(wanted) if len(wanted) > 1 else wanted[0]), context


if __name__ == "__main__":
    for name in PACKAGES:
        for spoken in LANGUAGES:
            waiting = update(name, spoken)
            print(f"{name} {spoken}: {f'{waiting} messages wait for a translation' if waiting else 'complete'}")
