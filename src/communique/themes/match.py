"""Find the terms of a codebook in a text: one pass over its tokens, the longest match wins.

The terms are compiled once into a tree of tokens.  A text is cut into tokens by one regular expression; whether a token
can begin a term is one dictionary look-up, remembered for every word ever seen, so that wildcards and inflection cost
nothing after the first meeting.  No term becomes a regular expression: "C++", "a(b" and ".*" are plain text.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from itertools import accumulate, compress, count
from typing import NamedTuple

from communique.article import fold
from communique.records import Span
from communique.themes.words import base_forms, is_join, singular_forms, split_tokens, stem

# Words remembered with their tokens of the codebook; a corpus of any size has fewer word forms that matter.
_REMEMBERED = 300_000

Mask = -1  # the entry number of names inside which no term counts


class Hit(NamedTuple):
    """A stretch of text that is a term: its offsets and the entries that it stands for."""

    start: int
    end: int
    entries: tuple[int, ...]


class _Candidate(NamedTuple):
    length: int  # tokens
    start: int
    end: int
    entries: tuple[int, ...]


class _Node:
    __slots__ = ("children", "entries")

    def __init__(self) -> None:
        self.children: dict[int, _Node] = {}
        self.entries: tuple[int, ...] = ()


class _Start(NamedTuple):
    """What a word can begin: the entries that it is by itself, and by its next token the nodes that it leads to."""

    entries: tuple[int, ...]
    following: dict[int, list[_Node]]


class _Remembering(dict):
    """A dictionary that works out what it lacks, and forgets everything when it grows too large."""

    def __init__(self, work_out) -> None:
        super().__init__()
        self._work_out = work_out

    def __missing__(self, word: str):
        if len(self) >= _REMEMBERED:
            self.clear()
        value = self[word] = self._work_out(word)
        return value


class Matcher:
    """The terms of a codebook, compiled.

    Parameters
    ----------
    terms : iterable of (str, int)
        Terms as written (``reform*``, ``R&D``) with the entry number that a match reports; several terms can share
        an entry and several entries a term.  Entry :data:`Mask` makes a name inside which nothing counts.
    inflections : bool, default True
        Whether a plain word also matches its plural and verb forms.
    families : bool, default False
        Whether a plain word matches all words of its family instead ("immigrants" for "immigration").
    """

    def __init__(self, terms: Iterable[tuple[str, int]], inflections: bool = True, families: bool = False) -> None:
        self._inflections = inflections
        self._families = families
        self._root = _Node()
        self._exact: dict[str, list[int]] = {}
        self._prefix: dict[str, int] = {}
        self._token_ids: dict[tuple[str, bool], int] = {}
        for term, entry in terms:
            self._add(term, entry)
        self._prefix_lengths = sorted({len(prefix) for prefix in self._prefix})
        self._ids = _Remembering(self._ids_of)
        self._pairs = _Remembering(self._nodes_of_pair)
        self._starts: dict[str, _Start] = {}
        self._seen: set[str] = set()

    def _add(self, term: str, entry: int) -> None:
        node = self._root
        for token, is_prefix in term_tokens(term):
            node = node.children.setdefault(self._token_id(token, is_prefix), _Node())
        if node is not self._root and entry not in node.entries:
            node.entries += (entry,)

    def _token_id(self, token: str, is_prefix: bool) -> int:
        key = (token, is_prefix)
        if key not in self._token_ids:
            number = self._token_ids[key] = len(self._token_ids)
            if is_prefix:
                self._prefix[token] = number
            else:
                for form in self._forms_of_term(token):
                    self._exact.setdefault(form, []).append(number)
        return self._token_ids[key]

    def _forms_of_term(self, token: str) -> Iterable[str]:
        if self._families:
            return (stem(token),)
        return sorted(singular_forms(token)) if self._inflections else (token,)

    def _ids_of(self, word: str) -> tuple[int, ...]:
        """Return the tokens of the codebook that ``word`` is a form of."""
        if self._families:
            bases: Iterable[str] = (stem(word),)
        else:
            bases = base_forms(word) if self._inflections else (word,)
        ids = {number for base in bases for number in self._exact.get(base, ())}
        for length in self._prefix_lengths:
            if length > len(word):
                break
            number = self._prefix.get(word[:length])
            if number is not None:
                ids.add(number)
        return tuple(sorted(ids))

    def _learn_starts(self, words: set[str]) -> None:
        """Find out which of some new words can begin a term."""
        self._seen |= words
        children = self._root.children
        for word in words:
            nodes = [children[number] for number in self._ids[word] if number in children]
            if nodes:
                following: dict[int, list[_Node]] = {}
                for node in nodes:
                    for number, child in node.children.items():
                        following.setdefault(number, []).append(child)
                self._starts[word] = _Start(_entries(nodes), following)

    def _nodes_of_pair(self, pair: tuple[str, str]) -> tuple[_Node, ...]:
        """Return the nodes that two words in a row lead to."""
        following = self._starts[pair[0]].following
        return tuple(node for number in self._ids[pair[1]] if number in following for node in following[number])

    def find(self, folded: str, units: Sequence[tuple[int, int]] | None = None) -> list[list[Hit]]:
        """Find the terms in each unit of a text.

        Parameters
        ----------
        folded : str
            Text in lower case (``Article.folded``).
        units : sequence of (start, end), optional
            Sentences in text order, not overlapping; one unit, the whole text, if left out.  No match crosses the
            edge of a unit.

        Returns
        -------
        list of list of Hit
            For each unit its matches in text order; they do not overlap.
        """
        if units is None:
            units = [(0, len(folded))]
        found: list[list[Hit]] = [[] for _ in units]
        unit_starts = [start for start, _ in units]
        parts = split_tokens(folded)
        words = parts[1::2]
        if len(self._seen) >= _REMEMBERED:
            self._seen.clear()
            self._starts.clear()
        new = set(words).difference(self._seen)
        if new:
            self._learn_starts(new)
        starts, pairs = self._starts, self._pairs
        begun = list(compress(count(), map(starts.__contains__, words)))
        if not begun:
            return found
        ends = list(accumulate(map(len, parts)))
        last = len(words) - 1
        candidates: dict[int, list[_Candidate]] = {}
        for at in begun:
            entries, following = starts[words[at]]
            nodes = pairs[words[at], words[at + 1]] if following and at < last else ()
            if not entries and not nodes:
                continue
            start, end = ends[2 * at], ends[2 * at + 1]
            unit = bisect_right(unit_starts, start) - 1
            if unit < 0 or end > units[unit][1]:
                continue
            matches = candidates.setdefault(unit, [])
            if entries:
                matches.append(_Candidate(1, start, end, entries))
            if nodes:
                self._walk(nodes, parts, ends, at, units[unit][1], matches)
        for unit, matches in candidates.items():
            found[unit] = _longest(matches)
        return found

    def _walk(
        self, nodes: Sequence[_Node], parts: list[str], ends: list[int], at: int, limit: int, matches: list[_Candidate]
    ) -> None:
        """Collect every term of two tokens or more that begins at token ``at`` and ends before ``limit``.

        ``nodes`` are those that token ``at + 1`` leads to.
        """
        start = ends[2 * at]
        length = 2
        place = 2 * at + 3
        last = len(parts) - 2
        while nodes and ends[place] <= limit:
            separator = parts[place - 1]
            if separator != " " and not is_join(separator):
                break
            entries = _entries(nodes)
            if entries:
                matches.append(_Candidate(length, start, ends[place], entries))
            place += 2
            if place > last:
                break
            if len(nodes) == 1 and not nodes[0].children:
                break
            ids = self._ids[parts[place]]
            nodes = [node.children[number] for node in nodes for number in ids if number in node.children]
            length += 1


def _entries(nodes: Sequence[_Node]) -> tuple[int, ...]:
    if len(nodes) == 1:
        return nodes[0].entries
    return tuple(dict.fromkeys(entry for node in nodes for entry in node.entries))


def _longest(matches: list[_Candidate]) -> list[Hit]:
    """Keep the longest of overlapping matches; names that mask come first.

    A term that is longer than a name and holds it whole still counts: whoever wrote it meant it.
    """
    if len(matches) > 1:
        names = _without_overlap([match for match in matches if Mask in match.entries])
        if names:
            starts = [name.start for name in names]
            matches = [match for match in matches if Mask not in match.entries and _is_free(match, names, starts)]
        matches = _without_overlap(matches)
    return [Hit(match.start, match.end, match.entries) for match in matches if Mask not in match.entries]


def _is_free(match: _Candidate, names: list[_Candidate], starts: list[int]) -> bool:
    """Say whether a match touches none of the names (in text order, apart), or holds whole those that it touches."""
    at = bisect_left(starts, match.end) - 1
    while at >= 0 and names[at].end > match.start:
        name = names[at]
        if match.start > name.start or match.end < name.end or match.length <= name.length:
            return False
        at -= 1
    return True


def _without_overlap(matches: list[_Candidate]) -> list[_Candidate]:
    """Return the longest matches (of equally long ones the first) that do not overlap, in text order.

    Matches come in text order, so those that touch stand together: only such groups are compared.
    """
    kept: list[_Candidate] = []
    group: list[_Candidate] = []
    reach = -1
    for match in matches:
        if match.start >= reach and group:
            kept += group if len(group) == 1 else _best_of(group)
            group = []
        group.append(match)
        reach = max(reach, match.end)
    return kept + (group if len(group) == 1 else _best_of(group))


def _best_of(group: list[_Candidate]) -> list[_Candidate]:
    starts: list[int] = []
    kept: list[_Candidate] = []
    for match in sorted(group, key=_by_length):
        at = bisect_left(starts, match.start)
        if (at == 0 or kept[at - 1].end <= match.start) and (at == len(starts) or starts[at] >= match.end):
            starts.insert(at, match.start)
            kept.insert(at, match)
    return kept


def touches(hits: Sequence[Hit | Span], start: int, end: int) -> bool:
    """Say whether a stretch touches one of the hits, which are in text order and apart."""
    at = bisect_left(hits, (end,)) - 1
    return at >= 0 and hits[at].end > start


def _by_length(match: _Candidate) -> tuple[int, int, int]:
    return -match.length, match.start - match.end, match.start


def term_tokens(term: str) -> list[tuple[str, bool]]:
    """Cut a term as written into tokens, each with whether it is a prefix (``*`` at its end).

    Examples
    --------
    >>> term_tokens("Value-added tax*")
    [('value', False), ('added', False), ('tax', True)]
    """
    parts = split_tokens(fold(term.strip()))
    tokens: list[tuple[str, bool]] = []
    for place in range(1, len(parts), 2):
        token = parts[place]
        if token == "*" and tokens and not parts[place - 1] and tokens[-1][0] != "*":
            tokens[-1] = (tokens[-1][0], True)
        else:
            tokens.append((token, False))
    return tokens
