"""The production web server: two processes with sixteen threads each, so that slow readers of videos block nobody."""

import gc
import os
import sys
from pathlib import Path
from typing import Any

PROJECT_ROOT = Path(__file__).resolve().parents[1]
if str(PROJECT_ROOT) not in sys.path:  # so that manage.py, which knows the source root, can be imported from anywhere
    sys.path.insert(0, str(PROJECT_ROOT))

from deploy.local.processes import die_with_parent  # noqa: E402
from manage import add_source_root  # noqa: E402

add_source_root()

wsgi_app = "config.wsgi:application"
bind = f"127.0.0.1:{os.environ.get('PORT', '8000')}"
worker_class = "gthread"
workers = 2
threads = 16
preload_app = False
timeout = 60
graceful_timeout = 10
keepalive = 5
accesslog = None
errorlog = "-"
loglevel = "warning"
control_socket_disable = True


def post_fork(server: Any, worker: Any) -> None:
    """A worker ends with its master even when that is killed."""
    die_with_parent()
    gc.disable()  # until all is imported: a tenth quicker


def post_worker_init(worker: Any) -> None:
    """What has been imported by now stays for good, so the collector need not look at it again."""
    gc.freeze()
    gc.enable()
