"""Official lists read into a plan, shown as a dry run, and applied."""
