"""Joining as a producer, as the applicant and the shop's staff do it in their browsers."""

from __future__ import annotations

import re

import pytest
from django.apps import apps
from django.conf import settings as django_settings
from django.core import mail
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from ocop_shop.auditing.actions import history
from ocop_shop.core import clock
from ocop_shop.producers import actions as producers
from ocop_shop.proposals import actions
from ocop_shop.test.factories import make_producer, make_user
from tests.core.sent_files import jpeg
from tests.desk.staff import client_with
from tests.proposals.applying import BANK, COMPLETE, begun, ready, submitted, with_paper

pytestmark = [pytest.mark.django_db, pytest.mark.pages]

JOIN = "/portal/join/"
WRITTEN = {name: value for name, value in COMPLETE.items() if not name.startswith("consent")}
SCRIPT = "<script>alert(1)</script>"


def page(proposal, step, *more):
    return reverse(f"ocop:portal-join-{step}", args=[proposal.pk, *more])


def now(proposal):
    return type(proposal).objects.get(pk=proposal.pk)


def only():
    return apps.get_model("ocop_proposals", "Proposal").objects.get()


@pytest.fixture
def author(client):
    user = make_user()
    client.force_login(user)
    return user


@pytest.fixture
def draft(author):
    return begun(author)


def write(client, proposal, **changes):
    values = {**WRITTEN, "version": now(proposal).version, **changes}
    return client.post(page(proposal, "who"), values)


def send(client, proposal, **changes):
    values = {"do": "submit", "version": now(proposal).version, "consent": "1", **changes}
    return client.post(page(proposal, "send"), values)


# --- beginning --------------------------------------------------------------------------------------------------------


def test_everybody_may_read_what_joining_takes(client):
    answer = client.get(JOIN)
    assert answer.status_code == 200
    assert f"next={JOIN}" in answer.content.decode()


def test_who_is_not_signed_in_is_asked_to_and_nothing_is_begun(client):
    assert client.post(JOIN).headers["Location"].endswith(f"?next={JOIN}")
    assert not apps.get_model("ocop_proposals", "Proposal").objects.exists()


def test_beginning_twice_is_one_application(client, author):
    first, second = client.post(JOIN), client.post(JOIN)
    assert first.headers["Location"] == second.headers["Location"] == page(only(), "who")


def test_the_account_s_own_address_stands_in_it_already(client, author):
    client.post(JOIN)
    assert only().values["email"] == author.email


def test_somebody_who_begins_again_and_again_has_to_wait(client, author):
    for _number in range(10):
        client.post(JOIN)
        actions.discard(only(), actor=author)
        only().delete()
    assert client.post(JOIN).status_code == 429
    assert not apps.get_model("ocop_proposals", "Proposal").objects.exists()


@pytest.mark.parametrize("word", sorted(producers.RESERVED))
def test_no_producer_gets_the_address_of_a_page(word):
    assert make_producer(word.capitalize()).slug == f"{word}-2"


def test_every_word_with_a_page_of_its_own_is_reserved():
    from ocop_shop.urls import urlpatterns

    own = {match[1] for entry in urlpatterns if (match := re.match(r"portal/([\w-]+)/", str(entry.pattern)))}
    assert own <= producers.RESERVED


# --- writing ----------------------------------------------------------------------------------------------------------


def test_what_is_written_is_kept_in_the_form_of_the_register(client, author):
    client.post(JOIN)
    answer = write(client, only(), tax_code="2100.000-014", phone="+84912345678", legal_name="  Hợp tác  xã Dừa Xanh ")
    assert answer.headers["Location"] == page(only(), "papers")
    assert {name: only().values[name] for name in WRITTEN} == WRITTEN


def test_an_unfinished_form_is_kept(client, author):
    client.post(JOIN)
    client.post(page(only(), "who"), {"version": 1, "legal_name": "Cơ sở Út Hiền"})
    assert client.get(page(only(), "who")).content.decode().count("Cơ sở Út Hiền") == 1


