"""The three roles of the office, in code: what each may do is brought up to date after every migration."""

from functools import reduce
from operator import or_

from django.apps import AppConfig, apps
from django.contrib.auth.models import Group, Permission
from django.db import transaction
from django.db.models import Q
from wagtail.models import Collection, GroupCollectionPermission, GroupPagePermission, Site

from accounts.enums import Role

PAGE_RIGHTS: dict[str, tuple[str, ...]] = {
    Role.EDITOR: ("add", "change", "publish"),
    Role.CHIEF_EDITOR: ("add", "change", "publish", "lock", "unlock"),
    Role.ADMINISTRATOR: ("add", "change", "publish", "lock", "unlock", "bulk_delete"),
}
# wagtailmedia asks for the rights of its own model, whichever model stands in for it.
COLLECTION_RIGHTS = (
    ("media", ("add_image", "change_image", "choose_image", "add_document", "change_document", "choose_document")),
    ("wagtailmedia", ("add_media", "change_media")),
)
# Whoever edits prepares lectures: speakers and seasons are chosen on their pages.
HALL_RIGHTS = ("lectures", ("speaker", "season"), ("add", "change", "view"))
DESK_RIGHTS = ("lectures", ("registration", "desk"), ("change", "view"))
# Certificates are looked at by whoever edits, revoked by those who run the desk.
CERTIFICATE_RIGHTS = (("certificates", ("certificate",), ("view",)),)
CERTIFICATE_CHIEF_RIGHTS = (("certificates", ("certificate",), ("change", "view")),)
# Whoever edits may answer to what readers say is wrong.
REPORT_RIGHTS = ("editorial", ("errorreport",), ("change", "view"))
# Words of the search belong to whoever runs the desk.
SEARCH_RIGHTS = (
    ("search", ("synonymgroup", "siteword", "pinnedresult"), ("add", "change", "delete", "view")),
    ("search", ("searchtally",), ("view",)),
)
# Official texts: whoever edits imports and asks for changes, those who run the desk make them public.
TEXT_RIGHTS = (
    ("regulations", ("instrument",), ("change", "view")),
    ("regulations", ("edition", "textchange"), ("add", "view")),
)
TEXT_CHIEF_RIGHTS = (*TEXT_RIGHTS, ("regulations", ("edition", "textchange"), ("change",)))
# app label, models, actions
MODEL_RIGHTS: dict[str, tuple[tuple[str, tuple[str, ...], tuple[str, ...]], ...]] = {
    Role.EDITOR: (
        ("core", ("source",), ("add", "change", "view")),
        ("accounts", ("unit",), ("view",)),
        REPORT_RIGHTS,
        HALL_RIGHTS,
        DESK_RIGHTS,
        *CERTIFICATE_RIGHTS,
        *TEXT_RIGHTS,
    ),
    Role.CHIEF_EDITOR: (
        ("core", ("source",), ("add", "change", "delete", "view")),
        ("core", ("auditentry",), ("view",)),
        ("accounts", ("unit",), ("add", "change", "view")),
        REPORT_RIGHTS,
        *SEARCH_RIGHTS,
        HALL_RIGHTS,
        DESK_RIGHTS,
        *CERTIFICATE_CHIEF_RIGHTS,
        *TEXT_CHIEF_RIGHTS,
    ),
    Role.ADMINISTRATOR: (
        ("core", ("source", "sitesettings"), ("add", "change", "delete", "view")),
        ("accounts", ("unit",), ("add", "change", "delete", "view")),
        ("accounts", ("user",), ("add", "change", "delete", "view")),
        ("core", ("auditentry",), ("view",)),
        ("delivery", ("outboxmessage",), ("change", "view")),
        REPORT_RIGHTS,
        *SEARCH_RIGHTS,
        HALL_RIGHTS,
        DESK_RIGHTS,
        *CERTIFICATE_CHIEF_RIGHTS,
        *TEXT_CHIEF_RIGHTS,
    ),
}


def sync_roles(sender: AppConfig, **kwargs: object) -> None:
    """Give each role exactly its rights. Runs after the last app's migration, when every permission exists."""
    # Django sends the signal only for apps with models.
    if sender is not [config for config in apps.get_app_configs() if config.models_module is not None][-1]:
        return
    with transaction.atomic():
        # Wagtail's own groups know nothing of columns and units.
        Group.objects.filter(name__in=["Moderators", "Editors"]).delete()
        for role in Role:
            group, _ = Group.objects.get_or_create(name=role.label)
            _set_model_rights(group, role)
            _set_collection_rights(group)
        give_page_rights()


def give_page_rights() -> None:
    """Give each role its rights on the site's pages. Runs again when the home page is made.

    They hold from the home page downwards: the level above, where pages have no address, then does not exist for the
    office, neither in the list of pages nor in choosers.
    """
    from core.models import BasePage

    site = Site.objects.filter(is_default_site=True).select_related("root_page").first()
    top = site.root_page if site is not None else BasePage.objects.filter(depth=1).first()
    if top is None:
        return
    for role in Role:
        _set_page_rights(Group.objects.get(name=role.label), top, PAGE_RIGHTS[role])


def _set_model_rights(group: Group, role: str) -> None:
    wanted = Q(content_type__app_label="wagtailadmin", codename="access_admin")
    for app_label, models, actions in MODEL_RIGHTS[role]:
        codenames = [f"{action}_{model}" for model in models for action in actions]
        wanted |= Q(content_type__app_label=app_label, codename__in=codenames)
    group.permissions.set(Permission.objects.filter(wanted))


def _set_page_rights(group: Group, root: object, rights: tuple[str, ...]) -> None:
    wanted = Permission.objects.filter(
        content_type__app_label="core", codename__in=[f"{right}_basepage" for right in rights]
    )
    stale = GroupPagePermission.objects.filter(group=group).exclude(page=root, permission__in=wanted)
    if stale.exists():  # a second set-up writes nothing
        stale.delete()
    for permission in wanted:
        GroupPagePermission.objects.get_or_create(group=group, page=root, permission=permission)


def _set_collection_rights(group: Group) -> None:
    root = Collection.get_first_root_node()
    if root is None:
        return
    named = [Q(content_type__app_label=app_label, codename__in=names) for app_label, names in COLLECTION_RIGHTS]
    wanted = Permission.objects.filter(reduce(or_, named))
    GroupCollectionPermission.objects.filter(group=group).exclude(collection=root, permission__in=wanted).delete()
    for permission in wanted:
        GroupCollectionPermission.objects.get_or_create(group=group, collection=root, permission=permission)
