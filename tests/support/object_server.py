"""A small server that speaks as much S3 as keeping files takes, on a free port."""

import hashlib
import re
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import Final
from urllib.parse import parse_qs, urlsplit

from workflow.object_storage import Bucket

KEY_ID: Final = "an-operators-key"
SECRET: Final = "an operator's secret"


class ObjectServer(ThreadingHTTPServer):
    """Holds the objects by their path, and the parts of uploads that are not finished."""

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.objects: dict[str, bytes] = {}
        self.parts: dict[str, dict[int, bytes]] = {}
        self.breaks_off = False

    def bucket(self, prefix: str = "jizen/files", key_id: str = KEY_ID) -> Bucket:
        """How the storage is told of it."""
        address = f"http://127.0.0.1:{self.server_port}"
        return Bucket("papers", prefix, address, "ap-northeast-1", key_id, SECRET)


class _Handler(BaseHTTPRequestHandler):
    """Every answer ends its connection: none is served once the server is gone."""

    server: ObjectServer

    def do_PUT(self) -> None:
        body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
        if not self._is_known():
            return
        if self.server.breaks_off:
            self._answer(500)
        elif "uploadId" in self._asked:
            number = int(self._asked["partNumber"][0])
            self.server.parts[self._asked["uploadId"][0]][number] = body
            self._answer(200, tag=body)
        else:
            self.server.objects[self._path] = body
            self._answer(200, tag=body)

    def do_POST(self) -> None:
        self.rfile.read(int(self.headers.get("Content-Length", 0)))
        if not self._is_known():
            return
        if "uploads" in self._asked:
            upload = str(len(self.server.parts))
            self.server.parts[upload] = {}
            started = f"<UploadId>{upload}</UploadId>"
            self._answer(
                200, f"<InitiateMultipartUploadResult>{started}</InitiateMultipartUploadResult>"
            )
            return
        parts = self.server.parts.pop(self._asked["uploadId"][0])
        self.server.objects[self._path] = b"".join(parts[number] for number in sorted(parts))
        tag = "<ETag>whole</ETag>"
        self._answer(200, f"<CompleteMultipartUploadResult>{tag}</CompleteMultipartUploadResult>")

    def do_GET(self) -> None:
        if not self._is_known():
            return
        body = self.server.objects.get(self._path)
        if body is None:
            self._answer(404)
            return
        self._answer(200, body, tag=body)

    def do_HEAD(self) -> None:
        self.do_GET()

    def do_DELETE(self) -> None:
        self.server.parts.pop(self._asked.get("uploadId", [""])[0], None)
        self._answer(204)

    def log_message(self, *_said: object) -> None:
        """Say nothing on the screen."""

    @property
    def _path(self) -> str:
        return urlsplit(self.path).path

    @property
    def _asked(self) -> dict[str, list[str]]:
        return parse_qs(urlsplit(self.path).query, keep_blank_values=True)

    def _is_known(self) -> bool:
        signed = re.search(r"Credential=([^/]+)/", self.headers.get("Authorization", ""))
        if signed and signed[1] == KEY_ID:
            return True
        self._answer(403)
        return False

    def _answer(self, status: int, body: str | bytes = b"", tag: bytes | None = None) -> None:
        content = body.encode() if isinstance(body, str) else body
        self.send_response(status)
        self.send_header("Content-Length", str(len(content)))
        self.send_header("Last-Modified", "Tue, 17 Aug 2021 00:00:00 GMT")
        if tag is not None:
            self.send_header("ETag", f'"{hashlib.sha256(tag).hexdigest()}"')
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(content)


@contextmanager
def object_server() -> Iterator[ObjectServer]:
    """A server that runs meanwhile."""
    server = ObjectServer()
    thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    try:
        yield server
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
