"""Which columns of a page the public never sees: changing them alone is no public change."""

PRIVATE_COLUMNS = frozenset(
    {
        "id",
        "basepage_ptr_id",
        "public_id",
        "content_type_id",
        "translation_key",
        "locale_id",
        "draft_title",
        "owner_id",
        "numchild",
        "depth",
        "has_unpublished_changes",
        "latest_revision_id",
        "latest_revision_created_at",
        "live_revision_id",
        "first_published_at",
        "last_published_at",
        "go_live_at",
        "expired",
        "locked",
        "locked_at",
        "locked_by_id",
        "alias_of_id",
        "ever_public",
        "cover_files",
    }
)

# The same columns as names of fields, for `QuerySet.update(field=…)`.
PRIVATE_FIELDS = PRIVATE_COLUMNS | {column.removesuffix("_id") for column in PRIVATE_COLUMNS if column.endswith("_id")}
