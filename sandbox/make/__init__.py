"""Draws the pictures of the demo shop. Run by hand; see ``pictures.py``."""
