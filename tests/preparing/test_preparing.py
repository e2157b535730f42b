"""A producer prepares a dossier: what it writes is kept, is its own alone, and claims nothing."""

from __future__ import annotations

import io
import re
from datetime import date

import pytest
from django.apps import apps
from django.core.files.base import ContentFile
from django.test import Client
from django.urls import reverse
from django.utils import translation
from pypdf import PdfReader

from ocop_shop.certification import standing
from ocop_shop.core.private_storage import private_storage
from ocop_shop.preparing import actions as preparing
from ocop_shop.preparing import reading
from ocop_shop.preparing.actions import Entry
from ocop_shop.preparing.exceptions import NoCriteria, NotOwn, SavedMeanwhile
from ocop_shop.producers import actions
from ocop_shop.test.factories import make_certificate, make_producer, make_product, make_user
from tests.portal.listing import sent as sent_photo

pytestmark = pytest.mark.django_db


@pytest.fixture
def producer(frozen):
    frozen("2026-11-20 09:00:00")
    return make_producer("Hợp tác xã Ế Ữ Đ")


@pytest.fixture
def product(producer):
    return make_product("Chuối sấy dẻo", producer=producer, product_set=7)


def save(producer, product, *entries, version=0):
    return preparing.save(producer, product, entries, version=version, actor=None)


def entries_of_the_log():
    return apps.get_model("ocop_audit", "Entry").objects.filter(act="preparation.saved")


def test_what_is_saved_is_there_and_recorded_by_its_codes_alone(producer, product):
    kept = save(producer, product, Entry("1.1", chosen=2, note="sổ ghi vườn"), Entry("form_01", is_done=True))
    found = reading.preparation_of(producer, product)
    assert (found.chosen, found.ready, found.version) == ({"1.1": 2}, 1, 1)
    assert found.items["1.1"].note == "sổ ghi vườn"
    (entry,) = entries_of_the_log()
    assert (entry.subject, entry.after) == (f"preparation:{kept.pk}", {"items": ["1.1", "form_01"]})


def test_the_same_again_changes_nothing_whatever_its_version(producer, product):
    entry = Entry("1.1", chosen=2)
    save(producer, product, entry)
    assert save(producer, product, entry, version=0).version == 1
    assert entries_of_the_log().count() == 1


def test_who_saves_on_an_old_form_overwrites_nobody(producer, product):
    save(producer, product, Entry("1.1", chosen=2))
    with pytest.raises(SavedMeanwhile):
        save(producer, product, Entry("1.1", chosen=1), version=0)
    assert reading.preparation_of(producer, product).chosen == {"1.1": 2}


@pytest.mark.parametrize(
    "entry",
    [Entry("99.9", chosen=1), Entry("1.1", chosen=77), Entry("form_01", chosen=1), Entry("1.1", note="x" * 1001)],
)
def test_what_the_sheet_does_not_know_is_not_written(producer, product, entry):
    with pytest.raises(NoCriteria):
        save(producer, product, entry)
    assert not apps.get_model("ocop_preparing", "PreparedItem").objects.exists()


def test_nobody_prepares_for_a_product_of_another(producer, product):
    with pytest.raises(NotOwn):
        save(make_producer("Cơ sở Bình"), product, Entry("1.1", chosen=1))
    assert not apps.get_model("ocop_preparing", "Preparation").objects.exists()


def test_another_producer_of_the_product_reads_nothing_of_it(producer, product):
    save(producer, product, Entry("1.1", chosen=2, note="bí quyết"))
    other = make_producer("Cơ sở Bình")
    product.ocop_provenance.producer = other
    product.ocop_provenance.save()
    found = reading.preparation_of(other, reading.product_of(other, product.pk))
    assert (found.items, found.version) == ({}, 0)


def test_a_new_file_takes_the_place_of_the_old_one(producer, product, django_capture_on_commit_callbacks):
    def with_paper(words, version, **more):
        paper = ContentFile(words, name=f"{words.decode()}.pdf") if words else None
        with django_capture_on_commit_callbacks(execute=True):
            save(producer, product, Entry("1.1", paper=paper, paper_title="giấy.pdf", **more), version=version)
        return reading.preparation_of(producer, product).items["1.1"].file.name

    first = with_paper(b"one", 0)
    second = with_paper(b"two", 1)
    assert not private_storage().exists(first)
    assert private_storage().exists(second)
    assert with_paper(None, 2, drop=True) == ""
    assert not private_storage().exists(second)


def test_the_best_answers_give_no_star(producer, product):
    sheet = reading.preparation_of(producer, product).sheet
    save(producer, product, *(Entry(one.code, chosen=one.options[-1].order) for one in sheet.criteria))
    assert reading.preparation_of(producer, product).score.total > 0
    assert not standing.claim_on(product).exists


def test_the_papers_follow_from_what_the_register_says(producer, product):
    assert "updates" not in {paper.code for paper in reading.preparation_of(producer, product).papers}
    make_certificate(product, stars=4, issued_on=date(2024, 1, 5), expires_on=date(2026, 12, 1))
    assert {"updates", "changes"} <= {paper.code for paper in reading.preparation_of(producer, product).papers}


# --- at the desk -----------------------------------------------------------------------------------------------------


