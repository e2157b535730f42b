"""The demo data, from the files in `sandbox/demo` into a running shop. Every step may be repeated."""
