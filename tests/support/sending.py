"""An upload as the browser's module sends it, for tests of the server's side."""

import base64
import hashlib
import json
from dataclasses import dataclass, field
from typing import Any
from urllib.request import Request, urlopen

from django.test import Client

from media.models.uploads import PART_BYTES

MP4_HEAD = b"\0\0\0\x18ftypmp42\0\0\0\0mp42isom"


def film(size: int, seed: int = 0) -> bytes:
    """Bytes that begin like an MP4."""
    block = hashlib.sha512(bytes([seed])).digest()
    return (MP4_HEAD + block * (size // len(block) + 1))[:size]


@dataclass
class Sender:
    """One file and the browser that sends it."""

    client: Client
    data: bytes
    name: str = "讲座.mp4"
    extra: dict[str, Any] = field(default_factory=dict)
    headers: dict[str, str] = field(default_factory=dict)
    told: dict[str, Any] = field(default_factory=dict)

    def post(self, url: str, body: object) -> Any:
        return self.client.post(url, json.dumps(body), content_type="application/json", headers=self.headers)

    def begin(self, **changes: Any) -> Any:
        """The answer to the start; what it says is remembered."""
        body = {
            "purpose": "library",
            "name": self.name,
            "size": len(self.data),
            "fingerprint": hashlib.sha256(self.data).hexdigest(),
            "head": base64.b64encode(self.data[:8192]).decode(),
            "title": "大讲堂录像",
        }
        answer = self.post("/videos/uploads/", {**body, **self.extra, **changes})
        if answer.status_code == 201:
            self.told = answer.json()
        return answer

    def part(self, number: int) -> bytes:
        return self.data[(number - 1) * PART_BYTES : number * PART_BYTES]

    def announce(self, number: int, data: bytes | None = None) -> Any:
        data = self.part(number) if data is None else data
        sums = {"sha256": hashlib.sha256(data).hexdigest(), "md5": hashlib.md5(data).hexdigest()}  # noqa: S324
        return self.post(f"{self.told['url']}parts/{number}/", sums)

    def put(self, place: dict[str, Any], data: bytes) -> int:
        """Send the bytes of a part to where it goes; returns the status."""
        if place["is_ours"]:
            kind = "application/octet-stream"
            return self.client.put(place["url"], data, content_type=kind, headers=self.headers).status_code
        from urllib.error import HTTPError

        try:
            with urlopen(Request(place["url"], data, place["headers"], method="PUT"), timeout=20) as answer:  # noqa: S310
                return answer.status
        except HTTPError as error:
            return error.code
        except OSError:  # refused after the head, before the body was sent
            return 599

    def send(self, *numbers: int) -> None:
        """Announce and send parts, all by default."""
        for number in numbers or range(1, self.told["part_count"] + 1):
            assert self.put(self.announce(number).json(), self.part(number)) == 200

    def finish(self, digest: str = "") -> Any:
        sums = [hashlib.sha256(self.part(n)).hexdigest() for n in range(1, self.told["part_count"] + 1)]
        return self.post(
            f"{self.told['url']}finish/", {"digest": digest or hashlib.sha256("".join(sums).encode()).hexdigest()}
        )

    def status(self) -> Any:
        return self.client.get(self.told["url"], headers=self.headers)
