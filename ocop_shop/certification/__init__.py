"""The heart: decisions, certificates, dated events, and the one answer to what a product may claim on a day."""
