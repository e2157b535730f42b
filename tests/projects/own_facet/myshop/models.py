"""A table of the shop's own."""

from django.db import models


class OrganicCertificate(models.Model):
    """What an organic scheme says of a product."""

    product = models.ForeignKey("catalogue.Product", models.CASCADE, related_name="organic_certificates")
    scheme = models.CharField(max_length=20)

    def __str__(self):
        return self.scheme
