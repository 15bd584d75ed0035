"""What is put right in a query that finds nothing, and what is left as it was meant."""

import pytest

from search.analysis.query import parse
from search.analysis.sounds import initials_of, sound_of
from search.domain.repair import repaired
from search.models import Word

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _words_of_pages() -> None:
    """Words that pages have."""
    for text in ("职教生考", "职教生", "数控机床", "产教融合"):
        Word.objects.create(text=text, sound=sound_of(text), initials=initials_of(text), number=1)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [("数空机床", "数控机床"), ("产教融和", "产教融合"), ("职较生", "职教生"), ("shukong jichuang", "数控机床")],
)
def test_misheard_and_mistyped_words_are_put_right(typed, meant):
    found = repaired(parse(typed))

    assert found == [meant]


@pytest.mark.parametrize("typed", ["职教高考", "职业教育", "海水淡化"])
def test_words_of_the_language_are_meant_as_they_stand(typed):
    found = repaired(parse(typed))

    assert found == []


def test_all_words_of_one_sound_are_possible():
    for text in ("使用", "适用"):
        Word.objects.create(text=text, sound=sound_of(text), initials=initials_of(text), number=1)

    assert repaired(parse("shiyong")) == ["使用", "适用"]
