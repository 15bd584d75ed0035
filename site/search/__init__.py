"""Finding entries by what they say."""
