"""Gift boxes: products made of other makers' products, and requests for a quote for many of them."""
