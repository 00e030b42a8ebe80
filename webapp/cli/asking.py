"""What a command asks a person for, in the operator's language: Japanese, or English."""

import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from typing import Any, Final

import click

from webapp.app.settings import LANGUAGES, Settings
from webapp.cli.main import KEPT
from workflow.values import InputRefused, Title

Callback = Callable[[click.Context, click.Parameter, Any], Any]

NOTHING: Final = Title("", "")
UNSAID: Final = Title("{option} を指定してください（{asked}）。", "{option} is needed: {asked}.")


def language(context: click.Context) -> str:
    """The language of the command: what `--language` says, else the settings."""
    settings: Settings = context.meta[KEPT]
    return settings.language


def said(context: click.Context, words: Title) -> str:
    """Words in the language of the command."""
    return words.text(language(context))


def both(words: Title) -> str:
    """Words for the help of a command, which is read in either language."""
    return f"{words.ja} / {words.en}"


@contextmanager
def named_by(options: Mapping[str, str]) -> Iterator[None]:
    """Have what is refused name the option by which it came, where its field has one."""
    try:
        yield
    except InputRefused as refused:
        problems = [
            replace(one, field=options.get(one.field, one.field)) for one in refused.problems
        ]
        raise InputRefused(problems) from refused


def is_answered() -> bool:
    """Whether a person sits there to answer."""
    return sys.stdin.isatty()


def asking(
    asked: Title, usual: Title = NOTHING, *, needed: bool = False, typed: bool = False
) -> Callback:
    """Asks a person for what no option gave; a script has the usual, or must say it.

    Of what has to be `typed` a person is not offered the usual: Enter alone asks again.
    """

    def answer(context: click.Context, option: click.Parameter, given: str | None) -> str:
        if given is not None:
            return given
        question, answered = said(context, asked), said(context, usual)
        if is_answered():
            offered = "" if typed else answered
            must_answer = needed or typed
            return str(click.prompt(question, default=offered or (None if must_answer else "")))
        if needed and not answered:
            name = option.opts[0]
            unsaid = said(context, UNSAID).format(option=name, asked=question)
            raise click.UsageError(unsaid, context)
        return answered

    return answer


def _keep(context: click.Context, _option: click.Parameter, given: str | None) -> str | None:
    if given is not None:
        context.meta[KEPT] = context.meta[KEPT].model_copy(update={"language": given})
    return given


in_language = click.option(
    "--language",
    type=click.Choice(LANGUAGES),
    is_eager=True,
    expose_value=False,
    callback=_keep,
    help="この操作の言語（指定がなければ JIZEN_LANG、通常は日本語） / the language that it speaks.",
)
"""The option that says in which language a command asks and answers; before all that ask."""
