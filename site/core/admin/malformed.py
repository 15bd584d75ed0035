"""Form data that no editor of ours sends: answered with 400, never with a broken page."""

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.core.exceptions import BadRequest, PermissionDenied, ValidationError
from django.db import InterfaceError, OperationalError
from django.http import Http404
from wagtail.blocks import Block
from wagtail.blocks.base import BlockField, BlockWidget

logger = logging.getLogger(__name__)

# These say something of their own; everything else that reading a value raises says that the value is broken.
MEANINGFUL = (ValidationError, BadRequest, PermissionDenied, Http404, OperationalError, InterfaceError)


@contextmanager
def malformed_is_bad_request() -> Iterator[None]:
    """Turn whatever the reading of hostile or torn form data raises into `BadRequest`.

    Wagtail's blocks and converters trust the shape of what their own scripts send: a wrong type anywhere in it ends in
    a KeyError, TypeError or worse, from dozens of places. Only reading and checking of input may stand in here.
    """
    try:
        yield
    except MEANINGFUL:
        raise
    except Exception as error:
        # A fault of ours would end here as well: the log keeps what it was.
        logger.warning("malformed form data", exc_info=True)
        raise BadRequest("malformed form data") from error


class GuardedBlockWidget(BlockWidget):
    """Reads the blocks of a StreamField."""

    def value_from_datadict(self, data: Any, files: Any, name: str) -> Any:
        """The value, or `BadRequest`."""
        with malformed_is_bad_request():
            return super().value_from_datadict(data, files, name)


class GuardedBlockField(BlockField):
    """The form field of a StreamField."""

    def __init__(self, block: Block | None = None, **kwargs: Any) -> None:
        kwargs.setdefault("widget", GuardedBlockWidget(block))
        super().__init__(block, **kwargs)

    def clean(self, value: Any) -> Any:
        """The checked value; `ValidationError` for what an editor can mend, `BadRequest` for the rest."""
        with malformed_is_bad_request():
            cleaned = super().clean(value)
            # What cannot be written must not get past the form either.
            self.block.get_prep_value(cleaned)
            return cleaned

    def has_changed(self, initial_value: Any, data_value: Any) -> bool:
        """Whether the blocks differ."""
        with malformed_is_bad_request():
            return super().has_changed(initial_value, data_value)
