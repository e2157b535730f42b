"""Tags for any template of a shop: badge, card, certificate, money."""
