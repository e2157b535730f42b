"""A paper is kept where nothing in it acts, and comes back as a download; whatever else is sent is refused."""

import io
import re
import time
import zlib

import pytest
from django.core.files.base import ContentFile
from django.test import override_settings
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image
from pypdf import PdfReader
from pypdf.annotations import Link
from pypdf.generic import ArrayObject, DictionaryObject, NameObject, TextStringObject
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from ocop_shop.core import pdf_inspection
from ocop_shop.core.papers import download, safe_paper
from ocop_shop.core.uploads import BadUpload, Reason
from tests.core.sent_files import (
    SCRIPT,
    changed_pdf,
    corners_of,
    four_corners,
    jpeg,
    opened,
    pdf,
    saved,
    sent,
    with_exif,
    zipped,
)

TAIL = b"\ntrailer\n<< /Size 3 /Root 1 0 R >>\nstartxref\n7\n%%EOF\n"


def refused(content, name="giay.pdf"):
    with pytest.raises(BadUpload) as caught:
        safe_paper(sent(content, name))
    assert str(caught.value)
    assert "%(" not in str(caught.value)
    return caught.value.reason


def action(kind, **more):
    return DictionaryObject(
        {NameObject("/S"): NameObject(kind), **{NameObject(f"/{key}"): value for key, value in more.items()}}
    )


def with_in_root(key, value):
    def change(writer):
        writer.root_object[NameObject(key)] = value(writer) if callable(value) else value

    return changed_pdf(change)


def handwritten(*objects):
    """A PDF without a table of objects: its reader has to find them itself."""
    page = (
        b"1 0 obj\n<< /Type /Catalog /Pages 2 0 R %s >>\nendobj\n2 0 obj\n<< /Type /Pages /Kids [3 0 R] /Count 1 >>\n"
    )
    page += b"endobj\n3 0 obj\n<< /Type /Page /Parent 2 0 R /MediaBox [0 0 9 9] >>\nendobj\n"
    return b"%PDF-1.7\n" + page % b"" + b"".join(objects) + TAIL


def packed(content, filters=b"/Filter /FlateDecode", head=b"", wrong_sum=False):
    """A stream of objects, packed, with `content` as its one object."""
    inner = zlib.compress(head + b"9 0 " + content)
    inner = inner[:-4] + b"\0\0\0\0" if wrong_sum else inner
    told = b"8 0 obj\n<< /Type /ObjStm /N 1 /First %d %s /Length %d >>\nstream\n"
    return told % (len(head) + 4, filters, len(inner)) + inner + b"\nendstream\nendobj\n"


# --- what is taken ----------------------------------------------------------------------------------------------------


def test_a_pdf_is_kept_as_it_is_under_a_name_of_ours():
    content = pdf(pages=3)
    taken = safe_paper(sent(content, "Giấy phép kinh doanh.PDF"))
    assert re.fullmatch(r"[0-9a-f]{32}\.pdf", taken.name)
    kept = taken.read()
    assert kept == content[: content.rindex(b"%%EOF") + 5] + b"\n"
    assert len(PdfReader(io.BytesIO(kept)).pages) == 3


def test_a_pdf_whose_table_is_broken_is_still_read():
    content = re.sub(rb"startxref\s+\d+", b"startxref\n7", pdf())
    assert safe_paper(sent(content))
    assert safe_paper(sent(handwritten()))


def test_objects_may_be_packed():
    assert safe_paper(sent(handwritten(packed(b"<< /Type /Font /Name (/Nothing) >>"))))
    assert safe_paper(sent(changed_pdf(lambda writer: writer.compress_identical_objects())))


def test_a_paper_may_begin_at_a_page_and_link_to_the_web():
    first = DictionaryObject({NameObject("/D"): ArrayObject(), NameObject("/S"): NameObject("/GoTo")})
    assert safe_paper(
        sent(with_in_root("/OpenAction", lambda writer: ArrayObject([writer.pages[0].indirect_reference])))
    )
    assert safe_paper(sent(with_in_root("/OpenAction", first)))

    def link(writer):
        writer.add_annotation(0, Link(rect=(0, 0, 9, 9), url="https://example.vn/"))

    assert safe_paper(sent(changed_pdf(link)))


def test_a_photo_of_a_paper_is_drawn_anew():
    taken = safe_paper(sent(saved(four_corners(), quality=95, exif=with_exif(3))))
    assert taken.name.endswith(".jpg")
    picture = opened(taken)
    assert corners_of(picture) == ["white", "blue", "green", "red"]
    assert not picture.getexif()


