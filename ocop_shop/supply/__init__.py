"""What a producer has to sell now: price and stock of its own records, pauses and seasons."""
