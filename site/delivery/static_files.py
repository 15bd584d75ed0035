"""Static files under content-hashed names, with Brotli copies made at set-up."""

from typing import Any

import brotli
from whitenoise.compress import Compressor
from whitenoise.storage import CompressedManifestStaticFilesStorage

# 11, the library's default, takes three times as long over the admin's files and saves 8 %: set-up has to be quick.
QUALITY = 5


class BrotliCompressor(Compressor):
    """Brotli at a quality that is quick, and no gzip copies."""

    def __init__(self, **options: Any) -> None:
        super().__init__(**{**options, "use_gzip": False})

    @staticmethod
    def compress_brotli(data: bytes) -> bytes:
        """The compressed `data`."""
        return brotli.compress(data, quality=QUALITY)


class StaticFileStorage(CompressedManifestStaticFilesStorage):
    """What `collectstatic` writes and templates link to."""

    def create_compressor(self, **options: Any) -> Compressor:
        """The compressor of every collected file."""
        return BrotliCompressor(**options)