def test_what_is_written_behind_a_pdf_is_gone():
    kept = safe_paper(sent(pdf() + zipped())).read()
    assert b"PK\x03\x04" not in kept
    assert kept.endswith(b"%%EOF\n")


# --- what is refused --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "content", [SCRIPT, zipped(), b"MZ\x90\x00", saved(four_corners(), "GIF"), b"  " + pdf(), SCRIPT + pdf(), b"%PDF"]
)
def test_what_is_neither_pdf_nor_photo_is_refused_whatever_it_is_called(content):
    assert refused(content) is Reason.NOT_A_PAPER


def test_nothing_is_refused_as_nothing():
    assert refused(b"") is Reason.EMPTY


@pytest.mark.parametrize("content", [b"%PDF-1.4\n", b"%PDF-1.7\n%%EOF", b"%PDF-1.4\n" + SCRIPT * 9 + b"%%EOF"])
def test_a_pdf_without_a_page_is_damaged(content):
    assert refused(content) is Reason.PAPER_BROKEN


def test_a_pdf_that_ends_too_early_is_damaged():
    content = pdf()
    assert refused(content[: len(content) // 2]) is Reason.PAPER_BROKEN
    assert refused(jpeg()[:400]) is Reason.PICTURE_BROKEN


def test_a_pdf_that_is_locked_is_refused_with_words():
    for password in ("geheim", ""):
        locked = changed_pdf(
            lambda writer, given=password: writer.encrypt(given, owner_password="x", algorithm="RC4-128")
        )
        assert refused(locked) is Reason.PAPER_LOCKED


def test_the_limit_for_papers_is_their_own():
    big = pdf() + bytes(11 * 1024 * 1024) + b"%%EOF"
    with pytest.raises(BadUpload, match="10 MB"):
        safe_paper(sent(big))
    with override_settings(OCOP_PAPER_MAX_BYTES=1000):
        assert refused(pdf()) is Reason.TOO_LARGE


def test_a_script_for_the_whole_paper():
    script = action("/JavaScript", JS=TextStringObject("app.alert(1)"))
    named = DictionaryObject({NameObject("/Names"): ArrayObject([TextStringObject("x"), script])})
    assert refused(with_in_root("/Names", DictionaryObject({NameObject("/JavaScript"): named}))) is Reason.PAPER_ACTIVE


def test_a_file_inside():
    assert refused(changed_pdf(lambda writer: writer.add_attachment("x.exe", b"MZ"))) is Reason.PAPER_ACTIVE


@pytest.mark.parametrize("kind", ["/JavaScript", "/Launch", "/SubmitForm", "/ImportData", "/GoToE", "/Rendition"])
@pytest.mark.parametrize("key", ["/OpenAction", "/Anything"])
def test_an_action_that_does_more_than_turn_pages(key, kind):
    assert refused(with_in_root(key, action(kind))) is Reason.PAPER_ACTIVE


def test_an_address_opened_without_being_asked():
    away = action("/URI", URI=TextStringObject("https://example.vn/"))
    assert refused(with_in_root("/OpenAction", away)) is Reason.PAPER_ACTIVE
    assert refused(with_in_root("/OpenAction", lambda writer: writer._add_object(away))) is Reason.PAPER_ACTIVE
    assert refused(with_in_root("/AA", DictionaryObject({NameObject("/WC"): away}))) is Reason.PAPER_ACTIVE
    after = action("/GoTo", Next=ArrayObject([away]))
    assert refused(with_in_root("/OpenAction", after)) is Reason.PAPER_ACTIVE


@pytest.mark.parametrize("key", ["/JS", "/XFA", "/EF", "/RichMediaContent"])
def test_a_key_that_holds_something_to_run(key):
    assert refused(with_in_root("/Deep", ArrayObject([DictionaryObject({NameObject(key): ArrayObject()})]))) is (
        Reason.PAPER_ACTIVE
    )


RUNS = b"<< /S /JavaScript /JS (app.alert(1)) >>"


@pytest.mark.parametrize(
    "content",
    [
        handwritten(b"9 0 obj\n" + RUNS + b"\nendobj\n"),
        handwritten(b"9 0 obj\n" + RUNS.replace(b"/JavaScript", b"/#4aava#53cript") + b"\nendobj\n"),
        handwritten(packed(RUNS)),
        handwritten(packed(RUNS, head=b" " * 5000)),
        handwritten(packed(RUNS, head=b"\0" * 200_000)),
        handwritten(packed(RUNS, head=b"% a remark\n")),
        handwritten(packed(RUNS.replace(b"/JavaScript", b"/Jav#61Script"))),
        handwritten(packed(RUNS, wrong_sum=True)),
        handwritten(packed(RUNS).replace(b"/ObjStm", b"/Obj#53tm")),
        handwritten(packed(RUNS).replace(b"/Type", b"/Note (" + b"x" * 5000 + b" obj) /Type")),
        # The table says nothing of the packed objects.
        pdf()[: pdf().rindex(b"xref\n0")] + packed(RUNS) + pdf()[pdf().rindex(b"xref\n0") :],
        # The end of the stream stands in its middle.
        handwritten(packed(RUNS).replace(b"/Length", b"/Lang (endstream) /Length")),
    ],
)
def test_a_script_is_found_where_it_hides(content):
    assert refused(content) is Reason.PAPER_ACTIVE


def test_a_name_across_the_seam_of_two_pieces():
    filled = b" " * (1024 * 1024 - 40)
    for more in range(0, 60, 5):
        assert refused(handwritten(packed(RUNS, head=b"1 0 " + filled + b" " * more))) is Reason.PAPER_ACTIVE


# --- what would keep a server busy ------------------------------------------------------------------------------------


def within(seconds, content, *reasons):
    begin = time.process_time()
    assert refused(content) in reasons
    assert time.process_time() - begin < seconds


def test_a_pdf_that_unpacks_to_a_thousand_times_its_size_is_refused(monkeypatch):
    monkeypatch.setattr(pdf_inspection, "MOST_UNPACKED", 8 * 1024 * 1024)
    bomb = packed(b" " * 10 * 1024 * 1024)
    within(2, handwritten(bomb), Reason.PAPER_TOO_COMPLEX)
    half = packed(b" " * 6 * 1024 * 1024)
    within(2, handwritten(half, half), Reason.PAPER_TOO_COMPLEX)


def test_objects_that_unpack_to_too_much_at_once_are_refused():
    hidden = packed(b"", head=b"\x01" + bytes(pdf_inspection.MOST_UNPACKED_AT_ONCE))
    within(2, handwritten(hidden), Reason.PAPER_TOO_COMPLEX, Reason.PAPER_BROKEN)


def test_a_pdf_of_too_many_packed_parts_is_refused():
    parts = [packed(b"1")] * (pdf_inspection.MOST_PACKED + 1)
    within(2, handwritten(*parts), Reason.PAPER_TOO_COMPLEX)


def test_a_pdf_of_too_many_objects_is_refused(monkeypatch):
    objects = b"".join(b"%d 0 obj\n1\nendobj\n" % number for number in range(10, 1_000))
    assert safe_paper(sent(handwritten(objects)))
    monkeypatch.setattr(pdf_inspection, "MOST_OBJECTS", 900)
    within(2, handwritten(objects), Reason.PAPER_TOO_COMPLEX)


def test_a_pdf_of_names_written_as_numbers_is_refused():
    within(5, handwritten(b"9 0 obj\n(" + b"#41" * 1_000_000 + b")\nendobj\n"), Reason.PAPER_TOO_COMPLEX)


def test_a_pdf_nested_a_hundred_thousand_times_is_refused():
    within(
        10, handwritten(b"9 0 obj\n" + b"[" * 100_000 + b"\nendobj\n"), Reason.PAPER_BROKEN, Reason.PAPER_TOO_COMPLEX
    )


@pytest.mark.parametrize(
    "flood",
    [
        b"stream\n" * 1_000_000,
        b"trailer\n<< /A 1 >>\n" * 200_000,
        b"<</A " * 300_000,
        b"(" * 5_000_000,
        b"".join(b"9 0 obj\n" for _number in range(500_000)),
    ],
)
def test_a_pdf_that_takes_too_long_is_given_up(monkeypatch, flood):
    """Each of these would keep pypdf busy for many seconds."""
    monkeypatch.setattr(pdf_inspection, "SECONDS", 0.3)
    within(8, handwritten(b"9 0 obj\n", flood, b"\nendobj\n"), Reason.PAPER_TOO_COMPLEX)


def test_scans_of_several_pages_are_looked_at_in_time():
    """Packed pictures are large inside, and begin with a black border as often as not."""
    target = io.BytesIO()
    canvas = Canvas(target)
    for number in range(6):
        page = Image.new("RGB", (2480, 3508), (0, 0, 0))
        page.paste((250, 250, 250 - number), (50, 50, 2400, 3400))
        canvas.drawImage(ImageReader(page), 0, 0, 595, 842)
        canvas.showPage()
    canvas.save()
    assert safe_paper(sent(target.getvalue()))


# --- whatever is sent -------------------------------------------------------------------------------------------------

VALID = [pdf(), handwritten(packed(b"<< /Type /Font >>")), jpeg()]


def taken_or_refused(content):
    try:
        taken = safe_paper(sent(content))
    except BadUpload:
        return
    assert taken.name.endswith((".pdf", ".jpg", ".webp"))


@given(st.sampled_from([b"", b"%PDF-1.7\n", b"%PDF-1.4\n1 0 obj\n<<"]), st.binary(max_size=300))
def test_any_bytes_are_taken_or_refused(head, rest):
    taken_or_refused(head + rest + b"%%EOF")


@given(st.sampled_from(VALID), st.data())
def test_a_file_cut_anywhere_is_taken_or_refused(content, data):
    taken_or_refused(content[: data.draw(st.integers(0, len(content)))] + data.draw(st.sampled_from([b"", b"%%EOF"])))


@given(st.sampled_from(VALID), st.data())
def test_a_file_changed_anywhere_is_taken_or_refused(content, data):
    changed = bytearray(content)
    places = st.tuples(st.integers(0, len(content) - 1), st.integers(0, 255))
    for place, value in data.draw(st.lists(places, min_size=1, max_size=12)):
        changed[place] = value
    taken_or_refused(bytes(changed))


# --- given back -------------------------------------------------------------------------------------------------------


def given_back(name, stored="ab12.pdf"):
    return download(ContentFile(b"%PDF-1.4", name=stored), name)


def test_a_paper_is_only_ever_saved():
    answer = given_back("Giấy phép.pdf")
    assert answer.content == b"%PDF-1.4"
    assert answer["Content-Type"] == "application/pdf"
    assert answer["Content-Disposition"].startswith("attachment;")
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Cache-Control"] == "private, no-store"
    assert answer["Content-Security-Policy"] == "sandbox; default-src 'none'"


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Giấy phép.pdf", "filename=\"giay-phep.pdf\"; filename*=UTF-8''Gi%E1%BA%A5y%20ph%C3%A9p.pdf"),
        (
            "Đăng ký số 12",
            "filename=\"dang-ky-so-12.pdf\"; filename*=UTF-8''%C4%90%C4%83ng%20k%C3%BD%20s%E1%BB%91%2012.pdf",
        ),
        ("", "filename=\"paper.pdf\"; filename*=UTF-8''paper.pdf"),
        ("..", "filename=\"paper.pdf\"; filename*=UTF-8''paper.pdf"),
        ("../../etc/passwd", "filename=\"etc-passwd.pdf\"; filename*=UTF-8''etc%20passwd.pdf"),
        ('a"; x=".html', "filename=\"a-x-html.pdf\"; filename*=UTF-8''a%20x%3D%20.html.pdf"),
        ("a\r\nSet-Cookie: x=1", "filename=\"a-set-cookie-x-1.pdf\"; filename*=UTF-8''a%20Set-Cookie%20x%3D1.pdf"),
        ("giay\u202efdp.exe", "filename=\"giayfdp-exe.pdf\"; filename*=UTF-8''giayfdp.exe.pdf"),
        ("x.jpeg", "filename=\"x.pdf\"; filename*=UTF-8''x.pdf"),
    ],
)
def test_a_download_is_called_as_it_was_called_without_what_a_name_can_do(name, expected):
    assert given_back(name)["Content-Disposition"] == f"attachment; {expected}"


def test_a_name_of_any_length_makes_a_header():
    assert len(given_back("giấy " * 500)["Content-Disposition"]) < 1500


@pytest.mark.parametrize(
    ("stored", "expected"),
    [("x.jpg", "image/jpeg"), ("x.webp", "image/webp"), ("x.html", "application/octet-stream"), ("x", None)],
)
def test_its_kind_is_that_of_the_kept_file(stored, expected):
    answer = given_back("page.html", stored)
    assert answer["Content-Type"] == (expected or "application/octet-stream")


@given(st.text(max_size=80))
def test_any_name_makes_a_header_of_one_line_in_ascii(name):
    told = given_back(name)["Content-Disposition"]
    assert told.isascii()
    assert re.fullmatch(r"attachment; filename=\"[a-z0-9-]+\.pdf\"; filename\*=UTF-8''[A-Za-z0-9%._~-]+\.pdf", told)
