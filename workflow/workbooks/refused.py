"""What a file is refused for as a whole; cells have problems of their own."""

from workflow.errors import Refusal


class FileRefused(Refusal):
    """The file is not read at all. Data: reason (a word), and facts beside it."""

    key = "file_refused"

    def __init__(self, reason: str = "damaged", **facts: object) -> None:
        """Keep the `reason`: each has its sentence."""
        super().__init__(reason=reason, **facts)
        self.reason = reason
