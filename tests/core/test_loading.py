"""Finding a class that a shop may have replaced."""

import sys
from types import ModuleType

import pytest
from django.apps import apps

from ocop_shop.core.loading import get_class


def test_the_class_as_shipped_is_found():
    from ocop_shop.discovery.views import ProducerListView

    assert get_class("ocop_discovery.views", "ProducerListView") is ProducerListView


def test_a_shops_own_class_comes_first_and_the_rest_stays_ours(monkeypatch, tmp_path):
    from ocop_shop.discovery.views import ProducerDetailView

    (tmp_path / "myshop_fork").mkdir()
    (tmp_path / "myshop_fork" / "__init__.py").touch()
    (tmp_path / "myshop_fork" / "views.py").write_text("class ProducerListView:\n    own = True\n")
    monkeypatch.syspath_prepend(str(tmp_path))
    monkeypatch.setattr(apps.get_app_config("ocop_discovery"), "name", "myshop_fork")
    try:
        assert get_class("ocop_discovery.views", "ProducerListView").own
        assert get_class("ocop_discovery.views", "ProducerDetailView") is ProducerDetailView
    finally:
        for name in [name for name in sys.modules if name.startswith("myshop_fork")]:
            del sys.modules[name]


@pytest.mark.parametrize(
    ("module", "name"),
    [("ocop_discovery.views", "NoSuchView"), ("ocop_discovery.nowhere", "View"), ("no_app.views", "View")],
)
def test_what_nobody_has_is_a_lookup_error(module, name):
    with pytest.raises(LookupError):
        get_class(module, name)


def test_an_error_inside_a_shops_module_is_not_hidden(monkeypatch, tmp_path):
    (tmp_path / "broken_fork").mkdir()
    (tmp_path / "broken_fork" / "__init__.py").touch()
    (tmp_path / "broken_fork" / "views.py").write_text("import a_module_that_is_not_there\n")
    monkeypatch.syspath_prepend(str(tmp_path))
    monkeypatch.setattr(apps.get_app_config("ocop_discovery"), "name", "broken_fork")
    with pytest.raises(ModuleNotFoundError, match="a_module_that_is_not_there"):
        get_class("ocop_discovery.views", "ProducerListView")
    assert isinstance(sys.modules.get("broken_fork"), ModuleType)
