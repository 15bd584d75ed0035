"""Buckets as this site needs them: made, opened to readers only under `public/`, cleaned by the server, and checked."""

import json
import secrets
from collections.abc import Iterator
from http.client import HTTPException
from typing import Any
from urllib.error import HTTPError
from urllib.request import Request, urlopen

from botocore.exceptions import ClientError

from media.storage.names import TEMPORARY_PREFIX
from media.storage.objects import ImmutableObjectStorage

PROBE = b"zhijiao-storage-probe"
SECONDS = 10


def make_bucket(client: Any, name: str) -> bool:
    """Make the bucket if it is not there; True when it was made."""
    try:
        client.head_bucket(Bucket=name)
    except ClientError as error:
        if error.response["ResponseMetadata"]["HTTPStatusCode"] != 404:
            raise
        client.create_bucket(Bucket=name)
        return True
    return False


def open_public_prefix(public: ImmutableObjectStorage) -> None:
    """Anyone may read objects below the public prefix, nobody may list; replaces the policy of the bucket."""
    resource = f"arn:aws:s3:::{public.bucket_name}/{public.location}/*"
    statement = {"Effect": "Allow", "Principal": {"AWS": ["*"]}, "Action": ["s3:GetObject"], "Resource": [resource]}
    policy = {"Version": "2012-10-17", "Statement": [statement]}
    public.client.put_bucket_policy(Bucket=public.bucket_name, Policy=json.dumps(policy))


def allow_browsers(client: Any, bucket: str, origins: list[str]) -> None:
    """Pages of these origins may fetch files in ranges and send parts."""
    rule = {
        "AllowedOrigins": origins,
        "AllowedMethods": ["GET", "HEAD", "PUT"],
        "AllowedHeaders": ["*"],
        "ExposeHeaders": ["ETag", "Content-Length", "Content-Range", "Accept-Ranges"],
        "MaxAgeSeconds": 3600,
    }
    client.put_bucket_cors(Bucket=bucket, CORSConfiguration={"CORSRules": [rule]})


def clean_up_by_itself(client: Any, bucket: str, location: str) -> None:
    """What nobody finished goes after a day, also when our own clock stands still."""
    unfinished = {"ID": "unfinished-uploads", "Status": "Enabled", "Filter": {"Prefix": ""}}
    unfinished["AbortIncompleteMultipartUpload"] = {"DaysAfterInitiation": 1}
    temporary = {"ID": "temporary", "Status": "Enabled", "Filter": {"Prefix": f"{location}/{TEMPORARY_PREFIX}"}}
    temporary["Expiration"] = {"Days": 1}
    client.put_bucket_lifecycle_configuration(Bucket=bucket, LifecycleConfiguration={"Rules": [unfinished, temporary]})


def faults(private: ImmutableObjectStorage, public: ImmutableObjectStorage) -> Iterator[str]:
    """What is not as it must be, in Chinese; nothing when all is well. Writes and removes two small objects."""
    name = f"probe/{secrets.token_hex(8)}.txt"
    for storage in (private, public):
        storage.client.put_object(Bucket=storage.bucket_name, Key=storage.key_of(name), Body=PROBE)
    try:
        bare = private.url(name).split("?")[0]
        if (answer := _fetch(bare)[0]) not in (401, 403, 404):
            yield f"私有文件不带签名也能读到（{answer}）。请检查存储桶的权限。"
        if _fetch(private.url(name)) != (200, PROBE):
            yield "带签名的地址读不到私有文件。请检查密钥、地区、S3_BROWSER_ENDPOINT_URL 和 S3_ADDRESSING_STYLE。"
        if _fetch(public.url(name)) != (200, PROBE):
            yield "公开文件读不到。请检查 S3_PUBLIC_URL，以及服务商是否禁止了公开读取。"
        if _fetch(public.public_url) == (200, b"") or _lists(public):
            yield "任何人都能列出公开文件的目录。请在存储桶的权限里关闭。"
        if _fetch(private.url(name), {"Range": "bytes=0-6"})[0] != 206:
            yield "存储服务不支持分段读取，视频将无法拖动进度。"
    finally:
        for storage in (private, public):
            storage.delete_keys([name])


def _lists(public: ImmutableObjectStorage) -> bool:
    base = public.public_url.removesuffix(f"{public.location}/")
    status, body = _fetch(f"{base}?prefix={public.location}/")
    return status == 200 and b"<ListBucketResult" in body


def _fetch(url: str, headers: dict[str, str] | None = None) -> tuple[int, bytes]:
    """Status and the first bytes of an answer; 0 when there was none."""
    try:
        with urlopen(Request(url, headers=headers or {}), timeout=SECONDS) as answer:  # noqa: S310  (our own settings)
            return answer.status, answer.read(4096)
    except HTTPError as error:
        return error.code, b""
    except (OSError, HTTPException):
        return 0, b""
