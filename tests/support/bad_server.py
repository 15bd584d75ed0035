"""A server that does not answer as it should."""

import contextlib
import socket
import threading
import time
from collections.abc import Iterator

ANSWERS = {
    "error": b"HTTP/1.1 500 Internal Server Error\r\nX-Elastic-Product: Elasticsearch\r\n"
    b"Content-Type: application/json\r\nContent-Length: 2\r\n\r\n{}",
    "foreign": b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 6\r\n\r\n<html>",
    "garbage": b"\0\1\2 no http at all\r\n\r\n",
    "slow": b"HTTP/1.1 200 OK\r\nX-Elastic-Product: Elasticsearch\r\nContent-Type: application/json\r\n"
    b"Content-Length: 2\r\n\r\n{}",
}
MANNERS = ("hang", "close", *ANSWERS)


class BadServer:
    """Listens on 127.0.0.1; `manner` says what it does with a request, `asked` counts connections."""

    def __init__(self, manner: str) -> None:
        self.manner = manner
        self.asked = 0
        self._socket = socket.create_server(("127.0.0.1", 0))
        self._open: list[socket.socket] = []
        threading.Thread(target=self._serve, daemon=True).start()

    @property
    def url(self) -> str:
        """Its address."""
        return f"http://127.0.0.1:{self._socket.getsockname()[1]}"

    def close(self) -> None:
        """Refuse from now on."""
        for one in [self._socket, *self._open]:
            with contextlib.suppress(OSError):
                one.shutdown(socket.SHUT_RDWR)
            one.close()

    def _serve(self) -> None:
        with contextlib.suppress(OSError):
            while True:
                one, _ = self._socket.accept()
                self.asked += 1
                self._open.append(one)
                threading.Thread(target=self._answer, args=[one], daemon=True).start()

    def _answer(self, one: socket.socket) -> None:
        with contextlib.suppress(OSError):
            while one.recv(65536):
                if self.manner == "close":
                    one.close()
                    return
                if self.manner == "slow":
                    time.sleep(2)
                if self.manner in ANSWERS:
                    one.sendall(ANSWERS[self.manner])


@contextlib.contextmanager
def bad_server(manner: str) -> Iterator[BadServer]:
    """One of `MANNERS`."""
    server = BadServer(manner)
    try:
        yield server
    finally:
        server.close()
