"""The programme staff's pages in the Wagtail admin.

One menu, "OCOP", holds them all: a further viewset joins it with `menu_hook = MENU` and is registered in
`ocop_shop.wagtail_hooks`.
"""

MENU = "register_ocop_menu_item"
