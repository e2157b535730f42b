"""Questions about products, which their producers answer in public, and producers' replies to reviews by buyers."""
