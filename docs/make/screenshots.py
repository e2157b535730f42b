"""The pictures of the README, taken from a running sandbox:

    python docs/make/screenshots.py http://127.0.0.1:8000

Needs the demo data, playwright from the test requirements, and a Chromium on the path. Pictures are WebP files of at
most 300 KB in docs/images; running it again overwrites them.
"""

from __future__ import annotations

import argparse
import io
import shutil
import sys
from dataclasses import dataclass
from pathlib import Path

from PIL import Image
from playwright.sync_api import Browser, sync_playwright

IMAGES = Path(__file__).resolve().parent.parent / "images"
BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
WIDE, PHONE = (1280, 800), (390, 844)
LARGEST = 300 * 1024


@dataclass(frozen=True)
class Shot:
    """One picture: its file, the page, the window, and what to bring into view."""

    name: str
    address: str
    window: tuple[int, int] = WIDE
    into_view: str = ""


SHOTS = (
    Shot("home", "/en/"),
    Shot("list", "/en/catalogue/?stars=4&stars=5&province=86", (1280, 1000)),
    Shot("certificate", "/en/catalogue/mat-hoa-dua_1/", (1280, 1000)),
    Shot("province", "/en/regions/vinh-long/", (1280, 1000)),
    Shot("map", "/en/regions/", (1280, 1000), ".ocop-find--place"),
    Shot("list-phone", "/en/catalogue/?stars=5", PHONE),
    Shot("certificate-phone", "/en/catalogue/mat-hoa-dua_1/", PHONE, "[data-ocop-certificate]"),
    Shot("producer-phone", "/en/producers/tra-vinh-farm/", PHONE),
)


def main() -> None:
    """Take all pictures of the shop at the address given."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("shop", nargs="?", default="http://127.0.0.1:8000", help="address of a running sandbox")
    shop = parser.parse_args().shop.rstrip("/")
    program = next(filter(None, map(shutil.which, BROWSERS)), None)
    if program is None:
        sys.exit(f"No browser found; looked for {', '.join(BROWSERS)}.")
    IMAGES.mkdir(exist_ok=True)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=["--no-sandbox", "--no-proxy-server"])
        for shot in SHOTS:
            picture = _webp(_taken(browser, shop, shot))
            (IMAGES / f"{shot.name}.webp").write_bytes(picture)
            sys.stdout.write(f"{shot.name}.webp  {len(picture) // 1024} KB\n")
        browser.close()


def _taken(browser: Browser, shop: str, shot: Shot) -> bytes:
    width, height = shot.window
    page = browser.new_page(viewport={"width": width, "height": height}, color_scheme="light", reduced_motion="reduce")
    answer = page.goto(shop + shot.address, wait_until="networkidle")
    if answer is None or not answer.ok:
        sys.exit(f"{shop}{shot.address} answered {answer.status if answer else 'nothing'}.")
    page.evaluate("document.fonts.ready")
    if shot.into_view:
        page.locator(shot.into_view).first.evaluate("e => scrollTo(0, e.getBoundingClientRect().top + scrollY - 150)")
        page.wait_for_load_state("networkidle")
    taken = page.screenshot()
    page.close()
    return taken


def _webp(screenshot: bytes) -> bytes:
    """The picture at the best quality that keeps it small enough for a README."""
    picture = Image.open(io.BytesIO(screenshot)).convert("RGB")
    for quality in (90, 82, 74, 66, 58):
        target = io.BytesIO()
        picture.save(target, "WEBP", quality=quality, method=6)
        if target.tell() <= LARGEST:
            break
    return target.getvalue()


if __name__ == "__main__":
    main()
