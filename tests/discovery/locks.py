"""Somebody else who has begun something in a connection of his own and is not done with it."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from threading import Event

from django.db import connection, transaction


@contextmanager
def unfinished(act):
    """Within it, another connection has done `act` in a transaction that it commits at the end."""
    begun, done = Event(), Event()

    def work():
        try:
            with transaction.atomic():
                act()
                begun.set()
                done.wait(timeout=30)
        finally:
            begun.set()
            connection.close()

    with ThreadPoolExecutor(1) as pool:
        job = pool.submit(work)
        assert begun.wait(timeout=30)
        try:
            yield
        finally:
            done.set()
        job.result(timeout=30)


def holding(model, key, **values):
    """Another connection holds this row, with `values` that it commits at the end."""

    def hold():
        model.objects.select_for_update().get(pk=key)
        if values:
            model.objects.filter(pk=key).update(**values)

    return unfinished(hold)


@contextmanager
def impatient():
    """Whoever waits in here for another's lock for more than a second fails."""
    with connection.cursor() as cursor:
        cursor.execute("SET lock_timeout = '1s'")
        try:
            yield
        finally:
            cursor.execute("RESET lock_timeout")