@pytest.mark.parametrize(
    ("field", "wrong"),
    [
        ("tax_code", "2100000015"),
        ("phone", "123"),
        ("phone", "+1 212 555 0123"),
        ("representative_id_end", "084190001234"),
        ("representative_id_end", "12a4"),
        ("account", "12/34 56"),
        ("licence_date", "2999-01-01"),
        ("licence_date", "hôm qua"),
        ("email", "khong"),
        ("kind", "chu"),
        ("bank", "000000"),
        ("province", "999"),
        ("legal_name", "a" * 256),
        ("street", "a\x00b"),
    ],
)
def test_one_wrong_field_is_said_and_all_the_others_are_kept(client, draft, field, wrong):
    answer = write(client, draft, **{**BANK, "makes": "kẹo dừa", field: wrong})
    assert answer.status_code == 422
    assert f'id="id_{field}_error"' in answer.content.decode()
    said = now(draft).values
    assert said["makes"] == "kẹo dừa"
    assert said.get(field, "") == COMPLETE.get(field, "")


def test_the_button_for_communes_keeps_what_was_written_and_shows_them(client, author):
    client.post(JOIN)
    values = {"version": 1, "legal_name": "Cơ sở Út Hiền", "province": "86", "choose_commune": "1"}
    answer = client.post(page(only(), "who"), values, follow=True)
    assert 'value="29341"' in answer.content.decode()
    assert only().values["legal_name"] == "Cơ sở Út Hiền"


def test_another_province_lets_the_commune_go(client, draft):
    write(client, draft, province="51", choose_commune="1")
    assert (now(draft).values["province"], now(draft).values["commune"]) == ("51", "")


def test_two_windows_do_not_write_over_each_other(client, draft):
    write(client, draft, street="cửa sổ một")
    answer = write(client, draft, street="cửa sổ hai", version=1)
    told = answer.content.decode()
    assert answer.status_code == 409
    assert "cửa sổ một" in told
    assert "cửa sổ hai" in told
    assert now(draft).values["street"] == "cửa sổ một"


def test_after_looking_at_both_one_may_save_over_it(client, draft):
    write(client, draft, street="cửa sổ một")
    told = write(client, draft, street="cửa sổ hai", version=1).content.decode()
    write(client, draft, street="cửa sổ hai", version=re.search(r'name="version"[^>]*value="(\d+)"', told)[1])
    assert now(draft).values["street"] == "cửa sổ hai"


def test_what_is_written_is_never_markup(client, draft):
    write(client, draft, legal_name=SCRIPT, street=SCRIPT, makes=SCRIPT, representative=SCRIPT)
    for step in ("who", "send"):
        assert SCRIPT not in client.get(page(draft, step)).content.decode()
    assert SCRIPT not in client.get("/portal/?all=1").content.decode()


# --- the register -----------------------------------------------------------------------------------------------------


@pytest.fixture
def known():
    return make_producer("HTX Dừa Xanh", kind="cooperative", province="86", commune="29341")


def test_who_may_be_in_the_register_is_asked(client, draft, known):
    assert write(client, draft).headers["Location"] == page(draft, "known")
    assert f'data-candidate="{known.pk}"' in client.get(page(draft, "known")).content.decode()


def test_choosing_a_producer_of_the_register(client, draft, known):
    client.post(page(draft, "known"), {"claim": known.pk, "version": 1})
    assert now(draft).values["claim"] == str(known.pk)


@pytest.mark.parametrize("claim", ["", "abc", "0", "9" * 30, "stranger", "busy"])
def test_only_what_was_offered_can_be_chosen(client, draft, known, claim):
    busy = make_producer("Hợp tác xã Dừa Xanh", province="51")
    producers.add_member(busy, make_user(), "owner")
    told = {"stranger": make_producer("Người khác hẳn", province="51").pk, "busy": busy.pk}.get(claim, claim)
    client.post(page(draft, "known"), {"claim": told, "version": 1})
    assert "claim" not in now(draft).values


# --- papers -----------------------------------------------------------------------------------------------------------


def upload(client, proposal, content, name="giay.jpg", field="licence"):
    return client.post(page(proposal, "papers"), {"field": field, "paper": SimpleUploadedFile(name, content)})


