"""The browser of the browser tests, for journeys."""

from tests.browser.conftest import browse, browser

__all__ = ["browse", "browser"]
