"""The register as everybody reads it: found, shown, not valid said loudly, true at every request."""

from __future__ import annotations

from datetime import date, timedelta
from urllib.parse import quote

import pytest

from ocop_shop.certification import actions as register
from ocop_shop.certification.actions import Facts, Scoring
from ocop_shop.certification.models import Certificate
from ocop_shop.core import limits
from ocop_shop.test.factories import make_certificate, make_producer, make_product
from tests.security.test_nonsense import NONSENSE
from tests.templates.reading import read

pytestmark = [pytest.mark.django_db, pytest.mark.pages]


@pytest.fixture(autouse=True)
def _today(frozen):
    frozen("2026-11-22 10:00:00")


@pytest.fixture
def get(client):
    """A page as a tree, in English."""
    client.get("/en/ocop/check/")  # caches of sites and content types are warm, as in a running shop

    def page(path, status=200, **extra):
        answer = client.get(f"/en{path}", **extra)
        assert answer.status_code == status
        return read(answer.content.decode())

    return page


def page_of(certificate):
    return f"/ocop/check/{certificate.code}/"


# --- looking up -------------------------------------------------------------------------------------------------------


def test_the_empty_page_has_one_field_and_says_what_to_type(get):
    page = get("/ocop/check/")
    form = page.one("main").one("form", method="get", action="/en/ocop/check/")
    assert [field["name"] for field in form.all("input")] == ["q"]
    assert page.one("h1").text == "Check a certificate"
    assert page.all(data_check_unknown=True) == page.all(data_check_nothing=True) == []


@pytest.mark.parametrize(
    "form", [str, str.lower, lambda code: f"{code[:4]}-{code[4:8]}-{code[8:]}", lambda code: f" {code} "]
)
def test_a_code_leads_to_its_page_at_once(client, form):
    certificate = make_certificate()
    answer = client.get("/ocop/check/", {"q": form(certificate.code)})
    assert (answer.status_code, answer["Location"]) == (302, page_of(certificate))


def test_a_code_in_an_address_is_forgiven_too(client):
    certificate = make_certificate()
    typed = quote(f"{certificate.code[:5]} {certificate.code[5:]}".lower())
    answer = client.get(f"/en/ocop/check/{typed}/")
    assert (answer.status_code, answer["Location"]) == (302, f"/en{page_of(certificate)}")


def test_what_was_found_says_product_maker_star_decision_days_and_state_in_words(get):
    maker = make_producer("HTX Dừa sáp")
    certificate = make_certificate(make_product("Mật hoa dừa", producer=maker), number="7/QĐ-UBND")
    revoked = make_certificate(make_product("Mật ong"), stars=3)
    register.revoke(revoked, ground="b", effective_on=date(2026, 11, 1))
    first, second = get("/ocop/check/?q=mat").one("ol", class_="ocop-hits").all("li")
    good, bad = (first, second) if first["data-check-state"] == "valid" else (second, first)
    for text in ("Mật hoa dừa", "HTX Dừa sáp", "4 stars", "Decision 7/QĐ-UBND", "23/10/2026 – 23/10/2029"):
        assert text in good.text
    assert "in force until 23/10/2029" in good.text
    assert good.one("a")["href"] == f"/en{page_of(certificate)}"
    assert "Not valid: revoked" in bad.text
    assert bad.all("use")[0]["href"].endswith("#i-ban")


def test_neither_an_error_nor_an_unproven_record_is_listed_with_a_star(get):
    struck, unproven = make_certificate(make_product("Mứt gừng")), make_certificate(make_product("Mứt dừa"))
    register.strike(struck.events.get(), reason="never was")
    register.correct(unproven, Facts(evidence="C"), reason="no paper")
    hits = get("/ocop/check/?q=mut").one("ol", class_="ocop-hits").all("li")
    assert [("Not valid" in hit.text, "stars" in hit.text) for hit in hits] == [(True, False), (True, False)]


