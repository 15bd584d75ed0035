"""A small selection of the demonstration texts, and the state that loading leaves, without ids."""

import shutil
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pytest
from django.db import transaction
from django.test.utils import override_settings
from django.utils import timezone

from core.models import BasePage, SiteSettings, Source
from demo.domain.accounts import accounts_file
from demo.domain.load import Loaded, load_demo
from demo.models import DemoObject
from demo.texts import ENTRY_FOLDERS, PAGE_FOLDER, Text, all_texts
from home.models import HomePage
from media.models import Document, Image

# What the home page shows, a table, a gallery of drawn figures, two interviewees, a reprint, two attachments,
# one of each further type.
FEW = {
    "yongwang/mobanche-ting-dianchi",
    "yongwang/danshou-xizhuang",
    "gushi/bu-neng-dong",
    "gushi/jiang-tan-zi",
    "chucai/ye-ban-er-di",
    "fangtan/jiaoao-jiangpai-shao-liangkuai",
    "fangtan/huanghekou-shigu-rizhi",
    "notices/jiangshu-xuanti-gongshi",
    "notices/gushi-zhenggao",
    "lilun/jineng-pingjia",
    "anli/jiu-jichuang",
    "huodong/yuncao-guanmo",
    "meiti/shinian-zhangben",
    "pages/about",
    "topics/ye-ban-deng",
}
AS_OF = date(2026, 11, 20)


@pytest.fixture(autouse=True)
def _own_var(settings, tmp_path):
    """Passwords are written to a folder of the test's own."""
    settings.VAR_DIR = tmp_path


@pytest.fixture
def few_texts(monkeypatch) -> list[Text]:
    """Only these texts exist."""
    return only_few(monkeypatch)


def only_few(monkeypatch: pytest.MonkeyPatch) -> list[Text]:
    """Make the loader see only `FEW`."""
    monkeypatch.setattr("demo.domain.load.load_regulations", lambda home, as_of: 0)
    monkeypatch.setattr(
        "demo.domain.load.all_texts", lambda *folders: [text for text in all_texts(*folders) if text.key in FEW]
    )
    return [text for text in all_texts(*ENTRY_FOLDERS, PAGE_FOLDER) if text.key in FEW]


@pytest.fixture
def load(few_texts, db) -> Callable[[], Loaded]:
    """Load the small selection."""
    return lambda: load_demo(AS_OF, lambda line: None)


@pytest.fixture(scope="module")
def _loaded_once(django_db_setup, django_db_blocker, tmp_path_factory) -> Iterator[Path]:
    """The small selection, loaded for all tests of a module; gives the folder of the accounts file."""
    folder = tmp_path_factory.mktemp("var")
    with pytest.MonkeyPatch.context() as patch, django_db_blocker.unblock(), transaction.atomic():
        only_few(patch)
        with override_settings(VAR_DIR=folder):
            load_demo(AS_OF, lambda line: None)
        yield folder
        transaction.set_rollback(True)


@pytest.fixture
def loaded(_loaded_once, _own_var, db) -> None:
    """The database holds the small selection; what the test does to it is undone afterwards."""
    shutil.copy(_loaded_once / "demo-accounts.json", accounts_file())


def snapshot() -> dict[str, object]:
    """Everything the loader makes, by names instead of ids, so that two databases can be compared."""
    home = HomePage.objects.get()
    settings = SiteSettings.load()
    pages = [page.specific for page in BasePage.objects.filter(depth__gt=2).order_by("url_path")]
    return {
        "pages": [_page(page) for page in pages],
        "images": sorted(Image.objects.values_list("title", "credit", "licence", "description", "file_hash")),
        "documents": sorted((d.title, d.filename, d.file.read()) for d in Document.objects.all()),
        "sources": sorted(Source.objects.values_list("name", flat=True)),
        "made": sorted(DemoObject.objects.values_list("kind", "key")),
        "headline": home.headline and (home.headline.url_path, home.headline_until),
        "picks": [pick.entry.url_path for pick in home.picks.all()],
        "links": [(row.label, row.text, row.target.url_path) for row in home.headline_links.all()],
        "foot": (settings.organiser, settings.notice, [link.url for link in settings.friend_links.all()]),
    }


def _page(page: BasePage) -> tuple:
    return (
        page.url_path,
        type(page).__name__,
        page.live,
        page.title,
        timezone.localtime(page.display_date).isoformat() if page.is_entry else "",
        page.cover.title if page.cover_id else "",
        [(block.id, block.block_type) for stream in page.body_blocks() for block in stream],
        page.kept.text,
        page.kept.facts.get("bylines"),
        page.revisions.count(),
    )
