"""A producer's orders at its desk: own lines, own sums, the buyer as long as it is needed, and every step."""

from __future__ import annotations

import re
from datetime import timedelta
from io import BytesIO

import pypdf
import pytest
from django.test import Client, override_settings
from django.urls import reverse

from ocop_shop.core import clock
from ocop_shop.fulfilment import actions
from ocop_shop.payments import actions as payments
from ocop_shop.producers import actions as producers
from ocop_shop.test import factories
from tests.desk.staff import client_with
from tests.fulfilment.bought import BANK, EMAIL, SECRETS, allocated, goods_of, line_of, order_of, states_of

pytestmark = [pytest.mark.django_db, pytest.mark.pages]


@pytest.fixture
def a(db):
    return factories.make_producer("Hợp tác xã An")


@pytest.fixture
def b(db):
    return factories.make_producer("Cơ sở Bình")


@pytest.fixture
def shared(a, b):
    """An order of both: 2 × 111.000 of A and 3 × 222.000 of B, each sent for 30.000, paid by transfer."""
    return order_of((goods_of(a, "Mứt dừa", price=111_000), 2), (goods_of(b, "Gạo sạch", price=222_000), 3), way=BANK)


def member(producer, role="packer"):
    user, client = factories.make_user(), Client()
    producers.add_member(producer, user, role)
    client.force_login(user)
    return client


def page(producer, order=None):
    if order is None:
        return reverse("ocop:portal-orders", args=[producer.slug])
    return reverse("ocop:portal-order", args=[producer.slug, order.number])


def read(answer):
    return answer.content.decode()


def words_of(answer):
    pages = pypdf.PdfReader(BytesIO(answer.content)).pages
    return " ".join(" ".join(one.extract_text() for one in pages).split())


def send(client, producer, order, pieces, **said):
    line = line_of(order, producer)
    said = {"do": "send", "number": 1, f"pieces-{line.pk}": pieces, **said}
    return client.post(page(producer, order), said)


# --- what is seen ---------------------------------------------------------------------------------------------------


def test_own_lines_and_the_own_total_are_shown(a, shared):
    told = read(member(a).get(page(a, shared)))
    assert "Mứt dừa" in told
    assert re.search(r"data-own-total>252\.000", told)


@pytest.mark.parametrize("name", ["page", "list", "slip"])
def test_nothing_of_others_is_shown_anywhere(a, b, shared, name):
    shared.notes.create(message="Khách này hay đổi ý", note_type="Warning")
    actions.send(shared, b, {line_of(shared, b).pk: 1}, carrier="Xe đò Bà Tư", tracking="AHA777")
    client = member(a, "owner")
    told = {
        "page": lambda: read(client.get(page(a, shared))),
        "list": lambda: read(client.get(page(a))),
        "slip": lambda: words_of(client.get(page(a, shared), {"format": "pdf"})),
    }[name]()
    assert "Mứt dừa" in told
    attempt = shared.payment_attempts.get()
    secrets = ("Gạo sạch", "Cơ sở Bình", "AHA777", "Bà Tư", "hay đổi ý", EMAIL, attempt.token, "666.000", "696.000")
    # The whole order, what was paid for sending all of it, and by which way.
    for secret in (*secrets, "948.000", "888.000", "60.000", "bank-transfer", "VietQR"):
        assert secret not in told, secret


def test_the_slip_says_where_to_and_what_and_no_price(a, shared):
    words = words_of(member(a).get(page(a, shared), {"format": "pdf"}))
    for said in ("Mứt dừa", "Nguyễn Thị Hoa", "ấp Cây Hẹ", "Xã Tam Ngãi", "Gọi trước khi giao", shared.number):
        assert said in words
    for price in ("111.000", "222.000", "252.000", "30.000", "₫"):
        assert price not in words


def test_what_was_typed_is_no_markup_on_the_slip(a, shared):
    shared.lines.update(title="<b>&<font size=99>Kẹo</font>")
    words = words_of(member(a).get(page(a, shared), {"format": "pdf"}))
    assert "<b>&<font size=99>Kẹo</font>" in words


def test_what_a_buyer_typed_is_no_markup_on_the_page(a, shared):
    address = shared.shipping_address
    type(address).objects.filter(pk=address.pk).update(first_name="<script>alert(1)</script>", notes="<img src=x>")
    told = read(member(a).get(page(a, shared)))
    assert "<script>alert(1)" not in told
    assert "<img src=x>" not in told


def test_who_packs_sees_where_it_goes_but_never_the_mail_address(a, shared):
    told = read(member(a).get(page(a, shared)))
    assert "Nguyễn Thị Hoa" in told
    assert "ấp Cây Hẹ" in told
    assert 'href="tel:' in told
    assert EMAIL not in told


def test_a_list_names_no_buyer(a, shared):
    told = read(member(a).get(page(a)))
    assert "Xã Tam Ngãi" in told
    assert [secret for secret in SECRETS if secret in told] == []


