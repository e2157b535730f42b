"""The same producer under the many ways lists write it."""

import pytest

from ocop_shop.producers.names import identity


@pytest.mark.parametrize(
    "names",
    [
        ("HTX Dừa sáp Hòa Tân", "Hợp tác xã Dừa sáp Hoà Tân", "Hợp tác xã (HTX) Dừa sáp Hòa Tân"),
        ("CTCP Trà Bắc", "Công ty Cổ phần Trà Bắc", "Công ty CP Trà Bắc"),
        ("HKD Mai Hoàng Lý", "Hộ kinh doanh Mai Hoàng Lý"),
        ("Công ty TNHH MTV Muối SAHU", "Công ty TNHH Một thành viên Muối Sahu"),
        ("Công ty TNHH Trà Vinh Farm", "Công ty TNHH Trà Vinh FARM"),
    ],
)
def test_the_spelling_of_the_kind_does_not_tell_producers_apart(names):
    assert len({identity(name) for name in names}) == 1


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("HKD Mai Hoàng Lý", "HKD Mai Thị Hoàng Loan"),
        ("Cơ sở Năm Thụy", "Cơ sở Năm Nhan"),
        ("Hợp tác xã Tiến Thành", "Hợp tác xã Tiến Hải"),
        ("HKD Nguyễn Hùng", "HKD Nguyễn Hưng"),
        ("HTX Tiến Thành", "Công ty TNHH Tiến Thành"),
    ],
)
def test_other_names_are_other_producers(one, other):
    assert identity(one) != identity(other)


@pytest.mark.parametrize("name", ["HTX", "Công ty TNHH", "Cơ sở"])
def test_a_name_that_is_only_a_kind_keeps_its_words(name):
    assert identity(name)
