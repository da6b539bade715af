"""From what the frames found to rows: speakers resolved, mode, function and confidence set, the rest given an owner."""

from __future__ import annotations

import re
from bisect import bisect_left
from functools import cache, cached_property
from pathlib import Path
from typing import NamedTuple

from communique.article import Article
from communique.lexicon import alternation, read_lexicon
from communique.records import Sentence, Span, Statement
from communique.segment import DATELINE
from communique.speakers import Speaker, Speakers
from communique.statements.frames import Found
from communique.statements.functions import classify
from communique.statements.sources import subject_left
from communique.statements.tokens import CLOSING_MARKS, Line

# A content is direct speech when this share of its letters stands inside quotation marks, as the corpora count it.
DIRECT_SHARE = 0.9
# A quoted stretch of fewer words is a set phrase or a scare quote: it makes no statement mixed by itself.
SCARE_WORDS = 4
# A title has capitals in its words of more letters.
LONG_WORD = 3
# A sentence takes part in so many statements at most.
MOST_IN_SENTENCE = 8
# More words than this between cue and content make the frame less sure.
LONG_GAP = 8
# A text in which so many labels return is a transcript; a label alone can be a headline's or a heading's.
LEAST_REPEATS = 1
# A quoted line of fewer characters is a title or a slogan, no quotation that goes on.
SHORT_LINE = 20


