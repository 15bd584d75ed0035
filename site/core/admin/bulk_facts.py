"""City, unit and theme of several pages at once: drafts are changed, public pages published, page by page with reasons."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import Http404, QueryDict
from wagtail.admin import messages
from wagtail.admin.views.pages.bulk_actions.page_bulk_action import PageBulkAction
from wagtail.snippets.widgets import AdminSnippetChooser

from accounts.models import City, Unit, User
from core.admin.page_lists import ID, PageFilters
from core.admin.refusals import reasons_of
from core.enums import Theme
from core.models import BasePage
from core.publishing.errors import PublicChangeRefused

NOTHING_CHOSEN = "请至少选一项：城市、单位或主题。"
KEPT_AS_DRAFT = "“{}”有未发布的修改，已存进草稿，没有发布。"
NOT_ALLOWED_TO_PUBLISH = "“{}”已存为草稿，您不能发布它。"


class FactsForm(forms.Form):
    """What to set; an empty field leaves the pages as they are."""

    city = forms.ModelChoiceField(City.objects.all(), label="城市", required=False, empty_label="不改")
    unit = forms.ModelChoiceField(Unit.objects.all(), label="主要单位", required=False)
    theme = forms.ChoiceField(label="主题", required=False, choices=[("", "不改"), *Theme.choices])

    def __init__(self, data: QueryDict | None = None, *args: Any, **kwargs: Any) -> None:
        if data is not None and not ID.fullmatch(data.get("unit", "")):
            # The chooser shows what was posted, and breaks on what is no id.
            data = data.copy()
            data["unit"] = ""
        super().__init__(data, *args, **kwargs)
        self.fields["unit"].widget = AdminSnippetChooser(Unit)

    def clean(self) -> dict[str, Any]:
        """At least one of them."""
        data = super().clean()
        if not self.errors and not any(data.values()):
            raise ValidationError(NOTHING_CHOSEN)
        return data


class SetFacts(PageBulkAction):
    """One form for all chosen entries."""

    display_name = "设置城市、单位、主题"
    action_type = "set_facts"
    aria_label = "给选中的页面设置城市、单位、主题"
    template_name = "core/admin/bulk_facts.html"
    form_class = FactsForm
    action_priority = 35

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.notes: list[str] = []

    def check_perm(self, page: BasePage) -> bool:
        """Entries that the account may edit and nobody has locked."""
        tester = page.permissions_for_user(self.request.user)
        return page.specific_class.is_entry and tester.can_edit() and not tester.page_locked()

    def get_execution_context(self) -> dict[str, Any]:
        """Adds what was chosen and where to say what went otherwise."""
        chosen = {name: value for name, value in self.cleaned_form.cleaned_data.items() if value}
        return {**super().get_execution_context(), "chosen": chosen, "notes": self.notes}

    @classmethod
    def execute_action(
        cls,
        objects: list[BasePage],
        user: User | None = None,
        chosen: dict[str, Any] | None = None,
        notes: list[str] | None = None,
        **kwargs: Any,
    ) -> tuple[int, int]:
        """Change each page for itself: one that is refused stays as it was and does not hold up the others."""
        done = 0
        for page in objects:
            try:
                with transaction.atomic():
                    note = set_facts(page, chosen or {}, user)
            except (ValidationError, PublicChangeRefused) as error:
                notes += [f"“{page.title}”没有改：{reason}" for reason in reasons_of(error, page.specific_class)]
                continue
            done += 1
            notes += [note] if note else []
        return done, 0

    def get_success_message(self, num_parent_objects: int, num_child_objects: int) -> str | None:
        """How many, and every page that went otherwise."""
        for note in self.notes:
            messages.warning(self.request, note)
        return f"已设置 {num_parent_objects} 个页面。" if num_parent_objects else None


def set_facts(page: BasePage, chosen: dict[str, Any], user: User) -> str:
    """Store the values in a new draft; publish it when the page is public and nothing else is waiting.

    Returns what the editor should know. Raises `ValidationError` or `PublicChangeRefused`; nothing is changed then.
    """
    draft = page.specific.get_latest_revision_as_object()
    waiting = page.live and page.has_unpublished_changes
    for name, value in chosen.items():
        setattr(draft, name, value)
    revision = draft.save_revision(user=user, log_action=True)
    if not page.live:
        return ""
    if waiting:
        return KEPT_AS_DRAFT.format(page.title)
    if not page.permissions_for_user(user).can_publish():
        return NOT_ALLOWED_TO_PUBLISH.format(page.title)
    revision.publish(user=user)
    return ""


def listed_pages(action: PageBulkAction, parent_id: str | None) -> Any:
    """The ids behind «all pages of this list»: those that its search and filters show. Stock forgets the filters."""
    query = action.request.GET
    filters = PageFilters(query, request=action.request)
    narrowed = filters.is_valid() and filters.form.has_changed()
    pages = BasePage.objects.all()
    if parent_id is not None:
        parent = BasePage.objects.filter(pk=parent_id).first() if parent_id.isascii() and parent_id.isdigit() else None
        if parent is None:
            raise Http404
        pages = parent.get_descendants() if query.get("q") or narrowed else parent.get_children()
    if narrowed:
        pages = filters.filter_queryset(pages)
    if query.get("q"):
        pages = pages.autocomplete(query["q"])
    return pages.values_list("pk", flat=True)


def install() -> None:
    """Every bulk action of pages asks here which pages are meant."""
    PageBulkAction.get_all_objects_in_listing_query = listed_pages
