"""Tests of ocop_shop and its sandbox. `docs/how-to/contribute.md` says how to run them."""
