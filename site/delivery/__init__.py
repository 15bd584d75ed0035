"""What happens after a change: the outbox, the worker, files on disk, health."""
