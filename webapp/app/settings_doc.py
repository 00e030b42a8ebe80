"""docs/settings.md, written from the settings: `python -m webapp.app.settings_doc`."""

from pathlib import Path
from typing import Final

from pydantic.fields import FieldInfo

from webapp.app.setting_values import holds, words
from webapp.app.settings import Settings

PAGE: Final = Path("docs/settings.md")

HEAD: Final = """\
# Settings

<!-- Made from webapp/app/settings_declared.py by `python -m webapp.app.settings_doc`. Change it
there. -->

Every setting is an environment variable; an empty one counts as not set. Values that cannot
be meant stop the command, which names each such variable and what it may hold. A variable
that begins with `JIZEN_` and is no setting is named on standard error, and changes nothing.

| variable | default | holds | meaning |
|---|---|---|---|
"""

FOOT: Final = """
Everything about mails and webhooks is needed where jobs are worked on: by `jizen serve`,
and by every `jizen worker`. `JIZEN_WEBHOOK_URL` is needed by the web processes too, which
put the jobs down. With `JIZEN_TODAY`, deadlines and notices follow the training day, but
mails are spaced and dated by the real clock.
"""


def page() -> str:
    """The whole page."""
    return HEAD + "".join(_row(field) for field in Settings.model_fields.values()) + FOOT


def _row(field: FieldInfo) -> str:
    cells = (f"`{field.alias}`", _default(field), holds(field) or "text", field.description)
    return f"| {' | '.join(str(cell) for cell in cells)} |\n"


def _default(field: FieldInfo) -> str:
    value = field.default
    if unset := words(field).unset:
        return unset
    if value is None or value == "":
        return "–"
    if isinstance(value, bool):
        return f"`{int(value)}`"
    return f"`{','.join(map(str, value)) if isinstance(value, tuple) else value}`"


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
