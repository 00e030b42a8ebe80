"""The names that people type for departments, sections, categories and choices."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import Final

from workflow import masters, office
from workflow.items import choices
from workflow.items.choices import Masters
from workflow.values.lazy import cached_property
from workflow.values.office import Office
from workflow.values.paper_words import BONDS, ENTRIES
from workflow.values.text import search_key
from workflow.values.vocabulary import (
    Classification,
    DxStep,
    FundingSource,
    Network,
    Procurement,
    SystemForm,
)
from workflow.work import Work

SHOWN: Final = 8
"""How many sections a message names."""

OTHERS: Final = "ほか"
"""What stands for the rest of them."""


@dataclass(frozen=True)
class Names:
    """Departments, sections and categories of one fiscal year, both ways."""

    masters: Masters
    department_ids: Mapping[str, int] = field(default_factory=dict)
    department_codes: Mapping[int, str] = field(default_factory=dict)
    sections: Mapping[tuple[int, str], str] = field(default_factory=dict)
    categories: Mapping[str, str] = field(default_factory=dict)
    fields: Mapping[str, str] = field(default_factory=dict)
    office: Office = Office()
    """What the office calls its kinds of funding and the fields of its own."""

    def department(self, typed: str) -> int | None:
        """The id of the department that is called so."""
        key = search_key(typed)
        return self.department_ids.get(key) or self.department_ids.get(key.replace(" ", ""))

    def also(self, others: Mapping[str, int]) -> "Names":
        """The same with other names of departments; what a master is called stays its own."""
        folded = {search_key(name): one for name, one in others.items()}
        return replace(self, department_ids={**folded, **self.department_ids})

    def department_of(self, code: str) -> int | None:
        """The id of the department with this code."""
        found = (one.id for one in self.masters.departments if one.code == code)
        return next(found, None)

    def section(self, department_id: int | None, typed: str) -> str:
        """The section's own spelling; what is typed where there is none."""
        return self.sections.get((department_id or 0, search_key(typed)), typed)

    def sections_of(self, department_id: int) -> tuple[str, ...]:
        """What a department's sections are called: the first few, then 「ほか」."""
        found = tuple(name for (one, _), name in self.sections.items() if one == department_id)
        return found if len(found) <= SHOWN else (*found[:SHOWN], OTHERS)

    def section_called(self, department_id: int | None, typed: str) -> str:
        """The section of a department that is called so, whatever its line breaks; "" for none."""
        if department_id is None:
            return ""
        last = typed.replace("\r", "").split("\n")[-1]
        for text in (typed, "".join(typed.split()), last):
            found = self.sections.get((department_id, search_key(text)))
            if found:
                return found
        return ""

    def holders(self, typed: str) -> frozenset[int]:
        """The departments that have a section of this name."""
        found = self._holders.get(search_key(typed), frozenset())
        return found | self._holders.get(search_key("".join(typed.split())), frozenset())

    @cached_property
    def _holders(self) -> Mapping[str, frozenset[int]]:
        """The departments that have a section, by its folded name."""
        found: dict[str, set[int]] = {}
        for one, key in self.sections:
            found.setdefault(key, set()).add(one)
        return {key: frozenset(ids) for key, ids in found.items()}

    def department_title(self, code: str) -> str:
        """The Japanese name for a code."""
        found = (one.name.ja for one in self.masters.departments if one.code == code)
        return next(found, code)

    def field_title(self, code: str) -> str:
        """The Japanese title for a code."""
        return next((one.title.ja for one in self.masters.fields if one.code == code), code)

    @cached_property
    def sources(self) -> Mapping[str, str]:
        """The kinds of funding by what they are called: the office's own words come first."""
        usual = {
            word: code.value
            for word, code in _BY_KEY[FundingSource].items()
            if code.value in self.office.sources
        }
        codes = {search_key(code): code for code in self.office.sources}
        titles = {search_key(one.ja): code for code, one in self.office.sources.items()}
        return {**usual, **codes, **titles}

    def source_named(self, typed: str) -> str | None:
        """The code of the kind of funding that is called so."""
        return self.sources.get(search_key(typed))

    def category_title(self, code: str) -> str:
        """The Japanese title for a code."""
        found = (one.title.ja for one in self.masters.categories if one.code == code)
        return next(found, code)


def names_in(work: Work, fiscal_year: int) -> Names:
    """The names of a fiscal year, with the other ones that hold for the person asking."""
    found = names_of(choices.masters(work, fiscal_year))
    names = replace(found, office=office.office(work))
    return names.also(masters.meant(work, names.department_codes))


