"""What core adds to Wagtail's admin: refusals in words, robust input, a menu for the office."""
