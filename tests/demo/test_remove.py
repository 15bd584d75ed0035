"""Taking the demonstration content away: all of it, nothing else, through one narrow door."""

import pytest
from django.conf import settings as django_settings
from wagtail.models import ReferenceIndex

from accounts.models import Unit, User
from columns.models import ColumnPage, StoryPage
from core.models import (
    AuditEntry,
    BasePage,
    Byline,
    FriendLink,
    KeptPage,
    NamedPerson,
    SiteSettings,
    Source,
)
from core.publishing.errors import PublicChangeRefused
from core.publishing.scope import REMOVE_DEMO, change_public_state
from delivery.models import OutboxMessage
from demo.domain.accounts import accounts_file
from demo.domain.remove import NotOnlyDemo, remove_demo
from demo.models import DemoKind, DemoObject
from home.models import HomePage, TopicEntry, TopicPage
from media.models import Document, Image, PublicUse
from tests.demo.conftest import FEW, snapshot
from tests.factories import paragraph, publish, story, topic

pytestmark = pytest.mark.slow  # loads the demonstration content anew for most tests

MODELS = (
    BasePage,
    KeptPage,
    Byline,
    NamedPerson,
    Source,
    Image,
    Document,
    PublicUse,
    Unit,
    User,
    FriendLink,
    DemoObject,
)
COLUMNS = ("chucai", "yongwang", "fangtan", "gushi", "notices", "lilun", "anli", "huodong", "meiti", "dajiangtang")
# The root, the home page, its columns and the lecture hall.
EMPTY = {**dict.fromkeys((model.__name__ for model in MODELS), 0), "BasePage": 12, "KeptPage": 11}


def remove():
    return remove_demo(lambda line: None)


def counts() -> dict:
    return {model.__name__: model._base_manager.count() for model in MODELS}


def test_only_the_sites_own_pages_are_left(loaded):
    removed = remove()

    home, settings = HomePage.objects.get(), SiteSettings.load()
    tree = BasePage.objects.filter(depth__gt=1).order_by("path").values_list("url_path", "numchild", "live")
    assert (counts(), list(tree)) == (EMPTY, [("/site/", 10, True), *((f"/site/{slug}/", 0, True) for slug in COLUMNS)])
    assert (removed.pages, removed.kept, accounts_file().exists()) == (len(FEW), [], False)
    assert (home.headline, home.headline_until, home.picks.count(), home.headline_links.count()) == (None, None, 0, 0)
    assert (settings.organiser, settings.notice) == ("", "")


def test_each_page_leaves_one_audit_entry_and_one_message(loaded):
    pages = DemoObject.ids(DemoKind.PAGE)
    OutboxMessage.objects.all().delete()

    remove()

    entries = AuditEntry.objects.filter(verb=REMOVE_DEMO)
    messages = OutboxMessage.objects.filter(topic="core.public_change", payload__verb=REMOVE_DEMO)
    assert sorted(entry.page_id for entry in entries) == sorted(pages.values())
    assert {entry.reason for entry in entries} == {"移除演示内容"}
    assert sorted(message.payload["pages"] for message in messages) == sorted([pk] for pk in pages.values())


def test_the_files_are_gone_from_the_disk(loaded, load, django_capture_on_commit_callbacks):
    remove()
    load()
    folder = django_settings.VAR_DIR
    names = [*Image.objects.values_list("file", flat=True), *Document.objects.values_list("file", flat=True)]
    storage = Image.objects.first().file.storage

    with django_capture_on_commit_callbacks(execute=True):
        remove()

    assert len(names) > 5
    assert ([name for name in names if storage.exists(name)], list(folder.iterdir())) == ([], [])


def test_it_can_be_loaded_again(loaded, load):
    before = snapshot()
    remove()

    load()

    assert snapshot() == before


def test_without_demonstration_content_nothing_happens(loaded):
    remove()
    home = HomePage.objects.get()
    chosen = story(ColumnPage.objects.get(slug="gushi"))
    home.headline = BasePage.objects.get(pk=chosen.pk)
    home.save_revision().publish()
    before = counts(), AuditEntry.objects.count()

    removed = remove()

    assert (removed.pages, counts(), AuditEntry.objects.count()) == (0, *before)


def test_what_editors_made_and_what_it_uses_stays(loaded):
    demo = StoryPage.objects.get(slug="mobanche-ting-dianchi")
    theirs = story(
        ColumnPage.objects.get(slug="gushi"), unit=demo.unit, city=demo.city, source=demo.source, cover=demo.cover
    )
    home = HomePage.objects.get()
    home.picks.create(entry_id=theirs.pk, sort_order=9)
    home.save_revision().publish()

    removed = remove()

    theirs = StoryPage.objects.get()
    assert (theirs.live, theirs.unit.name, theirs.source.name, theirs.cover_id) == (
        True,
        "泺源工业职业学院",
        "职教齐鲁编辑部",
        demo.cover_id,
    )
    assert removed.kept == ["图片“封面：公交司机回头学听电池”", "稿件来源“职教齐鲁编辑部”", "单位“泺源工业职业学院”"]
    assert ([pick.entry_id for pick in HomePage.objects.get().picks.all()], DemoObject.objects.count()) == (
        [theirs.pk],
        0,
    )


