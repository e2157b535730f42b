"""An official list becomes records, once and wholly."""

import io
import json
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from ocop_shop.certification import actions as register
from ocop_shop.certification import standing
from ocop_shop.certification.models import Certificate, Decision, Evaluation
from ocop_shop.discovery import freshness
from ocop_shop.discovery.models import Listing
from ocop_shop.discovery.parameters import Query
from ocop_shop.discovery.shelf import shelf
from ocop_shop.producers.models import Producer
from ocop_shop.test.clock import frozen

pytestmark = pytest.mark.django_db

FIXTURES = Path(__file__).parent / "fixtures"
ANNEX = FIXTURES / "01_annex_merged_producer.xlsx"


def run(*arguments):
    out = io.StringIO()
    call_command("ocop_import", *arguments, stdout=out, stderr=io.StringIO())
    return out.getvalue()


def listed():
    """The rows of the list as its readers find them."""
    freshness.ensure_true()
    return list(Listing.objects.order_by("pk").values())


def sizes():
    freshness.ensure_true()
    return tuple(model.objects.count() for model in (Certificate, Decision, Producer, Listing))


def test_a_dry_run_writes_nothing():
    run(str(ANNEX), "--dry-run")
    assert sizes() == (0, 0, 0, 0)


def test_an_annex_becomes_decisions_producers_products_and_certificates():
    run(str(ANNEX))
    assert sizes() == (12, 2, 9, 12)
    vinegar = Certificate.objects.get(product_name="Giấm mật hoa dừa")
    assert (vinegar.stars, vinegar.decision.number, vinegar.evidence) == (4, "1693/QĐ-UBND", "A")
    origin = vinegar.product.ocop_provenance
    assert (origin.province.code, origin.commune.code, origin.product_set) == ("86", "29341", 9)
    assert origin.producer.name == "Công ty TNHH Trà Vinh Farm"


def test_a_second_run_changes_nothing():
    run(str(ANNEX))
    before = list(Certificate.objects.order_by("pk").values()), listed()
    written = json.loads(run(str(ANNEX), "--format", "json"))["written"]
    assert set(written.values()) == {0}
    after = list(Certificate.objects.order_by("pk").values()), listed()
    assert after == before


def test_an_imported_star_is_on_the_shelf_for_its_36_months():
    run(str(ANNEX))
    with frozen("2024-06-01T09:00"):
        stars = {card.title: card.claim.stars for card in shelf(Query()).cards}
        assert (stars["Giấm mật hoa dừa"], stars["Kẹo đậu phộng"]) == (4, 3)
    with frozen("2025-08-23T09:00"):
        page = shelf(Query())
        assert {card.title: card.claim.stars for card in page.cards}["Giấm mật hoa dừa"] is None
        assert {v.value: v.count for f in page.filters if f.name == "stars" for v in f.values} == {
            "5": 0,
            "4": 4,
            "3": 0,
            "none": 8,
        }


def test_a_star_given_by_a_body_that_could_not_is_kept_without_a_badge():
    run(str(FIXTURES / "03_district_sections_row_decision.xlsx"))
    certificate = Certificate.objects.get(product_name="Bánh tét thập cẩm", stars=4)
    assert certificate.evidence == "C"
    assert not standing.claim_on(certificate.product, certificate.valid_from).has_badge


def test_rows_with_errors_are_reported_and_the_others_written():
    report = json.loads(run(str(FIXTURES / "02_two_row_header_star_columns.xlsx"), "--format", "json"))
    assert [(error["row"], error["reason"]) for error in report["errors"]] == [
        (14, "star_conflict"),
        (19, "star_missing"),
    ]
    assert Certificate.objects.count() == 10


def test_two_makers_of_one_name_stay_two_products():
    run(str(FIXTURES / "02_two_row_header_star_columns.xlsx"))
    both = Certificate.objects.filter(product_name="Bánh tét 3 màu")
    assert {c.stars for c in both} == {3, 4}
    assert len({c.product_id for c in both}) == 2


@pytest.mark.parametrize(
    ("name", "content"), [("broken.xlsx", b"PK\x03\x04no"), ("empty.csv", b""), ("list.pdf", b"%PDF-1.7")]
)
def test_a_file_that_cannot_be_read_fails_and_writes_nothing(tmp_path, name, content):
    path = tmp_path / name
    path.write_bytes(content)
    with pytest.raises(CommandError):
        run(str(path))
    assert sizes() == (0, 0, 0, 0)


