"""A list of revocations takes stars off every shelf, once; what it cannot take off is named."""

import io
import json
from datetime import date, datetime
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from ocop_shop.certification import actions as register
from ocop_shop.certification import standing
from ocop_shop.certification.actions import Facts
from ocop_shop.certification.models import Certificate, CertificateEvent, Decision
from ocop_shop.core.clock import VIETNAM
from ocop_shop.discovery import freshness
from ocop_shop.discovery.models import Listing
from ocop_shop.discovery.parameters import Query
from ocop_shop.discovery.shelf import shelf
from ocop_shop.importing.apply import apply
from ocop_shop.importing.entries import Entry
from ocop_shop.test.clock import frozen
from ocop_shop.test.factories import make_certificate, make_producer, make_product

pytestmark = pytest.mark.django_db

FIXTURES = Path(__file__).parent / "fixtures"
HEAD = "STT;Tên sản phẩm;Chủ thể;Hạng sao;Quyết định công nhận;Lý do thu hồi"
TITLE = (
    "Danh sách sản phẩm bị thu hồi Giấy chứng nhận sản phẩm OCOP kèm theo Quyết định số {number} ngày {day} của {body}"
)


def listed():
    """The rows of the list as its readers find them."""
    freshness.ensure_true()
    return list(Listing.objects.order_by("pk").values())


def run(*arguments):
    """What the command says on its two outputs."""
    out, error = io.StringIO(), io.StringIO()
    call_command("ocop_import", *arguments, stdout=out, stderr=error)
    return out.getvalue(), error.getvalue()


def report(path, *options):
    return json.loads(run(str(path), "--format", "json", *options)[0])


@pytest.fixture
def revoking(tmp_path):
    """`revoking("product;producer;stars;decision;reason", …)`: a list of revocations with these rows."""

    def make(*rows, number="77/QĐ-UBND", day="01/10/2026", body="UBND tỉnh Vĩnh Long"):
        lines = [TITLE.format(number=number, day=day, body=body), HEAD]
        lines += [f"{index};{row}" for index, row in enumerate(rows, start=1)]
        path = tmp_path / "thu-hoi.csv"
        path.write_text("\n".join(lines) + "\n", encoding="utf-8")
        return path

    return make


def certified(product="Kẹo dừa", producer="HTX Thử Nghiệm", **facts):
    facts = {"stars": 4, "number": "9/QĐ-UBND", "issued_on": date(2026, 6, 1)} | facts
    return make_certificate(make_product(product, producer=make_producer(producer)), producer_name=producer, **facts)


def revocations():
    return list(CertificateEvent.objects.filter(kind="revoked").order_by("pk"))


def test_the_example_list_revokes_what_is_on_record_and_names_the_row_that_is_not():
    run(str(FIXTURES / "test_certificates.csv"))
    written = report(FIXTURES / "06_revocation_list.xlsx")
    assert (written["written"]["revocations"], written["written"]["not_recorded"]) == (5, 1)
    assert [row["row"] for row in written["left_out"]] == [13]
    assert [(e.certificate.product_name, e.ground, e.effective_on, e.decision.number) for e in revocations()] == [
        ("Mứt dừa Sông Xanh", "e", date(2024, 12, 21), "2085/QĐ-UBND"),
        ("Bánh in Sông Xanh", "đ", date(2024, 12, 21), "2085/QĐ-UBND"),
        ("Kẹo dừa Ví Dụ", "b", date(2024, 12, 21), "2085/QĐ-UBND"),
        ("Kẹo dừa Ví Dụ", "d", date(2024, 12, 21), "2085/QĐ-UBND"),
        ("Trà bụp giấm Đồng Sen", "c", date(2024, 12, 21), "2085/QĐ-UBND"),
    ]
    assert all(event.reason for event in revocations())