def test_an_unknown_code_is_said_loudly_not_to_be_in_the_register(get):
    page = get("/ocop/check/?q=7kq2mx94rb")
    alert = page.one(data_check_unknown=True)
    assert alert.one("h2").text == "7KQ2MX94RB is not in our register"
    assert "ask the office for OCOP" in alert.text


def test_an_unknown_code_has_a_page_that_says_so(get):
    page = get("/ocop/check/7KQ2MX94RB/", status=404)
    assert page.one("h1").text == "NOT IN OUR REGISTER"
    assert page.one("meta", name="robots")["content"] == "noindex"


def test_nothing_found_says_what_to_do(get):
    page = get("/ocop/check/?q=khong+co+gi")
    assert "Check the spelling" in page.one(data_check_nothing=True).text
    assert page.all("ol", class_="ocop-hits") == []


def test_more_than_a_hundred_are_asked_to_be_narrowed(get):
    product = make_product("Bánh tét")
    for number in range(101):
        day = date(2020, 1, 1) + timedelta(days=number)
        make_certificate(product, number=f"{number}/QĐ", issued_on=day, expires_on=day, stars=3)
    page = get("/ocop/check/?q=banh+t%C3%A9t&page=5")
    assert page.one(data_result_count=True).text == "More than 100 certificates"
    assert "Narrow your words" in page.one("main").text
    links = [link["href"] for link in page.one("nav", class_="ocop-pages").all("a")]
    assert links[:2] == ["?q=banh%20t%C3%A9t&page=1", "?q=banh%20t%C3%A9t&page=2"]
    assert len(links) == 5


@pytest.mark.parametrize("value", NONSENSE)
@pytest.mark.parametrize("name", ["q", "page"])
def test_nonsense_is_answered_with_a_page(client, name, value):
    make_certificate(make_product("Mật hoa dừa"))
    query = f"{name}={quote(value, safe='')}" + ("&q=mat" if name == "page" else "")
    assert client.get("/ocop/check/", QUERY_STRING=query).status_code == 200


@pytest.mark.parametrize(
    "query", ["q=%ff%fe", "q=%ED%A0%80", "q", "=&=&&;;", "q[]=1", "q=1&q=2", "a" * 5000, "q=" + "x" * 5000]
)
def test_a_query_of_an_odd_shape_is_answered_with_a_page(client, query):
    assert client.get("/ocop/check/", QUERY_STRING=query).status_code == 200


@pytest.mark.parametrize("code", ["%00", "a%00b", "x" * 5000, "%ff", "..%2f", "٣٣٣٣٣٣٣٣٣٣", "{{7*7}}", "<script>"])
def test_an_odd_code_in_an_address_is_not_found(client, code):
    answer = client.get(f"/ocop/check/{quote(code, safe='%')}/")
    assert answer.status_code == 404
    assert "<script>" not in answer.content.decode().partition("<main")[2]


def test_what_was_typed_is_shown_as_text(get):
    page = get("/ocop/check/?q=%3Cscript%3Ealert(1)%3C/script%3E")
    assert page.one("main").all("script") == []
    assert "<script>alert(1)</script>" in page.one(data_check_nothing=True).text


@pytest.mark.parametrize("path", ["/ocop/check/", "/ocop/check/7KQ2MX94RB/", "/ocop/case/D-7KQ2MX94/"])
@pytest.mark.parametrize("method", ["post", "put", "patch", "delete"])
def test_these_pages_are_only_read(client, method, path):
    assert getattr(client, method)(path).status_code == 405


def test_an_address_may_look_up_60_times_a_minute(client, frozen):
    certificate = make_certificate()
    answers = [client.get("/ocop/check/?q=mat").status_code for _time in range(61)]
    assert answers == [200] * 60 + [429]
    refused = client.get("/ocop/check/", {"q": certificate.code})
    assert (refused.status_code, refused["Retry-After"]) == (429, "60")
    assert client.get("/ocop/check/").status_code == 200, "the empty form asks nothing"
    assert client.get(page_of(certificate)).status_code == 200, "who has the code is not looking around"
    assert client.get("/ocop/check/?q=mat", REMOTE_ADDR="10.9.9.9").status_code == 200
    frozen("2026-11-22 10:01:00")
    assert client.get("/ocop/check/?q=mat").status_code == 200