@pytest.fixture
def client(producer):
    editor, browser = make_user(), Client()
    actions.add_member(producer, editor, "editor")
    browser.force_login(editor)
    return browser


def page(producer, product, name="portal-checklist", *args):
    return reverse(f"ocop:{name}", args=[producer.slug, product.pk, *args])


@pytest.mark.pages
def test_a_part_is_filled_in_with_a_note_and_a_photo(producer, product, client):
    part = page(producer, product, "portal-checklist-part", "a")
    assert client.get(part).content.decode().count("data-line=") == len(
        reading.preparation_of(producer, product).sheet.parts[0].criteria
    )
    sent = {"version": "0", "chosen-1.1": "2", "note-1.1": "vườn <b>nhà</b>", "paper-1.1": sent_photo()}
    assert client.post(part, sent).status_code == 302
    item = reading.preparation_of(producer, product).items["1.1"]
    assert (item.chosen, item.note, bool(item.file)) == (2, "vườn <b>nhà</b>", True)
    again = client.get(part).content.decode()
    assert "vườn &lt;b&gt;nhà&lt;/b&gt;" in again
    file = client.get(page(producer, product, "portal-checklist-file", item.pk))
    assert file["Content-Disposition"].startswith("attachment")
    assert "no-store" in file["Cache-Control"]


@pytest.mark.pages
def test_a_file_that_is_none_keeps_all_from_being_saved_and_no_word_is_lost(producer, product, client):
    part = page(producer, product, "portal-checklist-part", "papers")
    sent = {"version": "0", "done-form_01": "on", "note-form_01": "ở xã", "paper-form_01": io.BytesIO(b"MZ nonsense")}
    answer = client.post(part, sent)
    assert answer.status_code == 422
    assert "ở xã" in answer.content.decode()
    assert reading.preparation_of(producer, product).items == {}


@pytest.mark.pages
def test_who_comes_second_sees_both_and_decides(producer, product, client):
    save(producer, product, Entry("1.1", chosen=1))
    part = page(producer, product, "portal-checklist-part", "a")
    sent = {"version": "0", "chosen-1.1": "2", "note-1.1": "của tôi"}
    answer = client.post(part, sent)
    assert answer.status_code == 409
    assert "của tôi" in answer.content.decode()
    (stands,) = re.findall(r'<div [^>]*data-stands="(.*?)">', answer.content.decode())
    assert stands == "1.1"
    assert client.post(part, {**sent, "version": "1"}).status_code == 302
    assert reading.preparation_of(producer, product).chosen == {"1.1": 2}


@pytest.mark.pages
def test_the_overview_says_what_is_missing_in_few_queries(producer, product, client, django_assert_max_num_queries):
    sheet = reading.preparation_of(producer, product).sheet
    save(producer, product, *(Entry(one.code, chosen=one.options[-1].order) for one in sheet.criteria[1:]))
    with django_assert_max_num_queries(12):
        html = client.get(page(producer, product)).content.decode()
    score = reading.preparation_of(producer, product).score
    assert f'data-self-score="{score.total}"' in html
    assert html.count("data-gap=") == 3
    assert html.count("data-miss=") == len(score.next.misses if score.next else ())
    assert "data-ocop-stars" not in html


@pytest.mark.pages
def test_without_a_product_set_it_says_whom_to_ask(producer, client):
    product = make_product("Chưa rõ bộ", producer=producer)
    answer = client.get(page(producer, product))
    assert "data-no-sheet" in answer.content.decode()
    assert client.get(page(producer, product, "portal-checklist-pack")).status_code == 404


@pytest.mark.pages
def test_the_pack_has_everything_and_says_that_it_is_no_certificate(producer, product, client):
    make_certificate(product, stars=4, number="1693/QĐ-UBND", issued_on=date(2024, 7, 5), expires_on=date(2027, 5, 1))
    save(producer, product, Entry("1.1", chosen=1, note="sổ ghi vườn ngưỡng"), Entry("form_01", is_done=True))
    with translation.override("en"):
        address = page(producer, product, "portal-checklist-pack")
    reader = PdfReader(io.BytesIO(client.get(address).content))
    pages = [" ".join(one.extract_text().split()) for one in reader.pages]
    assert all("Not a certificate" in one for one in pages)
    told = " ".join(pages)
    for part in (
        "Chuối sấy dẻo",
        "Hợp tác xã Ế Ữ Đ",
        "26/2026/QĐ-TTg",
        "1693/QĐ-UBND",
        "20/11/2026",
        "sổ ghi vườn ngưỡng",
    ):
        assert part in told


@pytest.mark.pages
def test_an_unknown_part_is_not_found(producer, product, client):
    assert client.get(page(producer, product, "portal-checklist-part", "z")).status_code == 404


@pytest.mark.pages
def test_a_note_without_a_space_that_is_higher_than_a_page_is_printed(producer, product, client):
    paper = ContentFile(b"%PDF", name="giay.pdf")
    save(producer, product, Entry("form_01", note="W" * 1000, paper=paper, paper_title="W" * 120))
    answer = client.get(page(producer, product, "portal-checklist-pack"))
    assert answer.status_code == 200
    told = "".join(one.extract_text() for one in PdfReader(io.BytesIO(answer.content)).pages)
    assert told.count("W") == 1120
