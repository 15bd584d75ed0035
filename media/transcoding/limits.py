"""Every limit that recordings and the programs which read them keep, in one place."""

from dataclasses import dataclass

MB = 1024 * 1024

FILE_BYTES = 50 * 1024 * MB
DURATION_SECONDS = 8 * 3600
SHORTEST_SECONDS = 0.2
EDGE_PIXELS = 8192
FRAME_PIXELS = 8192 * 4352
STREAMS = 16
LOG_BYTES = 64 * 1024
STALL_SECONDS = 180  # without any progress


@dataclass(frozen=True, slots=True)
class Limits:
    """What one run of the program may use."""

    wall_seconds: float
    cpu_seconds: int
    output_bytes: int
    memory_bytes: int = 4096 * MB


PROBE = Limits(wall_seconds=90, cpu_seconds=30, output_bytes=MB)


def for_pass(duration: float, output_bytes: int) -> Limits:
    """For a pass over `duration` seconds: up to eight times as much processor time, twice that by the clock."""
    return Limits(wall_seconds=300 + 16 * duration, cpu_seconds=int(120 + 8 * duration), output_bytes=output_bytes)
