"""Day, month, year; what is incomplete or impossible is refused, what is doubtful is said."""

from __future__ import annotations

import unicodedata
from datetime import date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ocop_shop.importing.dates import find_date, read_date

DAYS = st.dates(date(2000, 1, 1), date(2099, 12, 30))


@given(
    DAYS,
    st.sampled_from(
        [
            "{d}/{m}/{y}",
            "{d:02}/{m:02}/{y}",
            "{d}-{m}-{y}",
            "{d}.{m}.{y}",
            "{d} / {m} / {y}",
            "ngày {d}/{m}/{y}",
            "ngày {d} tháng {m} năm {y}",
            "Ngày {d:02} tháng {m:02} năm {y}",
            "{d} tháng {m} năm {y}",
            "{y}-{m:02}-{d:02}",
            "{d}/{m}/{y} 00:00:00",
            "{d}–{m}–{y}",
        ]
    ),
    st.sampled_from(["NFC", "NFD"]),
    st.sampled_from([" ", "\u00a0", "  "]),
)
def test_every_usual_form_gives_the_day(day: date, form: str, normal: str, space: str) -> None:
    words = form.format(d=day.day, m=day.month, y=day.year).replace(" ", space)
    reading = read_date(unicodedata.normalize(normal, words))  # type: ignore[arg-type]
    assert (reading.day, reading.error, reading.warning) == (day, None, None)


@given(DAYS)
def test_serial_numbers_and_short_years_are_read_with_a_warning(day: date) -> None:
    serial = (day - date(1899, 12, 30)).days
    for value in (serial, float(serial), str(serial)):
        reading = read_date(value)
        assert (reading.day, reading.warning) == (day, "date_from_serial")
    reading = read_date(f"{day.day}/{day.month}/{day:%y}")
    assert (reading.day, reading.warning) == (day, "date_two_digit_year")


def test_real_dates_are_days() -> None:
    assert read_date(datetime(2021, 3, 30, 17, 45)).day == date(2021, 3, 30)


@pytest.mark.parametrize(
    "value", ["21/12", "12/2023", "tháng 3 năm 2021", "năm 2021", 2021, "2021", "ngày 5 tháng 4", "tháng 5/2022"]
)
def test_incomplete_dates(value: str | int) -> None:
    assert read_date(value).error == "date_incomplete"


@pytest.mark.parametrize(
    "value",
    [
        "31/02/2020",
        "0/1/2020",
        "3/30/2021",
        "22/8/202",
        "22/8/1022",
        "chưa",
        "22,8,2022",
        12_345_678,
        -1,
        True,
        float("nan"),
        float("inf"),
        "22/8/2022 và 23/8/2022",
        date(1900, 1, 1),
    ],
)
def test_impossible_dates(value: object) -> None:
    assert read_date(value).error == "date_invalid"  # type: ignore[arg-type]


@pytest.mark.parametrize("value", [None, "", " ", "\u200b"])
def test_blank_is_neither_day_nor_error(value: str | None) -> None:
    assert read_date(value).is_blank


def test_date_in_running_text_is_quoted_as_printed() -> None:
    reading = find_date("Quyết định số 612/QĐ-UBND ngày 31 tháng 02 năm 2020 của UBND tỉnh")
    assert (reading.day, reading.error, reading.printed) == (None, "date_invalid", "ngày 31 tháng 02 năm 2020")


def test_day_without_year_in_running_text_is_incomplete() -> None:
    reading = find_date("305/QĐ-UBND ngày 18/3 của UBND tỉnh")
    assert (reading.error, reading.printed) == ("date_incomplete", "18/3")


@given(st.one_of(st.text(), st.integers(), st.floats(), st.booleans(), st.dates(), st.datetimes(), st.none()))
def test_no_value_raises(value: object) -> None:
    reading = read_date(value)  # type: ignore[arg-type]
    assert reading.day is None or reading.error is None


@given(st.text("0123456789/-. ngàythángnăm", max_size=30))
def test_no_text_raises(words: str) -> None:
    assert read_date(words).printed is not None or read_date(words).is_blank
    find_date(words)