def test_a_forged_header_does_not_make_another_visitor(client, settings):
    for number in range(61):
        answer = client.get("/ocop/check/?q=mat", HTTP_X_FORWARDED_FOR=f"10.1.1.{number}")
    assert answer.status_code == 429
    settings.OCOP_TRUSTED_PROXIES = 1
    assert client.get("/ocop/check/?q=mat", HTTP_X_FORWARDED_FOR="10.1.1.1").status_code == 200


def test_looking_up_stays_open_without_a_cache(client, monkeypatch):
    monkeypatch.setattr(limits, "_counted", lambda *_args: 1 / 0)
    assert client.get("/ocop/check/?q=mat").status_code == 200


# --- one certificate --------------------------------------------------------------------------------------------------


def test_the_page_says_everything_the_register_knows(get):
    maker = make_producer("HTX Dừa sáp")
    product = make_product("Mật hoa dừa", producer=maker)
    certificate = make_certificate(product, stars=4, number="7/QĐ-UBND", producer_name="HTX Dừa sáp Cầu Kè")
    page = get(page_of(certificate))
    panel = page.one("section", data_ocop_certificate=certificate.code)
    facts = dict(zip((dt.text for dt in panel.all("dt")), (dd.text for dd in panel.all("dd")), strict=True))
    assert facts == {
        "Maker": "HTX Dừa sáp (as the decision prints it: HTX Dừa sáp Cầu Kè)",
        "Stars": "4 stars",
        "Decision": "7/QĐ-UBND",
        "Issued by": "UBND tỉnh thử nghiệm",
        "Level": "province",
        "Issued on": "23/10/2026",
        "Valid until": "23/10/2029",
        "Rules": "Decision 26/2026/QĐ-TTg",
        "Check code": certificate.code,
    }
    assert page.one("h1").text == "IN FORCE"
    assert page.one("main").one(data_ocop_stars="4")["aria-label"] == (
        "OCOP 4 stars, provincial level, valid until 23/10/2029"
    )
    links = {link["href"] for link in page.one("main").all("a", href=True)}
    assert {f"/en/catalogue/mat-hoa-dua_{product.pk}/", f"/en/producers/{maker.slug}/"} <= links
    assert f"/en{page_of(certificate)}doubt/" in links
    assert page.one("meta", name="robots")["content"] == "index,follow"
    assert "As the register stands on 22/11/2026." in page.one("main").text


@pytest.mark.parametrize("step", ["revoke", "suspend", "cease", "expire", "correct", "strike", "supersede", "later"])
def test_not_valid_is_the_first_thing_said_of_whatever_is_not_in_force(step, get, frozen):
    later = {"issued_on": date(2026, 12, 1)} if step == "later" else {}
    certificate = make_certificate(stars=4, **later)
    day = date(2026, 11, 20)
    {
        "revoke": lambda: register.revoke(certificate, ground="b", effective_on=day),
        "suspend": lambda: register.suspend(certificate, effective_on=day),
        "cease": lambda: register.cease(certificate, effective_on=day),
        "expire": lambda: frozen("2029-10-24 00:00:00"),
        "correct": lambda: register.correct(certificate, Facts(evidence="B2"), reason="no paper"),
        "strike": lambda: register.strike(certificate.events.get(), reason="never was"),
        "supersede": lambda: make_certificate(certificate.product, stars=4, issued_on=day),
        "later": lambda: None,
    }[step]()
    page = get(page_of(certificate))
    assert page.one("h1").text == "NOT VALID"
    verdict = page.one(class_="ocop-verdict ocop-verdict--no")
    assert verdict.one("h1")
    assert page.one("title").text.startswith("NOT VALID: ")
    assert page.all(data_ocop_stars=True) == []
    assert page.one("meta", name="robots")["content"] == "noindex"


