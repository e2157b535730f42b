"""The places the package carries."""

import shutil
from collections import Counter
from datetime import date

import pytest

from ocop_shop.regions import data_files
from ocop_shop.regions.exceptions import PlaceDataError

CARRIED = data_files.read()
BY_KEY = {row.key: row for row in CARRIED.rows}


def counts_on(day):
    return Counter(row.level for row in CARRIED.rows if row.in_force(day))


@pytest.mark.parametrize(
    ("day", "provinces", "districts", "communes"),
    [
        (date(2024, 12, 31), 63, 696, 10_037),
        (date(2025, 6, 30), 63, 696, 10_035),
        (date(2025, 7, 1), 34, 0, 3_321),
        (date(2026, 4, 29), 34, 0, 3_321),
        (date(2026, 11, 22), 34, 0, 3_321),
    ],
)
def test_each_day_has_its_own_map(day, provinces, districts, communes):
    assert counts_on(day) == +Counter(province=provinces, district=districts, commune=communes)


def test_communes_of_today_are_of_three_kinds():
    today = [row for row in CARRIED.rows if row.level == "commune" and row.valid_until is None]
    assert Counter(row.kind for row in today) == {"xã": 2621, "phường": 687, "đặc khu": 13}


def test_a_code_means_one_place_on_any_day():
    for day in (date(2025, 6, 30), date(2025, 7, 1), date(2026, 11, 22)):
        codes = Counter((row.level, row.code) for row in CARRIED.rows if row.in_force(day))
        assert codes.most_common(1)[0][1] == 1


def test_every_place_has_a_slug_of_its_own():
    slugs = Counter(facts.slug for facts in CARRIED.places)
    assert slugs.most_common(1)[0][1] == 1
    by_slug = {facts.slug: facts.row for facts in CARRIED.places}
    assert by_slug["vinh-long"].valid_from == date(2025, 7, 1)
    assert by_slug["vinh-long-cu"].valid_until == date(2025, 6, 30)
    assert by_slug["tra-vinh"].code == "84"
    assert by_slug["xa-tieu-can-29341"].valid_until is None
    assert by_slug["thi-tran-tieu-can-29341-cu"].code == "29341"


def test_every_place_that_ended_has_a_successor_except_districts():
    followed = {link.old for link in CARRIED.successions}
    ended = {row.key for row in CARRIED.rows if row.valid_until and row.level != "district"}
    assert ended <= followed


def test_one_successor_of_each_place_is_the_main_one():
    main = Counter(link.old for link in CARRIED.successions if link.is_default)
    assert set(main.values()) == {1}
    assert set(main) == {link.old for link in CARRIED.successions}


def test_a_succession_joins_the_last_day_of_one_to_the_life_of_the_other():
    for link in CARRIED.successions:
        assert not BY_KEY[link.old].in_force(link.on)
        assert BY_KEY[link.new].in_force(link.on)


def test_communes_went_where_their_province_went():
    went = {link.old: link.new for link in CARRIED.successions if BY_KEY[link.old].level == "province"}

    def home(row):
        while row.parent is not None:
            row = BY_KEY[row.parent]
        while row.key in went:
            row = BY_KEY[went[row.key]]
        return row.code

    strays = [
        (BY_KEY[link.old].code, BY_KEY[link.new].code)
        for link in CARRIED.successions
        if home(BY_KEY[link.old]) != home(BY_KEY[link.new])
    ]
    assert strays == []


def test_parents_stand_before_their_children():
    seen = set()
    for row in CARRIED.rows:
        assert row.parent is None or row.parent in seen
        seen.add(row.key)


def test_unchanged_provinces_are_one_row_and_the_others_two():
    rows = Counter(row.code for row in CARRIED.rows if row.level == "province")
    unchanged = {row.code for row in CARRIED.rows if row.level == "province" and row.valid_until is None} & {
        row.code for row in CARRIED.rows if row.level == "province" and row.valid_from is None and not row.valid_until
    }
    assert len(unchanged) == 10
    assert rows["01"] == 1
    assert rows["86"] == 2


def test_a_change_of_kind_begins_a_new_row():
    dong_nai = [(row.kind, row.valid_from) for row in CARRIED.rows if row.level == "province" and row.code == "75"]
    assert dong_nai == [("tỉnh", None), ("tỉnh", date(2025, 7, 1)), ("thành phố", date(2026, 4, 30))]
    hue = [(row.name, row.valid_from) for row in CARRIED.rows if row.level == "province" and row.code == "46"]
    assert hue == [("Thừa Thiên Huế", None), ("Huế", date(2025, 1, 1))]


def test_every_province_and_commune_of_today_has_a_centre_in_vietnam():
    for facts in CARRIED.places:
        if facts.row.valid_until is None:
            assert 8 < facts.latitude < 24
            assert 102 < facts.longitude < 118


def test_every_province_of_today_lies_in_a_macro_region():
    known = {region.code for region in CARRIED.macro_regions}
    today = [facts for facts in CARRIED.places if facts.row.level == "province" and facts.row.valid_until is None]
    assert Counter(facts.macro_region for facts in today) == {
        "TDMNPB": 9,
        "DBSH": 6,
        "BTB": 5,
        "DHNTB-TN": 6,
        "DNB": 3,
        "DBSCL": 5,
    }
    assert len(known) == 6


@pytest.mark.parametrize(
    ("name", "line"),
    [
        ("communes.csv", "29341,xã,Tiểu Cần,86,9.80,106.19"),
        ("communes.csv", "99999,xã,Không Có,98,9.80,106.19"),
        ("former_communes.csv", "99999,xã,Không Có,842,2025-06-30,11111,,"),
    ],
)
def test_files_that_contradict_each_other_are_refused(tmp_path, name, line):
    folder = tmp_path / "data"
    shutil.copytree(data_files.FOLDER, folder)
    with (folder / name).open("a", encoding="utf-8") as stream:
        stream.write(line + "\n")
    with pytest.raises(PlaceDataError):
        data_files.read(folder)
