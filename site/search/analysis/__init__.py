"""What Chinese text is to the search: folded, cut into words, into tokens and into sounds; the same for every engine."""
