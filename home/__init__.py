"""The front door: home page, newest entries, standard pages."""
