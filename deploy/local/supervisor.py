"""Web server and worker in the foreground: when one ends, or a signal comes, all end."""

import http.client
import socket
import subprocess
import threading
import time
from collections.abc import Callable

from deploy.local.console import SetUpError, say
from deploy.local.processes import TERM_SECONDS, StopSignals, end_all, start

HOST = "127.0.0.1"
POLL_SECONDS = 0.1
PATIENCE_SECONDS = 30.0


def refuse_busy_port(port: int) -> None:
    """Raise `SetUpError` when something listens on `port` already: better now than after a minute of set-up."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((HOST, port))
        except PermissionError:
            raise SetUpError(f"没有权限使用端口 {port}，请换一个大于 1023 的：PORT={port + 8000} make run") from None
        except OSError:
            raise SetUpError(f"端口 {port} 已被占用，请换一个：PORT={port + 1} make run") from None


def supervise(
    commands: dict[str, list[str]],
    env: dict[str, str],
    stop: StopSignals,
    ready: threading.Event,
    term_seconds: float = TERM_SECONDS,
) -> int:
    """Run the named commands until a signal comes (returns 0) or one of them ends (returns its code, or 1).

    The first starts at once, the others when `ready` is set: each needs seconds of processor time to start, and the
    reader is waiting for the first.
    """
    waiting = dict(commands)
    children: dict[str, subprocess.Popen] = {}
    began = time.monotonic()
    try:
        while not stop.received:
            if waiting and (not children or ready.is_set() or time.monotonic() - began > PATIENCE_SECONDS):
                name = next(iter(waiting))
                children[name] = start(waiting.pop(name), env)
            for name, child in children.items():
                if child.poll() is not None:
                    say(f"{name}结束了（退出码 {child.returncode}），全部停止。")
                    return child.returncode if 0 < child.returncode < 126 else 1
            time.sleep(POLL_SECONDS)
        return 0
    finally:
        end_all(children.values(), term_seconds)


def watch_for_first_answer(port: int, act: Callable[[], None]) -> threading.Event:
    """Call `act` once the site answers, then set the event that is returned; in a thread of its own."""
    ready = threading.Event()

    def wait() -> None:
        while not _answers(port):
            time.sleep(POLL_SECONDS)
        act()
        ready.set()

    threading.Thread(target=wait, daemon=True).start()
    return ready


def _answers(port: int) -> bool:
    connection = http.client.HTTPConnection(HOST, port, timeout=60)
    try:
        connection.request("GET", "/")
        connection.getresponse()
    except (OSError, http.client.HTTPException):
        return False
    finally:
        connection.close()
    return True
