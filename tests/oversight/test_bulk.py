"""Revoking and lapsing from a list: the dry run, and that applying does exactly what it showed."""

from __future__ import annotations

import time
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from django.core import signing
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from django.utils import translation

from ocop_shop.auditing.models import Entry
from ocop_shop.certification import actions as register
from ocop_shop.certification import standing
from ocop_shop.certification.actions import DecisionFacts
from ocop_shop.certification.exceptions import RegisterError
from ocop_shop.certification.life import EventKind, State
from ocop_shop.certification.models import CertificateEvent, Decision
from ocop_shop.importing.apply import apply as record_list
from ocop_shop.importing.plan import read_plan
from ocop_shop.oversight import bulk, bulk_token
from ocop_shop.oversight.bulk_effects import Effect
from ocop_shop.oversight.bulk_judging import Order, Verdict, dry_run
from ocop_shop.oversight.bulk_rows import Row, check_code, of_lines, of_plan
from ocop_shop.oversight.exceptions import OversightError
from ocop_shop.regions.lookup import gazetteer
from ocop_shop.test.factories import make_certificate
from tests.certification.test_concurrency import together
from tests.oversight.officers import ELSEWHERE, HERE, ROLES, certified, officer, visitor

pytestmark = [pytest.mark.django_db, pytest.mark.pages]

LISTS = Path(__file__).parents[1] / "importing" / "fixtures"
GRANTED = date(2026, 5, 25)
REVOKED = date(2026, 11, 20)
TODAY = "2026-11-22 09:00:00"
DECISION = DecisionFacts("2085/QĐ-UBND", REVOKED, "UBND tỉnh Vĩnh Long", "province")
REVOKE = Order(EventKind.REVOKED, REVOKED, DECISION, "d")
FACTS = {
    "number": "2085/QĐ-UBND",
    "issued_on": "20/11/2026",
    "issuer": "UBND tỉnh Vĩnh Long",
    "issuer_level": "province",
    "ground": "d",
    "effective_on": "",
    "reason": "",
}


@pytest.fixture(autouse=True)
def _on_a_day(frozen):
    frozen(TODAY)


def row_of(certificate: Any, where: str = "1") -> Row:
    return Row(where, code=certificate.code)


def events() -> int:
    return CertificateEvent.objects.count()


def expected(found: Any) -> list[Any]:
    return [(line.row, line.certificate.pk, line.effect) for line in found.written]


# --- reading lists --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "typed",
    ["7KQ2MX94RB", "7kq2-mx94-rb", " 7KQ2 MX94 RB ", "https://shop.example/ocop/check/7KQ2MX94RB/"],
)
def test_a_check_code_is_read_as_people_write_it(typed):
    assert check_code(typed) == "7KQ2MX94RB"


def test_pasted_lines_are_codes_or_names_and_say_which_one_is_neither():
    rows = of_lines(
        "7KQ2MX94RB\n\nMứt dừa; Cơ sở Sông Xanh; 305/QĐ-UBND; ngừng sản xuất\nKẹo\tHTX A\t\tđ\nKẹo dừa\n"
    ).rows
    assert [(r.where, r.code, r.product, r.producer, r.number, r.ground) for r in rows] == [
        ("1", "7KQ2MX94RB", "", "", "", ""),
        ("3", "", "Mứt dừa", "Cơ sở Sông Xanh", "305/QĐ-UBND", "đ"),
        ("4", "", "Kẹo", "HTX A", "", "đ"),
        ("5", "", "Kẹo dừa", "", "", ""),
    ]
    assert [bool(row.problem) for row in rows] == [False, False, False, True]


def test_an_official_list_gives_rows_grounds_and_the_decision_of_its_title():
    listed = of_plan(plan_of("06_revocation_list.xlsx"))
    assert listed.decision == DecisionFacts("2085/QĐ-UBND", date(2024, 12, 21), "UBND tỉnh Trà Vinh", "province")
    assert [(row.where, row.ground, row.decision) for row in listed.rows] == [
        ("6", "e", None),
        ("7", "đ", None),
        ("9", "b", None),
        ("10", "d", None),
        ("12", "c", None),
        ("13", "e", None),
    ]


