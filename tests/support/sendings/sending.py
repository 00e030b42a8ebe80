"""One valid way to send a form: who, from which page, and what they type."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, Final

from tests.support.people import person_named
from tests.support.units import look
from workflow import items
from workflow.engine import Engine

Page = str | Callable[[Engine], str]

DRAFT: Final = "税務総合システム大規模改修業務委託事業"
RETURNED: Final = "子育て支援情報発信体制強化事業（仮称）"
SUBMITTED: Final = "家庭養護推進体制整備事業"
UNDER_REVIEW: Final = "急性期診療ネットワーク推進事業"
REVIEWED: Final = "デジタルリテラシー普及事業"
EVALUATED: Final = "秋田県公共事業執行管理システム改修事業"


@dataclass(frozen=True)
class Sending:
    """Someone opens `page`, types `typed` over what its form for `endpoint` holds, and sends it.

    `part` is a piece of the form's address where the page has several for one endpoint;
    `to` an address to which a page sends its form without a button. A page that is not a
    text first brings the office to where there is such a form.
    """

    endpoint: str
    login: str
    page: Page
    typed: dict[str, Any] = field(default_factory=dict)
    part: str = ""
    to: str = ""

    @property
    def name(self) -> str:
        """How a test calls it."""
        return f"{self.endpoint} {self.part}".strip()


def act(login: str, item: str, action: str, **typed: str) -> Sending:
    """Somebody takes an action on an item."""

    def page(engine: Engine) -> str:
        return f"/items/{look(engine, None, items.find, item)}/{action}"

    return Sending("items.take", login, page, typed, part=action)


def person_page(prefix: str, login: str, suffix: str = "") -> Callable[[Engine], str]:
    """The page of a person, whose number is in its address."""
    return lambda engine: f"{prefix}/{person_named(engine, login).person_id}{suffix}"


def item_page(prefix: str, item: str, suffix: str = "") -> Callable[[Engine], str]:
    """The page of an item, whose number is in its address."""
    return lambda engine: f"{prefix}/{look(engine, None, items.find, item)}{suffix}"
