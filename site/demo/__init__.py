"""Demonstration content: written for this project, plainly fictitious, removable again."""