def test_one_that_was_replaced_leads_to_the_newer_one(get):
    product = make_product()
    old = make_certificate(product, stars=4, number="1/QĐ", issued_on=date(2023, 12, 1))
    new = make_certificate(product, stars=4, number="2/QĐ", issued_on=date(2026, 6, 1))
    verdict = get(page_of(old)).one(data_check_state="superseded")
    assert verdict.one("a", href=f"/en{page_of(new)}").text == f"certificate {new.code}"


def test_one_that_is_extended_says_until_when_and_by_which_article(get, frozen):
    certificate = make_certificate(issued_on=date(2023, 12, 1))
    frozen("2026-12-10 10:00:00")
    register.extend(certificate, until=date(2027, 3, 1))
    page = get(page_of(certificate))
    assert page.one("h1").text == "EXTENDED, IN FORCE"
    assert "it holds until 01/03/2027 at the latest (26/2026/QĐ-TTg art. 12.3)" in page.one("main").text
    assert "extended until 01/03/2027" in page.one("main").one(data_ocop_stars="4")["aria-label"]


def test_the_history_shows_both_days_and_what_was_struck_out(get, frozen):
    certificate = make_certificate(issued_on=date(2026, 6, 1))
    wrong = register.suspend(certificate, effective_on=date(2026, 7, 1), reason="Nội bộ")
    frozen("2026-11-25 10:00:00")
    register.strike(wrong, reason="Nội bộ: nhầm sản phẩm")
    page = get(page_of(certificate))
    granted, suspended, struck = page.one(data_check_history=True).all("li")
    assert "01/06/2026 Recognised at 4 stars" in granted.text
    assert "on record since 22/11/2026" in granted.text
    assert suspended.one("s").text == "Suspended: no star from this day on."
    assert "(struck out)" in suspended.text
    assert struck.text.startswith("25/11/2026 Struck out as recorded in error")
    assert "Nội bộ" not in page.text


def test_the_stage_potential_5_stars_is_said_and_draws_no_star(get):
    certificate = make_certificate(stars=4)
    register.record_evaluation(
        certificate.product, Scoring(level="province", evaluated_on=date(2026, 11, 10), result="potential_5")
    )
    page = get(page_of(certificate))
    assert "data-ocop-stars" not in page.one(data_ocop_potential=True)
    assert [seal["data-ocop-stars"] for seal in page.all(data_ocop_stars=True)] == ["4"]


@pytest.mark.parametrize("evidence", ["B2", "C"])
def test_the_code_of_a_record_that_never_had_proof_is_not_found(get, evidence):
    certificate = make_certificate(evidence=evidence)
    assert get(page_of(certificate), status=404).one("h1").text == "NOT IN OUR REGISTER"


@pytest.mark.parametrize("number", [1, 30])
def test_the_page_costs_at_most_6_queries(number, get, django_assert_max_num_queries):
    product = make_product(producer=make_producer())
    for index in range(number):
        make_certificate(product, stars=4, number=f"{index}/QĐ", issued_on=date(2021, 1, 1) + timedelta(days=index))
    last = Certificate.objects.first()
    for index in range(1, number):
        (register.suspend if index % 2 else register.reinstate)(last, effective_on=last.valid_from + timedelta(index))
    with django_assert_max_num_queries(6):
        page = get(page_of(last))
    assert len(page.one(data_check_history=True).all("li")) == number


@pytest.mark.parametrize("number", [1, 19])
def test_looking_up_costs_at_most_6_queries(number, get, django_assert_max_num_queries):
    for index in range(number):
        make_certificate(make_product(f"Mắm {index}", producer=make_producer()))
    with django_assert_max_num_queries(6):
        page = get("/ocop/check/?q=mam")
    assert len(page.one("ol", class_="ocop-hits").all("li")) == number


