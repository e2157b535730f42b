"""What takes long to make and is the same for every test of a run: made by one worker, read by the others."""

from __future__ import annotations

import os
import pickle
from collections.abc import Callable
from typing import Any

import pytest
from filelock import FileLock


def once(folders: pytest.TempPathFactory, name: str, make: Callable[[], Any]) -> Any:
    """What `make` returns, made once in a run however many workers ask for `name`. Everybody gets a copy."""
    own = folders.getbasetemp()
    path = (own.parent if "PYTEST_XDIST_WORKER" in os.environ else own) / f"{name}.pickle"
    with FileLock(f"{path}.lock"):
        if not path.exists():
            made = pickle.dumps(make())
            path.write_bytes(made)
    return pickle.loads(path.read_bytes())
