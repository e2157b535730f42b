"""One revocation reaches every worker: servers in processes of their own, each with whatever it has kept."""

import http.client
import os
import socket
import subprocess
import sys
import time
from contextlib import ExitStack, contextmanager, suppress
from datetime import timedelta
from urllib.parse import quote

import pytest
from django.db import connection, connections
from django.urls import reverse

from ocop_shop.certification import actions
from ocop_shop.core import clock
from ocop_shop.test.factories import make_certificate, make_producer, make_product
from tests.databases import ROOT

START_SECONDS = 60
SERVER = "from wsgiref.simple_server import make_server; import sys; from sandbox.wsgi import application as a; {run}"
RUN = "make_server('127.0.0.1', int(sys.argv[1]), a).serve_forever()"


def url_of_the_test_database():
    place = connections["default"].settings_dict
    if connection.vendor == "sqlite":
        return f"sqlite:///{place['NAME']}"
    parts = {name: quote(str(place[name]), safe="") for name in ("USER", "PASSWORD", "HOST", "PORT")}
    return "postgres://{USER}:{PASSWORD}@{HOST}:{PORT}/".format(**parts) + str(place["NAME"])


@contextmanager
def worker(tmp_path):
    """A server of its own; gives a function that fetches an address from it."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    environment = {
        **os.environ,
        "DATABASE_URL": url_of_the_test_database(),
        "DJANGO_SETTINGS_MODULE": "sandbox.settings.test",
        "OCOP_VAR": str(tmp_path),
        "PYTHONPATH": str(ROOT),
    }
    line = [sys.executable, "-W", "ignore", "-c", SERVER.format(run=RUN), str(port)]
    with (tmp_path / f"worker-{port}.log").open("wb") as log:
        process = subprocess.Popen(line, env=environment, cwd=ROOT, stdout=log, stderr=log)
    try:
        wait_for(port)
        yield lambda address: fetched(port, address)
    finally:
        process.terminate()
        process.wait(timeout=20)


def wait_for(port):
    ends = time.monotonic() + START_SECONDS
    while time.monotonic() < ends:
        with suppress(OSError):
            socket.create_connection(("127.0.0.1", port), timeout=1).close()
            return
        time.sleep(0.2)
    raise AssertionError("The worker did not start.")


def fetched(port, address):
    server = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
    server.request("GET", address)
    response = server.getresponse()
    assert response.status == 200, address
    return response.read().decode()


@pytest.mark.django_db(transaction=True)
def test_a_revoked_star_is_gone_from_every_worker_at_the_next_request(tmp_path):
    product = make_product("Mật hoa dừa", producer=make_producer(), province="86")
    certificate = make_certificate(product, stars=4, issued_on=clock.today() - timedelta(days=30))
    pages = [
        "/catalogue/",
        "/catalogue/?stars=4",
        product.get_absolute_url(),
        reverse("ocop:certificate", args=[certificate.code]),
    ]
    with ExitStack() as running:
        workers = [running.enter_context(worker(tmp_path)) for _number in range(2)]
        for fetch in workers:
            assert ['data-ocop-stars="4"' in fetch(page) for page in pages] == [True] * 4
        actions.revoke(certificate, ground="d", effective_on=clock.today())
        for fetch in workers:
            assert ['data-ocop-stars="4"' in fetch(page) for page in pages] == [False] * 4
