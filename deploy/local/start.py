"""`make run`: from a fresh checkout to a site that serves, and the same again in seconds."""

import os
import secrets
import sys
import time
from pathlib import Path

from deploy.local.console import PROJECT_ROOT, Interrupted, SetUpError, explain, say
from deploy.local.content import CONTENT, MIGRATE, STATIC, Work
from deploy.local.environment import ENVIRONMENT, version_of_python
from deploy.local.processes import StopSignals, die_with_parent
from deploy.local.stamps import locked, write_atomically
from deploy.local.steps import Runner, Step, base_environment
from deploy.local.supervisor import refuse_busy_port, supervise, watch_for_first_answer


def main(arguments: list[str]) -> int:
    """Set up what is missing, then serve until a signal comes; `--set-up-only` stops before serving."""
    die_with_parent()
    stop = StopSignals()
    stop.listen()
    try:
        return _run(stop, serve="--set-up-only" not in arguments)
    except Interrupted:
        say("已停止。再运行一次会从这里接着做。")
        return 130
    except SetUpError as error:
        print(error, file=sys.stderr)
    except OSError as error:
        print(explain(error), file=sys.stderr)
    return 1


def _run(stop: StopSignals, serve: bool) -> int:
    began = time.monotonic()
    port = _port(os.environ.get("PORT", "8000"))
    var = Path(os.environ.get("VAR_DIR") or PROJECT_ROOT / "var").absolute()
    with locked(var / "run.lock") as free:
        if not free:
            raise SetUpError(f"另一个 make run 正在使用 {var}，请先停止它（在它的窗口按 Ctrl-C）。")
        if serve:
            refuse_busy_port(port)
        runner = Runner(base_environment(var, port), stop)
        say(f"职教齐鲁（Python {version_of_python()}）")
        _set_up(runner, var)
        if not serve:
            return 0
        refuse_busy_port(port)
        ready = watch_for_first_answer(port, lambda: _announce(port, var, time.monotonic() - began))
        return supervise(_commands(), runner.env, stop, ready)


def _port(text: str) -> int:
    if text.isascii() and text.isdigit() and 0 < int(text) < 65536:
        return int(text)
    raise SetUpError(f"PORT={text} 不是端口号，应为 1 到 65535 之间的整数。")


def _set_up(runner: Runner, var: Path) -> None:
    """Everything that is not done yet; database and static files side by side, each has a core to itself."""
    _ensure_secret_key(var / "secret-key")
    ENVIRONMENT.ensure(runner)
    work = Work(var, runner.env.get("DATABASE_URL", ""))
    if work.needs_bundles():
        command = [str(ENVIRONMENT.python), "-m", "deploy.local.bundles"]
        log = var / "logs" / "bundles.log"
        runner.run(Step("播放器组件", command, log, shows_output=True))
    pending = work.pending()
    steps = []
    if database := [step for step in pending if step in (MIGRATE, CONTENT)]:
        command = [str(ENVIRONMENT.python), "-m", "deploy.local.prepare", *database]
        steps.append(Step("数据库与内容", command, var / "logs" / "prepare.log", shows_output=True))
    if STATIC in pending:
        work.begin(STATIC)
        # --clear: a file cut off by a kill is newer than its source and would be taken for finished.
        command = [str(ENVIRONMENT.python), "manage.py", "collectstatic", "--noinput", "--clear", "--verbosity=0"]
        log = var / "logs" / "collectstatic.log"
        steps.append(Step("静态文件", command, log, finished=lambda: work.done(STATIC)))
    if steps:
        runner.run(*steps)


def _ensure_secret_key(path: Path) -> None:
    """The signing key of this installation, made once."""
    if not (path.is_file() and path.read_text().strip()):
        write_atomically(path, secrets.token_urlsafe(48) + "\n", mode=0o600)


def _commands() -> dict[str, list[str]]:
    """What runs side by side. `-m` instead of the scripts in bin: those break when the folder is moved."""
    return {
        "网站进程": [str(ENVIRONMENT.python), "-m", "gunicorn", "--config", "deploy/gunicorn.conf.py"],
        "后台进程": [str(ENVIRONMENT.python), "manage.py", "run_worker"],
    }


def _announce(port: int, var: Path, seconds: float) -> None:
    say(f"\n职教齐鲁已启动（{seconds:.1f} 秒）：http://127.0.0.1:{port}/")
    say(f"  编辑后台：http://127.0.0.1:{port}/admin/")
    accounts = var / "demo-accounts.json"
    if accounts.is_file():
        say(f"  演示账号和密码：{accounts}")
    say("  按 Ctrl-C 停止。")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
