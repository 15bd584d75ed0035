"""Who works here and where: accounts, roles, cities, districts and units."""
