"""The producer's own desk: views and forms over the verbs of the capabilities. No tables, no rules."""
