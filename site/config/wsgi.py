"""WSGI entry point; uploads are answered before Django, with byte ranges."""

import os

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings.base")

from django.core.wsgi import get_wsgi_application

application = get_wsgi_application()

from delivery.files import with_files  # noqa: E402

application = with_files(application)
