"""The parts of a definition as forms: what was typed becomes its keys."""

from collections.abc import Iterable, Sequence
from typing import Any, Final

from flask_wtf.file import FileField
from wtforms.validators import ValidationError

from webapp.designs import words
from webapp.designs.part_form import TITLE, PartForm, SeenForm, is_name
from webapp.forms.choice_fields import OneOf, Radios, SeveralOf
from webapp.forms.fields import Block, Code, Count, Flag, Line, Money
from webapp.forms.form import Form
from webapp.words import labels, refusals
from webapp.words.catalogue import lazy_gettext as _l
from webapp.words.catalogue import lazy_pgettext as _p
from workflow.designs import PROPERTIES, ROLES, RULES, SOME, STATES, TRANSITIONS, Part
from workflow.values import Problem, RoleScope

JOINT: Final = "joint"
MOST_ASKED: Final = 20


class PropertiesForm(PartForm):
    """Name, version, titles and first state of a definition."""

    section = PROPERTIES
    code = Code(_l("Name in files"), [is_name])
    version = Count(_p("process", "Version"))
    title_ja = Line(_l("Title in Japanese"), [TITLE])
    title_en = Line(_l("Title in English"), [TITLE])
    initial = OneOf(_l("First state"))

    def offer(self, states: Sequence[tuple[str, str]]) -> None:
        """Let an item begin in one of these states."""
        self.initial.choices = [("", _l("Choose")), *states]


class StateForm(PartForm):
    """A state: whose turn it is, whether it is an end, whose opinions are asked."""

    section = STATES
    name = Code(_l("Name in files"), [is_name])
    title_ja = Line(_l("Title in Japanese"), [TITLE])
    title_en = Line(_l("Title in English"), [TITLE])
    turn = SeveralOf(_l("Whose turn it is"))
    final = Flag(_l("Is an end"))
    asked = SeveralOf(_l("Whose opinion is asked"))
    departments = SeveralOf(_l("Departments whose opinion is asked"))
    closed = Flag(_l("Each reads only their own until all are in"))
    needed = OneOf(_l("How many have to answer"))
    silence = Count(_l("Business days after which silence is no objection"))

    def offer(self, roles: words.Pairs, departments: words.Pairs, taken: Iterable[str]) -> None:
        """Offer these roles and departments; `taken` are the names of other states."""
        self.turn.choices = self.asked.choices = roles
        self.departments.choices = [(JOINT, _l("the joint departments of the item")), *departments]
        self.needed.choices = words.needed(MOST_ASKED)
        self._taken = set(taken)

    def validate_name(self, field: Any) -> None:
        """Refuse the name of another state."""
        if field.value in self._taken:
            raise ValidationError(refusals.problem(Problem(field.name, "name_taken")))

    def validate_departments(self, field: Any) -> None:
        """Refuse the joint departments beside others: a definition names either."""
        if JOINT in field.value and len(field.value) > 1:
            raise ValidationError(_l("Choose either the joint departments or departments by name."))

    def called(self, before: Part) -> str:
        """The name that was typed; else its old one, else one made of its title."""
        return (
            self.name.value or before.name or words.made(self.title_en.value, self._taken, "state")
        )

    def show(self, one: Part) -> None:
        """With its name."""
        super().show(one)
        self.name.data = one.name

    def typed(self) -> dict[str, Any]:
        """How many have to answer is a number, or a word; so are the departments."""
        found = super().typed()
        needed, departments = found["needed"], found["departments"]
        return {
            **found,
            "needed": int(needed) if needed.isdecimal() else needed,
            "departments": JOINT if JOINT in departments else departments,
            "closed": "own" if found["closed"] else False,
        }

    def as_shown(self, name: str, value: Any) -> Any:
        """The joint departments are one of the choices; what each reads is a tick."""
        if name == "departments" and value == JOINT:
            return [JOINT]
        return value == "own" if name == "closed" else super().as_shown(name, value)


class RoleForm(PartForm):
    """An own role of the office, as the definition declares it."""

    section = ROLES
    name = Code(_l("Name in files"), [is_name])
    title_ja = Line(_l("Title in Japanese"), [TITLE])
    title_en = Line(_l("Title in English"), [TITLE])
    scope = OneOf(_l("Where it is held"))

    def offer(self, taken: Iterable[str]) -> None:
        """Offer the scopes of a role; `taken` are the names of other roles."""
        self.scope.choices = [("", _l("Choose")), *labels.choices(RoleScope)]
        self._taken = set(taken)

    def called(self, before: Part) -> str:
        """A role that is declared keeps its name: people hold it under that."""
        typed = self.name.value or self.title_en.value
        return before.name or words.made(typed, self._taken, "role")


