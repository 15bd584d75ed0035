"""Parts of an upload in object storage: the browser sends them there itself, to addresses that we sign one by one."""

from base64 import b64encode
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, BinaryIO

from botocore.exceptions import BotoCoreError, ClientError

from media.models.uploads import Upload, UploadPart
from media.storage.names import content_type_of
from media.storage.objects import ImmutableObjectStorage
from media.uploads import refusals

ADDRESS_SECONDS = 900


class ObjectReceiver:
    """Takes parts by S3's multipart upload."""

    def __init__(self, storage: ImmutableObjectStorage) -> None:
        self.storage = storage

    def check_room(self, wanted: int) -> None:
        """Object storage has room."""

    def begin(self, upload: Upload) -> str:
        """Open the multipart upload and return its number."""
        with _server_errors():
            answer = self.storage.client.create_multipart_upload(
                **self._object(upload), ContentType=content_type_of(upload.key), CacheControl="private, no-store"
            )
        return answer["UploadId"]

    def address(self, upload: Upload, part: UploadPart) -> dict[str, object]:
        """A signed address for this one part: for 15 minutes and for these bytes only, by their MD5."""
        digest = b64encode(bytes.fromhex(part.md5)).decode()
        url = self.storage.signer.generate_presigned_url(
            "upload_part",
            Params={**self._multipart(upload), "PartNumber": part.number, "ContentMD5": digest},
            ExpiresIn=ADDRESS_SECONDS,
        )
        return {"url": url, "headers": {"Content-MD5": digest}, "is_ours": False}

    def write(self, upload: Upload, part: UploadPart, source: BinaryIO) -> None:
        """Parts do not come through us."""
        raise refusals.not_receiving()

    def note_arrived(self, upload: Upload) -> None:
        """Ask the server which parts it has and note those that are what the browser said."""
        marks = {number: etag for number, size, etag in self._listed(upload) if size == upload.part_size(number)}
        parts = [part for part in upload.parts.all() if part.number in marks]
        fitting = [part.pk for part in parts if _fits(marks[part.number], part.md5)]
        upload.parts.filter(pk__in=fitting).update(is_here=True)
        upload.parts.exclude(pk__in=fitting).update(is_here=False)

    def close(self, upload: Upload) -> None:
        """Make one object of the parts; done already is done."""
        parts = [{"PartNumber": number, "ETag": etag} for number, _, etag in self._listed(upload)]
        if not parts:
            if self.storage.exists(upload.key):
                return
            raise FileNotFoundError(upload.key)
        try:
            with _server_errors():
                self.storage.client.complete_multipart_upload(
                    **self._multipart(upload), MultipartUpload={"Parts": parts}
                )
        except refusals.UploadRefused:
            if not self.storage.exists(upload.key):
                raise

    @contextmanager
    def reading(self, upload: Upload) -> Iterator[BinaryIO]:
        """The bytes of the object, as they come from the server."""
        body = self.storage.client.get_object(**self._object(upload))["Body"]
        try:
            yield body
        finally:
            body.close()

    def keep(self, upload: Upload) -> None:
        """The object has its name from the beginning."""

    def discard(self, upload: Upload) -> None:
        """Remove the object and every unfinished upload to its key, also one whose number was never noted."""
        client, key = self.storage.client, self.storage.key_of(upload.key)
        pending = client.get_paginator("list_multipart_uploads").paginate(Bucket=self.storage.bucket_name, Prefix=key)
        for page in pending:
            for entry in page.get("Uploads", ()):
                if entry["Key"] == key:
                    client.abort_multipart_upload(**self._object(upload), UploadId=entry["UploadId"])
        self.storage.delete_keys([upload.key])

    def _object(self, upload: Upload) -> dict[str, Any]:
        return {"Bucket": self.storage.bucket_name, "Key": self.storage.key_of(upload.key)}

    def _multipart(self, upload: Upload) -> dict[str, Any]:
        return {**self._object(upload), "UploadId": upload.multipart_id}

    def _listed(self, upload: Upload) -> list[tuple[int, int, str]]:
        """Number, size and mark of the parts that the server has; none when the upload is over or was never opened."""
        if not upload.multipart_id:
            return []
        try:
            pages = self.storage.client.get_paginator("list_parts").paginate(**self._multipart(upload))
            return [(p["PartNumber"], p["Size"], p["ETag"]) for page in pages for p in page.get("Parts", ())]
        except ClientError as error:
            if error.response["Error"]["Code"] in ("NoSuchUpload", "NoSuchKey"):  # Ceph says the latter
                return []
            raise refusals.storage_away() from error
        except BotoCoreError as error:
            raise refusals.storage_away() from error


def _fits(etag: str, md5: str) -> bool:
    """Whether the server's mark of a part is the MD5 we signed; encrypting servers have marks of another shape."""
    mark = etag.strip('"').lower()
    return mark == md5 or len(mark) != len(md5)


@contextmanager
def _server_errors() -> Iterator[None]:
    try:
        yield
    except (BotoCoreError, ClientError) as error:
        raise refusals.storage_away() from error
