"""Why a text cannot be imported."""


class TextRefused(Exception):
    """`str(error)` is the Chinese message for the editor."""
