"""The channels that come with the package."""
