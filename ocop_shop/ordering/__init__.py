"""Stock taken and given back, and what an order line keeps. No tables."""
