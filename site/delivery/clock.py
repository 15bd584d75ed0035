"""What the clock asks for: functions that other apps register and the worker calls every few seconds."""

import logging
from collections.abc import Callable

logger = logging.getLogger(__name__)
_ticks: list[Callable[[], object]] = []


def every_tick(function: Callable[[], object]) -> Callable[[], object]:
    """Register `function` to be called at each tick; it must be cheap when nothing is due."""
    if function not in _ticks:
        _ticks.append(function)
    return function


def tick() -> None:
    """Call every registered function; one failure does not stop the others."""
    for function in _ticks:
        try:
            function()
        except Exception:
            logger.exception("clock task %s failed", function.__name__)
