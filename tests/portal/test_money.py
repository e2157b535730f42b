"""Money and figures at a producer's desk: own sums, to the đồng, and files that no spreadsheet calculates."""

import csv
from io import BytesIO, StringIO

import pytest
from django.apps import apps
from django.urls import reverse
from openpyxl import load_workbook

from ocop_shop.accounts import actions, figures
from ocop_shop.accounts.figures import Period
from ocop_shop.accounts.months import Month
from ocop_shop.core import clock
from ocop_shop.producers import actions as producers
from ocop_shop.test.factories import make_producer, make_user
from tests.accounts.selling import AT_THE_DOOR, buy, entries, give_back, goods, pay, send, sold

pytestmark = [pytest.mark.django_db, pytest.mark.pages]

EVIL = '=HYPERLINK("http://x.example";"Mật")'


@pytest.fixture
def producer(db):
    return make_producer("Hợp tác xã An")


@pytest.fixture
def other(db):
    return make_producer("Hợp tác xã Bình")


@pytest.fixture
def desk(client, producer):
    user = make_user()
    producers.add_member(producer, user, "owner")
    client.force_login(user)
    return client


def page(producer, name="money", *more):
    return reverse(f"ocop:portal-{name}", args=[producer.slug, *more])


def this_month():
    return str(Month.of(clock.today()))


def many(producer, number):
    """So many entries of sales, as `record` writes them."""
    account, _made = apps.get_model("ocop_accounts", "Account").objects.get_or_create(producer=producer)
    rows = apps.get_model("ocop_accounts", "Entry").objects
    rows.bulk_create(
        rows.model(
            account=account,
            key=f"sale:line:{number}",
            kind="sale",
            amount=1_000,
            at=clock.now(),
            order_number=f"D{number}",
            line_key=number,
            product_key=number % 40,
            title=f"Hàng {number % 40}",
            pieces=1,
        )
        for number in range(1, number + 1)
    )


@pytest.mark.parametrize("name", ["money", "figures"])
def test_a_page_without_sales_opens(desk, producer, name):
    assert desk.get(page(producer, name)).status_code == 200


def test_the_page_says_what_is_owed_and_what_is_in_hand(desk, producer, frozen):
    frozen("2026-10-10 08:00:00")
    sold((goods(producer), 1))
    frozen("2026-11-02 08:00:00")
    actions.close_month(producer, Month(2026, 10))
    sold((goods(producer, 70_000), 1))
    told = desk.get(page(producer)).content.decode()
    assert 'data-next="100000"' in told
    assert 'data-balance="170000"' in told
    assert 'data-total="70000"' in told


def test_a_statement_shows_own_lines_alone_and_adds_up(desk, producer, other):
    order = sold((goods(producer, 99_999, "Mật An"), 2), (goods(other, 70_000, "Mật Bình"), 1))
    give_back(order, int(order.total_incl_tax))
    told = desk.get(page(producer, "statement", this_month())).content.decode()
    assert "Mật An" in told
    assert "Mật Bình" not in told
    assert 'data-total="0"' in told


def test_nothing_of_the_buyer_is_shown(desk, producer):
    user = make_user("hoa.kin@example.com", first_name="Hoa", last_name="Kín")
    sold((goods(producer), 1), user=user)
    pages = [page(producer), page(producer, "statement", this_month()), page(producer, "figures")]
    told = "".join(desk.get(path).content.decode() for path in pages)
    assert "hoa.kin" not in told
    assert "Kín" not in told


@pytest.mark.parametrize("month", ["2026-13", "x", "2019-01", "9999-12", "²026-01"])
def test_a_month_with_nothing_in_it_is_not_found(desk, producer, month):
    assert desk.get(page(producer, "statement", month)).status_code == 404
    assert desk.get(page(producer, "statement-file", month, "csv")).status_code == 404


def test_a_file_of_another_form_is_not_found(desk, producer):
    sold((goods(producer), 1))
    assert desk.get(page(producer, "statement-file", this_month(), "html")).status_code == 404


def test_csv_and_workbook_calculate_nothing_and_add_up(desk, producer, settings):
    settings.OCOP_COMMISSION_PERCENT = 10
    product = goods(producer, 125_000, EVIL)
    sold((product, 1))
    actions.correct(producer, -5_000, "=1+1", actor=None, key="a")
    answer = desk.get(page(producer, "statement-file", this_month(), "csv"))
    rows = list(csv.reader(StringIO(b"".join(answer.streaming_content).decode("utf-8-sig"))))[1:]
    assert not any(cell.startswith(("=", "@", "+")) for row in rows for cell in row)
    assert [int(row[-1]) for row in rows] == [125_000, -12_500, -5_000, 107_500]
    book = load_workbook(BytesIO(desk.get(page(producer, "statement-file", this_month(), "xlsx")).content))
    cells = [cell for row in book.active.iter_rows(min_row=2) for cell in row]
    assert not any(cell.data_type == "f" for cell in cells)
    sums = [row[-1] for row in book.active.iter_rows(min_row=2, values_only=True)]
    assert sum(sums[:-1]) == sums[-1] == 107_500
    assert book.active["E2"].number_format == "#,##0"
    assert book.active["A2"].number_format == "dd/mm/yyyy"


