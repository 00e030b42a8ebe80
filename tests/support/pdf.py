"""A PDF read back with poppler's tools, as a stranger would read it."""

import subprocess
from pathlib import Path

AT_BREAKS = "\u200b"


def run(*command: str | Path) -> str:
    """What a program prints; raises where it fails."""
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout


def pages(path: Path) -> list[str]:
    """The text of each page, as it stands on paper, without blanks."""
    text = run("pdftotext", "-layout", path, "-").replace(AT_BREAKS, "")
    return ["".join(page.split()) for page in text.split("\f")[:-1]]


def words(path: Path) -> str:
    """The text of the whole file cell by cell, without blanks."""
    text = run("pdftotext", "-raw", path, "-").replace(AT_BREAKS, "")
    return "".join(text.split())


def fonts_in_it(path: Path) -> list[bool]:
    """For each font that is used, whether it is embedded."""
    return [line.split()[-5] == "yes" for line in run("pdffonts", path).splitlines()[2:]]


def is_a4(path: Path, *, landscape: bool) -> bool:
    """Whether every page is A4, lying or standing."""
    size = "841.89 x 595.276 pts (A4)" if landscape else "595.276 x 841.89 pts (A4)"
    return size in run("pdfinfo", path)
