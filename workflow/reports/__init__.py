"""Meetings' reports: their agendas and frozen editions, compared, proved and corrected."""

from workflow.editions.keeping import EditionBroken, Finding, may_read
from workflow.editions.policy import READERS, NothingChanged
from workflow.reports.agendas import (
    AgendaEntry,
    AgendaView,
    agenda,
    cleaned_entries,
    entries_of,
    list_draft,
    list_file,
    paper_number,
    proposed,
    save_agenda,
    set_up_agenda,
)
from workflow.reports.carry_overs import carried
from workflow.reports.commands import freeze, lift
from workflow.reports.differences import difference, difference_file
from workflow.reports.edition_differences import Drift, compare, drift, drifts
from workflow.reports.edition_files import (
    csv_with_codes,
    edition_file,
    progress_of,
    rebuilt_file,
    verify,
    verify_file,
)
from workflow.reports.edition_files import write as write_files
from workflow.reports.freezing import prospect
from workflow.reports.policy import EDITORS, AgendaFrozen, EditionStands, ReportNotFrozen, may_edit
from workflow.reports.queries import (
    EditionView,
    edition,
    editions,
    last_edition,
    meeting_named,
    newest,
)
from workflow.reports.upcoming import NextMeeting, frozen_to_come, in_force, next_meeting

__all__ = [
    "EDITORS",
    "READERS",
    "AgendaEntry",
    "AgendaFrozen",
    "AgendaView",
    "Drift",
    "EditionBroken",
    "EditionStands",
    "EditionView",
    "Finding",
    "NextMeeting",
    "NothingChanged",
    "ReportNotFrozen",
    "agenda",
    "carried",
    "cleaned_entries",
    "compare",
    "csv_with_codes",
    "difference",
    "difference_file",
    "drift",
    "drifts",
    "edition",
    "edition_file",
    "editions",
    "entries_of",
    "freeze",
    "frozen_to_come",
    "in_force",
    "last_edition",
    "lift",
    "list_draft",
    "list_file",
    "may_edit",
    "may_read",
    "meeting_named",
    "newest",
    "next_meeting",
    "paper_number",
    "progress_of",
    "proposed",
    "prospect",
    "rebuilt_file",
    "save_agenda",
    "set_up_agenda",
    "verify",
    "verify_file",
    "write_files",
]
