"""The words of this site: synonyms and names from the files, from editors and from the units; one version for all."""

from dataclasses import dataclass

from django.db.models.signals import post_delete, post_save
from django.dispatch import receiver

from accounts.models import Unit
from accounts.models.units import UnitFormerName
from core.models import BasePage
from core.publishing.scope import bump_version
from core.registries import state_parts
from core.serving.state import SiteState
from search.analysis.fold import fold
from search.analysis.query import Synonyms, synonyms_from
from search.analysis.words import dictionary, synonym_lines
from search.models import PinnedResult, SiteWord, SynonymGroup
from search.models.vocabulary import forms_of


@dataclass(frozen=True, slots=True)
class Pinned:
    """A page that comes first for a query."""

    page_id: int
    note: str


@state_parts.register("search_synonyms")
def load_synonyms(state: SiteState) -> Synonyms:
    """What readers may write for the same thing; the names of units are such words as well."""
    teach_dictionary()
    return synonyms_from([*synonym_lines(), *_groups(), *_unit_names().values()])


@state_parts.register("search_pinned")
def load_pinned(state: SiteState) -> dict[str, Pinned]:
    """Pinned pages by folded query, as far as they are public."""
    rows = PinnedResult.objects.filter(page__in=BasePage.objects.public()).order_by("pk")
    return {fold(form): Pinned(row.page_id, row.note) for row in rows for form in forms_of(row.queries)}


def site_synonyms(state: SiteState) -> Synonyms:
    """The synonyms of this version of the site."""
    return state.part("search_synonyms")


def teach_dictionary() -> None:
    """Let the segmenter know the words of editors and the names of units; called before anything is cut."""
    names = [name for group in _unit_names().values() for name in group]
    forms = [form for group in _groups() for form in group]
    dictionary.add([*SiteWord.objects.values_list("text", flat=True), *names, *forms])


def _groups() -> list[list[str]]:
    return [forms_of(forms) for forms in SynonymGroup.objects.values_list("forms", flat=True)]


def _unit_names() -> dict[int, list[str]]:
    """Name, short name and former names by unit; only units that have more than one."""
    names = {pk: [name, short] for pk, name, short in Unit.objects.order_by().values_list("pk", "name", "short_name")}
    for unit_id, name in UnitFormerName.objects.order_by().values_list("unit_id", "name"):
        names[unit_id].append(name)
    return {pk: known for pk, group in names.items() if (known := [name for name in group if name])}


@receiver([post_save, post_delete], sender=SynonymGroup)
@receiver([post_save, post_delete], sender=SiteWord)
@receiver([post_save, post_delete], sender=PinnedResult)
def vocabulary_changed(sender: type, **kwargs: object) -> None:
    """Queries know it with the next request; stored words with the next rebuild."""
    bump_version()
