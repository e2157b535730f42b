"""What the Wagtail admin is told about us: the programme staff's pages and their menu."""

from __future__ import annotations

from typing import Any

from wagtail import hooks
from wagtail.admin.menu import Menu, MenuItem, SubmenuMenuItem

from ocop_shop.oversight.viewsets import MENU
from ocop_shop.oversight.viewsets.bulk import BulkViewSet
from ocop_shop.oversight.viewsets.calendar import CalendarViewSet
from ocop_shop.oversight.viewsets.doubts import DoubtsViewSet
from ocop_shop.oversight.viewsets.register import RegisterViewSet
from ocop_shop.oversight.viewsets.remits import RemitsViewSet
from ocop_shop.oversight.viewsets.rounds import RoundsViewSet
from ocop_shop.regions.viewsets import PlacesViewSet


@hooks.register("register_admin_viewset")
def register_viewsets() -> list[Any]:
    """The desk's viewsets, each with its entry in the menu "OCOP", and the introductions of places for editors."""
    return [
        RegisterViewSet(),
        CalendarViewSet(),
        DoubtsViewSet(),
        BulkViewSet(),
        RoundsViewSet(),
        RemitsViewSet(),
        PlacesViewSet(),
    ]


@hooks.register("register_admin_menu_item")
def ocop_menu() -> MenuItem:
    """The menu "OCOP". It is shown to people who see at least one entry of it."""
    return SubmenuMenuItem("OCOP", Menu(register_hook_name=MENU), name="ocop", icon_name="clipboard-list", order=50)
