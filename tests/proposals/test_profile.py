"""Proposals about a profile: what keeps one back, what it changes, what a decision publishes."""

from __future__ import annotations

import pytest

from ocop_shop.producers.profile_values import current
from ocop_shop.proposals import actions, differences, profile_consents
from ocop_shop.proposals.exceptions import EditedMeanwhile, NotReady
from ocop_shop.proposals.profile import LABELS, ProfileSubject, subject_for
from ocop_shop.proposals.profile_problems import is_phone
from ocop_shop.test.factories import make_certificate, make_producer, make_product, make_user

pytestmark = pytest.mark.django_db

PICTURE = {"id": "picture:1", "alt": "Sân", "alt_en": "", "caption": "", "caption_en": ""}
AWARD = {"id": "a", "title": "Giải nhất chợ huyện", "title_en": "", "issuer": "", "year": None}
POINT = {"id": "p", "name": "Sạp 3", "address": "Chợ", "province": "", "commune": "", "phone": "", "hours": ""}
RIGHT = {
    "id": "r", "kind": "trademark", "name": "Sáu", "number": "1", "office": "", "valid_from": "", "valid_until": "",
}  # fmt: skip


@pytest.fixture
def producer(frozen):
    frozen("2026-11-22 10:00")
    return make_producer("Hợp tác xã Cầu Kè", story="Từ 1998.")


def text(told, **more):
    return [
        {"type": "text", "value": {"heading": "", "heading_en": "", "text": told, "text_en": "", **more}, "id": "t"}
    ]


def proposed(producer, **values):
    begun = {"values": values, "author": None, "producer": producer, "base": current(producer)}
    return actions.begin("profile", subject_for(producer), **begun)


def wrong(producer, **values):
    """The fields in which something is wrong."""
    proposal = proposed(producer, **values)
    try:
        return sorted(ProfileSubject().problems(proposal))
    finally:
        proposal.delete()


def test_every_value_of_a_profile_has_a_name_in_words(producer):
    assert LABELS.keys() == current(producer).keys()


def test_what_is_right_can_be_handed_in_and_is_published_as_a_whole(producer):
    told = {"story": text("Ba đời nấu mật."), "since": 1998, "awards": [AWARD], "points": [POINT], "rights": [RIGHT]}
    proposal = proposed(producer, **told)
    actions.submit(proposal, version=1, actor=None)
    assert actions.accept(proposal, version=2, actor=make_user())
    kept = type(producer).objects.get(pk=producer.pk)
    assert (kept.since, kept.display_story, kept.awards.count()) == (1998, "Ba đời nấu mật.", 1)
    assert (kept.points_of_sale.get().name, kept.ip_rights.get().number) == ("Sạp 3", "1")


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"since": 2027}, "since"),
        ({"since": 1799}, "since"),
        ({"phone": "12"}, "phone"),
        ({"publish_email": True}, "publish_email"),
        ({"province": "", "commune": "29341"}, "commune"),
        ({"story": text("x" * 5001)}, "story"),
        ({"story": [{"type": "picture", "value": {"image": "picture:9"}, "id": "p"}]}, "story"),
        ({"awards": [{**AWARD, "year": 2027}]}, "awards"),
        ({"awards": [AWARD] * 21}, "awards"),
        ({"rights": [{**RIGHT, "valid_from": "2020-01-02", "valid_until": "2020-01-01"}]}, "rights"),
        ({"points": [{**POINT, "phone": "abc"}]}, "points"),
        ({"pictures": [{**PICTURE, "alt": ""}]}, "pictures"),
    ],
)
def test_what_is_wrong_is_said_at_its_field(producer, values, field):
    assert wrong(producer, **values) == [field]


@pytest.mark.parametrize(
    ("number", "fits"),
    [("0912 345 678", True), ("+84 912.345.678", True), ("(0294) 3855 246", True), ("1900 1234", True), ("911", False)],
)
def test_a_telephone_number_is_one_that_can_be_called(number, fits):
    assert is_phone(number) is fits


BOAST = "Sản phẩm đạt OCOP 5 sao"


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"story": text(BOAST)}, "story"),
        ({"story": text("x", text_en="Certified OCOP 5 stars")}, "story"),
        ({"awards": [{**AWARD, "title": BOAST}]}, "awards"),
        ({"points": [{**POINT, "name": BOAST}]}, "points"),
        ({"pictures": [{**PICTURE, "caption": BOAST}]}, "pictures"),
        ({"brand": BOAST}, "brand"),
    ],
)
def test_a_star_that_no_product_holds_is_not_claimed_anywhere(producer, values, field):
    assert wrong(producer, **values) == [field]


def test_the_highest_star_of_the_own_products_may_be_told(producer):
    make_certificate(make_product(producer=producer), stars=4)
    make_certificate(make_product(), stars=5)
    assert wrong(producer, story=text("Sản phẩm đạt OCOP 4 sao")) == []
    assert wrong(producer, story=text(BOAST)) == ["story"]


def test_a_badge_that_ended_while_it_waited_holds_the_decision_back(producer, frozen):
    make_certificate(make_product(producer=producer), stars=4)
    proposal = proposed(producer, story=text("Sản phẩm đạt OCOP 4 sao"))
    actions.submit(proposal, version=1, actor=None)
    frozen("2031-01-01 10:00")
    with pytest.raises(NotReady):
        actions.accept(proposal, version=2, actor=None)
    producer.refresh_from_db()
    assert producer.story_parts == []


def test_a_fault_that_stood_there_before_holds_up_nothing_else(producer):
    producer.phone = "12"
    producer.save()
    assert wrong(producer, since=1998) == []


def test_only_what_was_written_differs(producer):
    proposal = proposed(producer, since=1998, brand="")
    subject = ProfileSubject()
    found = differences.differences(subject.current(proposal), proposal.values, subject.labels(proposal))
    assert [(one.field, one.before, one.after) for one in found] == [("since", None, 1998)]


def test_every_value_is_told_in_words(producer):
    told = {
        "kind": "cooperative",
        "province": "86",
        "publish_phone": True,
        "story": text("Ba đời."),
        "people": [
            {"name": "Bà Sáu", "role": "nấu", "role_en": "", "quote": "", "quote_en": "", "picture": "file:2",
             "consent": True, "consent_note": "ký"},
        ],
        "awards": [{**AWARD, "year": 2020}],
        "rights": [RIGHT],
        "points": [POINT],
        "pictures": [PICTURE],
    }  # fmt: skip
    words = {name: ProfileSubject().shown(name, value) for name, value in told.items()}
    assert "Vĩnh Long" in words["province"]
    pairs = {"story": "Ba đời.", "people": "Bà Sáu", "awards": "2020", "rights": "Sáu", "points": "Sạp 3"}
    assert [name for name, word in pairs.items() if word not in words[name]] == []


def test_taking_a_consent_back_reaches_into_a_draft_that_waits(producer):
    producer.phone, producer.publish_phone = "0912345678", True
    producer.save()
    proposal = proposed(producer, publish_phone=True, since=1998)
    actions.submit(proposal, version=1, actor=None)
    assert profile_consents.withdraw(producer, "phone", actor=None)
    producer.refresh_from_db()
    assert producer.publish_phone is False
    with pytest.raises(EditedMeanwhile):
        actions.accept(proposal, version=2, actor=None)
    actions.accept(proposal, version=3, actor=None)
    producer.refresh_from_db()
    assert (producer.publish_phone, producer.since) == (False, 1998)
