"""What the Word reader hands over: plain values that survive JSON in both directions."""

from dataclasses import asdict, dataclass, field
from typing import Any


@dataclass(frozen=True)
class WordImage:
    """One re-encoded picture.

    `file` is a name inside the work folder (JPEG or PNG), `sha256` the hex digest of that
    file, `width` and `height` are pixels; `alt` is empty when the author gave none;
    `content_type` is that of the picture inside the Word file.
    """

    file: str
    sha256: str
    width: int
    height: int
    alt: str
    caption: str
    content_type: str


@dataclass(frozen=True)
class WordNote:
    """A footnote (`kind` = "foot") or endnote ("end"); `number` is the one shown in the text."""

    number: int
    kind: str
    html: str


@dataclass(frozen=True)
class WordDocument:
    """One Word file as draft content; all HTML in it is sanitised.

    `html` is the whole document in reading order without the title. `blocks` hold the same
    content as dictionaries with a `type`:

    - heading: `level` 2–4, `text`, `html`
    - paragraph: `html`
    - list: `ordered`, `html`
    - table: `caption`, `html`, `rows` of cells (`text`, `html`, `colspan`, `rowspan`, `header`)
    - image: `image` (index into `images`), `caption`, `alt`

    `dropped` entries have `what`, `count` and `detail`; `warnings` are sentences. Both are
    written for editors.
    """

    title: str
    html: str
    blocks: list[dict[str, Any]] = field(default_factory=list)
    images: list[WordImage] = field(default_factory=list)
    notes: list[WordNote] = field(default_factory=list)
    dropped: list[dict[str, Any]] = field(default_factory=list)
    warnings: list[str] = field(default_factory=list)

    def to_json(self) -> dict[str, Any]:
        """A dictionary that `json.dumps` takes."""
        return asdict(self)

    @classmethod
    def from_json(cls, data: dict[str, Any]) -> "WordDocument":
        """The document that `to_json` was made from; raises TypeError or KeyError for others."""
        return cls(
            title=data["title"],
            html=data["html"],
            blocks=list(data["blocks"]),
            images=[WordImage(**image) for image in data["images"]],
            notes=[WordNote(**note) for note in data["notes"]],
            dropped=list(data["dropped"]),
            warnings=list(data["warnings"]),
        )