def test_a_photo_of_a_paper_is_kept_and_given_back_as_a_download(client, draft):
    upload(client, draft, jpeg(), "Giấy phép.jpg")
    paper = draft.files.get()
    answer = client.get(page(draft, "paper", paper.pk))
    assert (paper.field, paper.title, answer.status_code) == ("licence", "Giấy phép.jpg", 200)
    assert answer.headers["Content-Disposition"].startswith("attachment")


def test_a_script_is_no_paper(client, draft):
    answer = upload(client, draft, SCRIPT.encode(), "giay.pdf")
    assert answer.status_code == 422
    assert draft.files.count() == 0


def test_a_paper_that_is_none_of_the_kinds_is_not_taken(client, draft):
    assert upload(client, draft, jpeg(), field="../../media").status_code == 422
    assert draft.files.count() == 0


def test_a_paper_can_be_taken_off(client, draft):
    paper = with_paper(draft)
    client.post(page(draft, "papers"), {"do": "remove", "file": paper.pk})
    assert draft.files.count() == 0


def test_the_paper_of_another_application_is_neither_read_nor_taken_off(client, draft):
    other = with_paper(begun(make_user()))
    assert client.get(page(draft, "paper", other.pk)).status_code == 404
    assert client.post(page(draft, "papers"), {"do": "remove", "file": other.pk}).status_code == 404
    assert other.file.storage.exists(other.file.name)


def test_no_address_of_the_shop_shows_a_paper(client, draft):
    name = with_paper(draft).file.name
    ways = [f"{django_settings.MEDIA_URL}{name}", f"{django_settings.MEDIA_URL}../private/{name}", f"/private/{name}"]
    assert {client.get(way).status_code for way in ways} <= {400, 404}


# --- sending ----------------------------------------------------------------------------------------------------------


def test_a_whole_application_is_sent_and_waits(client, author):
    proposal = ready(author, consent="", consented_at="")
    assert send(client, proposal).status_code == 302
    sent = now(proposal)
    assert (sent.state, sent.values["consent"]) == ("submitted", "1")
    assert 'data-state="submitted"' in client.get("/portal/").content.decode()


def test_what_is_missing_is_named_with_a_way_there(client, author):
    proposal = begun(author, street="", consent="")
    answer = send(client, proposal)
    told = answer.content.decode()
    assert answer.status_code == 422
    assert f"{page(proposal, 'who')}#id_street_field" in told
    assert page(proposal, "papers") in told
    assert now(proposal).state == "draft"


def test_without_agreeing_nothing_is_sent(client, author):
    proposal = ready(author)
    assert send(client, proposal, consent="").status_code == 422
    assert now(proposal).state == "draft"


@pytest.mark.parametrize(("make", "consent"), [(ready, ""), (begun, "1"), (begun, "")])
def test_a_refusal_is_said_once_whatever_is_missing(client, author, make, consent):
    told = send(client, make(author), consent=consent).content.decode()
    assert (told.count("data-problems"), told.count('role="alert"')) == (1, 1)


@pytest.mark.parametrize(("seller", "said"), [("shop", 6), ("producer", 3)])
def test_only_what_the_shop_needs_of_nobody_is_called_optional(client, draft, settings, seller, said):
    settings.OCOP_SELLER = seller
    told = client.get(page(draft, "who")).content.decode()
    assert told.count("data-optional") == said
    assert told.count("data-optional", told.index('id="id_bank_field"')) == (3 if seller == "shop" else 0)


def test_which_terms_were_agreed_to_is_kept(client, author, settings, frozen):
    settings.OCOP_SELLER_TERMS = {"version": "2026-11", "url": "/dieu-khoan/"}
    frozen("2026-11-29 10:00:00")
    proposal = ready(author)
    send(client, proposal)
    said = now(proposal).values
    assert (said["consent"], said["consented_at"]) == ("2026-11", clock.now().isoformat())


def test_what_waits_can_be_taken_back_and_changed(client, author):
    proposal = submitted(author)
    assert client.get(page(proposal, "who")).headers["Location"] == page(proposal, "send")
    client.post(page(proposal, "send"), {"do": "take_back"})
    write(client, proposal, street="Ấp Mới")
    assert (now(proposal).state, now(proposal).values["street"]) == ("draft", "Ấp Mới")


