"""Looking certificates up: by code, by decision, by name; what is found first, and what is never found."""

from datetime import date, timedelta

import pytest
from django.utils import translation

from ocop_shop.certification import actions as register
from ocop_shop.certification import checking, history, standing
from ocop_shop.certification.actions import DecisionFacts, Facts, Scoring
from ocop_shop.certification.certificate_wording import NAMES, SIGNS
from ocop_shop.certification.life import EventKind
from ocop_shop.certification.models import Certificate
from ocop_shop.certification.status import CertificateState
from ocop_shop.test.factories import make_certificate, make_producer, make_product

pytestmark = [pytest.mark.django_db, pytest.mark.pages]

TODAY = date(2026, 11, 22)


@pytest.fixture(autouse=True)
def _today(frozen):
    frozen("2026-11-22 10:00:00")
    with translation.override("en"):
        yield


def names(search):
    return [hit.certificate.product_name for hit in search.hits]


# --- by code ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("form", ["{0}", "{1}", " {0} ", "{2}", "{3}", "{4}", "{5}", "{6}"])
def test_a_code_is_found_however_it_is_typed(form):
    certificate = make_certificate()
    code = certificate.code
    typed = form.format(
        code,
        code.lower(),
        f"{code[:4]}-{code[4:8]}-{code[8:]}",
        " ".join(code),
        f"{code[:5]}\u2011{code[5:]}",  # a dash that a word processor made
        f"\ufeff{code[:5]}.\u00a0{code[5:]}\n",
        f"https://example.com/ocop/check/{code}/?tu=tem",
    )
    assert checking.code_of(typed) == code
    assert checking.by_code(typed) == certificate


@pytest.mark.parametrize(
    "typed", ["", "   ", "7KQ2MX94R", "7KQ2MX94RBB", "AEIOU01LLL", "mật hoa dừa", "\x00" * 10, "٣" * 10]
)
def test_what_has_not_the_form_of_a_code_is_none(typed):
    assert checking.code_of(typed) == ""
    assert checking.by_code(typed) is None


def test_a_code_that_nobody_was_given_is_named_in_the_answer():
    make_certificate()
    search = checking.search("7kq2-mx94-rb")
    assert (search.code, search.hits, search.total) == ("7KQ2MX94RB", (), 0)


# --- by words ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "words", ["Mật hoa dừa", "mat hoa dua", "MẬT", "dừa mật", "sokfarm", "mật Sokfarm", "mat hoa dua sokfa"]
)
def test_a_certificate_is_found_by_product_and_producer_with_or_without_marks(words):
    maker = make_producer("Công ty Sokfarm")
    certificate = make_certificate(make_product("Mật hoa dừa", producer=maker))
    make_certificate(make_product("Kẹo đậu phộng"))
    assert [hit.certificate for hit in checking.search(words).hits] == [certificate]


def test_a_producer_without_a_public_page_is_not_found_by_name():
    maker = make_producer("Hộ bà Sáu", is_public=False)
    make_certificate(make_product("Mắm", producer=maker))
    assert checking.search("Sáu").total == 0


def test_the_producer_that_the_decision_prints_is_found():
    make_certificate(make_product("Mắm"), producer_name="Cơ sở Năm Thụy")
    (hit,) = checking.search("nam thuy").hits
    assert hit.producer_name == "Cơ sở Năm Thụy"


@pytest.mark.parametrize(
    "words", ["1693/QĐ-UBND", "1693/qd-ubnd", "1693 / QĐ - UBND", "số 1693/QĐ-UBND, ngày 22/8/2026", "1693"]
)
def test_a_certificate_is_found_by_the_number_of_its_decision(words):
    certificate = make_certificate(number="1693/QĐ-UBND")
    make_certificate(number="16/QĐ-UBND")
    assert [hit.certificate for hit in checking.search(words).hits] == [certificate]


def test_a_certificate_is_found_by_the_decision_that_revoked_it():
    certificate = make_certificate(stars=4)
    body = DecisionFacts("88/QĐ-UBND", TODAY, "UBND tỉnh thử nghiệm", "province")
    register.revoke(certificate, ground="b", effective_on=TODAY, decision=body)
    assert [hit.certificate for hit in checking.search("88/QĐ-UBND").hits] == [certificate]


def test_a_certificate_is_found_by_its_own_number_on_the_list():
    certificate = make_certificate(make_product("Mứt"), reference="86-29308-1-2026")
    make_certificate(make_product("Kẹo"), reference="86-29308-1-2025")
    assert [hit.certificate for hit in checking.search("86-29308-1-2026").hits] == [certificate]


