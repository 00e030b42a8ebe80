"""The pictures show every state and every transition, and are well-formed whatever the titles."""

from collections import Counter
from itertools import pairwise
from xml.etree import ElementTree

import pytest

from workflow.process import bundled, load_sound
from workflow.process.branches import When
from workflow.process.diagram import bpmn, mermaid
from workflow.process.drawing import svg

SVG = "{http://www.w3.org/2000/svg}"
BPMN = "{http://www.omg.org/spec/BPMN/20100524/MODEL}"


def parsed(text):
    return ElementTree.fromstring(text)  # noqa: S314 (our own output, made a line before)


def moves(process):
    """Every (source, transition) of a process, the creation's source being None."""
    return [(source, t) for t in process.transitions for source in t.sources or (None,)]


BY_ITSELF = {"ja": "（自動）", "en": " (by itself)"}


def branching(move, lang):
    """What a move is called, with the sheets that it is for."""
    told = {"ja": "（{}）", "en": " ({})"}[lang]
    return move.title[lang] + (told.format(move.when.told(lang)) if move.when else "")


def label(move, lang):
    """What pictures call a move: one that no person makes says so."""
    return branching(move, lang) + (BY_ITSELF[lang] if move.automatic else "")


def words(root):
    return Counter(element.text for element in root.iter(f"{SVG}text"))


# -------------------------------------------------------------------- Mermaid


def escaped(text):
    """A label without the brackets that Mermaid would read as something else."""
    return text.replace("(", "#40;").replace(")", "#41;")


def test_mermaid_has_a_line_for_every_state_and_move(process, lang):
    lines = mermaid(process, lang).splitlines()

    expected = [f'    state "{s.title[lang]}" as {s.name}' for s in process.states.values()]
    expected += [
        f"    {source or '[*]'} --> {move.target_from(source)} : {escaped(label(move, lang))}"
        for source, move in moves(process)
    ]
    expected += [f"    {s.name} --> [*]" for s in process.states.values() if s.final]
    assert lines[0] == "stateDiagram-v2"
    assert Counter(lines[1:]) == Counter(expected)


@pytest.mark.parametrize(
    ("branch", "ja", "en"),
    [
        (When(at_least=10_000), "10,000千円以上", "from 10,000 thousand yen"),
        (
            When(at_least=10_000, below=50_000, classification=("law_change",)),
            "10,000千円以上50,000千円未満・制度改正",
            "from 10,000, below 50,000 thousand yen, law_change",
        ),
        (When(field=("dx",), funding=("national",)), "dx・国庫支出金", "dx, national"),
        (When(otherwise=True), "そのほか", "otherwise"),
    ],
)
def test_a_branch_says_in_pictures_for_which_sheets_it_is(branch, ja, en):
    assert (branch.told("ja"), branch.told("en")) == (ja, en)


def test_mermaid_escapes_what_would_end_a_label(tricky):
    text = mermaid(tricky, "en")

    assert '"A #60;b#62; &amp#59; #34;c#34;#58; d#59; #35;e"' in text
    assert "State_end" in text


# ------------------------------------------------------------------------ SVG


def test_the_svg_shows_every_state_and_every_move(process, lang):
    shown = words(parsed(svg(process, lang)))

    expected = Counter(state.title[lang] for state in process.states.values())
    expected.update(label(transition, lang) for _, transition in moves(process))
    expected[process.title[lang]] += 1
    assert shown == expected


def test_the_svg_needs_no_script_no_style_and_nothing_from_elsewhere(process, lang):
    text = svg(process, lang)
    root = parsed(text)

    for element in root.iter():
        assert element.tag not in {f"{SVG}script", f"{SVG}style", f"{SVG}foreignObject"}
        assert not {name for name in element.attrib if name == "style" or name.startswith("on")}
    assert text.count("http") == 1  # the namespace


def test_the_svg_has_a_title_for_those_who_do_not_see_it(process, lang):
    root = parsed(svg(process, lang))
    title = root.find(f"{SVG}title")

    assert title.text == process.title[lang]
    assert root.get("role") == "img"
    assert root.get("aria-labelledby") == title.get("id")


def test_no_two_boxes_of_the_svg_overlap_and_all_stay_inside(process, lang):
    root = parsed(svg(process, lang))
    width, height = float(root.get("width")), float(root.get("height"))
    spans = []
    for box in root.iter(f"{SVG}rect"):
        if box.get("stroke") is not None:
            x, y = float(box.get("x")), float(box.get("y"))
            assert x >= 0
            assert x + float(box.get("width")) <= width
            assert y + float(box.get("height")) <= height
            spans.append((y, y + float(box.get("height"))))
    outer = [s for s in spans if not any(o[0] < s[0] and s[1] < o[1] for o in spans)]

    assert len(outer) == len(process.states)
    assert all(above[1] < below[0] for above, below in pairwise(outer))


def test_every_line_of_the_svg_stays_inside_and_runs_square(process, lang):
    root = parsed(svg(process, lang))

    lines = list(root.iter(f"{SVG}polyline"))
    assert len(lines) >= len({move.action for move in process.transitions if not move.stays})
    for line in lines:
        points = [tuple(map(float, point.split(","))) for point in line.get("points").split()]
        assert all(0 <= x <= float(root.get("width")) for x, _ in points)
        assert all(0 <= y <= float(root.get("height")) for _, y in points)
        assert all(a[0] == b[0] or a[1] == b[1] for a, b in pairwise(points))


def test_the_same_process_is_always_drawn_the_same(process, lang):
    again = load_sound(bundled()[process.name])

    assert svg(process, lang) == svg(again, lang)


# -------------------------------------------------------------- hostile titles


def test_signs_in_titles_survive_in_xml(tricky):
    title = 'A <b> &amp; "c": d; #e'

    assert words(parsed(svg(tricky, "en")))[title] == 1
    node = parsed(bpmn(tricky, "en")).find(f".//{BPMN}userTask[@id='state_start']")
    assert node.get("name") == title


def test_a_move_to_its_own_state_is_shown_in_the_box(tricky):
    assert words(parsed(svg(tricky, "en")))["Do again"] == 1


def test_a_language_without_titles_is_refused(process):
    for draw in (mermaid, svg, bpmn):
        with pytest.raises(KeyError):
            draw(process, "fr")
