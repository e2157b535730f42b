"""Many acts at a time: standings are derived once, and are those that each act alone would have left."""

from datetime import date

import pytest

from ocop_shop.certification import actions, signals, standing
from ocop_shop.certification.actions import DecisionFacts
from ocop_shop.certification.exceptions import RegisterError
from ocop_shop.certification.models import Certificate, Standing
from ocop_shop.test.factories import make_product

pytestmark = pytest.mark.django_db

DECISION = DecisionFacts("7/QĐ-UBND", date(2026, 6, 1), "UBND tỉnh thử nghiệm", "province")
DAY = date(2026, 11, 1)


@pytest.fixture
def announced():
    """The products of each announcement that standings have changed."""
    heard = []

    def hear(product_ids, **_kwargs):
        heard.append(set(product_ids))

    signals.standing_changed.connect(hear)
    yield heard
    signals.standing_changed.disconnect(hear)


def test_standings_of_a_batch_are_announced_once(announced):
    first, second = make_product(), make_product()
    with actions.batched():
        certificate = actions.grant(first, stars=4, decision=DECISION)
        actions.grant(second, stars=3, decision=DECISION)
        actions.suspend(certificate, effective_on=date(2026, 10, 1))
        assert (announced, Standing.objects.count()) == ([], 0)
    assert announced == [{first.pk, second.pk}]
    assert [standing.claim_on(product, DAY).state for product in (first, second)] == ["suspended", "valid"]


def test_acts_within_a_batch_judge_by_what_it_has_recorded():
    product = make_product()
    with actions.batched():
        certificate = actions.grant(product, stars=4, decision=DECISION)
        actions.revoke(certificate, ground="a", effective_on=date(2026, 9, 1))
        with pytest.raises(RegisterError):
            actions.suspend(certificate, effective_on=date(2026, 10, 1))
    assert standing.claim_on(product, DAY).state == "revoked"


def test_a_batch_within_a_batch_joins_it(announced):
    product = make_product()
    with actions.batched():
        with actions.batched():
            actions.grant(product, stars=4, decision=DECISION)
        assert announced == []
    assert announced == [{product.pk}]


def test_a_batch_that_fails_leaves_nothing(announced):
    product = make_product()

    def failing():
        with actions.batched():
            actions.grant(product, stars=4, decision=DECISION)
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        failing()
    assert (announced, Certificate.objects.count(), Standing.objects.count()) == ([], 0, 0)