def test_who_sends_and_takes_back_again_and_again_has_to_wait(client, author):
    proposal = ready(author)
    for _number in range(20):
        send(client, proposal)
        client.post(page(proposal, "send"), {"do": "take_back"})
    assert send(client, proposal).status_code == 429
    assert now(proposal).state == "draft"


def test_dropping_it_ends_it(client, draft):
    assert client.post(page(draft, "send"), {"do": "discard"}).headers["Location"] == JOIN
    assert client.get(page(draft, "send")).status_code == 404
    assert now(draft).state == "withdrawn"


def test_what_was_sent_back_says_why_and_can_be_sent_again(client, author):
    proposal = submitted(author)
    actions.send_back(
        proposal, "Xin gửi lại", version=proposal.version, actor=make_user(), reasons={"street": "Thiếu số nhà"}
    )
    for step in ("who", "send"):
        told = client.get(page(proposal, step)).content.decode()
        assert "Xin gửi lại" in told
        assert "Thiếu số nhà" in told
    send(client, proposal)
    assert now(proposal).state == "submitted"


# --- who may ----------------------------------------------------------------------------------------------------------

STEPS = ("who", "known", "papers", "send")


@pytest.mark.parametrize("rights", [(), ("decide_proposal",), ("assist_producer",)])
def test_nobody_else_opens_an_application_not_even_staff(rights):
    proposal = ready()
    paper = proposal.files.get()
    client = client_with(*rights) if rights else client_with(is_staff=False)
    addresses = [*(page(proposal, step) for step in STEPS), page(proposal, "paper", paper.pk)]
    assert {client.get(address).status_code for address in addresses} == {404}
    assert client.post(page(proposal, "send"), {"do": "discard"}).status_code == 404
    assert now(proposal).state == "draft"


def test_one_s_own_account_does_not_open_what_staff_wrote(client):
    staff = client_with("assist_producer")
    proposal = begun(staff.user, assisted=True)
    assert staff.get(page(proposal, "send")).status_code == 200
    staff.user.user_permissions.clear()
    assert staff.get(page(proposal, "send")).status_code == 404


# --- staff in the place of a producer ---------------------------------------------------------------------------------

CALL = "/dashboard/proposals/join/new/"


def test_staff_apply_for_somebody_on_the_telephone():
    staff = client_with("assist_producer")
    answer = staff.post(CALL, {"legal_name": "Hộ Út Hiền", "phone": "0912345678"})
    proposal = only()
    assert answer.headers["Location"] == page(proposal, "who")
    assert proposal.values == {"legal_name": "Hộ Út Hiền", "phone": "0912 345 678"}
    write(staff, proposal)
    acts = history(f"proposal:{proposal.pk}")
    assert [(one.act, one.after["assisted"]) for one in acts] == [("proposal.saved", True), ("proposal.begun", True)]


def test_staff_may_have_several_at_a_time_and_colleagues_go_on_with_them():
    staff, colleague = client_with("assist_producer"), client_with("assist_producer")
    for number in (1, 2):
        staff.post(CALL, {"legal_name": f"Hộ {number}", "phone": "0912345678"})
    told = colleague.get(CALL).content.decode()
    assert "Hộ 1" in told
    assert "Hộ 2" in told


def test_without_a_telephone_number_staff_begin_nothing():
    staff = client_with("assist_producer")
    assert staff.post(CALL, {"legal_name": "Hộ Út Hiền"}).status_code == 422
    assert not apps.get_model("ocop_proposals", "Proposal").objects.exists()


@pytest.mark.parametrize("rights", [("change_order",), ("decide_proposal",)])
def test_other_staff_do_not_apply_for_others(rights):
    staff = client_with(*rights)
    assert staff.get(CALL).status_code == 403
    assert staff.post(CALL, {"phone": "0912345678"}).status_code == 403
    assert not apps.get_model("ocop_proposals", "Proposal").objects.exists()


# --- deciding ---------------------------------------------------------------------------------------------------------


def review(proposal):
    return reverse("ocop:desk-proposal", args=[proposal.pk])


def decide(staff, proposal, do="accept", **answers):
    return staff.post(review(proposal), {"do": do, "version": now(proposal).version, **answers})


