"""The people of a producer: joining by an invitation, roles, leaving."""

from __future__ import annotations

import re

import pytest
from django.contrib.auth.models import Permission
from django.core import mail
from django.urls import reverse

from ocop_shop.auditing.actions import history
from ocop_shop.producers import actions
from ocop_shop.producers.exceptions import AlreadyMember, InvitationOver, LastOwner
from ocop_shop.test.factories import make_producer, make_user


@pytest.fixture
def producer(db):
    return make_producer("Hợp tác xã Cầu Kè")


@pytest.fixture
def owner(producer):
    user = make_user()
    actions.add_member(producer, user, "owner")
    return user


def roles_of(producer):
    return sorted(producer.members.values_list("user__email", "role"))


def page(producer, name="portal-members"):
    return reverse(f"ocop:{name}", args=[producer.slug])


def test_one_producer_opens_at_once(client, producer, owner):
    client.force_login(owner)
    assert client.get("/portal/").headers["Location"] == f"/portal/{producer.slug}/"


def test_who_works_for_two_producers_chooses(client, producer, owner):
    other = make_producer("Cơ sở Ba Lúa")
    actions.add_member(other, owner, "packer")
    client.force_login(owner)
    told = client.get("/portal/").content.decode()
    assert f"/portal/{producer.slug}/" in told
    assert f"/portal/{other.slug}/" in told


def test_an_invitation_makes_a_member_of_who_holds_its_link(client, producer, owner):
    client.force_login(owner)
    client.post(page(producer), {"do": "invite", "email": "ban@example.com", "role": "packer"})
    link = re.search(r"http://testserver(\S+)", mail.outbox[0].body)[1]
    friend = make_user("ban@example.com")
    client.force_login(friend)
    assert client.get(link).status_code == 200
    assert client.post(link).headers["Location"] == f"/portal/{producer.slug}/"
    assert (friend.email, "packer") in roles_of(producer)


def test_an_invitation_works_once(producer):
    _invitation, secret = actions.invite(producer, "ban@example.com", "editor")
    first, second = make_user(), make_user()
    actions.accept(secret, first)
    with pytest.raises(InvitationOver):
        actions.accept(secret, second)
    assert roles_of(producer) == [(first.email, "editor")]


def test_an_invitation_ends_after_seven_days(producer, frozen):
    frozen("2026-11-01 09:00:00")
    _invitation, secret = actions.invite(producer, "ban@example.com", "editor")
    frozen("2026-11-08 09:00:00")
    with pytest.raises(InvitationOver):
        actions.accept(secret, make_user())
    assert roles_of(producer) == []


def test_an_invitation_that_was_taken_back_is_over(producer):
    invitation, secret = actions.invite(producer, "ban@example.com", "editor")
    assert actions.revoke(invitation)
    assert not actions.revoke(invitation)
    with pytest.raises(InvitationOver):
        actions.accept(secret, make_user())
    assert roles_of(producer) == []


def test_the_next_invitation_to_an_address_ends_the_one_before(producer):
    _first, old = actions.invite(producer, "ban@example.com", "owner")
    actions.invite(producer, "BAN@example.com", "packer")
    with pytest.raises(InvitationOver):
        actions.accept(old, make_user())
    assert roles_of(producer) == []


def test_the_secret_of_an_invitation_is_kept_nowhere(producer):
    invitation, secret = actions.invite(producer, "ban@example.com", "packer")
    assert secret not in str(vars(invitation))
    assert secret not in str(list(history(f"producer:{producer.pk}").values()))


def test_a_member_is_not_invited_again(producer, owner):
    with pytest.raises(AlreadyMember):
        actions.invite(producer, owner.email.upper(), "packer")
    assert producer.invitations.count() == 0


def test_the_last_owner_can_neither_leave_nor_become_less(producer, owner):
    member = producer.members.get()
    with pytest.raises(LastOwner):
        actions.remove(member)
    with pytest.raises(LastOwner):
        actions.change_role(member, "editor")
    assert roles_of(producer) == [(owner.email, "owner")]


def test_who_is_taken_off_is_out_with_the_next_request(client, producer, owner):
    packer = make_user()
    member = actions.add_member(producer, packer, "packer")
    client.force_login(packer)
    assert client.get(page(producer, "portal-home")).status_code == 200
    actions.remove(member, actor=owner)
    assert client.get(page(producer, "portal-home")).status_code == 404


def test_a_member_may_leave(client, producer, owner):
    packer = make_user()
    actions.add_member(producer, packer, "packer")
    client.force_login(packer)
    client.post(page(producer, "portal-leave"))
    assert roles_of(producer) == [(owner.email, "owner")]


def test_a_member_of_another_producer_cannot_be_taken_off_here(client, producer, owner):
    other = actions.add_member(make_producer("Cơ sở Ba Lúa"), make_user(), "owner")
    client.force_login(owner)
    assert client.post(page(producer), {"do": "remove", "member": other.pk}).status_code == 404
    other.refresh_from_db()
    assert other.role == "owner"


@pytest.mark.parametrize("told", ["", "abc", "-1", "9" * 30, "²", "\x00"])
def test_nonsense_for_a_member_is_not_found(client, producer, owner, told):
    client.force_login(owner)
    assert client.post(page(producer), {"do": "remove", "member": told}).status_code == 404
    assert roles_of(producer) == [(owner.email, "owner")]


def test_a_wrong_address_is_said_and_nobody_is_invited(client, producer, owner):
    client.force_login(owner)
    answer = client.post(page(producer), {"do": "invite", "email": "khong", "role": "chu"})
    assert answer.status_code == 422
    assert producer.invitations.count() == 0


def test_what_staff_do_at_a_desk_is_noted_as_assisted(client, producer, owner):
    helper = make_user(is_staff=True)
    helper.user_permissions.add(Permission.objects.get(codename="assist_producer"))
    client.force_login(helper)
    client.post(page(producer), {"do": "invite", "email": "ban@example.com", "role": "packer"})
    entry = history(f"producer:{producer.pk}").first()
    assert (entry.act, entry.actor, entry.after["assisted"]) == ("producer.member_invited", helper.pk, True)


def test_what_members_do_is_not_noted_as_assisted(client, producer, owner):
    client.force_login(owner)
    client.post(page(producer), {"do": "invite", "email": "ban@example.com", "role": "packer"})
    assert "assisted" not in history(f"producer:{producer.pk}").first().after


def test_staff_without_the_right_do_not_get_in(client, producer):
    client.force_login(make_user(is_staff=True))
    assert client.get(page(producer, "portal-home")).status_code == 404


def test_ten_people_cost_as_many_queries_as_one(client, producer, owner, assert_queries):
    for _number in range(10):
        actions.add_member(producer, make_user(), "packer")
        actions.invite(producer, make_user().email, "packer")
    client.force_login(owner)
    client.get(page(producer))
    with assert_queries(12):
        client.get(page(producer))


def test_pages_of_the_portal_are_kept_in_no_cache(client, producer, owner):
    client.force_login(owner)
    assert "no-store" in client.get(page(producer)).headers["Cache-Control"]
