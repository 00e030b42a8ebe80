"""A process as a picture: Mermaid for Markdown, SVG for pages and paper, BPMN for other tools."""

from typing import Final

from workflow.process.bpmn import bpmn
from workflow.process.drawing import svg
from workflow.process.shape import Process

__all__ = ["bpmn", "mermaid", "svg"]

# What Mermaid would read as the end of a label, a comment or another statement.
_ESCAPED: Final = str.maketrans({c: f"#{ord(c)};" for c in '"#;:<>%{}[]()\\'})

_KEYWORDS: Final = frozenset(
    {"as", "class", "default", "direction", "end", "fork", "join", "note", "state", "style"}
)


def mermaid(process: Process, lang: str = "ja") -> str:
    """Write the sound `process` as a Mermaid `stateDiagram-v2` with titles in `lang`.

    Every state and every transition is one line, in file order. KeyError where the
    titles have no `lang`.
    """
    lines = ["stateDiagram-v2"]
    for state in process.states.values():
        lines.append(f'    state "{_label(state.title[lang])}" as {_identity(state.name)}')
    creation = process.creation
    lines.append(f"    [*] --> {_identity(creation.target)} : {_label(creation.title[lang])}")
    for transition in process.transitions:
        for source in transition.sources:
            target = _identity(transition.target_from(source))
            label = _label(transition.title[lang])
            lines.append(f"    {_identity(source)} --> {target} : {label}")
    lines.extend(
        f"    {_identity(state.name)} --> [*]" for state in process.states.values() if state.final
    )
    return "\n".join(lines) + "\n"


def _label(title: str) -> str:
    return title.translate(_ESCAPED)


def _identity(name: str) -> str:
    # Names are small letters throughout, so the capital keeps the two apart.
    return f"State_{name}" if name in _KEYWORDS else name
