"""Proposals from draft to decision: nothing is lost, nothing happens twice, staff decide on what they looked at."""

from __future__ import annotations

import pytest
from django.apps import apps
from django.core import mail
from django.db import IntegrityError, connection, transaction

from ocop_shop.auditing.actions import assisted, history
from ocop_shop.proposals import actions
from ocop_shop.proposals.actions.files import MOST_FILES, TooManyFiles
from ocop_shop.proposals.exceptions import EditedMeanwhile, NotDecidable, NotReady, NotWritable, ReasonMissing
from ocop_shop.test.factories import make_user
from tests import at_once

from .applying import EVERYTHING, accepted, begun, ready, submitted, with_paper

pytestmark = pytest.mark.django_db


def now(proposal):
    return type(proposal).objects.get(pk=proposal.pk)


def facts(proposal):
    """All that is stored, to show that nothing changed."""
    return type(proposal).objects.filter(pk=proposal.pk).values().get()


def send(proposal):
    return actions.submit(proposal, version=proposal.version, actor=proposal.author)


def accept(proposal, **options):
    return actions.accept(proposal, version=proposal.version, actor=make_user(is_staff=True), **options)


# --- writing ----------------------------------------------------------------------------------------------------------


def test_beginning_again_goes_on_with_the_open_one():
    author = make_user()
    first = begun(author)
    assert begun(author, legal_name="Tên khác") == first
    assert now(first).values["legal_name"] == "Hợp tác xã Dừa Xanh"


def test_after_an_open_one_is_over_another_can_be_begun():
    author = make_user()
    first = begun(author)
    actions.discard(first, actor=author)
    assert begun(author) != first


def test_a_subject_has_one_open_proposal_in_the_table_too():
    first = begun()
    with pytest.raises(IntegrityError), transaction.atomic():
        type(first).objects.create(kind="joining", subject=first.subject, changed_at=first.changed_at)


def test_saving_writes_named_fields_and_keeps_the_others():
    proposal = begun()
    saved = actions.save(proposal, {"street": "Ấp Chợ"}, version=1, actor=proposal.author)
    assert (saved.version, saved.values["street"], saved.values["legal_name"]) == (2, "Ấp Chợ", "Hợp tác xã Dừa Xanh")
    assert now(proposal).values == saved.values


def test_saving_the_same_changes_nothing():
    proposal = begun()
    before = facts(proposal)
    actions.save(proposal, {"street": proposal.values["street"]}, version=1, actor=proposal.author)
    assert facts(proposal) == before


def test_who_saves_over_what_somebody_else_wrote_is_told_and_nothing_is_lost():
    proposal = begun()
    actions.save(proposal, {"street": "của người kia"}, version=1, actor=proposal.author)
    with pytest.raises(EditedMeanwhile) as told:
        actions.save(proposal, {"street": "của tôi"}, version=1, actor=proposal.author)
    assert told.value.proposal.values["street"] == "của người kia"
    assert now(proposal).values["street"] == "của người kia"


def test_the_log_has_names_of_fields_and_nothing_that_stands_in_them():
    proposal = begun()
    actions.save(proposal, {"street": "Hẻm bí mật 77"}, version=1, actor=proposal.author)
    entry = history(f"proposal:{proposal.pk}").first()
    assert entry.after["fields"] == ["street"]
    assert "bí mật" not in str(list(history(f"proposal:{proposal.pk}").values()))


def test_what_staff_write_for_somebody_is_noted_as_assisted():
    with assisted():
        proposal = begun(assisted=True)
    assert history(f"proposal:{proposal.pk}").get().after["assisted"] is True


# --- handing in -------------------------------------------------------------------------------------------------------


def test_what_is_unfinished_is_not_handed_in():
    proposal = begun(legal_name="", tax_code="2100000015")
    before = facts(proposal)
    with pytest.raises(NotReady) as told:
        send(proposal)
    assert sorted(told.value.problems) == ["legal_name", "papers", "tax_code"]
    assert facts(proposal) == before


def test_handing_in_twice_is_handing_in_once(django_capture_on_commit_callbacks, settings):
    settings.OCOP_SHOP_EMAIL = "cua-hang@example.com"
    proposal = ready()
    with django_capture_on_commit_callbacks(execute=True):
        first = send(proposal)
        second = send(proposal)
    assert (first.state, second.state, second.version) == ("submitted", "submitted", first.version)
    assert [letter.to for letter in mail.outbox] == [["cua-hang@example.com"]]


