"""Shelf cards and labels: only with a star of today, with its last day, and with a code that readers read."""

from __future__ import annotations

import io
import re
from dataclasses import replace
from datetime import date
from xml.etree import ElementTree as ET

import pytest
import zxingcpp
from django.test import Client
from django.urls import reverse
from PIL import Image, ImageDraw
from pypdf import PdfReader
from pypdf.generic import ContentStream

from ocop_shop.certification import actions as register
from ocop_shop.certification import shelf_cards
from ocop_shop.certification.claims import Claim
from ocop_shop.certification.life import State
from ocop_shop.core import drawings
from ocop_shop.producers import actions
from ocop_shop.test.factories import make_certificate, make_producer, make_product, make_user

NAME = "Rượu nếp cẩm Đắk Lắk ủ chum sành ngưỡng vị ữ"
DOTS = 8  # to a millimetre


def read(picture):
    return [found.text for found in zxingcpp.read_barcodes(picture)]


def drawn_svg(content):
    """The filled shapes of an SVG, as a picture."""
    root = ET.fromstring(content)
    _x, _y, width, height = map(float, root.get("viewBox").split())
    picture = Image.new("RGB", (int(width * DOTS), int(height * DOTS)), "white")
    pen = ImageDraw.Draw(picture)
    for path in root.iter("{http://www.w3.org/2000/svg}path"):
        for corners in re.findall(r"M([^Z]+)Z", path.get("d")):
            pen.polygon([tuple(float(n) * DOTS for n in one.split()) for one in corners.split("L")], path.get("fill"))
    return picture


def drawn_pdf(content):
    """The filled shapes of the first page of a PDF, as a picture."""
    page = PdfReader(io.BytesIO(content)).pages[0]
    scale, high = DOTS / 2.8346, float(page.mediabox.height)
    picture = Image.new("RGB", (int(float(page.mediabox.width) * scale), int(high * scale)), "white")
    pen, colour, polygons = ImageDraw.Draw(picture), "black", []
    for values, operator in ContentStream(page.get_contents(), None).operations:
        if operator == b"rg":
            colour = tuple(int(float(value) * 255) for value in values)
        elif operator == b"m":
            polygons.append([])
        if operator in {b"m", b"l"}:
            polygons[-1].append((float(values[0]) * scale, (high - float(values[1])) * scale))
        elif operator in {b"f", b"f*"}:
            for corners in polygons:
                pen.polygon(corners, colour)
            polygons = []
    return picture


@pytest.fixture
def desk(db, frozen):
    frozen("2026-11-20 09:00:00")
    producer = make_producer("Hợp tác xã Ế Ữ Đ")
    product = make_product(NAME, producer=producer)
    certificate = make_certificate(
        product, stars=4, number="1693/QĐ-UBND", issued_on=date(2024, 1, 5), expires_on=date(2026, 12, 1)
    )
    editor, client = make_user(), Client()
    actions.add_member(producer, editor, "editor")
    client.force_login(editor)
    return producer, product, certificate, client


def ask(desk, what="card", form="pdf"):
    producer, product, _certificate, client = desk
    return client.get(reverse("ocop:portal-print-file", args=[producer.slug, product.pk, what, form]))


@pytest.mark.parametrize("what", ["card", "label"])
@pytest.mark.parametrize(("form", "drawn"), [("svg", drawn_svg), ("pdf", drawn_pdf)])
@pytest.mark.pages
def test_the_code_leads_to_the_check_page(desk, settings, what, form, drawn):
    settings.WAGTAILADMIN_BASE_URL = "https://cho-lang.example"
    found = set(read(drawn(ask(desk, what, form).content)))
    assert found == {f"https://cho-lang.example/ocop/check/{desk[2].code}/"}


@pytest.mark.parametrize("what", ["card", "label"])
@pytest.mark.pages
def test_a_pdf_has_name_maker_decision_code_and_last_day_in_right_letters(desk, what):
    told = " ".join(PdfReader(io.BytesIO(ask(desk, what).content)).pages[0].extract_text().split())
    for part in (NAME, "Hợp tác xã Ế Ữ Đ", "1693/QĐ-UBND", desk[2].code, "01/12/2026"):
        assert part in told


@pytest.mark.pages
def test_an_svg_has_its_true_size_and_as_many_stars_as_hold(desk):
    root = ET.fromstring(ask(desk, "label", "svg").content)
    assert (root.get("width"), root.get("height")) == ("100.0mm", "30.0mm")
    (sheet,) = [shape for shape in shelf_cards.label(shown(4), vector=True).items[3:] if is_stars(shape)]
    assert len(sheet.polygons) == 4