class Builder:
    """Collects the rows of one article in text order."""

    def __init__(self, article: Article, sentences: list[Sentence], lexicon: Path | None) -> None:
        self.article, self.sentences, self.lexicon = article, sentences, lexicon
        self.text, self.folded = article.text, article.folded
        self.speakers = Speakers(article.text, lexicon)
        self.figures = read_lexicon("confidence", lexicon)
        self.rows: list[Statement] = []
        self.direct: Statement | None = None  # the last direct statement, which a quoted paragraph goes on from
        self.label: Statement | None = None  # the last labelled statement of a transcript
        self.unclosed: int | None = None  # the row whose quotation the last paragraph left open
        self.waiting: list[Span] = []  # quoted paragraphs left open before any source came

    @cached_property
    def has_slogans(self) -> bool:
        """Whether the article has slogans: looked for where a short quotation stands."""
        return _SLOGAN.search(self.folded) is not None

    @cached_property
    def is_transcript(self) -> bool:
        """Whether labels return: looked for where a label stands."""
        labels = _LABELLED.findall(self.text)
        return len(labels) - len(set(labels)) >= LEAST_REPEATS

    def add_paragraph(self, first: int, last: int, line: Line | None, found: list[Found]) -> None:
        """Add the rows of sentences ``first`` to ``last - 1``, which stand in one paragraph."""
        if self._goes_on(line, found):
            return
        outer = self.add_line(line, found) if line is not None else []
        if self.sentences[first].role != "body":
            return
        self._prepend_waiting(line, outer)
        held = self._add_rest(first, last, outer)
        if outer:
            final = self.rows[outer[-1]]
            self.direct = final if final.mode == "direct" and final.speaker else None
            is_label = final.rule == "label" and self.is_transcript
            self.label = final if is_label else None if held else self.label
            self.unclosed = outer[-1] if line is not None and _leaves_open(line) and final.mode != "indirect" else None
        else:
            self.unclosed = None
            if self.direct is not None and self.rows and self.rows[-1].rule != "quoted-paragraph":
                self.direct = None

    def _goes_on(self, line: Line | None, found: list[Found]) -> bool:
        """Take a paragraph into the quotation that the one before left open; its mark opens it anew."""
        if line is None or not line.quotes or line.quotes[0][0] != 0:
            return False
        opens = _leaves_open(line)
        whole = line.quotes[0][1] == line.size - 1
        span = Span(*line.span(*line.quotes[0]))
        if self.unclosed is not None and not found:
            row = self.rows[self.unclosed]
            self.rows[self.unclosed] = row._replace(content=(*row.content, span), end=max(row.end, span.end))
            if not opens:
                self.direct, self.unclosed = self.rows[self.unclosed], None
            return whole
        if opens and whole and not found and not line.heading:
            self.waiting.append(span)
            return True
        return False

    def _prepend_waiting(self, line: Line | None, outer: list[int]) -> None:
        """Give quoted paragraphs that were left open to the statement whose quotation begins this one."""
        if not self.waiting:
            return
        begin = line.starts[0] if line is not None else -1
        for number in outer:
            row = self.rows[number]
            if row.content and row.content[0].start == begin:
                self.rows[number] = row._replace(content=(*self.waiting, *row.content), start=self.waiting[0].start)
                self.waiting = []
                return
        self.finish()

    def finish(self) -> None:
        """Give quoted paragraphs for which no source came to the speaker before, or to the narrator."""
        for span in self.waiting:
            self.add_rest(self.direct, span.start, span.end)
        self.waiting = []

    def _add_rest(self, first: int, last: int, outer: list[int]) -> bool:
        """Give the sentences that no statement holds an owner; return whether any statement held one."""
        taken = [self.rows[number] for number in outer]
        previous: Statement | None = None
        between: list[Sentence] = []  # after a continued sentence, until another shows whose they are
        number = 0
        for index in range(first, last):
            sentence = self.sentences[index]
            while number < len(taken) and taken[number].end <= sentence.start:
                number += 1
            start, end = sentence.start, sentence.end
            holding = [row for row in taken[number : number + MOST_IN_SENTENCE] if row.start < end and start < row.end]
            if holding:
                between = self._settle(between, None)
                previous = holding[-1]
                continue
            owner = self._owner(sentence, previous, index == first, bool(outer))
            goes_on = previous is not None and previous.attribution == "continued"
            if owner is None and goes_on and not self._is_narrators(sentence):
                between.append(sentence)
                continue
            between = self._settle(between, owner)
            self.add_rest(owner, start, end)
            previous = self.rows[-1] if owner is not None and self.rows[-1].rule != "quoted-paragraph" else None
        self._settle(between, None)
        return bool(taken)

    def _settle(self, sentences: list[Sentence], owner: Statement | None) -> list[Sentence]:
        """Give sentences that show nothing to whoever owns those round them; return the empty list."""
        for sentence in sentences:
            self.add_rest(owner, sentence.start, sentence.end)
        return []

    def _is_narrators(self, sentence: Sentence) -> bool:
        """Say whether a sentence shows that the narrator speaks: a question, a scene, an event."""
        start, end = sentence.start, sentence.end
        words = continuation_words(self.lexicon)
        return (
            self.text[end - 1] == "?"
            or words.opens.match(self.folded, start, end) is not None
            or words.narrator.search(self.folded, start, end) is not None
        )

    def _owner(
        self, sentence: Sentence, previous: Statement | None, begins: bool, has_statements: bool
    ) -> Statement | None:
        """Return the statement that a sentence without a source goes on from, or None for the narrator's."""
        start, end = sentence.start, sentence.end
        if _is_mark(self.text, start) and self.direct is not None and begins and end - start > SHORT_LINE:
            return self.direct
        if self.label is not None and not has_statements and (begins or previous is not None):
            return None if _LABELLED.match(self.text, start, end) else self.label
        if previous is None or previous.speaker is None or previous.mode == "direct" or self._is_narrators(sentence):
            return None
        words = continuation_words(self.lexicon)
        folded = self.folded
        refers = previous.attribution == "continued" and words.refers.match(folded, start, end)
        lists_on = previous.speaker_kind == "document" and _ALSO.match(folded, start, end)
        return previous if refers or lists_on or words.goes_on.search(folded, start, end) else None

    def add_line(self, line: Line, found: list[Found]) -> list[int]:
        """Add the statements of a line, outer ones before their inner ones; return the positions of the outer."""
        outer = []
        for item in sorted(found, key=lambda f: f.start if f.source is None else min(f.start, f.source[0])):
            outer.append(len(self.rows))
            speaker = self.speaker_of(line, item)
            self.rows.append(self.row(line, item, speaker, None))
            position = outer[-1]
            for inner in sorted(item.inner, key=lambda f: f.verb):
                who = self.speaker_of(line, inner, within=speaker)
                self.rows.append(self.row(line, inner, who, position))
        return outer

    def speaker_of(self, line: Line, item: Found, within: Speaker | None = None) -> Speaker:
        """Return who the source of a statement is; "I" inside of a quotation is its speaker."""
        if item.source is None:
            return Speaker(None, None, note=item.note or "No source is named.")
        start, end = line.span(*item.source)
        if within is not None and self.folded[start:end] in ("i", "we") and within.name:
            return within
        antecedent = None
        if item.source[0] == item.source[1] and line.tags[item.source[0]] in "rT":
            before = item.source[0] - 1
            while before > 0 and line.tags[before] in ",a":
                before -= 1
            noun = subject_left(line, before, 0)
            if noun is None and (name := _NAME_BEFORE.search(line.tags, max(0, before - 11), before + 1)):
                noun = (name.start(), before)
            antecedent = line.span(*noun) if noun else None
            if antecedent is None:
                return Speaker(None, None, note=f"What {self.text[start:end]!r} refers to is not clear.")
        return self.speakers.resolve(start, end, antecedent, is_label=item.rule == "label")

    def _past_dateline(self, start: int) -> int:
        """Return where a content begins, behind the dateline that opens it."""
        match = DATELINE.match(self.text, start) if self.text[start].isupper() else None
        return match.end() if match is not None else start

    def row(self, line: Line, item: Found, speaker: Speaker, outer: int | None) -> Statement:
        """Return the row of a statement; ``outer`` is the position of the one that holds it."""
        starts, ends = line.starts, line.ends
        contents = tuple([Span(self._past_dateline(starts[first]), ends[last]) for first, last in item.contents])
        source = (Span(*line.span(*item.source)),) if item.source else ()
        cue = (Span(*line.span(*item.cue)),) if item.cue else ()
        spans = contents + source + cue
        function, words, unclear = classify(
            self.text, self.folded, contents, cue, item.lemma, item.rule, self.lexicon, source
        )
        notes = [item.note if speaker.note != item.note else None, speaker.note, unclear]
        return Statement(
            start=min(spans).start,
            end=max([span.end for span in spans]),
            source=source,
            cue=cue,
            content=contents,
            speaker=speaker.name,
            speaker_kind=speaker.kind,
            role_title=speaker.role_title,
            organisation=speaker.organisation,
            cue_lemma=item.lemma,
            mode=mode_of(line, item, self.has_slogans) if line.quotes else "indirect",
            attribution="explicit",
            function=function,
            function_words=words,
            confidence=self.confidence(line, item, speaker, outer),
            rule=item.rule,
            note=" ".join(note for note in notes if note) or None,
            outer=outer,
        )

    def confidence(self, line: Line, item: Found, speaker: Speaker, outer: int | None) -> float:
        """Return the rule's share of right rows, shifted by what speaks against this one."""
        shifts = self.figures["shifts"]
        figure = self.figures["rules"].get(item.rule, 0.7)
        if item.source is None:
            figure += shifts["no source"]
        elif speaker.name is None:
            figure += shifts["pronoun not resolved"]
        follows = item.cue and all(part[0] > item.cue[1] for part in item.contents)
        if follows and min(part[0] - item.cue[1] for part in item.contents) > LONG_GAP:
            figure += shifts["long gap between cue and content"]
        if line.heading:
            figure += shifts["heading"]
        if outer is not None:
            figure += shifts["inner"]
        return round(min(0.99, max(0.05, figure)), 2)

    # -- text without a source of its own --------------------------------------------------------------------------

    def add_rest(self, previous: Statement | None, start: int, end: int) -> None:
        """Add a sentence that no statement holds: the narrator's, or the speaker's who goes on."""
        figures = self.figures["rules"]
        if previous is None:
            self.rows.append(
                Statement(start, end, (), (), (), "narrator", "narrator", None, None, None, "narrated", "none",
                          None, (), figures["narrator"], "narrator")
            )  # fmt: skip
            return
        content = (Span(start, end - 1 if self.text[end - 1] in ".。" else end),)
        function, words, unclear = classify(self.text, self.folded, content, (), None, "", self.lexicon)
        quoted = _is_mark(self.text, start)
        rule = "quoted-paragraph" if quoted else "transcript" if previous is self.label else "continued-prose"
        note = "No source of its own: it goes on from the statement before."
        self.rows.append(
            Statement(start, end, (), (), content, previous.speaker, previous.speaker_kind, previous.role_title,
                      previous.organisation, None, "direct" if quoted else previous.mode, "continued", function, words,
                      min(figures[rule], previous.confidence), rule, f"{note} {unclear}" if unclear else note)
        )  # fmt: skip


