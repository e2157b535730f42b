"""The editor of a certificate: each step asks for what the law asks for, says what it does to the star, and does it."""

from __future__ import annotations

import re
from datetime import date, timedelta

import pytest
from django.apps import apps
from django.urls import reverse

from ocop_shop.certification import actions, standing
from ocop_shop.certification.actions import DecisionFacts, Facts
from ocop_shop.certification.life import EventKind
from ocop_shop.discovery import freshness
from ocop_shop.oversight.step_forms import FORMS
from ocop_shop.oversight.step_words import STEPS
from ocop_shop.producers import actions as producers
from ocop_shop.test.factories import make_certificate, make_place, make_product
from tests.oversight.staff import TIEU_CAN, VINH_LONG, client, register

pytestmark = [pytest.mark.django_db, pytest.mark.pages]

DECISION = {"number": "99/QĐ-UBND", "issued_on": "20/11/2026", "issuer": "UBND tỉnh", "issuer_level": "province"}
CORRECTION = {"stars": "3", "valid_from": "01/06/2026", "expires_on": "01/06/2029", "evidence": "A"}
GRANT = {**DECISION, "stars": "4", "evidence": "A", "product_name": "Kẹo dừa"}


@pytest.fixture(autouse=True)
def _today(frozen):
    frozen("2026-11-22 09:00:00")


@pytest.fixture
def certificate():
    """Four stars of Vĩnh Long from 01/06/2026 to 01/06/2029."""
    return make_certificate(make_product("Kẹo dừa", province=VINH_LONG), issued_on=date(2026, 6, 1))


def step(certificate, kind):
    return reverse("ocop_register:step", args=[certificate.pk, kind])


def grant(product):
    return reverse("ocop_register:grant_product", args=[product.pk])


def tried(visitor, url, data):
    """The page after a first sending, and what one would agree to."""
    answer = visitor.post(url, data)
    page = " ".join(answer.content.decode().split())
    token = re.search(r'name="agreed" value="(\w+)"', page)
    return page, token.group(1) if token else None


def done(visitor, url, data):
    """The answer to a sending that was agreed to."""
    _page, token = tried(visitor, url, data)
    assert token, "there was nothing to agree to"
    return visitor.post(url, {**data, "agreed": token})


def sentence(page):
    """What the page says will happen to the star."""
    found = re.search(r'class="ocop-register-sentence">([^<]+)<', page)
    return found.group(1) if found else None


def kinds(certificate):
    return list(certificate.events.order_by("pk").values_list("kind", flat=True))


# --- what is sent, and what comes of it -------------------------------------------------------------------------------


def late(certificate, kind):
    """An extension is for a re-evaluation that is late: its dossier is in."""
    if kind != "extended":
        return []
    actions.file_renewal(certificate, effective_on=date(2026, 11, 1), reason="x")
    return ["filed"]


@pytest.mark.parametrize(
    ("kind", "data", "sentence_en", "on_record"),
    [
        (
            "suspended",
            {"effective_on": "25/11/2026", "reason": "Đơn số 17"},
            "From 25/11/2026 on the product shows no star any more, so far 4 stars.",
            {"effective_on": date(2026, 11, 25), "reason": "Đơn số 17"},
        ),
        (
            "ceased",
            {"effective_on": "01/11/2026", "reason": "Xã xác nhận"},
            "From 01/11/2026 on the product shows no star any more, so far 4 stars.",
            {"effective_on": date(2026, 11, 1)},
        ),
        (
            "filed",
            {"effective_on": "20/11/2026", "reason": "Nộp sớm vì đổi chủ"},
            "The star does not change: 4 stars from 01/06/2026 to 01/06/2029.",
            {"effective_on": date(2026, 11, 20)},
        ),
        (
            "extended",
            {"until": "28/11/2029", "reason": "Hồ sơ đã nộp"},
            "The product keeps its 4 stars until 28/11/2029, so far until 01/06/2029.",
            {"until": date(2029, 11, 28), "ground": "12.3"},
        ),
        (
            "concluded",
            {"effective_on": "20/11/2026", "ground": "c"},
            "The star does not change: 4 stars from 01/06/2026 to 01/06/2029.",
            {"ground": "c"},
        ),
        (
            "revoked",
            {**DECISION, "effective_on": "20/11/2026", "ground": "d"},
            "From 20/11/2026 on the product shows no star any more, so far 4 stars.",
            {"ground": "d", "decision__number": "99/QĐ-UBND"},
        ),
        (
            "corrected",
            {
                "stars": "3",
                "valid_from": "01/06/2026",
                "expires_on": "01/06/2029",
                "evidence": "A",
                "reason": "Đọc nhầm",
            },
            "From 01/06/2026 on the product shows 3 stars instead of 4 stars.",
            {"stars": 3, "reason": "Đọc nhầm"},
        ),
    ],
)
def test_a_step_is_tried_then_agreed_to_then_on_record(certificate, kind, data, sentence_en, on_record):
    already = ["granted", *late(certificate, kind)]
    officer, before = client("Vĩnh Long", language="en"), register()
    page, token = tried(officer, step(certificate, kind), data)
    assert sentence(page) == sentence_en
    assert register() == before  # it was only tried
    answer = officer.post(step(certificate, kind), {**data, "agreed": token})
    assert (answer.status_code, answer.url) == (302, reverse("ocop_register:inspect", args=[certificate.pk]))
    event = certificate.events.get(kind=kind, **on_record)
    assert (event.actor, kinds(certificate)) == (officer.user, [*already, kind])


