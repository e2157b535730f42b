"""From an address to a commune of today, or to an honest "unknown"."""

import csv
import unicodedata
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ocop_shop.regions import data_files
from ocop_shop.regions.gazetteer import Gazetteer, Resolution

CARRIED = data_files.read()
GAZETTEER = Gazetteer(CARRIED.rows, CARRIED.successions)
TODAY = {row.code: row for row in CARRIED.rows if row.level == "commune" and row.valid_until is None}
BY_KEY = {row.key: row for row in CARRIED.rows}
FORMER = [row for row in CARRIED.rows if row.level == "commune" and row.valid_until == date(2025, 6, 30)]

with (Path(__file__).parent / "address_test.csv").open(encoding="utf-8", newline="") as stream:
    ADDRESSES = [(line["address"], line["expected_code"]) for line in csv.DictReader(stream)]


def codes(resolution):
    return "|".join(resolution.candidates) or resolution.commune_code or ""


def full_address(row):
    district = BY_KEY[row.parent]
    return f"{row.full_name}, {district.full_name}, {BY_KEY[district.parent].full_name}"


def retoned(text):
    """`text` with the tone of "oa", "oe" and "uy" on the other vowel."""
    decomposed = unicodedata.normalize("NFD", text)
    for tone in "\u0300\u0301\u0303\u0309\u0323":
        for first, second in ("oa", "oe", "uy"):
            decomposed = decomposed.replace(f"{first}{tone}{second}", f"{first}{second}{tone}")
    return unicodedata.normalize("NFC", decomposed)


@pytest.mark.parametrize(("address", "expected"), ADDRESSES)
def test_printed_addresses_lead_to_the_commune_of_today(address, expected):
    assert codes(GAZETTEER.resolve(address)) == expected


@pytest.mark.parametrize(
    ("address", "district", "expected"),
    [
        ("ấp Cây Hẹ, xã Phú Cần, huyện Tiểu Cần", None, "29341"),
        ("xã Long Hòa, huyện Châu Thành", None, "29413"),
        ("xã Long Hoà, huyện Châu Thành", None, "29413"),
        ("khóm 4, Phường 6, TP. Trà Vinh", None, "29242"),
        ("xã Hòa Tân", "HUYỆN CẦU KÈ", "29317"),
        ("thị trấn Tiểu Cần", "HUYỆN TIỂU CẦN", "29341"),
        ("Phường 6", "THÀNH PHỐ TRÀ VINH", "29242"),
        ("Phường 06", "Trà Vinh", "29242"),
        ("xã Phú Cần, huyện Tiểu Cần", "HUYỆN CẦU KÈ", "29341"),
        ("xã Hòa Ân, Cầu Kè, Trà Vinh", None, "29308"),
        ("xã Tiểu Cần, tỉnh Vĩnh Long", None, "29341"),
        ("xã Phú Cần, huyện Tiểu Cần (nay là xã Tiểu Cần, tỉnh Vĩnh Long)", None, "29341"),
        ("phường Long Đức, TP. Trà Vinh, tỉnh Vĩnh Long", None, "29263"),
        ("xa Phu Can, huyen Tieu Can", None, "29341"),
    ],
)
def test_what_an_address_leaves_unsaid_comes_from_its_surroundings(address, district, expected):
    found = GAZETTEER.resolve(address, province_code="86", district=district)
    assert found == Resolution("resolved", "86", expected, district=found.district, former_province_code="84")


@pytest.mark.parametrize("address", ["TP. Trà Vinh, tỉnh Trà Vinh", "huyện Cầu Kè", "tỉnh Trà Vinh"])
def test_an_address_without_a_commune_is_resolved_to_its_province(address):
    found = GAZETTEER.resolve(address)
    assert (found.outcome, found.province_code, found.commune_code) == ("resolved", "86", None)
    assert found.former_province_code == "84"


@pytest.mark.parametrize("address", ["", "  ", "\u200b\n"])
def test_an_empty_address_is_missing(address):
    assert GAZETTEER.resolve(address, province_code="86") == Resolution("missing", "86", None)


def test_a_split_commune_is_ambiguous_and_names_its_successors():
    assert GAZETTEER.resolve("xã Trà Bùi, huyện Trà Bồng, tỉnh Quảng Ngãi") == Resolution(
        "ambiguous", "51", None, ("21136", "21157"), "xã Trà Bùi", "huyện Trà Bồng", "51"
    )


def test_two_districts_of_one_name_are_told_apart_by_the_former_province():
    address = "thị trấn Châu Thành, huyện Châu Thành"
    assert GAZETTEER.resolve(address, province_code="86").candidates == ("28810", "29374")
    assert GAZETTEER.resolve(address, province_code="86", province="UBND tỉnh Trà Vinh").commune_code == "29374"


@pytest.mark.parametrize(
    ("address", "district", "part"),
    [
        ("xã Không Rõ", "HUYỆN CẦU NGANG", "xã Không Rõ"),
        ("Phường 99, TP. Trà Vinh", None, "Phường 99"),
        ("xã Thạnh Phú, huyện Tiểu Cần", None, "xã Thạnh Phú"),
        ("xã Phú Cần, huyện Không Có", None, "huyện Không Có"),
        ("xã Không Có, tỉnh Vĩnh Long", None, "xã Không Có"),
    ],
)
def test_a_unit_that_is_on_no_map_is_named_as_printed(address, district, part):
    found = GAZETTEER.resolve(address, province_code="86", district=district)
    assert (found.outcome, found.province_code, found.commune_code, found.part) == ("unresolved", "86", None, part)


