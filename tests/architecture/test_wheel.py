"""What a shop installs has everything it needs in it, and nothing else."""

from __future__ import annotations

import shutil
import subprocess
import sys
import zipfile

import pytest

from tests.architecture.sources import PACKAGE, ROOT, shown, tracked


@pytest.fixture(scope="module")
def wheel(tmp_path_factory):
    """The names inside a wheel built from what is in the repository, offline."""
    source = tmp_path_factory.mktemp("source")
    for path in tracked():
        if PACKAGE in path.parents or path.parent == ROOT:
            copy = source / path.relative_to(ROOT)
            copy.parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(path, copy)
    command = [sys.executable, "-m", "pip", "wheel", "--quiet", "--no-deps", "--no-index", "--no-build-isolation"]
    done = subprocess.run([*command, "--wheel-dir", source, source], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    with zipfile.ZipFile(next(source.glob("*.whl"))) as archive:
        return set(archive.namelist())


def test_everything_of_the_package_travels_in_the_wheel(wheel):
    """Templates, static files, translations, data, migrations: whatever the repository has in the package."""
    assert {shown(path) for path in tracked() if PACKAGE in path.parents} - wheel == set()


@pytest.mark.parametrize(
    "kind", [".json", ".csv", ".html", "py.typed", "migrations/0001_initial.py", ".css", ".mo", ".po"]
)
def test_each_kind_of_file_is_there(wheel, kind):
    assert any(name.startswith("ocop_shop/") and name.endswith(kind) for name in wheel)


def test_nothing_but_the_package_travels(wheel):
    assert {name.partition("/")[0].partition("-")[0] for name in wheel} == {"ocop_shop"}
    assert [name for name in wheel if name.endswith("LICENSE")] != []
    assert [name for name in wheel if "/tests/" in name or "test_" in name] == []
