"""The form that sets a substitute: the role, the person and the days."""

from collections.abc import Iterable

from werkzeug.datastructures import MultiDict

from webapp.forms.choice_fields import Needed, OneOf
from webapp.forms.fields import Day
from webapp.forms.form import Form
from webapp.words import labels
from webapp.words.catalogue import lazy_gettext as _l
from webapp.words.filters import bracketed, listed, title
from workflow.substitutes import MOST_ROWS, Act, Appointment, Candidate, GrantChoice
from workflow.values import role_named


class SubstituteForm(Form):
    """One substitute in one role."""

    role = OneOf(_l("Role to stand in for"), validators=[Needed()])
    substitute = OneOf(_l("Substitute"), read=int, validators=[Needed()])
    from_on = Day(_l("First day"), [Needed()])
    until_on = Day(_l("Last day"), [Needed()])

    def offer(self, absent: Candidate, people: Iterable[Candidate]) -> None:
        """Offer the roles of the absent person, and everybody else as the substitute."""
        choices = [(_value(one), grant_words(one)) for one in absent.grants]
        self.role.choices = choices if len(choices) == 1 else [("", "―"), *choices]
        others = [(str(one.id), _who(one)) for one in people if one.id != absent.id]
        self.substitute.choices = [("", "―"), *others]

    def appointment(self, absent: Candidate) -> Appointment:
        """What was typed; ask only for a form that was found valid."""
        role, _, department = self.role.value.partition(":")
        return Appointment(
            person_id=absent.id,
            substitute_id=self.substitute.value,
            role=role_named(role),
            department_id=int(department) if department else None,
            from_on=self.from_on.value,
            until_on=self.until_on.value,
        )


def acts_of(form: MultiDict[str, str]) -> list[Act]:
    """The moves that were sent, each as `item-sequence`; anything else is left out."""
    parts = [one.split("-") for one in form.getlist("act")[:MOST_ROWS]]
    return [(int(p[0]), int(p[1])) for p in parts if len(p) == 2 and all(map(_is_number, p))]


def _is_number(text: str) -> bool:
    return text.isascii() and text.isdecimal() and len(text) < 12


def grant_words(one: GrantChoice) -> str:
    """総務部 各課担当: the department, where there is one, and the role."""
    return labels.held_role(one.role, one.department)


def _value(one: GrantChoice) -> str:
    return f"{one.role}:{one.department_id or ''}"


def _who(one: Candidate) -> str:
    """With the departments or the login, as people of one name are told apart by them."""
    places = listed(title(place) for place in one.departments)
    return title(one.name) + bracketed(places or one.login)
