"""Views of the lecture hall beside its pages."""
