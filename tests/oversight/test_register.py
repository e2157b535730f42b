"""The register at `/cms/`: what its list finds, and what the page of a certificate tells."""

from __future__ import annotations

import re
from datetime import date

import pytest
from django.apps import apps
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from ocop_shop.certification import actions
from ocop_shop.certification.actions import Facts
from ocop_shop.core import clock
from ocop_shop.oversight import register_forms, worklist
from ocop_shop.producers import actions as producers
from ocop_shop.test.factories import make_certificate, make_producer, make_product, make_user
from tests.oversight.staff import QUANG_NGAI, VINH_LONG, client, tra_vinh

pytestmark = pytest.mark.django_db

INDEX = "/cms/ocop/register/"
BUDGET = 25


@pytest.fixture(autouse=True)
def _today(frozen):
    frozen("2026-11-22 09:00:00")


def found(visitor, **asked):
    """The names of the products that the list shows, in its order."""
    page = visitor.get(INDEX, asked).content.decode()
    return re.findall(r'<th scope="row"[^>]*>\s*<a href="[^"]+">([^<]+)</a>', page)


def make(title, province=VINH_LONG, **facts):
    return make_certificate(make_product(title, province=province), **{"issued_on": date(2026, 6, 1), **facts})


# --- the list ---------------------------------------------------------------------------------------------------------


def test_a_row_tells_product_producer_star_state_decision_issuer_and_last_day():
    product = make_product("Dừa sáp", producer=make_producer("Hợp tác xã Sáp"))
    make_certificate(product, stars=4, number="17/QĐ-UBND", issuer="UBND tỉnh Vĩnh Long", issued_on=date(2026, 6, 1))
    page = " ".join(client("central").get(INDEX).content.decode().split())
    for told in (
        "Dừa sáp",
        "Hợp tác xã Sáp",
        "4 <span",
        "17/QĐ-UBND",
        "01/06/2026",
        "UBND tỉnh Vĩnh Long",
        "01/06/2029",
    ):
        assert told in page


@pytest.mark.parametrize("words", ["dừa sáp", "dua sap", "SÁP DỪA", "hoa tan", "18/qd-ubnd", "18/QĐ-UBND"])
def test_the_search_finds_with_marks_and_without_by_product_producer_and_decision(words):
    make_certificate(make_product("Dừa sáp"), number="18/QĐ-UBND", producer_name="HTX Hòa Tân")
    make("Kẹo đậu phộng")
    assert found(client("central"), q=words) == ["Dừa sáp"]


def test_the_search_finds_a_check_code_as_it_is_read_out():
    certificate = make("Dừa sáp")
    make("Kẹo dừa")
    spoken = f"{certificate.code[:4]}-{certificate.code[4:8]} {certificate.code[8:]}".lower()
    assert found(client("central"), q=certificate.code) == found(client("central"), q=spoken) == ["Dừa sáp"]


@pytest.mark.parametrize(
    ("asked", "names"),
    [
        ({"stars": "5"}, ["Năm"]),
        ({"state": "revoked"}, ["Thu hồi"]),
        ({"state": "in_force", "stars": "3"}, ["Ba"]),
        ({"month": "2028-02"}, ["Ba"]),
        ({"level": "national"}, ["Năm"]),
        ({"issuer": "quang ngai"}, ["Ba"]),
        ({"evidence": "C"}, ["Lời kể"]),
        ({"state": "nonsense", "stars": "9", "month": "2028-13", "level": "moon", "place": "x", "evidence": "Z"}, None),
    ],
)
def test_a_filter_narrows_the_list_and_nonsense_is_left_out(asked, names):
    make("Năm", stars=5)
    make("Ba", stars=3, issued_on=date(2025, 10, 15), expires_on=date(2028, 2, 29), issuer="UBND tỉnh Quảng Ngãi")
    make("Lời kể", evidence="C")
    actions.revoke(make("Thu hồi"), ground="b", effective_on=date(2026, 11, 1))
    everything = ["Ba", "Lời kể", "Năm", "Thu hồi"]
    assert sorted(found(client("central"), **asked)) == (everything if names is None else names)


def test_a_place_finds_what_was_made_there_under_todays_name_and_the_former_one():
    make("Vĩnh Long cũ")
    make("Quảng Ngãi", QUANG_NGAI)
    from_tra_vinh = make("Trà Vinh")
    producers.place(from_tra_vinh.product, former_province=tra_vinh())
    today = apps.get_model("ocop_regions", "Place").objects.in_force().get(level="province", code=VINH_LONG)
    visitor = client("central")
    assert sorted(found(visitor, place=today.pk)) == ["Trà Vinh", "Vĩnh Long cũ"]
    assert found(visitor, place=tra_vinh().pk) == ["Trà Vinh"]


def test_the_places_offered_are_those_of_ones_remit():
    page = client("Quảng Ngãi").get(INDEX).content.decode()
    offered = re.search(r'<select name="place".*?</select>', page, re.DOTALL).group()
    assert re.findall(r"<option[^>]*>([^<]+)</option>", offered)[1:] == ["Quảng Ngãi", "Kon Tum", "Quảng Ngãi"]


