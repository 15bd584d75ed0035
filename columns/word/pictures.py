"""Keeps the pictures of one document: each stored once, in the work folder."""

import hashlib
import re
import time
from dataclasses import replace
from pathlib import Path

from columns.word import limits
from columns.word.container import Package, Relationship
from columns.word.document import WordImage
from columns.word.images import Crop, Encoded, PictureProblem, reencode
from columns.word.pieces import Tally
from columns.word.refusal import WordRefused

_MACHINE_ALT = re.compile(
    r"(?:图片|图像|图形|图表|图|照片|截图|屏幕截图|微信图片|微信截图|文本框|形状|"
    r"picture|image|graphic|graphics|img|photo|pic|dsc|screenshot|shape|object)"
    r"[\s_\-()（）.:：\d]*\Z",
    re.IGNORECASE,
)
_FILE_NAME = re.compile(
    r"(?:\S.*)?\.(?:jpe?g|png|gif|bmp|tiff?|webp|heic|heif|emf|wmf|svg)(?:\s*\(\d+\))?\Z", re.IGNORECASE
)
_CODE = re.compile(r"(?:\{?[0-9a-f\-]{16,}\}?|[\d_\-()（）\s]+|[a-z]{1,5}_?\d{6,}[\w\-()]*)\Z", re.IGNORECASE)
_GENERATED = ("描述已自动生成", "automatically generated", "AI 生成的内容", "AI-generated content")
_ALT_LENGTH = 500


class PictureShelf:
    """Re-encodes pictures and writes them as `image-001.jpg` … into `folder`."""

    def __init__(self, package: Package, folder: Path, tally: Tally) -> None:
        self.images: list[WordImage] = []
        self._package = package
        self._folder = folder
        self._tally = tally
        self._by_part: dict[tuple[str, Crop], int | str] = {}
        self._by_digest: dict[str, int] = {}
        self._spent = 0.0

    def add(self, link: Relationship | None, crop: Crop) -> int | None:
        """The index of a linked picture; None when it is dropped, which is then reported."""
        if link is None:
            self._tally.drop("缺失的图片")
            return None
        if link.external:
            self._tally.drop("链接的外部图片", link.target)
            return None
        key = (link.target.lower(), crop)
        if key not in self._by_part:
            self._by_part[key] = self._load(link.target, crop)
        found = self._by_part[key]
        if isinstance(found, str):
            self._tally.drop(found, link.target.rsplit("/", 1)[-1])
            return None
        return found

    def describe(self, index: int, alt: str, caption: str) -> None:
        """Give an image the first alt text and caption its uses have."""
        image = self.images[index]
        self.images[index] = replace(image, alt=image.alt or alt, caption=image.caption or caption)

    def _load(self, part: str, crop: Crop) -> int | str:
        """The index of the stored picture, or the label of what is wrong with it."""
        if len(self.images) >= limits.IMAGES or self._spent > limits.IMAGE_CPU_SECONDS:
            self._tally.warn("图片太多，后面的图片没有导入，请另外上传。")
            return "过多的图片"
        if not self._package.has(part):
            return "缺失的图片"
        started = time.process_time()
        try:
            return self._store(reencode(self._package.read(part, limits.BINARY_PART_BYTES), crop))
        except WordRefused as refusal:
            if refusal.code != "damaged":
                raise
            return "损坏的图片"
        except PictureProblem as problem:
            return str(problem)
        finally:
            self._spent += time.process_time() - started

    def _store(self, picture: Encoded) -> int:
        digest = hashlib.sha256(picture.data).hexdigest()
        if digest in self._by_digest:
            return self._by_digest[digest]
        index = len(self.images)
        name = f"image-{index + 1:03d}.{picture.suffix}"
        (self._folder / name).write_bytes(picture.data)
        self.images.append(WordImage(name, digest, picture.width, picture.height, "", "", picture.content_type))
        self._by_digest[digest] = index
        return index


def human_alt(*candidates: str | None) -> str:
    """The first alternative text that a person wrote; empty for names programs make up."""
    for candidate in candidates:
        text = " ".join((candidate or "").split())
        made_up = (
            _MACHINE_ALT.match(text)
            or _FILE_NAME.match(text)
            or _CODE.match(text)
            or any(mark in text for mark in _GENERATED)
        )
        if text and not made_up:
            return text[:_ALT_LENGTH]
    return ""
