"""The demo shop with two filters of its own, as docs/how-to/add-a-facet-of-your-own.md tells."""

from sandbox.settings.test import *  # noqa: F403

INSTALLED_APPS = [*INSTALLED_APPS, "myshop"]  # noqa: F405

OCOP_FACETS = ["myshop.facets.RawMaterial", "myshop.facets.Organic"]
