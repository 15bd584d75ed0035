"""The spine has no gap: every action is wrapped, every manager guarded, every column known, every key protected."""

import inspect
import pkgutil
import sqlite3
from importlib import import_module

import pytest
import swapper
from django.apps import apps
from django.db import connection, models, transaction
from modelcluster.models import get_all_child_relations
from wagtail import actions
from wagtail.actions import action_registry
from wagtail.actions.base import BaseAction
from wagtail.admin.api import actions as api_actions
from wagtail.admin.api.views import PagesAdminAPIViewSet
from wagtail.models import get_page_models

from core.models import AuditEntry, BasePage
from core.models.people import PageChild
from core.publishing.child_rows import GuardedChildQuerySet
from core.publishing.columns import PRIVATE_COLUMNS, PRIVATE_FIELDS
from core.publishing.guard import GuardedPageQuerySet
from core.publishing.install import VERBS
from core.publishing.trigger_sql import guarded_tables
from tests.support.public_state import INVISIBLE

PAGE_MODELS = get_page_models()
CHILD_MODELS = sorted(
    {relation.related_model for model in PAGE_MODELS for relation in get_all_child_relations(model)},
    key=lambda model: model._meta.label,
)
OWN_CHILD_MODELS = [model for model in CHILD_MODELS if not model.__module__.startswith("wagtail")]

# Columns that readers see, or that decide what they see; each column of a page table is here or private.
PUBLIC_COLUMNS = {
    "core_basepage": """path title slug url_path live show_in_menus expire_at short_title summary display_date theme
        city_id unit_id cover_id section_id""",
    "home_homepage": "headline_id headline_until show_cities",
    "home_standardpage": "body",
    "home_topicpage": """body archived_from auto_column_id auto_city_id auto_unit_id auto_theme auto_keyword
        auto_count""",
    "regulations_interpretationindexpage": "",
    "regulations_interpretationpage": "form audiences short_answer moment body question_key",
    "regulations_outreachindexpage": "",
    "regulations_outreachpage": "held_at venue organisers speakers body",
    "columns_columnpage": "slogan tool cover_kind themes accepted_types update_cycle column_type keywords",
    "columns_storypage": """kicker subtitle source_kind source_id reprint_title reprint_url keywords major cohort
        body""",
    "columns_interviewpage": """kicker subtitle source_kind source_id reprint_title reprint_url keywords issue video_id
        body""",
    "columns_noticepage": """kicker subtitle source_kind source_id reprint_title reprint_url keywords notice_kind
        document_number index_number issuing_body addressee signed_by issued_on validity publicity_from publicity_to
        contact_name contact_phone contact_email body""",
    "columns_theorypage": """kicker subtitle source_kind source_id reprint_title reprint_url keywords abstract body""",
    "columns_casepage": """kicker subtitle source_kind source_id reprint_title reprint_url keywords background practice
        results evidence""",
    "columns_activitypage": """kicker subtitle source_kind source_id reprint_title reprint_url keywords form venue
        starts_at ends_at is_cancelled contact body""",
    "columns_mediareportpage": """kicker subtitle source_kind source_id reprint_title reprint_url keywords published_on
        edition original_url excerpt""",
    "lectures_seriespage": "numbering_word",
    "lectures_learninglistpage": "audience",
    "lectures_lecturepage": """season_id number numbering subtitle act act_note audiences video_id replay_at
        expects_replay learning_hours learning_minutes learning_percent takes_questions
        shows_views source_id keywords last_ends_at body""",
}
# Keys that may be emptied or cascade: none of them points at something that a page shows.
LOOSE_KEYS = {
    "BasePage.alias_of",
    "BasePage.content_type",
    "BasePage.latest_revision",
    "BasePage.live_revision",
    "BasePage.locked_by",
    "BasePage.owner",
}


def test_page_is_the_base_page():
    assert swapper.load_model("wagtailcore", "Page") is BasePage


def test_every_registered_action_of_pages_is_a_verb():
    registered = {action for model in PAGE_MODELS for action in action_registry.get_actions_for_model(model).values()}

    assert registered == set(VERBS)
    assert {action.execute.spine_verb for action in registered} == set(VERBS.values())


def test_every_action_class_for_pages_is_a_verb():
    classes = {item for item in vars(actions).values() if inspect.isclass(item) and issubclass(item, BaseAction)}

    for_pages = {item for item in classes if "Page" in item.__name__}

    assert for_pages == set(VERBS)


def test_actions_of_other_models_are_left_alone():
    assert [hasattr(item.execute, "spine_verb") for item in (actions.PublishRevisionAction, actions.EditAction)] == [
        False,
        False,
    ]


