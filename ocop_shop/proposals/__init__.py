"""What producers propose and the shop's staff decide on: a profile, a listing, joining. One engine."""
