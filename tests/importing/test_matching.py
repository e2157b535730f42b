"""A revocation names its certificate by product, producer and decision; what the register makes of that."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from ocop_shop.importing.apply import apply
from ocop_shop.importing.matching import Sought, find, find_certificate, match, sentence
from ocop_shop.importing.plan import read_plan
from ocop_shop.regions.lookup import gazetteer as places_on_record
from ocop_shop.test.factories import make_certificate, make_producer, make_product

pytestmark = pytest.mark.django_db
FIXTURES = Path(__file__).parent / "fixtures"
REVOKING = "06_revocation_list.xlsx"


def plan_of(name: str) -> Any:
    return read_plan((FIXTURES / name).read_bytes(), name, places_on_record())


def certified(product: str = "Kẹo dừa", producer: str = "HTX Đồng Sen", **facts: Any) -> Any:
    maker = make_producer(producer)
    return make_certificate(make_product(product, producer=maker), producer_name=producer, **facts)


def test_every_row_of_a_revocation_list_finds_its_certificate():
    apply(plan_of("test_certificates.csv").accepted)
    found = match(plan_of(REVOKING).accepted)
    assert [(row, m.certificate and (m.certificate.product_name, m.certificate.decision.number), m.problem)
            for (_sheet, row), m in sorted(found.items())] == [
        (6, ("Mứt dừa Sông Xanh", "305/QĐ-UBND"), ""),
        (7, ("Bánh in Sông Xanh", "305/QĐ-UBND"), ""),
        (9, ("Kẹo dừa Ví Dụ", "612/QĐ-UBND"), ""),
        (10, ("Kẹo dừa Ví Dụ", "612/QĐ-UBND"), ""),
        (12, ("Trà bụp giấm Đồng Sen", "1693/QĐ-UBND"), ""),
        (13, None, "not_found"),
    ]  # fmt: skip
    stars = {row: m.certificate.stars for (_sheet, row), m in found.items() if m.certificate}
    assert stars == {6: 3, 7: 3, 9: 4, 10: 3, 12: 3}


def test_reading_a_list_can_ask_the_register_for_each_row():
    apply(plan_of("test_certificates.csv").accepted)
    plan = read_plan(
        (FIXTURES / REVOKING).read_bytes(), REVOKING, places_on_record(), find_certificate=find_certificate
    )
    assert [entry.match_certificate is not None for entry in plan.accepted] == [True] * 5 + [False]
    assert [(w.row, w.reason) for w in plan.warnings] == [(13, "certificate_not_found")]


@pytest.mark.parametrize(
    ("product", "producer"),
    [
        ("Kẹo dừa", "HTX Đồng Sen"),
        ("KẸO  DỪA", "Hợp tác xã Đồng Sen"),
        ("kẹo dừa", "Hợp tác xã (HTX) Đồng Sen"),
    ],
)
def test_short_forms_case_and_spaces_do_not_count(product: str, producer: str):
    certificate = certified()
    assert find([Sought(product, producer)])[0].certificate == certificate


@pytest.mark.parametrize(
    ("product", "producer"),
    [("Kẹo dưa", "HTX Đồng Sen"), ("Kẹo dừa", "Công ty Đồng Sen"), ("Kẹo dừa sáp", "HTX Đồng Sen")],
)
def test_other_marks_other_kinds_and_longer_names_are_others(product: str, producer: str):
    certified()
    found = find([Sought(product, producer)])[0]
    assert (found.certificate, found.problem) == (None, "not_found")


def test_a_name_that_differs_in_its_marks_is_named_as_near():
    certificate = certified()
    found = find([Sought("Kẹo dưa", "HTX Đồng Sen")])[0]
    assert found.others == (certificate,)
    assert certificate.code in sentence(found)


def test_a_producer_that_has_been_renamed_is_found_by_both_names():
    certificate = certified()
    provenance = certificate.product.ocop_provenance
    provenance.producer.name = "HTX Hoa Sen"
    provenance.producer.save()
    for producer in ("HTX Đồng Sen", "HTX Hoa Sen"):
        assert find([Sought("Kẹo dừa", producer)])[0].certificate == certificate


def test_the_number_of_the_decision_tells_two_certificates_of_one_product_apart():
    old = certified(number="305/QĐ-UBND", issued_on=date(2020, 3, 18), stars=4)
    new = make_certificate(old.product, number="1693/QĐ-UBND", issued_on=date(2023, 3, 1), stars=4,
                           producer_name="HTX Đồng Sen")  # fmt: skip
    numbers = ("305/QĐ-UBND", "1693/qđ-ubnd", "305")
    assert [find([Sought("Kẹo dừa", "HTX Đồng Sen", n)])[0].certificate for n in numbers] == [old, new, old]


def test_an_unknown_number_is_not_taken_for_the_one_on_record():
    certificate = certified(number="305/QĐ-UBND")
    found = find([Sought("Kẹo dừa", "HTX Đồng Sen", "77/QĐ-UBND")])[0]
    assert (found.certificate, found.problem, found.others) == (None, "other_decision", (certificate,))
    assert "305/QĐ-UBND" in sentence(found)


def test_without_a_number_two_certificates_are_ambiguous():
    old = certified(number="305/QĐ-UBND", issued_on=date(2020, 3, 18), stars=4)
    new = make_certificate(old.product, issued_on=date(2023, 3, 1), stars=4, producer_name="HTX Đồng Sen")
    found = find([Sought("Kẹo dừa", "HTX Đồng Sen")])[0]
    assert (found.certificate, found.problem, set(found.others)) == (None, "ambiguous", {old, new})


def test_the_star_breaks_the_tie():
    old = certified(issued_on=date(2020, 3, 18), stars=3)
    new = make_certificate(old.product, issued_on=date(2023, 3, 1), stars=4, producer_name="HTX Đồng Sen")
    assert find([Sought("Kẹo dừa", "HTX Đồng Sen", stars=4)])[0].certificate == new
    assert find([Sought("Kẹo dừa", "HTX Đồng Sen", stars=5)])[0].problem == "other_star"


def test_what_was_granted_after_the_revoking_decision_is_not_meant():
    old = certified(issued_on=date(2020, 3, 18), stars=4)
    make_certificate(old.product, issued_on=date(2023, 3, 1), stars=4, producer_name="HTX Đồng Sen")
    assert find([Sought("Kẹo dừa", "HTX Đồng Sen", before=date(2022, 12, 31))])[0].certificate == old


def test_a_certificate_whose_product_is_gone_is_found_by_the_names_as_printed():
    certificate = certified()
    certificate.product.delete()
    assert find([Sought("Kẹo dừa", "HTX Đồng Sen")])[0].certificate == certificate


def test_500_rows_take_as_many_queries_as_one(django_assert_num_queries):
    apply(plan_of("test_certificates.csv").accepted)
    row = plan_of(REVOKING).accepted[0]
    for count in (1, 500):
        with django_assert_num_queries(2):
            match([replace(row, row=number) for number in range(count)])
