"""Every text of ours is there in Vietnamese and in English. `make messages` brings the catalogues up to date."""

from __future__ import annotations

import pytest
from babel.messages.mofile import read_mo

from tests import messages

CATALOGUES = [pytest.param(p, lang, id=f"{p}-{lang}") for p in messages.PACKAGES for lang in messages.LANGUAGES]


def texts(catalog):
    return {(message.context, message.id) for message in catalog if message.id}


@pytest.mark.parametrize(("package", "language"), CATALOGUES)
def test_every_text_of_the_sources_is_translated_and_nothing_else(package, language):
    known = messages.read(messages.catalogue(package, language), language)
    said = texts(messages.extracted(package))
    assert said - texts(known) == set(), "run `make messages`"
    assert texts(known) - said == set(), "run `make messages`"
    assert [message.id for message in known if message.id and not messages.complete(message)] == []


@pytest.mark.parametrize(("package", "language"), CATALOGUES)
def test_no_translation_is_a_guess_and_placeholders_agree(package, language):
    known = messages.read(messages.catalogue(package, language), language)
    assert [message.id for message in known if message.id and message.fuzzy] == []
    assert [(message.id, [str(error) for error in errors]) for message, errors in known.check()] == []


@pytest.mark.parametrize(("package", "language"), CATALOGUES)
def test_what_is_read_is_what_was_written(package, language):
    path = messages.catalogue(package, language)
    with path.with_suffix(".mo").open("rb") as source:
        read = pairs(read_mo(source))
    assert read == pairs(messages.read(path, language))


@pytest.mark.parametrize("language", messages.LANGUAGES)
def test_one_text_has_one_translation_in_all_catalogues(language):
    """Django reads them all into one: of two translations the shop's would be shown in the package's pages as well."""
    said: dict = {}
    for package in messages.PACKAGES:
        for text, translation in pairs(messages.read(messages.catalogue(package, language), language)).items():
            said.setdefault(text, set()).add(translation)
    assert {text: found for text, found in said.items() if len(found) > 1} == {}


def pairs(catalog):
    """Translations by context and text; several forms as a tuple in either format."""
    return {
        (forms(message.context), forms(message.id)): forms(message.string)
        for message in catalog
        if message.id and messages.complete(message)
    }


def forms(text):
    """Babel reads contexts as bytes and several forms as a list from one format, as text and a tuple from the other."""
    if isinstance(text, bytes):
        return text.decode()
    return tuple(text) if isinstance(text, list) else text


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ('{% load i18n %}{% trans "Stars" %}', {(None, "Stars")}),
        ('{% translate "May" context "month" %}', {("month", "May")}),
        (
            "<p>\n    it's\n  {% blocktranslate count n=2 %}one{% plural %}{{ n }} of them{% endblocktranslate %}</p>",
            {(None, ("one", "%(n)s of them"))},
        ),
        ("{{ _('Price') }} {{ x|default:_('none') }}", {(None, "Price"), (None, "none")}),
    ],
)
def test_texts_are_found_in_templates_without_gettexts_programs(tmp_path, source, expected):
    path = tmp_path / "page.html"
    path.write_text(source)
    found = [messages.entry(function, said) for _line, function, said, _comments in messages.found(path)]
    assert {(context, text) for text, context in found} == expected


def test_texts_are_found_in_python(tmp_path):
    path = tmp_path / "module.py"
    path.write_text(
        'a = _("one")\nb = gettext_lazy("two " "words")\nc = pgettext("month", "May")\n'
        'd = ngettext("x", "%d x", n)\n_(name)\n'
    )
    found = [messages.entry(function, said) for _line, function, said, _comments in messages.found(path)]
    assert [entry for entry in found if entry] == [
        ("one", None),
        ("two words", None),
        ("May", "month"),
        (("x", "%d x"), None),
    ]
