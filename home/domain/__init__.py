"""What the front door does to its data."""
