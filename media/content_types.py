"""Does a file hold what its name says? Asked by content, never by the name alone."""

import zipfile
from pathlib import PurePath

import filetype
from django.core.exceptions import ValidationError
from django.core.files.base import File

from media.transcoding import MediaRefused
from media.transcoding.sniff import demuxer_of_head

OFFICE_PARTS = {"docx": "word/", "xlsx": "xl/", "pptx": "ppt/"}
OLE_HEADER = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
AUDIO_KINDS = ("mp3", "m4a", "aac", "wav", "wma", "mka")
HEAD_BYTES = 8192
# Extension of a recording → the only demuxer that its content may need.
RECORDINGS = {
    **dict.fromkeys(("mp4", "m4v", "mov", "m4a", "3gp"), "mov"),
    **dict.fromkeys(("mkv", "webm", "mka"), "matroska"),
    **dict.fromkeys(("ts", "mts", "m2ts"), "mpegts"),
    **dict.fromkeys(("mpg", "mpeg", "vob"), "mpeg"),
    **dict.fromkeys(("wmv", "wma", "asf"), "asf"),
    **{name: name for name in ("avi", "flv", "mp3", "aac", "wav")},
}
NOT_TAKEN = "不能上传这种文件。可以用 MP4、MOV、MKV、WebM、AVI、FLV、TS、MPG、WMV 视频，或 MP3、M4A、AAC、WAV 音频。"


def refuse_disguised(file: File) -> None:
    """Raise `ValidationError` when the content of a document is not of the type its extension names."""
    extension = PurePath(file.name).suffix.lower().lstrip(".")
    file.seek(0)
    head = file.read(4096)
    file.seek(0)
    if extension == "pdf":
        fits = b"%PDF-" in head[:1024]
    elif extension in OFFICE_PARTS or extension == "ofd":
        fits = _is_office_zip(file, extension)
    elif extension in ("doc", "xls", "ppt", "wps", "et"):
        fits = head.startswith(OLE_HEADER)
    else:
        fits = b"\0" not in head and filetype.guess(head) is None
    if not fits:
        raise ValidationError(f"文件内容不是 {extension.upper()}。请检查文件，或在原来的软件里另存为所需格式。")


def _is_office_zip(file: File, extension: str) -> bool:
    try:
        with zipfile.ZipFile(file) as archive:
            names = archive.namelist()
    except (zipfile.BadZipFile, ValueError, OSError):
        return False
    finally:
        file.seek(0)
    if any(name.lower().endswith("vbaproject.bin") for name in names):
        raise ValidationError("文件带有宏，请另存为不含宏的文件再传。")
    return "OFD.xml" in names if extension == "ofd" else any(name.startswith(OFFICE_PARTS[extension]) for name in names)


def refuse_non_recording(file: File) -> None:
    """Raise `ValidationError` unless the file begins like the kind of recording that its extension names."""
    file.seek(0)
    head = file.read(HEAD_BYTES)
    file.seek(0)
    refuse_non_recording_head(head, file.name)


def refuse_non_recording_head(head: bytes, name: str) -> None:
    """The same for the first bytes of a file that is not here as a whole."""
    extension = PurePath(name).suffix.lower().lstrip(".")
    if extension not in RECORDINGS:
        raise ValidationError(NOT_TAKEN)
    try:
        demuxer = demuxer_of_head(head)
    except MediaRefused as refusal:
        raise ValidationError(str(refusal)) from refusal
    if demuxer != RECORDINGS[extension]:
        raise ValidationError(f"文件内容不是 {extension.upper()}。请检查文件，或改回原来的后缀再上传。")
