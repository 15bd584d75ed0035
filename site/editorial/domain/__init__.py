"""Verbs of the editorial office."""
