"""What a definition asks for, in words: roles, opinions, evaluation sheets, facts of the sheet."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Final

from flask_babel import LazyString

from webapp.request import current
from webapp.words import labels, sheet_labels
from webapp.words.catalogue import gettext as _
from webapp.words.catalogue import lazy_gettext as _l
from webapp.words.catalogue import ngettext, pgettext
from webapp.words.filters import kyen, labelled, listed, title
from workflow import items, people
from workflow.process import CODES, Effect, Facts, Opinions, Process, Quorum, State, When
from workflow.values import AnyRole, Classification, Master, OwnRole, Title, role_place

EFFECTS: Final[Mapping[Effect, LazyString]] = {
    Effect.JUDGE: _l("the sheet has to have been seen"),
    Effect.RETURN: _l("the department has the sheet back"),
    Effect.GIVE_UP: _l("the item ends unfinished"),
    Effect.AGREE: _l("an opinion without objection"),
    Effect.OBJECT: _l("an opinion that objects"),
}
"""What a definition may ask for under an action's own name; the rest belongs to its action."""


def roles(found: Iterable[AnyRole], process: Process | None = None) -> str:
    """Roles by their words, in one order; one that the office has not as it is declared."""
    return listed(_role(one, process) for one in sorted(set(found), key=role_place)) or "―"


def _role(role: AnyRole, process: Process | None) -> str:
    own = process.own_roles if process else {}
    declared = own.get(role) if isinstance(role, OwnRole) else None
    if declared is None or role in current.named().own_roles:
        return labels.role(role)
    return title(Title.of(declared.title))


def when(asked: When) -> str:
    """For which sheets a branch is: all of it holds."""
    if asked.otherwise:
        return _("every other sheet")
    found = []
    if asked.at_least is not None:
        found.append(_("amount of %(kyen)s thousand yen or more", kyen=kyen(asked.at_least)))
    if asked.below is not None:
        found.append(_("amount of less than %(kyen)s thousand yen", kyen=kyen(asked.below)))
    for name in CODES:
        if codes := [_code(name, code) for code in asked.codes(name)]:
            any_of = pgettext("one is enough", " or ").join(codes)
            found.append(labelled(sheet_labels.field(name), any_of))
    if money := [labels.funding(code) for code in asked.funding]:
        every = pgettext("all are needed", " and ").join(money)
        found.append(labelled(sheet_labels.field("funding_lines"), every))
    return listed(found)


def facts(sheet: Facts) -> str:
    """What branches and rules see of a sheet, in words; nothing of what it leaves open."""
    found = [_("amount of %(kyen)s thousand yen", kyen=kyen(sheet.amount_kyen))]
    codes = {name: getattr(sheet, name) for name in CODES}
    found += [labelled(sheet_labels.field(n), _code(n, code)) for n, code in codes.items() if code]
    if sheet.funding:
        money = listed(labels.funding(code) for code in sorted(sheet.funding))
        found.append(labelled(sheet_labels.field("funding_lines"), money))
    return listed(found)


def _code(name: str, code: str) -> str:
    """What the office calls a code; the code where it has none."""
    if name == "classification":
        return labels.enum(Classification(code))
    if not current.cycles():
        return code
    names = items.masters(current.work(), current.cycle().fiscal_year).names[Master(name)]
    return title(names[code]) if code in names else code


def opinions(asked: Opinions, process: Process | None = None) -> str:
    """Who is asked, how many have to answer, and what silence means."""
    who = [*([roles(asked.of, process)] if asked.of else ()), *_departments(asked)]
    if asked.needed is None:
        said = _("%(roles)s; all have to answer", roles=listed(who))
    else:
        said = _("%(roles)s; %(needed)d have to answer", roles=listed(who), needed=asked.needed)
    if asked.closed:
        said = listed([said, _("each reads only their own until all are in")])
    if asked.silence is None:
        return said
    silence = ngettext(
        "no objection after %(num)d business day", "no objection after %(num)d business days",
        asked.silence,
    )  # fmt: skip
    return listed([said, silence])


def _departments(asked: Opinions) -> Iterator[str]:
    """The departments that are asked by name, and the joint ones."""
    if asked.departments:
        names = {one.code: title(one.name) for one in people.departments(current.work())}
        yield from (names.get(code, code) for code in asked.departments)
    if asked.joint:
        yield _("the joint departments of the item")


def quorum(asked: Quorum) -> str:
    """How many evaluation sheets have to be submitted."""
    if asked.sheets is None:
        return _("all that are expected")
    return ngettext("%(num)d sheet", "%(num)d sheets", asked.sheets)


# ----------------------------------------------------------- what a state means


def meaning(process: Process, of: State) -> str:
    """What it means that an item stands in a state."""
    if of.name == process.initial:
        return _(
            "The department is writing it; other departments and readers do not see it before"
            " it is submitted."
        )
    arriving = [
        move
        for move in process.transitions
        if move.target == of.name and set(move.sources) - {of.name}
    ]
    names = dict.fromkeys(move.title[current.language()] for move in arriving)
    actions = listed(_("“%(name)s”", name=name) for name in names)
    if not of.final:
        return _(
            "After %(actions)s; it waits for: %(roles)s.",
            actions=actions,
            roles=roles(of.turn, process),
        )
    if all(move.effect is Effect.GIVE_UP for move in arriving):
        return _("It ended unfinished, by %(actions)s.", actions=actions)
    return _("It is finished, by %(actions)s.", actions=actions)
