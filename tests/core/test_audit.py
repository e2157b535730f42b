"""One line for every act, and none for an act that was rolled back."""

import json
import logging
from datetime import date

import pytest
from django.db import transaction

from ocop_shop.core import audit


@pytest.fixture
def lines(caplog):
    caplog.set_level(logging.INFO, logger="ocop_shop.audit")
    return lambda: [json.loads(entry.message) for entry in caplog.records if entry.name == "ocop_shop.audit"]


def test_an_act_leaves_one_line_that_says_who_what_and_why(
    frozen, lines, user_factory, django_capture_on_commit_callbacks
):
    frozen("2026-11-22 08:00:00")
    actor = user_factory("canbo@example.com")
    with django_capture_on_commit_callbacks(execute=True):
        audit.record(
            "certificate.revoked",
            "certificate:12",
            actor=actor,
            before={"stars": 4},
            after={"effective_on": date(2026, 11, 22)},
            reason="vi phạm",
        )
    assert lines() == [
        {
            "at": "2026-11-22T01:00:00+00:00",
            "act": "certificate.revoked",
            "subject": "certificate:12",
            "actor": actor.pk,
            "before": {"stars": 4},
            "after": {"effective_on": "2026-11-22"},
            "reason": "vi phạm",
        }
    ]
    assert "canbo" not in json.dumps(lines())


@pytest.mark.django_db(transaction=True)
def test_an_act_that_is_rolled_back_leaves_no_line(lines):
    def refused():
        audit.record("certificate.granted", "certificate:1")
        raise RuntimeError

    with pytest.raises(RuntimeError), transaction.atomic():
        refused()
    assert lines() == []


def test_the_system_acts_without_a_person(db, lines, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        audit.record("places.loaded", "places")
    assert lines()[0]["actor"] is None
