"""From any recording to versions that browsers play: looked at first, then made stage by stage, within limits."""

from media.transcoding.ffmpeg import Progress, Run
from media.transcoding.ladder import Kind, Stage, is_copy_enough, stages
from media.transcoding.manifest import MASTER, Made, MadeFile, master_playlist
from media.transcoding.probe import Probe, probe
from media.transcoding.refusal import Cancelled, MediaRefused
from media.transcoding.work import make

__all__ = [
    "MASTER",
    "Cancelled",
    "Kind",
    "Made",
    "MadeFile",
    "MediaRefused",
    "Probe",
    "Progress",
    "Run",
    "Stage",
    "is_copy_enough",
    "make",
    "master_playlist",
    "probe",
    "stages",
]
