"""The sheet (協議書): the content of an item as one frozen value.

Every field is declared once, with its kind, its limit and its group; the form, the
differences between revisions, the printed sheet and the content hash all follow
this declaration. Field order is the order of 資料1-6, then of what reviewers ask.
"""

import dataclasses
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any, Final, NamedTuple

from workflow.values.canonical import fingerprint
from workflow.values.lazy import cached_property
from workflow.values.vocabulary import Classification, DxStep, Network, Procurement, SystemForm

FILES = "files"
"""Beside the sheet, an item's content holds its files: for each its name and its SHA-256."""

AS_TYPED = "as_typed"
"""Beside the sheet, a draft's content holds what was typed into fields and cannot be read yet."""

OWN: Final = "own_"
"""How the names of fields begin that an office added to its sheet: own_1, own_2."""

AsTyped = Mapping[str, Any]
"""By the name of its field a text, or for the funding lines the texts of each row."""


class Kind(StrEnum):
    """What can be typed into a field."""

    LINE = "line"
    BLOCK = "block"
    MONEY = "money"
    COUNT = "count"
    DATE = "date"
    FLAG = "flag"
    CHOICE = "choice"
    SEVERAL = "several"
    FUNDING = "funding"
    NUMBER = "number"
    """A number that may have decimals: of own fields only."""


class Group(StrEnum):
    """The part of the sheet a field stands in."""

    CORE = "core"
    PLACE = "place"
    MONEY = "money"
    SYSTEM = "system"
    EFFECT = "effect"


class Spec(NamedTuple):
    """How one field behaves: `limit` is characters, entries or the greatest count."""

    kind: Kind
    group: Group
    limit: int = 0
    choices: type[StrEnum] | None = None


def _of(kind: Kind, group: Group, limit: int = 0, choices: type[StrEnum] | None = None) -> Any:
    empty: Any = {
        Kind.LINE: "",
        Kind.BLOCK: "",
        Kind.FLAG: False,
        Kind.SEVERAL: (),
        Kind.FUNDING: (),
    }.get(kind)
    return dataclasses.field(default=empty, metadata={"spec": Spec(kind, group, limit, choices)})


@dataclass(frozen=True)
class FundingLine:
    """One structured line of 財源内訳, `amount_kyen` in 千円."""

    source: str
    """The code of a kind of funding."""
    amount_kyen: int
    label: str = ""


@dataclass(frozen=True)
class Sheet:
    """What a department asks for. Empty text, None and () all mean: not filled in."""

    section: str = _of(Kind.LINE, Group.CORE, 100)
    field: str = _of(Kind.LINE, Group.CORE, 20)
    category: str = _of(Kind.LINE, Group.CORE, 40)
    name: str = _of(Kind.LINE, Group.CORE, 200)
    amount_kyen: int | None = _of(Kind.MONEY, Group.CORE)
    funding: str = _of(Kind.BLOCK, Group.CORE, 400)
    summary: str = _of(Kind.BLOCK, Group.CORE, 2000)

    joint_departments: tuple[str, ...] = _of(Kind.SEVERAL, Group.PLACE, 12)
    goal_number: int | None = _of(Kind.COUNT, Group.PLACE, 999)
    dx_step: DxStep | None = _of(Kind.CHOICE, Group.PLACE, 0, DxStep)
    classification: Classification | None = _of(Kind.CHOICE, Group.PLACE, 0, Classification)
    contact: str = _of(Kind.LINE, Group.PLACE, 200)

    amount_confirmed: bool = _of(Kind.FLAG, Group.MONEY)
    funding_lines: tuple[FundingLine, ...] = _of(Kind.FUNDING, Group.MONEY, 20)
    initial_cost_kyen: int | None = _of(Kind.MONEY, Group.MONEY)
    running_cost_kyen: int | None = _of(Kind.MONEY, Group.MONEY)
    five_year_cost_kyen: int | None = _of(Kind.MONEY, Group.MONEY)
    previous_amount_kyen: int | None = _of(Kind.MONEY, Group.MONEY)
    debt_burden_period: str = _of(Kind.LINE, Group.MONEY, 100)
    debt_burden_limit_kyen: int | None = _of(Kind.MONEY, Group.MONEY)
    quotes_count: int | None = _of(Kind.COUNT, Group.MONEY, 99)
    quotes_basis: str = _of(Kind.BLOCK, Group.MONEY, 1000)
    procurement: Procurement | None = _of(Kind.CHOICE, Group.MONEY, 0, Procurement)

    system_form: SystemForm | None = _of(Kind.CHOICE, Group.SYSTEM, 0, SystemForm)
    networks: tuple[Network, ...] = _of(Kind.SEVERAL, Group.SYSTEM, 3, Network)
    personal_data: str = _of(Kind.LINE, Group.SYSTEM, 400)
    current_system: str = _of(Kind.LINE, Group.SYSTEM, 200)
    system_id: int | None = _of(Kind.COUNT, Group.SYSTEM, 2**31 - 1)
    contract_ends_on: date | None = _of(Kind.DATE, Group.SYSTEM)
    support_ends_on: date | None = _of(Kind.DATE, Group.SYSTEM)
    alternatives: str = _of(Kind.BLOCK, Group.SYSTEM, 2000)
    data_standards: str = _of(Kind.BLOCK, Group.SYSTEM, 1000)
    lock_in: str = _of(Kind.BLOCK, Group.SYSTEM, 1000)

    kpi: str = _of(Kind.BLOCK, Group.EFFECT, 1000)
    effect_kyen: int | None = _of(Kind.MONEY, Group.EFFECT)
    hours_saved: int | None = _of(Kind.COUNT, Group.EFFECT, 9_999_999)
    schedule: str = _of(Kind.BLOCK, Group.EFFECT, 2000)

    own: Mapping[str, str] = dataclasses.field(default_factory=dict, hash=False)
    """What own fields hold, by their names: a number as 1234.5, a day as 2022-03-31."""

    @cached_property
    def content_hash(self) -> str:
        """The SHA-256 of the whole content: what `seen` is compared with."""
        return fingerprint(self.to_json())

    def to_json(self) -> dict[str, Any]:
        """The filled-in fields as plain values, ready for canonical JSON."""
        return {**{name: _plain(one) for name, one in self.filled().items()}, **self.own}

    @classmethod
    def from_json(cls, stored: Mapping[str, Any]) -> "Sheet":
        """Read back what `to_json` gave; a stored content may hold more beside the sheet."""
        values = {name: one for name, one in stored.items() if name not in (FILES, AS_TYPED)}
        for name in values.keys() & _READERS.keys():
            values[name] = _READERS[name](values[name])
        return cls.of(values)

    @classmethod
    def of(cls, values: Mapping[str, Any]) -> "Sheet":
        """The sheet with these values by the names of fields, own ones among them."""
        own = own_among(values.keys() - SPECS.keys())
        given = {name: values[name] for name in values.keys() - own} if own else values
        return cls(**given, own={name: values[name] for name in own if values[name]})

    def filled(self) -> dict[str, Any]:
        """What the fields hold that are filled in, by their names; own ones are not among them."""
        held = vars(self)
        return {name: one for name in SPECS if (one := held[name]) or not _is_nothing(one)}

    def said(self, name: str) -> Any:
        """What the field `name` holds, an own one too."""
        return self.own.get(name, "") if name not in SPECS and is_own(name) else vars(self)[name]

    def is_empty(self, name: str) -> bool:
        """Whether nothing was filled into the field `name`; an amount of 0 is something."""
        return _is_nothing(self.said(name))


