"""The people behind a product: who they are, where they work, and what of it they let be shown."""