def test_a_statement_can_be_printed(desk, producer):
    sold((goods(producer, 125_000, "Mật <b>hoa</b> & dừa"), 1))
    answer = desk.get(page(producer, "statement-file", this_month(), "pdf"))
    assert answer.content.startswith(b"%PDF")
    assert "no-store" in answer["Cache-Control"]


@pytest.mark.parametrize("name", ["money", "statement", "figures"])
def test_200_lines_cost_no_more_than_12_queries(desk, producer, assert_queries, name):
    many(producer, 230)
    path = page(producer, name, *([this_month()] if name == "statement" else []))
    desk.get(path)
    with assert_queries(12):
        assert desk.get(path).status_code == 200


# --- figures ----------------------------------------------------------------------------------------------------------


def test_figures_are_by_product_and_less_what_was_given_back(producer):
    first, second = goods(producer, 100_000, "Kẹo dừa"), goods(producer, 70_000, "Mật hoa dừa")
    give_back(sold((first, 1)), 40_000)
    sold((second, 3))
    period = Period.of_days(7, clock.today())
    assert [(one.title, one.pieces, one.worth) for one in figures.by_product(producer, period)] == [
        ("Mật hoa dừa", 3, 210_000),
        ("Kẹo dừa", 1, 60_000),
    ]
    assert [part.worth for part in figures.by_time(producer, period)] == [0, 0, 0, 0, 0, 0, 270_000]


def test_figures_are_of_own_goods_in_the_days_that_were_asked_for(producer, other, frozen):
    frozen("2026-10-31 23:59:59")
    sold((goods(producer), 1), (goods(other), 1))
    frozen("2026-11-01 00:00:00")
    sold((goods(producer, 70_000), 1))
    assert sum(one.worth for one in figures.by_product(producer, Period.of_month(Month(2026, 10)))) == 100_000
    assert sum(one.worth for one in figures.by_product(producer, Period.of_days(7, clock.today()))) == 170_000
    assert sum(part.worth for part in figures.by_time(producer, Period.of_days(90, clock.today()))) == 170_000


def test_buyers_who_come_back_are_counted_where_they_are_many(producer):
    buyers, product = [make_user() for _number in range(15)], goods(producer)
    for buyer in [*buyers[:5], *buyers]:
        buy((product, 1), user=buyer, way=AT_THE_DOOR)
    assert figures.buying_again(producer, Period.of_days(30, clock.today())) == 25
    buy((goods(make_producer()), 1), user=buyers[0], way=AT_THE_DOOR)
    assert figures.buying_again(producer, Period.of_days(30, clock.today())) == 25


def test_of_few_orders_nothing_is_said(producer):
    buyer, product = make_user(), goods(producer)
    for _order in range(3):
        buy((product, 1), user=buyer, way=AT_THE_DOOR)
    assert figures.buying_again(producer, Period.of_days(30, clock.today())) is None


@pytest.mark.parametrize(
    "said", ["days=7", "days=90", "days=-1", "days=x", "month=2026-10", "month=2999-01", "month=x"]
)
def test_any_period_opens(desk, producer, said):
    sold((goods(producer), 1))
    assert desk.get(f"{page(producer, 'figures')}?{said}").status_code == 200


# --- cash at the door -------------------------------------------------------------------------------------------------


def test_a_producer_says_that_it_has_the_cash(desk, producer):
    order = send(buy((goods(producer), 1), way=AT_THE_DOOR))
    attempt = order.payment_attempts.get()
    for _twice in range(2):
        desk.post(page(producer), {"do": "collect", "attempt": attempt.pk})
    attempt.refresh_from_db()
    assert (attempt.state, attempt.collected_by) == ("paid", "producer")
    actions.record(order)
    assert entries(producer) == [("sale", 100_000), ("cash", -100_000)]


def test_a_producer_says_that_the_parcel_was_not_taken(desk, producer):
    attempt = send(buy((goods(producer), 1), way=AT_THE_DOOR)).payment_attempts.get()
    desk.post(page(producer), {"do": "refuse", "attempt": attempt.pk})
    attempt.refresh_from_db()
    assert attempt.state == "failed"


@pytest.mark.parametrize("do", ["collect", "refuse"])
def test_cash_of_others_and_of_several_is_not_the_producers_to_say(desk, producer, other, do):
    foreign = send(buy((goods(other), 1), way=AT_THE_DOOR))
    shared = send(buy((goods(producer), 1), (goods(other), 1), way=AT_THE_DOOR))
    unsent = buy((goods(producer), 1), way=AT_THE_DOOR)
    transfer = send(pay(buy((goods(producer), 1))))
    for order in (foreign, shared, unsent, transfer):
        attempt = order.payment_attempts.get()
        desk.post(page(producer), {"do": do, "attempt": attempt.pk})
        before, state = attempt.state, attempt
        state.refresh_from_db()
        assert (state.state, state.collected_by) == (before, "")


@pytest.mark.parametrize("said", [{}, {"do": "x", "attempt": "1"}, {"do": "collect", "attempt": "\x00"}])
def test_nonsense_is_answered_with_the_page(desk, producer, said):
    assert desk.post(page(producer), said).status_code == 422


def test_who_packs_does_not_see_the_money(client, producer):
    user = make_user()
    producers.add_member(producer, user, "packer")
    client.force_login(user)
    assert client.get(page(producer)).status_code == 403
