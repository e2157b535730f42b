"""Who a producer is before the law, who checked it and when, and what of it everybody reads."""

from __future__ import annotations

from datetime import date

import pytest
from django.apps import apps
from django.db import IntegrityError, transaction

from ocop_shop.auditing.actions import history
from ocop_shop.producers import actions, resembling, selling
from ocop_shop.producers.actions import IdentityFacts
from ocop_shop.producers.exceptions import TaxCodeTaken
from ocop_shop.producers.resembling import Why
from ocop_shop.test.factories import make_place, make_producer, make_user

pytestmark = pytest.mark.django_db


def facts(**changes):
    commune = make_place("29341", level="commune", parent=make_place("86"))
    values = {
        "legal_name": "Hợp tác xã Dừa Xanh",
        "kind": "cooperative",
        "tax_code": "2100000014",
        "representative": "Trần Thị Mai",
        "representative_id_end": "1234",
        "province": make_place("86"),
        "commune": commune,
        "street": "Ấp Cây Hẹ",
        "licence_number": "580704000123",
        "licence_date": date(2019, 5, 6),
        "licence_issuer": "Phòng Tài chính",
        "bank": "970405",
        "account": "1234567890",
        "holder": "HTX DUA XANH",
    }
    return IdentityFacts(**{**values, **changes})


@pytest.fixture
def producer():
    return make_producer("Hợp tác xã Dừa Xanh", commune="29341")


@pytest.fixture
def identity(producer):
    return actions.identify(producer, facts())


def acts(producer):
    return list(history(f"producer:{producer.pk}").values_list("act", flat=True))


def test_identifying_again_with_the_same_facts_changes_nothing(producer, identity):
    before = (identity.changed_at, acts(producer))
    assert actions.identify(producer, facts()) == identity
    identity.refresh_from_db()
    assert (identity.changed_at, acts(producer)) == before


def test_the_log_says_which_fields_and_not_what_stands_in_them(producer, identity):
    actions.identify(producer, facts(account="55544433"))
    entry = history(f"producer:{producer.pk}").first()
    assert entry.after == {"fields": ["account"]}
    assert "1234567890" not in str(list(history(f"producer:{producer.pk}").values()))


def test_a_tax_code_belongs_to_one_producer(identity):
    other = make_producer("Hợp tác xã khác")
    with pytest.raises(TaxCodeTaken):
        actions.identify(other, facts())
    with pytest.raises(IntegrityError), transaction.atomic():
        type(identity).objects.create(
            producer=other, tax_code="2100000014", kind="farm", changed_at=identity.changed_at
        )
    assert not hasattr(apps.get_model("ocop_producers", "Producer").objects.get(pk=other.pk), "seller_identity")


def test_a_check_says_who_when_and_by_what(identity, frozen):
    frozen("2026-11-29 10:00:00")
    staff = make_user(is_staff=True)
    check = actions.verify(identity, "tax_code", actor=staff, source="licence", note="xem bản gốc")
    assert (check.fact, check.state, check.verified_by, check.source, check.note) == (
        "tax_code",
        "confirmed",
        staff,
        "licence",
        "xem bản gốc",
    )
    assert selling.verified(identity) == {"tax_code": check.verified_at}


def test_a_check_is_never_changed(identity):
    check = actions.verify(identity, "bank", actor=make_user())
    check.state = "refuted"
    with pytest.raises(TypeError):
        check.save()
    assert identity.verifications.get().state == "confirmed"


def test_the_same_check_again_adds_nothing(identity):
    staff = make_user()
    assert actions.verify(identity, "bank", actor=staff) == actions.verify(identity, "bank", actor=staff)
    assert identity.verifications.count() == 1


def test_the_last_check_counts_and_the_earlier_ones_stay(identity):
    actions.verify(identity, "address", actor=make_user())
    actions.verify(identity, "address", actor=make_user(), outcome="refuted")
    assert selling.verified(identity) == {}
    assert [one.state for one in identity.verifications.all()] == ["refuted", "confirmed"]


@pytest.mark.parametrize(
    ("field", "value", "gone"),
    [
        ("tax_code", "2100000039", {"tax_code"}),
        ("legal_name", "Tên khác", {"tax_code", "licence"}),
        ("street", "Ấp khác", {"address"}),
        ("account", "999", {"bank"}),
        ("representative", "Người khác", set()),
    ],
)
def test_what_is_changed_has_to_be_checked_again(producer, identity, field, value, gone):
    every = {"tax_code", "licence", "address", "bank"}
    for fact in every:
        actions.verify(identity, fact, actor=make_user())
    changed = actions.identify(producer, facts(**{field: value}))
    assert every - selling.verified(changed).keys() == gone
    assert changed.verifications.count() == 4


