"""The ways in that are no pages of the tree: newest entries, places, archive, site map."""