def test_numbers_come_before_names_and_marks_as_typed_before_others():
    make_certificate(make_product("Dưa hấu"))
    make_certificate(make_product("Kẹo dừa"))
    make_certificate(make_product("Dừa sáp"))
    assert set(names(checking.search("dừa"))[:2]) == {"Kẹo dừa", "Dừa sáp"}
    assert names(checking.search("dưa"))[0] == "Dưa hấu"
    make_certificate(make_product("Trà 77/QĐ-UBND"), number="1/QĐ-UBND")
    make_certificate(make_product("Bún"), number="77/QĐ-UBND")
    assert names(checking.search("77/QĐ-UBND")) == ["Bún", "Trà 77/QĐ-UBND"]


@pytest.mark.parametrize("words", ["", "   ", "///", "☕", "%", "_", "\x00", "'"])
def test_words_that_say_nothing_find_nothing(words):
    make_certificate()
    assert checking.search(words).hits == ()


def test_long_words_are_cut_and_do_not_break():
    assert checking.search("dừa " * 5000).total == 0


def test_pages_hold_20_and_no_more_than_100_are_listed():
    product = make_product("Bánh tét")
    for number in range(105):
        day = date(2020, 1, 1) + timedelta(days=number)
        make_certificate(product, number=f"{number}/QĐ-UBND", issued_on=day, expires_on=day, stars=3)
    first, last, beyond = (checking.search("banh tet", page) for page in (1, 5, 99))
    assert (len(first.hits), first.is_cut, first.last_page) == (20, True, 5)
    assert len(last.hits) == 20
    assert names(beyond) == names(last)
    codes = [hit.certificate.code for page in range(1, 6) for hit in checking.search("banh tet", page).hits]
    assert len(set(codes)) == 100


@pytest.mark.parametrize("number", [1, 19])
def test_looking_up_costs_4_queries(number, django_assert_num_queries):
    for index in range(number):
        make_certificate(make_product(f"Bánh {index}", producer=make_producer()))
    with django_assert_num_queries(4):
        search = checking.search("bánh")
        assert (
            len([(hit.producer_name, hit.sentence, hit.certificate.decision.number) for hit in search.hits]) == number
        )


# --- what is never found, and what stays found ------------------------------------------------------------------------


@pytest.mark.parametrize("evidence", ["B2", "C"])
def test_a_record_that_never_had_proof_is_not_found(evidence):
    certificate = make_certificate(make_product("Mứt"), evidence=evidence)
    assert checking.by_code(certificate.code) is None
    assert checking.paper(certificate.code) is None
    assert checking.search("Mứt").total == 0


def test_a_record_that_lost_its_proof_is_found_and_said_to_be_unproven():
    certificate = make_certificate(make_product("Mứt"), stars=4)
    register.correct(certificate, Facts(evidence="C"), reason="only the producer said so")
    paper = checking.paper(certificate.code)
    assert (paper.status.state, paper.is_proven, paper.claim.stars) == (CertificateState.UNPROVEN, False, None)
    assert paper.entries[-1].words == "Record corrected: there is no proof of this recognition."


def test_a_certificate_that_was_struck_out_is_found_and_said_to_be_an_error():
    certificate = make_certificate(make_product("Mứt"), stars=4)
    register.strike(certificate.events.get(), reason="another product")
    paper = checking.paper(certificate.code)
    assert (paper.status.state, paper.claim.exists) == (CertificateState.STRUCK, False)
    assert [(entry.kind, entry.is_struck) for entry in paper.entries] == [("granted", True), ("struck", False)]


# --- what a paper says ------------------------------------------------------------------------------------------------


def in_every_state():
    """One certificate for each state, by state."""
    found = {}

    def one(state, **values):
        found[state] = make_certificate(make_product(f"Hàng {state}"), **values)
        return found[state]

    one("valid")
    register.extend(one("extended", issued_on=date(2023, 11, 1), expires_on=date(2026, 11, 1)), until=date(2027, 1, 31))
    one("not_yet", issued_on=date(2026, 12, 1))
    register.suspend(one("suspended"), effective_on=date(2026, 11, 1))
    register.cease(one("ceased"), effective_on=date(2026, 11, 2))
    one("expired", issued_on=date(2023, 11, 1), expires_on=date(2026, 11, 1))
    register.revoke(one("revoked"), ground="d", effective_on=date(2026, 11, 3))
    make_certificate(one("superseded", stars=3).product, stars=4, issued_on=date(2026, 11, 4))
    register.correct(one("unproven"), Facts(evidence="C"), reason="no paper")
    register.strike(one("struck").events.get(), reason="never was")
    return found


