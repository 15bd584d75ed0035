"""A fifth column made only in the admin: it appears everywhere and takes exactly its ticked types, at every door."""

import pytest
from django.core.exceptions import ValidationError

from accounts.enums import Role
from columns.domain.import_word import import_word
from columns.entry_types import entry_models
from columns.models import (
    ActivityPage,
    CasePage,
    ColumnPage,
    InterviewPage,
    MediaReportPage,
    NoticePage,
    StoryPage,
    TheoryPage,
)
from core.models import BasePage
from core.serving.state import current_state
from delivery.outbox import run_all
from tests.factories import activity, case, interview, media_report, notice, story, theory
from tests.support.accounts import account
from tests.support.editor import add_url, edit_url, shown_fields
from tests.support.word import notice_docx

TYPES = {
    "columns.storypage": StoryPage,
    "columns.interviewpage": InterviewPage,
    "columns.noticepage": NoticePage,
    "columns.theorypage": TheoryPage,
    "columns.casepage": CasePage,
    "columns.activitypage": ActivityPage,
    "columns.mediareportpage": MediaReportPage,
}
# Every type is ticked at least once and left out at least once.
TICKS = [["columns.storypage"], list(TYPES)[1:4], list(TYPES)[4:], list(TYPES)]
IMPORTED = [["columns.storypage"], ["columns.interviewpage"], ["columns.noticepage"], ["columns.theorypage"]]
IMPORTED += [["columns.casepage"], list(TYPES)[2:], list(TYPES)[3:], list(TYPES)]
NAMES = {label: str(model._meta.verbose_name) for label, model in TYPES.items()}


@pytest.fixture
def chief(db, client):
    user = account(Role.CHIEF_EDITOR)
    client.force_login(user)
    return client


@pytest.fixture
def entries(column, interviews, notices, desks) -> dict[str, BasePage]:
    """One draft of each type, each in its own column."""
    return {
        "columns.storypage": story(column, live=False),
        "columns.interviewpage": interview(interviews, live=False),
        "columns.noticepage": notice(notices, live=False),
        "columns.theorypage": theory(desks["lilun"], live=False),
        "columns.casepage": case(desks["anli"], live=False),
        "columns.activitypage": activity(desks["huodong"], live=False),
        "columns.mediareportpage": media_report(desks["meiti"], live=False),
    }


def make_column(client, home, ticks: list[str], title: str = "匠心课堂") -> ColumnPage:
    """Through the form, as an editor does."""
    url = add_url(home, ColumnPage)
    fields = shown_fields(client, url) | {"title": title, "accepted_types": ticks}
    client.post(url, fields | {"action-publish": "1"}, follow=True)  # follow: the message of success is read away
    return ColumnPage.objects.get(title=title)


def said(response) -> list[str]:
    return [str(message).strip() for message in response.context["messages"]]


def refusal(column: ColumnPage, label: str) -> str:
    return f"栏目“{column.title}”不接受“{NAMES[label]}”。可以在栏目设置里勾选这种稿件。"


def test_every_entry_type_is_tried_here():
    in_columns = [model for model in entry_models() if "columns.ColumnPage" in model.parent_page_types]

    assert {model._meta.label_lower for model in in_columns} == set(TYPES)


def test_the_form_offers_every_entry_type_as_a_tick(chief, home):
    form = chief.get(add_url(home, ColumnPage)).context["form"]

    assert dict(form.fields["accepted_types"].choices) == NAMES


def test_a_column_without_ticks_is_refused_at_the_field(chief, home):
    url = add_url(home, ColumnPage)
    fields = {**shown_fields(chief, url), "title": "匠心课堂", "action-publish": "1"}
    fields.pop("accepted_types")

    response = chief.post(url, fields)

    assert response.context["form"].errors["accepted_types"] == ["请至少勾选一种稿件。"]


def test_a_new_column_is_in_navigation_home_choice_filters_and_search(chief, home):
    new = make_column(chief, home, ["columns.storypage"])
    page = story(new, title="木工坊的第一课")
    run_all()
    state = current_state()

    chooser = chief.get(f"/admin/choose-page/{home.pk}/?page_type=columns.columnpage").json()["html"]
    search = chief.get("/search/?q=木工").content.decode()
    narrowed = chief.get(f"/search/?q=木工&column={new.pk}").content.decode()

    assert new.slug == "jiang-xin-ke-tang"
    assert [item.title for item in state.part("menu")][-1] == "匠心课堂"
    assert state.part("sections")[new.pk].title == "匠心课堂"
    assert "匠心课堂" in chooser
    assert (page.url_path.removeprefix("/site") in search, f'value="{new.pk}"' in search) == (True, True)
    assert page.url_path.removeprefix("/site") in narrowed
    assert chief.get("/jiang-xin-ke-tang/").status_code == 200


@pytest.mark.parametrize("ticks", TICKS, ids=lambda ticks: "+".join(label.split(".")[1] for label in ticks))
def test_a_column_takes_exactly_its_ticked_types(ticks, chief, home, entries):
    new = make_column(chief, home, ticks)
    taken, refused = {}, {}

    for label, page in entries.items():
        copy = chief.post(
            f"/admin/pages/{page.pk}/copy/",
            {"new_title": "副本", "new_slug": f"copy-{label[8:]}", "new_parent_page": str(new.pk)},
        )
        move = chief.post(f"/admin/pages/{page.pk}/move/{new.pk}/confirm/", follow=True)
        parent = BasePage.objects.get(pk=page.pk).get_parent()
        taken[label] = (
            chief.get(add_url(new, TYPES[label])).status_code == 200,
            copy.status_code == 302,
            parent.pk == new.pk,
        )
        if label not in ticks:
            refused[label] = (copy.context["form"].errors["new_parent_page"], said(move))

    assert taken == {label: (label in ticks,) * 3 for label in TYPES}
    assert refused == {label: ([refusal(new, label)], [refusal(new, label)]) for label in TYPES if label not in ticks}