def test_a_row_under_another_decision_keeps_it():
    plan = plan_of("06_revocation_list.xlsx")
    other = replace(plan.accepted[0], decision_no="99/QĐ-UBND")
    listed = of_plan(replace(plan, accepted=(other, *plan.accepted[1:])))
    assert listed.decision.number == "2085/QĐ-UBND"
    assert [row.decision.number if row.decision else None for row in listed.rows] == ["99/QĐ-UBND", *[None] * 5]


def test_a_list_of_recognitions_revokes_nothing():
    assert of_plan(plan_of("test_certificates.csv")).rows == ()
    assert len(of_plan(plan_of("test_certificates.csv"), lapsing=True).rows) == 5


# --- the dry run ----------------------------------------------------------------------------------------------------


def test_the_dry_run_says_from_which_day_which_star_ends_and_writes_nothing():
    certificate = certified(issued_on=GRANTED, stars=4)
    before = events()
    (line,) = dry_run(officer("province"), REVOKE, [row_of(certificate)]).lines
    assert (line.verdict, line.effect) == (Verdict.CHANGES, Effect(REVOKED, 4, None))
    assert (events(), Decision.objects.count()) == (before, 1)


def test_what_has_expired_goes_on_record_and_changes_no_star():
    certificate = certified(issued_on=date(2021, 3, 30), stars=4)
    (line,) = dry_run(officer("province"), REVOKE, [row_of(certificate)]).lines
    assert (line.verdict, line.effect) == (Verdict.RECORDED, None)
    assert "31/03/2024" in line.sentence


def test_what_a_newer_certificate_replaced_goes_on_record_and_changes_no_star():
    old = certified(issued_on=date(2026, 5, 23), stars=3)
    make_certificate(old.product, issued_on=date(2026, 6, 1), stars=4)
    (line,) = dry_run(officer("province"), REVOKE, [row_of(old)]).lines
    assert (line.verdict, line.effect) == (Verdict.RECORDED, None)
    assert "01/06/2026" in line.sentence


def test_what_is_revoked_already_is_left_alone():
    certificate = certified(issued_on=GRANTED, stars=4)
    register.revoke(certificate, ground="a", effective_on=date(2026, 7, 1))
    (line,) = dry_run(officer("province"), REVOKE, [row_of(certificate)]).lines
    assert (line.verdict, line.is_written) == (Verdict.DONE, False)
    assert "01/07/2026" in line.sentence


@pytest.mark.parametrize(
    ("order", "sentence"),
    [
        (replace(REVOKE, ground=""), "26/2026/QĐ-TTg art. 8.1"),
        (replace(REVOKE, ground="x"), "26/2026/QĐ-TTg art. 8.1"),
        (replace(REVOKE, decision=replace(DECISION, issuer_level="district")), "26/2026/QĐ-TTg art. 8.2"),
        (replace(REVOKE, effective_on=GRANTED - timedelta(days=1)), "25/05/2026"),
    ],
)
def test_what_the_law_forbids_is_refused_with_its_article(order, sentence):
    certificate = certified(issued_on=GRANTED, stars=4)
    with translation.override("en"):
        (line,) = dry_run(officer("central"), order, [row_of(certificate)]).lines
    assert line.verdict is Verdict.REFUSED
    assert sentence in line.sentence


def test_rows_without_one_certificate_say_why():
    first = certified(issued_on=date(2020, 3, 18), stars=4)
    make_certificate(first.product, issued_on=date(2026, 6, 1), stars=4, producer_name="HTX Đồng Sen")
    rows = [
        Row("1", code="2222222222"),
        Row("2", product="Kẹo dừa", producer="HTX Nào Đó"),
        Row("3", product="Kẹo dừa", producer="HTX Đồng Sen"),
        Row("4", product="Kẹo", problem="không đọc được"),
    ]
    found = dry_run(officer("central"), REVOKE, rows)
    assert [line.verdict for line in found.lines] == [Verdict.REFUSED] * 4
    assert [line.certificate for line in found.lines] == [None] * 4
    assert first.code in found.lines[2].sentence
    assert found.lines[3].sentence == "không đọc được"


def test_a_certificate_named_twice_is_taken_once():
    certificate = certified(issued_on=GRANTED, stars=4)
    found = dry_run(officer("central"), REVOKE, [row_of(certificate, "1"), row_of(certificate, "2")])
    assert [line.verdict for line in found.lines] == [Verdict.CHANGES, Verdict.REFUSED]


