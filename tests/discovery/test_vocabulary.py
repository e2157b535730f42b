"""The words that products are found by are learned as products come, remembered by each process, and never stale."""

from __future__ import annotations

import pytest
from django.db import transaction

from ocop_shop.discovery import vocabulary
from ocop_shop.discovery.models import SearchWord, Stamp
from ocop_shop.test.factories import make_product

pytestmark = pytest.mark.django_db


@pytest.fixture
def learn(django_capture_on_commit_callbacks):
    """Make a product and learn its words, as after a commit."""

    def made(title):
        with django_capture_on_commit_callbacks(execute=True):
            return make_product(title=title)

    return made


def words():
    return set(SearchWord.objects.values_list("word", flat=True))


def test_words_are_learned_after_the_commit(learn):
    assert {"zeo", "quynh"} & words() == set()
    learn("Zéo Quỳnh ST25")
    assert {"zeo", "quynh", "st"} <= words()


def test_words_of_what_is_undone_are_not_learned(db):
    with transaction.atomic():
        make_product(title="Zéo")
        transaction.set_rollback(True)
    assert "zeo" not in words()


def test_numbers_and_single_letters_are_not_learned(learn):
    learn("Zéo 4711 x")
    assert "zeo" in words()
    assert {"4711", "x"} & words() == set()


def test_a_process_sees_new_words_at_its_next_question(learn):
    assert "zeo" not in vocabulary.known().all
    learn("Zéo")
    assert "zeo" in vocabulary.known().all


def test_another_process_that_learned_is_noticed(db):
    before = vocabulary.known()
    SearchWord.objects.create(word="zeo")  # as another process does, which has another memory
    Stamp.objects.update_or_create(name=vocabulary.STAMP, defaults={"token": 4711})
    assert "zeo" not in before.all
    assert "zeo" in vocabulary.known().all


def test_asking_again_costs_one_query_and_nothing_new_costs_one(learn, assert_queries):
    learn("Zéo")
    vocabulary.known()
    with assert_queries(1):
        vocabulary.known()
    with assert_queries(1):
        assert vocabulary.learn({"zeo"}) == 0


def test_learning_tells_how_many_words_were_new(db):
    assert vocabulary.learn({"zeo", "quynh"}) == 2
    assert vocabulary.learn({"zeo", "hoang"}) == 1
    assert {"zeo", "quynh", "hoang"} <= words()


def test_a_rebuild_drops_what_no_product_has_any_more(learn):
    product = learn("Zéo Quỳnh")
    learn("Quỳnh")
    product.delete()
    assert "zeo" in words()
    assert vocabulary.rebuild() == len(words())
    assert "zeo" not in words()
    assert "quynh" in words()


def test_a_rebuild_learns_what_was_missed(learn):
    learn("Zéo")
    SearchWord.objects.all().delete()
    vocabulary.rebuild()
    assert "zeo" in words()
