"""Measuring the search with judged queries."""
