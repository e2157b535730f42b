"""Visits of accounts that were erased: nobody is signed in by them any more; what lies in them is cleared away."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any

from django.apps import apps
from django.conf import settings as django_settings
from django.contrib.auth import SESSION_KEY

from . import requests
from .models import Kind, State


def number(at: datetime) -> int:
    """How many there are at a moment."""
    return len(list(_left(at)))


def clear(at: datetime) -> int:
    """Delete them; returns how many. Sessions that lie elsewhere than in the database end by their age."""
    keys = list(_left(at))
    if keys:
        apps.get_model("sessions", "Session").objects.filter(session_key__in=keys).delete()
    return len(keys)


def _left(at: datetime) -> Iterator[str]:
    """Sessions are read only where somebody was erased while one of theirs can still be there."""
    if not apps.is_installed("django.contrib.sessions"):
        return
    since = at - timedelta(seconds=django_settings.SESSION_COOKIE_AGE)
    erased = requests.rows().filter(kind=Kind.ERASE, state=State.DONE, done_at__gte=since).exclude(user=None)
    users = {str(key) for key in erased.values_list("user_id", flat=True)}
    rows: Any = apps.get_model("sessions", "Session").objects.filter(expire_date__gt=at) if users else ()
    for session in rows.iterator() if users else ():
        if str(session.get_decoded().get(SESSION_KEY)) in users:
            yield session.session_key
