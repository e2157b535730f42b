"""Oscar's checkout with Vietnamese addresses, stock taken first, and the claims kept."""
