"""Checking certificates: by code, by code and name, by the file itself."""

import hashlib
from dataclasses import dataclass
from enum import StrEnum

from certificates.models import Certificate


class Verdict(StrEnum):
    """What a check finds."""

    VALID = "valid"
    REVOKED = "revoked"
    ALTERED = "altered"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Check:
    """A verdict; the certificate where there is one to show, and whether its file or name agreed (None: not asked)."""

    verdict: Verdict
    certificate: Certificate | None = None
    name_agrees: bool | None = None
    file_agrees: bool | None = None


def normal_code(text: str) -> str:
    """As it was issued, however it was typed."""
    plain = "".join(c for c in text.upper() if c.isascii() and c.isalnum())
    return "-".join(plain[at : at + 4] for at in range(0, 16, 4)) if len(plain) == 16 else ""


def check_code(code: str, name: str = "") -> Check:
    """What is known of a code; with a name, whether the certificate was given to somebody of this name."""
    certificate = Certificate.objects.filter(code=code).first() if code else None
    if certificate is None:
        return Check(Verdict.UNKNOWN)
    agrees = certificate.is_held_by(name) if name else None
    return Check(_verdict(certificate), certificate, name_agrees=agrees)


def check_file(content: bytes, code: str = "") -> Check:
    """Whether exactly this file was issued; one changed byte and it was not. With a code, whether it is that one's."""
    certificate = Certificate.objects.filter(digest=hashlib.sha256(content).hexdigest()).first()
    if certificate is None or (code and certificate.code != code):
        return Check(Verdict.ALTERED, file_agrees=False)
    return Check(_verdict(certificate), certificate, file_agrees=True)


def _verdict(certificate: Certificate) -> Verdict:
    if not certificate.is_genuine:
        return Verdict.ALTERED
    return Verdict.REVOKED if certificate.revoked_at else Verdict.VALID
