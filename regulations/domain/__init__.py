"""What changes or reads official texts, as verbs."""
