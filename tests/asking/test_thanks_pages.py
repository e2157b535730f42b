"""Thanking on the page of an order, at the desks, and on the page of the producer."""

import io

import pytest
from django.core.cache import cache
from django.test import Client
from django.urls import reverse
from PIL import Image

from ocop_shop.asking import actions
from ocop_shop.asking.models import Thanks
from ocop_shop.producers import actions as producers
from ocop_shop.test import factories
from tests.asking.thanking import WORDS, on_page, photo, sent_by, thanked, upload
from tests.desk.staff import client_with
from tests.fulfilment.bought import EMAIL
from tests.warm import visited

pytestmark = [pytest.mark.django_db, pytest.mark.pages]
DESK = "/dashboard/questions/thanks/"
NASTY = '<script>alert("x")</script>'


@pytest.fixture(autouse=True)
def _counted_anew():
    cache.clear()


@pytest.fixture
def a(db):
    return factories.make_producer("Hợp tác xã An")


@pytest.fixture
def buyer(client):
    client.user = factories.make_user()
    client.force_login(client.user)
    return client


def page_of(order, producer):
    return reverse("ocop:thank", args=[order.number, producer.slug])


def guests_page(order, producer):
    return reverse("ocop:thank-guest", args=[order.number, order.verification_hash(), producer.slug])


def said(**changes):
    return {"words": WORDS, "name": "Lan", **changes}


def read(answer):
    return answer.content.decode()


def member(producer, role="editor"):
    user, client = factories.make_user(), Client()
    producers.add_member(producer, user, role)
    client.force_login(user)
    return client


def test_the_page_of_an_order_leads_to_thanking_once_it_is_sent(buyer, a):
    order = sent_by(a, user=buyer.user, status="Packed")
    address = reverse("customer:order", args=[order.number])
    assert "data-thank=" not in read(buyer.get(address))
    assert buyer.get(page_of(order, a)).status_code == 404
    order.lines.update(status="Shipped")
    assert f'href="{page_of(order, a)}"' in read(buyer.get(address))


def test_a_buyer_thanks_with_a_photo_without_the_place_where_it_was_taken(buyer, a):
    order = sent_by(a, user=buyer.user)
    form = buyer.get(page_of(order, a))
    assert "Vĩnh Long" in form.context["form"]["name"].value()
    assert "checked" not in read(form)
    answer = buyer.post(page_of(order, a), said(picture=upload()))
    assert (answer.status_code, answer.headers["Location"]) == (302, page_of(order, a))
    thanks = Thanks.objects.get()
    assert (thanks.state, thanks.name, thanks.order) == ("private", "Lan", order)
    assert 'data-thanked="private"' in read(buyer.get(page_of(order, a)))
    own = buyer.get(page_of(order, a), {"photo": ""})
    assert own.headers["Cache-Control"] == "private, no-store"
    assert dict(Image.open(io.BytesIO(own.content)).getexif()) == {}


@pytest.mark.parametrize("wrong", ["svg", "pixels", "no words", "too long", "trap"])
def test_what_is_not_right_is_asked_for_again_with_what_was_typed(buyer, a, wrong, settings):
    order = sent_by(a, user=buyer.user)
    settings.OCOP_PICTURE_MAX_PIXELS = 60_000
    svg = io.BytesIO(b"<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>")
    svg.name = "a.jpg"
    changes = {
        "svg": {"picture": svg},
        "pixels": {"picture": upload((300, 201))},
        "no words": {"words": " ", "name": WORDS},
        "too long": {"words": WORDS + "x" * 500},
        "trap": {"website": "http://x.vn"},
    }[wrong]
    answer = buyer.post(page_of(order, a), said(**changes))
    assert answer.status_code == 422
    assert 'aria-invalid="true"' in read(answer)
    assert WORDS in read(answer)
    assert not Thanks.objects.exists()


def test_an_order_of_somebody_else_is_not_found(buyer, a):
    order = sent_by(a, user=factories.make_user())
    thanks = thanked(a, order=order, picture=photo())
    address = page_of(order, a)
    assert buyer.get(address).status_code == buyer.get(address, {"photo": ""}).status_code == 404
    assert buyer.post(address, {"do": "take_back"}).status_code == 404
    assert buyer.get(page_of(sent_by(a), a)).status_code == 404
    assert buyer.get(page_of(sent_by(a, user=buyer.user), factories.make_producer("Bình"))).status_code == 404
    assert "login" in Client().get(address).headers["Location"]
    assert Thanks.objects.get() == thanks


def test_a_guest_thanks_by_the_signed_link_and_the_address_of_the_order(client, a):
    order = sent_by(a)
    address = guests_page(order, a)
    forged = reverse("ocop:thank-guest", args=[order.number, "forged", a.slug])
    assert client.post(forged, said()).status_code == 404
    assert client.post(address, said()).status_code == 302
    assert not Thanks.objects.exists()
    form = client.get(address).headers["Location"]
    order_page = client.post(form, {"email": EMAIL}).headers["Location"]
    assert f'href="{address}"' in read(client.get(order_page))
    assert client.post(address, said(may_show="on")).headers["Location"] == address
    assert Thanks.objects.get().state == "waiting"
    client.post(address, {"do": "take_back"})
    assert not Thanks.objects.exists()


