"""Filters of the shop's own."""

from django.utils.translation import gettext as _

from ocop_shop.discovery.own_facets import OwnFacet


class RawMaterial(OwnFacet):
    """By an Oscar attribute with options."""

    name = "raw-material"
    prefetch_related = ("attribute_values__attribute", "attribute_values__value_option")

    def label(self):
        return _("Raw material")

    def values_of(self, product):
        return [str(found.value) for found in product.attribute_values.all() if found.attribute.code == "raw_material"]


class Organic(OwnFacet):
    """By a table of the shop's own."""

    name = "organic"
    prefetch_related = ("organic_certificates",)
    watched = ("myshop.OrganicCertificate",)
    is_open = True

    def label(self):
        return _("Organic certification")

    def values_of(self, product):
        return [certificate.scheme for certificate in product.organic_certificates.all()]

    def value_label(self, value):
        return {"tcvn": _("TCVN 11041"), "eu": _("EU organic")}.get(value, value)
