"""`make test` and its parts: installs what they need, then lint, contracts, unit and browser tests."""

import os
import secrets
import sys
import time
from pathlib import Path

from deploy.local.browser import ensure_browser
from deploy.local.console import PROJECT_ROOT, Interrupted, SetUpError, explain, say
from deploy.local.environment import ENVIRONMENT
from deploy.local.processes import StopSignals, die_with_parent, end_all, start
from deploy.local.steps import Runner

PYTHON = ENVIRONMENT.python
BIN = PYTHON.parent
# Marker: the variable without which tests of that service are left out.
SERVICES = {
    "postgres": "DATABASE_URL",
    "elasticsearch": "ELASTICSEARCH_URL",
    "nginx": "NGINX_URL",
    "s3": "S3_ENDPOINT_URL",
}
SETTINGS_OF_THE_CALLER = ("DJANGO_SETTINGS_MODULE", "SECRET_KEY", "VAR_DIR", "BASE_URL", "ALLOWED_HOSTS")
Command = tuple[str, list[str]]


def main(parts: list[str]) -> int:
    """Run the named parts in order; the first that fails ends the run."""
    die_with_parent()
    stop = StopSignals()
    stop.listen()
    env = test_environment()
    runner = Runner(env, stop)
    try:
        ENVIRONMENT.ensure(runner, with_tests=True)
        for part in parts:
            for label, command in _commands(part, runner):
                if code := _run(label, command, env, stop):
                    return code
    except Interrupted:
        return 130
    except SetUpError as error:
        print(error, file=sys.stderr)
        return 1
    except OSError as error:
        print(explain(error), file=sys.stderr)
        return 1
    return 0


def test_environment() -> dict[str, str]:
    """The caller's environment without settings of the site, so that tests run the same everywhere."""
    env = {name: value for name, value in os.environ.items() if name not in SETTINGS_OF_THE_CALLER}
    env["SECRET_KEY"] = secrets.token_urlsafe(64)
    env["PYTHONPATH"] = f"{PROJECT_ROOT}{os.pathsep}{PROJECT_ROOT / 'site'}"
    return env


def _commands(part: str, runner: Runner) -> list[Command]:
    if part == "lint":
        return _lint()
    if part == "format":
        return [("格式", [str(BIN / "ruff"), "format", "."]), ("导入顺序", [str(BIN / "ruff"), "check", "--fix", "."])]
    if part == "messages":
        catalogues = ["--domain", "django djangojs", "--directory", "site/locale", "--locale", "zh_Hans"]
        return [("中文词表", [str(BIN / "pybabel"), "compile", *catalogues])]
    if part == "bench":
        return [("性能数字", [str(PYTHON), "-m", "tests.bench"])]
    if part == "search-quality":
        command = [str(PYTHON), "manage.py", "search_eval", "tests/search/quality", "--settings=config.settings.test"]
        engines = ["embedded", "elasticsearch"] if os.environ.get("ELASTICSEARCH_URL") else ["embedded"]
        ours = [(f"检索质量 {engine}", [*command, f"--engine={engine}", "--floor=0.95"]) for engine in engines]
        return [*ours, ("检索质量 Wagtail 自带", [*command, "--engine=stock"])]
    if part == "chaos":
        return [("故障试验", [str(PYTHON), "-m", "pytest", "-q", "-m", "chaos", "tests/chaos"])]
    without = ["bench", "chaos", *(marker for marker, variable in SERVICES.items() if not os.environ.get(variable))]
    if part == "fast-tests":
        without += ["e2e", "slow"]
    elif not ensure_browser(runner):
        without.append("e2e")
    expression = " and ".join(f"not {marker}" for marker in without)
    command = [str(PYTHON), "-m", "pytest", "-q", "-n", "2", "-m", expression]
    if part == "service-tests":
        return [("真实服务上的测试", [*command, "-rs", "--services-lane"])]
    return [("测试", command)]


def _lint() -> list[Command]:
    manage = [str(PYTHON), "manage.py"]
    return [
        ("代码风格", [str(BIN / "ruff"), "check", "--quiet", "."]),
        ("代码格式", [str(BIN / "ruff"), "format", "--check", "--quiet", "."]),
        ("模板", [str(BIN / "djlint"), "--lint", "--quiet", *map(str, _template_folders())]),
        ("导入层次", [str(BIN / "lint-imports"), "--no-cache", "--no-logo"]),
        ("部署检查", [*manage, "check", "--deploy", "--fail-level=WARNING", "--settings=config.settings.production"]),
        ("迁移齐全", [*manage, "makemigrations", "--check", "--dry-run", "--settings=config.settings.test"]),
    ]


def _template_folders() -> list[Path]:
    return [
        path for root in PROJECT_ROOT.iterdir() if not root.name.startswith(".") for path in root.rglob("templates")
    ]


def _run(label: str, command: list[str], env: dict[str, str], stop: StopSignals) -> int:
    """Run one check; its output is the terminal's. Returns its exit code."""
    say(f"· {label}")
    began = time.monotonic()
    child = start(command, env)
    try:
        while child.poll() is None:
            if stop.received:
                raise Interrupted
            time.sleep(0.05)
    finally:
        end_all([child], term_seconds=3)
    if child.returncode:
        say(f"{label}没有通过（{time.monotonic() - began:.1f} 秒）")
    return child.returncode


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
