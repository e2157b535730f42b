"""Places that change: provinces, communes, former units, their successors and macro-regions."""
