"""Captions, chapters and transcripts as plain data: read from any file, rebuilt, never handed on as they came."""

from media.captions.chapters import Chapter, chapters_as_text, parse_chapters
from media.captions.cues import Captions, CaptionsRefused, Cue, Problem, clock
from media.captions.parse import check_cues, parse_captions
from media.captions.transcript import Passage, cue_groups, paragraphs, passages, sentences
from media.captions.write import as_editable, as_srt, as_text, as_webvtt

__all__ = [
    "Captions",
    "CaptionsRefused",
    "Chapter",
    "Cue",
    "Passage",
    "Problem",
    "as_editable",
    "as_srt",
    "as_text",
    "as_webvtt",
    "chapters_as_text",
    "check_cues",
    "clock",
    "cue_groups",
    "paragraphs",
    "parse_captions",
    "parse_chapters",
    "passages",
    "sentences",
]
