"""Regional collections in Wagtail: what they are made of and how their products are chosen."""
