"""The desk's matrix, and the bands of the home page."""

from html import unescape

import pytest

from accounts.enums import Role
from core.serving.state import current_state
from regulations.reading.matrix import matrix_of
from tests.factories import interpretation
from tests.support.accounts import account


@pytest.fixture
def explained(home, imported):
    edition = imported()
    interpretation(edition, "第一条", form="text", audiences=["school", "teacher"], title="一")
    interpretation(edition, "第二条第（一）项", "第二条第（二）项", form="case", audiences=["school"], title="二")
    return edition


def test_the_matrix_counts_pages_not_links(explained):
    info = current_state().part("instruments")[explained.instrument.slug]

    matrix = matrix_of(info, current_state())

    assert matrix.columns == ["释义", "图解", "视频", "问答", "案例", "立法说明"]
    assert [(row.number, row.cells, row.total) for row in matrix.rows] == [
        ("第一条", [1, 0, 0, 0, 0, 0], 1),
        ("第二条", [0, 0, 0, 0, 1, 0], 1),
        ("第三条", [0, 0, 0, 0, 0, 0], 0),
    ]
    assert (matrix.covered, dict(matrix.audiences)["学校"], dict(matrix.audiences)["教师"]) == (2, 2, 1)
    assert matrix_of(info, current_state(), "teacher").covered == 1


def test_the_screen_names_the_gaps(client, explained):
    client.force_login(account(Role.EDITOR))

    html = client.get("/admin/official-texts/matrix/").content.decode()

    assert "共 3 条，2 条有内容，1 条还空着" in html


def test_the_home_page_shows_the_featured_text_and_nothing_else(client, explained):
    assert "条例解读</h2>" not in client.get("/").content.decode()
    explained.instrument.is_featured = True
    explained.instrument.save()

    html = unescape(client.get("/").content.decode())

    assert "条例解读</h2>" in html
    assert "第一条</a>为了示范，制定本条例。" in html


def test_the_points_of_the_home_page_tell_what_was_published(client, home, imported):
    points = imported("示范工作要点（样张）\n1.甲工作。子。\n2.乙工作。丑。")
    points.instrument.is_featured = True
    points.instrument.save()
    interpretation(points, "第2条", title="乙的进展")

    html = client.get("/").content.decode()

    assert '<span class="t">甲工作</span><span class="ct">0' in html
    assert '<span class="t">乙工作</span><span class="ct">1' in html
