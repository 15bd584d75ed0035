"""Public pages and admin screens of official texts."""
