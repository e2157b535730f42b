"""Every page of a desk says in short sentences what it is for, in both languages, and every guide fits a task."""

from __future__ import annotations

import re
from itertools import product
from pathlib import Path

import pytest
from django.contrib.staticfiles import finders
from django.test import Client
from django.urls import reverse
from django.utils import translation
from PIL import Image

from ocop_shop.portal.example_photos import HEIGHT, PAIRS, WIDTH
from ocop_shop.portal.guides import GUIDES
from ocop_shop.portal.help_texts import HELP, help_for
from ocop_shop.portal.navigation import ROOMS
from ocop_shop.producers import actions
from ocop_shop.test.factories import make_partner, make_producer, make_user
from tests.portal import rooms
from tests.security.urls import addresses

# The rule of docs/how-to/write-help.md: words as they are written, which are syllables in Vietnamese.
MOST_WORDS, MEAN_WORDS = 25, 15
# Many of them are opened on a telephone in a field.
MOST_BYTES = 15_000

languages = pytest.mark.parametrize("language", ["vi", "en"])


def texts():
    """Everything that help and guides say, as lazy words."""
    for told in HELP.values():
        yield from (*told.words, told.ask)
    for guide in GUIDES.values():
        yield from (guide.title, guide.purpose, *guide.steps, *guide.after, guide.ask)
    for pair in PAIRS.values():
        yield from (pair.good.words, pair.good.alt, pair.bad.words, pair.bad.alt)


def sentences(language):
    with translation.override(language):
        return [one for text in texts() for one in re.split(r"(?<=[.?!:])\s+", str(text)) if one]


@languages
def test_help_is_written_in_short_sentences(language):
    lengths = {one: len(one.split()) for one in sentences(language)}
    assert [one for one, words in lengths.items() if words > MOST_WORDS] == []
    assert sum(lengths.values()) / len(lengths) <= MEAN_WORDS


def test_help_is_told_in_both_languages():
    said = {language: [] for language in ("vi", "en")}
    for language, words in said.items():
        with translation.override(language):
            words += [str(text) for text in texts()]
    assert [english for vietnamese, english in zip(*said.values(), strict=True) if vietnamese == english] == []


def test_help_has_two_to_five_parts_and_says_whom_to_ask():
    assert [name for name, told in HELP.items() if not (2 <= len(told.words) <= 5 and told.ask)] == []


def test_every_room_has_help_and_every_guide_hangs_in_one():
    assert [room.name for room in ROOMS if help_for(room.name) is None] == []
    assert {task for told in HELP.values() for task in told.guides} == GUIDES.keys()


def test_every_pair_of_example_photos_is_small_there_and_used():
    used = {told.photos for told in (*HELP.values(), *GUIDES.values()) if told.photos}
    assert used == PAIRS.keys()
    for name, kind in product(PAIRS, ("good", "bad")):
        path = Path(finders.find(f"ocop_shop/img/help/{name}-{kind}.webp"))
        with Image.open(path) as image:
            assert image.size == (WIDTH, HEIGHT)
        assert path.stat().st_size <= MOST_BYTES


@pytest.fixture
def desk(db):
    producer = make_producer("Hợp tác xã An", partner=make_partner("An"))
    owner = make_user()
    actions.add_member(producer, owner, "owner")
    client = Client()
    client.force_login(owner)
    return producer, client


@pytest.mark.pages
def test_every_page_of_a_desk_shows_its_help(desk):
    producer, client = desk
    gaps, _words = rooms.fill(producer)
    without, seen = [], 0
    for address in addresses():
        if address.path.startswith("portal/{slug}/") and not address.path.startswith("portal/{slug}/help/"):
            url = address.filled({**gaps.get(address.name.removeprefix("ocop:"), {}), "slug": producer.slug})
            answer = client.get(url)
            text = "" if answer.streaming else answer.content.decode("utf-8", "replace")
            if answer.status_code == 200 and 'class="desk-main"' in text:
                seen += 1
                without += [] if "data-help" in text else [address.name]
    assert without == []
    assert seen >= len(ROOMS)


@pytest.mark.pages
@pytest.mark.parametrize("task", GUIDES)
def test_a_guide_is_a_page_without_script_that_the_list_leads_to(desk, task):
    producer, client = desk
    listed = client.get(reverse("ocop:portal-help", args=[producer.slug])).content.decode()
    assert f'data-guide="{task}"' in listed
    page = client.get(reverse("ocop:portal-guide", args=[producer.slug, task])).content.decode()
    assert page.count("<li>", page.index("desk-guide")) >= len(GUIDES[task].steps)
    assert page.count('data-examples="') == bool(GUIDES[task].photos)
    assert reverse(f"ocop:{GUIDES[task].room}", args=[producer.slug]) in page[page.index("desk-guide__foot") :]


@pytest.mark.pages
def test_a_guide_leads_nobody_to_a_room_that_is_not_theirs(desk, client):
    producer, _owner = desk
    packer = make_user()
    actions.add_member(producer, packer, "packer")
    client.force_login(packer)
    page = client.get(reverse("ocop:portal-guide", args=[producer.slug, "get-paid"]))
    assert page.status_code == 200
    assert reverse("ocop:portal-money", args=[producer.slug]) not in page.content.decode()


@pytest.mark.pages
def test_a_task_that_nobody_has_written_about_is_not_found(desk):
    producer, client = desk
    assert client.get(reverse("ocop:portal-guide", args=[producer.slug, "fly"])).status_code == 404
