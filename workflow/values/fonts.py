"""Where the fonts of papers and pictures lie: they come as packages."""

from importlib import resources
from typing import Final

PACKAGES: Final = ("noto_cjk_sans_jp_regular", "noto_cjk_sans_jp_bold")


def font_folders() -> list[str]:
    """The folders in which the font files lie."""
    return [str(resources.files(package)) for package in PACKAGES]