def test_a_suspension_ends_and_the_star_comes_back(certificate):
    officer = client("Vĩnh Long")
    actions.suspend(certificate, effective_on=date(2026, 11, 1), reason="x")
    done(officer, step(certificate, "reinstated"), {"effective_on": "22/11/2026"})
    assert standing.claim_on(certificate.product).stars == 4


def test_an_extension_is_ended_when_the_authority_has_decided():
    certificate = make_certificate(make_product(province=VINH_LONG), issued_on=date(2023, 10, 1))
    actions.extend(certificate, until=date(2027, 2, 1))
    done(client("Vĩnh Long"), step(certificate, "lapsed"), {"effective_on": "22/11/2026", "reason": "Không đạt"})
    assert not standing.claim_on(certificate.product).has_badge


def test_an_entry_recorded_in_error_is_struck_out_and_can_be_put_back(certificate):
    officer = client("Vĩnh Long")
    event = actions.suspend(certificate, effective_on=date(2026, 11, 1), reason="x")
    done(officer, step(certificate, "struck"), {"event": event.pk, "reason": "Nhầm"})
    assert standing.claim_on(certificate.product).stars == 4
    act = certificate.events.get(kind="struck")
    done(officer, step(certificate, "struck"), {"event": act.pk, "reason": "Không nhầm"})
    assert not standing.claim_on(certificate.product).has_badge


def test_striking_the_recognition_takes_the_certificate_off_the_record(certificate):
    done(client("Vĩnh Long"), step(certificate, "struck"), {"event": certificate.events.get().pk, "reason": "Nhầm"})
    assert not standing.claim_on(certificate.product).exists


# --- nothing is written -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("kind", "data", "article"),
    [
        ("extended", {"until": "29/11/2029", "reason": "x"}, "12.3"),
        ("filed", {"effective_on": "20/11/2026"}, "7.6.a"),
        ("revoked", {**DECISION, "issuer_level": "district", "effective_on": "20/11/2026", "ground": "b"}, "8.2"),
        ("suspended", {"effective_on": "31/05/2026", "reason": "x"}, "01/06/2026"),
        (
            "corrected",
            {"stars": "4", "valid_from": "01/06/2026", "expires_on": "02/06/2029", "evidence": "A", "reason": "x"},
            "4.3",
        ),
        (
            "corrected",
            {"stars": "4", "valid_from": "01/06/2026", "expires_on": "31/05/2026", "evidence": "A", "reason": "x"},
            "4.3",
        ),
    ],
)
def test_what_the_law_forbids_is_told_with_its_article_and_not_written(certificate, kind, data, article):
    late(certificate, kind)
    before = register()
    page, token = tried(client("Vĩnh Long"), step(certificate, kind), data)
    assert (article in page, token) == (True, None)
    assert register() == before


@pytest.mark.parametrize(
    ("kind", "missing"),
    [
        ("revoked", ["ground", "number", "issued_on", "issuer", "issuer_level", "effective_on"]),
        ("corrected", ["stars", "valid_from", "expires_on", "evidence", "reason"]),
        ("struck", ["event", "reason"]),
        ("suspended", ["effective_on", "reason"]),
        ("ceased", ["effective_on", "reason"]),
        ("concluded", ["ground", "effective_on"]),
        ("extended", ["reason", "until"]),
        ("filed", ["effective_on"]),
    ],
)
def test_each_step_asks_for_what_it_needs(certificate, kind, missing):
    before = register()
    form = FORMS[EventKind(kind)]({}, certificate=certificate)
    assert sorted(form.errors) == sorted(missing)
    assert tried(client("Vĩnh Long"), step(certificate, kind), {"agreed": "x"})[1] is None
    assert register() == before