# --- kept, and never longer than true ---------------------------------------------------------------------------------


def ask(client, path, etag=""):
    answer = client.get(path, headers={"If-None-Match": etag} if etag else {})
    return answer.status_code, answer["ETag"]


def test_a_page_that_did_not_change_is_not_sent_again(client):
    path = page_of(make_certificate())
    first = client.get(path)
    assert first["Cache-Control"] == "no-cache"
    assert first["ETag"].startswith('"'), "strong"
    again = client.get(path, headers={"If-None-Match": first["ETag"]})
    assert (again.status_code, again.content, again["ETag"]) == (304, b"", first["ETag"])
    assert again["Cache-Control"] == "no-cache"
    assert {"Cookie", "Accept-Language"} <= set(again["Vary"].split(", "))


@pytest.mark.parametrize(
    "step",
    [
        lambda c: register.revoke(c, ground="b", effective_on=date(2026, 11, 22)),
        lambda c: register.suspend(c, effective_on=date(2026, 11, 22)),
        lambda c: register.correct(c, Facts(stars=3), reason="misread"),
        lambda c: register.strike(c.events.get(), reason="never was"),
        lambda c: make_certificate(c.product, issued_on=date(2026, 11, 22)),
    ],
)
def test_a_step_in_the_register_is_on_the_page_at_the_next_request(client, step):
    certificate = make_certificate()
    _status, etag = ask(client, page_of(certificate))
    step(certificate)
    status, fresh = ask(client, page_of(certificate), etag)
    assert (status, fresh != etag) == (200, True)


def test_at_midnight_in_vietnam_a_kept_page_is_no_longer_true(client, frozen):
    certificate = make_certificate(issued_on=date(2023, 11, 22), expires_on=date(2026, 11, 22))
    path = page_of(certificate)
    frozen("2026-11-22 23:59:59")
    _status, etag = ask(client, path)
    assert ask(client, path, etag)[0] == 304
    assert 'data-ocop-stars="4"' in client.get(path).content.decode()
    frozen("2026-11-23 00:00:00")
    assert ask(client, path, etag)[0] == 200
    assert "data-ocop-stars" not in client.get(path).content.decode()


def test_another_language_is_another_page(client):
    path = page_of(make_certificate())
    assert ask(client, path)[1] != ask(client, f"/en{path}")[1]


def test_a_head_request_gets_the_headers_alone(client):
    path = page_of(make_certificate())
    answer = client.head(path)
    assert (answer.status_code, answer.content, answer["ETag"]) == (200, b"", client.get(path)["ETag"])


# --- what the stars mean ----------------------------------------------------------------------------------------------


def test_the_page_on_stars_tells_who_decided_when_from_the_rules(get):
    table = get("/ocop/").one("table")
    rows = [[cell.text for cell in row.children] for row in table.one("tbody").all("tr")]
    assert rows == [
        ["1048/QĐ-TTg", "21/08/2019 – 23/02/2023", "province", "province", "ministry"],
        ["148/QĐ-TTg", "24/02/2023 – 05/07/2025", "district", "province", "ministry"],
        ["1489/QĐ-TTg", "06/07/2025 – 21/05/2026", "province", "province", "ministry"],
        ["26/2026/QĐ-TTg", "since 22/05/2026", "province", "province", "ministry"],
    ]


def test_the_page_on_stars_shows_no_star_as_if_it_were_one(get):
    page = get("/ocop/")
    assert page.all(data_ocop_stars=True) == page.all(data_ocop_potential=True) == []


def test_the_page_on_stars_follows_the_law_as_data(get, monkeypatch):
    from ocop_shop.certification import rules
    from tests.certification.made_up import law

    made = law()
    monkeypatch.setattr(rules, "packaged", lambda: made)
    page = get("/ocop/")
    assert "99/2030/QĐ-TTg" in page.one("table").text
    assert "region" in page.one("table").text
