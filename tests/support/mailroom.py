"""A real SMTP server on a free port of this machine, which can be told to refuse."""

from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from email import message_from_bytes, policy
from email.message import EmailMessage
from typing import Any

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import Envelope


class Mailroom:
    """What arrived; `answer` other than 250 refuses each mail with these words."""

    def __init__(self) -> None:
        self.mails: list[EmailMessage] = []
        self.answer = "250 OK"
        self.refused = 0
        self.port = 0

    async def handle_DATA(self, _server: Any, _session: Any, envelope: Envelope) -> str:  # noqa: N802
        """Take one mail in, or refuse it; the name is aiosmtpd's."""
        if not self.answer.startswith("250"):
            self.refused += 1
            return self.answer
        content = envelope.content
        assert isinstance(content, bytes)
        mail = message_from_bytes(content, policy=policy.default)
        assert isinstance(mail, EmailMessage)
        self.mails.append(mail)
        return self.answer

    def ids(self) -> Counter[str]:
        """Each Message-ID and how often it arrived."""
        return Counter(str(mail["Message-ID"]) for mail in self.mails)

    def to(self, address: str) -> list[EmailMessage]:
        """What arrived for one person."""
        return [mail for mail in self.mails if mail["To"] == address]


class _AnyPort(Controller):
    def _trigger_server(self) -> None:
        assert self.server is not None
        self.port = self.server.sockets[0].getsockname()[1]
        super()._trigger_server()


@contextmanager
def open_mailroom(mailroom: Mailroom | None = None) -> Iterator[Mailroom]:
    """A mail room that is open while the block runs; one may be opened again, at its port."""
    mailroom = mailroom or Mailroom()
    controller = _AnyPort(mailroom, hostname="127.0.0.1", port=mailroom.port)
    controller.start()
    mailroom.port = controller.port
    try:
        yield mailroom
    finally:
        controller.stop()