def test_a_missing_file_is_named(tmp_path):
    with pytest.raises(CommandError, match="nowhere"):
        run(str(tmp_path / "nowhere.xlsx"))


def test_a_conflict_with_the_register_writes_nothing_of_the_file():
    run(str(ANNEX))
    Certificate.objects.filter(product_name="Yến sào").update(stars=3)
    before = sizes()
    with pytest.raises(CommandError):
        run(str(ANNEX))
    assert sizes() == before


def annex(tmp_path, *lines, head="Tên sản phẩm;Chủ thể;Địa chỉ;Hạng sao;Số QĐ;Ngày QĐ;Cơ quan ban hành"):
    path = tmp_path / "annex.csv"
    path.write_text("\n".join([head, *lines]) + "\n", encoding="utf-8")
    return str(path)


def test_goods_whose_names_differ_in_a_mark_are_two(tmp_path):
    end = "xã Tiểu Cần, tỉnh Vĩnh Long;{} sao;9/QĐ-UBND;01/06/2026;UBND tỉnh Vĩnh Long"
    run(annex(tmp_path, "Mứt dừa;HTX Thử;" + end.format(4), "Mứt dưa;HTX Thử;" + end.format(3)))
    assert {c.product_name: c.stars for c in Certificate.objects.all()} == {"Mứt dừa": 4, "Mứt dưa": 3}
    assert len(set(Certificate.objects.values_list("product", flat=True))) == 2


def test_makers_whose_names_differ_in_a_mark_are_two(tmp_path):
    end = "tỉnh Vĩnh Long;{} sao;9/QĐ-UBND;01/06/2026;UBND tỉnh Vĩnh Long"
    run(annex(tmp_path, "Mật ong;HKD Thử Hùng;" + end.format(4), "Mật ong;HKD Thử Hưng;" + end.format(3)))
    assert Producer.objects.count() == 2
    assert len(set(Certificate.objects.values_list("product", flat=True))) == 2


def test_a_name_too_long_for_the_register_is_named_and_nothing_written(tmp_path):
    row = f"Mứt dừa;HTX Thử;tỉnh Vĩnh Long;4 sao;9/QĐ-UBND;01/06/2026;UBND tỉnh {'A' * 300}"
    with pytest.raises(CommandError):
        run(annex(tmp_path, row))
    assert sizes() == (0, 0, 0, 0)


def test_a_printed_term_in_months_is_kept(tmp_path):
    head = "Tên sản phẩm;Chủ thể;Hạng sao;Số QĐ;Ngày QĐ;Cơ quan ban hành;Thời hạn"
    run(annex(tmp_path, "Mứt dừa;HTX Thử;4 sao;9/QĐ-UBND;01/06/2026;UBND tỉnh Vĩnh Long;12 tháng", head=head))
    assert f"{Certificate.objects.get().expires_on:%Y-%m-%d}" == "2027-06-01"


SCORED = "Tên sản phẩm;Chủ thể;Địa chỉ;Hạng sao;Điểm;Số QĐ;Ngày QĐ;Cơ quan ban hành"
END = "tỉnh Vĩnh Long;{stars};{score};9/QĐ-UBND;{day};{body}"


def scored(stars="Tiềm năng 5 sao", score="92,5", day="01/06/2026", body="UBND tỉnh Vĩnh Long"):
    return END.format(stars=stars, score=score, day=day, body=body)


def test_potential_5_stars_becomes_an_evaluation_under_its_decision_and_no_certificate(tmp_path):
    path = annex(tmp_path, "Mứt dừa;HTX Thử;" + scored(), "Kẹo dừa;HTX Thử;" + scored("4 sao", "88"), head=SCORED)
    written = json.loads(run(path, "--format", "json"))["written"]
    assert (written["certificates"], written["evaluations"], written["not_recorded"]) == (1, 1, 0)
    found = Evaluation.objects.get()
    assert (found.product_name, found.result, found.level, found.total, found.evidence) == (
        "Mứt dừa",
        "potential_5",
        "province",
        Decimal("92.5"),
        "A",
    )
    assert (found.decision.number, found.evaluated_on, found.potential_until) == (
        "9/QĐ-UBND",
        date(2026, 6, 1),
        date(2029, 6, 1),
    )
    assert found.product.ocop_provenance.producer.name == "HTX Thử"
    assert not standing.claim_on(found.product).has_badge


