#!/usr/bin/env python3
"""Check an export of Jizen's ledger, without Jizen. / 事前協議の履歴ファイルを単独で検証する。

    python3 verify_ledger.py EXPORT.jsonl [--against HEAD]

Prints the head (root hash) and exits 0 where every chain holds together and HEAD, if
given, is or once was the head. Otherwise exits 1 and names the first broken entry of
every broken item. Needs Python 3.8 or later and nothing else; opens no connection.

The file: JSON Lines in UTF-8, each line canonical (keys sorted, no spaces, text as it is):
    {"entries":N,"format":"jizen-ledger","head":ROOT,"heads":K,"items":M,"version":2}
    {"entry":{...},"hash":H}                      by item and sequence
    {"leaf":{"head":H,"item":I,"length":L}}       by item: the end of its chain
    {"covers":[[I,L],...],"head":ROOT}            a head printed earlier: how long the chains were
Version 1 had neither "heads" nor lines of "covers". A HEAD that has no such line is looked for
in the order of the entries' moments, which depends on the clocks of the time.
H is the SHA-256 of the canonical JSON of "entry"; "previous" in it is the H before it in
the same item, or 64 zeros. ROOT is the tree of RFC 6962 over SHA-256: a leaf is hashed
as 00 || canonical JSON of "leaf", a pair as 01 || left || right, an odd last node moves
up as it is, and no leaves at all give the hash of nothing.

The record of an office's changes, as its page hands it out, is checked too:
    {"entries":N,"format":"jizen-office-changes","head":H,"version":1}
    {"change":{...},"hash":H}                     by sequence: "previous" is the H before it
HEAD is the hash of any of its entries: nothing up to that one was changed since.
"""

import argparse
import hashlib
import json
import sys
from array import array
from bisect import bisect_left, insort
from datetime import datetime
from itertools import groupby

BEGINNING = "0" * 64
OFFICE = "jizen-office-changes"
EPOCH = datetime.fromisoformat("1970-01-01T00:00:00+00:00")
CHANGED = "changed / 書き換えられています"
MISSING = "missing / 失われています"
INSERTED = "does not belong there / 本来ない記録です"
MOVED = "another entry stands in its place / 別の記録に入れ替わっています"
UNLINKED = "not linked to the one before / 直前の記録とつながっていません"
BEGINS = "does not begin where the last one ended / 直前の状態から始まっていません"
END = "is not the end that the item remembers / 案件が記憶する末尾と違います"
UNREADABLE = "line {0} is not as it was exported / {0}行目が出力時の形ではありません"
SINCE = (
    "The ledger had the given head after item {0}, entry {1}; entries written since: {2}."
    " / 示されたハッシュは案件{0}第{1}記録の直後のものです。以後の記録: {2}件。"
)
COVERED = (
    "The ledger had the given head when it had {0} entries; entries written since: {1}."
    " / 示されたハッシュは記録が{0}件だった時点のものです。以後の記録: {1}件。"
)
CHANGES_SINCE = (
    "The record had the given head after entry {0}; entries written since: {1}."
    " / 示されたハッシュは第{0}記録のものです。以後の記録: {1}件。"
)
NEVER = (
    "The ledger never had the head {0}: something from before it was printed is changed or"
    " missing. / {0}に一致する時点がありません。それ以前の記録が書き換えられたか失われています。"
)


def canonical(value):
    text = json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return text.encode()


def sha256(value):
    return hashlib.sha256(value).digest()


def leaf_hash(item, length, head):
    return sha256(b"\x00" + canonical({"head": head, "item": item, "length": length}))


class Tree:
    """A Merkle tree whose leaves are added and replaced; every level is kept."""

    def __init__(self):
        self.levels = [[]]

    def root(self):
        return (self.levels[-1][0] if self.levels[0] else sha256(b"")).hex()

    def replace(self, index, node):
        self.levels[0][index] = node
        self.climb(index)

    def insert(self, index, node):
        self.levels[0].insert(index, node)
        for moved in range(index, len(self.levels[0])):
            self.climb(moved)

    def climb(self, index):
        depth = 0
        while len(self.levels[depth]) > 1:
            below, index = self.levels[depth], index // 2
            pair = below[2 * index : 2 * index + 2]
            depth += 1
            if depth == len(self.levels):
                self.levels.append([])
            node = sha256(b"\x01" + pair[0] + pair[1]) if pair[1:] else pair[0]
            self.levels[depth][index : index + 1] = [node]


class Coverage:
    """The entries that a head covers, found by how long each item's chain was."""

    def __init__(self, lengths):
        self.lengths = lengths
        self.leaves = {
            item: leaf_hash(item, 0, "") for item, length in lengths.items() if not length
        }

    def add(self, entry, entry_hash):
        if self.lengths.get(entry["item"]) == entry["sequence"]:
            self.leaves[entry["item"]] = leaf_hash(entry["item"], entry["sequence"], entry_hash)

    def root(self):
        if self.leaves.keys() != self.lengths.keys():
            return None
        tree = Tree()
        for index, item in enumerate(sorted(self.leaves)):
            tree.insert(index, self.leaves[item])
        return tree.root()