@pytest.mark.parametrize(
    ("sort", "names"),
    [
        ("end", ["Đường", "Bánh", "Cốm"]),
        ("-end", ["Cốm", "Bánh", "Đường"]),
        ("product", ["Bánh", "Cốm", "Đường"]),
        ("-product", ["Đường", "Cốm", "Bánh"]),
        ("password", ["Cốm", "Bánh", "Đường"]),
    ],
)
def test_the_list_is_sorted_by_last_day_or_by_name_as_a_vietnamese_sorts_it(sort, names):
    make("Đường", issued_on=date(2026, 6, 1))
    make("Bánh", issued_on=date(2026, 6, 2))
    make("Cốm", issued_on=date(2026, 6, 3))
    assert found(client("central"), sort=sort) == names


def test_a_page_that_is_not_there_is_the_last_one():
    make("Bánh")
    assert [found(client("central"), p=page) for page in ("7", "0", "x")] == [["Bánh"]] * 3


def test_a_list_of_a_hundred_asks_no_more_than_a_list_of_one():
    visitor = client("Vĩnh Long")
    counts = []
    for number in (1, 99):
        for _one in range(number):
            make("Kẹo", stars=3)
        visitor.get(INDEX)
        asked = {"state": "in_force", "q": "keo", "stars": "3", "month": "2029-06", "sort": "product"}
        with CaptureQueriesContext(connection) as queries:
            assert len(found(visitor, **asked)) == min(number + len(counts), 50)
        counts.append(len(queries))
    assert counts[0] == counts[1] <= BUDGET


def test_every_filter_has_an_answer_for_every_remit():
    visitors = [client("commune"), client("auditor")]
    for name in register_forms.states.FILTERS:
        assert [visitor.get(INDEX, {"state": name}).status_code for visitor in visitors] == [200, 200], name


# --- one certificate --------------------------------------------------------------------------------------------------


def page_of(certificate, role="central"):
    answer = client(role).get(reverse("ocop_register:inspect", args=[certificate.pk]))
    assert answer.status_code == 200
    return " ".join(answer.content.decode().split())


def offered(page):
    """The steps that a page offers."""
    return re.findall(r"/step/(\w+)/", page)


def test_the_page_tells_everything_that_is_on_record():
    certificate = make_certificate(
        make_product("Dừa sáp", province=VINH_LONG),
        number="19/QĐ-UBND",
        issued_on=date(2024, 4, 20),
        kind="again",
        producer_name="HTX Sáp",
        issuer="UBND tỉnh Trà Vinh",
    )
    page = page_of(certificate)
    told = (
        "19/QĐ-UBND", "20/04/2024", "20/04/2027", "HTX Sáp", "UBND tỉnh Trà Vinh", "148/QĐ-TTg", certificate.code,
        "22/10/2026 – 21/12/2026", "Tỉnh Vĩnh Long", f"/ocop/check/{certificate.code}/", "certificate.granted",
        certificate.product.get_absolute_url(),
    )  # fmt: skip
    assert [words for words in told if words not in page] == []


def test_the_history_tells_who_recorded_what_when_and_why_and_keeps_what_was_struck_out():
    certificate, officer = make("Dừa sáp"), make_user(first_name="Lan")
    event = actions.suspend(certificate, effective_on=date(2026, 11, 2), reason="Đơn số 17", actor=officer)
    actions.strike(event, reason="Nhầm sản phẩm", actor=officer)
    page = page_of(certificate)
    history = re.search(r'<ol class="ocop-work-history ocop-register-history".*?</ol>', page).group()
    assert re.findall(r"<b>(\S+)</b>", history) == ["02/11/2026", "02/11/2026", "01/06/2026"]
    assert history.count("<del>") == 1
    for told in ("Đơn số 17", "Nhầm sản phẩm", "22/11/2026 09:00 · Lan"):
        assert told in history


def test_an_account_that_is_gone_leaves_its_number():
    certificate, officer = make("Dừa sáp"), make_user()
    actions.suspend(certificate, effective_on=date(2026, 11, 2), reason="x", actor=officer)
    key = officer.pk
    officer.delete()
    assert page_of(certificate).count(str(key)) >= 2  # in the history and in the audit log


def test_the_audit_log_is_for_the_centre_and_the_auditor():
    certificate = make("Dừa sáp")
    seen = {role: "certificate.granted" in page_of(certificate, role) for role in ("central", "auditor", "Vĩnh Long")}
    assert seen == {"central": True, "auditor": True, "Vĩnh Long": False}


@pytest.mark.parametrize(
    ("role", "steps"),
    [
        ("central", ["filed", "ceased", "suspended", "concluded", "revoked", "corrected", "struck"]),
        ("Vĩnh Long", ["filed", "ceased", "suspended", "concluded", "revoked", "corrected", "struck"]),
        ("auditor", []),
    ],
)
def test_the_steps_offered_for_a_certificate_in_force_are_lawful_and_ones_own(role, steps):
    assert offered(page_of(make("Dừa sáp"), role)) == steps


