"""Settings for work on the code: errors in the browser, static files as they are on disk."""

import os
import secrets

from config import env

# A fresh checkout has no key yet; development must start without one.
if not (env.folder("VAR_DIR") / "secret-key").is_file():
    os.environ.setdefault("SECRET_KEY", secrets.token_urlsafe(48))

from config.settings.base import *  # noqa: F403
from config.settings.base import STORAGES

DEBUG = True
STORAGES = {**STORAGES, "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}}