class Past:
    """Every entry, looked through for those that some head covers."""

    def __init__(self, head, lengths):
        self.head, self.coverage, self.timeline = head, Coverage(lengths), Timeline()
        self.entries = 0

    def add(self, entry, entry_hash):
        self.entries += 1
        self.coverage.add(entry, entry_hash)
        self.timeline.add(entry, entry_hash)

    def tell(self):
        """Whether the ledger once had the head; tells when."""
        if self.coverage.root() == self.head:
            covered = sum(self.coverage.lengths.values())
            tell(COVERED.format(covered, self.entries - covered))
            return True
        since = self.timeline.find(self.head)
        tell(SINCE.format(*since) if since else NEVER.format(self.head))
        return since is not None


class Timeline:
    """Every entry, packed: to find the moment at which the ledger had some head.

    Asked about heads only of which the file does not say what they cover.
    """

    def __init__(self):
        self.items, self.sequences, self.moments = array("q"), array("q"), array("q")
        self.hashes = bytearray()

    def add(self, entry, entry_hash):
        try:
            at = datetime.fromisoformat(entry["at"]) - EPOCH
            digest = bytes.fromhex(entry_hash).ljust(32)[:32]
        except (TypeError, ValueError):
            return
        micros = (at.days * 86400 + at.seconds) * 1_000_000 + at.microseconds
        if self.items and self.items[-1] == entry["item"]:
            micros = max(micros, self.moments[-1])
        self.items.append(entry["item"])
        self.sequences.append(entry["sequence"])
        self.moments.append(micros)
        self.hashes += digest

    def find(self, head):
        """Item and sequence of the last entry under `head`, and how many came later."""
        tree, present = Tree(), []
        order = sorted(range(len(self.items)), key=self.moments.__getitem__)
        for count, entry in enumerate(order, 1):
            item, sequence = self.items[entry], self.sequences[entry]
            node = leaf_hash(item, sequence, self.hashes[32 * entry : 32 * entry + 32].hex())
            index = bisect_left(present, item)
            if index < len(present) and present[index] == item:
                tree.replace(index, node)
            else:
                insort(present, item)
                tree.insert(index, node)
            if tree.root() == head:
                return item, sequence, len(order) - count
        return None


def is_whole(link, sequence=None):
    entry, entry_hash = link
    if sequence is not None:
        entry = dict(entry, sequence=sequence)
    return sha256(canonical(entry)).hex() == entry_hash


def first_break(links, length, head):
    """Where the chain of one item breaks first, and how; None where it is whole."""
    before, state = BEGINNING, ""
    for place, link in enumerate(links, 1):
        entry, entry_hash = link
        sequence = entry["sequence"]
        if place > length or sequence < place:
            own = own_place(links, place, length)
            return own if own and own < sequence else sequence, INSERTED
        if sequence > place:
            return place, MISSING
        if not is_whole(link) or entry["previous"] != before:
            return diagnosis(links, place, length, head)
        if entry["from"] != state:
            return place, BEGINS
        before, state = entry_hash, entry["to"]
    if len(links) < length:
        return len(links) + 1, MISSING
    return (length, END) if before != (head or BEGINNING) else None


def diagnosis(links, place, length, head):
    """Which of two neighbours that disagree is at fault: the rest of the chain vouches."""
    link = links[place - 1]
    if is_whole(link):
        after = links[place][0]["previous"] if place < len(links) else head
        return (place - 1, CHANGED) if after == link[1] and place > 1 else (place, UNLINKED)
    own = own_place(links, place, length)
    if own is None:
        return place, CHANGED
    return (own, INSERTED) if own < place else (place, MOVED)


def own_place(links, place, length):
    """The sequence with which the entry was hashed, if that is all that changed."""
    places = range(1, max(length, len(links)) + 1)
    return next((own for own in places if is_whole(links[place - 1], own)), None)


def lines(path, *begins):
    """The lines that begin so, read; raises ValueError with the number of an unreadable one."""
    with open(path, "rb") as file:
        for number, line in enumerate(file, 1):
            if line.startswith(begins):
                try:
                    value = json.loads(line)
                    if canonical(value) + b"\n" != line or not is_sound(value):
                        raise ValueError
                except (ValueError, KeyError, TypeError):
                    raise ValueError(UNREADABLE.format(number)) from None
                yield value


