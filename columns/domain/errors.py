"""Why a verb of this app says no."""


class ImportRefused(Exception):
    """The import cannot be made here; the text is Chinese and meant for the editor."""
