"""The table of tokens of the engine inside PostgreSQL."""

from django.db import migrations

from search.engines.postgresql import CREATE, DROP


def run(statements):
    def migrate(apps, schema_editor):
        if schema_editor.connection.vendor == "postgresql":
            for statement in statements:
                schema_editor.execute(statement, None)

    return migrate


class Migration(migrations.Migration):
    dependencies = [("search", "0003_what_editors_teach")]

    operations = [migrations.RunPython(run(CREATE), run(DROP))]
