"""The register in a browser: checked and doubted without a script, readable in forced colours and on paper."""

from __future__ import annotations

import re

import pytest
from django.apps import apps

from ocop_shop.oversight.models import DoubtReport

pytestmark = pytest.mark.usefixtures("demo_shop")


@pytest.fixture
def holding(demo_shop):
    return apps.get_model("ocop_certification", "Certificate").objects.in_force().order_by("pk").first()


def test_a_code_is_checked_and_doubted_without_javascript(browse, holding):
    page = browse(javascript=False, width=390)
    page.goto("/en/ocop/check/")
    page.locator("main input[name=q]").fill(f"{holding.code[:5]} {holding.code[5:]}".lower())
    page.locator("main form button").click()
    assert page.locator("h1").inner_text().strip() == "IN FORCE"
    page.get_by_role("link", name="Report a doubtful badge").click()
    page.locator("main button[type=submit]").click()
    assert page.locator("[aria-invalid=true]").count() == 1
    assert not DoubtReport.objects.exists()
    page.locator("textarea").fill("Trên bao bì ghi 5 sao.")
    page.locator("main button[type=submit]").click()
    page.wait_for_url(re.compile(r"/en/ocop/case/D-[0-9A-Z]{8}/$"))
    assert DoubtReport.objects.get().number in page.locator("h1").inner_text()


def test_a_seal_has_an_outline_in_forced_colours(browse, holding):
    page = browse(forced_colors="active")
    page.goto("/en/catalogue/")
    seal = page.locator("[data-ocop-stars]").first
    borders = seal.evaluate("e => [getComputedStyle(e).borderTopStyle, getComputedStyle(e).borderTopColor]")
    ground = page.evaluate("getComputedStyle(document.body).backgroundColor")
    assert borders[0] == "solid"
    assert borders[1] != ground


def test_the_page_of_a_certificate_is_readable_on_paper(browse, holding):
    page = browse(width=794)
    page.goto(f"/en/ocop/check/{holding.code}/")
    page.emulate_media(media="print")
    assert not page.locator("header").is_visible()
    assert not page.get_by_role("link", name="Report a doubtful badge").is_visible()
    for kept in ("h1", "[data-ocop-certificate]", "[data-check-history]"):
        assert page.locator(kept).is_visible()
    assert page.locator("h1").evaluate("e => getComputedStyle(e).color") == "rgb(0, 0, 0)"