@override_settings(OCOP_BUYER_DATA_DAYS=30)
def test_the_buyer_is_hidden_some_days_after_the_last_own_parcel(a, b, shared, frozen):
    client = member(a)
    frozen("2026-11-29 09:00:00")
    actions.send(shared, a, {line_of(shared, a).pk: 1})
    frozen("2026-12-05 09:00:00")
    actions.send(shared, a, {line_of(shared, a).pk: 1})
    frozen("2027-01-04 08:59:59")
    assert "Nguyễn Thị Hoa" in read(client.get(page(a, shared)))
    frozen("2027-01-04 09:00:00")
    for answer in (read(client.get(page(a, shared))), words_of(client.get(page(a, shared), {"format": "pdf"}))):
        assert "Xã Tam Ngãi" in answer
        assert [secret for secret in SECRETS if secret in answer] == []


def test_the_buyer_is_hidden_as_soon_as_nothing_has_to_be_sent(a, shared):
    actions.cancel(shared, a, [line_of(shared, a).pk], reason="Hết hàng")
    told = read(member(a).get(page(a, shared)))
    assert [secret for secret in SECRETS if secret in told] == []
    assert "Xã Tam Ngãi" in told


@pytest.mark.parametrize("way", ["cancelled by the buyer", "moved by staff long ago"])
def test_an_order_that_others_ended_shows_nobody(a, shared, frozen, way):
    if way == "cancelled by the buyer":
        payments.call_off(shared)
    else:
        for status in ("Being processed", "Complete"):
            shared.set_status(status)
        frozen(clock.now() + timedelta(days=31))
    told = read(member(a).get(page(a, shared)))
    assert [secret for secret in SECRETS if secret in told] == []


@pytest.mark.parametrize("what", ["unpaid", "of another", "nonsense", "\x00"])
def test_what_is_not_ones_own_is_not_found(a, b, what):
    orders = {
        "unpaid": lambda: order_of((goods_of(a), 1), way=BANK, paid=False).number,
        "of another": lambda: order_of((goods_of(b), 1)).number,
    }
    number = orders.get(what, lambda: what)()
    address = reverse("ocop:portal-orders", args=[a.slug]) + f"{number}/"
    client = member(a, "owner")
    assert client.get(address).status_code == 404
    assert client.post(address, {"do": "accept"}).status_code == 404


def test_thirty_orders_cost_as_many_queries_as_one(a, b, assert_queries):
    goods, others = [goods_of(a) for _number in range(3)], goods_of(b)
    orders = [order_of(*[(product, 1) for product in goods], (others, 1)) for _number in range(30)]
    client = member(a)
    for address in (page(a), page(a, orders[0]), reverse("ocop:portal-home", args=[a.slug])):
        client.get(address)
        with assert_queries(12):
            assert client.get(address).status_code == 200
    told = read(client.get(page(a)))
    assert len(re.findall("data-order=", told)) == 25
    assert len(re.findall("data-order=", read(client.get(page(a), {"page": "2"})))) == 5


@pytest.mark.parametrize("query", ["stage=x", "stage=new&page=99", "page=0", "page=-1", "page=%00", "stage=%00"])
def test_nonsense_in_the_address_shows_a_list(a, shared, query):
    assert member(a).get(f"{page(a)}?{query}").status_code == 200


def test_each_stage_lists_its_own(a, shared):
    client = member(a)
    assert f'data-order="{shared.number}"' in read(client.get(page(a), {"stage": "new"}))
    actions.accept(shared, a)
    assert f'data-order="{shared.number}"' not in read(client.get(page(a), {"stage": "new"}))
    assert f'data-order="{shared.number}"' in read(client.get(page(a), {"stage": "to-pack"}))


# --- what is done ---------------------------------------------------------------------------------------------------


def test_a_packer_accepts_packs_and_sends(a, shared):
    client = member(a)
    for do, state in (("accept", "Being processed"), ("pack", "Packed")):
        for _time in range(2):
            assert client.post(page(a, shared), {"do": do}).status_code == 302
        assert states_of(shared)[1] == [state, "Pending"]
    assert send(client, a, shared, 1, carrier="Viettel Post", tracking="VTP1").status_code == 302
    assert send(client, a, shared, 1, number=2).status_code == 302
    assert states_of(shared)[1] == ["Shipped", "Pending"]
    first = shared.ocop_dispatches.order_by("number").first()
    assert (first.carrier, first.tracking, first.maker_key, first.sent_by_id) == (
        "Viettel Post",
        "VTP1",
        a.pk,
        int(client.session["_auth_user_id"]),
    )


def test_the_same_form_sent_twice_sends_one_parcel(a, shared):
    client = member(a)
    send(client, a, shared, 1)
    send(client, a, shared, 1)
    assert shared.ocop_dispatches.count() == 1


