"""Settings are read late and refuse values of the wrong kind."""

import pytest
from django.test import override_settings

from ocop_shop.conf import OcopSettings, settings

DEFAULTS = {
    "OCOP_COD_LIMIT": 10_000_000,
    "OCOP_DOUBT_DAYS": 15,
    "OCOP_IMPORT_MAX_BYTES": 20 * 1024 * 1024,
    "OCOP_PAGE_SIZE": 24,
    "OCOP_TRUSTED_PROXIES": 0,
}
PROPERTIES = [name for name in dir(OcopSettings) if isinstance(getattr(OcopSettings, name), property)]


@pytest.mark.parametrize(("name", "default"), DEFAULTS.items())
def test_each_setting_has_a_default_and_is_read_when_asked(name, default):
    attribute = name.removeprefix("OCOP_").lower()
    assert getattr(settings, attribute) == default
    with override_settings(**{name: default + 1}):
        assert getattr(settings, attribute) == default + 1
    assert getattr(settings, attribute) == default


@pytest.mark.parametrize("value", ["24", 24.0, None, True, [24]])
def test_a_value_of_the_wrong_kind_is_refused_by_name(value):
    with override_settings(OCOP_PAGE_SIZE=value), pytest.raises(TypeError, match="OCOP_PAGE_SIZE must be int, not"):
        settings.page_size  # noqa: B018


@pytest.mark.parametrize("name", PROPERTIES)
def test_every_setting_says_its_name_and_its_default_in_its_docstring(name):
    documentation = getattr(OcopSettings, name).__doc__
    assert f"`OCOP_{name.upper()}`" in documentation
    assert "Default" in documentation