@pytest.mark.parametrize("day", ["31/02/2026", "2026", "11/23/2026", "mai", ""])
def test_a_day_that_is_none_is_asked_for_again(certificate, day):
    before = register()
    assert tried(client("Vĩnh Long"), step(certificate, "suspended"), {"effective_on": day, "reason": "x"})[1] is None
    assert register() == before


def test_the_third_of_november_is_not_the_eleventh_of_march(certificate):
    done(client("Vĩnh Long"), step(certificate, "suspended"), {"effective_on": "03/11/2026", "reason": "x"})
    assert certificate.events.get(kind="suspended").effective_on == date(2026, 11, 3)


def test_a_decision_of_tomorrow_cannot_have_revoked(certificate):
    data = {**DECISION, "issued_on": "23/11/2026", "effective_on": "23/11/2026", "ground": "b"}
    assert tried(client("Vĩnh Long"), step(certificate, "revoked"), data)[1] is None


def test_reading_changes_nothing_whatever_stands_in_the_address(certificate):
    before, officer = register(), client("Vĩnh Long")
    data = {"effective_on": "22/11/2026", "reason": "x", "agreed": "x"}
    assert officer.get(step(certificate, "suspended"), data).status_code == 200
    assert register() == before


def test_a_step_that_is_not_lawful_now_says_so_and_leads_back(certificate):
    before, officer = register(), client("Vĩnh Long")
    for answer in (officer.get(step(certificate, "lapsed")), officer.post(step(certificate, "reinstated"), {})):
        assert (answer.status_code, answer.url) == (302, reverse("ocop_register:inspect", args=[certificate.pk]))
    page = officer.get(reverse("ocop_register:inspect", args=[certificate.pk])).content.decode()
    assert page.count('class="error"') + page.count("messages__item") + page.count('<li class="error') >= 1
    assert register() == before


@pytest.mark.parametrize("kind", ["granted", "blessed", "x" * 60])
def test_there_is_no_other_step(certificate, kind):
    assert client("central").get(f"/cms/ocop/register/certificate/{certificate.pk}/step/{kind}/").status_code == 404


# --- twice, and at the same time --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("kind", "data"),
    [
        ("suspended", {"effective_on": "20/11/2026", "reason": "x"}),
        ("ceased", {"effective_on": "20/11/2026", "reason": "x"}),
        ("revoked", {**DECISION, "effective_on": "20/11/2026", "ground": "b"}),
        ("extended", {"until": "01/09/2029", "reason": "x"}),
        ("concluded", {"effective_on": "20/11/2026", "ground": "b"}),
        (
            "corrected",
            {"stars": "3", "valid_from": "01/06/2026", "expires_on": "01/06/2029", "evidence": "A", "reason": "x"},
        ),
    ],
)
def test_a_step_sent_twice_is_on_record_once(certificate, kind, data):
    before = ["granted", *late(certificate, kind)]
    officer = client("Vĩnh Long")
    _page, token = tried(officer, step(certificate, kind), data)
    for _time in range(2):
        assert officer.post(step(certificate, kind), {**data, "agreed": token}).status_code == 302
    assert kinds(certificate) == [*before, kind]


def test_an_entry_is_struck_once_however_often_it_is_sent(certificate):
    officer, data = client("Vĩnh Long"), {"event": certificate.events.get().pk, "reason": "x"}
    _page, token = tried(officer, step(certificate, "struck"), data)
    for _time in range(2):
        assert officer.post(step(certificate, "struck"), {**data, "agreed": token}).status_code == 302
    assert kinds(certificate) == ["granted", "struck"]


def test_what_was_agreed_to_is_what_happens_or_it_is_told_anew(certificate):
    officer, data = client("Vĩnh Long"), {"effective_on": "25/11/2026", "reason": "x"}
    _page, token = tried(officer, step(certificate, "suspended"), data)
    actions.correct(certificate, Facts(stars=3), reason="Đọc nhầm")  # somebody else, in the meantime
    page, new_token = tried(officer, step(certificate, "suspended"), {**data, "agreed": token})
    assert (new_token != token, kinds(certificate)) == (True, ["granted", "corrected"])
    assert "3" in sentence(page)


