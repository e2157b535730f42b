"""How the goods of each maker come to the buyer, and what that costs: ways, zones and bands, quotes, parcels."""
