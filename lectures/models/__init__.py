"""Models of the lecture hall."""

from lectures.models.archive import LectureAnswer, LectureMoment, LectureSlide
from lectures.models.lecture import LecturePage
from lectures.models.registration import Desk, Registration
from lectures.models.rows import LectureHost, LectureMaterial, LectureSession, LectureSpeaker
from lectures.models.season import Season
from lectures.models.series import SeriesPage
from lectures.models.speaker import Speaker

__all__ = [
    "Desk",
    "LectureAnswer",
    "LectureHost",
    "LectureMaterial",
    "LectureMoment",
    "LecturePage",
    "LectureSession",
    "LectureSlide",
    "LectureSpeaker",
    "Registration",
    "Season",
    "SeriesPage",
    "Speaker",
]
