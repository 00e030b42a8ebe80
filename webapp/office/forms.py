"""The office as a form: each name in Japanese and in English."""

from collections.abc import Mapping
from typing import Any, Final

from flask_babel import LazyString
from flask_wtf.file import FileField, FileRequired

from webapp.forms.choice_fields import Needed, OneOf
from webapp.forms.fields import Line, Seen
from webapp.forms.form import Form
from webapp.office.words import FIELDS
from webapp.words import labels, sheet_labels
from webapp.words.catalogue import lazy_gettext as _l
from webapp.words.catalogue import lazy_pgettext as _p
from workflow.office import Profile
from workflow.values import OFFICE_TEXTS as TEXTS
from workflow.values import OFFICE_TITLES as TITLES
from workflow.values import OPTIONAL_FIELDS, Office, OfficeKind, Title

SHOWN: Final = "shown"
REQUIRED: Final = "required"
HIDDEN: Final = "hidden"
ASKED: Final[Mapping[str, LazyString]] = {
    SHOWN: _p("sheet field", "Shown"),
    REQUIRED: _p("sheet field", "Required"),
    HIDDEN: _p("sheet field", "Hidden"),
}


class _Names(Form):
    seen = Seen()
    kind = OneOf(FIELDS["kind"], validators=[Needed()])


def _with_names(form: type[_Names]) -> type[_Names]:
    """A field for every name, in both languages, and for every other text of an office."""
    for name in TITLES:
        setattr(form, f"{name}_ja", Line(FIELDS[name]))
        setattr(form, f"{name}_en", Line(_l("%(name)s, in English", name=FIELDS[name])))
    for name in TEXTS:
        setattr(form, name, Line(FIELDS[name]))
    return form


@_with_names
class OfficeForm(_Names):
    """What the office is called; `seen` is the version that the page showed."""

    def offer(self) -> None:
        """Offer the kinds of offices."""
        self.kind.choices = labels.choices(OfficeKind)

    def show(self, profile: Profile) -> None:
        """Fill in what is kept."""
        self.seen.data, self.kind.data = str(profile.version), profile.office.kind.value
        for name in TITLES:
            self[f"{name}_ja"].data, self[f"{name}_en"].data = getattr(profile.office, name)
        for name in TEXTS:
            self[name].data = getattr(profile.office, name)

    @property
    def office(self) -> Office:
        """What was typed; ask only for a form that was found valid."""
        given: dict[str, Any] = {name: self[name].value for name in TEXTS}
        for name in TITLES:
            given[name] = Title(self[f"{name}_ja"].value, self[f"{name}_en"].value)
        return Office(kind=OfficeKind(self.kind.value), **given)


class SheetForm(Form):
    """Each optional field of the sheet: shown, required or hidden."""

    seen = Seen()

    def offer(self, profile: Profile) -> None:
        """Offer the three for every field, with what is kept chosen."""
        chosen = {
            **dict.fromkeys(profile.office.required, REQUIRED),
            **dict.fromkeys(profile.office.hidden, HIDDEN),
        }
        for name in OPTIONAL_FIELDS:
            self[name].choices = list(ASKED.items())
            if not self.is_submitted():
                self[name].data = chosen.get(name, SHOWN)
        if not self.is_submitted():
            self.seen.data = str(profile.version)

    def chosen(self, how: str) -> tuple[str, ...]:
        """The fields for which this was chosen."""
        return tuple(name for name in OPTIONAL_FIELDS if self[name].data == how)


for _name in OPTIONAL_FIELDS:
    setattr(SheetForm, _name, OneOf(sheet_labels.FIELDS[_name]))


class LogoForm(Form):
    """A picture to bring."""

    seen = Seen()
    logo = FileField(FIELDS["logo"], validators=[FileRequired(_l("Choose a file."))])
