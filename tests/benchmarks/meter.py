"""What something costs: CPU time of this process and of its backend in the database, and queries."""

from __future__ import annotations

import gc
import os
import statistics
import time
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import asdict, dataclass, field
from typing import Any

from django.db import connection

Doing = Callable[[], object]
_TICK = 1_000_000_000 // os.sysconf("SC_CLK_TCK")


@dataclass
class Cost:
    """Milliseconds of CPU of each run, how many queries one run asks, and how large its answer is."""

    runs: list[float] = field(default_factory=list)
    queries: int = 0
    size: int = 0

    @property
    def cpu(self) -> float:
        """The median of the runs, in milliseconds."""
        return statistics.median(self.runs)

    def shown(self) -> dict[str, Any]:
        """As plain values, without the single runs."""
        values = asdict(self)
        runs = values.pop("runs")
        return values | {"cpu_ms": round(self.cpu, 3), "runs": len(runs)}


def used() -> int:
    """Nanoseconds of CPU that this process and its backend have used so far."""
    return time.process_time_ns() + _backend()


def in_turn(doings: Mapping[str, Doing], *, seconds: float, least: int = 7, most: int = 40) -> dict[str, Cost]:
    """The cost of each, one run of each after the other, so that whatever slows the machine slows all of them.

    Everything is done twice before it counts. Rounds go on for so many seconds, and at least so many of them.
    """
    costs = {name: Cost() for name in doings}
    for name, do in doings.items():
        do()
        costs[name].queries, costs[name].size = _queries(do)
    gc.collect()
    gc.freeze()
    began = time.monotonic()
    for number in range(most):
        if number >= least and time.monotonic() - began > seconds:
            break
        for name, do in doings.items():
            costs[name].runs.append(cost_of(do))
    gc.unfreeze()
    return costs


def cost_of(do: Doing) -> float:
    """The milliseconds of CPU of one run."""
    before = used()
    do()
    return (used() - before) / 1e6


def _queries(do: Doing) -> tuple[int, int]:
    asked = 0

    def count(execute: Any, *arguments: Any) -> Any:
        nonlocal asked
        asked += 1
        return execute(*arguments)

    with connection.execute_wrapper(count):
        answer = do()
    return asked, len(answer) if isinstance(answer, (bytes, str)) else 0


def _backend() -> int:
    """What the backend has used: from the scheduler to the nanosecond, or from the process table in hundredths."""
    if connection.vendor != "postgresql" or connection.connection is None:
        return 0
    folder = f"/proc/{connection.connection.info.backend_pid}"
    with suppress(OSError), open(f"{folder}/schedstat", encoding="ascii") as told:
        return int(told.read().split()[0])
    with suppress(OSError), open(f"{folder}/stat", encoding="ascii") as told:
        user, system = told.read().rpartition(")")[2].split()[11:13]
        return (int(user) + int(system)) * _TICK
    return 0
