"""What every capability stands on: time, text, money, loading, locks. No tables, no capability's name."""
