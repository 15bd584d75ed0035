"""Sharing: the QR code leads to the page, and paper bears address, code and date."""

import re

import pytest
import zxingcpp
from PIL import Image, ImageDraw

from tests.factories import interview, notice, story
from tests.support.reading import parsed, words


def drawn(svg) -> Image.Image:
    """The modules of a QR code in SVG as a picture: horizontal strokes of height one, as segno writes them."""
    side = int(float(svg["viewbox"].split()[2]))
    picture = Image.new("L", (side * 8, side * 8), 255)
    pen = ImageDraw.Draw(picture)
    x = y = 0.0
    for kind, numbers in re.findall(r"([MmhH])([-\d. ]+)", svg.path["d"]):
        values = [float(value) for value in re.findall(r"-?\d*\.?\d+", numbers)]
        if kind == "M":
            x, y = values
        elif kind == "m":
            x, y = x + values[0], y + values[1]
        else:
            end = x + values[0] if kind == "h" else values[0]
            pen.rectangle((x * 8, (y - 0.5) * 8, end * 8 - 1, (y + 0.5) * 8 - 1), fill=0)
            x = end
    return picture


@pytest.mark.parametrize("kind", ["story", "interview", "notice"])
def test_the_code_is_the_address_and_is_printed_with_it(client, column, interviews, notices, kind):
    page = {
        "story": lambda: story(column),
        "interview": lambda: interview(interviews),
        "notice": lambda: notice(notices),
    }[kind]()

    tree = parsed(client, page.url)

    (read,) = zxingcpp.read_barcodes(drawn(tree.select_one("svg#page-qr")))
    paper = tree.select_one(".on-paper")
    canonical = tree.select_one("link[rel=canonical]")["href"]
    assert (read.text, canonical) == (page.full_url, page.full_url)
    assert paper.select_one("use")["href"] == "#page-qr"
    assert page.full_url in words(paper)
    assert re.search(r"发布：\d{4}-\d\d-\d\d \d\d:\d\d", words(paper))
