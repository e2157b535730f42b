"""What a shop that builds on us needs in its own tests: factories and a clock to hold."""
