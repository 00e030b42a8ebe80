"""Options of the commands about people: a day, a role with its days, what is known of somebody."""

import re
from collections.abc import Callable
from datetime import date
from typing import Any

import click

from webapp.cli.reasons import of_value
from workflow.values import AnyRole, DayUnreadable, parse_day, role_named

_KEY = re.compile("[a-z][a-z0-9_]*")


class Day(click.ParamType[date]):
    """A day like 2022-04-01 or R4.4.1."""

    name = "day"

    def convert(self, value: Any, param: Any, ctx: Any) -> date:
        """The day; any other text is wrong usage."""
        try:
            return value if isinstance(value, date) else parse_day(value)
        except DayUnreadable as wrong:
            self.fail(f"{value}: {of_value(wrong)}", param, ctx)


class RoleOption(click.ParamType[tuple[AnyRole, str]]):
    """A role, also one of the office's own, as ROLE or ROLE:DEPARTMENT, like officer:soumu."""

    name = "role[:department]"

    def convert(self, value: Any, param: Any, ctx: Any) -> tuple[AnyRole, str]:
        """The role and the department's code, "" for all of them."""
        role, _sign, code = str(value).partition(":")
        if not _KEY.fullmatch(role):
            self.fail(f"{role} is no role", param, ctx)
        return role_named(role), code


Command = Callable[..., Any]
ROLE = RoleOption()
DAY = Day()


def particulars(command: Command) -> Command:
    """The options for what is known of a person."""
    for name, said in (
        ("--section", "Where they work, as DEPARTMENT/SECTION, like soumu/税務課, or DEPARTMENT."),
        ("--email", "The address their mails go to."),
        ("--staff-number", "Letters, figures and -."),
        ("--name-en", "The name in English."),
        ("--kana", "The reading of the name."),
    ):
        command = click.option(name, help=said)(command)
    return command


def held(command: Command) -> Command:
    """The options for a role with its days."""
    command = click.option("--until", "until_on", type=DAY, help="Its last day.")(command)
    command = click.option("--from", "from_on", type=DAY, help="Its first day; today.")(command)
    return click.option("--role", type=ROLE, help="A role to give, like officer:soumu.")(command)
