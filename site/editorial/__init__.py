"""Editorial governance: gates of the publishing spine, roles of the office."""
