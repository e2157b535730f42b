"""What goes by itself when its time is over, and nothing before."""

import io
import json
import os
from datetime import timedelta

import pytest
from django.apps import apps
from django.contrib.sessions.backends.db import SessionStore
from django.core.files.base import ContentFile
from django.core.management import call_command
from django.test import override_settings

from ocop_shop.asking import actions as asking
from ocop_shop.boxes.models import QuoteRequest
from ocop_shop.core import clock
from ocop_shop.core.private_storage import private_storage
from ocop_shop.personal import actions
from ocop_shop.proposals import actions as proposals
from ocop_shop.proposals.models import Proposal
from ocop_shop.test import factories
from ocop_shop.test.clock import frozen
from tests.accounts.selling import buy, goods
from tests.asking.thanking import WORDS, on_page, photo, thanked

from . import filling

pytestmark = pytest.mark.django_db


def forgotten(*, days=0, dry=False):
    """What `ocop_forget` says it forgot so many days from now, without what was nothing."""
    out = io.StringIO()
    with frozen(clock.now() + timedelta(days=days)):
        call_command("ocop_forget", "--format=json", *(["--dry-run"] if dry else []), stdout=out)
    return {line["rule"]: line["rows"] for line in json.loads(out.getvalue())["rules"] if line["rows"]}


@pytest.fixture
def maker(db):
    return factories.make_producer("Hợp tác xã An")


def test_a_guest_is_taken_out_of_an_old_order_and_its_sums_stay(maker):
    order = filling.ended_order(maker, email=filling.EMAIL)
    before = filling.sums(order)
    assert "guest_orders" not in forgotten(days=729)
    assert forgotten(days=731, dry=True)["guest_orders"] == 1
    assert forgotten(days=731)["guest_orders"] == 1
    assert filling.sums(order) == before
    assert (order.guest_email, order.shipping_address.first_name, order.shipping_address.state) == ("", "", "Vĩnh Long")
    assert "guest_orders" not in forgotten(days=731)


def test_the_buyer_with_an_account_stays_until_the_books_may_go(maker):
    order = filling.ended_order(maker, user=factories.make_user())
    assert "guest_orders" not in forgotten(days=3000)
    order.refresh_from_db()
    assert order.shipping_address.first_name == filling.MARK
    with override_settings(OCOP_ACCOUNTING_YEARS=0):
        assert "old_orders" not in forgotten(days=9000)
    assert forgotten(days=3661)["old_orders"] == 1


def test_an_order_that_is_not_ended_keeps_its_guest(maker):
    order = buy((goods(maker), 1))
    assert "guest_orders" not in forgotten(days=9000)
    order.refresh_from_db()
    assert order.guest_email == "hoa@example.com"


def test_who_asked_is_forgotten_and_the_question_stays(maker):
    question = asking.publish(asking.ask(goods(maker), "Ngọt không?", "Lan"), actor=None)
    waiting = asking.ask(goods(maker), "Mặn không?", "Mai")
    assert forgotten(days=731)["askers"] == 1
    question.refresh_from_db()
    waiting.refresh_from_db()
    assert (question.name, question.words, waiting.name) == ("", "Ngọt không?", "Mai")


def test_answered_quotes_go_and_new_ones_stay():
    values = {"title": "Hộp", "quantity": 9, "name": "Lan", "phone": "0912", "language": "vi", "asked_at": clock.now()}
    QuoteRequest.objects.create(**values, state="closed")
    new = QuoteRequest.objects.create(**values, state="new")
    assert forgotten(days=731) == {"quotes": 1}
    assert list(QuoteRequest.objects.all()) == [new]


def test_an_accepted_proposal_is_emptied_with_its_papers(client, django_capture_on_commit_callbacks):
    draft = proposals.begin("joining", "joining:1", values={"legal_name": filling.MARK}, author=None)
    proposals.add_file(draft, "licence", ContentFile(b"x", name="dau.rieng.pdf"), actor=None, is_picture=False)
    Proposal.objects.update(state="accepted", decided_at=clock.now(), decision={"note": filling.MARK})
    assert "guest_orders" not in forgotten(days=729)
    with django_capture_on_commit_callbacks(execute=True):
        assert forgotten(days=731)["decided_proposals"] == 1
    assert (filling.found(), filling.files(), forgotten(days=731)) == ({}, [], {})
    client.force_login(factories.make_user(is_staff=True, is_superuser=True))
    assert client.get(f"/dashboard/proposals/{draft.pk}/").status_code == 200


def test_a_private_file_that_no_row_names_goes_after_a_day():
    storage = private_storage()
    draft = proposals.begin("joining", "joining:1", values={}, author=None)
    kept = proposals.add_file(draft, "licence", ContentFile(b"x", name="a.pdf"), actor=None).file.name
    lost, young = (storage.save(f"proposals/2026/11/{name}", ContentFile(b"x")) for name in ("b.pdf", "c.pdf"))
    foreign = storage.save("of-the-shop/d.pdf", ContentFile(b"x"))
    yesterday = (clock.now() - timedelta(days=2)).timestamp()
    for name in (kept, lost, foreign):
        os.utime(storage.path(name), (yesterday, yesterday))
    assert forgotten(dry=True) == {"private_files": 1}
    assert forgotten() == {"private_files": 1}
    assert [storage.exists(name) for name in (kept, lost, young, foreign)] == [True, False, True, True]


def test_visits_of_an_erased_account_are_cleared_away():
    users = factories.make_user(), factories.make_user()
    for user in users:
        session = SessionStore()
        session["_auth_user_id"] = str(user.pk)
        session.save()
    actions.erase_account(users[0], actor=None)
    assert forgotten() == {"sessions": 1}
    left = apps.get_model("sessions", "Session").objects.get().get_decoded()
    assert left["_auth_user_id"] == str(users[1].pk)


def test_thanks_on_no_page_go_with_their_photo_and_the_others_lose_the_name(maker, django_capture_on_commit_callbacks):
    shown, private = on_page(maker, picture=photo()), thanked(maker, may_show=False, picture=photo())
    assert "thanks" not in forgotten(days=729)
    with django_capture_on_commit_callbacks(execute=True):
        assert forgotten(days=731)["thanks"] == 2
    left = apps.get_model("ocop_asking", "Thanks").objects.get()
    assert (left, left.name, left.words, left.is_on_page) == (shown, "", WORDS, True)
    assert [private_storage().exists(row.picture.name) for row in (shown, private)] == [True, False]
    assert "thanks" not in forgotten(days=731)
