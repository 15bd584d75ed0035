"""Reference data that every database has: the cities and districts of Shandong."""

import csv
from pathlib import Path

from django.apps import AppConfig
from django.db import transaction

DIVISIONS = Path(__file__).with_name("divisions.csv")


def load_divisions(sender: AppConfig, using: str = "default", **kwargs: object) -> None:
    """Bring cities and districts up to date with `divisions.csv` (level, code, name, city code, address). Rows are never deleted."""
    from accounts.models import City, District

    with DIVISIONS.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    wanted_cities = {row["code"]: (row["name"], row["slug"]) for row in rows if row["level"] == "city"}
    wanted_districts = {row["code"]: row for row in rows if row["level"] == "district"}
    with transaction.atomic(using=using):
        cities = {city.code: city for city in City.objects.using(using)}
        for code, (name, slug) in wanted_cities.items():
            if code not in cities or (cities[code].name, cities[code].slug) != (name, slug):
                defaults = {"name": name, "slug": slug}
                cities[code], _ = City.objects.using(using).update_or_create(code=code, defaults=defaults)
        known = {d.code: (d.name, d.city_id) for d in District.objects.using(using)}
        missing = [
            District(code=code, name=row["name"], city=cities[row["city"]])
            for code, row in wanted_districts.items()
            if code not in known
        ]
        District.objects.using(using).bulk_create(missing)
        for code, row in wanted_districts.items():
            if code in known and known[code] != (row["name"], cities[row["city"]].pk):
                District.objects.using(using).filter(code=code).update(name=row["name"], city=cities[row["city"]])