SENTENCES = {
    "valid": "It holds until 23/10/2029.",
    "extended": "Its term ended on 01/11/2026. While the product is being assessed again, it holds until 31/01/2027 at "
    "the latest (26/2026/QĐ-TTg art. 12.3).",
    "not_yet": "It begins on 01/12/2026. Before that day the product carries no star by it.",
    "suspended": "It is suspended since 01/11/2026 while something is checked. Until that is over, the product carries "
    "no star.",
    "ceased": "Since 02/11/2026 the product is no longer made. It carries no star.",
    "expired": "It ran out: its last day was 01/11/2026. Until the product is recognised again, it carries no star by "
    "it.",
    "revoked": "It was revoked: since 03/11/2026 the product may not be sold under this certificate.",
    "superseded": "On 04/11/2026 a newer certificate of the same product took its place.",
    "unproven": "The register has no decision and no report of an authority for it. Without that there is no star.",
    "struck": "It was recorded in error and has been struck out. It never was a certificate.",
}


def test_every_state_is_said_in_plain_words_and_shows_a_star_only_in_force():
    found = in_every_state()
    assert set(found) == {state.value for state in CertificateState}
    for state, certificate in found.items():
        paper = checking.paper(certificate.code)
        assert paper.status.state == state
        assert paper.sentence == SENTENCES[state]
        assert (paper.claim.stars is not None) == (state in {"valid", "extended"}) == paper.is_in_force


def test_the_seal_of_a_paper_in_force_says_what_the_product_may_claim():
    for certificate in in_every_state().values():
        paper = checking.paper(certificate.code)
        if paper.is_in_force:
            assert paper.claim == standing.claim_on(certificate.product)


def test_every_state_has_a_sign_and_a_name():
    assert set(SIGNS) == set(NAMES) == set(CertificateState)


def test_a_paper_leads_to_the_one_that_took_its_place_and_to_the_one_in_force():
    product = make_product()
    first, second, third = (
        make_certificate(product, stars=4, number=f"{year}/QĐ", issued_on=date(year, 3, 1))
        for year in (2020, 2023, 2026)
    )
    oldest, newest = checking.paper(first.code), checking.paper(third.code)
    assert (oldest.successor, oldest.in_force) == (second, third)
    assert (checking.paper(second.code).successor, checking.paper(second.code).in_force) == (third, None)
    assert (newest.successor, newest.in_force) == (None, None)


def test_a_product_on_its_way_to_five_stars_is_said_to_be_at_that_stage():
    certificate = make_certificate(stars=4)
    scores = Scoring(level="province", evaluated_on=date(2026, 11, 10), result="potential_5", total=None)
    register.record_evaluation(certificate.product, scores)
    paper = checking.paper(certificate.code)
    assert (paper.stage.evaluated_on, paper.claim.stars) == (date(2026, 11, 10), 4)


def test_the_paper_of_a_product_that_is_gone_stays():
    certificate = make_certificate(make_product("Mứt"), stars=4)
    certificate.product.delete()
    paper = checking.paper(certificate.code)
    assert (paper.is_in_force, paper.product_url, paper.producer) == (True, "", None)


@pytest.mark.parametrize(
    ("title", "sold_as"), [("Mật hoa dừa", ""), ("MẬT HOA DỪA ", ""), ("Đường hoa dừa", "Đường hoa dừa")]
)
def test_a_product_that_the_shop_calls_otherwise_is_said_to_be(title, sold_as):
    certificate = make_certificate(make_product(title), product_name="Mật hoa dừa")
    assert checking.paper(certificate.code).sold_as == sold_as


@pytest.mark.parametrize("hidden", ["product", "producer"])
def test_only_public_pages_are_linked(hidden):
    maker = make_producer("HTX Muối", is_public=hidden != "producer")
    certificate = make_certificate(make_product("Muối", producer=maker, is_public=hidden != "product"))
    paper = checking.paper(certificate.code)
    assert (paper.product_url == "", paper.producer is None) == (hidden == "product", hidden == "producer")


@pytest.mark.parametrize("number", [1, 30])
def test_a_paper_costs_4_queries_however_long_its_history(number, django_assert_num_queries):
    product = make_product(producer=make_producer())
    for index in range(number):
        day = date(2020, 1, 1) + timedelta(days=index)
        make_certificate(product, stars=3, number=f"{index}/QĐ", issued_on=day)
    last = Certificate.objects.first()
    for index in range(1, number):
        turn = register.suspend if index % 2 else register.reinstate
        turn(last, effective_on=last.valid_from + timedelta(days=index))
    with django_assert_num_queries(4):
        paper = checking.paper(last.code)
        assert len([(entry.words, entry.decision) for entry in paper.entries]) == number
        assert paper.product_url
        assert paper.producer.display_name