def test_what_was_changed_by_somebody_else_is_not_handed_in_unseen():
    proposal = ready()
    actions.save(proposal, {"street": "Ấp Chợ"}, version=proposal.version, actor=proposal.author)
    with pytest.raises(EditedMeanwhile):
        send(proposal)
    assert now(proposal).state == "draft"


def test_what_waits_for_staff_cannot_be_written_in():
    proposal = submitted()
    before = facts(proposal)
    with pytest.raises(NotWritable):
        actions.save(proposal, {"street": "khác"}, version=proposal.version, actor=proposal.author)
    with pytest.raises(NotWritable):
        with_paper(proposal)
    with pytest.raises(NotWritable):
        actions.remove_file(proposal, proposal.files.get().pk, actor=proposal.author)
    assert facts(proposal) == before
    assert proposal.files.count() == 1


def test_what_was_handed_in_can_be_taken_back_to_write_on():
    proposal = submitted()
    assert actions.take_back(proposal, actor=proposal.author).state == "draft"
    taken = actions.take_back(proposal, actor=proposal.author)
    assert (
        actions.save(taken, {"street": "khác"}, version=taken.version, actor=proposal.author).values["street"] == "khác"
    )


def test_what_was_decided_cannot_be_taken_back():
    proposal = accepted()
    before = facts(proposal)
    with pytest.raises(NotWritable):
        actions.take_back(proposal, actor=proposal.author)
    assert facts(proposal) == before


# --- deciding ---------------------------------------------------------------------------------------------------------


def test_accepting_twice_publishes_once():
    proposal = submitted()
    staff = make_user(is_staff=True)
    first = actions.accept(proposal, version=proposal.version, actor=staff, decision=EVERYTHING)
    again = actions.accept(proposal, version=proposal.version, actor=staff, decision=EVERYTHING)
    assert (first, again) == (True, False)
    assert apps.get_model("ocop_producers", "Producer").objects.filter(name="Hợp tác xã Dừa Xanh").count() == 1
    assert now(proposal).decided_by == staff


def test_staff_decide_on_what_they_looked_at():
    proposal = submitted()
    old = proposal.version
    actions.take_back(proposal, actor=proposal.author)
    changed = actions.save(now(proposal), {"account": "999"}, version=old + 1, actor=proposal.author)
    send(changed)
    before = facts(proposal)
    with pytest.raises(EditedMeanwhile):
        actions.accept(proposal, version=old, actor=make_user(), decision=EVERYTHING)
    with pytest.raises(EditedMeanwhile):
        actions.send_back(proposal, "Không rõ", version=old, actor=make_user())
    assert facts(proposal) == before


def test_a_draft_is_not_decided_on():
    proposal = ready()
    before = facts(proposal)
    with pytest.raises(NotDecidable):
        accept(proposal, decision=EVERYTHING)
    with pytest.raises(NotDecidable):
        actions.send_back(proposal, "Không rõ", version=proposal.version, actor=make_user())
    assert facts(proposal) == before


def test_what_does_not_hold_any_more_is_not_accepted():
    proposal = submitted()
    proposal.files.all().delete()
    before = facts(proposal)
    with pytest.raises(NotReady):
        accept(proposal, decision=EVERYTHING)
    assert facts(proposal) == before
    assert not apps.get_model("ocop_producers", "SellerIdentity").objects.exists()


def test_who_sends_something_back_says_why():
    proposal = submitted()
    with pytest.raises(ReasonMissing):
        actions.send_back(proposal, " \u200b ", version=proposal.version, actor=make_user(), reasons={"street": "  "})
    assert now(proposal).state == "submitted"


def test_reasons_stand_by_field_until_it_is_handed_in_again():
    proposal = submitted()
    actions.send_back(
        proposal, "", version=proposal.version, actor=make_user(), reasons={"street": "Thiếu số nhà", "bank": ""}
    )
    returned = now(proposal)
    assert (returned.state, returned.reasons, returned.is_writable) == ("returned", {"street": "Thiếu số nhà"}, True)
    again = send(returned)
    assert (again.state, again.reasons, again.reason) == ("submitted", {}, "")