def test_of_five_stars_a_province_is_offered_what_it_may_receive():
    assert offered(page_of(make("Dừa sáp", stars=5), "Vĩnh Long")) == ["filed", "ceased"]


@pytest.mark.parametrize(
    ("state", "steps"),
    [
        ("suspended", ["filed", "reinstated", "concluded", "revoked", "corrected", "struck"]),
        ("ceased", ["reinstated", "concluded", "revoked", "corrected", "struck"]),
        ("revoked", ["corrected", "struck"]),
        ("struck", ["struck"]),
    ],
)
def test_the_steps_offered_follow_from_the_state(state, steps):
    certificate = make("Dừa sáp")
    on = {"effective_on": date(2026, 11, 1)}
    {
        "suspended": lambda: actions.suspend(certificate, reason="x", **on),
        "ceased": lambda: actions.cease(certificate, **on),
        "revoked": lambda: actions.revoke(certificate, ground="b", **on),
        "struck": lambda: actions.strike(certificate.events.get(), reason="x"),
    }[state]()
    assert offered(page_of(certificate)) == steps


def test_an_extension_is_offered_when_the_renewal_is_late_or_its_dossier_is_in():
    ends_soon = make("Dừa sáp", issued_on=date(2024, 1, 10), stars=4)
    assert "extended" in offered(page_of(ends_soon))
    filed = make("Mật hoa dừa")
    assert "extended" not in offered(page_of(filed))
    actions.file_renewal(filed, effective_on=date(2026, 11, 20), reason="x")
    assert "extended" in offered(page_of(filed))


def test_an_extension_can_be_ended_while_it_runs_and_not_before():
    certificate = make("Dừa sáp", issued_on=date(2023, 10, 1))
    assert "lapsed" not in offered(page_of(certificate))
    actions.extend(certificate, until=date(2027, 2, 1))
    assert "lapsed" in offered(page_of(certificate))


def test_fifteen_days_run_from_a_conclusion_and_from_the_end_of_production(frozen):
    concluded, ceased = make("Kết luận"), make("Ngừng")
    actions.conclude(concluded, ground="c", effective_on=date(2026, 11, 12))
    actions.cease(ceased, effective_on=date(2026, 10, 1))
    assert "27/11/2026" in page_of(concluded)
    assert "07/12/2026" in page_of(ceased)  # confirmed today, whenever it was that production stopped
    frozen("2026-11-28 09:00:00")
    assert "27/11/2026" in page_of(concluded)  # and is late by now
    actions.revoke(concluded, ground="c", effective_on=date(2026, 11, 28))
    assert "27/11/2026" not in page_of(concluded)


def test_contacts_and_reminders_stand_on_the_page():
    certificate = make("Dừa sáp")
    worklist.record_contact(certificate, channel="phone", outcome="will_file", note="Hẹn thứ hai", again_on=None)
    reminders = apps.get_model("ocop_oversight", "Reminder").objects
    reminders.create(
        certificate=certificate, expires_on=certificate.expires_on, days_before=150, recipient="producer:1",
        created_at=clock.now(), failure="hộp thư đầy",
    )  # fmt: skip
    page = page_of(certificate)
    assert [words for words in ("Hẹn thứ hai", "150", "hộp thư đầy") if words not in page] == []


def test_the_other_certificates_of_the_product_are_linked_with_what_they_are():
    older = make("Dừa sáp", issued_on=date(2025, 1, 15))
    newer = make_certificate(older.product, issued_on=date(2026, 6, 1))
    page = page_of(older)
    assert reverse("ocop_register:inspect", args=[newer.pk]) in page


def test_a_certificate_outlives_its_product_and_its_page_too():
    certificate = make("Dừa sáp")
    certificate.product.delete()
    assert "Dừa sáp" in page_of(certificate)


def test_a_certificate_with_a_long_history_asks_no_more_than_a_new_one():
    visitor, counts = client("central"), []
    certificate = make("Dừa sáp")
    for times in (0, 10):
        for number in range(times):
            actions.correct(certificate, Facts(expires_on=date(2029, 5, 1 + number)), reason="x", actor=visitor.user)
        visitor.get(reverse("ocop_register:inspect", args=[certificate.pk]))
        with CaptureQueriesContext(connection) as asked:
            visitor.get(reverse("ocop_register:inspect", args=[certificate.pk]))
        counts.append(len(asked))
    assert counts[1] <= counts[0] + 1 <= BUDGET  # one more for the names in the audit log


def test_the_register_asks_who_may_see_it_once():
    visitor = client("Vĩnh Long")
    visitor.get(INDEX)
    with CaptureQueriesContext(connection) as asked:
        visitor.get(INDEX)
    assert len([q for q in asked.captured_queries if 'FROM "ocop_oversight_remit"' in q["sql"]]) == 1
