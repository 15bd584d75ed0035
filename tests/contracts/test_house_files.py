"""Layout, names, sizes and words of the files."""

import re
import subprocess
from configparser import ConfigParser

import pytest

from tests.support.house import APPS, PROJECT_ROOT, project_files, short_names

CODE = (".py", ".css", ".js", ".html", ".sh")
# In two pieces each, for this file must not hold them either.
MACHINE_PATHS = ["/" + "work/", "/" + "root/", "/" + "home/user"]
REGISTRY_HOSTS = [
    "pypi." + "org",
    "python" + "hosted",
    "npm" + "js.org",
    "maven." + "org",
    "debian." + "org",
    "docker." + "io",
]
RECORD = re.compile(r"(\d{4})-[a-z0-9-]+\.md")


def test_the_source_root_is_no_package():
    assert not (PROJECT_ROOT / "site" / "__init__.py").exists()


@pytest.mark.parametrize("folder", ["site", "media", "deploy", "tests"])
def test_no_source_folder_is_ignored(tmp_path, folder):
    subprocess.run(["git", "init", "--quiet", tmp_path], check=True)
    (tmp_path / ".gitignore").write_bytes((PROJECT_ROOT / ".gitignore").read_bytes())

    codes = [
        subprocess.run(["git", "check-ignore", "-q", path], cwd=tmp_path).returncode
        for path in (f"{folder}/module.py", "var/x")
    ]

    assert codes == [1, 0]


def test_no_file_is_too_long():
    too_long = [
        path for path in project_files(*CODE) if "migrations" not in path.parts and path.read_text().count("\n") > 400
    ]

    assert short_names(too_long) == []


def test_every_module_is_named_after_what_it_does():
    nameless = [path for path in project_files(".py") if path.stem in {"utils", "util", "helpers", "common", "misc"}]

    assert short_names(nameless) == []


def test_every_module_says_what_it_is_for():
    silent = [
        path
        for path in project_files(".py")
        if (text := path.read_text())
        and "migrations" not in path.parts
        and not text.removeprefix("#!/usr/bin/env python\n").startswith('"""')
    ]

    assert short_names(silent) == []


def test_no_file_names_a_machine_or_a_registry():
    words = [word.encode() for word in MACHINE_PATHS + REGISTRY_HOSTS]
    named = [path for path in project_files() if any(word in path.read_bytes() for word in words)]

    assert short_names(named) == []


def test_decision_records_have_a_number_of_their_own_and_are_complete():
    records = sorted((PROJECT_ROOT / "docs" / "decisions").iterdir())

    numbers = [int(RECORD.fullmatch(path.name)[1]) for path in records]
    incomplete = [
        path
        for path in records
        if re.findall(r"^## (.+)$", path.read_text(), re.M) != ["Context", "Choice", "Consequence"]
    ]

    assert numbers == sorted(set(numbers))
    assert short_names(incomplete) == []


def test_every_app_stands_under_the_import_contract():
    apps = {path.parent.name for path in project_files(".py") if path.name == "apps.py"} | {"config"}
    contract = ConfigParser()
    contract.read(PROJECT_ROOT / ".importlinter")

    lists = {
        "packages": contract["importlinter"]["root_packages"].split(),
        "tests": contract["importlinter:contract:tests"]["source_modules"].split(),
        "layers": re.findall(r"(?<!\()\b[a-z]+\b(?!\))", contract["importlinter:contract:layers"]["layers"]),
        "here": APPS,
    }

    assert {name: sorted(names) for name, names in lists.items()} == dict.fromkeys(lists, sorted(apps))