def test_topics_of_editors_let_go_of_demonstration_entries(loaded):
    theirs = story(ColumnPage.objects.get(slug="gushi"))
    demo = StoryPage.objects.get(slug="bu-neng-dong")
    for slug, live in (("public", True), ("draft", False)):
        topic(slug=slug, live=live, entries=(demo, theirs))

    remove()

    topics = TopicPage.objects.order_by("slug")
    drafts = [[row.entry_id for row in page.get_latest_revision_as_object().topic_entries.all()] for page in topics]
    assert (drafts, [page.live for page in topics]) == ([[theirs.pk]] * 2, [False, True])
    assert list(TopicEntry.objects.values_list("page__slug", "entry_id")) == [("public", theirs.pk)]


def test_a_picture_in_the_draft_of_an_editor_stays(loaded):
    demo = StoryPage.objects.get(slug="mobanche-ting-dianchi")
    figure = {"type": "figure", "value": {"image": demo.cover_id, "alt": "机械臂"}, "id": str(demo.public_id)}
    draft = story(ColumnPage.objects.get(slug="gushi"), live=False, body=[paragraph(), figure])
    # In a test nothing is committed, so the index is not brought up to date by itself.
    ReferenceIndex.create_or_update_for_object(draft)

    removed = remove()

    assert (removed.kept, list(Image.objects.values_list("pk", flat=True))[:1]) == (
        ["图片“封面：公交司机回头学听电池”", "稿件来源“职教齐鲁编辑部”"],
        [demo.cover_id],
    )


def test_what_the_operator_wrote_into_the_foot_stays(loaded):
    settings = SiteSettings.load()
    settings.organiser = "真正的主办单位"
    settings.friend_links.add(FriendLink(name="伙伴", url="https://partner.example/"))
    settings.save()

    remove()

    settings = SiteSettings.load()
    links = [link.url for link in settings.friend_links.all()]
    assert (settings.organiser, settings.notice, links) == ("真正的主办单位", "", ["https://partner.example/"])


def test_a_page_of_somebody_below_a_demonstration_page_stops_it_before_anything_is_deleted(loaded):
    demo = BasePage.objects.get(slug="about")
    demo.add_child(instance=BasePage(title="别人的页面", slug="theirs"))
    before = counts()

    with pytest.raises(NotOnlyDemo, match="“别人的页面”"):
        remove()

    assert counts() == before


def test_a_page_whose_account_is_removed_stays(loaded):
    theirs = story(ColumnPage.objects.get(slug="gushi"), owner=User.objects.get(username="editor"))

    remove()

    theirs.refresh_from_db()
    assert (theirs.owner, theirs.live, User.objects.count()) == (None, True, 0)


def test_killed_half_way_the_next_call_goes_on(loaded, monkeypatch):
    left = {"pages": 3}
    delete = BasePage.delete

    def killed(page, *args, **kwargs):
        left["pages"] -= 1
        if not left["pages"]:
            raise KeyboardInterrupt
        return delete(page, *args, **kwargs)

    with monkeypatch.context() as patch:
        patch.setattr(BasePage, "delete", killed)
        with pytest.raises(KeyboardInterrupt):
            remove()
    half = BasePage.objects.filter(pk__in=DemoObject.ids(DemoKind.PAGE).values())
    assert (len(half), {page.live for page in half}) == (len(FEW) - 2, {True})

    remove()

    assert counts() == EMPTY


@pytest.mark.parametrize(
    ("verb", "named"), [("delete", True), (REMOVE_DEMO, False)], ids=["another verb", "a page that is not named"]
)
def test_the_door_opens_for_its_verb_and_the_pages_it_names_only(loaded, verb, named):
    page = story(ColumnPage.objects.get(slug="gushi"))

    def delete() -> None:
        with change_public_state(page, verb) as change:
            change.removable = frozenset({page.pk} if named else {page.pk + 1})
            page.delete()

    with pytest.raises(PublicChangeRefused):
        delete()

    assert (StoryPage.objects.get(pk=page.pk).live, AuditEntry.objects.filter(verb=verb).count()) == (True, 0)


def test_a_page_that_an_editor_published_anew_goes_as_well(loaded):
    publish(StoryPage.objects.get(slug="bu-neng-dong"), title="改过")

    remove()

    assert StoryPage.objects.count() == 0
