"""Views of this app in the admin."""
