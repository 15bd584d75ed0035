"""Putting the spine under Wagtail's doors: the action classes, the signals, the triggers."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.apps import AppConfig, apps
from django.db.models.signals import post_migrate, post_save, pre_delete, pre_migrate, pre_save
from wagtail import actions
from wagtail.models import Revision, Site

from core.publishing import child_rows, guard, revisions, site_root, triggers
from core.publishing.scope import change_public_state

VERBS: dict[type, str] = {
    actions.PublishPageRevisionAction: "publish",
    actions.UnpublishPageAction: "unpublish",
    actions.MovePageAction: "move",
    actions.CopyPageAction: "copy",
    actions.CreatePageAliasAction: "alias",
    actions.ConvertAliasPageAction: "convert_alias",
    actions.DeletePageAction: "delete",
    actions.CopyPageForTranslationAction: "translate",
    actions.CreatePageAction: "create",
    actions.EditPageAction: "edit",
    actions.RevertToPageRevisionAction: "revert",
}


def install(config: AppConfig) -> None:
    """Called once from `CoreConfig.ready()`, when every model is loaded."""
    from modelcluster.models import get_all_child_relations
    from wagtail.models import get_page_models

    for action_class, verb in VERBS.items():
        _wrap(action_class, verb)
    children = {relation.related_model for model in get_page_models() for relation in get_all_child_relations(model)}
    for model in get_page_models():
        pre_delete.connect(guard.refuse_delete_of_public, sender=model)
        pre_save.connect(guard.before_raw_save, sender=model)
    for model in children:
        if hasattr(model, "page_id") and model.__module__.split(".")[0] != "wagtail":
            pre_save.connect(child_rows.before_row_save, sender=model)
            pre_delete.connect(child_rows.before_row_delete, sender=model)
    pre_delete.connect(revisions.keep_public_revision, sender=Revision)
    pre_save.connect(site_root.refuse_other_root, sender=Site)
    pre_delete.connect(site_root.refuse_delete_of_site, sender=Site)
    post_save.connect(site_root.announce_site, sender=Site)
    pre_migrate.connect(triggers.drop, sender=config)
    post_migrate.connect(triggers.create, sender=config)
    post_migrate.connect(_ensure_version, sender=config)


def _ensure_version(using: str = "default", **kwargs: Any) -> None:
    """The version row exists from the start: the resolver's statement hangs on it."""
    apps.get_model("core", "SiteVersion").objects.using(using).get_or_create(pk=1)


def _wrap(action_class: type, verb: str) -> None:
    """Make `execute` a verb of the spine. These classes are the last place that knows verb and user."""
    inner: Callable[..., Any] = action_class.execute
    if hasattr(inner, "spine_verb"):
        return

    @wraps(inner)
    def execute(self: Any, *args: Any, **kwargs: Any) -> Any:
        if verb == "copy":
            # A copy is a draft: otherwise `copy(update_attrs=…, keep_live=True)` publishes what nobody has read.
            self.keep_live = False
            self.update_attrs = {key: value for key, value in (self.update_attrs or {}).items() if key != "live"}
        with change_public_state(_page_of(self), verb, self.user, action=self):
            return inner(self, *args, **kwargs)

    execute.spine_verb = verb
    action_class.execute = execute


def _page_of(action: Any) -> Any:
    return getattr(action, "instance", None) or getattr(action, "page", None) or getattr(action, "object", None)
