"""What a listing row is made of, table by table, and for which products a change there leaves a mark.

The triggers of `triggers` are made of this. A product's row stands under the product itself, a variant's changes under
the variant: whoever mends knows which is which.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from django.apps import apps

from .own_facets import own_facets

PREFIX = "ocop_d_"
EVERY = ("INSERT", "UPDATE", "DELETE")

# Tables with a column for the product that the row belongs to.
_PARTS = (
    "partner.StockRecord",
    "catalogue.ProductImage",
    "catalogue.ProductCategory",
    "ocop_producers.Provenance",
    "ocop_certification.Standing",
    "ocop_certification.Evaluation",
)
_MAKER = ("kind", "name", "name_en", "slug", "brand", "is_public", "province_id", "commune_id")
_PLACE = ("name", "kind", "slug", "code", "parent_id", "aliases")


@dataclass(frozen=True)
class Trigger:
    """SQL that is run after each of some moments ("INSERT") on every row of `table`, which it knows as NEW and OLD.

    With `columns` an update counts only when one of them changed. `once` says that it need not be run for each row,
    only once for the statement, and asks for neither; SQLite has no such triggers and runs it for each.
    """

    name: str
    table: str
    bodies: Mapping[str, str]
    columns: tuple[str, ...] = ()
    once: bool = False


def table(label: str) -> str:
    """The name of a model's table, quoted."""
    return f'"{apps.get_model(label)._meta.db_table}"'


def marking() -> Iterator[Trigger]:
    """The triggers that mark products whose rows are outdated."""
    for label in _PARTS:
        yield _of_part(label)
    # A change of what is in a box leaves its mark under that product: `making.listed` knows the boxes it is in.
    yield _of_part("ocop_boxes.BoxPart", "box_id")
    yield from _of_products()
    yield from _of_the_register()
    yield from _of_makers_and_places()
    if own_facets():
        yield from _of_attributes()
        for label in sorted({label for facet in own_facets() for label in facet.watched}):
            yield _of_part(label, apps.get_model(label)._meta.get_field("product").column)


def _marking(
    name: str, label: str, keys: str, moments: tuple[str, ...] = EVERY, columns: tuple[str, ...] = ()
) -> Trigger:
    """A trigger that marks what `keys`, a query of one column, finds for `{row}`: as it is and as it was."""
    return Trigger(f"{PREFIX}mark_{name}", table(label), {moment: mark(keys, moment) for moment in moments}, columns)


def mark(keys: str, moment: str) -> str:
    """The statement that marks the products which `keys` finds for the row of `moment`."""
    rows = {"INSERT": ("NEW",), "DELETE": ("OLD",), "UPDATE": ("NEW", "OLD")}[moment]
    if set(re.findall(r"{row}\.(\w+)", keys)) == {"id"}:
        rows = rows[:1]  # a key does not change
    found = " UNION ".join(keys.format(row=row) for row in rows)
    # Evaluations and certificates outlive their product.
    return (
        f"INSERT INTO {table('ocop_discovery.ListingMark')} (product_id)"
        f" SELECT marked.product_id FROM ({found}) AS marked WHERE marked.product_id IS NOT NULL;"
    )


def _of_part(label: str, column: str = "product_id") -> Trigger:
    return _marking(label.replace(".", "_").lower(), label, f"SELECT {{row}}.{column} AS product_id")


def _of_products() -> Iterator[Trigger]:
    itself = "SELECT COALESCE({row}.parent_id, {row}.id) AS product_id"
    yield _marking("product", "catalogue.Product", itself, ("INSERT", "UPDATE"))
    yield _marking("variant", "catalogue.Product", "SELECT {row}.parent_id AS product_id", ("DELETE",))
    products = table("catalogue.Product")
    yield _marking(
        "product_class",
        "catalogue.ProductClass",
        f"SELECT id AS product_id FROM {products} WHERE product_class_id = {{row}}.id",
        ("UPDATE",),
        ("track_stock",),
    )
    yield _marking(
        "category",
        "catalogue.Category",
        f"SELECT product_id FROM {table('catalogue.ProductCategory')} WHERE category_id = {{row}}.id",
        ("UPDATE",),
        ("path",),
    )


