"""Files that commands are given, as text."""

from pathlib import Path

import click


def text_of(file: Path) -> str:
    """The text of a file; whatever is not UTF-8 is refused with the file's name."""
    try:
        return file.read_text(encoding="utf-8")
    except UnicodeDecodeError as error:
        raise click.ClickException(f"{file.name}: not UTF-8 text ({error})") from error
