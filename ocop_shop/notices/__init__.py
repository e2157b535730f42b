"""What producers are told: notices are rows, written with what they speak of; channels carry them, at their hours."""
