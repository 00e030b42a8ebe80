"""The fonts that come along as wheels: the network is closed, and machines have their own."""

from importlib import resources
from typing import Final

PACKAGES: Final = ("noto_cjk_sans_jp_regular", "noto_cjk_sans_jp_bold")


def folders() -> list[str]:
    """The folders in which the font files lie."""
    return [str(resources.files(package)) for package in PACKAGES]
