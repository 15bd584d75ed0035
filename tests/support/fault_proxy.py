"""A proxy between a browser and a server that cuts connections: after so many bytes towards the server, so many times."""

import asyncio
import contextlib
import socket
import struct
import threading
from types import TracebackType

CHUNK = 64 * 1024
RESET = struct.pack("ii", 1, 0)


class FaultProxy:
    """Forwards 127.0.0.1:`port` to `target`; each time `every` bytes have gone up, all connections are reset.

    `cuts` resets in all; a cut is what a broken line is: no answer, half a part on the way.
    """

    def __init__(self, target: int, port: int, every: int, cuts: int) -> None:
        self.target, self.port, self.every, self.left = target, port, every, cuts
        self.done = 0
        self.bytes_up = 0
        self._open: set[asyncio.StreamWriter] = set()
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._run, name="fault-proxy", daemon=True)
        self._ready = threading.Event()

    def __enter__(self) -> "FaultProxy":
        self._thread.start()
        self._ready.wait(10)
        return self

    def __exit__(self, kind: type | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join(10)

    def _run(self) -> None:
        asyncio.set_event_loop(self._loop)
        server = self._loop.run_until_complete(asyncio.start_server(self._serve, "127.0.0.1", self.port))
        self._ready.set()
        self._loop.run_forever()
        server.close()
        for task in asyncio.all_tasks(self._loop):
            task.cancel()
        self._loop.run_until_complete(asyncio.sleep(0.05))
        self._loop.close()

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            far_reader, far_writer = await asyncio.open_connection("127.0.0.1", self.target)
        except OSError:
            writer.close()
            return
        both = {writer, far_writer}
        self._open |= both
        up = asyncio.ensure_future(self._pump(reader, far_writer, is_up=True))
        down = asyncio.ensure_future(self._pump(far_reader, writer, is_up=False))
        await asyncio.wait({up, down}, return_when=asyncio.ALL_COMPLETED)
        self._open -= both
        for one in both:
            one.close()

    async def _pump(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter, *, is_up: bool) -> None:
        with contextlib.suppress(OSError, asyncio.CancelledError):
            while data := await reader.read(CHUNK):
                writer.write(data)
                await writer.drain()
                if is_up:
                    self._count(len(data))
        with contextlib.suppress(OSError, RuntimeError):
            writer.write_eof() if writer.can_write_eof() else writer.close()

    def _count(self, size: int) -> None:
        self.bytes_up += size
        if self.left and self.bytes_up >= self.every * (self.done + 1):
            self.left -= 1
            self.done += 1
            for writer in self._open:
                sock = writer.get_extra_info("socket")
                if sock is not None and sock.fileno() >= 0:
                    sock.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, RESET)
                writer.transport.abort()