def test_the_eleventh_of_an_hour_from_one_address_is_not_taken(buyer, a):
    orders = [sent_by(a, user=buyer.user) for _number in range(11)]
    assert [buyer.post(page_of(order, a), said()).status_code for order in orders] == [302] * 10 + [429]
    assert Thanks.objects.count() == 10


def test_staff_let_through_what_may_be_shown_and_see_nothing_else(a):
    staff, open_one, private = client_with("change_order"), thanked(a), thanked(a, may_show=False, picture=photo())
    starry = thanked(a, words="Hàng OCOP 5 sao thật.")
    html = read(staff.get(DESK))
    assert f'data-row="{open_one.pk}"' in html
    assert f'data-row="{private.pk}"' not in html
    assert html.count("data-starry") == 1
    assert staff.get(f"{DESK}{private.pk}/photo/").status_code == 404
    assert staff.post(DESK, {"do": "publish", "row": private.pk}).status_code == 404
    assert staff.post(DESK, {"do": "decline", "row": starry.pk, "reason": ""}).status_code == 422
    staff.post(DESK, {"do": "decline", "row": starry.pk, "reason": "Không có sao"})
    staff.post(DESK, {"do": "publish", "row": open_one.pk})
    states = dict(Thanks.objects.values_list("pk", "state"))
    assert states == {open_one.pk: "published", private.pk: "private", starry.pk: "declined"}


def test_others_of_the_staff_decide_nothing(a):
    staff, thanks = client_with("assist_producer"), thanked(a, picture=photo())
    assert staff.get(DESK).status_code == staff.get(f"{DESK}{thanks.pk}/photo/").status_code == 403
    assert staff.post(DESK, {"do": "publish", "row": thanks.pk}).status_code == 403
    thanks.refresh_from_db()
    assert thanks.state == "waiting"


def test_a_producer_shows_thanks_on_its_page_and_takes_them_off(client, a):
    room, editor = reverse("ocop:portal-thanks", args=[a.slug]), member(a)
    thanks = thanked(a, picture=photo())
    photo_of = reverse("ocop:thanks-photo", args=[thanks.pk])
    assert editor.post(room, {"do": "show", "row": thanks.pk}).status_code == 422
    assert client.get(photo_of).status_code == 404
    actions.publish_thanks(thanks, actor=None)
    assert client.get(photo_of).status_code == 404
    assert editor.post(room, {"do": "show", "row": thanks.pk}).status_code == 302
    assert f'data-thanks-row="{thanks.pk}"' in read(client.get(a.get_absolute_url()))
    assert client.get(photo_of).headers["Content-Type"] == "image/jpeg"
    assert member(a, "packer").post(room, {"do": "hide", "row": thanks.pk}).status_code == 403
    editor.post(room, {"do": "hide", "row": thanks.pk})
    assert "data-thanks" not in read(client.get(a.get_absolute_url()))
    assert client.get(photo_of).status_code == 404


def test_thanks_to_others_are_not_at_this_desk(a):
    b = factories.make_producer("Bình")
    thanks = actions.publish_thanks(thanked(b, picture=photo()), actor=None)
    editor, room = member(a), reverse("ocop:portal-thanks", args=[a.slug])
    assert WORDS not in read(editor.get(room))
    assert editor.get(reverse("ocop:portal-thanks-photo", args=[a.slug, thanks.pk])).status_code == 404
    assert editor.post(room, {"do": "show", "row": thanks.pk}).status_code == 404
    thanks.refresh_from_db()
    assert not thanks.is_on_page


def test_no_markup_that_a_buyer_wrote_works(client, a):
    thanks = on_page(a, words=NASTY)
    pages = [client.get(a.get_absolute_url()), client_with("change_order").get(DESK)]
    pages.append(member(a).get(reverse("ocop:portal-thanks", args=[a.slug])))
    for page in pages:
        assert "<script>alert(" not in read(page)
        assert "&lt;script&gt;alert(" in read(page)
    assert thanks.words == NASTY


def test_thirty_cost_no_more_than_one(client, a):
    editor, room = member(a), reverse("ocop:portal-thanks", args=[a.slug])
    staff = client_with("change_order")
    on_page(a)
    before = [visited(who, page)[0] for who, page in ((client, a.get_absolute_url()), (editor, room), (staff, DESK))]
    for number in range(29):
        on_page(a, words=f"Cảm ơn {number}")
    after = [visited(who, page)[0] for who, page in ((client, a.get_absolute_url()), (editor, room), (staff, DESK))]
    assert after == before
    assert after[0] <= 11
    assert after[1] <= 12
