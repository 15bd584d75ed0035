"""What every page has: the base page, the publishing spine, the resolver, blocks, listings and components."""
