"""All addresses of the sandbox, with something put into their gaps."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.urls import URLPattern, URLResolver, get_resolver
from django.urls.resolvers import LocalePrefixPattern, RoutePattern
from django.utils.regex_helper import normalize

_GAP = re.compile(r"<(?:(?P<converter>[^>:]+):)?(?P<name>\w+)>")
_BY_CONVERTER = {"int": "1", "uuid": "11111111-1111-1111-1111-111111111111", "path": "x", "slug": "x", "str": "1"}


@dataclass(frozen=True)
class Address:
    """One entry of the URLconf: its path with `{gaps}`, its full name ("" without one) and the gaps' stand-ins."""

    path: str
    name: str
    gaps: tuple[tuple[str, str], ...]

    def filled(self, values: Mapping[str, Any]) -> str:
        """The address with `values` for its gaps, and stand-ins for those without a value."""
        return "/" + self.path.format(**{name: values.get(name, stand_in) for name, stand_in in self.gaps})

    def __str__(self) -> str:
        return f"/{self.path} ({self.name or 'no name'})"


def addresses() -> list[Address]:
    """Every address of the project in the default language, in the order in which they are tried."""
    return list(dict.fromkeys(_walk(get_resolver().url_patterns, "", (), "")))


def _walk(patterns: Any, prefix: str, gaps: tuple[tuple[str, str], ...], namespace: str) -> Iterator[Address]:
    for entry in patterns:
        path, own = _path(entry.pattern)
        known = (*gaps, *own)
        if isinstance(entry, URLResolver):
            inner = ":".join(filter(None, [namespace, entry.namespace]))
            yield from _walk(entry.url_patterns, prefix + path, known, inner)
        elif isinstance(entry, URLPattern):
            name = ":".join(filter(None, [namespace, entry.name or ""])) if entry.name else ""
            yield Address(prefix + path, name, known)


def _path(pattern: Any) -> tuple[str, tuple[tuple[str, str], ...]]:
    if isinstance(pattern, LocalePrefixPattern):
        return "", ()
    if isinstance(pattern, RoutePattern):
        gaps = [(m["name"], _BY_CONVERTER.get(m["converter"] or "str", "1")) for m in _GAP.finditer(pattern._route)]
        return _GAP.sub(r"{\g<name>}", pattern._route), tuple(gaps)
    form, names = normalize(pattern._regex)[0]
    return re.sub(r"%\((\w+)\)s", r"{\1}", form), tuple((name, _stand_in(pattern, name)) for name in names)


def _stand_in(pattern: Any, name: str) -> str:
    group = re.search(rf"\(\?P<{name}>([^()]*)\)", pattern._regex)
    return "1" if group is None or re.fullmatch(group[1], "1") else "x"
