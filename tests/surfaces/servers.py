"""A shop that is served by a process of its own, on the database of the test."""

from __future__ import annotations

import http.client
import socket
import subprocess
import sys
import time
from contextlib import contextmanager, suppress
from urllib.parse import quote

from django.db import connection, connections

from tests.databases import ROOT

START_SECONDS = 60
SERVER = (
    "import sys; from wsgiref.simple_server import make_server; from django.core.wsgi import get_wsgi_application as a;"
    " make_server('127.0.0.1', int(sys.argv[1]), a()).serve_forever()"
)


def url_of_the_test_database():
    """The address of the database of the running test, for another process."""
    place = connections["default"].settings_dict
    if connection.vendor == "sqlite":
        return f"sqlite:///{place['NAME']}"
    parts = {name: quote(str(place[name]), safe="") for name in ("USER", "PASSWORD", "HOST", "PORT")}
    return "postgres://{USER}:{PASSWORD}@{HOST}:{PORT}/".format(**parts) + str(place["NAME"])


@contextmanager
def server(environment, folder):
    """A server of its own with this environment; gives a function that fetches an address from it."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    with (folder / f"server-{port}.log").open("wb") as log:
        line = [sys.executable, "-W", "ignore", "-c", SERVER, str(port)]
        process = subprocess.Popen(line, env=environment, cwd=ROOT, stdout=log, stderr=log)
    try:
        _wait_for(port)
        yield lambda address: _fetched(port, address)
    finally:
        process.terminate()
        process.wait(timeout=20)


def _wait_for(port):
    ends = time.monotonic() + START_SECONDS
    while time.monotonic() < ends:
        with suppress(OSError):
            socket.create_connection(("127.0.0.1", port), timeout=1).close()
            return
        time.sleep(0.2)
    raise AssertionError("The server did not start.")


def _fetched(port, address):
    asked = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
    asked.request("GET", address)
    response = asked.getresponse()
    text = response.read().decode()
    assert response.status == 200, f"{address}: {response.status} {text[:500]}"
    return text
