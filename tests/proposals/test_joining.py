"""Joining: an application becomes a producer, or the one of the register that it is, with an identity and an owner."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from django.apps import apps
from django.core import mail
from django.core.management import call_command

from ocop_shop.auditing.actions import history
from ocop_shop.core import clock
from ocop_shop.producers import actions as producers
from ocop_shop.proposals import actions
from ocop_shop.proposals.exceptions import NotReady
from ocop_shop.proposals.joining import JoiningSubject
from ocop_shop.test.clock import frozen
from ocop_shop.test.factories import make_producer, make_user

from .applying import BANK, EVERYTHING, OTHER_TAX_CODE, PERSON, TAX_CODE, accepted, begun, ready, submitted, with_paper

pytestmark = pytest.mark.django_db

NAME = "Hợp tác xã Dừa Xanh"


def register():
    return apps.get_model("ocop_producers", "Producer").objects


def problems(**changes):
    proposal = begun(**changes)
    with_paper(proposal)
    return sorted(JoiningSubject().problems(proposal))


def refused(proposal, **decision):
    """The fields with problems when staff accept it so; nothing was made of it."""
    before = (register().count(), apps.get_model("ocop_producers", "Member").objects.count())
    with pytest.raises(NotReady) as told:
        actions.accept(
            proposal, version=proposal.version, actor=make_user(is_staff=True), decision={**EVERYTHING, **decision}
        )
    after = (register().count(), apps.get_model("ocop_producers", "Member").objects.count())
    assert after == before
    assert not apps.get_model("ocop_producers", "Verification").objects.exists()
    proposal.refresh_from_db()
    assert proposal.state == "submitted"
    return sorted(told.value.problems)


# --- what it takes ----------------------------------------------------------------------------------------------------


def test_a_whole_application_has_no_problems():
    assert problems() == []


NEEDED = ("kind", "legal_name", "tax_code", "province", "commune", "street", "representative", "phone", "consent")


@pytest.mark.parametrize("field", [*NEEDED, "licence_number", "licence_date", "licence_issuer"])
def test_each_of_these_is_needed(field):
    assert field in problems(**{field: ""})


@pytest.mark.parametrize("kind", ["farm", "coop_group", "producer_household"])
def test_who_has_no_licence_needs_none(kind):
    bare = {"kind": kind, "tax_code": PERSON, "licence_number": "", "licence_date": "", "licence_issuer": ""}
    proposal = begun(**bare)
    with_paper(proposal, "tax")
    assert JoiningSubject().problems(proposal) == {}


def test_a_licence_is_shown_by_its_paper():
    proposal = begun()
    with_paper(proposal, "food_safety")
    assert sorted(JoiningSubject().problems(proposal)) == ["papers"]


@pytest.mark.parametrize(
    ("field", "wrong"),
    [("tax_code", "2100000015"), ("kind", "king"), ("commune", "23293"), ("commune", "99999"), ("province", "51")],
)
def test_wrong_values_that_came_by_another_way_are_found_too(field, wrong):
    assert problems(**{field: wrong}) in ([field], ["commune"])


def test_the_account_is_needed_where_producers_sell(settings):
    assert problems() == []
    settings.OCOP_SELLER = "producer"
    assert problems() == ["account", "bank", "holder"]
    assert problems(**BANK) == []


# --- a new producer ---------------------------------------------------------------------------------------------------


def test_who_is_accepted_has_a_producer_a_seller_an_identity_and_a_desk():
    author, staff = make_user(), make_user(is_staff=True)
    proposal = accepted(author, by=staff)
    producer = register().get(name=NAME)
    identity = producer.seller_identity
    assert proposal.producer == producer
    assert (producer.kind, producer.province.code, producer.commune.code) == ("cooperative", "86", "29341")
    assert (producer.phone, producer.email, producer.representative) == (
        "0912 345 678",
        "duaxanh@example.com",
        "Trần Thị Mai",
    )
    assert producer.partner.name == NAME
    assert list(producer.members.values_list("user", "role")) == [(author.pk, "owner")]
    assert (identity.tax_code, identity.licence_date.isoformat(), identity.street) == (
        TAX_CODE,
        "2019-05-06",
        "Ấp Cây Hẹ",
    )
    assert (identity.terms_version, identity.consented_at.isoformat()) == ("1", "2026-11-20T03:00:00+00:00")
    assert sorted(identity.verifications.values_list("fact", "verified_by", "source")) == [
        ("address", staff.pk, "licence"),
        ("licence", staff.pk, "licence"),
        ("tax_code", staff.pk, "licence"),
    ]


def test_telephone_and_representative_are_not_published_by_joining():
    producer = accepted().producer
    shown = (producer.publish_phone, producer.publish_email, producer.publish_address, producer.publish_representative)
    assert shown == (False, False, False, False)


def test_what_was_not_checked_is_not_said_to_be():
    producer = accepted(decision={"claim": "new", "checked": ["tax_code"]}).producer
    assert list(producer.seller_identity.verifications.values_list("fact", flat=True)) == ["tax_code"]


def test_where_producers_sell_staff_have_to_check_first(settings):
    settings.OCOP_SELLER = "producer"
    proposal = submitted(**BANK)
    assert refused(proposal, checked=["tax_code"]) == ["licence_number", "street"]


def test_nothing_that_is_not_written_was_checked():
    assert refused(submitted(), checked=["bank"]) == ["account"]


# --- the one of the register ------------------------------------------------------------------------------------------


@pytest.fixture
def known():
    return make_producer("HTX Dừa Xanh", province="86", commune="29341", phone="0294 111 222")


def test_a_producer_of_the_register_is_claimed_and_keeps_what_is_known_of_it(known):
    author = make_user()
    proposal = accepted(author, claim=str(known.pk), decision={**EVERYTHING, "claim": str(known.pk)})
    known.refresh_from_db()
    assert (proposal.producer, register().count()) == (known, 1)
    assert (known.name, known.phone, known.email) == ("HTX Dừa Xanh", "0294 111 222", "duaxanh@example.com")
    assert known.members.get().user == author


def test_what_staff_say_counts_before_what_was_applied_for(known):
    other = make_producer("Cơ sở Dừa Sanh", kind="establishment", province="86", commune="29341")
    proposal = accepted(claim=str(known.pk), decision={**EVERYTHING, "claim": str(other.pk)})
    assert proposal.producer == other
    assert known.members.count() == 0


def test_a_name_of_the_register_does_not_open_its_desk_by_itself(known):
    assert problems() == ["claim"]
    assert refused(submitted(claim="new")) == ["claim"]
    assert known.members.count() == 0


def test_whose_people_are_here_already_is_not_given_to_others(known):
    owner = make_user()
    producers.add_member(known, owner, "owner")
    assert problems(claim=str(known.pk)) == ["claim"]
    assert refused(submitted(claim="new"), claim=str(known.pk)) == ["claim"]
    assert [member.user for member in known.members.all()] == [owner]


def test_who_came_first_while_this_one_waited_keeps_the_desk(known):
    first, second = submitted(claim=str(known.pk)), submitted(claim=str(known.pk), tax_code=OTHER_TAX_CODE)
    decision = {**EVERYTHING, "claim": str(known.pk)}
    actions.accept(first, version=first.version, actor=make_user(), decision=decision)
    with pytest.raises(NotReady) as told:
        actions.accept(second, version=second.version, actor=make_user(), decision=decision)
    assert sorted(told.value.problems) == ["claim"]
    assert [member.user for member in known.members.all()] == [first.author]


@pytest.mark.parametrize("claim", ["999999", "abc", "9" * 40])
def test_a_producer_that_is_not_there_cannot_be_claimed(claim):
    assert problems(claim=claim) == ["claim"]


def test_a_tax_code_of_the_register_is_not_given_to_a_second_producer():
    accepted()
    assert problems(legal_name="Cơ sở khác") == ["tax_code"]


# --- in the place of somebody -----------------------------------------------------------------------------------------


def test_the_producer_s_owner_is_invited_where_staff_applied(django_capture_on_commit_callbacks):
    staff = make_user(is_staff=True)
    with django_capture_on_commit_callbacks(execute=True):
        producer = accepted(staff, assisted=True).producer
    assert producer.members.count() == 0
    letter = next(one for one in mail.outbox if one.to == ["duaxanh@example.com"])
    secret = re.search(r"/portal/invitation/(\S+)/", letter.body)[1]
    owner = make_user()
    producers.accept(secret, owner)
    assert list(producer.members.values_list("user", "role")) == [(owner.pk, "owner")]


def test_without_an_address_nobody_is_invited():
    producer = accepted(assisted=True, email="").producer
    assert (producer.members.count(), producer.invitations.count()) == (0, 0)


# --- forgetting -------------------------------------------------------------------------------------------------------


def forget(after=timedelta(days=181)):
    with frozen(clock.now() + after):
        call_command("ocop_forget", "--format=json")


def left():
    return sorted(apps.get_model("ocop_proposals", "Proposal").objects.values_list("state", flat=True))


def test_drafts_that_nobody_went_on_with_are_deleted_with_their_papers(django_capture_on_commit_callbacks):
    proposal = ready()
    paper = proposal.files.get()
    with django_capture_on_commit_callbacks(execute=True):
        forget()
    assert left() == []
    assert not paper.file.storage.exists(paper.file.name)
    entry = history("proposals").get()
    assert (entry.act, entry.after["proposals"]) == ("proposal.forgotten", [proposal.pk])


def test_what_was_dropped_or_sent_back_is_deleted_and_what_waits_or_was_accepted_stays():
    dropped, returned = begun(), submitted()
    actions.discard(dropped, actor=dropped.author)
    actions.send_back(returned, "Thiếu giấy", version=returned.version, actor=make_user())
    submitted()
    accepted(legal_name="Cơ sở khác", tax_code=OTHER_TAX_CODE)
    forget()
    assert left() == ["accepted", "submitted"]


def test_what_somebody_goes_on_with_is_kept(settings):
    begun()
    forget(timedelta(days=179))
    assert left() == ["draft"]
    settings.OCOP_DRAFT_DAYS = 0
    forget(timedelta(days=3000))
    assert left() == ["draft"]
    settings.OCOP_DRAFT_DAYS = 5
    forget(timedelta(days=6))
    assert left() == []