# --- the history ------------------------------------------------------------------------------------------------------


def told(certificate):
    return [(f"{entry.on:%d/%m}", entry.words) for entry in checking.paper(certificate.code).entries]


def test_the_history_tells_every_step_with_its_ground_and_article(frozen):
    certificate = make_certificate(stars=4, issued_on=date(2023, 12, 1), number="5/QĐ-UBND")
    register.file_renewal(certificate, effective_on=date(2026, 7, 10))
    frozen("2026-12-01 10:00:00")
    register.extend(certificate, until=date(2027, 3, 1))
    register.suspend(certificate, effective_on=date(2026, 12, 2))
    register.reinstate(certificate, effective_on=date(2026, 12, 5))
    register.conclude(certificate, ground="c", effective_on=date(2026, 12, 8))
    decision = DecisionFacts("9/QĐ-UBND", date(2026, 12, 9), "UBND tỉnh thử nghiệm", "province")
    register.revoke(certificate, ground="c", effective_on=date(2026, 12, 9), decision=decision)
    breach = "Breach of law on quality, food safety, environment, intellectual property or labelling"
    assert told(certificate) == [
        ("01/12", "Recognised at 4 stars, until 01/12/2026."),
        ("10/07", "The dossier for renewal was received."),
        ("01/12", "Extended until 01/03/2027 while the product is assessed again (26/2026/QĐ-TTg art. 12.3)."),
        ("02/12", "Suspended: no star from this day on."),
        ("05/12", "In force again from this day on."),
        ("08/12", f"A competent body concluded that there is a ground: {breach} (26/2026/QĐ-TTg art. 8.1, letter c)."),
        ("09/12", f"Revoked: {breach} (26/2026/QĐ-TTg art. 8.1, letter c)."),
    ]
    last = checking.paper(certificate.code).entries[-1]
    assert last.decision == "Decision 9/QĐ-UBND of 09/12/2026, UBND tỉnh thử nghiệm"
    assert last.recorded_on == date(2026, 12, 1)


def test_ceasing_and_the_end_of_an_extension_are_told(frozen):
    frozen("2026-12-05 10:00:00")
    certificate = make_certificate(issued_on=date(2023, 12, 1))
    register.extend(certificate, until=date(2027, 3, 1))
    register.cease(certificate, effective_on=date(2026, 12, 3))
    register.reinstate(certificate, effective_on=date(2026, 12, 4))
    register.lapse(certificate, effective_on=date(2026, 12, 5))
    words = [text for _day, text in told(certificate)]
    assert words[2] == "The product is no longer made: no star from this day on."
    assert words[4] == "The extension ended: no star from this day on."


def test_a_correction_and_what_it_replaced_both_stay_readable(frozen):
    certificate = make_certificate(stars=4, issued_on=date(2026, 6, 1))
    frozen("2026-12-05 10:00:00")
    register.correct(certificate, Facts(stars=3), reason="GEHEIM")
    assert told(certificate) == [
        ("01/06", "Recognised at 4 stars, until 01/06/2029."),
        ("05/12", "Record corrected: 3 stars, from 01/06/2026 to 01/06/2029."),
    ]


def test_striking_out_and_putting_back_are_told_as_such():
    certificate = make_certificate(issued_on=date(2026, 6, 1))
    wrong = register.suspend(certificate, effective_on=date(2026, 7, 1))
    act = register.strike(wrong, reason="another paper")
    assert [entry.is_struck for entry in checking.paper(certificate.code).entries] == [False, True, False]
    register.strike(act, reason="it was right")
    entries = checking.paper(certificate.code).entries
    assert [entry.is_struck for entry in entries] == [False, False, True, False]
    assert entries[2].words == "Struck out as recorded in error: “suspended”, 01/07/2026."


def test_neither_reasons_nor_actors_are_told(user_factory):
    clerk = user_factory(first_name="Thu Hà")
    certificate = make_certificate(actor=clerk)
    for act in (register.suspend, register.reinstate, register.cease):
        act(certificate, effective_on=TODAY - timedelta(days=3), reason="Nội bộ: điện thoại của bà Sáu", actor=clerk)
    register.strike(certificate.events.last(), reason="Nội bộ", actor=clerk)
    shown = str(checking.paper(certificate.code).entries)
    assert "Nội bộ" not in shown
    assert "Thu Hà" not in shown


def test_every_kind_of_event_has_words():
    certificate = make_certificate()
    event = certificate.events.get()
    event.ground, event.strikes = "b", certificate.events.get()
    for kind in EventKind:
        event.kind = kind
        assert history.event_sentence(event).endswith((".", ". "))
