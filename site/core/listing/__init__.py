"""Lists of entries: cards, filters, pager."""
