"""One entry of an editable master, and another name of a department, as forms."""

from collections.abc import Sequence

from webapp.forms.choice_fields import OneOf
from webapp.forms.fields import Code, Flag, Line, Seen
from webapp.forms.form import Form
from webapp.words.catalogue import lazy_gettext as _l
from workflow.values import Title


class EntryForm(Form):
    """A new entry, or another title for one; `seen` is the version that the page showed."""

    seen = Seen()
    code = Code(_l("Code"))
    title_ja = Line(_l("Title in Japanese"))
    title_en = Line(_l("Title in English"))
    needs_conditions = Flag(_l("Needs conditions"))

    @property
    def title(self) -> Title:
        """Both titles as typed."""
        return Title(self.title_ja.value, self.title_en.value)


class NameForm(Form):
    """Another name of a department."""

    name = Line(_l("Name in files"))
    department = OneOf(_l("Department"))

    def offer(self, departments: Sequence[tuple[str, str]]) -> None:
        """Offer these, each a code and a name."""
        self.department.choices = [("", ""), *departments]
