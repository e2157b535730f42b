"""Settings of the sandbox shop, one module per use."""
