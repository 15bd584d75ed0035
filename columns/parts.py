"""What the columns app lends to the in-process state: every live column as a section of listings."""

from columns.models import ColumnPage
from core.listing.sections import Section
from core.registries import section_sources, state_parts
from core.serving.state import SiteState

# A column belongs to a group when it takes nothing else; every other one is of the `stories`.
GROUPS = {
    "notices": {"columns.noticepage"},
    "media": {"columns.mediareportpage"},
    "practice": {"columns.theorypage", "columns.casepage", "columns.activitypage"},
}
TOOL_NAMES = {"gui": "规", "ju": "矩", "zhun": "准", "sheng": "绳", "jian": "简", "tan": "坛"}


@state_parts.register("sections")
def load_sections(state: SiteState) -> dict[int, Section]:
    """Live columns by id, in the order of the tree; then what other apps list entries under."""
    rows = (
        ColumnPage.objects.public()
        .order_by("path")
        .values_list(
            "pk",
            "title",
            "short_title",
            "url_path",
            "slogan",
            "tool",
            "cover_kind",
            "themes",
            "accepted_types",
            "summary",
            "keywords",
            "column_type",
        )
    )
    columns = {
        pk: Section(
            pk,
            title,
            short or title,
            state.path(url_path),
            slogan,
            tool,
            TOOL_NAMES.get(tool, ""),
            cover_kind,
            tuple(themes or ()),
            _group(accepted),
            summary,
            keywords,
            kind,
        )
        for pk, title, short, url_path, slogan, tool, cover_kind, themes, accepted, summary, keywords, kind in rows
    }
    return columns | {section.id: section for sections in section_sources for section in sections(state)}


def _group(accepted: list[str]) -> str:
    return next((name for name, types in GROUPS.items() if accepted and set(accepted) <= types), "stories")
