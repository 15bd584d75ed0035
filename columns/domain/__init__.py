"""What changes columns and entries, as verbs."""
