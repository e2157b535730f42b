"""A draft that saves itself leaves one entry for each sitting; of what is handed in it is known who changed what."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ocop_shop.auditing.actions import assisted, history
from ocop_shop.proposals import actions, sittings
from ocop_shop.test.factories import make_user

from .applying import begun, with_paper

NOON = datetime(2026, 11, 29, 5, tzinfo=UTC)
SAVES = st.lists(
    st.tuples(st.sampled_from([1, 2, None]), st.sampled_from("abc"), st.integers(0, 3600), st.booleans()), max_size=30
)


@given(SAVES)
def test_no_save_is_lost_and_no_sitting_is_of_two(saves):
    known, at, news, wanted = [], NOON, 0, set()
    for by, field, seconds, is_assisted in saves:
        at += timedelta(seconds=seconds)
        known, is_new = sittings.after_saving(known, by, [field], at, assisted=is_assisted)
        news += is_new
        wanted.add((by, is_assisted, field))
        assert (known[-1]["by"], known[-1]["to"]) == (by, at.isoformat())
    assert news == len(known)
    assert {(one["by"], one["assisted"], field) for one in known for field in one["fields"]} == wanted
    for one, following in pairwise(known):
        assert one["to"] <= following["from"]


@pytest.mark.parametrize(("minutes", "entries"), [(30, 1), (31, 2)])
def test_a_long_pause_begins_a_new_sitting(minutes, entries):
    known, _new = sittings.after_saving([], 1, ["a"], NOON)
    assert len(sittings.after_saving(known, 1, ["b"], NOON + timedelta(minutes=minutes))[0]) == entries


def saved(proposal, field, value, by):
    proposal.refresh_from_db()
    return actions.save(proposal, {field: value}, version=proposal.version, actor=by)


def acts(proposal):
    return list(history(f"proposal:{proposal.pk}").order_by("pk").values_list("act", "actor"))


@pytest.mark.django_db
def test_twenty_saves_of_one_person_are_one_entry_and_handing_in_tells_all_of_them():
    one, other = make_user(), make_user()
    proposal = begun(one)
    for number in range(20):
        saved(proposal, "street", f"Ấp {number}", one)
    saved(proposal, "makes", "Kẹo dừa", one)
    saved(proposal, "holder", "HTX", other)
    with_paper(proposal)
    proposal.refresh_from_db()
    actions.submit(proposal, version=proposal.version, actor=other)
    names = [
        ("proposal.begun", one.pk),
        ("proposal.saved", one.pk),
        ("proposal.saved", other.pk),
        ("proposal.file_added", one.pk),
        ("proposal.submitted", other.pk),
    ]
    assert acts(proposal) == names
    told = history(f"proposal:{proposal.pk}").first().after["sittings"]
    assert [(sitting["by"], sitting["fields"]) for sitting in told] == [
        (one.pk, ["makes", "street"]),
        (other.pk, ["holder"]),
    ]


@pytest.mark.django_db
def test_after_handing_in_a_new_sitting_begins_and_staff_are_told_apart():
    one = make_user()
    proposal = begun(one)
    with_paper(proposal)
    saved(proposal, "street", "Ấp Một", one)
    proposal.refresh_from_db()
    actions.submit(proposal, version=proposal.version, actor=one)
    actions.take_back(proposal, actor=one)
    saved(proposal, "street", "Ấp Hai", one)
    with assisted():
        saved(proposal, "street", "Ấp Ba", one)
    assert [act for act, _by in acts(proposal)].count("proposal.saved") == 3
    actions.discard(proposal, actor=one)
    told = history(f"proposal:{proposal.pk}").first().after["sittings"]
    assert [sitting["assisted"] for sitting in told] == [False, True]