def is_sound(value):
    """Whether a line has what the checks look at, numbers and words where they belong."""
    if "entry" in value:
        numbers = [value["entry"][name] for name in ("item", "sequence")]
        words = [value["entry"][name] for name in ("at", "from", "to", "previous")]
        words.append(value["hash"])
    elif "covers" in value:
        numbers = [number for pair in value["covers"] for number in pair] + [0]
        words = [value["head"]]
    elif "change" in value:
        numbers = [value["change"]["sequence"]]
        words = [value["change"][name] for name in ("previous", "subject", "code")]
        words.append(value["hash"])
    elif "leaf" in value:
        numbers = [value["leaf"][name] for name in ("item", "length")]
        words = [value["leaf"]["head"]]
    else:
        numbers, words = [value["entries"], value.get("items", 0)], [value["head"]]
    return {type(one) for one in numbers} == {int} and {type(one) for one in words} == {str}


def check(path, against):
    """The head, and whether all is well; tells on stderr what is not."""
    ends = {
        line["leaf"]["item"]: (line["leaf"]["length"], line["leaf"]["head"])
        for line in lines(path, b'{"leaf"')
    }
    tree = Tree()
    for index, item in enumerate(sorted(ends)):
        tree.insert(index, leaf_hash(item, *ends[item]))
    head = tree.root()
    covers = {line["head"]: dict(line["covers"]) for line in lines(path, b'{"covers"')}
    past = Past(against, covers.get(against, {})) if against not in (None, head) else None
    found, entries = walk(path, ends, past)
    for item, (place, what) in sorted(found.items()):
        tell(f"item {item}, entry {place}: {what} (案件{item} 第{place}記録)")
    told = {"entries": entries, "format": "jizen-ledger", "head": head, "items": len(ends)}
    now = dict(told, heads=len(covers), version=2)
    whole = next(lines(path, b""), None) in ([dict(told, version=1), now] if not covers else [now])
    if not whole:
        tell("The first line tells otherwise than the file / 1行目がファイルの内容と違います")
    known = past.tell() if past else True
    return head, not found and whole and known


def check_changes(path, against):
    """The end of a record of changes, and whether it is whole; tells on stderr what is not."""
    walked = lines(path, b"")
    told = next(walked)
    hashes, broken = [], ""
    for place, line in enumerate(walked, 1):
        if "change" not in line:
            raise ValueError(UNREADABLE.format(place + 1))
        change, before = line["change"], hashes[-1] if hashes else BEGINNING
        what = change_fault(change, line["hash"], place, before)
        if what and not broken:
            broken = f"change {place} ({change['subject']} {change['code']}): {what}"
        hashes.append(line["hash"])
    head = hashes[-1] if hashes else ""
    if broken:
        tell(broken)
    whole = told == {"entries": len(hashes), "format": OFFICE, "head": head, "version": 1}
    if not whole:
        tell("The first line tells otherwise than the file / 1行目がファイルの内容と違います")
    known = against in (None, head) or against in hashes
    if against not in (None, head):
        place = hashes.index(against) + 1 if known else 0
        since = CHANGES_SINCE.format(place, len(hashes) - place)
        tell(since if known else NEVER.format(against))
    return head, not broken and whole and known


def change_fault(change, own, place, before):
    """What is wrong with an entry of a record of changes; empty where nothing is."""
    if change["sequence"] != place:
        return MISSING if change["sequence"] > place else INSERTED
    if sha256(canonical(change)).hex() != own:
        return CHANGED
    return "" if change["previous"] == before else UNLINKED


def walk(path, ends, past):
    """The first break of every item that has one, and how many entries there are."""
    found, entries, seen = {}, 0, set()
    walked = lines(path, b"")
    next(walked, None)
    for item, group in groupby(walked, key=lambda line: line.get("entry", {}).get("item")):
        if item is None:
            continue
        links = [(line["entry"], line["hash"]) for line in group]
        entries += len(links)
        broken = first_break(links, *ends.get(item, (0, "")))
        if broken and item not in found:
            found[item] = broken
        elif item in seen:
            found.setdefault(item, (links[0][0]["sequence"], MOVED))
        seen.add(item)
        for entry, entry_hash in links if past else ():
            past.add(entry, entry_hash)
    for item in ends.keys() - seen:
        found[item] = (1, MISSING)
    return found, entries


def tell(words):
    sys.stderr.write(words + "\n")


def main(arguments=None):
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("export", help="a file made by `jizen audit export` / 履歴ファイル")
    parser.add_argument("--against", metavar="HEAD", help="a printed head / 印字されたハッシュ")
    given = parser.parse_args(arguments)
    try:
        first = next(lines(given.export, b""), {})
        of_changes = isinstance(first, dict) and first.get("format") == OFFICE
        checked = check_changes if of_changes else check
        head, well = checked(given.export, given.against and given.against.strip().lower())
    except (ValueError, OSError) as reason:
        tell(str(reason))
        head, well = "", False
    if not well:
        tell(f"BROKEN / 整合しません: {given.export}")
        return 1
    tell("Everything holds together. / すべて整合しています。")
    sys.stdout.write(head + "\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