def test_a_district_of_another_province_is_not_taken():
    found = GAZETTEER.resolve("xã An Bình Tây, huyện Ba Tri, tỉnh Trà Vinh")
    assert (found.outcome, found.part) == ("unresolved", "huyện Ba Tri")


def test_an_unknown_province_is_not_replaced_by_the_surroundings():
    found = GAZETTEER.resolve("xã Phú Cần, tỉnh Không Có", province_code="86")
    assert found == Resolution("unresolved", None, None, part="tỉnh Không Có")


def test_in_a_paper_older_than_the_merger_a_name_of_two_maps_is_ambiguous():
    # Today's xã Tân Phú lies in former Bến Tre; former Vĩnh Long had another.
    address, before, after = "xã Tân Phú, tỉnh Vĩnh Long", date(2022, 8, 22), date(2025, 7, 1)
    assert GAZETTEER.resolve(address).commune_code == "28840"
    assert GAZETTEER.resolve(address, on=after).commune_code == "28840"
    assert GAZETTEER.resolve(address, on=before).candidates == ("28840", "29740")
    assert GAZETTEER.resolve("xã Tiểu Cần, tỉnh Vĩnh Long", on=before).commune_code == "29341"


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        ("xã Pờ Y, huyện Ngọc Hồi, tỉnh Kon Tum", "23377"),
        ("xã Bờ Y, huyện Ngọc Hồi, tỉnh Kon Tum", "23377"),
        ("xã Đắk Blô, huyện Đăk Glei, tỉnh Kon Tum", "23344"),
        ("huyện Lý Sơn, tỉnh Quảng Ngãi", "21548"),
        ("phường Bình An, quận 2, TP.HCM", "27094"),
    ],
)
def test_other_spellings_and_earlier_names_hold_inside_a_known_district(address, expected):
    assert GAZETTEER.resolve(address).commune_code == expected


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("UBND tỉnh Trà Vinh", "86"),
        ("tỉnh Trà Vinh", "86"),
        ("ỦY BAN NHÂN DÂN TỈNH TRÀ VINH", "86"),
        ("Chủ tịch UBND tỉnh Vĩnh Long", "86"),
        ("Kon Tum", "51"),
        ("UBND Kontum", "51"),
        ("Đắc Lắc", "66"),
        ("Thừa Thiên - Huế", "46"),
        ("TP.HCM", "79"),
        ("UBND thành phố Cần Thơ", "92"),
        ("UBND TP. Trà Vinh", None),
        ("UBND huyện Cầu Ngang", None),
        ("Bộ Nông nghiệp và PTNT", None),
        ("", None),
    ],
)
def test_a_province_is_known_by_its_name_of_any_time(name, code):
    assert GAZETTEER.province(name) == code


def test_every_commune_of_today_is_found_by_its_own_address():
    wrong = [
        row.code
        for row in TODAY.values()
        if GAZETTEER.resolve(f"{row.full_name}, {BY_KEY[row.parent].full_name}").commune_code != row.code
    ]
    assert wrong == []


def test_every_former_commune_leads_to_all_its_successors_and_no_other():
    after = {}
    for link in CARRIED.successions:
        after.setdefault(link.old, set()).add(BY_KEY[link.new].code)
    wrong = [
        row.code for row in FORMER if set(codes(GAZETTEER.resolve(full_address(row))).split("|")) != after[row.key]
    ]
    assert wrong == []


@given(st.sampled_from(FORMER), st.sampled_from(["NFC", "NFD"]))
def test_composition_case_and_tone_placement_do_not_change_the_answer(row, form):
    address = full_address(row)
    expected = codes(GAZETTEER.resolve(address))
    assert codes(GAZETTEER.resolve(unicodedata.normalize(form, address))) == expected
    assert codes(GAZETTEER.resolve(unicodedata.normalize(form, retoned(address)))) == expected
    assert codes(GAZETTEER.resolve(address.upper())) == expected


@given(
    st.lists(
        st.one_of(
            st.sampled_from(["xã", "phường", "P.", "huyện", "TP.", "tỉnh", ",", "-", "(", "nay là", "Việt Nam"]),
            st.sampled_from(FORMER).map(lambda row: row.name),
            st.sampled_from(["Trà Vinh", "Vĩnh Long", "Châu Thành", "Huế", "6"]),
            st.text(max_size=6),
        ),
        max_size=12,
    ).map(" ".join),
    st.sampled_from([None, "86", "51", "99"]),
    st.sampled_from([None, "HUYỆN CHÂU THÀNH", "Trà Vinh", "?"]),
)
def test_no_text_ever_yields_a_code_that_is_not_on_the_map(address, province_code, district):
    found = GAZETTEER.resolve(address, province_code=province_code, district=district)
    assert found.commune_code is None or found.commune_code in TODAY
    assert set(found.candidates) <= set(TODAY)
    assert len(found.candidates) != 1
    assert (found.outcome == "ambiguous") == bool(found.candidates)
    assert found.commune_code is None or found.outcome == "resolved"
    assert (found.part is not None) == (found.outcome in ("unresolved", "ambiguous"))


def test_the_latest_map_known_counts_as_today_unless_a_day_is_given():
    old_map = Gazetteer(CARRIED.rows, CARRIED.successions, on=date(2025, 6, 30))
    assert old_map.province("tỉnh Trà Vinh") == "84"
    assert GAZETTEER.province("thành phố Đồng Nai") == "75"
