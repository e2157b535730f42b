"""OCOP stars that are true today, producers with a face, and buy-local collections for django-oscar."""

__version__ = "0.1.0"
