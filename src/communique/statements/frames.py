"""Frames: where source, cue and content stand round a reporting word.

A reporting word alone proves little ("calls", "notes", "states"); a frame confirms it and tells on which side the
content lies.  The frames read a line from left to right; what lies inside of an accepted content is left to
:func:`find_inner`, except verbs that go on with the same speaker (", adding that …", "… and said that …").
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import compress, count

from communique.statements.contents import CLAUSE_ENDS
from communique.statements.labels import LabelFrames
from communique.statements.nounframes import NounFrames
from communique.statements.places import Found
from communique.statements.verbframes import VerbFrames
from communique.statements.verbs import Form

VIEWS = frozenset({"words", "view", "opinion", "judgement", "judgment", "estimation", "assessment"})
_WORDS_OF = VIEWS | {"eyes"}
_INNER_RULES = frozenset({"quote-left", "quote-inverted", "quote-right", "that", "clause", "colon", "according-to"})
# A quotation of fewer words has no room for a statement of its own.
LEAST_INNER_WORDS = 6
_OTHER_VERB = re.compile(
    r"(p|d?[og]{0,2}N{1,4}|do{1,2})a?([vf]|o(?=[.,i]))(?=[.,;:\-itase]|$)|(v)(d?[og]{0,2}N{1,4}|do{1,2})(?=[.,;:\-iw]|$)"
)
# A quotation of so many words at the head of a sentence goes on from the one before, though its end is not quoted.
LEAST_JOINED = 6


class LineReader(VerbFrames, NounFrames, LabelFrames):
    """Finds the statements of one line."""

    def read(self) -> list[Found]:
        """Return the statements of the line."""
        tags, words = self.tags, self.words
        events = self.events
        for index in compress(count(), map(events.__contains__, words)):
            word, tag = words[index], tags[index]
            if tag == "k":
                self.at_verb(index)
            elif word == "according":
                if index + 1 < self.line.size and tags[index + 1] == "t":
                    self.at_according(index, 2)
            elif tag == ":":
                if index:
                    self.at_colon(index)
            elif (
                word in _WORDS_OF
                and words[index - 2 : index] == ["in", "the"]
                and words[index + 1 : index + 2] == ["of"]
            ):
                self.at_according(index - 2, 4)
            elif (
                word in VIEWS
                and index
                and words[index - 1] not in VIEWS
                and tags[index] in "oN"
                and self.is_view(index)
            ):
                self.at_view(index)
            elif tag in "oNga" and word in self.stances:
                self.at_stance(index)
            elif tag in "oNg" and word in self.owned:
                self.at_noun(index)
        if self.line.quotes and not self.line.heading:
            self.quotes_of_other_verbs()
        if self.line.quotes and self.found:
            self.join_quotes()
            self.read_quotations()
        return self.found

    def is_view(self, index: int) -> bool:
        """Say whether "in his view" or "in the bank's words" may end at the word."""
        return "in" in self.words[max(0, index - 6) : index]

    def read_quotations(self) -> None:
        """Find who is quoted inside of quotations: rows of their own, within the outer statement."""
        for first, last, outer, _ in self.owners_of_quotes():
            if outer is None or last - first < LEAST_INNER_WORDS:
                continue
            if not any(word in self.forms for word in self.words[first:last]):
                continue
            reader = LineReader(self.line.part(first + 1, last - 1, self.lexicon), self.lexicon)
            for found in reader.read():
                form = self.forms.get(reader.words[found.verb])
                if form is not None and is_inner(found, form):
                    found.move(first + 1)
                    outer.inner.append(found)

    def at_verb(self, verb: int) -> None:
        """Take up what a reporting verb introduces, beside, around or inside of what was found before."""
        form = self.forms[self.words[verb]]
        last = self.found[-1] if self.found else None
        own = last.source if last is not None and last.rule == "according-to" else None
        if own is not None and own[0] <= verb <= own[1] and self.tags[verb - 1] != "r":
            return  # "according to papers released by the court"
        outer = self.covering(verb)
        candidate = self.statement_at(verb, form, outer)
        if candidate is None:
            return
        if outer is None or (
            candidate.rule in ("comma", "inverted") and any(a <= outer.verb <= b for a, b in candidate.contents)
        ):
            self.accept(candidate)
        elif candidate.inherited or self.breaks_out(candidate, outer):
            self.shorten(outer, candidate)
            self.found.append(candidate)
        elif is_inner(candidate, form):
            outer.inner.append(candidate)

    def accept(self, candidate: Found) -> None:
        """Add a statement; earlier ones that lie wholly inside of its content become its inner ones."""
        start, kept = candidate.start, []
        while self.found and self.found[-1].end >= start:
            found = self.found.pop()
            if any(first <= found.verb <= last for first, last in candidate.contents):
                if found.source is not None and found.rule in _INNER_RULES:
                    candidate.inner.append(found)
                candidate.inner.extend(found.inner)
                found.inner = []
            else:
                kept.append(found)
        self.found.extend(reversed(kept))
        self.found.append(candidate)

    def breaks_out(self, candidate: Found, outer: Found) -> bool:
        """Say whether a clause inside a content has its own speaker beside the outer one (", while Lee said …")."""
        if candidate.source is None or candidate.rule in ("object", "infinitive", "prep"):
            return False
        first = candidate.source[0]
        tags = self.tags
        back = first - 1
        while back > 0 and tags[back] == "a":
            back -= 1
        if back <= outer.verb + 1 or outer.contents[0][0] >= back:
            return False
        if tags[back] in ";":
            return True
        if tags[back] == "," and candidate.lemma == outer.lemma and candidate.rule in ("that", "clause"):
            return first <= candidate.verb  # "40 said yes, 39 said no"
        if tags[back] in "c" or self.words[back] in ("while", "although", "though"):
            return tags[back - 1] in ",;-" and first <= candidate.verb
        return False

    def shorten(self, outer: Found, candidate: Found) -> None:
        """End the outer content where the statement of the candidate begins."""
        begin = candidate.cue[0] if candidate.inherited or candidate.source is None else candidate.source[0]
        contents = []
        for first, last in outer.contents:
            if first >= begin:
                continue
            cut = self.trim(first, min(last, begin - 1))
            while cut and self.tags[cut[1]] in "ac,s" and self.tags[cut[1]] != "Q":
                cut = self.trim(cut[0], cut[1] - 1)
            if cut:
                contents.append(cut)
        outer.contents = contents or outer.contents

    def owners_of_quotes(self) -> Iterator[tuple[int, int, Found | None, list[Found]]]:
        """Yield each quotation with the statement that holds it, or with those that stand before it."""
        self.found.sort(key=lambda found: found.start)
        number = 0
        for first, last in self.line.quotes:
            while number < len(self.found) and self.found[number].start <= first:
                number += 1
            before = self.found[max(0, number - 4) : number]
            holder = next((f for f in reversed(before) if any(a <= first <= b for a, b in f.contents)), None)
            yield first, last, holder, before

    def held_words(self) -> bytearray:
        """Return which words stand in a content."""
        held = bytearray(self.line.size)
        for found in self.found:
            for first, last in found.contents:
                held[first : last + 1] = b"\1" * (last + 1 - first)
        return held

    def quotes_of_other_verbs(self) -> None:
        """Add "“The wells are dry,” she marvelled.": after a quoted clause any verb is one of saying."""
        tags, words = self.tags, self.words
        held: bytearray | None = None
        for first, last in self.line.quotes:
            if last - first < LEAST_JOINED or words[last - 1] not in CLAUSE_ENDS or words[last - 1] == ".":
                continue
            match = _OTHER_VERB.match(tags, last + 1)
            if match is None:
                continue
            held = self.held_words() if held is None else held
            if held[first]:
                continue
            source, verb = (match.span(1), match.start(2)) if match[1] else (match.span(4), match.start(3))
            if tags[verb] == "o" and words[verb][-1] != "s":
                continue
            where = (source[0], source[1] - 1)
            content = self.left_range(last, 0)
            if content is not None:
                rule = "quote-left" if match[1] else "quote-inverted"
                self.found.append(Found(where, (verb, verb), [content], rule, words[verb], verb))

    def join_quotes(self) -> None:
        """Whole quoted sentences after a statement of the same paragraph belong to it."""
        tags = self.tags
        for first, last, holder, before in self.owners_of_quotes():
            before = [found for found in before if found.end < first]
            if holder is not None or not before:
                continue
            if not (first == 0 or tags[first - 1] in ".Y"):
                self.join_mixed(first, last, before)
                continue
            if not (tags[last] == "Y" or last + 1 >= self.line.size or tags[last + 1] == "."):
                end = self.sentence_end(last)
                if last - first < LEAST_JOINED or any(f.start <= end and f.end > last for f in self.found):
                    continue
                last = end
            owner = max(before, key=lambda found: found.end)
            begin = self.line.sentence[owner.verb]
            for found in before:  # "A," she said, adding that B. "C": the quotations belong together
                if self.line.sentence[found.verb] == begin and found.rule in ("quote-left", "quote-inverted"):
                    owner = found
            if (
                owner.rule not in ("object", "infinitive", "prep", "noun", "asked")
                and self.sentences_between(owner, first) <= 1
            ):
                owner.contents.append((first, last))

    def join_mixed(self, first: int, last: int, before: list[Found]) -> None:
        """A sentence without a cue that quotes in its middle, right after a quotation, is still its speaker's."""
        begin, end = self.sentence_first(first), self.sentence_end(last)
        owner = max(before, key=lambda found: found.end)
        if last - first < LEAST_JOINED or owner.rule not in ("quote-left", "quote-inverted"):
            return
        if any(f.start <= end and f.end >= begin for f in self.found) or self.sentences_between(owner, begin) > 1:
            return
        owner.contents.append((begin, end))

    def sentences_between(self, owner: Found, first: int) -> int:
        """Return how many sentences lie between a statement's end and a word."""
        return self.line.sentence[first] - self.line.sentence[owner.end]


def is_inner(found: Found, form: Form) -> bool:
    """Say whether a statement within another one is kept: somebody is said to say something, in so many words."""
    return found.source is not None and found.rule in _INNER_RULES and not form.verb.mental