def _of_the_register() -> Iterator[Trigger]:
    """What a claim tells beside its standing: the certificate's decision and the day of that."""
    certificates = table("ocop_certification.Certificate")
    yield _marking(
        "certificate",
        "ocop_certification.Certificate",
        "SELECT {row}.product_id AS product_id",
        ("UPDATE",),
        ("product_id", "decision_id"),
    )
    yield _marking(
        "decision",
        "ocop_certification.Decision",
        f"SELECT product_id FROM {certificates} WHERE decision_id = {{row}}.id",
        ("UPDATE",),
        ("issued_on",),
    )


def _of_makers_and_places() -> Iterator[Trigger]:
    origins, makers = table("ocop_producers.Provenance"), table("ocop_producers.Producer")
    places = table("ocop_regions.Place")
    made_by = f"SELECT product_id FROM {origins} WHERE producer_id = {{row}}.id"
    yield _marking("producer", "ocop_producers.Producer", made_by, ("UPDATE",), _MAKER)

    def made_where(there: str) -> str:
        by_makers = f"producer_id IN (SELECT id FROM {makers} WHERE {there})"
        return f"SELECT product_id FROM {origins} WHERE {there} OR {by_makers}"

    def at(place: str) -> str:  # a commune's products name its province too
        inside = f"commune_id IN (SELECT id FROM {places} WHERE parent_id = {place})"
        return f"(province_id = {place} OR commune_id = {place} OR {inside})"

    lies_there = f"{made_where(at('{row}.id'))} OR former_province_id = {{row}}.id"
    yield _marking("place", "ocop_regions.Place", lies_there, ("UPDATE",), _PLACE)
    # A row also has the names of what its commune or province was made of.
    yield _marking("succession", "ocop_regions.Succession", made_where(at("{row}.new_id")), EVERY, ("old_id", "new_id"))
    gone = f"SELECT id FROM {places} WHERE id = {{row}}.id OR parent_id = {{row}}.id"
    gone += f" OR parent_id IN (SELECT id FROM {places} WHERE parent_id = {{row}}.id)"
    came = f"SELECT new_id FROM {table('ocop_regions.Succession')} WHERE old_id IN ({gone})"
    of_it = made_where(f"(commune_id IN ({came}) OR province_id IN ({came}))")
    yield _marking("old_place", "ocop_regions.Place", of_it, ("UPDATE",), ("name", "kind", "parent_id", "aliases"))


def _of_attributes() -> Iterator[Trigger]:
    """Oscar's attributes, from which facets of a shop's own are mostly read."""
    values = table("catalogue.ProductAttributeValue")
    many = f'"{apps.get_model("catalogue.ProductAttributeValue").value_multi_option.through._meta.db_table}"'
    of_value = f"SELECT product_id FROM {values} WHERE id = {{row}}.productattributevalue_id"
    yield _of_part("catalogue.ProductAttributeValue")
    yield Trigger(f"{PREFIX}mark_options", many, {moment: mark(of_value, moment) for moment in EVERY})
    yield _marking(
        "option",
        "catalogue.AttributeOption",
        f"SELECT product_id FROM {values} WHERE value_option_id = {{row}}.id UNION SELECT product_id FROM {values}"
        f" WHERE id IN (SELECT productattributevalue_id FROM {many} WHERE attributeoption_id = {{row}}.id)",
        ("UPDATE",),
    )
    yield _marking(
        "attribute",
        "catalogue.ProductAttribute",
        f"SELECT product_id FROM {values} WHERE attribute_id = {{row}}.id",
        ("UPDATE",),
    )