def test_every_action_of_the_admin_api_is_a_verb():
    used, modules = set(), set()
    for module_info in pkgutil.iter_modules(api_actions.__path__):
        module = import_module(f"{api_actions.__name__}.{module_info.name}")
        modules.add(module)
        used |= {item for item in vars(module).values() if inspect.isclass(item) and issubclass(item, BaseAction)}

    # Three of them call the method of the page, which makes the action itself.
    by_method = {"create_alias", "copy_for_translation", "revert_to_page_revision"}
    assert used <= set(VERBS)
    assert {PagesAdminAPIViewSet.actions[name].__module__.rsplit(".", 1)[-1] for name in by_method} == by_method
    assert {action.__module__ for action in PagesAdminAPIViewSet.actions.values()} <= {m.__name__ for m in modules}


@pytest.mark.parametrize("model", PAGE_MODELS, ids=lambda model: model._meta.label)
def test_every_manager_of_a_page_type_is_guarded(model):
    managers = {*model._meta.managers, model._base_manager, model._default_manager}

    assert all(isinstance(manager.get_queryset(), GuardedPageQuerySet) for manager in managers)


def test_page_is_a_draft_by_default():
    assert {model._meta.get_field("live").default for model in PAGE_MODELS} == {False}


@pytest.mark.parametrize("model", OWN_CHILD_MODELS, ids=lambda model: model._meta.label)
def test_every_child_row_is_guarded(model):
    managers = {*model._meta.managers, model._base_manager, model._default_manager}

    assert issubclass(model, PageChild)
    assert {type(manager.get_queryset()) for manager in managers} == {GuardedChildQuerySet}
    assert issubclass(model._meta.get_field("page").related_model, BasePage)


def test_only_comments_hang_below_pages_without_a_guard():
    assert set(CHILD_MODELS) - set(OWN_CHILD_MODELS) == {apps.get_model("wagtailcore", "Comment")}


def test_no_page_or_row_has_a_many_to_many_field():
    models_with_rows = [*PAGE_MODELS, *OWN_CHILD_MODELS]

    assert {field for model in models_with_rows for field in model._meta.many_to_many} == set()


def test_no_key_of_a_page_or_row_lets_go_of_something_shown():
    loose = set()
    for model in [*PAGE_MODELS, *OWN_CHILD_MODELS]:
        for field in model._meta.get_fields():
            if not isinstance(field, models.ForeignKey) or field.remote_field.parent_link:
                continue
            is_parent = field.name == "page" and model in OWN_CHILD_MODELS
            if field.remote_field.on_delete not in (models.PROTECT, models.RESTRICT) and not is_parent:
                loose.add(f"{field.model.__name__}.{field.name}")

    assert loose == LOOSE_KEYS


def test_every_column_of_a_page_table_is_public_or_private():
    tables = {table: columns for table, columns, _ in guarded_tables() if table in PUBLIC_COLUMNS}
    page_tables = {model._meta.db_table for model in PAGE_MODELS}

    assert {table: set(columns) for table, columns in tables.items()} == {
        table: set(columns.split()) for table, columns in PUBLIC_COLUMNS.items()
    }
    assert page_tables == set(PUBLIC_COLUMNS)


def test_private_columns_are_those_that_no_reader_sees():
    assert PRIVATE_COLUMNS == INVISIBLE
    assert {name for name in PRIVATE_FIELDS if name.endswith("_id")} == {
        name for name in PRIVATE_COLUMNS if name.endswith("_id")
    }


def test_every_page_and_child_table_has_its_triggers(db):
    tables = {table for table, _, _ in guarded_tables()}
    sql = (
        "select distinct tbl_name from sqlite_master where type = 'trigger' and name like 'spine_%'"
        if connection.vendor == "sqlite"
        else "select distinct tgrelid::regclass::text from pg_trigger where tgname like 'spine\\_%'"
    )
    with connection.cursor() as cursor:
        cursor.execute(sql)
        guarded = {name for (name,) in cursor.fetchall()}

    assert tables == {model._meta.db_table for model in [*PAGE_MODELS, *OWN_CHILD_MODELS]}
    assert guarded == tables | {AuditEntry._meta.db_table}


def test_live_sqlite_connection_is_in_wal_mode_with_foreign_keys_and_immediate_transactions(live_database):
    if connection.vendor != "sqlite":
        pytest.skip("about SQLite")
    with connection.cursor() as cursor:
        pragmas = [
            cursor.execute(f"pragma {name}").fetchone()[0] for name in ("journal_mode", "foreign_keys", "busy_timeout")
        ]
    second = sqlite3.connect(live_database.name, timeout=0, isolation_level=None)

    with transaction.atomic():
        BasePage.objects.count()
        with pytest.raises(sqlite3.OperationalError, match="locked"):
            second.execute("begin immediate")
    second.execute("begin immediate")
    second.close()

    assert pragmas == ["wal", 1, 20_000]
