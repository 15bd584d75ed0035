from django.db import migrations, models


def forget_signs(apps, schema_editor):
    """The nameless sign; the next one comes within seconds of the start."""
    apps.get_model("delivery", "WorkerSign").objects.all().delete()


class Migration(migrations.Migration):

    dependencies = [
        ("delivery", "0003_worker_sign"),
    ]

    operations = [
        migrations.RunPython(forget_signs, migrations.RunPython.noop, elidable=True),
        migrations.AddField(
            model_name="workersign",
            name="name",
            field=models.CharField(default="", max_length=100, unique=True, verbose_name="名称"),
            preserve_default=False,
        ),
        migrations.AlterField(
            model_name="workersign",
            name="seen_at",
            field=models.DateTimeField(db_index=True, verbose_name="最近动静"),
        ),
    ]
