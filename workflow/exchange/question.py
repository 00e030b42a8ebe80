"""A question about a file, with the answers that it takes."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from typing import Any, Final

NOT_KNOWN: Final = "none"
"""The answer that none of the others is right."""

Choices = tuple[tuple[str, Mapping[str, Any]], ...]
"""The word of each answer, and what is shown of it."""


@dataclass(frozen=True)
class Question:
    """One question: `key` is what an answer names, `kind` has a sentence, filled with `data`."""

    key: str
    kind: str
    choices: Choices
    data: Mapping[str, Any] = field(default_factory=dict)

    def to_json(self) -> dict[str, Any]:
        """Plain values to store."""
        return asdict(self)
