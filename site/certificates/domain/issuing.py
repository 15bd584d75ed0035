"""Issuing, revoking and forgetting certificates."""

import hashlib
import secrets
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.utils import timezone

from accounts.models import User
from certificates.drawing import draw
from certificates.models import Certificate, name_key

# Without letters and digits that are taken for one another when read out; 16 of them cannot be guessed.
ALPHABET = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ"


@dataclass(frozen=True, slots=True)
class Issuer:
    """Who gives it out: a name below the text, and the site's address for the check."""

    name: str
    site: str

    def address_of(self, code: str) -> str:
        """Where the certificate is checked."""
        return f"{self.site}/verify/{code}/"


def issue(kind: str, holder: str, payload: dict[str, Any], issuer: Issuer) -> Certificate:
    """Draw the file, note its digest and seal what it says. The name stands in the file and nowhere else."""
    code = new_code()
    certificate = Certificate(
        code=code,
        kind=kind,
        payload={**payload, "issuer": issuer.name},
        holder=masked(holder),
        holder_key=name_key(code, holder),
        issued_at=timezone.now().replace(microsecond=0),
    )
    certificate.pdf = draw(certificate, holder, issuer.address_of(code))
    certificate.digest = hashlib.sha256(certificate.pdf).hexdigest()
    certificate.seal = certificate.new_seal()
    certificate.save()
    return certificate


@transaction.atomic
def revoke(certificate: Certificate, reason: str, actor: User) -> bool:
    """From now on the check says that it is revoked, and why; False when it was already."""
    current = Certificate.objects.select_for_update().get(pk=certificate.pk)
    if current.revoked_at:
        return False
    current.revoked_at, current.revoked_reason, current.revoked_by = timezone.now(), reason, actor
    current.save(update_fields=["revoked_at", "revoked_reason", "revoked_by"])
    return True


def forget_files(codes: list[str]) -> None:
    """Drop the files that hold names; code, digest and seal stay, so that copies are checked as before."""
    Certificate.objects.filter(code__in=codes).update(pdf=b"")


def masked(name: str) -> str:
    """`林晓月` → `林＊月`, `林一` → `林＊`."""
    plain = "".join(name.split())
    if len(plain) < 3:
        return plain[:1] + "＊" * (len(plain) - 1)
    return plain[0] + "＊" * (len(plain) - 2) + plain[-1]


def new_code() -> str:
    """Four groups of four."""
    return "-".join("".join(secrets.choice(ALPHABET) for _ in range(4)) for _ in range(4))