_NAME_BEFORE = re.compile("[dNom]{1,12}$")


def _is_mark(text: str, at: int) -> bool:
    return text[at] in '“"„«' or text.startswith("''", at)


def _leaves_open(line: Line) -> bool:
    """Say whether the last quotation of a paragraph has no closing mark."""
    return (
        bool(line.quotes)
        and line.quotes[-1][1] == line.size - 1
        and line.tags[-1] in "QY"
        and (line.words[-1] not in CLOSING_MARKS)
    )


def mode_of(line: Line, item: Found, has_slogans: bool = False) -> str:
    """Return direct, mixed or indirect by the share of the content's letters that are quoted.

    A name in marks makes nothing mixed; in an article of slogans ("two capabilities") a short stretch does not either.
    """
    quoted = total = 0
    scare = True
    starts, ends = line.starts, line.ends
    for first, last in item.contents:
        total += ends[last] - starts[first]
        for number in range(max(0, bisect_left(line.quotes, (first, 0)) - 1), len(line.quotes)):
            opening, closing = line.quotes[number]
            if opening > last:
                break
            if closing >= first:
                quoted += ends[min(closing, last)] - starts[max(opening, first)]
                scare = scare and _is_name(line, opening, closing, has_slogans)
    if not quoted:
        return "indirect"
    if quoted >= DIRECT_SHARE * total:
        return "direct"
    return "indirect" if scare else "mixed"