def test_potential_5_stars_is_on_the_shelf_as_a_stage_and_never_as_five(tmp_path):
    run(annex(tmp_path, "Mứt dừa;HTX Thử;" + scored(), head=SCORED))
    [card] = shelf(Query(potential=True)).cards
    assert (card.title, card.claim.stars) == ("Mứt dừa", None)
    assert shelf(Query(stars=(5,))).total == 0


def test_the_same_results_again_change_nothing(tmp_path):
    path = annex(tmp_path, "Mứt dừa;HTX Thử;" + scored(), "Kẹo dừa;HTX Thử;" + scored("Không đạt", "41"), head=SCORED)
    run(path)
    before = list(Evaluation.objects.order_by("pk").values()), listed(), sizes()
    assert set(json.loads(run(path, "--format", "json"))["written"].values()) == {0}
    after = list(Evaluation.objects.order_by("pk").values()), listed(), sizes()
    assert after == before


def test_what_did_not_pass_is_kept_by_its_names_and_gets_no_page(tmp_path):
    run(annex(tmp_path, "Mứt dừa;HTX Thử;" + scored("Không đạt", "41"), head=SCORED))
    found = Evaluation.objects.get()
    assert (found.product, found.product_name, found.producer_name, found.result) == (
        None,
        "Mứt dừa",
        "HTX Thử",
        "not_passed",
    )
    assert sizes() == (0, 1, 0, 0)


def test_what_did_not_pass_stands_with_its_product_where_the_shop_has_it(tmp_path):
    run(annex(tmp_path, "Mứt dừa;HTX Thử;" + scored("4 sao", "80", day="01/03/2024"), head=SCORED))
    run(annex(tmp_path, "Mứt dừa;HTX Thử;" + scored("Không đạt", "41").replace("9/QĐ", "8/QĐ"), head=SCORED))
    assert Evaluation.objects.get().product == Certificate.objects.get().product
    assert [card.claim.stars for card in shelf(Query()).cards] == [4]


@pytest.mark.parametrize("row", [scored(score="89,9"), scored(body="UBND huyện Càng Long"), scored(day="01/06/2018")])
def test_a_result_that_the_rules_forbid_is_refused_and_nothing_written(tmp_path, row):
    good = "Kẹo dừa;HTX Thử;" + scored("4 sao", "88")
    with pytest.raises(CommandError):
        run(annex(tmp_path, good, "Mứt dừa;HTX Thử;" + row, head=SCORED))
    assert (sizes(), Evaluation.objects.count()) == ((0, 0, 0, 0), 0)


def test_a_list_that_names_no_body_means_the_council_of_the_province(tmp_path):
    head = "Tên sản phẩm;Chủ thể;Hạng sao;Số QĐ;Ngày QĐ"
    run(annex(tmp_path, "Mứt dừa;HTX Thử;TN 5 sao;9/QĐ-UBND;01/06/2026", head=head))
    assert Evaluation.objects.get().level == "province"


def test_standings_of_a_list_are_those_that_follow_from_its_events():
    path = str(FIXTURES / "05_star_spellings.xlsx")
    run(path)
    before = list(Certificate.objects.order_by("pk").values_list("standings__state", "standings__starts_on"))
    register.rewrite_standing(Certificate.objects.values_list("product", flat=True))
    after = list(Certificate.objects.order_by("pk").values_list("standings__state", "standings__starts_on"))
    assert after == before
    assert None not in {state for state, _day in before}


def test_a_star_by_a_body_that_could_not_decide_on_it_is_kept_without_a_badge_and_named():
    report = json.loads(run(str(FIXTURES / "07_re_recognition.xlsx"), "--format", "json"))
    kept = Certificate.objects.filter(evidence="C")
    assert {(c.stars, c.decision.issuer_level) for c in kept} == {(3, "province")}
    assert not kept.in_force().exists()
    assert len(report["without_badge"]) == len(kept) == 2
