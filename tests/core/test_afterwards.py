"""What follows a commit: each by itself, and what fails is logged."""

import pytest
from django.db import transaction

from ocop_shop.core.afterwards import after_commit

pytestmark = pytest.mark.django_db


def test_what_fails_is_logged_and_what_follows_is_done(django_capture_on_commit_callbacks, caplog):
    done = []

    def fail(what):
        raise ConnectionRefusedError(what)

    with django_capture_on_commit_callbacks(execute=True):
        after_commit(fail, "a letter")
        after_commit(done.append, "next")
    assert done == ["next"]
    assert "fail" in caplog.text
    assert "a letter" in caplog.text


def test_what_is_rolled_back_is_followed_by_nothing(django_capture_on_commit_callbacks):
    done = []
    with django_capture_on_commit_callbacks(execute=True), transaction.atomic():
        after_commit(done.append, "told")
        transaction.set_rollback(True)
    assert done == []
