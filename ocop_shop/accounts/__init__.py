"""What producers are owed: entries that follow from orders, statements by month, payouts. Whole đồng throughout."""
