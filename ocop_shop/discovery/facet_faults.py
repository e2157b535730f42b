"""What can be wrong with a facet of a shop's own, said before a shopper finds a broken list.

`ocop_shop.checks` gives each kind of fault its id.
"""

from __future__ import annotations

import inspect
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from django.apps import apps
from django.core.exceptions import FieldDoesNotExist
from django.utils.module_loading import import_string

from .own_facets import OwnFacet
from .parameters import Query, read

NOT_THERE, NO_FACET, NAME, LABEL, WATCHED = "not there", "no facet", "name", "label", "watched"
KINDS = (NOT_THERE, NO_FACET, NAME, LABEL, WATCHED)
MAX_NAME = 40
_NAME = re.compile(rf"[a-z][a-z0-9-]{{0,{MAX_NAME - 1}}}", re.ASCII)


@dataclass(frozen=True)
class Fault:
    """One thing that is wrong, of one of `KINDS`, and what to do."""

    kind: str
    sentence: str
    hint: str


def faults(paths: Sequence[Any]) -> Iterator[Fault]:
    """All that is wrong with the facets that `OCOP_FACETS` names."""
    seen: dict[str, str] = {}
    for path in paths:
        facet = _facet(path)
        if isinstance(facet, Fault):
            yield facet
            continue
        yield from _wrong_name(path, facet, seen)
        yield from _wrong_label(path, facet)
        yield from _wrong_watched(path, facet)
        seen.setdefault(facet.name, path)


def taken() -> frozenset[str]:
    """Names that a facet cannot have: our parameters, and what a query calls its parts."""
    asked = _Asked()
    read(asked)
    return frozenset({*asked.names, *dir(Query())})


class _Asked:
    """Parameters that remember what they were asked for."""

    def __init__(self) -> None:
        self.names: set[str] = set()

    def getlist(self, key: str) -> list[str]:
        self.names.add(key)
        return []


def _facet(path: Any) -> OwnFacet | Fault:
    try:
        found = import_string(path)
    except (ImportError, AttributeError, TypeError, ValueError) as error:
        sentence = f"OCOP_FACETS: {path!r} cannot be imported: {error}"
        return Fault(NOT_THERE, sentence, 'Write the dotted path of a class: "myshop.facets.Harvest".')
    if not inspect.isclass(found) or not issubclass(found, OwnFacet):
        sentence = f"OCOP_FACETS: {path} is no facet."
        return Fault(NO_FACET, sentence, "Derive the class from ocop_shop.discovery.own_facets.OwnFacet.")
    try:
        return found()
    except TypeError as error:
        sentence = f"OCOP_FACETS: {path} cannot be made without arguments: {error}"
        return Fault(NO_FACET, sentence, "Define values_of(product), and no __init__ that asks for more.")


def _wrong_name(path: str, facet: OwnFacet, seen: dict[str, str]) -> Iterator[Fault]:
    name = facet.name
    if not _NAME.fullmatch(str(name)):
        sentence = f"{path}.name is {name!r}, which cannot be a parameter of a link."
        hint = f'Lower-case letters, digits and hyphens, a letter first, at most {MAX_NAME}: name = "raw-material".'
        yield Fault(NAME, sentence, hint)
    elif name in taken():
        sentence = f"{path}.name is {name!r}, which is a parameter of ours."
        yield Fault(NAME, sentence, "Take another name. docs/reference/query-parameters.md lists those that are taken.")
    elif name in seen:
        sentence = f"{path}.name is {name!r}, as that of {seen[name]}."
        yield Fault(NAME, sentence, "Give each facet a name of its own, and name each class once.")


def _wrong_label(path: str, facet: OwnFacet) -> Iterator[Fault]:
    if type(facet).label is OwnFacet.label or not str(facet.label()).strip():
        sentence = f"{path} has no label: shoppers would read {facet.name!r} above its values."
        yield Fault(LABEL, sentence, "Define label(), which says what the filter is called in the reader's language.")


def _wrong_watched(path: str, facet: OwnFacet) -> Iterator[Fault]:
    for label in facet.watched:
        try:
            column = getattr(apps.get_model(label)._meta.get_field("product"), "column", None)
        except (LookupError, ValueError, FieldDoesNotExist):
            column = None
        if column is None:
            sentence = f"{path}.watched names {label!r}, which is no model with a field called product."
            hint = 'Name models by label, "myshop.Harvest"; a change there marks the product that the field names.'
            yield Fault(WATCHED, sentence, hint)
