"""Everything that the installed software can say to an editor has a Chinese text, and the compiled file is up to date."""

import gettext
from pathlib import Path

import django
import pytest
from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po
from django.apps import apps
from django.conf import settings

from tests.support.house import APPS

OWN = Path(settings.LOCALE_PATHS[0]) / "zh_Hans" / "LC_MESSAGES"
DOMAINS = ("django", "djangojs")
Key = tuple[str, ...]


def packages() -> list[Path]:
    """Folders of the installed packages that bring words of their own, and of Django itself."""
    ours = [Path(settings.PROJECT_ROOT) / "site", *(Path(settings.PROJECT_ROOT) / name for name in APPS)]
    places = [Path(config.path) for config in apps.get_app_configs()] + [Path(django.__file__).parent / "conf"]
    foreign = [place for place in places if not any(place.is_relative_to(folder) for folder in ours)]
    return [place / "locale" for place in foreign if (place / "locale").is_dir()]


def said_in_english(domain: str) -> set[Key]:
    """(context, text) of every message in the packages' own English catalogues."""
    files = [folder / "en" / "LC_MESSAGES" / f"{domain}.po" for folder in packages()]
    return {key for file in files if file.is_file() for key in keys_of(read(file))}


def said_in_chinese(domain: str) -> set[Key]:
    """The same for what has a Chinese text, in the packages or here."""
    files = [folder / "zh_Hans" / "LC_MESSAGES" / f"{domain}.mo" for folder in packages()]
    known: set[Key] = set()
    for file in [*files, OWN / f"{domain}.mo"]:
        if file.is_file():
            with file.open("rb") as opened:
                catalogue = gettext.GNUTranslations(opened)._catalog
            texts = [key[0] if isinstance(key, tuple) else key for key, text in catalogue.items() if text]
            known |= {tuple(text.split("\x04")) if "\x04" in text else ("", text) for text in texts}
    return known


def read(file: Path) -> Catalog:
    with file.open("rb") as opened:
        return read_po(opened)


def keys_of(catalogue: Catalog) -> set[Key]:
    messages = [message for message in catalogue if message.id]
    texts = [(message.context or "", message.id) for message in messages]
    return {(context, text[0] if isinstance(text, tuple) else text) for context, text in texts}


@pytest.mark.parametrize("domain", DOMAINS)
def test_nothing_that_the_software_says_is_left_in_english(domain):
    english = said_in_english(domain)

    untranslated = sorted(english - said_in_chinese(domain))

    assert untranslated == []
    assert len(english) > 50


@pytest.mark.parametrize("domain", DOMAINS)
def test_the_compiled_words_are_those_of_the_source(domain):
    source = {m.id: m.string for m in read(OWN / f"{domain}.po") if m.id}
    with (OWN / f"{domain}.mo").open("rb") as file:
        compiled = gettext.GNUTranslations(file)

    said = {key: (compiled.ngettext(*key, 2),) if isinstance(key, tuple) else compiled.gettext(key) for key in source}

    assert said == source
    assert len(source) > 10


@pytest.mark.parametrize("domain", DOMAINS)
def test_placeholders_survive_the_translation(domain):
    faults = [(message.id, list(message.check())) for message in read(OWN / f"{domain}.po") if message.id]

    assert [fault for fault in faults if fault[1]] == []
