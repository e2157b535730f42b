"""Requests a second under gunicorn with two workers, ours and the reference in turn, all on this machine."""

from __future__ import annotations

import asyncio
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager

from .databases import ROOT, surroundings

WORKERS = 2
CLIENTS = 8
SECONDS = 8.0
TURNS = 3
MOST = 20_000
PAGES = {"hello": "/reference/hello/", "faceted": "/reference/faceted/", "ours": "/catalogue/"}


def rates(url: str) -> dict[str, float]:
    """Requests a second of each page, the middle of three turns."""
    with _server(url) as port:
        found: dict[str, list[float]] = {name: [] for name in PAGES}
        for address in PAGES.values():
            asyncio.run(_load(port, address, 2.0))
        for _turn in range(TURNS):
            for name, address in PAGES.items():
                found[name].append(asyncio.run(_load(port, address, SECONDS)))
    return {name: round(sorted(turns)[len(turns) // 2], 1) for name, turns in found.items()}


@contextmanager
def _server(url: str) -> Iterator[int]:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    line = [sys.executable, "-W", "ignore", "-m", "gunicorn", "tests.benchmarks.wsgi", "--bind", f"127.0.0.1:{port}"]
    line += ["--workers", str(WORKERS), "--log-level", "critical", "--no-control-socket"]
    server = subprocess.Popen(line, cwd=ROOT, env=surroundings(url), start_new_session=True)
    try:
        _wait_for(port)
        yield port
    finally:
        os.killpg(server.pid, signal.SIGTERM)
        server.wait(20)


def _wait_for(port: int) -> None:
    until = time.monotonic() + 60
    while True:
        try:
            asyncio.run(_get(port, PAGES["hello"]))
        except (OSError, EOFError):
            if time.monotonic() > until:
                raise
            time.sleep(0.3)
        else:
            return


async def _load(port: int, address: str, seconds: float) -> float:
    """How many answers a second eight visitors get who ask again as soon as they are answered."""
    answered = 0
    began = time.monotonic()

    async def visit() -> None:
        nonlocal answered
        while time.monotonic() - began < seconds and answered < MOST:
            await _get(port, address)
            answered += 1

    await asyncio.gather(*(visit() for _client in range(CLIENTS)))
    return answered / (time.monotonic() - began)


async def _get(port: int, address: str) -> None:
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    writer.write(f"GET {address} HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n".encode())
    answer = await reader.read(64)
    if not answer:
        raise EOFError
    if b" 200 " not in answer:
        raise ValueError(f"{address}: {answer.splitlines()[0].decode()}")
    while await reader.read(1 << 16):
        pass
    writer.close()
    await writer.wait_closed()
