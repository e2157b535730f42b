"""The house stays habitable: small modules, small functions, names that say something."""

from __future__ import annotations

import ast
import re

import pytest

from tests.architecture.sources import PACKAGE, ROOT, faults, modules, shown, tracked, tree

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


def templates():
    pages = [path for folder in ("ocop_shop", "sandbox") for path in sorted((ROOT / folder).rglob("*.html"))]
    return [path for path in pages if "var" not in path.relative_to(ROOT).parts]


def test_a_module_stays_under_300_lines():
    lengths = {shown(path): len(path.read_text(encoding="utf-8").splitlines()) for path in modules()}
    assert {name: length for name, length in lengths.items() if length >= MAX_MODULE} == {}


def test_a_function_has_at_most_30_lines():
    assert faults(modules(), _long_functions) == {}


def _long_functions(path):
    functions = [node for node in ast.walk(tree(path)) if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef))]
    return {function.name: _lines(function) for function in functions if _lines(function) > MAX_FUNCTION}


def _lines(function):
    """The lines of a function without its docstring, which may be as long as it needs."""
    start = function.body[0].end_lineno + 1 if ast.get_docstring(function) else function.lineno
    return function.end_lineno - start + 1


def test_a_module_is_named_for_what_it_does():
    parts = {shown(path): {part.removesuffix(".py") for part in path.relative_to(ROOT).parts} for path in modules()}
    assert [name for name, said in parts.items() if said & SAYS_NOTHING] == []


def test_a_public_name_says_what_it_promises():
    """Modules, and public functions and classes in them, have a docstring; Django's own small classes need none."""
    told = [path for path in modules() if path.name != "apps.py" and path.read_text(encoding="utf-8").strip()]
    assert faults(told, _silent) == {}


def _silent(path):
    silent = [] if ast.get_docstring(tree(path)) else ["the module"]
    public = [node for node in tree(path).body if isinstance(node, (ast.FunctionDef, ast.ClassDef))]
    wordless = [node.name for node in public if not node.name.startswith("_") and not ast.get_docstring(node)]
    needed = {node.name for node in public if _needs_words(node, path)}
    return silent + [name for name in wordless if name in needed]


def _needs_words(node, path):
    framework = {"Command", "Meta", "Migration"}
    concrete = path.name == "models.py"  # their words stand in abstract_models
    return node.name not in framework and not concrete


def test_a_template_calls_nothing_safe():
    """Texts come from producers and lists: `|safe` and `autoescape off` would let them write the page."""
    calls = re.compile(r"\|\s*safe(?:seq)?\b|{%\s*autoescape\s+off")
    found = faults(templates(), lambda path: calls.findall(path.read_text(encoding="utf-8")))
    assert set(found) == set(SAFE_ALLOWED)


def test_marking_text_as_safe_in_python_is_counted():
    """`mark_safe` belongs to whoever has escaped; each use is known here."""
    found = {}
    for path in modules():
        uses = re.findall(r"\bmark_safe\(|SafeString\(", path.read_text(encoding="utf-8"))
        if uses:
            found[shown(path)] = len(uses)
    assert found == MARKED_SAFE


def test_a_template_has_no_inline_style_and_no_inline_script():
    assert faults(templates(), _inline) == {}


def _inline(path):
    text = re.sub(r"{%\s*comment.*?endcomment\s*%}|{#.*?#}", "", path.read_text(encoding="utf-8"), flags=re.DOTALL)
    styled = re.findall(r"<style\b|\sstyle\s*=|\son[a-z]+\s*=\s*[\"']", text)
    scripts = re.findall(r"<script\b[^>]*>", text)
    inline = [tag for tag in scripts if "src=" not in tag and "application/" not in tag and "importmap" not in tag]
    return inline if any(part in shown(path) for part in STYLE_ALLOWED) else styled + inline


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