class TransitionForm(PartForm):
    """An action: from where to where, by whom, on what conditions."""

    section = TRANSITIONS
    code = Code(_l("Name in files"), [is_name])
    title_ja = Line(_l("Title in Japanese"), [TITLE])
    title_en = Line(_l("Title in English"), [TITLE])
    sources = SeveralOf(_p("process", "Starts from"))
    target = OneOf(_p("process", "Leads to"))
    roles = SeveralOf(_l("Who may do it"))
    branch = Radios(_l("For which sheets"))
    at_least = Money(_l("Amount from (thousand yen)"))
    below = Money(_l("Amount below (thousand yen)"))
    field = SeveralOf(_l("Field"))
    category = SeveralOf(_l("Category"))
    classification = SeveralOf(_l("Classification"))
    funding = SeveralOf(_l("Kinds of funding"))
    guards = SeveralOf(_l("What is checked"))
    note = OneOf(_p("process", "Reason"))
    limit = Count(_l("How often at most"))
    days = Count(_l("Business days until the next answer"))
    days_initial = Count(_l("Business days in an initial budget"))
    by_itself = Count(_l("By itself, so many business days after it was due"))
    effect = OneOf(_l("What happens besides"))
    sheets = Count(_l("Evaluation sheets asked for"))
    every_sheet = Flag(_l("All expected evaluation sheets"))

    def offer(self, choices: "words.Choices", effect: str) -> None:
        """Offer these choices; `effect` is the present one."""
        self.sources.choices = choices.states
        self.target.choices = [("", _l("Choose")), *choices.states, ("same", _l("the state stays"))]
        self.roles.choices = choices.roles
        self.branch.choices = [
            ("", _l("every sheet")),
            (SOME, _l("sheets of which all of this holds:")),
            ("otherwise", _l("every other sheet")),
        ]
        for name, codes in choices.codes.items():
            self[name].choices = codes
        self.guards.choices = words.guards()
        self.note.choices = words.notes()
        self.effect.choices = words.effects(effect)

    def validate_branch(self, field: Any) -> None:
        """Refuse a branch that asks for nothing."""
        asked = ("at_least", "below", *words.CODES_OF_SHEETS)
        if field.value == SOME and all(self[one].value in (None, ()) for one in asked):
            raise ValidationError(_l("Say of which sheets: by amount or by what is chosen."))

    def typed(self) -> dict[str, Any]:
        """An action that was given no name gets one made of its title."""
        found = super().typed()
        return {**found, "code": found["code"] or words.made(self.title_en.value, (), "action")}

    def kinds(self) -> dict[str, Any]:
        """Whether it is a branch."""
        return {"branch": self.branch.value}


class RuleForm(PartForm):
    """A rule; which of the fields count depends on its kind."""

    section = RULES
    always = OneOf(_l("Kind of rule"))
    action = OneOf(_p("process", "Action"))
    state = OneOf(_p("process", "State"))
    first = OneOf(_l("First action"))
    second = OneOf(_l("Second action"))
    times = Count(_l("How often at most"))

    def offer(self, choices: "words.Choices") -> None:
        """Offer these states and actions."""
        self.always.choices = words.kinds_of_rules()
        self.state.choices = [("", "―"), *choices.states]
        for field in (self.action, self.first, self.second):
            field.choices = [("", "―"), *choices.actions]

    def show(self, one: Part) -> None:
        """Two actions side by side."""
        super().show(one)
        pair = one.values.get("actions")
        named = [name for name in pair if isinstance(name, str)] if isinstance(pair, list) else []
        self.first.data, self.second.data = [*named, "", ""][:2]

    def typed(self) -> dict[str, Any]:
        """Two actions as one value."""
        pair = [one for one in (self.first.value, self.second.value) if one]
        return {**super().typed(), "actions": tuple(pair)}

    def kinds(self) -> dict[str, Any]:
        """What it says of the others."""
        return {"kind": self.always.value}


class TextForm(SeenForm):
    """The whole text of a draft."""

    text = Block(_l("Its text"))


class BeginForm(Form):
    """What a draft is begun from: a published version, a file, or nothing."""

    version = OneOf(_l("From a version"))
    file = FileField(_l("From a file (TOML)"))
    code = Code(_l("Name in files"), [is_name])
    title_ja = Line(_l("Title in Japanese"), [TITLE])
    title_en = Line(_l("Title in English"), [TITLE])

    def validate_version(self, field: Any) -> None:
        """Refuse to begin from nothing what has no title either."""
        if not (field.value or self.file.data or self.title_ja.value.strip()):
            raise ValidationError(
                _l("Choose a version or a file; for a process from nothing, type its title.")
            )
