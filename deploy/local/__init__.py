"""The two commands `make run` and `make test`; only the standard library, for it runs before anything is installed."""
