"""Steps run side by side, are noted when they succeed, and end together when one fails or a signal comes."""

import os
import sys
import threading
import time

import pytest

from deploy.local.console import Interrupted, SetUpError
from deploy.local.processes import StopSignals
from deploy.local.steps import Runner, Step, base_environment


@pytest.fixture
def done() -> list[str]:
    """Labels of the steps that were noted as finished."""
    return []


@pytest.fixture
def runner() -> Runner:
    """Steps with the environment of the test."""
    return Runner(dict(os.environ), StopSignals())


@pytest.fixture
def step(tmp_path, done):
    """Makes a step from a one-line program."""

    def make(label: str, program: str, shows_output: bool = False) -> Step:
        return Step(
            label,
            [sys.executable, "-c", program],
            tmp_path / "logs" / f"{label}.log",
            finished=lambda: done.append(label),
            shows_output=shows_output,
        )

    return make


def test_each_step_is_noted_and_its_output_goes_to_its_log(runner, step, done, tmp_path, capsys):
    runner.run(step("one", "print('hidden')"), step("two", "print('shown')", shows_output=True))

    assert sorted(done) == ["one", "two"]
    assert (tmp_path / "logs" / "one.log").read_text() == "hidden\n"
    output = capsys.readouterr().out
    assert "shown\n" in output
    assert "hidden" not in output


def test_a_failed_step_ends_the_others_and_is_not_noted(runner, step, done):
    began = time.monotonic()

    with pytest.raises(SetUpError, match=r"broken没有完成[\s\S]*ZeroDivisionError"):
        runner.run(step("slow", "import time; time.sleep(60)"), step("broken", "1 / 0"))

    assert done == []
    assert time.monotonic() - began < 20


def test_a_signal_ends_the_step(runner, step, done):
    threading.Timer(0.3, lambda: setattr(runner.stop, "received", 15)).start()

    with pytest.raises(Interrupted):
        runner.run(step("slow", "import time; time.sleep(60)"))

    assert done == []


def test_long_steps_give_signs_of_life(runner, step, capsys, monkeypatch):
    monkeypatch.setattr("deploy.local.steps.SIGN_OF_LIFE_SECONDS", 0.2)

    runner.run(step("slow", "import time; time.sleep(0.7)"))

    assert capsys.readouterr().out.count("… slow，已 ") >= 2


def test_the_environment_is_the_production_one(tmp_path, monkeypatch):
    monkeypatch.setenv("DJANGO_SETTINGS_MODULE", "config.settings.test")
    monkeypatch.delenv("BASE_URL", raising=False)

    env = base_environment(tmp_path, 8123)

    assert {name: env[name] for name in ("DJANGO_SETTINGS_MODULE", "BASE_URL", "PORT", "VAR_DIR")} == {
        "DJANGO_SETTINGS_MODULE": "config.settings.base",
        "BASE_URL": "http://127.0.0.1:8123",
        "PORT": "8123",
        "VAR_DIR": str(tmp_path),
    }


def test_a_public_address_of_the_caller_is_kept(tmp_path, monkeypatch):
    monkeypatch.setenv("BASE_URL", "https://zhijiao.example.cn")

    assert base_environment(tmp_path, 8123)["BASE_URL"] == "https://zhijiao.example.cn"