def _is_name(line: Line, first: int, last: int, has_slogans: bool) -> bool:
    """Say whether a quoted stretch is no speech: a title, a term that is introduced as one, a slogan among slogans."""
    words = line.words[first + 1 : last]
    if has_slogans:
        return len(words) < SCARE_WORDS or not _CLAUSAL.search(line.folded, line.starts[first], line.ends[last])
    if first and line.words[first - 1].lower() in _NAMING:
        return True
    initials = [line.text[line.starts[at]] for at in range(first + 1, last) if len(line.words[at]) > LONG_WORD]
    return len(words) > 1 and bool(initials) and all(letter.isupper() for letter in initials)


_ALSO = re.compile(r"(?:it|they|the (?:[\w-]+ ){1,2}?) ?(?:also|further|additionally)\b")
_LABELLED = re.compile(r"^([^\W\d_a-z][^\n:.!?“\"(]{0,40})(?:\([^\n)]{1,40}\))?: ?\S", re.MULTILINE)
_NAMING = frozenset({"so-called", "titled", "entitled", "named", "nicknamed", "codenamed", "headlined", "dubbed"})
_CLAUSAL = re.compile(
    r"\b(?:i|we|you|he|she|they|it|is|are|was|were|be|been|has|have|had|will|would|can|could|may|might|shall|should|"
    r"must|do|does|did|not|this|that|there|my|our|your)\b|n't\b"
)
# A number and a noun in marks: an article that has some uses its marks for set phrases.
_SLOGAN = re.compile('[“"‘](?:two|three|four|five|six|seven|eight|nine|ten|one|dual|double) [a-z-]+')


class _Continuation(NamedTuple):
    """The patterns of sentences that go on with a speaker, and of the narrator's own."""

    goes_on: re.Pattern[str]
    refers: re.Pattern[str]
    opens: re.Pattern[str]
    narrator: re.Pattern[str]


@cache
def continuation_words(lexicon: Path | None) -> _Continuation:
    """Return the patterns of continuation.yaml."""
    words = read_lexicon("continuation", lexicon)
    whole = [rf"\b(?:{alternation(words[name])})\b" for name in ("goes_on", "refers")]
    opens = rf"(?:{alternation(words['narrator_opens'])})"
    narrator = rf"(?<!\bbe )(?<!\bbeen )\b(?:{alternation(words['narrator'])})\b"  # "must be held" is no event
    return _Continuation(*map(re.compile, [*whole, opens, narrator]))
