"""Thin Wagtail pages; a site with its own base page leaves this app out and uses the mixins."""