@pytest.mark.parametrize("ticks", TICKS, ids=lambda ticks: "+".join(label.split(".")[1] for label in ticks))
def test_the_shell_takes_exactly_the_ticked_types(ticks, home, entries):
    home.add_child(instance=ColumnPage(title="匠心课堂", accepted_types=ticks))
    new = ColumnPage.objects.get(title="匠心课堂")
    taken = {}

    for label, page in entries.items():
        taken[label] = (
            TYPES[label].can_create_at(new),
            _goes_through(
                lambda label=label: BasePage.objects.get(pk=new.pk).add_child(
                    instance=TYPES[label](title="新", slug=f"new-{label[8:]}")
                )
            ),
            _goes_through(
                lambda page=page, label=label: page.copy(
                    to=BasePage.objects.get(pk=new.pk), update_attrs={"slug": f"copy-{label[8:]}"}
                )
            ),
            _goes_through(
                lambda page=page, label=label: page.create_alias(
                    parent=BasePage.objects.get(pk=new.pk), update_slug=f"alias-{label[8:]}"
                )
            ),
            _goes_through(
                lambda page=page: BasePage.objects.get(pk=page.pk).move(
                    BasePage.objects.get(pk=new.pk), pos="last-child"
                )
            ),
        )

    assert taken == {label: (label in ticks,) * 5 for label in TYPES}
    assert BasePage.find_problems() == ([], [], [], [], [])


def _goes_through(act) -> bool:
    try:
        act()
    except ValidationError as error:
        assert "不接受" in error.messages[0]
        return False
    return True


@pytest.mark.parametrize("ticks", IMPORTED, ids=lambda ticks: "+".join(label.split(".")[1] for label in ticks))
def test_an_import_becomes_the_first_ticked_type(ticks, home, tmp_path):
    home.add_child(instance=ColumnPage(title="匠心课堂", accepted_types=ticks))
    new = ColumnPage.objects.get(title="匠心课堂")

    page = import_word(notice_docx().save(tmp_path), new).page

    assert type(page) is next(TYPES[label] for label in TYPES if label in ticks)


def test_the_list_of_types_to_add_shows_only_ticked_ones(chief, home):
    new = make_column(chief, home, ["columns.storypage", "columns.noticepage"])

    response = chief.get(f"/admin/pages/{new.pk}/add_subpage/")

    assert [page_type[2] for page_type in response.context["page_types"]] == ["storypage", "noticepage"]


def test_bulk_moving_says_which_type_is_not_taken(chief, home, entries):
    new = make_column(chief, home, ["columns.storypage"])
    ids = "&".join(f"id={page.pk}" for page in entries.values())

    response = chief.post(f"/admin/bulk/core/basepage/move/?{ids}", {"chooser": str(new.pk)})

    assert response.status_code == 200
    assert said(response) == [refusal(new, label) for label in list(TYPES)[1:]]
    assert BasePage.objects.child_of(new).count() == 0


def test_bulk_moving_of_what_is_taken(chief, home, column):
    new = make_column(chief, home, ["columns.storypage"])
    pages = [story(column), story(column, live=False)]

    chief.post(f"/admin/bulk/core/basepage/move/?id={pages[0].pk}&id={pages[1].pk}", {"chooser": str(new.pk)})

    assert {page.pk for page in BasePage.objects.child_of(new)} == {page.pk for page in pages}


def test_unticking_a_type_leaves_what_is_there(chief, home):
    new = make_column(chief, home, ["columns.storypage", "columns.noticepage"])
    page = notice(new)
    url = edit_url(new)

    chief.post(url, shown_fields(chief, url) | {"accepted_types": ["columns.storypage"], "action-publish": "1"})

    assert ColumnPage.objects.get(pk=new.pk).accepted_types == ["columns.storypage"]
    assert NoticePage.objects.get(pk=page.pk).live is True
    assert chief.get(edit_url(page)).status_code == 200


def test_a_draft_of_new_ticks_counts_only_once_it_is_published(chief, home):
    new = make_column(chief, home, ["columns.storypage"])
    url = edit_url(new)

    chief.post(url, shown_fields(chief, url) | {"accepted_types": ["columns.noticepage"]})

    assert ColumnPage.objects.get(pk=new.pk).accepts(StoryPage) is True


@pytest.mark.parametrize("title", ["search", "Admin", "Lectures"])
def test_a_column_cannot_take_an_address_of_the_site(title, chief, home):
    url = add_url(home, ColumnPage)

    response = chief.post(url, shown_fields(chief, url) | {"title": title, "action-publish": "1"})

    assert response.context["form"].errors["slug"] == [f"“/{title.lower()}/”是网站自己的地址，请换一个。"]


def test_entries_can_be_put_in_another_order_by_hand(chief, column):
    first, second = story(column), story(column)

    response = chief.post(f"/admin/pages/{second.pk}/set_position/?position=0")

    assert response.status_code == 200
    assert [page.pk for page in BasePage.objects.child_of(column).order_by("path")] == [second.pk, first.pk]
