"""Somebody else who holds a row for a while, in a connection of his own."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from threading import Event

from django.db import connection, transaction


@contextmanager
def holding(model, key, **values):
    """Within it, another connection holds this row, with `values` that it commits at the end."""
    held, done = Event(), Event()

    def hold():
        try:
            with transaction.atomic():
                model.objects.select_for_update().get(pk=key)
                if values:
                    model.objects.filter(pk=key).update(**values)
                held.set()
                done.wait(timeout=30)
        finally:
            connection.close()

    with ThreadPoolExecutor(1) as pool:
        job = pool.submit(hold)
        assert held.wait(timeout=30)
        try:
            yield
        finally:
            done.set()
        job.result(timeout=30)
