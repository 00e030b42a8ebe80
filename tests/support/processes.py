"""Other versions of the standard process, as an office would write them."""

from collections.abc import Mapping

from workflow.process import bundled


def third(
    *, version: int = 3, renamed: Mapping[str, str] | None = None, rule: str = "", days: int = 0
) -> str:
    """The text of `standard` as a later version: states renamed, a rule more, other review days."""
    text = bundled()["standard"].replace("version = 2", f"version = {version}")
    for old, new in (renamed or {}).items():
        text = text.replace(f'"{old}"', f'"{new}"').replace(f"[states.{old}]", f"[states.{new}]")
    if days:
        text = text.replace("business_days = 5,", f"business_days = {days},")
    return f"{text}\n[[rules]]\n{rule}\n" if rule else text
