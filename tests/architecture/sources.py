"""The files that the architecture tests read."""

from __future__ import annotations

import ast
import subprocess
from collections.abc import Callable, Iterable, Iterator
from functools import cache
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
PACKAGE = ROOT / "ocop_shop"


@cache
def tracked() -> tuple[Path, ...]:
    """All files of the project: what git tracks, and what is new and not ignored. Outside git, everything visible."""
    command = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, check=False)
    if done.returncode:
        paths = [path for path in ROOT.rglob("*") if not any(part.startswith(".") for part in path.parts)]
    else:
        paths = [ROOT / name for name in done.stdout.decode().split("\0") if name]
    return tuple(sorted(path for path in paths if path.is_file()))


def modules() -> list[Path]:
    """The Python files of the package, migrations left out."""
    return sorted(path for path in PACKAGE.rglob("*.py") if "migrations" not in path.parts)


@cache
def tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"), str(path))


def imports(path: Path) -> Iterator[tuple[int, str]]:
    """The line and full name of everything that a module of the package imports."""
    package = [*path.relative_to(ROOT).parent.parts]
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.Import):
            yield from ((node.lineno, alias.name) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            above = package[: len(package) - node.level + 1] if node.level else []
            name = ".".join([*above, *([node.module] if node.module else [])])
            yield from ((node.lineno, f"{name}.{alias.name}") for alias in node.names)


def shown(path: Path) -> str:
    return str(path.relative_to(ROOT))


def faults(paths: Iterable[Path], look: Callable[[Path], Any]) -> dict[str, Any]:
    """What `look` finds fault with, by file; files in which it finds nothing are left out."""
    return {shown(path): found for path in paths if (found := look(path))}
