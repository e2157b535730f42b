"""The only place that imports `oscar.apps`: Oscar apps that own no tables, replaced."""