def test_agreeing_to_one_day_is_not_agreeing_to_another(certificate):
    officer = client("Vĩnh Long")
    _page, token = tried(officer, step(certificate, "suspended"), {"effective_on": "25/11/2026", "reason": "x"})
    answer = officer.post(
        step(certificate, "suspended"), {"effective_on": "01/07/2026", "reason": "x", "agreed": token}
    )
    assert (answer.status_code, kinds(certificate)) == (200, ["granted"])


def test_what_one_officer_agreed_to_is_nobody_elses_consent(certificate):
    data = {"effective_on": "25/11/2026", "reason": "x"}
    _page, token = tried(client("Vĩnh Long"), step(certificate, "suspended"), data)
    assert client("central").post(step(certificate, "suspended"), {**data, "agreed": token}).status_code == 200
    assert kinds(certificate) == ["granted"]


# --- stars that are not one's own -------------------------------------------------------------------------------------


def test_a_province_cannot_correct_four_stars_into_five(certificate):
    # No level on record: the rules would let it pass, since old lists do not name the body.
    decision = DecisionFacts(number="5/QĐ", issued_on=date(2026, 6, 1))
    old = actions.grant(make_product(province=VINH_LONG), stars=4, decision=decision)
    before = register()
    data = {"stars": "5", "valid_from": "01/06/2026", "expires_on": "01/06/2029", "evidence": "A", "reason": "x"}
    answer = client("Vĩnh Long").post(step(old, "corrected"), data)
    assert (answer.status_code, register() == before) == (403, True)
    assert done(client("central"), step(old, "corrected"), data).status_code == 302


def test_a_province_cannot_bring_five_stars_back_by_striking_their_correction():
    certificate = make_certificate(make_product(province=VINH_LONG), stars=5, issued_on=date(2026, 6, 1))
    decision = certificate.decision
    apps.get_model("ocop_certification", "Decision").objects.filter(pk=decision.pk).update(issuer_level="")
    actions.correct(certificate, Facts(stars=4), reason="Đọc nhầm")
    act, before = certificate.events.get(kind="corrected"), register()
    data = {"event": act.pk, "reason": "x"}
    assert client("Vĩnh Long").post(step(certificate, "struck"), data).status_code == 403
    assert register() == before
    assert done(client("central"), step(certificate, "struck"), data).status_code == 302


def test_a_province_cannot_end_five_stars_by_way_of_a_newer_certificate(certificate):
    make_certificate(certificate.product, stars=5, issued_on=date(2026, 7, 1))
    before = register()
    assert client("Vĩnh Long").post(grant(certificate.product), GRANT).status_code == 403
    assert register() == before


def test_a_commune_takes_in_the_dossier_and_confirms_that_production_stopped():
    product = make_product()
    producers.place(product, commune=make_place(TIEU_CAN, level="commune"))
    certificate, officer = make_certificate(product, issued_on=date(2024, 4, 20)), client("commune")
    done(officer, step(certificate, "filed"), {"effective_on": "20/11/2026"})
    done(officer, step(certificate, "ceased"), {"effective_on": "21/11/2026", "reason": "Cơ sở đã đóng cửa"})
    assert kinds(certificate) == ["granted", "filed", "ceased"]


# --- granting ---------------------------------------------------------------------------------------------------------


def test_a_recognition_is_tried_then_agreed_to_then_on_record():
    officer, product, before = (
        client("Vĩnh Long", language="en"),
        make_product("Kẹo dừa", province=VINH_LONG),
        register(),
    )
    data = {**GRANT, "kind": "first", "score": "82.50", "producer_name": "HTX Sáp"}
    page, token = tried(officer, grant(product), data)
    assert sentence(page) == "From 20/11/2026 to 20/11/2029 the product shows 4 stars, so far none."
    assert register() == before
    answer = officer.post(grant(product), {**data, "agreed": token})
    certificate = product.ocop_certificates.get()
    assert answer.url == reverse("ocop_register:inspect", args=[certificate.pk])
    facts = (certificate.stars, certificate.kind, certificate.producer_name, str(certificate.score))
    assert facts == (4, "first", "HTX Sáp", "82.500")
    assert (certificate.expires_on, certificate.events.get().actor) == (date(2029, 11, 20), officer.user)


def test_a_recognition_sent_twice_is_on_record_once():
    officer, product = client("Vĩnh Long"), make_product("Kẹo dừa", province=VINH_LONG)
    _page, token = tried(officer, grant(product), GRANT)
    for _time in range(2):
        assert officer.post(grant(product), {**GRANT, "agreed": token}).status_code == 302
    assert product.ocop_certificates.get().events.count() == 1


