"""Engines: each finds candidates for a query among the indexed documents; ranking and showing is the same for all."""
