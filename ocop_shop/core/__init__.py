"""What every capability stands on: time, text, money, loading and audit. No tables, no capability's name."""
