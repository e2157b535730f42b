"""VietQR: the code that a banking app reads asks for our account, our amount, and a purpose that we know again."""

import io
from decimal import Decimal

import pytest
import zxingcpp
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from ocop_shop.core import banks
from ocop_shop.payments.vietqr import memos, payload
from ocop_shop.payments.vietqr.payload import Transfer, Unreadable

# Codes of real banking apps (NAPAS): what stands in them.
READ = {
    "00020101021138540010A00000072701240006970407011003865776720208QRIBFTTA53037045407"
    "10000005802VN62160812henry an cut6304A322": (
        "970407",
        "0386577672",
        1_000_000,
        "henry an cut",
    ),
    "00020101021238530010A0000007270123000697041601092245284790208QRIBFTTA53037045405"
    "100005802VN62340107NPS68690819TRANSFER TO SOMEONE6304AC13": (
        "970416",
        "224528479",
        10_000,
        "TRANSFER TO SOMEONE",
    ),
}
OPEN = (
    "00020101021153037045802VN38540010A00000072701240006970436011010319334300208QRIBFTTA"
    "62220818Thanh toan hoa don6304FCE9"
)


def objects(content):
    """An EMVCo string as nested data objects, read by the letter of the standard not by the library that wrote it."""
    found = {}
    while content:
        name, length = content[:2], int(content[2:4])
        found[name], content = content[4 : 4 + length], content[4 + length :]
    return found


def checksum(content):
    """CRC-16/CCITT-FALSE: polynomial 1021, beginning with FFFF."""
    crc = 0xFFFF
    for byte in content.encode():
        crc ^= byte << 8
        for _bit in range(8):
            crc = ((crc << 1) ^ 0x1021) & 0xFFFF if crc & 0x8000 else (crc << 1) & 0xFFFF
    return f"{crc:04X}"


@pytest.mark.parametrize("content", READ)
def test_codes_of_banking_apps_are_read(content):
    bank, account, amount, purpose = READ[content]
    assert payload.read(content) == Transfer(bank, account, Decimal(amount), purpose)


@pytest.mark.parametrize("content", [*READ, OPEN])
def test_codes_of_banking_apps_have_the_check_sum_that_we_write(content):
    assert checksum(content[:-4]) == content[-4:]


@pytest.mark.parametrize("content", [*READ, OPEN])
def test_what_was_read_is_written_with_the_same_content(content):
    from vietnam_qr_pay import QRPay

    again = QRPay(content).build()
    assert {**objects(again), "63": ""} == {**objects(content), "63": ""}
    assert checksum(again[:-4]) == again[-4:]


def test_our_code_holds_bank_account_amount_and_purpose():
    content = Transfer("970436", "0123456789", Decimal(125_000), "OCOP K7QX2M94RB").payload()
    found = objects(content)
    assert (found["00"], found["01"], found["53"], found["54"], found["58"]) == ("01", "12", "704", "125000", "VN")
    account = objects(found["38"])
    assert (account["00"], account["02"]) == ("A000000727", "QRIBFTTA")
    assert objects(account["01"]) == {"00": "970436", "01": "0123456789"}
    assert objects(found["62"]) == {"08": "OCOP K7QX2M94RB"}
    assert found["63"] == checksum(content[:-4])


@given(
    st.from_regex(r"[0-9]{6}", fullmatch=True),
    st.from_regex(r"[0-9]{6,19}", fullmatch=True),
    st.integers(1, 10**12),
    st.from_regex(r"[A-Z0-9][A-Z0-9 ]{0,23}[A-Z0-9]", fullmatch=True).map(lambda words: " ".join(words.split())),
)
def test_what_is_written_is_read(bank, account, amount, purpose):
    transfer = Transfer(bank, account, Decimal(amount), purpose)
    assert payload.read(transfer.payload()) == transfer
    assert checksum(transfer.payload()[:-4]) == transfer.payload()[-4:]


def test_the_picture_is_read_by_a_qr_reader():
    transfer = Transfer("970436", "0123456789", Decimal(1_234_000), "OCOP K7QX2M94RB")
    picture = Image.open(io.BytesIO(transfer.picture("png")))
    (found,) = zxingcpp.read_barcodes(picture)
    assert payload.read(found.text) == transfer
    top = objects(found.text)
    account = objects(objects(top["38"])["01"])
    assert (account["00"], account["01"]) == (transfer.bank, transfer.account)
    assert (top["53"], top["54"], objects(top["62"])["08"]) == ("704", "1234000", transfer.purpose)
    assert top["63"] == checksum(found.text[:-4])
    assert transfer.picture("svg").startswith(b"<?xml")


@pytest.mark.parametrize("content", ["", "0002", "x" * 300, OPEN[:-1] + "8", READ and next(iter(READ))[:-8], "00xx01"])
def test_what_is_no_code_is_said_so(content):
    with pytest.raises(Unreadable):
        payload.read(content)


@pytest.mark.parametrize(
    ("bank", "account", "amount", "purpose"),
    [
        ("97043", "1", 1, "A"),
        ("970436", "", 1, "A"),
        ("970436", "1" * 20, 1, "A"),
        ("970436", "12 34", 1, "A"),
        ("970436", "1", 0, "A"),
        ("970436", "1", "1.5", "A"),
        ("970436", "1", 1, "Mật ong"),
        ("970436", "1", 1, "A" * 26),
    ],
)
def test_what_a_bank_would_refuse_is_never_written(bank, account, amount, purpose):
    with pytest.raises(ValueError, match=r".+"):
        Transfer(bank, account, Decimal(amount), purpose)


def test_a_purpose_is_written_in_letters_that_banks_pass_on():
    assert payload.plain("Đơn hàng: Mật ong (Cần Thơ)!") == "Don hang Mat ong Can Tho"


def test_a_bank_is_called_by_its_name_where_it_is_known():
    assert (banks.name_of("970436"), banks.name_of("000000")) == ("Vietcombank", "000000")


@pytest.mark.parametrize(
    "said",
    [
        "OCOP K7QX2M94RB",
        "ocop k7qx2m94rb",
        "OCOPK7QX2M94RB",
        "MBVCB.3456789.OCOP K7QX2M94RB.CT tu 0123456789 NGUYEN THI HOA toi 9876543210",
        "NGUYEN THI HOA chuyen tien OCOP K7QX2\nM94RB FT26333",
        "QR - OCOP-K7QX2M94RB-291126-10:53:12",
    ],
)
def test_the_reference_is_found_in_what_banks_make_of_it(said):
    assert memos.codes_in(said) == ["K7QX2M94RB"]


@pytest.mark.parametrize("said", ["", "chuyen tien", "OCOP", "OCOP K7QX2M94R", "K7QX2M94RB", "OCOP AEIOU12345"])
def test_where_there_is_no_reference_none_is_found(said):
    assert memos.codes_in(said) == []


def test_two_orders_in_one_transfer_are_both_found():
    assert memos.codes_in("OCOP K7QX2M94RB OCOP 23456789BC OCOP K7QX2M94RB") == ["K7QX2M94RB", "23456789BC"]


@given(st.text(max_size=200))
def test_no_purpose_makes_the_search_fail(said):
    assert all(len(code) == 10 for code in memos.codes_in(said))


@given(st.from_regex(r"[2-9BCDFGHJKMNPQRSTVWXZ]{10}", fullmatch=True))
def test_every_memo_is_a_purpose_that_banks_take_and_is_found_again(code):
    memo = memos.memo(code)
    assert payload.plain(memo) == memo
    assert len(memo) <= payload.LONGEST_PURPOSE
    assert memos.codes_in(memo) == [code]
