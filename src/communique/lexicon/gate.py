"""A fast way to search for patterns of many alternatives.

Python's ``re`` tries every alternative at every place.  Nearly all places can be ruled out by the first few characters,
so these are worked out from the pattern once, searched for as a prefix tree, and the whole pattern is tried only where
one of them stands.  The matches are those of ``re.finditer``.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

# Characters that are looked at; with one more the tree grows more than it rules out.
DEPTH = 5
# After these words, half of all places, so many characters of the next word are looked at: they alone say little.
_COMMON = frozenset({"the", "that", "this", "in", "over", "by", "of", "a"})
NEXT_WORD = 3
# A tree of more beginnings than this is slower than what it saves.
MAX_BEGINNINGS = 10_000
_ANY, _SPACE = r"[\s\S]", r"[\s]"
_CATEGORIES = {
    "CATEGORY_DIGIT": r"\d",
    "CATEGORY_NOT_DIGIT": r"\D",
    "CATEGORY_SPACE": r"\s",
    "CATEGORY_NOT_SPACE": r"\S",
    "CATEGORY_WORD": r"\w",
    "CATEGORY_NOT_WORD": r"\W",
}

#: The beginning of a match: what must not stand before it, then one expression a character.
Beginning = tuple[str, ...]


class Gated:
    """A compiled pattern with a gate before it.

    Parameters
    ----------
    pattern : str
        Regular expression without flags that matches no empty text.

    Examples
    --------
    >>> gated = Gated(r"(?<!\\w)(?:two|ten)\\s+(?:schools|buses)|(?P<number>\\d+)")
    >>> [match[0] for match in gated.finditer("Of two  buses and ten others, 40 run; often schools wait.")]
    ['two  buses', '40']
    """

    def __init__(self, pattern: str) -> None:
        self.pattern = re.compile(pattern)
        self.gates = _gates_of(pattern)

    def finditer(self, text: str, start: int = 0) -> Iterator[re.Match[str]]:
        """Yield the matches in ``text`` from left to right, as ``re.finditer`` does."""
        if self.gates is None:
            yield from self.pattern.finditer(text, start)
            return
        places = {start}
        is_ascii = text.isascii()
        for gate in self.gates:
            if not (is_ascii and gate.skips_ascii):
                shift = gate.shift
                places.update([place.start() + shift for place in gate.pattern.finditer(text, start)])
        match_at, done = self.pattern.match, start
        for begin in sorted(places):
            if begin >= done:
                match = match_at(text, begin)
                if match is not None:
                    done = match.end()
                    yield match


class Gate(NamedTuple):
    """A pattern of beginnings; they stand ``shift`` characters after where it matches."""

    pattern: re.Pattern[str]
    shift: int
    skips_ascii: bool  # no ASCII text has one of them


def _gates_of(pattern: str) -> list[Gate] | None:
    """Return patterns of the beginnings, matching one character only; None where there are none worth it.

    ``re`` is fast where a pattern begins with a set of characters: it leaps from one of these to the next.
    """
    try:
        from re import _parser as parser

        tree = parser.parse(pattern)
        for depth in range(DEPTH, 0, -1):
            beginnings = _sequence(list(tree), depth, keep=True)
            if len(beginnings) <= MAX_BEGINNINGS:
                break
        if any(not _visible(beginning) for beginning in beginnings):
            return None
        return list(_rendered(beginnings))
    except (ImportError, AttributeError, NotImplementedError, re.error):
        return None


def _visible(beginning: Beginning) -> bool:
    return any(not part.startswith("(?<!") and part != _ANY for part in beginning[:2])


def _rendered(beginnings: set[Beginning]) -> Iterator[Gate]:
    by_guard: dict[str, dict] = {}
    for beginning in sorted(beginnings):
        guard = beginning[0] if beginning[0].startswith("(?<!") else ""
        node = by_guard.setdefault(guard, {})
        for part in beginning[bool(guard) :]:
            node = node.setdefault(part, {})
        node[""] = {}
    for guard, tree in by_guard.items():
        # The first character is taken, the others only looked at, so that a match inside the beginning is not lost.
        if guard.startswith("(?<![") and not guard.startswith("(?<![^"):
            # What must not stand before is a set: leap from one character outside of it to the next.
            yield Gate(re.compile(f"[^{guard[5:-2]}](?={_tree(tree)})"), 1, skips_ascii=False)
            continue
        literal = {part: rest for part, rest in tree.items() if part[0] != "["}
        groups = [literal] if guard else [literal, *({part: rest} for part, rest in tree.items() if part[0] == "[")]
        for group in filter(None, [tree] if guard else groups):
            parts = "|".join(_branch(part, rest) for part, rest in group.items())
            yield Gate(re.compile(f"{guard}(?:{parts})" if guard else parts), 0, _has_no_ascii(group))


def _has_no_ascii(parts: Iterable[str]) -> bool:
    """Say whether no part, literal characters or ranges of them, begins with an ASCII character."""
    return all(
        part[0] != "\\" and not re.match(r"\[(?:\^|.*\\)", part) and not any(map(str.isascii, part.strip("[]-")))
        for part in parts
    )


def _branch(part: str, rest: dict) -> str:
    if "" in rest or not rest:
        return part
    return f"{part}(?={_tree(rest)})"


def _tree(tree: dict) -> str:
    if "" in tree:  # what is longer begins with this, too
        return ""
    parts = [part + _tree(rest) for part, rest in tree.items()]
    return parts[0] if len(parts) == 1 else "(?:" + "|".join(parts) + ")"


def _sequence(items: list, depth: int, *, keep: bool = False) -> set[Beginning]:
    """Return what a sequence of nodes can begin with, to ``depth`` characters; shorter ones where it ends there."""
    found: set[Beginning] = {()}
    for index, (kind, value) in enumerate(items):
        name = str(kind)
        if name == "ASSERT_NOT" and keep and index == 0 and value[0] < 0 and len(value[1]) == 1:
            (guard,) = _characters(value[1][0])
            found = {(f"(?<!{guard})",)}
            continue
        new = _node(name, value, depth, keep=keep and index == 0 and len(items) == 1)
        found = {_cut(one + other, depth) if len(one) < _limit(one, depth) else one for one in found for other in new}
        if all(len(one) >= _limit(one, depth) for one in found):
            break
        if len(found) > 20 * MAX_BEGINNINGS:
            raise NotImplementedError
    return found


def _limit(beginning: Beginning, depth: int) -> int:
    guard = 1 if beginning and beginning[0].startswith("(?<!") else 0
    if depth == DEPTH:
        for place in range(guard + 1, min(guard + depth, len(beginning))):
            if beginning[place] == _SPACE and "".join(beginning[guard:place]) in _COMMON:
                return max(place + 1 + NEXT_WORD, guard + depth)
    return guard + depth


def _cut(beginning: Beginning, depth: int) -> Beginning:
    return beginning[: _limit(beginning, depth)]


def _node(name: str, value: object, depth: int, *, keep: bool) -> set[Beginning]:
    if name in ("ASSERT", "ASSERT_NOT", "AT"):
        return {()}
    if name in ("LITERAL", "NOT_LITERAL", "IN", "ANY"):
        return {(part,) for part in _characters((name, value))}
    if name == "SUBPATTERN":
        return _sequence(list(value[-1]), depth, keep=keep)
    if name == "BRANCH":
        return set().union(*(_sequence(list(branch), depth, keep=keep) for branch in value[1]))
    if name in ("MAX_REPEAT", "MIN_REPEAT", "POSSESSIVE_REPEAT"):
        low, high, inner = value
        once = _sequence(list(inner), depth)
        found, reached = {()} if low == 0 else set(), {()}
        for count in range(1, min(int(high), depth) + 1):
            reached = {_cut(one + other, depth) if len(one) < depth else one for one in reached for other in once}
            if count >= low or count == depth:
                found |= reached
        return found
    raise NotImplementedError  # back references, conditions


def _characters(node: tuple) -> list[str]:
    """Return expressions for one character, literal ones apart."""
    kind, value = node
    name = str(kind)
    if name == "LITERAL":
        return [re.escape(chr(value))]
    if name == "NOT_LITERAL":
        return [f"[^{re.escape(chr(value))}]"]
    if name == "ANY":
        return [_ANY]
    if name != "IN":
        raise NotImplementedError
    return ["[" + "".join(map(_member, value)) + "]"]


def _member(node: tuple) -> str:
    kind, value = node
    name = str(kind)
    if name == "NEGATE":
        return "^"
    if name == "LITERAL":
        return re.escape(chr(value))
    if name == "RANGE":
        return f"{re.escape(chr(value[0]))}-{re.escape(chr(value[1]))}"
    if name == "CATEGORY":
        return _CATEGORIES[str(value)]
    raise NotImplementedError
