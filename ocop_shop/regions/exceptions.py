"""What can go wrong with places."""


class BrokenPlaceData(ValueError):
    """A data file carried by the package contradicts itself; the message names the file and the entry."""
