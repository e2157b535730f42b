"""Two laws on imports that a contract in setup.cfg cannot name."""

from __future__ import annotations

import ast

from tests.architecture.sources import PACKAGE, faults, imports, modules, tree


def layer(path):
    return path.relative_to(PACKAGE).parts[0].removesuffix(".py")


def outside(*layers):
    return [path for path in modules() if layer(path) not in layers]


def imported(*packages):
    """Gives what a module imports of `packages`, with its line."""
    wanted = tuple(f"{package}." for package in packages)
    return lambda path: [(line, name) for line, name in imports(path) if f"{name}.".startswith(wanted)]


def test_only_forks_derive_from_oscars_apps():
    """Elsewhere a shop's own fork must be found: `get_class`, `get_model`, labels."""
    assert faults(outside("forks"), imported("oscar.apps")) == {}


def test_only_pages_blocks_and_the_admins_views_know_wagtail():
    rooms = [path for path in outside("buylocal", "wagtail_hooks") if "viewsets" not in {path.stem, path.parent.name}]
    assert faults(rooms, imported("wagtail")) == {}


def test_no_module_needs_the_tools_of_tests():
    tools = imported("pytest", "hypothesis", "factory", "playwright", "oscar.test")
    assert faults(outside("test"), tools) == {}


def test_gettext_is_not_called_while_a_module_is_loaded():
    """A text translated at import keeps the language of that moment: modules use `gettext_lazy` there."""
    assert faults(modules(), _called_at_once) == {}


def _called_at_once(path):
    eager = _eager_names(tree(path))
    parts = [node for statement in tree(path).body for node in _outside_functions(statement)] if eager else []
    calls = [node for node in parts if isinstance(node, ast.Call) and isinstance(node.func, ast.Name)]
    return [call.lineno for call in calls if call.func.id in eager]


def _eager_names(module):
    """What a module calls the functions that translate at once."""
    sources = [n for n in ast.walk(module) if isinstance(n, ast.ImportFrom) and n.module == "django.utils.translation"]
    names = [alias for source in sources for alias in source.names]
    return {alias.asname or alias.name for alias in names if alias.name in {"gettext", "pgettext", "ngettext"}}


def _outside_functions(node):
    if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef, ast.Lambda)):
        return
    yield node
    for child in ast.iter_child_nodes(node):
        yield from _outside_functions(child)