def test_a_row_keeps_its_own_ground_unless_one_is_given_for_all():
    certificate = certified(issued_on=GRANTED, stars=4)
    row = replace(row_of(certificate), ground="đ")
    user = officer("central")
    grounds = [dry_run(user, replace(REVOKE, ground=g), [row]).lines[0].ground for g in ("", "a")]
    assert grounds == ["đ", "a"]


def test_a_decision_on_record_with_another_day_stops_the_list():
    certified("Bánh", number="2085/QĐ-UBND", issued_on=date(2026, 6, 1), issuer="UBND tỉnh Vĩnh Long")
    certificate = certified(issued_on=GRANTED, stars=4)
    found = dry_run(officer("central"), REVOKE, [row_of(certificate)])
    assert "01/06/2026" in found.problem
    assert found.written == ()


def test_an_extension_ends_from_the_day_of_the_lapse():
    certificate = certified(issued_on=date(2023, 9, 1), stars=4)
    register.extend(certificate, until=date(2027, 1, 31))
    order = Order(EventKind.LAPSED, date(2026, 12, 1), reason="Không đạt")
    (line,) = dry_run(officer("province"), order, [row_of(certificate)]).lines
    assert (line.verdict, line.effect) == (Verdict.CHANGES, Effect(date(2026, 12, 1), 4, None))


def test_what_was_not_extended_cannot_lapse():
    certificate = certified(issued_on=GRANTED, stars=4)
    order = Order(EventKind.LAPSED, date(2026, 12, 1), reason="Không đạt")
    (line,) = dry_run(officer("province"), order, [row_of(certificate)]).lines
    assert line.verdict is Verdict.REFUSED


# --- whose rows -----------------------------------------------------------------------------------------------------


def test_a_province_reaches_its_own_products_and_no_others():
    here, there = certified(issued_on=GRANTED), certified("Cà phê", "HTX B", province=ELSEWHERE, issued_on=GRANTED)
    found = dry_run(officer("province", HERE), REVOKE, [row_of(here), row_of(there, "2")])
    assert [line.verdict for line in found.lines] == [Verdict.CHANGES, Verdict.REFUSED]


def test_five_stars_are_the_centres():
    certificate = certified(issued_on=GRANTED, stars=5)
    order = replace(REVOKE, decision=replace(DECISION, issuer_level="national"))
    verdicts = {
        role: dry_run(officer(role), order, [row_of(certificate)]).lines[0].verdict for role in ("province", "central")
    }
    assert verdicts == {"province": Verdict.REFUSED, "central": Verdict.CHANGES}


@pytest.mark.parametrize("role", ["commune", "auditor"])
def test_who_may_only_look_changes_nothing(role):
    certificate = certified(issued_on=GRANTED)
    user, before = officer(role), events()
    found = dry_run(user, REVOKE, [row_of(certificate)])
    assert found.written == ()
    with pytest.raises(bulk.BulkRefused):
        bulk.apply(user, REVOKE, [(row_of(certificate), certificate.pk, Effect(REVOKED, 4, None))])
    assert events() == before


# --- applying -------------------------------------------------------------------------------------------------------


def test_applying_does_what_was_shown_and_is_on_record():
    user, certificate = officer("province"), certified(issued_on=GRANTED, stars=4)
    found = dry_run(user, REVOKE, [row_of(certificate)])
    done = bulk.apply(user, REVOKE, expected(found))
    assert (done.changed, done.unchanged) == (1, 0)
    assert standing.claim_on(certificate.product_id).state is State.REVOKED
    event = certificate.events.get(kind="revoked")
    assert (event.ground, event.decision.number, event.actor) == ("d", "2085/QĐ-UBND", user)
    entry = Entry.objects.get(act="register.bulk_revoked")
    assert (entry.actor, entry.after["count"]) == (user.pk, 1)


def test_applying_twice_changes_nothing():
    user, certificate = officer("province"), certified(issued_on=GRANTED, stars=4)
    wanted = expected(dry_run(user, REVOKE, [row_of(certificate)]))
    bulk.apply(user, REVOKE, wanted)
    before = events(), Entry.objects.count()
    done = bulk.apply(user, REVOKE, wanted)
    assert (done.changed, done.unchanged) == (0, 1)
    assert (events(), Entry.objects.count()) == before


