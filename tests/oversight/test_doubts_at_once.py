"""Two clicks, or two officers, at the same moment: one case, one answer."""

import pytest

from ocop_shop.oversight import doubts
from ocop_shop.oversight.exceptions import OversightError
from ocop_shop.oversight.models import DoubtReport
from ocop_shop.test.factories import make_certificate
from tests.certification.test_concurrency import together

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.postgres]


def test_one_report_sent_six_times_at_once_is_one_case():
    certificate = make_certificate()
    cases = together(*[lambda: doubts.report(certificate, "Sai sao")] * 6)
    assert len({case.number for case in cases}) == 1
    assert DoubtReport.objects.count() == 1


def test_of_two_answers_at_once_one_stands_and_the_other_is_refused():
    case = doubts.report(make_certificate(), "Sai sao")

    def answered(finding):
        try:
            return doubts.answer(case, finding, f"Kết luận: {finding}").finding
        except OversightError:
            return "refused"

    results = together(lambda: answered("right"), lambda: answered("corrected"))
    case.refresh_from_db()
    assert sorted(results) == sorted([case.finding, "refused"])
    assert case.answer == f"Kết luận: {case.finding}"
