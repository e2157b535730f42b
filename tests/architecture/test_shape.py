"""The house stays habitable: small modules, small functions, names that say something."""

from __future__ import annotations

import ast
import re

import pytest

from tests.architecture.sources import PACKAGE, ROOT, modules, shown, tracked, tree

MAX_MODULE = 300
MAX_FUNCTION = 30
SAYS_NOTHING = {"utils", "util", "helpers", "helper", "services", "service", "common", "misc", "tools"}
# Where a template may call a text safe, and why.
SAFE_ALLOWED: dict[str, str] = {}
# After nh3 has cleaned it; JSON in which nothing is left that could end its element.
MARKED_SAFE = {
    "ocop_shop/core/html.py": 2,
    # What templates rendered, put together; and lists of values, of which each part is escaped.
    "ocop_shop/templatetags/ocop_claims.py": 2,
    "ocop_shop/templatetags/ocop_lists.py": 2,
    "ocop_shop/templatetags/ocop_products.py": 2,
}
# Pages that must stand alone, and mail, which knows no style sheets.
STYLE_ALLOWED = ("sandbox/templates/500.html", "/communication/emails/")

PATHS = [pytest.param(path, id=shown(path)) for path in modules()]
TEMPLATES = [
    pytest.param(path, id=shown(path))
    for folder in ("ocop_shop", "sandbox")
    for path in sorted((ROOT / folder).rglob("*.html"))
    if "var" not in path.relative_to(ROOT).parts
]


@pytest.mark.parametrize("path", PATHS)
def test_a_module_stays_under_300_lines(path):
    assert len(path.read_text(encoding="utf-8").splitlines()) < MAX_MODULE


@pytest.mark.parametrize("path", PATHS)
def test_a_function_has_at_most_30_lines(path):
    functions = [node for node in ast.walk(tree(path)) if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef))]
    lengths = {function.name: _lines(function) for function in functions}
    assert {name: length for name, length in lengths.items() if length > MAX_FUNCTION} == {}


def _lines(function):
    """The lines of a function without its docstring, which may be as long as it needs."""
    start = function.body[0].end_lineno + 1 if ast.get_docstring(function) else function.lineno
    return function.end_lineno - start + 1


@pytest.mark.parametrize("path", PATHS)
def test_a_module_is_named_for_what_it_does(path):
    assert not {part.removesuffix(".py") for part in path.relative_to(ROOT).parts} & SAYS_NOTHING


@pytest.mark.parametrize("path", PATHS)
def test_a_public_name_says_what_it_promises(path):
    """Modules, and public functions and classes in them, have a docstring; Django's own small classes need none."""
    if not path.read_text(encoding="utf-8").strip() or path.name == "apps.py":
        return
    silent = [] if ast.get_docstring(tree(path)) else ["the module"]
    for node in tree(path).body:
        if (
            isinstance(node, (ast.FunctionDef, ast.ClassDef))
            and not node.name.startswith("_")
            and _needs_words(node, path)
        ):
            silent += [] if ast.get_docstring(node) else [node.name]
    assert silent == []


def _needs_words(node, path):
    framework = {"Command", "Meta", "Migration"}
    concrete = path.name == "models.py"  # their words stand in abstract_models
    return node.name not in framework and not concrete


@pytest.mark.parametrize("path", TEMPLATES)
def test_a_template_calls_nothing_safe(path):
    """Texts come from producers and lists: `|safe` and `autoescape off` would let them write the page."""
    if shown(path) not in SAFE_ALLOWED:
        text = path.read_text(encoding="utf-8")
        assert re.findall(r"\|\s*safe(?:seq)?\b|{%\s*autoescape\s+off", text) == []


def test_marking_text_as_safe_in_python_is_counted():
    """`mark_safe` belongs to whoever has escaped; each use is known here."""
    found = {}
    for path in modules():
        uses = re.findall(r"\bmark_safe\(|SafeString\(", path.read_text(encoding="utf-8"))
        if uses:
            found[shown(path)] = len(uses)
    assert found == MARKED_SAFE


@pytest.mark.parametrize("path", TEMPLATES)
def test_a_template_has_no_inline_style_and_no_inline_script(path):
    text = re.sub(r"{%\s*comment.*?endcomment\s*%}|{#.*?#}", "", path.read_text(encoding="utf-8"), flags=re.DOTALL)
    if not any(part in shown(path) for part in STYLE_ALLOWED):
        assert re.findall(r"<style\b|\sstyle\s*=|\son[a-z]+\s*=\s*[\"']", text) == []
    scripts = re.findall(r"<script\b[^>]*>", text)
    assert [tag for tag in scripts if "src=" not in tag and "application/" not in tag and "importmap" not in tag] == []


@pytest.mark.parametrize("name", ["README.md", "LICENSE", "pyproject.toml", "Makefile", "docs/how-to/contribute.md"])
def test_the_projects_face_exists(name):
    assert (ROOT / name).stat().st_size > 200


def test_nothing_mentions_somebodys_machine():
    home = re.compile(r"/(?:home|Users)/[a-z][\w.-]*/|/(?:work/[a-z]|root/|tmp/[a-z]+/)|C:\\Users")
    spoken = {
        ".py",
        ".md",
        ".toml",
        ".cfg",
        ".html",
        ".txt",
        ".yml",
        ".yaml",
        ".json",
        ".sh",
        ".css",
        ".js",
        ".lock",
        "",
    }
    found = []
    for path in tracked():
        if path.suffix in spoken and "vendor" not in path.parts and path != ROOT / "tests/architecture/test_shape.py":
            lines = path.read_text(encoding="utf-8", errors="replace").splitlines()
            found += [f"{shown(path)}:{n}: {line.strip()[:80]}" for n, line in enumerate(lines, 1) if home.search(line)]
    assert found == []


def test_there_are_no_tests_inside_the_package():
    assert [shown(path) for path in PACKAGE.rglob("test_*.py")] == []
