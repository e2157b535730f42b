"""What a producer reads of its certificates, and its appeal when a badge is taken away."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.apps import apps
from django.core import mail
from django.urls import reverse

from ocop_shop.certification import actions as register
from ocop_shop.certification.terms import Phase
from ocop_shop.core import clock
from ocop_shop.oversight import actions as oversight
from ocop_shop.oversight import appeals, doubts
from ocop_shop.oversight.exceptions import OversightError
from ocop_shop.portal import certificates
from ocop_shop.producers import actions
from ocop_shop.test.factories import make_certificate, make_place, make_producer, make_product, make_user

pytestmark = [pytest.mark.django_db, pytest.mark.pages]


@pytest.fixture
def producer():
    return make_producer("Hợp tác xã Cầu Kè")


@pytest.fixture
def member(client, producer):
    user = make_user()
    actions.add_member(producer, user, "editor")
    client.force_login(user)
    return user


def revoke(certificate):
    register.revoke(certificate, ground="a", effective_on=clock.today())
    return certificate


def page(producer, name="portal-certificates", *args):
    return reverse(f"ocop:{name}", args=[producer.slug, *args])


@pytest.mark.parametrize(
    ("before", "phase"), [(200, Phase.EARLY), (180, Phase.OPEN), (120, Phase.OPEN), (119, Phase.CLOSED)]
)
def test_the_window_for_filing_is_the_decrees(producer, frozen, before, phase):
    frozen("2026-11-20 09:00:00")
    ends = date(2026, 11, 20) + timedelta(days=before)
    make_certificate(make_product(producer=producer), issued_on=date(2024, 7, 1), expires_on=ends)
    (row,) = certificates.rows_of(producer)
    assert (row.days_left, row.phase) == (before, phase)
    assert row.window.first == ends - timedelta(days=180)
    assert row.window.last == ends - timedelta(days=120)


def test_a_product_without_certificate_is_told_whom_to_ask(producer):
    make_product(producer=producer)
    (row,) = certificates.rows_of(producer)
    assert (row.claim.exists, row.days_left, row.may_appeal) == (False, None, False)
    assert row.advice


def test_a_badge_in_force_cannot_be_appealed_against(client, producer, member):
    certificate = make_certificate(make_product(producer=producer))
    answer = client.post(page(producer, "portal-appeal", certificate.pk), {"words": "Xin xem lại"})
    assert answer.status_code == 422
    assert apps.get_model("ocop_oversight", "DoubtReport").objects.count() == 0


def test_a_revoked_certificate_can_be_appealed_against_once(client, producer, member):
    certificate = revoke(make_certificate(make_product(producer=producer)))
    url = page(producer, "portal-appeal", certificate.pk)
    client.post(url, {"words": "Chúng tôi có phiếu kiểm nghiệm ngày 02/11."})
    client.post(url, {"words": "Một lần nữa"})
    case = apps.get_model("ocop_oversight", "DoubtReport").objects.get()
    assert (case.producer, case.text) == (producer, "Chúng tôi có phiếu kiểm nghiệm ngày 02/11.")
    assert case.due_on == clock.today() + timedelta(days=15)


def test_the_office_of_the_province_is_told_of_an_appeal(producer, django_capture_on_commit_callbacks):
    officer = make_user()
    oversight.entrust(officer, "province", place=make_place("86"))
    certificate = revoke(make_certificate(make_product(producer=producer, province="86")))
    with django_capture_on_commit_callbacks(execute=True):
        appeals.appeal(certificate, "Xin xem lại", producer=producer, actor=officer)
    assert [letter.to for letter in mail.outbox] == [[officer.email]]


def test_the_answer_to_an_appeal_is_read_at_the_desk(client, producer, member):
    certificate = revoke(make_certificate(make_product(producer=producer)))
    case = appeals.appeal(certificate, "Xin xem lại", producer=producer, actor=member)
    doubts.answer(case, "right", "Quyết định thu hồi đúng trình tự.")
    assert "Quyết định thu hồi đúng trình tự." in client.get(page(producer)).content.decode()


def test_an_appeal_is_no_page_for_everybody(client, producer, member):
    certificate = revoke(make_certificate(make_product(producer=producer)))
    case = appeals.appeal(certificate, "Xin xem lại", producer=producer, actor=member)
    assert client.get(reverse("ocop:case", args=[case.number])).status_code == 404


def test_another_producers_certificate_cannot_be_appealed_against(client, producer, member):
    certificate = revoke(make_certificate(make_product(producer=make_producer())))
    assert client.post(page(producer, "portal-appeal", certificate.pk), {"words": "x"}).status_code == 404
    with pytest.raises(OversightError):
        appeals.appeal(certificate, "Xin xem lại", producer=producer, actor=member)
    assert apps.get_model("ocop_oversight", "DoubtReport").objects.count() == 0


@pytest.mark.parametrize("words", ["", "   ", "\u200b", "x" * 2001])
def test_an_appeal_needs_words_and_not_too_many(client, producer, member, words):
    certificate = revoke(make_certificate(make_product(producer=producer)))
    assert client.post(page(producer, "portal-appeal", certificate.pk), {"words": words}).status_code == 422
    assert apps.get_model("ocop_oversight", "DoubtReport").objects.count() == 0


def test_what_can_be_filed_now_waits_on_the_first_page(client, producer, member, frozen):
    frozen("2026-11-20 09:00:00")
    make_certificate(
        make_product(producer=producer), issued_on=date(2024, 7, 1), expires_on=date(2026, 11, 20) + timedelta(days=150)
    )
    told = client.get(page(producer, "portal-home")).content.decode()
    assert page(producer) in told.split('class="desk-tasks"')[1].split("</ul>")[0]


def test_a_filed_dossier_asks_for_nothing_more(producer, frozen):
    frozen("2026-11-20 09:00:00")
    ends = date(2026, 11, 20) + timedelta(days=150)
    certificate = make_certificate(make_product(producer=producer), issued_on=date(2024, 7, 1), expires_on=ends)
    register.file_renewal(certificate, effective_on=date(2026, 11, 19))
    (row,) = certificates.rows_of(producer)
    assert (row.phase, row.is_urgent) == (None, False)


def test_thirty_products_cost_as_many_queries_as_one(client, producer, member, assert_queries):
    for _number in range(30):
        make_certificate(make_product(producer=producer))
    client.get(page(producer))
    with assert_queries(12):
        client.get(page(producer))