def test_one_row_that_has_changed_stops_all_of_them():
    user = officer("central")
    first, second = certified(issued_on=GRANTED, stars=4), certified("Bánh", "HTX B", issued_on=GRANTED, stars=4)
    wanted = expected(dry_run(user, REVOKE, [row_of(first), row_of(second, "2")]))
    register.suspend(second, effective_on=date(2026, 10, 1))
    before = events()
    with pytest.raises(bulk.BulkRefused) as refused:
        bulk.apply(user, REVOKE, wanted)
    assert [line.row.where for line in refused.value.lines] == ["2"]
    assert events() == before
    assert standing.claim_on(first.product_id).stars == 4


def test_a_remit_that_was_withdrawn_meanwhile_stops_all_of_them():
    user, certificate = officer("province"), certified(issued_on=GRANTED, stars=4)
    wanted = expected(dry_run(user, REVOKE, [row_of(certificate)]))
    user.ocop_remits.all().delete()
    before = events()
    with pytest.raises(bulk.BulkRefused):
        bulk.apply(user, REVOKE, wanted)
    assert events() == before


def test_a_key_put_in_for_another_certificate_is_refused():
    user = officer("central")
    shown, other = certified(issued_on=GRANTED, stars=4), certified("Bánh", "HTX B", issued_on=GRANTED, stars=4)
    with pytest.raises(bulk.BulkRefused):
        bulk.apply(user, REVOKE, [(row_of(shown), other.pk, Effect(REVOKED, 4, None))])
    assert CertificateEvent.objects.filter(kind="revoked").count() == 0


def test_the_dry_run_and_the_register_refuse_the_same():
    """What the dry run lets pass the register takes, and the other way round, whatever became of a certificate."""
    made = [certified(f"Hàng {n}", f"HTX {n}", issued_on=GRANTED, stars=4) for n in range(6)]
    register.suspend(made[1], effective_on=date(2026, 6, 1))
    register.cease(made[2], effective_on=date(2026, 6, 1))
    register.extend(made[3], until=made[3].expires_on + timedelta(days=90))
    register.strike(made[4].events.get(), reason="nhầm")
    make_certificate(made[5].product, issued_on=date(2026, 7, 1), stars=4)
    made.append(certified("Hàng cũ", "HTX cũ", issued_on=date(2021, 3, 30), stars=4))
    made.append(certified("Hàng C", "HTX C", issued_on=GRANTED, stars=4, evidence="C"))
    orders = [
        replace(REVOKE, effective_on=date(2026, 5, 1)),
        REVOKE,
        *(Order(EventKind.LAPSED, day, reason="x") for day in (REVOKED, date(2029, 6, 15))),
    ]
    user = officer("central")
    for order in orders:
        for line in dry_run(user, order, [row_of(c, str(n)) for n, c in enumerate(made)]).lines:
            assert taken(order, line.certificate) is line.is_written, (order.kind, line.sentence)


def taken(order: Order, certificate: Any) -> bool:
    try:
        with transaction.atomic():
            if order.kind is EventKind.LAPSED:
                register.lapse(certificate, effective_on=order.effective_on)
            else:
                register.revoke(certificate, ground="d", effective_on=order.effective_on, decision=order.decision)
            transaction.set_rollback(True)
    except RegisterError:
        return False
    return True


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_two_lists_at_once_in_opposite_order_revoke_each_certificate_once():
    user = officer("central")
    made = [certified(f"Hàng {n}", f"HTX {n}", issued_on=GRANTED, stars=4) for n in range(8)]
    wanted = expected(dry_run(user, REVOKE, [row_of(c, str(n)) for n, c in enumerate(made)]))
    done = together(
        lambda: bulk.apply(user, REVOKE, wanted),
        lambda: bulk.apply(user, REVOKE, wanted[::-1]),
    )
    assert sorted((one.changed, one.unchanged) for one in done) == [(0, 8), (8, 0)]
    assert CertificateEvent.objects.filter(kind="revoked").count() == 8


# --- the way through the browser ------------------------------------------------------------------------------------


