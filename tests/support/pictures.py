"""What a drawn picture says and shows, read from its SVG."""

from xml.etree import ElementTree

SVG = "{http://www.w3.org/2000/svg}"


def parsed(svg: str) -> ElementTree.Element:
    """The picture's outermost element."""
    return ElementTree.fromstring(svg)  # noqa: S314 - we drew it ourselves


def words(svg: str) -> str:
    """Every text in it, joined."""
    return "".join(parsed(svg).itertext())


def paths(svg: str) -> list[dict[str, str]]:
    """The attributes of every path in it."""
    return [path.attrib for path in parsed(svg).iter(f"{SVG}path")]
