"""The seal: stars only while a certificate holds, one element, one sentence."""

from datetime import date

import pytest
from django.template.loader import render_to_string
from django.utils import translation

from ocop_shop.certification.claims import Claim
from ocop_shop.certification.life import State
from tests.templates.reading import read

SIZES = [20, 28, "stamp"]
GONE = [State.EXPIRED, State.SUSPENDED, State.REVOKED]


def claim(state=State.VALID, stars=4, **values):
    badge = state in {State.VALID, State.EXTENDED}
    known = {
        "certificate_id": 7,
        "issuer_level": "province",
        "issued_on": date(2025, 5, 12),
        "expires_on": date(2028, 5, 12),
        "holds_until": date(2028, 5, 12) if badge else None,
        "certified_stars": stars,
    }
    return Claim(1, date(2026, 11, 22), state, stars if badge else None, **{**known, **values})


def seal(of, size=20, language="en"):
    with translation.override(language):
        return read(render_to_string("ocop_shop/elements/seal.html", {"claim": of, "size": size}))


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("state", [State.VALID, State.EXTENDED])
@pytest.mark.parametrize("stars", [3, 4, 5])
def test_a_badge_is_one_image_with_its_stars(size, state, stars):
    image = seal(claim(state, stars), size).one(role="img")
    assert image["data-ocop-stars"] == str(stars)
    assert "data-ocop-state" not in image
    assert image.all("svg")[0]["aria-hidden"] == "true"


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("state", GONE)
def test_what_ended_is_said_in_words_and_carries_no_star(size, state):
    tree = seal(claim(state), size)
    image = tree.one(role="img")
    assert image["data-ocop-state"] == state.value
    assert tree.all(data_ocop_stars=True) == []
    assert [use["href"] for use in tree.all("use") if "#s-" in use["href"] or "#st-ring" in use["href"][-7:]] == []
    assert "star" not in image["aria-label"]


@pytest.mark.parametrize("size", SIZES)
def test_without_a_certificate_there_is_nothing(size):
    tree = seal(claim(State.NONE), size)
    assert tree.all(role="img") == []
    assert tree.text == ""


def test_a_claim_that_names_stars_in_a_state_without_badge_shows_none():
    forged = Claim(1, date(2026, 11, 22), State.REVOKED, stars=5, certified_stars=5)
    assert seal(forged).all(data_ocop_stars=True) == []


@pytest.mark.parametrize(
    ("of", "sentence"),
    [
        (claim(), "OCOP 4 stars, provincial level, valid until 12/05/2028"),
        (claim(stars=5, issuer_level="national"), "OCOP 5 stars, national level, valid until 12/05/2028"),
        (claim(stars=3, issuer_level="district"), "OCOP 3 stars, district level, valid until 12/05/2028"),
        (claim(issuer_level=""), "OCOP 4 stars, valid until 12/05/2028"),
        (
            claim(State.EXTENDED, holds_until=date(2028, 11, 8)),
            "OCOP 4 stars, provincial level, being assessed again, extended until 08/11/2028",
        ),
        (claim(State.EXPIRED), "OCOP certificate expired on 12/05/2028"),
        (claim(State.SUSPENDED), "OCOP certificate suspended, being checked"),
        (claim(State.REVOKED), "OCOP certificate revoked"),
    ],
)
def test_the_name_of_the_seal_is_the_whole_statement(of, sentence):
    assert seal(of).one(role="img")["aria-label"] == sentence


@pytest.mark.parametrize(
    ("of", "sentence"),
    [
        (claim(), "OCOP 4 sao, cấp tỉnh, còn hiệu lực đến 12/05/2028"),
        (claim(State.REVOKED), "Chứng nhận OCOP đã bị thu hồi"),
    ],
)
def test_a_vietnamese_reader_hears_it_in_vietnamese(of, sentence):
    with translation.override("vi"):
        if translation.gettext("valid until %(date)s") == "valid until %(date)s":
            pytest.skip("the Vietnamese catalogue is not compiled")
    assert seal(of, language="vi").one(role="img")["aria-label"] == sentence


@pytest.mark.parametrize(("language", "word"), [("vi", "st-stars-vi"), ("en", "st-stars-en")])
def test_the_stamp_is_lettered_in_the_language_of_the_reader(language, word):
    uses = [use["href"].partition("#")[2] for use in seal(claim(), "stamp", language).all("use")]
    assert uses == ["st-ring", "st-4", word]


def test_every_drawing_that_a_template_uses_is_in_the_sprite():
    import re
    from pathlib import Path

    import ocop_shop

    folder = Path(ocop_shop.__file__).parent
    drawn = set(re.findall(r'<symbol id="([^"]+)"', (folder / "static/ocop_shop/img/sprite.svg").read_text("utf-8")))
    sources = [*folder.rglob("templates/**/*.html"), *folder.parent.glob("sandbox/templates/**/*.html")]
    texts = [source.read_text("utf-8") for source in sources]
    used = {f"i-{name}" for text in texts for name in re.findall(r'icons?\.html" with icon="([a-z-]+)"', text)}
    used |= {name for text in texts for name in re.findall(r"#((?:m|i|st)-[a-z0-9-]+)\"", text)}
    assert used
    assert used - drawn == set()
