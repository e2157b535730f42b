"""Ways to pay. Each says whether it takes an order, and records what it was promised."""
