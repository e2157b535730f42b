"""`{% load ocop %}`: everything that a template of a shop needs. The parts can be loaded one by one, by their names."""

from __future__ import annotations

from django import template

from . import (
    ocop_addresses,
    ocop_asking,
    ocop_claims,
    ocop_lists,
    ocop_places,
    ocop_products,
    ocop_structured,
    ocop_writing,
)

register = template.Library()
for part in (
    ocop_addresses,
    ocop_asking,
    ocop_claims,
    ocop_lists,
    ocop_places,
    ocop_products,
    ocop_structured,
    ocop_writing,
):
    register.tags.update(part.register.tags)
    register.filters.update(part.register.filters)