@pytest.mark.parametrize(
    ("change", "telling"),
    [
        ({"issuer_level": "district"}, "4.1"),
        ({"expires_on": "21/11/2029"}, "4.3"),
        ({"expires_on": "19/11/2026"}, "4.3"),
        ({"score": "69.9"}, "3.3"),
        ({"issued_on": "23/11/2026"}, ""),
        ({"stars": "6"}, ""),
        ({"stars": "2"}, ""),
        ({"number": ""}, ""),
        ({"issuer": ""}, ""),
        ({"issuer_level": ""}, ""),
        ({"score": "101"}, ""),
        ({"score": "82.5555"}, ""),
        ({"rule_set": "148/QĐ-TTg"}, None),
    ],
)
def test_a_grant_that_cannot_be_is_told_and_not_written(change, telling):
    product, before = make_product("Kẹo dừa", province=VINH_LONG), register()
    page, token = tried(client("Vĩnh Long"), grant(product), {**GRANT, **change})
    if telling is None:  # there is one rule set on that day: none is asked for, and what was sent is not read
        assert token
    else:
        assert (telling in page, token) == (True, None)
    assert register() == before


def test_the_earlier_rules_are_offered_on_the_days_of_the_overlap_alone():
    product, officer = make_product("Kẹo dừa", province=VINH_LONG), client("central")
    shown = {}
    for day in ("21/05/2026", "22/05/2026", "20/07/2026", "22/07/2026"):
        page, _token = tried(officer, grant(product), {**GRANT, "issued_on": day})
        shown[day] = 'name="rule_set"' in page
    assert shown == {"21/05/2026": False, "22/05/2026": True, "20/07/2026": True, "22/07/2026": False}
    done(officer, grant(product), {**GRANT, "issued_on": "01/07/2026", "rule_set": "1489/QĐ-TTg"})
    assert product.ocop_certificates.get().rule_set == "1489/QĐ-TTg"


def test_the_decision_of_another_content_is_refused_with_what_is_on_record():
    product, officer = make_product("Kẹo dừa", province=VINH_LONG), client("Vĩnh Long")
    done(officer, grant(product), GRANT)
    before = register()
    page, token = tried(officer, grant(product), {**GRANT, "stars": "3"})
    assert ("99/QĐ-UBND" in page, token, register() == before) == (True, None, True)


def test_what_was_struck_out_is_put_back_by_recording_it_again():
    product, officer = make_product("Kẹo dừa", province=VINH_LONG), client("Vĩnh Long")
    done(officer, grant(product), GRANT)
    certificate = product.ocop_certificates.get()
    actions.strike(certificate.events.get(), reason="Nhầm")
    assert not standing.claim_on(product).has_badge
    done(officer, grant(product), GRANT)
    assert (standing.claim_on(product).stars, product.ocop_certificates.count()) == (4, 1)


def test_the_shopper_sees_the_star_at_once_and_no_earlier():
    officer, product = client("Vĩnh Long"), make_product("Kẹo dừa", province=VINH_LONG)
    listing = apps.get_model("ocop_discovery", "Listing").objects.filter(product=product)
    tried(officer, grant(product), GRANT)
    freshness.ensure_true()
    assert listing.get().stars == 0
    done(officer, grant(product), GRANT)
    freshness.ensure_true()
    assert listing.get().stars == 4


def test_a_tried_step_leaves_no_trace_in_the_audit_log(certificate):
    entries = apps.get_model("ocop_audit", "Entry").objects
    before = entries.count()
    tried(client("central"), step(certificate, "revoked"), {**DECISION, "effective_on": "20/11/2026", "ground": "b"})
    # Only the remit was given, to the officer who tried it.
    assert entries.count() == before + 1


def test_every_step_has_a_form_and_words(certificate):
    later = set(EventKind) - {EventKind.GRANTED}
    assert set(FORMS) == set(STEPS) == later


def test_each_form_opens_with_the_day_of_today_or_the_first_day(certificate):
    form = FORMS[EventKind.SUSPENDED](certificate=certificate)
    assert form.fields["effective_on"].initial == date(2026, 11, 22)
    certificate.valid_from = date(2026, 11, 22) + timedelta(days=9)
    assert FORMS[EventKind.CONCLUDED](certificate=certificate).fields["effective_on"].initial == date(2026, 12, 1)
