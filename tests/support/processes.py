"""Other versions of the standard process, as an office would write them; parts of definitions."""

import json
from collections.abc import Iterable, Mapping
from typing import Any

from workflow.process import bundled


def third(
    *, version: int = 3, renamed: Mapping[str, str] | None = None, rule: str = "", days: int = 0
) -> str:
    """The text of `standard` as a later version: states renamed, a rule more, other review days."""
    text = bundled()["standard"].replace("version = 2", f"version = {version}")
    for old, new in (renamed or {}).items():
        text = text.replace(f'"{old}"', f'"{new}"').replace(f"[states.{old}]", f"[states.{new}]")
    if days:
        text = text.replace("business_days = 5,", f"business_days = {days},")
    return f"{text}\n[[rules]]\n{rule}\n" if rule else text


def toml(value: Any) -> str:
    """Write one value as TOML: a table in braces, all else as JSON would."""
    if isinstance(value, Mapping):
        return "{ " + ", ".join(f"{key} = {toml(inner)}" for key, inner in value.items()) + " }"
    return json.dumps(value, ensure_ascii=False)


def table(head: str, values: Mapping[str, Any]) -> str:
    return "\n".join([head, *(f"{key} = {toml(value)}" for key, value in values.items()), ""])


def live(name: str, ja: str, turn: str) -> str:
    """A state in which it is the turn of a role."""
    return table(f"\n[states.{name}]", {"title": {"ja": ja, "en": name}, "turn": [turn]})


def move(action: str, ja: str, sources: list[str], to: str, role: str, **more: Any) -> str:
    """A transition, and what else its table says."""
    titled = {"action": action, "title": {"ja": ja, "en": action}}
    ends = {"from": sources, "to": to, "roles": [role]}
    return table("\n[[transitions]]", {**titled, **ends, **more})


def instead(text: str, action: str, parts: Iterable[str]) -> str:
    """The definition with these parts in place of the first transition of an action."""
    plain = text[text.index(f'[[transitions]]\naction = "{action}"') :].partition("\n\n")[0]
    return text.replace(plain, "".join(parts))


DIVISION_HEAD, FINANCE = "section_head", "finance"


def with_own_roles(*, version: int = 9) -> str:
    """The standard process in which a division head agrees and the finance division looks on."""
    text = third(version=version)
    start = text.index('[[transitions]]\naction = "submit"')
    head, submit = text[:start], text[start:].replace('"submitted"', '"awaiting_head"', 1)
    declared = (
        table(
            f"\n[roles.{DIVISION_HEAD}]",
            {"title": {"ja": "課長", "en": "Division head"}, "scope": "department"},
        ),
        table(
            f"\n[roles.{FINANCE}]",
            {"title": {"ja": "財政課", "en": "Finance division"}, "scope": "office"},
        ),
    )
    here, there = ["awaiting_head"], ["at_finance"]
    parts = (
        live("awaiting_head", "課長決裁待ち", DIVISION_HEAD),
        live("at_finance", "財政課で確認中", FINANCE),
        move("endorse", "課長決裁", here, "submitted", DIVISION_HEAD, effect="judge"),
        move("decline", "課内差戻し", here, "returned", DIVISION_HEAD, effect="return",
             note="required"),
        move("withdraw", "取下げ", here, "withdrawn", "officer", note="required"),
        move("send_to_finance", "財政課へ送付", ["under_review"], "at_finance", "reviewer"),
        move("agree", "確認済とする", there, "under_review", FINANCE, effect="judge"),
        *(
            table("\n[[rules]]", {"always": "separate", "actions": ["submit", one]})
            for one in ("endorse", "decline")
        ),
    )  # fmt: skip
    return "".join((head, submit, *declared, *parts))


def lapsing(version: int = 9) -> str:
    """A later version of `standard`: what was sent back ends by itself 5 days after it was due."""
    values = {
        "action": "lapse",
        "title": {"ja": "回答なしによる取下げ", "en": "Withdrawn without an answer"},
        "from": ["returned"],
        "to": "withdrawn",
        "effect": "give_up",
        "automatic": {"after_business_days": 5},
    }
    return f"{third(version=version)}\n{table('[[transitions]]', values)}"


def with_departments(*, asked: str, version: int = 9) -> str:
    """Consultation with opinions, where `asked` says whose they are; officers answer for others."""
    text = bundled()["with_concurrence"].replace("version = 1", f"version = {version}")
    text = text.replace('of = ["evaluator", "secretariat"], needed = "all", silence = 5', asked)
    for action in ("agree", "object"):
        head, effect, rest = text.partition(f'effect = "{action}"')
        asks = [one for one in ("evaluator", "secretariat") if f'"{one}"' in asked]
        asks += ["officer"] if "departments" in asked else []
        rest = rest.replace('["evaluator", "secretariat"]', toml(asks), 1)
        text = head + effect + rest
    return text
