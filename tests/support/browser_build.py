"""Run as a program: migrations, set-up, static files and content of the site that browser tests read."""

import django
from django.core.management import call_command

if __name__ == "__main__":
    django.setup()
    call_command("migrate", verbosity=0)
    call_command("collectstatic", interactive=False, verbosity=0)

    from tests.support.browser_content import build

    build()
