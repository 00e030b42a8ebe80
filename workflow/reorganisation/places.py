"""The organisation that a plan begins with, and to which place each of its places goes."""

from datetime import date

from workflow import organisation
from workflow.organisation import Organisation
from workflow.reorganisation.mapping import WHOLE, Outcome, Source
from workflow.values.fiscal import fiscal_year
from workflow.values.place import Place
from workflow.work import Work


def base(work: Work, day: date) -> Organisation:
    """The organisation that a plan of this day begins with: the year's, or the last one before."""
    year = fiscal_year(day)
    earlier = [one for one in organisation.years(work) if one <= year]
    return organisation.of(work, earlier[-1] if earlier else year).on(day)


def basis(there: Organisation, outcome: Outcome) -> str:
    """The fingerprint of the departments that a plan is about."""
    about = {source.department for source in outcome.moves} | {
        target.department for target in outcome.moves.values() if target
    }
    mine = tuple(one for one in there.departments if one.code in about)
    return Organisation(there.fiscal_year, mine).fingerprint


def sources_of(there: Organisation) -> dict[Place, Source]:
    """What lines call each place of the organisation."""
    found = {Place(one.id, None): Source(one.code, WHOLE) for one in there.departments}
    return found | {
        Place(one.id, part.id): Source(one.code, part.name)
        for one in there.departments
        for part in one.sections
    }


def known_places(there: Organisation, outcome: Outcome) -> dict[Place, Place]:
    """Where items go, as far as that is a place already; other places are negative numbers."""
    ids = {one.code: one.id for one in there.departments}
    sections = {source: place.section_id for place, source in sources_of(there).items()}
    made: dict[Source, int] = {}
    places = {}
    for place, source in sources_of(there).items():
        target = outcome.moves.get(source)
        if target is None:
            continue
        to = Source(*target)
        section = sections.get(to) if to.section else None
        if to.section and section is None:
            section = made.setdefault(to, -1 - len(made))
        places[place] = Place(ids.get(to.department, 0), section)
    return places
