"""Views of the editorial office: readers' reports, the list of corrections, the inbox."""
