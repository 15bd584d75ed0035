"""What an account may do with a page: once public, never deleted, only withdrawn."""

from django.apps import apps
from wagtail.models import PagePermissionTester


class SpinePermissionTester(PagePermissionTester):
    """Wagtail's tester, minus deletion of anything that was public; holds for superusers too."""

    def can_delete(self, ignore_bulk: bool = False) -> bool:
        """False if the page or anything below it was ever public."""
        if self.page.ever_public:
            return False
        # Lists ask for each of their rows: most have nothing below them.
        pages = apps.get_model("core", "BasePage")._base_manager
        if self.page.numchild and pages.filter(path__startswith=self.page.path, ever_public=True).exists():
            return False
        return super().can_delete(ignore_bulk)

    def can_move(self) -> bool:
        """Stock asks `can_delete(ignore_bulk=True)`; a public page may still be moved."""
        return super().can_delete(ignore_bulk=True)
