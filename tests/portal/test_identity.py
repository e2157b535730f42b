"""The room of the identity: asking for a change from the page to the desk of the shop."""

from __future__ import annotations

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from ocop_shop.producers import actions as producers
from ocop_shop.proposals.identity import identity_of
from ocop_shop.test.factories import make_producer, make_user
from tests.core.sent_files import pdf
from tests.proposals.applying import accepted

pytestmark = [pytest.mark.django_db, pytest.mark.pages]


@pytest.fixture
def owner():
    return make_user()


@pytest.fixture
def producer(owner):
    return accepted(owner).producer


@pytest.fixture
def page(client, owner, producer):
    client.force_login(owner)
    return reverse("ocop:portal-identity", args=[producer.slug])


def change_of(producer):
    return producer.proposals.filter(kind="identity").order_by("-pk").first()


def saved(client, page, producer, **changes):
    client.post(page, {"do": "begin"})
    change = change_of(producer)
    return client.post(page, {"do": "save", "version": change.version, **change.values, **changes})


def handed_in(client, page, producer):
    saved(client, page, producer, street="Ấp Mới")
    paper = SimpleUploadedFile("giay.pdf", pdf(), "application/pdf")
    client.post(page, {"do": "add", "field": "licence", "paper": paper})
    return client.post(page, {"do": "submit", "version": change_of(producer).version, "consent": "1"})


def test_an_owner_asks_and_staff_accept_by_what_they_checked(client, page, producer):
    handed_in(client, page, producer)
    change = change_of(producer)
    assert change.state == "submitted"
    desk = Client()
    desk.force_login(make_user(is_staff=True, is_superuser=True))
    at = reverse("ocop:desk-proposal", args=[change.pk])
    told = desk.get(at).content.decode()
    assert 'data-field="street"' in told
    assert 'data-review="checked"' in told
    answer = desk.post(at, {"do": "accept", "version": change.version, "checked-address": "1", "note": "gọi điện"})
    assert answer.status_code == 302
    identity = identity_of(producer)
    assert identity.street == "Ấp Mới"
    assert identity.verifications.filter(fact="address").count() == 2


def test_what_does_not_fit_is_marked_and_the_rest_is_kept(client, page, producer):
    answer = saved(client, page, producer, tax_code="123", street="Ấp Mới")
    assert answer.status_code == 422
    change = change_of(producer)
    assert (change.values["street"], change.values["tax_code"]) == ("Ấp Mới", identity_of(producer).tax_code)


def test_what_two_write_at_once_is_lost_for_neither(client, page, producer):
    saved(client, page, producer, street="Ấp Mới")
    change = change_of(producer)
    answer = client.post(page, {"do": "save", "version": change.version - 1, **change.values, "street": "Ấp Khác"})
    assert answer.status_code == 409
    assert "Ấp Khác" in answer.content.decode()
    assert (change_of(producer).values["street"], change_of(producer).version) == ("Ấp Mới", change.version)


def test_nothing_is_sent_without_a_paper(client, page, producer):
    saved(client, page, producer, street="Ấp Mới")
    answer = client.post(page, {"do": "submit", "version": change_of(producer).version, "consent": "1"})
    assert answer.status_code == 422
    assert b'data-problem="papers"' in answer.content
    assert change_of(producer).state == "draft"


def test_a_change_that_is_looked_at_is_not_written_in(client, page, producer):
    handed_in(client, page, producer)
    change = change_of(producer)
    client.post(page, {"do": "save", "version": change.version, **change.values, "street": "Ấp Khác"})
    change.refresh_from_db()
    assert (change.state, change.values["street"]) == ("submitted", "Ấp Mới")


def test_an_editor_reads_and_changes_nothing_of_it(page, producer):
    editor, desk = make_user(), Client()
    producers.add_member(producer, editor, "editor")
    desk.force_login(editor)
    assert desk.get(page).status_code == 403
    assert desk.post(page, {"do": "begin"}).status_code == 403
    assert change_of(producer) is None


def test_the_page_costs_few_queries(client, page, producer, django_assert_max_num_queries):
    handed_in(client, page, producer)
    client.post(page, {"do": "take_back"})
    client.get(page)
    with django_assert_max_num_queries(12):
        assert client.get(page).status_code == 200


# --- checking again, at the desk of the shop --------------------------------------------------------------------------


@pytest.fixture
def desk():
    browser = Client()
    browser.force_login(make_user(is_staff=True, is_superuser=True))
    return browser


def test_staff_find_who_is_due_and_check_again(desk, producer, settings):
    settings.OCOP_RECHECK_DAYS = 1
    check = identity_of(producer).verifications.first()
    type(check).objects.update(verified_at="2025-01-01T00:00:00Z")
    at = reverse("ocop:desk-seller", args=[producer.slug])
    assert f'data-seller="{producer.slug}"' in desk.get(reverse("ocop:desk-sellers")).content.decode()
    assert b"data-due" in desk.get(at).content
    every = {f"outcome-{fact}": "confirmed" for fact in ("tax_code", "licence", "address")}
    assert desk.post(at, {**every, "source": "Cổng thông tin thuế"}).status_code == 302
    assert b"data-due" not in desk.get(at).content
    assert identity_of(producer).verifications.count() == 6


def test_a_check_of_what_was_changed_meanwhile_is_not_written_down(desk, producer):
    at, identity = reverse("ocop:desk-seller", args=[producer.slug]), identity_of(producer)
    seen = {f"seen-{fact}": identity.print_of(fact) for fact in ("address", "licence")}
    assert all(f'name="{name}" value="{value}"' in desk.get(at).content.decode() for name, value in seen.items())
    before = identity.verifications.count()
    type(identity).objects.filter(pk=identity.pk).update(street="Ấp Khác")
    said = {"outcome-address": "confirmed", "source": "tại chỗ", **seen}
    assert desk.post(at, said).status_code == 409
    assert identity.verifications.count() == before
    assert desk.post(at, {**said, "outcome-address": "", "outcome-licence": "confirmed"}).status_code == 302


def test_a_check_says_by_what(desk, producer):
    at = reverse("ocop:desk-seller", args=[producer.slug])
    assert desk.post(at, {"outcome-address": "confirmed", "source": " "}).status_code == 422
    assert desk.post(at, {"source": "giấy"}).status_code == 422
    assert identity_of(producer).verifications.count() == 3


def test_a_seller_is_found_by_name_or_tax_code(desk, producer):
    for words in ("dừa xanh", "2100 000 014"):
        told = desk.get(reverse("ocop:desk-sellers"), {"q": words}).content.decode()
        assert reverse("ocop:desk-seller", args=[producer.slug]) in told


def test_what_keeps_a_change_from_being_sent_is_marked_where_it_is_mended(client, page, producer):
    saved(client, page, producer, street="")
    answer = client.post(page, {"do": "submit", "version": change_of(producer).version})
    assert answer.status_code == 422
    assert "street" in answer.context["form"].errors
    told = answer.content.decode()
    for hook in ("#id_street_field", "#papers", "#consent", 'id="consent_error"'):
        assert hook in told
    assert change_of(producer).state == "draft"


def test_a_first_identity_begins_with_what_the_register_knows(client, owner):
    known = make_producer("Hợp tác xã Ví Dụ", kind="cooperative", province="86")
    producers.add_member(known, owner, "owner")
    client.force_login(owner)
    client.post(reverse("ocop:portal-identity", args=[known.slug]), {"do": "begin"})
    values = change_of(known).values
    assert (values["legal_name"], values["kind"], values["province"]) == ("Hợp tác xã Ví Dụ", "cooperative", "86")
