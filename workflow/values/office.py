"""The office as one frozen value: what it is called, and what its pages and papers name."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, fields
from typing import Any, Final

from workflow.values.actor import Title
from workflow.values.lazy import cached_property
from workflow.values.own_fields import OwnField
from workflow.values.sheet import SPECS, Group, Spec
from workflow.values.vocabulary import FundingSource, OfficeKind, OwnRole, RoleScope

# ------------------------------------------------------------- roles of its own


@dataclass(frozen=True)
class OfficeRole:
    """An own role as the office has it. Its key and its scope never change: people hold it so."""

    name: OwnRole
    """The key by which grants and definitions name it."""
    title: Title
    scope: RoleScope
    active: bool = True
    """False for one that nobody is given any more; who holds it keeps it."""

    @property
    def is_of_departments(self) -> bool:
        """Whether it is held for a department by name."""
        return self.scope is RoleScope.DEPARTMENT

    def to_json(self) -> dict[str, Any]:
        """All of it as plain values."""
        return {
            "name": str(self.name),
            "title": list(self.title),
            "scope": self.scope.value,
            "active": self.active,
        }

    @classmethod
    def from_json(cls, stored: Mapping[str, Any]) -> "OfficeRole":
        """Read back what `to_json` gave."""
        scope, title = RoleScope(stored["scope"]), Title(*stored["title"])
        return cls(OwnRole(stored["name"]), title, scope, stored["active"])


# ------------------------------------------------------------------- the office


HEADS: Final[Mapping[OfficeKind, Title]] = {
    OfficeKind.PREFECTURE: Title("知事", "governor"),
    OfficeKind.CITY: Title("市長", "mayor"),
    OfficeKind.TOWN: Title("町長", "mayor"),
    OfficeKind.VILLAGE: Title("村長", "mayor"),
}
"""Who heads an office of each kind, where it says nothing else."""

LOCAL_GOVERNMENTS: Final = "都道府県市区町村"
"""The last letters of their names, which name their bonds too: 県債, 市債."""


@dataclass(frozen=True)
class FundingKind:
    """A kind of funding (財源の種類) by the code that funding lines carry."""

    code: str
    title: Title
    active: bool = True
    """False for one that no new line can have."""


def usual_funding(bond: str, prefectural: str = "") -> tuple[FundingKind, ...]:
    """The kinds of funding that every office knows, its bonds called `bond`.

    `prefectural` is what an office within a prefecture calls the money that it has from there.
    """
    named = (
        (FundingSource.GENERAL.value, Title("一般財源", "General revenue")),
        (FundingSource.NATIONAL.value, Title("国庫支出金", "National treasury")),
        ("prefectural", Title(prefectural, "Prefectural funds")),
        (FundingSource.TRANSFER.value, Title("繰入金", "Transfer from a fund")),
        (FundingSource.BOND.value, Title(bond, "Bond")),
        (FundingSource.OTHER.value, Title("その他", "Other")),
    )
    return tuple(FundingKind(code, title) for code, title in named if title.ja)


@dataclass(frozen=True)
class Office:
    """An office and its own names for what every office has; the usual ones until it says so."""

    kind: OfficeKind = OfficeKind.CITY
    name: Title = Title("", "")
    short_name: Title = Title("", "")
    """For the head of a page; the name where there is none."""
    center: Title = Title("DX推進担当", "DX center")
    """Who reviews what departments ask for."""
    center_short: Title = Title("担当", "center")
    headquarters: Title = Title("DX推進本部", "DX headquarters")
    """To whom the results are reported."""
    headquarters_short: Title = Title("本部", "headquarters")
    finance: Title = Title("財政担当課", "finance division")
    head: Title = HEADS[OfficeKind.CITY]
    sender: str = ""
    """Who signs the letters to departments; the center where nobody is named."""
    honorific: str = "様"
    """After whom a letter is addressed to."""
    inquiries: str = ""
    """Who answers questions about a letter, with a telephone number; stands at its foot."""
    list_number: str = "資料1-6"
    schedule_number: str = "資料1-3"
    required: tuple[str, ...] = ()
    """Optional fields of the sheet without which none is submitted here."""
    hidden: tuple[str, ...] = ()
    """Optional fields that this office does not ask for."""
    own: tuple[OwnField, ...] = ()
    roles: tuple[OfficeRole, ...] = ()
    """The roles that it defined itself, in its order."""
    """Fields that the office added to its sheet, in order; those switched off too."""
    funding: tuple[FundingKind, ...] = ()
    """The kinds of funding that it has, in order, retired ones too; a master, not kept with the
    rest. None: the usual ones."""
    logo: str = ""
    """The SHA-256 of the picture beside the name; "" for none."""

    @property
    def shown_name(self) -> Title:
        """What stands in the head of a page."""
        return self.short_name if self.short_name.ja else self.name

    @cached_property
    def own_fields(self) -> Mapping[str, OwnField]:
        """The fields that the office added, by their names."""
        return {one.name: one for one in self.own}

    @cached_property
    def specs(self) -> Mapping[str, Spec]:
        """Every field of its sheet by name, own ones after the others of their part."""
        own = {one.name: one.spec for one in self.own}
        every = [*SPECS.items(), *own.items()]
        return {name: spec for part in Group for name, spec in every if spec.group is part}

    @property
    def wanted(self) -> tuple[str, ...]:
        """The fields without which none is submitted here, beside those of every office."""
        return (*self.required, *(one.name for one in self.own if one.active and one.required))

    @property
    def unasked(self) -> tuple[str, ...]:
        """The fields that are on no new form here; what holds something in them shows it."""
        return (*self.hidden, *(one.name for one in self.own if not one.active))

    @cached_property
    def own_roles(self) -> Mapping[OwnRole, OfficeRole]:
        """The roles that it defined, by key, in order; those switched off too."""
        return {one.name: one for one in self.roles}

    def own_role(self, key: OwnRole) -> Title:
        """What an own role is called; its key where there is no such."""
        found = self.own_roles.get(key)
        return found.title if found else Title(key, key)

    @cached_property
    def funding_kinds(self) -> tuple[FundingKind, ...]:
        """The kinds of funding in order, retired ones too."""
        return self.funding or usual_funding(self.bond)

    @cached_property
    def sources(self) -> Mapping[str, Title]:
        """What the kinds of funding are called, by code, in order; retired ones too."""
        return {one.code: one.title for one in self.funding_kinds}

    def source(self, code: str) -> Title:
        """What a kind of funding is called; the usual name for one that the office has not."""
        usual = {one.code: one.title for one in usual_funding(self.bond)}
        return self.sources.get(code) or usual.get(code) or Title(code, "")

    def sources_shown(self, used: Collection[str]) -> tuple[tuple[str, str], ...]:
        """Code and Japanese name of the kinds in use, and of those of `used` that no more are."""
        known = [one.code for one in self.funding_kinds if one.active or one.code in used]
        others = [code for code in sorted(used) if code not in self.sources]
        return tuple((code, self.source(code).ja) for code in (*known, *others))

    @property
    def signs(self) -> str:
        """Who signs the letters to departments."""
        return self.sender or self.center.ja

    @property
    def bond(self) -> str:
        """What a bond of the office is called: 県債, 市債; 地方債 where its name does not say."""
        last = self.name.ja[-1:]
        return f"{last}債" if last and last in LOCAL_GOVERNMENTS else "地方債"

    @property
    def secretariat(self) -> str:
        """本部事務局."""
        return f"{self.headquarters_short.ja}事務局"

    @property
    def meeting(self) -> str:
        """DX戦略本部会議."""
        return f"{self.headquarters.ja}会議"

    def numbered_meeting(self, number: int) -> str:
        """第2回DX戦略本部会議."""
        return f"第{number}回{self.meeting}"

    def to_json(self) -> dict[str, Any]:
        """All of it as plain values."""
        return {name: _plain(getattr(self, name)) for name in NAMES}

    @classmethod
    def from_json(cls, stored: Mapping[str, Any]) -> "Office":
        """Read back what `to_json` gave; what was not known then is as usual."""
        known = {name: value for name, value in stored.items() if name in NAMES}
        titles = {name: Title(*value) for name, value in known.items() if name in TITLES}
        fields = {name: tuple(known.get(name, ())) for name in FIELDS}
        own = tuple(OwnField.from_json(one) for one in known.get("own", ()))
        roles = tuple(OfficeRole.from_json(one) for one in known.get("roles", ()))
        kind = OfficeKind(known["kind"])
        return cls(**{**known, **titles, **fields, "own": own, "roles": roles, "kind": kind})


NAMES: Final = tuple(one.name for one in fields(Office) if one.name != "funding")
TITLES: Final = tuple(name for name in NAMES if isinstance(getattr(Office, name), Title))
"""The fields with a name in both languages."""
FIELDS: Final = ("required", "hidden")
"""What the office says of the optional fields of the sheet."""
TEXTS: Final = ("sender", "honorific", "inquiries", "list_number", "schedule_number")


def _plain(value: Any) -> Any:
    if isinstance(value, tuple):
        return [one.to_json() if isinstance(one, OwnField | OfficeRole) else one for one in value]
    return value.value if isinstance(value, OfficeKind) else value