def test_what_was_shown_comes_back_the_same():
    user = officer("central")
    certificate = certified(issued_on=GRANTED, stars=4)
    rows = (Row("1", product="Kẹo", producer="HTX", decision=DECISION, before=REVOKED, stars=3), row_of(certificate))
    found = dry_run(user, REVOKE, rows)
    shown = bulk_token.unpack(bulk_token.pack(user, EventKind.REVOKED, rows, found), user)
    assert (shown.rows, shown.order, list(shown.expected)) == (rows, REVOKE, expected(found))


def test_a_check_that_was_changed_is_not_taken():
    user = officer("central")
    token = bulk_token.pack(user, EventKind.REVOKED, [Row("1", code="7KQ2MX94RB")])
    for wrong in ("", "x", token[:-2] + "xx", signing.dumps({"user": user.pk}, salt="another")):
        with pytest.raises(OversightError):
            bulk_token.unpack(wrong, user)


def test_a_check_of_somebody_else_is_not_taken():
    token = bulk_token.pack(officer("central"), EventKind.REVOKED, [Row("1", code="7KQ2MX94RB")])
    with pytest.raises(OversightError):
        bulk_token.unpack(token, officer("central"))


def test_a_check_is_good_for_an_hour(monkeypatch):
    user = officer("central")
    token, now = bulk_token.pack(user, EventKind.REVOKED, [Row("1", code="7KQ2MX94RB")]), time.time()
    monkeypatch.setattr(signing.time, "time", lambda: now + 3500)
    bulk_token.unpack(token, user)
    monkeypatch.setattr(signing.time, "time", lambda: now + 3700)
    with translation.override("en"), pytest.raises(OversightError, match="an hour old"):
        bulk_token.unpack(token, user)


def plan_of(name: str) -> Any:
    return read_plan((LISTS / name).read_bytes(), name, gazetteer())


def upload(name: str) -> SimpleUploadedFile:
    return SimpleUploadedFile(name, (LISTS / name).read_bytes())


def test_an_officer_revokes_the_official_list_in_three_steps():
    record_list(plan_of("test_certificates.csv").accepted)
    client = visitor("province here")
    page = client.post("/cms/ocop/bulk/", {"kind": "revoked", "file": upload("06_revocation_list.xlsx")})
    assert page.status_code == 200
    found = page.context["found"]
    assert [line.verdict.value for line in found.lines] == [*["recorded"] * 4, "changes", "refused"]
    assert page.context["form"].initial["number"] == "2085/QĐ-UBND"
    facts = {k: v or "" for k, v in page.context["form"].initial.items()} | {"list": page.context["token"]}
    facts["issued_on"] = "21/12/2024"
    answer = client.post("/cms/ocop/bulk/apply/", facts)
    assert (answer.status_code, answer["Location"]) == (302, "/cms/ocop/bulk/")
    revoked = CertificateEvent.objects.filter(kind="revoked")
    assert sorted(revoked.values_list("ground", flat=True)) == ["b", "c", "d", "e", "đ"]
    assert {event.decision.number for event in revoked} == {"2085/QĐ-UBND"}


def test_pasted_lines_ask_for_the_decision_before_they_do_anything():
    certificate = certified(issued_on=GRANTED, stars=4)
    client = visitor("province here")
    page = client.post("/cms/ocop/bulk/", {"kind": "revoked", "lines": certificate.code})
    assert page.context["found"] is None
    page = client.post("/cms/ocop/bulk/check/", FACTS | {"list": page.context["token"]})
    assert page.context["found"].lines[0].effect == Effect(REVOKED, 4, None)
    client.post("/cms/ocop/bulk/apply/", FACTS | {"list": page.context["token"]})
    assert standing.claim_on(certificate.product_id).state is State.REVOKED


def test_facts_changed_after_the_check_are_checked_first():
    certificate = certified(issued_on=GRANTED, stars=4)
    client = visitor("province here")
    token = client.post("/cms/ocop/bulk/", {"kind": "revoked", "lines": certificate.code}).context["token"]
    token = client.post("/cms/ocop/bulk/check/", FACTS | {"list": token}).context["token"]
    page = client.post("/cms/ocop/bulk/apply/", FACTS | {"list": token, "ground": "a"})
    assert page.status_code == 200
    assert page.context["found"].lines[0].ground == "a"
    assert not CertificateEvent.objects.filter(kind="revoked").exists()


