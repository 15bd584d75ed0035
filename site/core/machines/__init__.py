"""What machines read of the site: structured data, feeds, site map, robots, manifest."""
