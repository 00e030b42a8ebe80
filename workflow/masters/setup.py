"""Entries of masters, put in by seeds and by the first set-up."""

from workflow import ledger, office
from workflow.masters.queries import TABLES, recorded
from workflow.values.actor import Title
from workflow.values.changes import ChangeAction, Subject
from workflow.values.office import FundingKind, usual_funding
from workflow.values.vocabulary import Master, OfficeKind
from workflow.work import Work


def put_field(work: Work, code: str, title: Title, position: int) -> None:
    """Add a field (分野), or give the one with this code a new title or place."""
    _put(work, Master.FIELD, code, title, position, active=True)


def put_category(
    work: Work, code: str, title: Title, position: int, *, active: bool = True
) -> None:
    """Add a category (類型), or give the one with this code a new title or place."""
    _put(work, Master.CATEGORY, code, title, position, active=active)


def put_verdict(
    work: Work, code: str, title: Title, position: int, *, needs_conditions: bool
) -> None:
    """Add a verdict, or give the one with this code a new title or place."""
    more = {"active": True, "needs_conditions": needs_conditions}
    _put(work, Master.VERDICT, code, title, position, **more)


def put_criterion(work: Work, code: str, title: Title, position: int) -> None:
    """Add a criterion of the evaluation, or give the one with this code a new title or place."""
    _put(work, Master.CRITERION, code, title, position, active=True)


def put_funding(work: Work, code: str, title: Title, position: int) -> None:
    """Add a kind of funding, or give the one with this code a new title or place."""
    _put(work, Master.FUNDING, code, title, position, active=True)


def put_usual_funding(work: Work) -> None:
    """Give the office the kinds of funding that are usual for one of its kind."""
    for position, one in enumerate(usual_of(work), 1):
        put_funding(work, one.code, one.title, position)


def usual_of(work: Work) -> tuple[FundingKind, ...]:
    """The kinds of funding that are usual for an office of its kind."""
    named = office.office(work)
    is_within = named.kind is not OfficeKind.PREFECTURE
    return usual_funding(named.bond, "都道府県支出金" if is_within else "")


def _put(work: Work, master: Master, code: str, title: Title, position: int, **more: bool) -> None:
    table = TABLES[master]
    there = work.session.get(table, code)
    before = recorded(master, there)[1] if there else None
    row = work.session.merge(
        table(
            code=code,
            title_ja=title.ja,
            title_en=title.en,
            position=position,
            **more,
        )
    )
    action = ChangeAction.CHANGE if there else ChangeAction.ADD
    name, after = recorded(master, row)
    ledger.record(work, ledger.Change(Subject.MASTER, name, action, before, after))
