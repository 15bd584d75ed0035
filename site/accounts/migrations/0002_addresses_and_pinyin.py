from django.db import migrations, models


def fill(apps, schema_editor):
    """Give every known unit its address and its pinyin."""
    from accounts.pinyin import ascii_slug, search_keys

    units, taken = apps.get_model("accounts", "Unit"), set()
    for unit in units.objects.order_by("pk"):
        base, number = ascii_slug(unit.name) or "unit", 1
        slug = base
        while slug in taken:
            number += 1
            slug = f"{base}-{number}"
        taken.add(slug)
        units.objects.filter(pk=unit.pk).update(slug=slug, pinyin=search_keys(unit.name, unit.short_name))


class Migration(migrations.Migration):
    dependencies = [("accounts", "0001_initial")]

    operations = [
        migrations.AddField(
            model_name="city",
            name="slug",
            field=models.SlugField(
                blank=True, default="", help_text="城市页网址的最后一段，拼音。", max_length=20, verbose_name="网址"
            ),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name="unit",
            name="pinyin",
            field=models.CharField(default="", editable=False, max_length=300, verbose_name="拼音"),
        ),
        # Without an index at first: PostgreSQL would make that of a slug field twice in one migration.
        migrations.AddField(
            model_name="unit",
            name="slug",
            field=models.CharField(editable=False, max_length=70, null=True, verbose_name="网址"),
        ),
        migrations.RunPython(fill, migrations.RunPython.noop, elidable=True),
        migrations.AlterField(
            model_name="unit",
            name="slug",
            field=models.SlugField(editable=False, max_length=70, unique=True, verbose_name="网址"),
        ),
    ]