def test_staff_see_values_papers_and_whom_it_may_be(known):
    proposal = submitted(claim="new")
    told = client_with("decide_proposal").get(review(proposal)).content.decode()
    assert "2100000014" in told
    assert reverse("ocop:desk-proposal-file", args=[proposal.pk, proposal.files.get().pk]) in told
    assert f'id="claim-{known.pk}"' in told
    assert all(f'name="checked-{fact}"' in told for fact in ("tax_code", "licence", "address", "bank"))


def test_what_staff_ticked_becomes_checks_with_their_name(known):
    proposal, staff = submitted(claim="new"), client_with("decide_proposal")
    answers = {"claim": known.pk, "checked-tax_code": "1", "checked-licence": "1", "note": "Bản gốc"}
    assert decide(staff, proposal, **answers).status_code == 302
    checks = known.seller_identity.verifications
    assert sorted(checks.values_list("fact", "state", "verified_by", "source", "note")) == [
        ("licence", "confirmed", staff.user.pk, "licence", "Bản gốc"),
        ("tax_code", "confirmed", staff.user.pk, "licence", "Bản gốc"),
    ]


def test_after_a_refusal_what_staff_answered_stands_there_still(known):
    proposal, staff = submitted(claim="new"), client_with("decide_proposal")
    answer = staff.post(
        review(proposal), {"do": "accept", "version": 0, "claim": known.pk, "checked-bank": "1", "note": "x7"}
    )
    told = answer.content.decode()
    assert answer.status_code == 409
    assert re.search(rf'value="{known.pk}" checked', told)
    assert re.search(r'name="checked-bank"[^>]*checked', told)
    assert 'value="x7"' in told
    assert now(proposal).state == "submitted"


def test_what_is_written_is_no_markup_for_staff_either():
    proposal = submitted(legal_name=SCRIPT, street=SCRIPT, makes=SCRIPT)
    assert SCRIPT not in client_with("decide_proposal").get(review(proposal)).content.decode()


def test_the_applicant_reads_the_decision_in_the_language_of_the_application(
    client, author, django_capture_on_commit_callbacks
):
    client.post("/en/portal/join/")
    proposal = only()
    assert proposal.language == "en"
    actions.save(proposal, COMPLETE, version=1, actor=author)
    with_paper(proposal)
    proposal = now(proposal)
    actions.submit(proposal, version=proposal.version, actor=author)
    with django_capture_on_commit_callbacks(execute=True):
        decide(client_with("decide_proposal"), proposal, "return", reason="Xin gửi lại", **{"why-street": "Thiếu số"})
    letter = mail.outbox[-1]
    assert letter.to == [author.email]
    assert "Something has to be changed first." in letter.body
    assert "Xin gửi lại" in letter.body
    assert "Thiếu số" in letter.body
    assert f"/en{page(proposal, 'send').removeprefix('/en')}" in letter.body


def test_who_was_accepted_finds_the_desk_open(client, author, known, django_capture_on_commit_callbacks):
    proposal = submitted(author, claim=str(known.pk))
    with django_capture_on_commit_callbacks(execute=True):
        decide(client_with("decide_proposal"), proposal, claim=known.pk)
    assert client.get("/portal/").headers["Location"] == f"/portal/{known.slug}/"
    assert f"/portal/{known.slug}/" in mail.outbox[-1].body


def test_a_letter_that_fails_holds_up_nobody(author, settings, django_capture_on_commit_callbacks):
    settings.EMAIL_BACKEND = "khong.co"
    proposal = submitted(author)
    with django_capture_on_commit_callbacks(execute=True):
        assert decide(client_with("decide_proposal"), proposal).status_code == 302
    assert now(proposal).state == "accepted"


# --- cost -------------------------------------------------------------------------------------------------------------


def test_pages_of_an_application_cost_few_queries(client, author, assert_queries, known):
    proposal = begun(author)
    for _number in range(25):
        with_paper(proposal)
    for number in range(30):
        make_producer(f"HTX Dừa Xanh {number}", province="86", commune="29341")
    for address in (JOIN, "/portal/?all=1", *(page(proposal, step) for step in STEPS)):
        client.get(address)
        with assert_queries(12):
            client.get(address)
