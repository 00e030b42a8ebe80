"""Why a file is not taken."""

from workflow.errors import Refusal


class AttachmentRefused(Refusal):
    """The file is not attached. Data: reason (a word), name, and facts beside it."""

    key = "attachment_refused"

    def __init__(self, reason: str = "type", **facts: object) -> None:
        """Keep the `reason`: each has its sentence."""
        super().__init__(reason=reason, **facts)
        self.reason = reason
