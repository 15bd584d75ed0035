"""Resumable upload of large files: in parts, straight into the place where the file stays, checked before it counts."""
