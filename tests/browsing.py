"""A real browser on the live server. It may talk to nobody else, and a page may not complain."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest

AXE = Path(__file__).resolve().parent / "vendor" / "axe.min.js"
WCAG = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22a", "wcag22aa"]
WIDTHS = (390, 1280)
# The first is the same engine without windows around it: a page costs it a third of the work.
PROGRAMS = ("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
QUIET = [
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-gpu",
    "--disable-quic",
    "--disable-sync",
    "--no-first-run",
    # Other hosts cannot be reached at all.
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1, EXCLUDE localhost",
    # Scripts of a test run too shortly for an optimizing compiler to pay.
    "--js-flags=--no-opt",
]


@pytest.fixture(scope="session")
def browser() -> Iterator[Any]:
    """The machine's Chromium; the test is skipped, loudly, where there is none."""
    program = next(filter(None, map(shutil.which, PROGRAMS)), None)
    if program is None:
        pytest.skip("NO CHROMIUM HERE: install it (Debian: apt-get install chromium) to run the browser tests")
    from playwright.sync_api import sync_playwright

    # Playwright's own event loop runs in this thread; Django would refuse every query beside it.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"
    # Chromium's sandbox cannot be set up by root, nor in most containers.
    alone = [] if os.getuid() else ["--no-sandbox"]
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=program, args=[*QUIET, *alone, "--disable-dev-shm-usage"])
        yield chromium
        chromium.close()
    del os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"]


class Visit:
    """What a browser did on behalf of a test, and what must not have happened."""

    def __init__(self, server: str) -> None:
        self.server = urlsplit(server).netloc
        self.elsewhere: list[str] = []
        self.complaints: list[str] = []
        self.forgiven = ""

    def watch(self, context: Any) -> None:
        context.on("request", self._request)
        context.on("weberror", lambda error: self.complaints.append(f"error: {error.error}"))
        context.on("console", self._console)
        context.on("response", self._response)

    def _request(self, request: Any) -> None:
        address = urlsplit(request.url)
        if address.scheme not in {"data", "blob", "about"} and address.netloc != self.server:
            self.elsewhere.append(request.url)

    def _console(self, message: Any) -> None:
        # A missing file is told with its address by `_response`.
        forgiven = self.forgiven and self.forgiven in message.text
        if message.type == "error" and "Failed to load resource" not in message.text and not forgiven:
            self.complaints.append(f"console: {message.text}")

    def _response(self, response: Any) -> None:
        asked_for = response.request.is_navigation_request()
        if response.status >= 500 or (response.status >= 400 and not asked_for):
            self.complaints.append(f"{response.status}: {response.url}")


@pytest.fixture
def browse(browser: Any, live_server: Any) -> Iterator[Callable[..., Any]]:
    """`browse(width=390, javascript=False)`: an empty page of a fresh visitor, whose paths begin at the live server.

    The test fails at its end when any page asked another host, threw an error, or missed a file; errors on the console
    with the words `forgive` are what the test is about.
    """
    visit = Visit(live_server.url)
    opened = []

    def open_page(
        *, width: int = 1280, height: int = 900, javascript: bool = True, forgive: str = "", **options: Any
    ) -> Any:
        visit.forgiven = visit.forgiven or forgive
        context = browser.new_context(
            base_url=live_server.url,
            viewport={"width": width, "height": height},
            java_script_enabled=javascript,
            locale="vi-VN",
            timezone_id="Asia/Ho_Chi_Minh",
            reduced_motion="reduce",
            **options,
        )
        context.set_default_timeout(15_000)
        visit.watch(context)
        opened.append(context)
        return context.new_page()

    yield open_page
    for context in opened:
        context.close()
    assert visit.elsewhere == [], f"the page asked other hosts: {visit.elsewhere}"
    assert visit.complaints == [], f"the page complained: {visit.complaints}"


@pytest.fixture
def page(browse: Callable[..., Any]) -> Any:
    """One page of a fresh visitor on a desktop."""
    return browse()


@pytest.fixture
def axe() -> Callable[[Any], list[str]]:
    """`axe(page)`: what keeps people out of this page, by WCAG 2.x A and AA, one line for each element.

    `without` names parts of the page that are not looked at: they are somebody else's.
    """

    def violations(page: Any, without: Sequence[str] = ()) -> list[str]:
        if not page.evaluate("'axe' in window"):
            page.evaluate(AXE.read_text(encoding="utf-8"))
        found = page.evaluate(
            "([runOnly, exclude]) => axe.run({exclude}, {runOnly, resultTypes: ['violations']})",
            [WCAG, [[selector] for selector in without]],
        )
        return [
            f"{rule['id']}: {' '.join(map(str, node['target']))}: {node['html'][:160]}: {_reason(node)}"
            for rule in found["violations"]
            for node in rule["nodes"]
        ]

    return violations


@pytest.fixture
def axe_at_each_width(axe: Callable[[Any], list[str]]) -> Callable[[Any], dict[int, list[str]]]:
    """As `axe`, on a telephone and on a desktop: what was found, by width; empty when nobody is kept out."""

    def violations(page: Any) -> dict[int, list[str]]:
        found = {}
        for width in WIDTHS:
            page.set_viewport_size({"width": width, "height": 900})
            found[width] = axe(page)
        return {width: lines for width, lines in found.items() if lines}

    return violations


def narrowest(page: Any) -> int:
    """How wide the page wants to be on the smallest telephone, 320 pixels wide."""
    page.set_viewport_size({"width": 320, "height": 640})
    return int(page.evaluate("document.scrollingElement.scrollWidth"))


def _reason(node: dict[str, Any]) -> str:
    checks = [*node["any"], *node["all"], *node["none"]]
    return "; ".join(check["message"] for check in checks)[:200]