def test_a_dry_run_names_each_certificate_by_its_number_on_the_list_and_writes_nothing():
    run(str(FIXTURES / "test_certificates.csv"))
    before = CertificateEvent.objects.count()
    plan = report(FIXTURES / "06_revocation_list.xlsx", "--dry-run")
    assert [row["match_certificate"] for row in plan["accepted"]] == ["FX01", "FX02", "FX03", "FX04", "FX05", None]
    assert [(w["row"], w["reason"], w["value"]) for w in plan["warnings"]] == [
        (13, "certificate_not_found", "Bánh ít lá gai Thử Nghiệm")
    ]
    assert (plan["written"], CertificateEvent.objects.count()) == (None, before)


def test_a_second_run_of_a_list_changes_nothing(revoking):
    certified()
    path = revoking("Kẹo dừa;HTX Thử Nghiệm;4 sao;9/QĐ-UBND;Ngừng sản xuất")
    assert report(path)["written"]["revocations"] == 1
    before = list(CertificateEvent.objects.values()), list(Decision.objects.values()), listed()
    assert set(report(path)["written"].values()) == {0}
    after = list(CertificateEvent.objects.values()), list(Decision.objects.values()), listed()
    assert after == before


def test_a_listed_star_is_off_the_shelf_from_the_day_of_the_decision(revoking):
    certificate = certified()
    run(str(revoking("Kẹo dừa;HTX Thử Nghiệm;4 sao;9/QĐ-UBND;Giả mạo hồ sơ")))
    with frozen(datetime(2026, 10, 1, 0, 0, tzinfo=VIETNAM)):
        page = shelf(Query())
        assert [(card.claim.state, card.claim.has_badge) for card in page.cards] == [("revoked", False)]
        assert shelf(Query(stars=(4,))).total == 0
    assert standing.claim_on(certificate.product, date(2026, 9, 30)).stars == 4


def test_not_filing_again_is_recorded_on_an_expired_certificate_without_changing_its_end(revoking):
    certificate = certified(issued_on=date(2023, 3, 1), number="9/QĐ-UBND")
    run(str(revoking("Kẹo dừa;HTX Thử Nghiệm;4 sao;9/QĐ-UBND;Hết hạn, không đăng ký đánh giá lại")))
    [event] = revocations()
    assert (event.ground, event.certificate) == ("e", certificate)
    for day, stars in ((date(2026, 3, 1), 4), (date(2026, 3, 2), None), (date(2026, 10, 1), None)):
        assert standing.claim_on(certificate.product, day).stars == stars
    assert standing.claim_on(certificate.product, date(2026, 10, 1)).state == "expired"


def test_a_list_ends_an_extension(revoking):
    certificate = certified(issued_on=date(2023, 6, 10))
    register.extend(certificate, until=date(2026, 11, 30))
    run(str(revoking("Kẹo dừa;HTX Thử Nghiệm;4 sao;9/QĐ-UBND;Đánh giá lại không đạt")))
    assert standing.claim_on(certificate.product, date(2026, 9, 30)).stars == 4
    assert standing.claim_on(certificate.product, date(2026, 10, 1)).state == "revoked"


def test_grants_and_revocations_of_one_list_are_written_in_the_order_of_their_rows():
    facts = {"sheet": None, "product": "Kẹo dừa", "producer": "HTX Thử Nghiệm", "producer_type": "cooperative"}
    facts |= {"stars": 4, "issuer": "UBND tỉnh Vĩnh Long", "issuer_level": "province"}
    grant = Entry(row=2, as_="certificate", decision_no="9/QĐ-UBND", issued_on=date(2026, 6, 1), **facts)
    taken = {"recognised_by": "9/QĐ-UBND", "reason_class": "ceased_production", "reason_text": "Ngừng sản xuất"}
    revoke = Entry(row=3, as_="revocation", decision_no="77/QĐ-UBND", issued_on=date(2026, 9, 1), **facts, **taken)

    early = apply([revoke])
    assert (early.revocations, [row.row for row in early.left_out]) == (0, [3])
    done = apply([grant, revoke])
    assert (done.certificates, done.revocations, done.left_out) == (1, 1, [])
    assert standing.claim_on(Certificate.objects.get().product, date(2026, 9, 1)).state == "revoked"


