"""Certificates: what was issued, to be checked for as long as the site exists."""

import hashlib
import hmac
import json
from typing import Any

from django.conf import settings
from django.core.signing import BadSignature, Signer
from django.db import models

from certificates.kinds import Kind, kinds

SEAL = "certificates.seal"


class Certificate(models.Model):
    """A certificate with its verification code, the digest of its file, and a seal over all that it says.

    The holder's name stands in the file alone: the row keeps a masked form of it and a keyed hash to compare with.
    """

    code = models.CharField("验证码", max_length=20, unique=True, editable=False)
    kind = models.CharField("种类", max_length=20, editable=False)
    payload = models.JSONField("内容", default=dict, editable=False)
    holder = models.CharField("持有人（遮盖）", max_length=30, editable=False)
    holder_key = models.CharField("姓名摘要", max_length=64, editable=False)
    digest = models.CharField("文件 SHA-256", max_length=64, unique=True, editable=False)
    seal = models.CharField("封印", max_length=100, editable=False)
    issued_at = models.DateTimeField("签发时间", editable=False)
    # Blank once the holder's personal data are forgotten; everything else stays.
    pdf = models.BinaryField("文件", editable=False)
    revoked_at = models.DateTimeField("撤销时间", null=True, editable=False)
    revoked_reason = models.CharField("撤销原因", max_length=200, blank=True, editable=False)
    revoked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name="撤销人",
        null=True,
        on_delete=models.PROTECT,
        editable=False,
        related_name="+",
    )

    class Meta:
        ordering = ["-issued_at", "-pk"]
        default_permissions = ("change", "view")
        verbose_name = "证书"
        verbose_name_plural = "证书"

    def __str__(self) -> str:
        return self.code

    @property
    def path(self) -> str:
        """Where anybody checks it."""
        return f"/verify/{self.code}/"

    @property
    def kind_info(self) -> Kind:
        """Its kind."""
        return kinds[self.kind]

    @property
    def facts(self) -> list[tuple[str, str]]:
        """What it says, line by line."""
        return self.kind_info.facts(self.payload)

    def words(self) -> str:
        """Everything that the seal covers, in one order."""
        parts: list[Any] = [self.code, self.kind, self.payload, self.holder, self.holder_key, self.digest]
        return json.dumps([*parts, self.issued_at.isoformat()], ensure_ascii=False, sort_keys=True)

    def new_seal(self) -> str:
        """The seal over the present content."""
        return Signer(salt=SEAL).signature(self.words())

    @property
    def is_genuine(self) -> bool:
        """Whether the row still says what was issued."""
        try:
            Signer(salt=SEAL).unsign(f"{self.words()}:{self.seal}")
        except BadSignature:
            return False
        return True

    def is_held_by(self, name: str) -> bool:
        """Whether it was given to somebody of this name."""
        return hmac.compare_digest(self.holder_key, name_key(self.code, name))


def name_key(code: str, name: str) -> str:
    """A keyed hash of a name, another one for each certificate."""
    plain = "".join(name.split())
    key = hashlib.sha256(f"certificates {settings.SECRET_KEY}".encode()).digest()
    return hmac.new(key, f"{code} {plain}".encode(), hashlib.sha256).hexdigest()
