"""The import on the command line."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from accounts.domain.unit_file import COLUMNS, MAX_BYTES
from accounts.models import Unit

pytestmark = pytest.mark.django_db
HEADING = ",".join(COLUMNS)


def run(path, *args) -> str:
    out = StringIO()
    call_command("import_units", str(path), *args, stdout=out)
    return out.getvalue()


@pytest.fixture
def file(tmp_path):
    path = tmp_path / "units.csv"
    path.write_text(f"{HEADING}\n甲学校,甲校,学校,技工学校,济南市,,,,\n", encoding="gb18030")
    return path


def test_it_imports_and_says_what(file):
    assert run(file) == "第2行 新增 甲学校\n已导入：新增1个，修改0个，不变0个。\n"
    assert Unit.objects.get().name == "甲学校"


def test_changes_are_named(file, city):
    Unit.objects.create(name="甲学校", category="skilled", city=city)

    assert run(file) == "第2行 修改 甲学校：简称 （空） → 甲校\n已导入：新增0个，修改1个，不变0个。\n"


def test_a_dry_run_saves_nothing(file):
    assert run(file, "--dry-run") == "第2行 新增 甲学校\n检查通过，尚未导入：新增1个，修改0个，不变0个。\n"
    assert Unit.objects.count() == 0


def test_problems_are_listed_and_end_the_command(file):
    file.write_text(f"{HEADING}\n=甲,,学校,,,,,,\n乙,,学院,,,,,,\n", encoding="utf-8")

    with pytest.raises(CommandError) as caught:
        run(file)

    assert str(caught.value).splitlines() == [
        "第2行，名称：不能以“=”开头，表格软件会把它当成公式。",
        "第3行，性质：没有“学院”这一项。可以写：学校、研究院、学会、市局、省直单位、其他。",
        "有2处问题，一个单位也没有导入。",
    ]


def test_a_missing_file_is_a_message(tmp_path):
    with pytest.raises(CommandError, match=r"打不开文件“.*nothing\.csv”"):
        run(tmp_path / "nothing.csv")


def test_a_huge_file_is_not_read_to_its_end(tmp_path):
    path = tmp_path / "huge.csv"
    with path.open("wb") as sparse:
        sparse.truncate(MAX_BYTES * 1000)

    with pytest.raises(CommandError, match="文件超过2 MB"):
        run(path)
