"""What a cell may refer to, by the keys that people's spellings share."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from workflow.queries.views import Masters
from workflow.text import search_key


@dataclass(frozen=True)
class Names:
    """Departments, sections and categories of one fiscal year, both ways."""

    masters: Masters
    department_ids: Mapping[str, int] = field(default_factory=dict)
    department_codes: Mapping[int, str] = field(default_factory=dict)
    sections: Mapping[tuple[int, str], str] = field(default_factory=dict)
    categories: Mapping[str, str] = field(default_factory=dict)

    def department(self, typed: str) -> int | None:
        """The id of the department that is called so."""
        return self.department_ids.get(search_key(typed))

    def section(self, department_id: int | None, typed: str) -> str:
        """The section's own spelling; what is typed where there is none."""
        return self.sections.get((department_id or 0, search_key(typed)), typed)

    def department_title(self, code: str) -> str:
        """The Japanese name for a code."""
        found = (one.name.ja for one in self.masters.departments if one.code == code)
        return next(found, code)

    def category_title(self, code: str) -> str:
        """The Japanese title for a code."""
        found = (one.title.ja for one in self.masters.categories if one.code == code)
        return next(found, code)


def names_of(masters: Masters) -> Names:
    """The names of a fiscal year's masters."""
    departments = {
        key: one.id for one in masters.departments for key in _keys((one.name.ja, one.code))
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
    )


def _keys(words: Iterable[str]) -> list[str]:
    return [search_key(word) for word in words if word]
