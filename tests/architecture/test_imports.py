"""Two laws on imports that a contract in setup.cfg cannot name."""

from __future__ import annotations

import ast

import pytest

from tests.architecture.sources import PACKAGE, imports, modules, shown, tree

PATHS = [pytest.param(path, id=shown(path)) for path in modules()]


def layer(path):
    return path.relative_to(PACKAGE).parts[0].removesuffix(".py")


def imported(path, *packages):
    found = [(line, name) for line, name in imports(path) if any(f"{name}.".startswith(f"{p}.") for p in packages)]
    return [f"{shown(path)}:{line}: {name}" for line, name in found]


@pytest.mark.parametrize("path", [p for p in PATHS if layer(p.values[0]) != "forks"])
def test_only_forks_derive_from_oscars_apps(path):
    """Elsewhere a shop's own fork must be found: `get_class`, `get_model`, labels."""
    assert imported(path, "oscar.apps") == []


@pytest.mark.parametrize("path", [p for p in PATHS if layer(p.values[0]) not in {"buylocal", "wagtail_hooks"}])
def test_only_pages_blocks_and_the_admins_views_know_wagtail(path):
    if path.name != "viewsets.py" and path.parent.name != "viewsets":
        assert imported(path, "wagtail") == []


@pytest.mark.parametrize("path", [p for p in PATHS if layer(p.values[0]) != "test"])
def test_no_module_needs_the_tools_of_tests(path):
    assert imported(path, "pytest", "hypothesis", "factory", "playwright", "oscar.test") == []


@pytest.mark.parametrize("path", PATHS)
def test_gettext_is_not_called_while_a_module_is_loaded(path):
    """A text translated at import keeps the language of that moment: modules use `gettext_lazy` there."""
    outside = [node for statement in tree(path).body for node in _outside_functions(statement)]
    calls = [node for node in outside if isinstance(node, ast.Call) and isinstance(node.func, ast.Name)]
    assert [call.lineno for call in calls if call.func.id in _eager_names(tree(path))] == []


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