def is_stars(item):
    return isinstance(item, drawings.Shape) and len(item.polygons[0]) == 10


def shown(stars, state=State.VALID):
    claim = Claim(1, date(2026, 11, 20), state, stars, code="ABCDEFGH12", expires_on=date(2026, 12, 1))
    return shelf_cards.Shown(claim, NAME, "HTX", "https://x.example/ocop/check/ABCDEFGH12/")


@pytest.mark.parametrize("draw", [shelf_cards.card, shelf_cards.label])
@pytest.mark.parametrize("state", [State.NONE, State.EXPIRED, State.SUSPENDED, State.REVOKED, State.CEASED])
def test_nothing_is_drawn_without_a_badge(draw, state):
    with pytest.raises(shelf_cards.NotCertified) as refused:
        draw(shown(None, state), vector=True)
    assert refused.value.state is state


@pytest.mark.parametrize("number", ["DEMO-2028/QĐ-BNNMT", "12345/QĐ-UBND của Ủy ban nhân dân tỉnh và các sở " * 2])
def test_a_long_number_never_cuts_the_code_off_a_label(number):
    told = shown(4)
    told = replace(told, claim=replace(told.claim, decision_no=number))
    drawn = [item.text for item in shelf_cards.label(told, vector=True).items if isinstance(item, drawings.Words)]
    (proof,) = [line for line in drawn if "ABCDEFGH12" in line]
    assert proof.endswith("…") is (number != "DEMO-2028/QĐ-BNNMT")


@pytest.mark.pages
def test_after_the_last_day_there_are_words_and_no_file(desk, frozen):
    assert ask(desk).status_code == 200
    frozen("2026-12-02 00:00:00")
    for what in ("card", "label"):
        for form in ("pdf", "svg"):
            answer = ask(desk, what, form)
            assert (answer.status_code, answer["Content-Type"]) == (409, "text/html; charset=utf-8")
            assert "data-refused" in answer.content.decode()


@pytest.mark.pages
def test_a_revoked_star_is_not_printed(desk):
    register.revoke(desk[2], ground="a", effective_on=date(2026, 11, 20))
    assert ask(desk).status_code == 409


@pytest.mark.pages
def test_an_extended_star_says_until_when(desk, frozen):
    register.extend(desk[2], until=date(2026, 12, 31))
    frozen("2026-12-02 09:00:00")
    told = PdfReader(io.BytesIO(ask(desk).content)).pages[0].extract_text()
    assert "31/12/2026" in told
    assert "01/12/2026" not in told


@pytest.mark.pages
def test_licensed_artwork_takes_the_place_of_the_seal(desk, settings, tmp_path):
    drawn = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 8 5"><rect width="8" height="5"/></svg>'
    (tmp_path / "ocop-4.svg").write_text(drawn)
    Image.new("RGB", (80, 50), "red").save(tmp_path / "ocop-4.png")
    settings.STATICFILES_DIRS = [str(tmp_path)]
    settings.OCOP_BADGE_ARTWORK = {4: "ocop-4.svg"}
    assert b"data:image/svg+xml;base64," in ask(desk, "card", "svg").content
    assert len(PdfReader(io.BytesIO(ask(desk).content)).pages[0].images) == 1


@pytest.mark.pages
def test_the_list_takes_the_same_queries_for_thirty_products(desk, django_assert_max_num_queries):
    producer, _product, _certificate, client = desk
    for number in range(30):
        make_product(f"Hàng {number}", producer=producer)
    with django_assert_max_num_queries(12):
        page = client.get(reverse("ocop:portal-print", args=[producer.slug])).content.decode()
    assert page.count("data-print=") == 31
    assert page.count("card.pdf") == 1


@pytest.mark.pages
@pytest.mark.parametrize(("what", "form"), [("card", "exe"), ("poster", "pdf")])
def test_what_cannot_be_printed_is_not_found(desk, what, form):
    assert ask(desk, what, form).status_code == 404


def test_long_words_end_in_dots_and_stay_on_the_paper():
    found = drawings.lines("chữ " * 60 + "x" * 90, 40, 12, 3)
    assert len(found) == 3
    assert found[-1].endswith("…")
    assert all(drawings.width_of(line, 12) <= 40 for line in found)


@pytest.mark.pages
def test_a_browser_shows_a_code_that_a_reader_reads(browser):
    page = browser.new_page(viewport={"width": 420, "height": 600}, device_scale_factor=2)
    page.set_content(drawings.svg(shelf_cards.card(shown(5), vector=True)).decode())
    assert read(Image.open(io.BytesIO(page.screenshot()))) == ["https://x.example/ocop/check/ABCDEFGH12/"]
    page.close()
