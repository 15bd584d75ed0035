"""Files in object storage that speaks S3: a private and a public prefix, no ACLs, nothing overwritten."""

import os
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import quote

from boto3.s3.transfer import TransferConfig
from botocore.config import Config
from django.utils.encoding import filepath_to_uri
from django.utils.functional import cached_property
from storages.backends.s3 import S3Storage

from delivery.scratch import scratch
from media.storage.names import (
    SEGMENT,
    SIGNED_SECONDS,
    ImmutableNames,
    checked_key,
    checked_prefix,
    content_type_of,
    public_cache_control,
)

COPY_THREADS = 16
DELETE_AT_ONCE = 1000
ONE_CALL = 1024 * 1024 * 1024  # larger objects are copied in parts
IN_MEMORY = 8 * 1024 * 1024


def client_config(addressing_style: str = "auto", timeout: int = 10) -> Config:
    """How we speak to the server: signature v4, bounded times, and no checksums that servers other than AWS refuse."""
    return Config(
        signature_version="s3v4",
        s3={"addressing_style": addressing_style},
        request_checksum_calculation="when_required",
        response_checksum_validation="when_required",
        connect_timeout=3,
        read_timeout=timeout,
        retries={"max_attempts": 2, "mode": "standard"},
        max_pool_connections=COPY_THREADS,
    )


class ImmutableObjectStorage(ImmutableNames, S3Storage):
    """One prefix of one bucket; with a `public_url` its addresses are unsigned and last."""

    public_url = ""
    # The address under which browsers reach the server, where that differs from ours.
    browser_endpoint_url = ""

    def __init__(self, **options: Any) -> None:
        super().__init__(client_config=client_config(options.get("addressing_style") or "auto"), **options)

    def get_default_settings(self) -> dict[str, Any]:
        """Ours beside those of django-storages; what is not given keeps the safe value."""
        return super().get_default_settings() | {
            "public_url": "",
            "browser_endpoint_url": "",
            "file_overwrite": False,
            "default_acl": None,
            "querystring_expire": SIGNED_SECONDS,
            "max_memory_size": IN_MEMORY,
        }

    @property
    def client(self) -> Any:
        """The client of the thread."""
        return self.connection.meta.client

    @cached_property
    def signer(self) -> Any:
        """Signs addresses for browsers; makes no connection."""
        return self._create_session().client(
            "s3",
            region_name=self.region_name,
            endpoint_url=self.browser_endpoint_url or self.endpoint_url,
            config=self.client_config,
        )

    def get_object_parameters(self, name: str) -> dict[str, Any]:
        """Headers that every object is stored with."""
        kept = public_cache_control(name) if self.public_url else "private, no-store"
        return {"ContentType": content_type_of(name), "CacheControl": kept}

    def key_of(self, name: str) -> str:
        """The key in the bucket."""
        return self._normalize_name(name.replace("\\", "/"))

    def url(self, name: str, expire: int = SIGNED_SECONDS, filename: str = "") -> str:
        """Address of the file: lasting, or signed and valid for `expire` seconds, at most 300."""
        if self.public_url:
            return f"{self.public_url}{filepath_to_uri(name)}"
        params = {"Bucket": self.bucket_name, "Key": self.key_of(name), "ResponseCacheControl": "private, no-store"}
        if filename:
            params["ResponseContentDisposition"] = f"attachment; filename*=UTF-8''{quote(filename)}"
        return self.signer.generate_presigned_url(
            "get_object", Params=params, ExpiresIn=min(expire, SIGNED_SECONDS), HttpMethod="GET"
        )

    def put(self, key: str, path: Path) -> None:
        """Store the file at `path` under exactly `key`."""
        with path.open("rb") as file:
            self.client.upload_fileobj(
                file, self.bucket_name, self.key_of(checked_key(key)), ExtraArgs=self.get_object_parameters(key)
            )

    def take(self, source: "ImmutableObjectStorage", wanted: dict[str, str]) -> None:
        """Have objects of another prefix here too: key here → name there. The server copies, nothing passes through us."""
        client = self.client

        def copy(key: str, name: str) -> None:
            origin = {"Bucket": source.bucket_name, "Key": source.key_of(name)}
            headers = self.get_object_parameters(key) | {"MetadataDirective": "REPLACE"}
            if key.endswith(SEGMENT):  # small: no need to ask for its size first
                client.copy_object(
                    CopySource=origin, Bucket=self.bucket_name, Key=self.key_of(checked_key(key)), **headers
                )
                return
            parts = TransferConfig(multipart_threshold=ONE_CALL, multipart_chunksize=ONE_CALL // 4, use_threads=False)
            client.copy(origin, self.bucket_name, self.key_of(checked_key(key)), ExtraArgs=headers, Config=parts)

        with ThreadPoolExecutor(COPY_THREADS) as pool:
            list(pool.map(lambda item: copy(*item), wanted.items()))

    def keys(self, prefix: str) -> Iterator[tuple[str, int]]:
        """Key and size in bytes of every object below `prefix`."""
        pages = self.client.get_paginator("list_objects_v2").paginate(
            Bucket=self.bucket_name, Prefix=f"{self.key_of(checked_prefix(prefix)).rstrip('/')}/"
        )
        skipped = len(self.key_of("x")) - 1
        for page in pages:
            for entry in page.get("Contents", ()):
                yield entry["Key"][skipped:], entry["Size"]

    def delete_keys(self, keys: list[str]) -> None:
        """Remove these objects at once; raises `OSError` when the server kept one."""
        client = self.client

        def delete(some: list[str]) -> list[dict[str, str]]:
            objects = [{"Key": self.key_of(key)} for key in some]
            answer = client.delete_objects(Bucket=self.bucket_name, Delete={"Objects": objects, "Quiet": True})
            return answer.get("Errors", [])

        bundles = [keys[start : start + DELETE_AT_ONCE] for start in range(0, len(keys), DELETE_AT_ONCE)]
        with ThreadPoolExecutor(4) as pool:
            if errors := [error for found in pool.map(delete, bundles) for error in found]:
                raise OSError(f"{len(errors)} objects were not deleted, first: {errors[0]}")

    def delete_prefix(self, prefix: str) -> None:
        """Remove everything below `prefix` at once."""
        self.delete_keys([key for key, _ in self.keys(prefix)])

    @contextmanager
    def local_copy(self, name: str) -> Iterator[Path]:
        """A path from which programs may read the file while the block lasts."""
        with scratch("object") as folder:
            path = folder / f"copy{os.path.splitext(name)[1]}"
            with path.open("wb") as file:
                self.client.download_fileobj(self.bucket_name, self.key_of(name), file)
            yield path
