"""What changes accounts and units."""
