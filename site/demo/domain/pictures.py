"""The pictures of the demonstration texts: drawn from a number, so they show nobody."""

from dataclasses import dataclass
from zlib import crc32

from django.core.files.base import ContentFile

from core.drawing.pictures import picture_jpeg
from demo.models import DemoKind, DemoObject
from demo.texts import Figure, Text
from media.enums import Licence
from media.models import Image

KINDS = {
    "ridges": "层叠的山岭和一轮红日",
    "quarters": "方格里的四分之一圆与一个红点",
    "dovetails": "一块块燕尾榫拼接的木板",
    "strings": "绷直的线织成的网和一条红线",
}
LEAD_KIND, LEAD_SHOWS = "workshop", "车间里的机械臂，背后是山、水和红日"
COVER_SIZE = (960, 600)
FIGURE_SIZE = (880, 550)
COVER_CREDIT = "绘图/演示图案"
# One entry in this many has a cover picture; the others show that a drawing stands in.
COVERS_EVERY = 3


@dataclass(frozen=True, slots=True)
class Drawn:
    """A picture that is drawn and not stored yet."""

    key: str
    jpeg: bytes
    title: str
    description: str
    credit: str

    def store(self) -> Image:
        """Put it into the library; the worker makes its sizes."""
        image = Image(title=self.title, description=self.description, credit=self.credit, licence=Licence.OWN)
        image.file = ContentFile(self.jpeg, name="demo.jpg")
        image.save()
        DemoObject.note(DemoKind.IMAGE, self.key, image)
        return image


def draw_cover(text: Text, *, is_lead: bool) -> Drawn | None:
    """The cover of an entry, or None for those that go without."""
    number = crc32(text.key.encode())
    if not is_lead and number % COVERS_EVERY:
        return None
    kind = LEAD_KIND if is_lead else list(KINDS)[number // COVERS_EVERY % len(KINDS)]
    shows = LEAD_SHOWS if is_lead else KINDS[kind]
    jpeg = picture_jpeg(number, kind, *COVER_SIZE)
    return Drawn(
        f"{text.key}/cover",
        jpeg,
        f"封面：{text.front['short_title'] or text.front['title']}",
        f"示意图案：{shows}",
        COVER_CREDIT,
    )


def draw_figure(text: Text, place: int, figure: Figure) -> Drawn:
    """The picture of a figure in the body."""
    key = f"{text.key}/figure-{place}"
    number = crc32(key.encode())
    jpeg = picture_jpeg(number, list(KINDS)[number % len(KINDS)], *FIGURE_SIZE)
    return Drawn(key, jpeg, figure.caption, figure.alt, figure.credit)