def test_what_staff_noted_stays_with_the_decision():
    assert accepted().decision == EVERYTHING


# --- files ------------------------------------------------------------------------------------------------------------


def kept(file):
    return file.file.storage.exists(file.file.name)


def test_what_is_taken_off_is_deleted(django_capture_on_commit_callbacks):
    proposal = begun()
    paper = with_paper(proposal)
    assert kept(paper)
    with django_capture_on_commit_callbacks(execute=True):
        assert actions.remove_file(proposal, paper.pk, actor=proposal.author)
    assert not kept(paper)
    assert not actions.remove_file(proposal, paper.pk, actor=proposal.author)


def test_dropping_a_proposal_deletes_its_files(django_capture_on_commit_callbacks):
    proposal = begun()
    papers = [with_paper(proposal), with_paper(proposal, "tax")]
    with django_capture_on_commit_callbacks(execute=True):
        assert actions.discard(proposal, actor=proposal.author)
    assert [kept(paper) for paper in papers] == [False, False]
    assert proposal.files.count() == 0
    assert not actions.discard(proposal, actor=proposal.author)
    assert now(proposal).state == "withdrawn"


def test_files_stay_when_dropping_fails():
    proposal = begun()
    paper = with_paper(proposal)

    def drop_and_fail():
        with transaction.atomic():
            actions.discard(proposal, actor=proposal.author)
            raise InterruptedError

    with pytest.raises(InterruptedError):
        drop_and_fail()
    assert kept(paper)
    assert now(proposal).state == "draft"


def test_a_file_of_another_proposal_is_not_taken_off():
    mine, paper = begun(), with_paper(begun())
    assert not actions.remove_file(mine, paper.pk, actor=mine.author)
    assert kept(paper)


def test_there_are_not_more_files_than_a_proposal_carries():
    proposal = begun()
    model = type(with_paper(proposal))
    model.objects.bulk_create([model(proposal=proposal, field="other", file="x") for _number in range(MOST_FILES - 1)])
    with pytest.raises(TooManyFiles):
        with_paper(proposal)
    assert proposal.files.count() == MOST_FILES


def test_files_stand_in_the_order_in_which_they_came():
    proposal = begun()
    papers = [with_paper(proposal, "tax") for _number in range(3)]
    actions.remove_file(proposal, papers[1].pk, actor=proposal.author)
    with_paper(proposal, "tax")
    assert [one.position for one in proposal.files.all()] == [0, 2, 3]


def test_a_file_has_no_address():
    with pytest.raises(ValueError, match=r"URL|url"):
        with_paper(begun()).file.url  # noqa: B018


# --- at once ----------------------------------------------------------------------------------------------------------


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_two_who_begin_at_once_have_one_proposal():
    author = make_user()
    first, second = at_once.together(lambda: begun(author), lambda: begun(author))
    assert first == second
    assert type(first).objects.count() == 1


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_of_two_who_save_at_once_one_is_told():
    proposal = begun()

    def save(street):
        try:
            return actions.save(proposal, {"street": street}, version=1, actor=None).values["street"]
        except EditedMeanwhile:
            return "told"

    found = at_once.together(lambda: save("a"), lambda: save("b"))
    assert found.count("told") == 1
    assert now(proposal).values["street"] == next(one for one in found if one != "told")


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_two_who_accept_at_once_publish_once():
    proposal = submitted()
    staff = make_user(is_staff=True)

    def act():
        return actions.accept(proposal, version=proposal.version, actor=staff, decision=EVERYTHING)

    assert sorted(at_once.together(act, act)) == [False, True]
    assert apps.get_model("ocop_producers", "Member").objects.count() == 1


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_two_applications_of_one_name_at_once_give_one_desk_to_one_of_them():
    first, second = submitted(), submitted(tax_code="2100000039")
    assert connection.vendor == "postgresql"

    def act(proposal):
        try:
            return accept(proposal, decision=EVERYTHING)
        except NotReady as problem:
            return sorted(problem.problems)

    found = at_once.together(lambda: act(first), lambda: act(second))
    assert sorted(map(str, found)) == ["True", "['claim']"]
    assert apps.get_model("ocop_producers", "Member").objects.count() == 1
