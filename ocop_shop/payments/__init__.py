"""Money for orders: ways to pay, attempts to pay by them, and what providers say of these. The order stands first."""
