"""Oscar's search app over the listing table; haystack is never asked."""
