"""Fields that an administrator adds to the sheet: a list, a page for each, nothing deleted."""

from typing import Final

from flask import Blueprint, render_template, url_for

from webapp.forms.choice_fields import Needed, OneOf
from webapp.forms.fields import Block, Flag, Line, Seen
from webapp.forms.form import Form
from webapp.office import moving
from webapp.office.words import OWN_FIELD
from webapp.request import access, current
from webapp.request.posting import Answer, posted
from webapp.words import labels, sheet_labels
from webapp.words.catalogue import gettext as _
from webapp.words.filters import title
from workflow import office
from workflow.values import Group, NotFound, OwnField, OwnKind, Role, Title

blueprint = Blueprint("own_fields", __name__, url_prefix="/office/fields")

administrators = access.roles(Role.ADMIN)

FIELD: Final = "/<name>"


class OwnFieldForm(Form):
    """One field; `seen` is the version of the office that the page showed."""

    seen = Seen()
    title_ja = Line(OWN_FIELD["title_ja"], [Needed()])
    title_en = Line(OWN_FIELD["title_en"])
    kind = OneOf(OWN_FIELD["kind"])
    group = OneOf(OWN_FIELD["group"], validators=[Needed()])
    required = Flag(OWN_FIELD["required"])
    unit = Line(OWN_FIELD["unit"])
    choices = Block(OWN_FIELD["choices"])
    help_ja = Line(OWN_FIELD["help_ja"])
    help_en = Line(OWN_FIELD["help_en"])

    def offer(self, seen: int) -> None:
        """Offer kinds and parts of the sheet."""
        self.kind.choices = labels.choices(OwnKind)
        self.group.choices = [(one.value, sheet_labels.group(one)) for one in Group]
        if not self.is_submitted():
            self.seen.data = str(seen)

    def show(self, field: OwnField) -> None:
        """Fill in what is kept."""
        self.title_ja.data, self.title_en.data = field.title
        self.help_ja.data, self.help_en.data = field.help
        self.kind.data, self.group.data = field.kind.value, field.group.value
        self.required.data, self.unit.data = field.required, field.unit
        self.choices.data = "\n".join(field.choices)

    def field(self, name: str = "") -> OwnField:
        """What was typed; ask only for a form that was found valid."""
        return OwnField(
            name=name,
            kind=OwnKind(self.kind.value or OwnKind.TEXT),
            title=Title(self.title_ja.value, self.title_en.value),
            help=Title(self.help_ja.value, self.help_en.value),
            group=Group(self.group.value),
            unit=self.unit.value,
            choices=tuple(self.choices.value.split("\n")),
            required=self.required.value,
        )


@blueprint.get("/")
@administrators
def index() -> str:
    """Every field that was added, those switched off too, and the form for one more."""
    return _list_page(OwnFieldForm(formdata=None, kind=OwnKind.TEXT, group=Group.EFFECT))


@blueprint.post("/")
@administrators
def add() -> Answer:
    """Add a field at the end."""
    form = OwnFieldForm()
    form.offer(0)
    return posted(
        lambda work: office.add_field(work, form.field(), form.seen.value),
        said=_("The field is on the sheet from now on."),
        back=url_for("own_fields.index"),
        form=form,
        page=lambda: _list_page(form),
    )


@blueprint.get(FIELD)
@administrators
def show(name: str) -> str:
    """One field, with the form that renames it."""
    form = OwnFieldForm(formdata=None)
    form.show(_named(name))
    return _field_page(name, form)


@blueprint.post(FIELD)
@administrators
def change(name: str) -> Answer:
    """Rename a field."""
    form = OwnFieldForm()
    form.offer(0)
    return posted(
        lambda work: office.change_field(work, form.field(name), form.seen.value),
        said=_("The field is changed. What sheets hold in it stays as it is."),
        back=url_for("own_fields.index"),
        form=form,
        page=lambda: _field_page(name, form),
    )


@blueprint.post(f"{FIELD}/place")
@administrators
def place(name: str) -> Answer:
    """Put a field before the one named, or at the end."""
    return moving.placed(office.place_field, name, back=url_for("own_fields.index"))


@blueprint.post(f"{FIELD}/switch")
@administrators
def switch(name: str) -> Answer:
    """Switch a field off, or on again."""
    return moving.switched(
        office.switch_field,
        name,
        on=_("The field is asked for again."),
        off=_("The field is asked for no more. What sheets hold in it stays and is shown."),
        back=url_for("own_fields.index"),
    )


def _named(name: str) -> OwnField:
    found = current.named().own_fields.get(name)
    if found is None:
        raise NotFound(what="field", name=name)
    return found


def _list_page(form: OwnFieldForm) -> str:
    profile = office.profile(current.work())
    form.offer(profile.version)
    return render_template(
        "office/own_fields.html",
        form=form,
        fields=profile.office.own,
        version=profile.version,
        group=sheet_labels.group,
    )


def _field_page(name: str, form: OwnFieldForm) -> str:
    field = _named(name)
    form.offer(office.profile(current.work()).version)
    form.kind.data = field.kind.value
    return render_template(
        "office/own_field.html", form=form, field=field, heading=title(field.title)
    )
