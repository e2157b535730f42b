"""A shop adds filters of its own: one class, one setting. That of tests/projects/own_facet is started and looked at.

It runs in a process of its own; what changes its products is this one, which knows nothing of its filters.
"""

from __future__ import annotations

import html
import os
import re
import subprocess
import sys
from contextlib import contextmanager
from urllib.parse import quote

import pytest
from django.db import connection
from oscar.core.loading import get_model

from ocop_shop.test.factories import make_product
from tests.databases import ROOT
from tests.surfaces.servers import server, url_of_the_test_database

PROJECT = ROOT / "tests" / "projects" / "own_facet"
PAGE = ROOT / "docs" / "how-to" / "add-a-facet-of-your-own.md"
TABLE = "myshop_organiccertificate"


def environment(tmp_path):
    return {
        **os.environ,
        "DATABASE_URL": url_of_the_test_database(),
        "DJANGO_SETTINGS_MODULE": "tests.projects.own_facet.settings",
        "OCOP_VAR": str(tmp_path),
        "PYTHONPATH": f"{ROOT}{os.pathsep}{PROJECT}",
    }


def run(tmp_path, *commands):
    """Commands of Django in one process of the shop, for each process takes seconds to start."""
    code = "; ".join(["import django", "django.setup()", "from django.core.management import call_command", *commands])
    line = [sys.executable, "-W", "ignore", "-c", code]
    done = subprocess.run(line, env=environment(tmp_path), cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr[-3000:]
    return done.stdout + done.stderr


@contextmanager
def started(tmp_path):
    """The shop, checked, with its table and its rows; gives a function that fetches an address."""
    said = run(
        tmp_path,
        'call_command("check", tags=["ocop_shop"])',
        'call_command("migrate", run_syncdb=True, verbosity=0)',
        'call_command("ocop_rebuild")',
    )
    assert "no issues" in said
    with server(environment(tmp_path), tmp_path) as fetch:
        yield fetch


def sql(statement, *values):
    with connection.cursor() as cursor:
        cursor.execute(statement, values)


def attribute(product_class):
    """An attribute with options, as the dashboard makes it."""
    group = get_model("catalogue", "AttributeOptionGroup").objects.create(name="Nguyên liệu")
    attributes = get_model("catalogue", "ProductAttribute").objects
    found = attributes.create(
        product_class=product_class, name="Nguyên liệu", code="raw_material", type="option", option_group=group
    )
    return found, {name: group.options.create(option=name) for name in ("dừa sáp", "mật hoa", "cam sành")}


def counts(page, name):
    """The values of a filter with their counts, and those that are on."""
    found = re.findall(rf'data-facet="{name}" data-value="([^"]*)" data-count="(\d+)"', page)
    on = re.findall(rf'name="{name}" value="([^"]*)" checked', page)
    return {html.unescape(value): int(number) for value, number in found}, {html.unescape(value) for value in on}


def total(page):
    return int(re.search(r'data-result-count="(\d+)"', page)[1])


@pytest.mark.long
@pytest.mark.django_db(transaction=True)
def test_a_shop_has_filters_of_its_own_with_one_class_and_one_setting(tmp_path):
    products = [make_product(title, province="86") for title in ("Kẹo dừa", "Mật hoa dừa", "Mứt cam", "Trà")]
    material, options = attribute(products[0].product_class)
    for product, option in zip(products, ("dừa sáp", "dừa sáp", "cam sành"), strict=False):
        material.save_value(product, options[option])
    narrowed = f"/catalogue/?raw-material={quote('dừa sáp')}"
    with started(tmp_path) as fetch:
        page = fetch("/catalogue/")
        assert counts(page, "raw-material") == ({"dừa sáp": 2, "cam sành": 1}, set())
        assert "Raw material" in page
        assert total(page) == 4

        page = fetch(narrowed)
        assert (total(page), counts(page, "raw-material")) == (2, ({"dừa sáp": 2, "cam sành": 1}, {"dừa sáp"}))
        assert re.search(r'<a [^>]*href="\./"[^>]*>[^<]*(?:<[^>]*>[^<]*)*dừa sáp', page), "a way back is offered"
        assert 'name="robots" content="noindex' in page
        assert total(fetch(f"{narrowed}&raw-material={quote('cam sành')}")) == 3
        assert total(fetch(f"{narrowed}&province=01")) == 0

        followed_by_every_hand(fetch, products, material, options)
        followed_in_a_table_of_the_shops_own(fetch, products)


def followed_by_every_hand(fetch, products, material, options):
    material.save_value(products[3], options["mật hoa"])
    assert counts(fetch("/catalogue/"), "raw-material")[0] == {"dừa sáp": 2, "cam sành": 1, "mật hoa": 1}
    values = get_model("catalogue", "ProductAttributeValue").objects
    values.filter(product=products[3]).update(value_option=options["cam sành"])
    assert counts(fetch("/catalogue/"), "raw-material")[0] == {"dừa sáp": 2, "cam sành": 2}
    sql("UPDATE catalogue_attributeoption SET option = %s WHERE id = %s", "cam Vinh", options["cam sành"].pk)
    assert counts(fetch("/catalogue/"), "raw-material")[0] == {"dừa sáp": 2, "cam Vinh": 2}
    values.filter(product=products[0]).delete()
    assert counts(fetch("/catalogue/"), "raw-material")[0] == {"dừa sáp": 1, "cam Vinh": 2}
    products[1].delete()
    assert counts(fetch("/catalogue/"), "raw-material")[0] == {"cam Vinh": 2}


def followed_in_a_table_of_the_shops_own(fetch, products):
    assert counts(fetch("/catalogue/"), "organic") == ({}, set())
    sql(f"INSERT INTO {TABLE} (product_id, scheme) VALUES (%s, 'eu'), (%s, 'tcvn')", products[0].pk, products[2].pk)
    page = fetch("/catalogue/?organic=eu")
    assert (total(page), counts(page, "organic")) == (1, ({"eu": 1, "tcvn": 1}, {"eu"}))
    assert "EU organic" in page
    sql(f"UPDATE {TABLE} SET scheme = 'eu'")
    assert counts(fetch("/catalogue/?organic=eu"), "organic") == ({"eu": 2}, {"eu"})
    sql(f"DELETE FROM {TABLE}")
    page = fetch("/catalogue/?organic=eu")
    assert (total(page), counts(page, "organic")) == (0, ({"eu": 0}, {"eu"}))


def test_the_how_to_shows_what_the_started_shop_is_made_of():
    blocks = re.findall(r"^```python\n# (\S+)\n(.*?)^```$", PAGE.read_text(encoding="utf-8"), re.MULTILINE | re.DOTALL)
    assert {path for path, _code in blocks} == {"settings.py", "myshop/models.py", "myshop/facets.py"}
    for path, code in blocks:
        assert code in (PROJECT / path).read_text(encoding="utf-8"), path
