"""Tables as files: each row is told in the language of the request, though it is read when the request is over."""

from django.utils import translation
from django.utils.translation import gettext_lazy

from ocop_shop.core import downloads


def test_a_file_that_is_read_later_keeps_the_language_in_which_it_was_asked_for():
    with translation.override("en"):
        answer = downloads.table("csv", "x", [gettext_lazy("Stars")], ([gettext_lazy("Stars")] for _row in range(2)))
    with translation.override("vi"):
        pieces = [piece.decode() for piece in answer.streaming_content]
        assert translation.get_language() == "vi"
    assert pieces == ["\ufeff", "Stars\r\n", "Stars\r\n", "Stars\r\n"]
