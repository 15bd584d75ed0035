"""Why the spine says no."""

from django.core.exceptions import PermissionDenied


class PublicChangeRefused(PermissionDenied):
    """A gate refused the change; the message is Chinese and meant for the editor."""


class OutsideSpine(PermissionDenied):
    """Public rows were written by a way that has no gate, no audit entry and no outbox message."""