def test_a_list_that_can_no_longer_be_applied_is_shown_again():
    certificate = certified(issued_on=GRANTED, stars=4)
    client = visitor("province here")
    token = client.post("/cms/ocop/bulk/", {"kind": "revoked", "lines": certificate.code}).context["token"]
    token = client.post("/cms/ocop/bulk/check/", FACTS | {"list": token}).context["token"]
    register.suspend(certificate, effective_on=date(2026, 10, 1))
    page = client.post("/cms/ocop/bulk/apply/", FACTS | {"list": token})
    assert page.status_code == 409
    assert not CertificateEvent.objects.filter(kind="revoked").exists()


@pytest.mark.parametrize("address", ["check/", "apply/"])
def test_a_tampered_check_leads_back_to_the_start(address):
    client = visitor("province here")
    answer = client.post(f"/cms/ocop/bulk/{address}", FACTS | {"list": "x:y:z"})
    assert (answer.status_code, answer["Location"]) == (302, "/cms/ocop/bulk/")
    assert not CertificateEvent.objects.filter(kind="revoked").exists()


@pytest.mark.parametrize(
    "sent",
    [
        {},
        {"kind": "revoked"},
        {"kind": "granted", "lines": "7KQ2MX94RB"},
        {"kind": "revoked", "lines": "\n".join(["7KQ2MX94RB"] * 2001)},
        {"kind": "revoked", "lines": "\x00;\x00"},
    ],
)
def test_a_list_that_is_none_is_told_so(sent):
    page = visitor("province here").post("/cms/ocop/bulk/", sent)
    assert page.status_code == 200
    assert "form" in page.context


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04xx", b"\x00" * 50, "Tên;Số\n1;2".encode()])
def test_a_file_that_cannot_be_read_is_told_so(content):
    sent = {"kind": "revoked", "file": SimpleUploadedFile("a.xlsx", content)}
    page = visitor("province here").post("/cms/ocop/bulk/", sent)
    assert page.status_code == 200
    assert page.context["form"].errors


ANSWERS = {
    "anonymous": 302,
    "customer": 302,
    "editor": 302,
    "central": 200,
    "province here": 200,
    "province elsewhere": 200,
    "commune here": 403,
    "auditor": 403,
    "superuser": 200,
}


@pytest.mark.parametrize("who", ROLES)
def test_who_gets_to_the_list(who):
    client = visitor(who)
    assert client.get("/cms/ocop/bulk/").status_code == ANSWERS[who]
    before = events()
    certificate = certified(issued_on=GRANTED)
    posted = client.post("/cms/ocop/bulk/", {"kind": "revoked", "lines": certificate.code})
    assert posted.status_code == ANSWERS[who]
    assert events() == before + 1


@pytest.mark.parametrize("who", ROLES)
def test_who_may_apply_a_list_to_which_product(who):
    here = certified(issued_on=GRANTED, stars=4)
    client = visitor(who)
    found = dry_run(officer("central"), REVOKE, [row_of(here)])
    reader = SimpleNamespace(pk=int(client.session.get("_auth_user_id", 0)))
    token = bulk_token.pack(reader, EventKind.REVOKED, [row_of(here)], found)
    answer = client.post("/cms/ocop/bulk/apply/", FACTS | {"list": token})
    allowed = who in {"central", "province here", "superuser"}
    # Whoever has no remit at this place is shown the list again, with the reason.
    assert answer.status_code == (302 if allowed else {200: 409}.get(ANSWERS[who], ANSWERS[who]))
    assert CertificateEvent.objects.filter(kind="revoked").exists() is allowed


# --- how long it takes ----------------------------------------------------------------------------------------------


def test_the_dry_run_asks_as_often_for_many_rows_as_for_one(django_assert_num_queries):
    user = officer("province")
    made = [certified(f"Hàng {n}", f"HTX {n}", issued_on=GRANTED, stars=4) for n in range(6)]
    counts = []
    for some in (made[:1], made):
        with CaptureQueriesContext(connection) as asked:
            dry_run(user, REVOKE, [row_of(c, str(n)) for n, c in enumerate(some)])
        counts.append(len(asked))
    assert counts[0] == counts[1] <= 15
