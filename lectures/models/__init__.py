"""Models of the lecture hall."""

from lectures.models.archive import LectureAnswer, LectureMoment, LectureSlide
from lectures.models.learning import Learning
from lectures.models.learning_list import LearningListPage, LearningStep
from lectures.models.lecture import LecturePage
from lectures.models.question import LectureQuestion
from lectures.models.registration import Desk, Registration
from lectures.models.rows import LectureHost, LectureMaterial, LectureSession, LectureSpeaker
from lectures.models.season import Season
from lectures.models.series import SeriesPage
from lectures.models.speaker import Speaker
from lectures.models.views import DaySalt, LectureViews, ViewTrace

__all__ = [
    "DaySalt",
    "Desk",
    "Learning",
    "LearningListPage",
    "LearningStep",
    "LectureAnswer",
    "LectureHost",
    "LectureMaterial",
    "LectureMoment",
    "LecturePage",
    "LectureQuestion",
    "LectureSession",
    "LectureSlide",
    "LectureSpeaker",
    "LectureViews",
    "Registration",
    "Season",
    "SeriesPage",
    "Speaker",
    "ViewTrace",
]