def test_a_seller_is_made_once(producer):
    first = actions.make_seller(producer)
    producer.refresh_from_db()
    assert actions.make_seller(producer) == first == producer.partner
    assert acts(producer).count("producer.sells") == 1


def test_only_what_is_not_known_is_filled_in(producer):
    producer.phone = "0299 111 222"
    producer.save()
    assert actions.complete(producer, phone="0912 345 678", email="moi@example.com", website="")
    producer.refresh_from_db()
    assert (producer.phone, producer.email, producer.website) == ("0299 111 222", "moi@example.com", "")
    assert not actions.complete(producer, email="khac@example.com")


# --- what everybody reads ---------------------------------------------------------------------------------------------


def test_where_the_shop_sells_nothing_of_the_identity_is_published(client, producer, identity):
    told = client.get(producer.get_absolute_url()).content.decode()
    assert 'data-seller="shop"' in told
    assert "2100000014" not in told


def test_where_producers_sell_their_page_says_who_the_seller_is(client, producer, identity, settings):
    settings.OCOP_SELLER = "producer"
    actions.verify(identity, "tax_code", actor=make_user())
    told = client.get(producer.get_absolute_url()).content.decode()
    assert 'data-seller="producer"' in told
    for word in ("2100000014", "Ấp Cây Hẹ", "580704000123", "06/05/2019", 'data-verified="tax_code"'):
        assert word in told
    assert 'data-verified="licence"' not in told


def test_money_representative_and_identity_numbers_are_never_published(client, producer, settings):
    settings.OCOP_SELLER = "producer"
    actions.identify(producer, facts(tax_code="084190009876", kind="household"))
    told = client.get(producer.get_absolute_url()).content.decode()
    assert "••••••••9876" in told
    for secret in ("084190009876", "1234567890", "HTX DUA XANH", "Trần Thị Mai"):
        assert secret not in told


def test_who_is_not_identified_does_not_sell(client, producer, settings):
    settings.OCOP_SELLER = "producer"
    assert selling.seller_of(producer) is None
    assert client.get(producer.get_absolute_url()).status_code == 200


def test_the_block_of_the_seller_costs_two_queries(producer, identity, settings, django_assert_num_queries):
    settings.OCOP_SELLER = "producer"
    for _number in range(20):
        actions.verify(identity, "bank", actor=make_user(), note=str(_number))
    with django_assert_num_queries(2):
        selling.seller_of(producer)
    settings.OCOP_SELLER = "shop"
    with django_assert_num_queries(0):
        selling.seller_of(producer)


# --- who it may be ----------------------------------------------------------------------------------------------------


def found(name, **options):
    return [(one.producer.name, one.why, one.has_people) for one in resembling.like(name, **options)]


def test_the_same_tax_code_comes_first_then_the_same_name_then_a_near_one(producer, identity):
    commune = make_place("29341", level="commune", parent=make_place("86"))
    make_producer("Cơ sở Dừa Sanh", kind="establishment", commune="29341")
    make_producer("HTX Mật Ong", province="51")
    assert found("HTX Mật Ong", tax_code="2100000014", commune=commune)[:2] == [
        ("Hợp tác xã Dừa Xanh", Why.TAX_CODE, False),
        ("HTX Mật Ong", Why.NAME, False),
    ]
    assert ("Cơ sở Dừa Sanh", Why.NEAR, False) in found("HTX Dừa Xanh", commune=commune)


def test_a_near_name_far_away_is_another_producer(producer):
    assert found("Cơ sở Dừa Xanhh", commune=make_place("23293", level="commune", parent=make_place("51"))) == []


def test_names_that_are_only_a_kind_are_like_nothing(producer):
    commune = make_place("29341", level="commune", parent=make_place("86"))
    make_producer("Hợp tác xã", commune="29341")
    assert [why for _name, why, _people in found("Hộ kinh doanh", commune=commune)] == []


def test_who_has_people_is_marked(producer):
    actions.add_member(producer, make_user(), "owner")
    assert found("Hợp tác xã Dừa Xanh") == [("Hợp tác xã Dừa Xanh", Why.NAME, True)]


def test_looking_costs_one_query_however_many_there_are(producer, django_assert_num_queries):
    for number in range(30):
        make_producer(f"HTX Dừa Xanh {number}", commune="29341")
    commune = make_place("29341", level="commune", parent=make_place("86"))
    with django_assert_num_queries(1):
        assert len(resembling.like("HTX Dừa Xanh", commune=commune)) == 10
