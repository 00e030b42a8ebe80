"""Roles that an administrator defines: a list, a page for each, nothing deleted."""

from typing import Final

from flask import Blueprint, render_template, url_for

from webapp.forms.choice_fields import Needed, OneOf
from webapp.forms.fields import Code, Line, Seen
from webapp.forms.form import Form
from webapp.office import moving
from webapp.office.words import OWN_ROLE
from webapp.request import access, current
from webapp.request.posting import Answer, posted
from webapp.words import labels
from webapp.words.catalogue import gettext as _
from webapp.words.filters import title
from workflow import office
from workflow.values import NotFound, OfficeRole, OwnRole, Role, RoleScope, Title

blueprint = Blueprint("own_roles", __name__, url_prefix="/office/roles")

administrators = access.roles(Role.ADMIN)

ROLE: Final = "/<name>"


class OwnRoleForm(Form):
    """One role; `seen` is the version of the office that the page showed."""

    seen = Seen()
    title_ja = Line(OWN_ROLE["title_ja"], [Needed()])
    title_en = Line(OWN_ROLE["title_en"])

    def offer(self, seen: int) -> None:
        """Carry the version that is shown."""
        if not self.is_submitted():
            self.seen.data = str(seen)

    @property
    def title(self) -> Title:
        """What was typed; ask only for a form that was found valid."""
        return Title(self.title_ja.value, self.title_en.value)


class NewRoleForm(OwnRoleForm):
    """The same with what never changes."""

    code = Code(OWN_ROLE["code"], [Needed()])
    scope = OneOf(OWN_ROLE["scope"], validators=[Needed()])

    def offer(self, seen: int) -> None:
        """Offer where a role can be held."""
        super().offer(seen)
        self.scope.choices = labels.choices(RoleScope)

    @property
    def role(self) -> OfficeRole:
        """What was typed; ask only for a form that was found valid."""
        return OfficeRole(OwnRole(self.code.value), self.title, RoleScope(self.scope.value))


@blueprint.get("/")
@administrators
def index() -> str:
    """Every role that was defined, those switched off too, and the form for one more."""
    return _list_page(NewRoleForm(formdata=None, scope=RoleScope.DEPARTMENT.value))


@blueprint.post("/")
@administrators
def add() -> Answer:
    """Define a role, at the end of the list."""
    form = NewRoleForm()
    form.offer(0)
    return posted(
        lambda work: office.add_role(work, form.role, form.seen.value),
        said=_("The role is there: give it to people, and name it in a process."),
        back=url_for("own_roles.index"),
        form=form,
        page=lambda: _list_page(form),
    )


@blueprint.get(ROLE)
@administrators
def show(name: str) -> str:
    """One role, with the form that renames it."""
    form = OwnRoleForm(formdata=None)
    form.title_ja.data, form.title_en.data = _named(name).title
    return _role_page(name, form)


@blueprint.post(ROLE)
@administrators
def change(name: str) -> Answer:
    """Rename a role."""
    form = OwnRoleForm()
    return posted(
        lambda work: office.change_role(work, name, form.title, form.seen.value),
        said=_("The role is called so from now on."),
        back=url_for("own_roles.index"),
        form=form,
        page=lambda: _role_page(name, form),
    )


@blueprint.post(f"{ROLE}/place")
@administrators
def place(name: str) -> Answer:
    """Put a role before the one named, or at the end."""
    return moving.placed(office.place_role, name, back=url_for("own_roles.index"))


@blueprint.post(f"{ROLE}/switch")
@administrators
def switch(name: str) -> Answer:
    """Switch a role off, so that nobody is given it any more, or on again."""
    return moving.switched(
        office.switch_role,
        name,
        on=_("The role can be given again."),
        off=_("The role is given to nobody any more. Who holds it keeps it until it is ended."),
        back=url_for("own_roles.index"),
    )


def _named(name: str) -> OfficeRole:
    found = current.named().own_roles.get(OwnRole(name))
    if found is None:
        raise NotFound(what="role", name=name)
    return found


def _list_page(form: NewRoleForm) -> str:
    profile = office.profile(current.work())
    form.offer(profile.version)
    return render_template(
        "office/own_roles.html", form=form, roles=profile.office.roles, version=profile.version
    )


def _role_page(name: str, form: OwnRoleForm) -> str:
    role = _named(name)
    form.offer(office.profile(current.work()).version)
    return render_template("office/own_role.html", form=form, role=role, heading=title(role.title))
