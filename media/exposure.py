"""Videos in the public place: there exactly while a live page shows them.

A reconciliation, not a switch: it compares what `PublicUse` says now with what lies under `video/<public_id>/` of the
public storage and makes them equal. It may run twice, late, at the same time or be cut off; the next run mends it.
"""

import time
from collections.abc import Iterator
from itertools import islice

from media.models import Video
from media.storage import private_storage, public_storage
from media.storage.names import naming_order

LOOK_AGAIN_SECONDS = 1.0
BUNDLE = 64


def settle(video_id: int) -> None:
    """Make the public place hold exactly what readers of the video may have; a deleted video is no error."""
    video = Video.objects.filter(pk=video_id).first()
    if video is None:
        return
    if video.is_public:
        expose(video)
    else:
        hide(video)


def expose(video: Video) -> None:
    """Copy what is missing, the files that name others last; stops and takes back if the video is withdrawn meanwhile."""
    storage = public_storage()
    present = dict(storage.keys(video.public_prefix))
    wanted = {key: name for key, name, size in public_files(video) if present.get(key) != size}
    looked = time.monotonic()
    for bundle in _bundles(wanted):
        storage.take(private_storage(), bundle)
        if time.monotonic() - looked > LOOK_AGAIN_SECONDS:
            if not video.is_public:
                break
            looked = time.monotonic()
    if not video.is_public:
        hide(video)


def hide(video: Video) -> None:
    """Remove every public file of the video."""
    public_storage().delete_prefix(video.public_prefix)


def remove_outdated(video_id: int) -> None:
    """Remove public files of earlier generations, some time after readers got the new one."""
    video = Video.objects.filter(pk=video_id).first()
    if video is not None:
        valid = {key for key, _, _ in public_files(video)}
        present = [key for key, _ in public_storage().keys(video.public_prefix)]
        public_storage().delete_keys([key for key in present if key not in valid])


def public_files(video: Video) -> list[tuple[str, str, int]]:
    """Public key, private name and size of each file that readers of the video need; playlists last.

    The current generation; before there is one, the original.
    """
    storage = private_storage()
    if not video.generation:
        name = video.file.name
        return [(video.public_original_key, name, storage.size(name))] if name else []
    files = [(key, key, size) for key, size in storage.keys(video.generation_prefix)]
    return sorted(files, key=lambda file: naming_order(file[0]))


def _bundles(wanted: dict[str, str]) -> Iterator[dict[str, str]]:
    items = iter(wanted.items())
    while bundle := dict(islice(items, BUNDLE)):
        yield bundle
