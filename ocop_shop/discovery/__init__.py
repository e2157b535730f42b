"""Finding: the listing row, counts, facets and the parameters of a shared link."""
