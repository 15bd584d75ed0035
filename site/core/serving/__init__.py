"""From an address to an answer: resolver, in-process state, visitor's view, the one page view."""
