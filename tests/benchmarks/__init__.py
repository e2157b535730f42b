"""What a page costs, beside what a good Oscar developer would have written: `make bench`."""
