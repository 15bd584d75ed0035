"""Settings of the test suite: a throw-away folder, quick hashes, no shared caches."""

import os
import tempfile

os.environ["SECRET_KEY"] = "only-for-tests-" + "0" * 40
os.environ["VAR_DIR"] = tempfile.mkdtemp(prefix="zhijiao-tests-")

from config.settings.base import *  # noqa: F403
from config.settings.base import DATABASES, LOGGING, STORAGES

ALLOWED_HOSTS = ["*"]
if "postgresql" in DATABASES["default"]["ENGINE"]:
    # By its name the tests know the test database from the caller's own (`is_test_database`).
    DATABASES["default"]["TEST"] = {"NAME": f"test_{DATABASES['default']['NAME']}"}
STORAGES = {**STORAGES, "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}}
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
# Cached renditions leak from test to test otherwise.
CACHES = {"default": {"BACKEND": "django.core.cache.backends.dummy.DummyCache"}}
LOGGING = {**LOGGING, "root": {"handlers": [], "level": "CRITICAL"}}