def names_of(masters: Masters) -> Names:
    """The names of a fiscal year's masters."""
    departments = {
        key: one.id
        for one in masters.departments
        if not one.ended
        for key in _keys((one.name.ja, one.code))
    }
    return Names(
        masters,
        departments,
        {one.id: one.code for one in masters.departments},
        {
            (one.id, search_key(section)): section
            for one in masters.departments
            for section in one.sections
        },
        {key: one.code for one in masters.categories for key in _keys((one.title.ja, one.code))},
        _field_names(masters),
    )


_SPELLINGS: Final[Mapping[str, str]] = {"暮らし": "くらし"}
"""Other spellings of a word that fields are called by."""


def _field_names(masters: Masters) -> dict[str, str]:
    known = {key: one.code for one in masters.fields for key in _keys((one.title.ja, one.code))}
    also = {
        search_key(other): known[search_key(word)]
        for other, word in _SPELLINGS.items()
        if search_key(word) in known
    }
    return {**also, **known}


def _keys(words: Iterable[str]) -> list[str]:
    return [search_key(word) for word in words if word]


NO_NAMES: Final = names_of(Masters((), (), (), ()))
"""For what needs none."""

_BETWEEN: Final = re.compile("[・、,，;；\n／/]")


def listed(typed: str, names: Names) -> list[tuple[str, int | None]]:
    """Each department that is named and its id, None for one that is unknown.

    A name that has a separator in it is one department.
    """
    whole = names.department(typed)
    if whole is not None:
        return [(typed, whole)]
    parts = [part.strip() for part in _BETWEEN.split(typed) if part.strip()]
    return [(part, names.department(part)) for part in parts]


_ALSO: Final[Mapping[type[StrEnum], Mapping[str, StrEnum]]] = {
    DxStep: {
        "①": DxStep.DIGITIZATION, "②": DxStep.DIGITALIZATION, "③": DxStep.TRANSFORMATION,
        "デジタイゼーション": DxStep.DIGITIZATION, "デジタライゼーション": DxStep.DIGITALIZATION,
        "デジタルトランスフォーメーション": DxStep.TRANSFORMATION,
    },
    Classification: {"新": Classification.NEW, "新規事業": Classification.NEW,
                     "拡": Classification.EXPANDED, "拡充事業": Classification.EXPANDED,
                     "継": Classification.CONTINUED, "継続事業": Classification.CONTINUED,
                     "更": Classification.RENEWED, "更新事業": Classification.RENEWED},
    FundingSource: {"一般": FundingSource.GENERAL, "一財": FundingSource.GENERAL,
                    "全額一般財源": FundingSource.GENERAL, "国庫": FundingSource.NATIONAL,
                    "国": FundingSource.NATIONAL, "国費": FundingSource.NATIONAL,
                    "起債": FundingSource.BOND, "基金繰入金": FundingSource.TRANSFER,
                    **dict.fromkeys(BONDS, FundingSource.BOND)},
    Network: {"LGWAN": Network.LGWAN, "インターネット": Network.INTERNET,
              "マイナンバー利用事務系": Network.MY_NUMBER},
    Procurement: {"プロポーザル": Procurement.PROPOSAL, "一般競争": Procurement.OPEN_BID,
                  "指名競争": Procurement.DESIGNATED_BID, "随契": Procurement.SINGLE_SOURCE},
    SystemForm: {},
}  # fmt: skip
"""What else is written for them."""

YES: Final = "はい"
_YES: Final = frozenset(search_key(word) for word in (YES, "○", "〇", "◯", "有", "true", "1", "済"))
_NO: Final = frozenset(
    search_key(word) for word in ("いいえ", "×", "無", "false", "0", "-", "―", "なし")
)


def entry_named(kind: type[StrEnum], typed: str) -> StrEnum | None:
    """The entry that is written so, whatever its width; None for another word."""
    return _BY_KEY[kind].get(search_key(typed))


def is_yes(typed: str) -> bool | None:
    """Whether a mark means yes; None for one that says nothing."""
    key = search_key(typed)
    return True if key in _YES else False if key in _NO else None


def _choice_keys(kind: type[StrEnum]) -> dict[str, StrEnum]:
    return {
        **{search_key(entry.value): entry for entry in kind},
        **{search_key(word): entry for entry, word in ENTRIES[kind].items()},
        **{search_key(word): entry for word, entry in _ALSO[kind].items()},
    }


_BY_KEY: Final = {kind: _choice_keys(kind) for kind in ENTRIES}
