"""What can go wrong with places."""


class PlaceDataError(ValueError):
    """A data file carried by the package contradicts itself; the message names the file and the entry."""