def test_a_revocation_without_a_ground_is_refused_by_its_article_and_nothing_is_written(revoking):
    certified()
    certified("Mứt dừa")
    path = revoking("Mứt dừa;HTX Thử Nghiệm;4 sao;9/QĐ-UBND;Ngừng sản xuất", "Kẹo dừa;HTX Thử Nghiệm;4 sao;9/QĐ-UBND;")
    out, error = io.StringIO(), io.StringIO()
    with pytest.raises(CommandError):
        call_command("ocop_import", str(path), stdout=out, stderr=error)
    assert "26/2026/QĐ-TTg" in error.getvalue()
    assert "4" in error.getvalue().split(":")[0]
    assert (revocations(), shelf(Query(stars=(4,))).total) == ([], 2)


def test_a_body_that_may_not_revoke_is_refused_and_nothing_is_written(revoking):
    certified()
    path = revoking("Kẹo dừa;HTX Thử Nghiệm;4 sao;9/QĐ-UBND;Ngừng sản xuất", body="UBND huyện Càng Long")
    with pytest.raises(CommandError):
        run(str(path))
    assert (revocations(), Decision.objects.count()) == ([], 1)


def left_out(path):
    """The rows a list could not act on, and whether any star was taken."""
    written = report(path)
    return [(row["row"], row["sentence"]) for row in written["left_out"]], written["written"]["revocations"]


def test_a_row_that_fits_two_certificates_is_named_and_takes_neither(revoking):
    first = certified()
    second = make_certificate(first.product, stars=4, issued_on=date(2026, 7, 1), producer_name="HTX Thử Nghiệm")
    [(row, sentence)], revoked = left_out(revoking("Kẹo dừa;HTX Thử Nghiệm;4 sao;;Ngừng sản xuất"))
    assert (row, revoked) == (3, 0)
    assert first.code in sentence
    assert second.code in sentence
    assert shelf(Query(stars=(4,))).total == 1


def test_a_certificate_that_began_after_the_decision_is_not_the_one_that_was_meant(revoking):
    certified(issued_on=date(2026, 11, 2))
    [(_row, sentence)], revoked = left_out(revoking("Kẹo dừa;HTX Thử Nghiệm;4 sao;;Ngừng sản xuất"))
    assert revoked == 0
    assert "02/11/2026" in sentence
    assert shelf(Query(stars=(4,))).total == 1


def test_a_certificate_without_proof_has_nothing_to_lose_and_the_rest_is_written(revoking):
    certified(evidence="C")
    certified("Mứt dừa")
    rows, revoked = left_out(
        revoking("Kẹo dừa;HTX Thử Nghiệm;4 sao;9/QĐ-UBND;Ngừng sản xuất", "Mứt dừa;HTX Thử Nghiệm;4 sao;;Giả mạo hồ sơ")
    )
    assert ([row for row, _sentence in rows], revoked) == ([3], 1)


def test_a_certificate_that_was_struck_out_is_named(revoking):
    certificate = certified()
    register.strike(certificate.events.get(), reason="Nhập nhầm sản phẩm")
    rows, revoked = left_out(revoking("Kẹo dừa;HTX Thử Nghiệm;4 sao;9/QĐ-UBND;Ngừng sản xuất"))
    assert ([row for row, _sentence in rows], revoked) == ([3], 0)


def test_an_earlier_revocation_stays_and_the_row_is_named(revoking):
    certificate = certified()
    register.revoke(certificate, ground="a", effective_on=date(2026, 8, 1))
    [(_row, sentence)], revoked = left_out(revoking("Kẹo dừa;HTX Thử Nghiệm;4 sao;9/QĐ-UBND;Ngừng sản xuất"))
    assert (revoked, [event.effective_on for event in revocations()]) == (0, [date(2026, 8, 1)])
    assert "01/08/2026" in sentence


def test_a_corrected_first_day_counts(revoking):
    certificate = certified()
    register.correct(certificate, Facts(valid_from=date(2026, 10, 5)), reason="Ngày ký là 05/10/2026")
    rows, revoked = left_out(revoking("Kẹo dừa;HTX Thử Nghiệm;4 sao;9/QĐ-UBND;Ngừng sản xuất"))
    assert ([row for row, _sentence in rows], revoked) == ([3], 0)