@pytest.mark.parametrize(
    "said", [{"pieces": 3}, {"pieces": -1}, {"pieces": "²"}, {"pieces": ""}, {"pieces": 1, "number": "x"},
             {"pieces": 1, "tracking": "x" * 61}, {"pieces": "9" * 40}, {"pieces": 1, "carrier": "\x00"}]
)  # fmt: skip
def test_a_parcel_that_cannot_be_is_said_and_nothing_is_lost(a, shared, said):
    answer = send(member(a), a, shared, **{"tracking": "GIU-LAI", **said})
    assert answer.status_code == 422
    if "tracking" not in said:
        assert "GIU-LAI" in read(answer)
    assert shared.shipping_events.count() == 0


def test_pieces_of_others_in_a_form_count_for_nothing(a, b, shared):
    client, line = member(a, "owner"), line_of(shared, b)
    client.post(page(a, shared), {"do": "send", "number": 1, f"pieces-{line.pk}": 1})
    answer = client.post(page(a, shared), {"do": "cancel", "lines": line.pk, "reason": "Hết hàng"})
    assert answer.status_code == 422
    assert states_of(shared) == ("Pending", ["Pending", "Pending"])
    assert shared.shipping_events.count() == 0


def test_an_editor_cancels_and_a_packer_does_not(a, shared):
    line, product = line_of(shared, a), line_of(shared, a).product
    said = {"do": "cancel", "lines": line.pk, "reason": "Hết hàng"}
    packer = member(a)
    assert packer.post(page(a, shared), said).status_code == 403
    assert 'value="cancel"' not in read(packer.get(page(a, shared)))
    assert (states_of(shared)[1][0], allocated(product)) == ("Pending", 2)
    assert member(a, "editor").post(page(a, shared), said).status_code == 302
    assert (states_of(shared)[1][0], allocated(product)) == ("Cancelled", 0)


def test_without_a_reason_nothing_is_cancelled_and_the_choice_stays(a, shared):
    line = line_of(shared, a)
    answer = member(a, "owner").post(page(a, shared), {"do": "cancel", "lines": line.pk, "reason": " "})
    assert answer.status_code == 422
    assert "checked" in read(answer)
    assert states_of(shared)[1][0] == "Pending"


def test_all_that_was_on_the_page_is_accepted_and_nothing_of_others(a, b, shared):
    foreign, own = order_of((goods_of(b), 1)), order_of((goods_of(a), 1))
    later = order_of((goods_of(a), 1))
    told = [shared.number, own.number, foreign.number, "\x00", "nonsense"]
    member(a).post(page(a), {"do": "accept", "order": told})
    assert states_of(shared) == ("Being processed", ["Being processed", "Pending"])
    assert states_of(own)[0] == "Being processed"
    assert (states_of(foreign)[0], states_of(later)[0]) == ("Pending", "Pending")


def test_the_first_page_says_what_waits(a, shared):
    client = member(a)
    home = reverse("ocop:portal-home", args=[a.slug])
    assert "?stage=new" in read(client.get(home))
    type(shared).objects.update(date_placed=clock.now() - timedelta(days=9))
    assert "is-urgent" in read(client.get(home))
    actions.send(shared, a, {line_of(shared, a).pk: 2})
    assert "desk-tasks" not in read(client.get(home))


def test_an_unknown_step_changes_nothing(a, shared):
    assert member(a).post(page(a, shared), {"do": "refund"}).status_code == 422
    assert states_of(shared) == ("Pending", ["Pending", "Pending"])


# --- what others see of it ------------------------------------------------------------------------------------------


def test_staff_go_on_with_the_same_order_in_the_dashboard(a, b, shared):
    actions.accept(shared, a)
    clerk = client_with("view_order", "change_order")
    address = reverse("dashboard:order-detail", args=[shared.number])
    assert clerk.get(address).status_code == 200
    line = line_of(shared, b)
    said = {"line_action": "change_line_statuses", "selected_line": line.pk, f"selected_line_qty_{line.pk}": 3}
    clerk.post(address, {**said, "new_status": "Being processed"})
    clerk.post(address, {**said, "new_status": "Cancelled"})
    assert states_of(shared) == ("Being processed", ["Being processed", "Cancelled"])
    refund = shared.payment_attempts.get().refunds.get()
    assert int(refund.amount) == 666_000 + 30_000  # and what its parcel was to cost
    assert clerk.get(address).status_code == 200


def test_the_buyer_reads_what_of_each_line_is_on_its_way(a):
    user, client = factories.make_user(), Client()
    client.force_login(user)
    order = order_of((goods_of(a, "Mứt dừa"), 2))
    type(order).objects.filter(pk=order.pk).update(user=user)
    actions.send(order, a, {order.lines.get().pk: 1}, carrier="Viettel Post", tracking="VTP9")
    told = read(client.get(reverse("customer:order", args=[order.number])))
    assert 'data-sent-pieces="1"' in told
    assert "Viettel Post" in told
    assert "VTP9" in told
