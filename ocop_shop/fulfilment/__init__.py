"""What a producer sees of an order and does with it: its own lines, until they are on their way. No tables."""
