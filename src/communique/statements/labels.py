"""Labels and colons: transcripts, interviews, headlines, and quotations that a colon introduces."""

from __future__ import annotations

import re

from communique.statements.contents import Contents
from communique.statements.places import Found
from communique.statements.sources import inherited_subject

_LABEL = re.compile(r"d?N+(?:\([^)]*\))?(?:,[dNoi]+)?")
# Labels of newspapers and documents that name a kind of text, not who speaks.
_NO_SPEAKERS = frozenset({
    "latest", "update", "exclusive", "byline", "note", "analysis", "explainer", "opinion", "editorial", "review",
    "background", "summary", "correction", "source", "sources", "contact", "date", "subject", "re", "results",
    "figures",
    "data", "reading", "abstract", "article", "section", "index", "column", "live", "breaking", "news", "profile",
    "interview", "watch", "video", "photo", "photos", "country", "countries", "state", "states", "city", "nation",
    "industry", "public", "media", "press", "farmers", "school", "network", "group", "title", "text", "plan", "budget",
})  # fmt: skip
_HAS_WORD = re.compile("[^dm.,;:()-]")
# A quotation of so many words and marks after a colon is what the subject of the clause says.
LEAST_QUOTED = 5
_PERSONS = frozenset({"he", "she", "they", "i", "we"})
_HEADLINE_LABEL = re.compile(r"(?:[dNo'g](?:i(?=[dNo]))?){1,6}")
# "More from Lund: “…”", "Turnout falls - Ann Lee and Bo Cho: “…”": who is quoted stands right before the colon.
_CREDIT_BEFORE = re.compile(r"(?:(?<=-)|(?<=i))(d?o{0,2}N{1,4}(?:cN{1,3})?|do{1,2})$")
_CREDITS = frozenset({"from", "per", "via"})
# A transcript repeats its labels within so many characters.
LABEL_WINDOW = 20_000
# A headline's "Vane: …" names a speaker when the name occurs so often.
LEAST_NAMED = 2


class LabelFrames(Contents):
    """Reads what stands before a colon."""

    def at_colon(self, index: int) -> None:
        """ "NAME: words" at the beginning of a line."""
        tags = self.tags
        if self.covering(index) is not None or index + 1 >= self.line.size:
            return
        if index > 12:
            if tags[index + 1] == "q" and not self.quoted_after(index):
                self.credited_before(index)
            return
        if tags[index + 1] == "q" and not self.found and (self.quoted_after(index) or self.credited_before(index)):
            return
        if self.found or self.words[index - 1] in _NO_SPEAKERS or not _HAS_WORD.search(tags, index + 1):
            return
        if self.line.heading and self.is_credit(index + 1, self.line.size - 1):
            self.found.append(
                Found((index + 1, self.line.size - 1), (index, index), [(0, index - 1)], "label", ":", index)
            )
            return
        words = [word for word in self.words[:index] if word[0].isalpha()]
        if self.line.heading and 1 <= len(words) <= 6 and self.names_speaker(index):
            self.add_label(index)
            return
        if words in (["a"], ["q"]) and index == 1 and self.is_repeated_label(index):
            self.add_label(index)  # question and answer
            return
        if not _LABEL.fullmatch(tags, 0, index) or not 1 <= len(words) <= 8:
            return
        quoted = tags[index + 1] == "q"
        if (
            len(words) == 1
            and not quoted
            and not self.is_repeated_label(index)
            and not self.line.text[self.line.starts[0] : self.line.ends[0]].isupper()
        ):
            return
        self.add_label(index)

    def quoted_after(self, colon: int) -> bool:
        """Add "the farmer shrugged: “what can we do?”": any clause with somebody for a subject, then a quotation."""
        first = self.sentence_first(colon)
        if self.found and self.found[-1].verb >= first:
            return False
        last = self.quote_at.get(colon + 1, colon)
        source = inherited_subject(self.line, colon, first)
        if source is None or last - colon < LEAST_QUOTED:
            return False
        head = self.words[source[0] : source[1] + 1]
        known = source[0] == source[1] and head[0] in _PERSONS
        if not (known or "N" in self.tags[source[0] : source[1] + 1] or any(word in self.speaking for word in head)):
            return False
        self.found.append(Found(source, (colon, colon), self.right_contents(colon + 1, "colon"), "colon", ":", colon))
        return True

    def credited_before(self, colon: int) -> bool:
        """Add "more from Lund: “…”" and, after a headline and a dash, "Ann Lee: “…”"."""
        last = self.quote_at.get(colon + 1, colon)
        match = _CREDIT_BEFORE.search(self.tags, max(0, colon - 9), colon)
        if match is None or last - colon < LEAST_QUOTED:
            return False
        first, words = match.start(1), self.words
        if self.tags[first - 1] == "i" and words[first - 1] not in _CREDITS:
            return False
        if "N" not in match[1] and not any(word in self.speaking for word in words[first:colon]):
            return False
        found = Found((first, colon - 1), (colon, colon), self.right_contents(colon + 1, "colon"), "label", ":", colon)
        self.found.append(found)
        return True

    def names_speaker(self, colon: int) -> bool:
        """Say whether the words before the colon of a headline are somebody who speaks: "IMF: …", "Minister: …"."""
        if not _HEADLINE_LABEL.fullmatch(self.tags, 0, colon):
            return False
        words = self.words[:colon]
        return any(word in self.speaking for word in words) or (
            self.tags[0] == "N" and self.tags[:colon].strip("N") == "" and self.is_name(words[-1], colon - 1)
        )

    def is_credit(self, first: int, last: int) -> bool:
        """Say whether a headline ends in its source: "Levy will rise in May: minister"."""
        while last > first and self.tags[last] == ".":
            last -= 1
        if last - first > 4 or first < 4 or not _HEADLINE_LABEL.fullmatch(self.tags, first, last + 1):
            return False
        return self.words[last] in self.speaking or self.words[first] in self.speaking

    def is_name(self, word: str, index: int) -> bool:
        """Say whether a word of a headline is a name: the text has it often, and never small."""
        text, name = self.line.text, self.line.text[self.line.starts[index] : self.line.ends[index]]
        return text.count(name, 0, LABEL_WINDOW) >= LEAST_NAMED and f" {word}" not in text[:LABEL_WINDOW]

    def add_label(self, index: int) -> None:
        """Add the words after a label, to the end of the line."""
        tags = self.tags
        last = self.line.size - 1
        while last > index and tags[last] == "." and not self.line.sentence[last] > self.line.sentence[index]:
            last -= 1
        self.found.append(Found((0, index - 1), (index, index), [(index + 1, last)], "label", ":", index))

    def is_repeated_label(self, colon: int) -> bool:
        """Say whether other lines of the text begin with the same label: a transcript."""
        label = self.line.text[self.line.starts[0] : self.line.ends[colon]]
        begin, text = self.line.starts[0], self.line.text
        low, high = max(0, begin - LABEL_WINDOW), begin + LABEL_WINDOW
        return text.count("\n" + label, low, high) + text.startswith(label) > 1
