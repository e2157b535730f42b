"""The Wagtail pages of the demo: a home page and three collections, in Vietnamese and English."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.apps import apps
from django.core.files.images import ImageFile
from wagtail.images import get_image_model
from wagtail.models import Locale, Page, Site

from ocop_shop.buylocal.pages.models import CollectionPage, HomePage

from . import files

_PICTURES = {
    "home": ("river-delta", "canh-song", "delta"),
    "nguoi-vinh-long-mua-hang-vinh-long": ("coconut-garden", "canh-vuon-dua", "coconut"),
    "quang-ngai-tu-bien-len-rung": ("coast", "canh-bien", "sea"),
    "dong-bang-song-cuu-long": ("rice-field", "canh-ruong", "rice"),
}
_WORDS = {
    "vi": {
        "shelf": "Hàng Vĩnh Long",
        "levels": "Sao này do Nhà nước chấm",
        "places": "Mua theo nơi làm ra",
        "makers": "Người làm hàng",
        "sea": "Quảng Ngãi, từ biển lên rừng",
    },
    "en": {
        "shelf": "From Vĩnh Long",
        "levels": "Stars given by the state",
        "places": "Shop by place",
        "makers": "The makers",
        "sea": "Quảng Ngãi, from the sea to the forest",
    },
}


def load() -> None:
    """Make the pages where they are missing; pages that an editor changed are left alone."""
    texts = files.texts()
    vi, en = (Locale.objects.get_or_create(language_code=code)[0] for code in ("vi", "en"))
    home = HomePage.objects.filter(locale=vi).first() or _home(texts["home"], vi)
    _serve(home)
    english_home = home.get_translation_or_none(en) or _translated_home(home, texts["home"], en)
    for entry in texts["collections"]:
        page = CollectionPage.objects.filter(slug=entry["slug"], locale=vi).first() or _collection(home, entry)
        if not page.has_translation(en):
            _translated_collection(page, english_home, entry, en)


def _home(entry: dict[str, Any], locale: Locale) -> HomePage:
    root = Page.objects.get(depth=1)
    page = HomePage(locale=locale, slug="trang-chu", hero_image=_picture("home"), **_home_texts(entry, "vi"))
    root.add_child(instance=page)
    page.save_revision().publish()
    return page


def _translated_home(home: HomePage, entry: dict[str, Any], locale: Locale) -> Any:
    copy = home.copy_for_translation(locale)
    return _published(copy, {"slug": "home", **_home_texts(entry, "en")})


def _home_texts(entry: dict[str, Any], language: str) -> dict[str, Any]:
    words = _WORDS[language]
    body = [
        ("shelf", {"title": words["shelf"], "province": "86", "min_stars": "3", "limit": 8}),
        ("shelf", {"title": words["sea"], "province": "51", "min_stars": "3", "limit": 4}),
        ("levels", {"title": words["levels"]}),
        ("places", {"title": words["places"]}),
        ("makers", {"title": words["makers"], "limit": 3}),
    ]
    return {
        "title": entry["title"][language],
        "kicker": entry["hero_kicker"][language],
        "headline": entry["hero_title"][language],
        "intro": entry["intro"][language],
        "body": body,
    }


def _collection(home: Any, entry: dict[str, Any]) -> CollectionPage:
    rule = entry["rule"]
    places = apps.get_model("ocop_regions", "Place").objects.provinces().in_force()
    regions = apps.get_model("ocop_regions", "MacroRegion").objects
    page = CollectionPage(
        locale=home.locale,
        slug=entry["slug"],
        hero_image=_picture(entry["slug"]),
        province=None if rule["macro_region"] else places.filter(code=rule["province_codes"][0]).first(),
        macro_region=regions.filter(code=rule["macro_region"]).first() if rule["macro_region"] else None,
        min_stars=rule["min_stars"],
        show_in_menus=True,
        **_collection_texts(entry, "vi"),
    )
    home.add_child(instance=page)
    page.save_revision().publish()
    return page


def _translated_collection(page: Any, home: Any, entry: dict[str, Any], locale: Locale) -> None:
    _published(page.copy_for_translation(locale), _collection_texts(entry, "en"))


def _collection_texts(entry: dict[str, Any], language: str) -> dict[str, Any]:
    title = entry["title"][language]
    return {"title": title, "headline": title, "intro": entry["intro"][language]}


def _published(page: Any, values: dict[str, Any]) -> Any:
    for name, value in values.items():
        setattr(page, name, value)
    page.save()
    page.save_revision().publish()
    return page


def _serve(home: Any) -> None:
    """Put the home page at the root of the default site, in place of Wagtail's welcome page."""
    site = Site.objects.filter(is_default_site=True).first() or Site(hostname="localhost", is_default_site=True)
    welcome = site.root_page if site.pk and site.root_page_id != home.pk else None
    site.root_page, site.site_name = home, "Chợ Làng"
    site.save()
    if welcome and welcome.depth > 1 and welcome.specific_class is Page:
        welcome.delete()


def _picture(name: str) -> Any:
    """The wide picture for a page, as a Wagtail image; the first landscape whose name fits."""
    landscapes = sorted((files.PICTURES / "places").glob("*.webp"))
    fitting = [path for word in _PICTURES[name] for path in landscapes if word in path.stem]
    if not (chosen := next(iter([*fitting, *landscapes]), None)):
        return None
    return _image(chosen)


def _image(path: Path) -> Any:
    images = get_image_model().objects
    known = images.filter(title=path.stem).first()
    if known:
        return known
    with path.open("rb") as source:
        return images.create(title=path.stem, file=ImageFile(source, name=path.name))