SPECS: Mapping[str, Spec] = {
    entry.name: entry.metadata["spec"]
    for entry in dataclasses.fields(Sheet)
    if "spec" in entry.metadata
}
"""Every field of the sheet by name, in sheet order; those of one office are not among them."""


def is_own(name: str) -> bool:
    """Whether a field of this name is one that an office added."""
    return name.startswith(OWN) and name.removeprefix(OWN).isdecimal()


def own_among(names: Iterable[str]) -> list[str]:
    """Those of the names that are of own fields, in the order in which they were added."""
    return sorted({one for one in names if is_own(one)}, key=lambda one: (len(one), one))


_READ_FROM_A_TEXT = frozenset({Kind.MONEY, Kind.COUNT, Kind.DATE, Kind.FUNDING})

MAY_STAY_AS_TYPED = frozenset(
    name
    for name, spec in SPECS.items()
    # A goal and a system of the inventory are chosen from lists.
    if spec.kind in _READ_FROM_A_TEXT and name not in ("goal_number", "system_id")
)
"""Fields in which a draft keeps a text that cannot be read: 未定, 来年3月."""

OPTIONAL_FIELDS = tuple(
    name
    for name, spec in SPECS.items()
    if spec.group is not Group.CORE and name != "amount_confirmed"
)
"""Fields that an office may ask for always, or not at all."""

CORE_FIELDS = tuple(name for name, spec in SPECS.items() if spec.group is Group.CORE)
"""The columns of 資料1-6 that a submission must fill."""


class FieldChange(NamedTuple):
    """One field that differs between two sheets, with both values."""

    name: str
    before: Any
    after: Any


def differences(before: Sheet, after: Sheet) -> tuple[FieldChange, ...]:
    """What changed from one sheet to another, in sheet order; own fields come last."""
    return tuple(
        FieldChange(name, before.said(name), after.said(name))
        for name in (*SPECS, *own_among((*before.own, *after.own)))
        if before.said(name) != after.said(name)
    )


def _is_nothing(value: Any) -> bool:
    return not value and (value is False or value != 0)


def _plain(value: Any) -> Any:
    if type(value) in (str, int, bool):
        return value
    if isinstance(value, tuple):
        return [_plain(entry) for entry in value]
    if isinstance(value, FundingLine):
        return [str(value.source), value.amount_kyen, value.label]
    if isinstance(value, date):
        return value.isoformat()
    return value.value if isinstance(value, StrEnum) else value


def _reader(spec: Spec) -> Callable[[Any], Any] | None:
    """What makes of a stored value what a field holds; None where that is the same."""
    choices = spec.choices
    if spec.kind is Kind.FUNDING:
        return lambda lines: tuple(FundingLine(*line) for line in lines)
    if spec.kind is Kind.SEVERAL:
        return lambda codes: tuple(map(choices, codes) if choices else codes)
    return date.fromisoformat if spec.kind is Kind.DATE else choices


_READERS: Final = {name: reader for name, spec in SPECS.items() if (reader := _reader(spec))}
