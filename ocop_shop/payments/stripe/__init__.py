"""Cards by Stripe's own checkout page, for buyers abroad."""
