"""Official texts for the tests of regulations: all of them visibly specimens."""

from collections.abc import Callable

import pytest

from accounts.models import User
from regulations.domain.imports import confirm_edition, import_instrument
from regulations.domain.text_files import SourceText
from regulations.models import Edition

SPECIMEN = """\
示范条例（样张）
（2024年1月20日示范省第十四届人民代表大会常务委员会第七次会议通过）
第一章　总　则
第一条　为了示范，制定本条例。
第二条　下列情形适用本条例：
（一）甲；
（二）乙。
前款规定的情形除外。
第二章　附　则
第三条　本条例自2024年5月1日起施行。
"""
OLD_SPECIMEN = SPECIMEN.replace("2024年1月20日示范省第十四届", "2001年1月20日示范省第九届").replace(
    "2024年5月1日", "2001年5月1日"
)


@pytest.fixture
def reviewer(db) -> User:
    """A person who confirms."""
    return User.objects.create_user("reviewer", password="x", first_name="核对", last_name="某")


@pytest.fixture
def imported(db) -> Callable[..., Edition]:
    """Import a text; public unless told otherwise."""

    def make(text: str = SPECIMEN, public: bool = True, **facts: object) -> Edition:
        source = SourceText(text, "specimen.txt")
        edition = import_instrument(source, source.parsed(), facts=facts)
        if public:
            confirm_edition(edition, None)
            edition.refresh_from_db()
        return edition

    return make
