"""App configuration."""

from django.apps import AppConfig


class ColumnsConfig(AppConfig):
    """Columns made by editors and the entries they accept."""

    name = "columns"
    verbose_name = "栏目"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from columns import citations, gates, parts, search_words  # noqa: F401  (they register themselves)
        from columns.word import WordRefused, read_word
        from core.registries import word_reader

        word_reader.fill((WordRefused, read_word))
