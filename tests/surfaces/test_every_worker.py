"""One revocation reaches every worker: servers in processes of their own, each with whatever it has kept."""

import os
from contextlib import ExitStack, contextmanager
from datetime import timedelta

import pytest
from django.urls import reverse

from ocop_shop.certification import actions
from ocop_shop.core import clock
from ocop_shop.test.factories import make_certificate, make_producer, make_product
from tests.databases import ROOT
from tests.surfaces.servers import server, url_of_the_test_database


@contextmanager
def worker(tmp_path):
    """A server of its own; gives a function that fetches an address from it."""
    environment = {
        **os.environ,
        "DATABASE_URL": url_of_the_test_database(),
        "DJANGO_SETTINGS_MODULE": "sandbox.settings.test",
        "OCOP_VAR": str(tmp_path),
        "PYTHONPATH": str(ROOT),
    }
    with server(environment, tmp_path) as fetch:
        yield fetch


@pytest.mark.long
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
