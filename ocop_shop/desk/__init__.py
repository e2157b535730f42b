"""The shop staff's own pages in Oscar's dashboard: views and forms over the verbs of the capabilities. No tables."""
