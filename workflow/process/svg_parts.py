"""What pictures drawn here share: fonts, colours, and elements with presentation attributes only.

They must show under a content security policy without inline styles, and on paper.
"""

import unicodedata
from typing import Final
from xml.etree import ElementTree

Element = ElementTree.Element
Point = tuple[float, float]

FONTS: Final = (
    "'BIZ UDPGothic', 'Noto Sans JP', 'Noto Sans CJK JP', 'Hiragino Sans', 'Yu Gothic UI', "
    "sans-serif"
)
INK: Final = "#1b1f24"
SOFT: Final = "#565d66"
LINE: Final = "#1f3a6d"


def text_width(text: str) -> float:
    """Estimate the width of `text` at 14 px: no font is at hand where this runs."""
    return sum(14.0 if unicodedata.east_asian_width(c) in "WFA" else 8.0 for c in text)


def number(value: float) -> str:
    """A length as it is written: 12.5, 24."""
    return f"{round(value, 1):g}"


def add(parent: Element, tag: str, **attributes: str) -> Element:
    """A new element; `stroke_width` stands for stroke-width."""
    named = {name.replace("_", "-"): value for name, value in attributes.items()}
    return ElementTree.SubElement(parent, tag, named)


def picture(size: tuple[float, float], identity: str, title: str, lang: str) -> Element:
    """The root with its title, a marker for the ends of lines (-head) and a white ground."""
    width, height = map(number, size)
    root = Element(
        "svg",
        {
            "xmlns": "http://www.w3.org/2000/svg",
            "viewBox": f"0 0 {width} {height}",
            "width": width,
            "height": height,
            "role": "img",
            "aria-labelledby": f"{identity}-title",
            "lang": lang,
            "font-family": FONTS,
        },
    )
    add(root, "title", id=f"{identity}-title").text = title
    _arrow_head(root, f"{identity}-head")
    add(root, "rect", width=width, height=height, fill="#ffffff")
    return root


def _arrow_head(root: Element, identity: str) -> None:
    marker = {
        "id": identity,
        "viewBox": "0 0 10 10",
        "refX": "9",
        "refY": "5",
        "markerUnits": "userSpaceOnUse",
        "markerWidth": "10.5",
        "markerHeight": "10.5",
        "orient": "auto-start-reverse",
    }
    add(add(root, "defs"), "marker", **marker).append(
        Element("path", {"d": "M0 0 L10 5 L0 10 z", "fill": LINE})
    )


def text(
    parent: Element, at: Point, words: str, size: int, fill: str, anchor: str = "start"
) -> None:
    """A line of text."""
    add(
        parent,
        "text",
        x=number(at[0]),
        y=number(at[1]),
        font_size=str(size),
        fill=fill,
        text_anchor=anchor,
    ).text = words


def written(root: Element) -> str:
    """The picture as well-formed XML without a declaration, so that it can stand in a page."""
    ElementTree.indent(root)
    return ElementTree.tostring(root, encoding="unicode") + "\n"
