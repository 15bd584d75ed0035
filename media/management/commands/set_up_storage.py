"""Prepares the place of uploads and checks it: buckets and their rules, or the folders on disk."""

import os
import secrets
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.files.storage import FileSystemStorage
from django.core.management.base import BaseCommand, CommandError, CommandParser

from media.storage import private_storage, public_storage


class Command(BaseCommand):
    """May be run again at any time."""

    help = "准备存放文件的地方（对象存储的存储桶，或本机文件夹），并检查读写和权限。"

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--check-only", action="store_true", help="只检查，不改设置")

    def handle(self, *args: object, **options: Any) -> None:
        if isinstance(private_storage(), FileSystemStorage):
            found = list(self._folders())
        else:
            found = self._buckets(options["check_only"])
        for fault in found:
            self.stderr.write(f"✗ {fault}")
        if found:
            raise CommandError("存储还不能用。")
        self.stdout.write("存储可以使用。")

    def _folders(self) -> list[str]:
        """Faults of the two folders, which are made if they are missing."""
        private, public = Path(private_storage().location), Path(public_storage().location)
        try:
            for folder in (private, public):
                folder.mkdir(parents=True, exist_ok=True)
            probe = private / f".probe-{secrets.token_hex(6)}"
            probe.touch()
        except OSError as error:
            return [f"不能写入 {error.filename}：{error.strerror}。"]
        twin = public / probe.name
        try:
            os.link(probe, twin)
        except OSError:
            self.stdout.write("· 私有和公开文件夹不在同一个文件系统上：公开的视频会多占一份空间。")
        finally:
            probe.unlink()
            twin.unlink(missing_ok=True)
        return []

    def _buckets(self, check_only: bool) -> list[str]:
        from botocore.exceptions import BotoCoreError, ClientError

        from media.storage import buckets

        private, public = private_storage(), public_storage()
        origins = sorted({settings.SITE_BASE_URL, *settings.CSRF_TRUSTED_ORIGINS})
        try:
            if not check_only:
                for name in dict.fromkeys([private.bucket_name, public.bucket_name]):
                    made = buckets.make_bucket(private.client, name)
                    self.stdout.write(f"· 存储桶 {name}：{'已建立' if made else '已存在'}")
                    buckets.allow_browsers(private.client, name, origins)
                    buckets.clean_up_by_itself(private.client, name, private.location)
                buckets.open_public_prefix(public)
                self.stdout.write("· 已设置公开目录、跨域规则和自动清理")
            return list(buckets.faults(private, public))
        except (BotoCoreError, ClientError) as error:
            return [f"对象存储没有答应：{error}"]
