"""A change of identity: until staff have decided the old one holds; then what was checked is written down anew."""

from __future__ import annotations

import pytest

from ocop_shop.producers import selling
from ocop_shop.proposals import actions
from ocop_shop.proposals.exceptions import NotReady
from ocop_shop.proposals.identity import identity_of, subject_for, values_of
from ocop_shop.test.factories import make_producer, make_user

from .applying import BANK, COMPLETE, OTHER_TAX_CODE, TAX_CODE, accepted, with_paper

pytestmark = pytest.mark.django_db

AGREED = {"consent": "1", "consented_at": "2026-11-28T03:00:00+00:00"}


@pytest.fixture
def producer():
    """One whose tax code, licence and address were checked when it joined."""
    return accepted().producer


def changing(producer, **changes):
    values = values_of(identity_of(producer))
    told = {"values": {**values, **AGREED, **changes}, "base": values, "producer": producer}
    return actions.begin("identity", subject_for(producer), author=make_user(), **told)


def handed_in(producer, *, paper="licence", **changes):
    proposal = changing(producer, **changes)
    if paper:
        with_paper(proposal, paper)
        proposal.refresh_from_db()
    return actions.submit(proposal, version=proposal.version, actor=proposal.author)


def decided(proposal, *checked):
    decision = {"decided": True, "checked": list(checked), "note": "xem bản gốc"}
    return actions.accept(proposal, version=proposal.version, actor=make_user(is_staff=True), decision=decision)


def problems_of(act, *arguments, **options):
    with pytest.raises(NotReady) as told:
        act(*arguments, **options)
    return sorted(told.value.problems)


def test_until_staff_have_decided_the_old_identity_holds(producer):
    handed_in(producer, legal_name="Hợp tác xã Dừa Xanh Mới")
    identity = identity_of(producer)
    assert identity.legal_name == "Hợp tác xã Dừa Xanh"
    assert sorted(selling.verified(identity)) == ["address", "licence", "tax_code"]


def test_an_accepted_change_holds_and_the_old_identity_stays_in_history(producer):
    change = handed_in(producer, legal_name="Hợp tác xã Dừa Xanh Mới", tax_code=OTHER_TAX_CODE)
    decided(change, "tax_code")
    change.refresh_from_db()
    identity = identity_of(producer)
    assert (identity.legal_name, identity.tax_code) == ("Hợp tác xã Dừa Xanh Mới", OTHER_TAX_CODE)
    former = identity.former.get()
    assert (former.facts["legal_name"], former.facts["tax_code"]) == ("Hợp tác xã Dừa Xanh", TAX_CODE)
    assert (former.facts["province"], former.facts["licence_date"]) == ("86", "2019-05-06")
    assert former.changed_by == change.decided_by
    with pytest.raises(TypeError):
        former.save()


def test_what_staff_checked_is_a_new_check_and_what_they_did_not_is_open(producer):
    decided(handed_in(producer, legal_name="Tên mới"), "tax_code")
    identity = identity_of(producer)
    # The address is what it was; of the licence, which names the producer, nobody has looked at the new one.
    assert sorted(selling.verified(identity)) == ["address", "tax_code"]
    last = identity.verifications.first()
    assert (last.fact, last.source, last.note) == ("tax_code", "licence", "xem bản gốc")
    assert identity.verifications.count() == 4


def test_where_producers_sell_what_changes_has_to_be_checked(producer, settings):
    settings.OCOP_SELLER = "producer"
    change = handed_in(producer, street="Ấp Mới", **BANK)
    assert problems_of(decided, change, "tax_code") == ["account", "street"]
    assert identity_of(producer).street == "Ấp Cây Hẹ"
    assert not identity_of(producer).former.exists()
    assert decided(change, "address", "bank") is True


def test_a_change_needs_a_difference_a_paper_and_the_terms(producer):
    bare = {"consent": "", "consented_at": ""}
    assert problems_of(handed_in, producer, paper="", **bare) == ["consent", "legal_name"]


@pytest.mark.parametrize(
    ("changes", "paper", "missing"), [(BANK, "other", []), ({"street": "Ấp Mới"}, "other", ["papers"])]
)
def test_any_paper_shows_an_account_and_the_licence_everything_else(producer, changes, paper, missing):
    if missing:
        assert problems_of(handed_in, producer, paper=paper, **changes) == missing
    else:
        assert handed_in(producer, paper=paper, **changes).state == "submitted"


def test_a_tax_code_that_somebody_took_meanwhile_is_refused(producer):
    change = handed_in(producer, tax_code=OTHER_TAX_CODE)
    accepted(legal_name="Cơ sở Khác", tax_code=OTHER_TAX_CODE)
    assert problems_of(decided, change, "tax_code", "licence") == ["tax_code"]
    assert identity_of(producer).tax_code == TAX_CODE


def test_a_producer_of_whom_nothing_is_known_writes_it_down():
    producer = make_producer("Cơ sở Lâu Đời", commune="29341")
    change = handed_in(producer, **COMPLETE)
    assert decided(change, "tax_code") is True
    assert identity_of(producer).legal_name == COMPLETE["legal_name"]
    assert not identity_of(producer).former.exists()


def test_accepting_twice_changes_once(producer):
    change = handed_in(producer, street="Ấp Mới")
    version = change.version
    assert decided(change) is True
    change.version = version
    assert decided(change) is False
    assert identity_of(producer).former.count() == 1
