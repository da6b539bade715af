"""Frames: where source, cue and content stand round a reporting word.

A reporting word alone proves little ("calls", "notes", "states"); a frame confirms it and tells on which side the
content lies.  The frames read a line from left to right; what lies inside of an accepted content is left to
:func:`find_inner`, except verbs that go on with the same speaker (", adding that …", "… and said that …").
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from communique.statements.sources import (
    Range,
    clause_start,
    inherited_subject,
    subject_left,
    subject_right,
    CONTRACTED,
    has_finite,
)
from communique.statements.tokens import (
    Line,
    event_words,
    kind_nouns,
    stance_words,
    noun_forms,
    owned_nouns,
    speaking_nouns,
)
from communique.statements.verbs import Form, cue_forms


@dataclass(slots=True)
class Found:
    """A statement in words of its line: ranges have first and last word, both included."""

    source: Range | None
    cue: Range | None
    contents: list[Range]
    rule: str
    lemma: str | None
    verb: int  # the word that was found first; decides the order
    inherited: bool = False
    inner: list[Found] = field(default_factory=list)
    note: str | None = None

    def move(self, by: int) -> None:
        """Shift all places by a number of words."""
        self.source = None if self.source is None else (self.source[0] + by, self.source[1] + by)
        self.cue = None if self.cue is None else (self.cue[0] + by, self.cue[1] + by)
        self.contents = [(a + by, b + by) for a, b in self.contents]
        self.verb += by
        for found in self.inner:
            found.move(by)

    @property
    def end(self) -> int:
        return max([r[1] for r in self.contents] + [self.verb])

    @property
    def start(self) -> int:
        return min([r[0] for r in self.contents] + [self.verb])


# Adjuncts that can stand between the verb and its content: "on Monday", "in a statement", "at the meeting".
# Each preposition opens a new part and no part holds one, so that there is one way only to read a string.
_GAP = r"[aem]*?(?:[it][adNomegv'zqQk()]{1,9}?){0,5}?"
_THAT = re.compile(rf",?{_GAP},?T")
_THAT_ADDRESSEE = re.compile(r"(?:[adNomeipgs'zqQtv-]|,(?=[^T]{1,40},)){1,18}?,?T")
_QUOTE = re.compile(rf",?{_GAP}(?:in part|)[,:]?q")
_QUOTE_ADDRESSEE = re.compile(r"[adNomeipgt'v]{1,12}?[,:]?q")
_COLON = re.compile(rf",?{_GAP}:")
_WH = re.compile(rf"{_GAP}[wr]")
_WH_ADDRESSEE = re.compile(r"[adNompi']{1,9}?w")
_INFINITIVE = re.compile(r"[ae]*t[abhkofvgiq]")
_INFINITIVE_ADDRESSEE = re.compile(r"(?:p|[dNomkiv'(),]{0,15}?[Nomkpv)])[ae]*t[abhkofvgiq]")
_STOPS = re.compile(r"[.Y]\.*\)?")
_BEFORE_PREP = re.compile("[ae]{1,2}")
_CLAUSE_START = re.compile(r"(?:[ae]|em)*([dNompqgiwsTbtvhxr])")
_OBJECT_START = re.compile(r"a*[dNomgpqv]")
_ONLY_ADJUNCT = re.compile(r"[aem,]*(?:[it][adNomegvp'zqQk(),]*)*[.;Y:)]*$")
_HAS_VERB = re.compile(r"[xbhf]|[Nomp)]v(?=[aitdem.,;scTpqg]|$)|[Nop]k")
_ANY_VERB = re.compile("[xbhfvk]")
_VERB_OR_ING = re.compile("[xbhfvkg]")
_NOUN_PHRASE_END = re.compile("[dNom]{1,12}$")
_ASKED = re.compile(r"a*(?:i([dNom]+))?(?=[wri])")
_NEXT_CLAUSE = re.compile(r",(?=[dNpoqa])")
_PLACE = re.compile("d?[Nomg]+")
_REDUCED = re.compile(r"[dNomaiqzQ']+[xbhf]")
_ADJUNCT_THEN_CLAUSE = re.compile(r"[it][dNomegk']*?(?:(?<=e)|(?<=m),?|(?=p))(?=[dNp])")
_ADDRESSEE_CLAUSE = re.compile(
    r"(?:p|d?[omg']*[Nom]+(?:i[dNom]+)?(?:[,](?:[dNom']+),)?)(?:[ae]|ie|i[dNo]{1,4}e?)*(?=[pd]|Nx|Nf|Nb|[Nop]h)"
)
_RELATIVE_ENDS = re.compile(r",c?a*[xbhfvkr]")
_MAIN_CLAUSE = re.compile(r",a*(?=[dNpoq])")
_SUBJECT_AND_VERB = re.compile(r"[^,]{1,40}?[xbhfkv]")
_SECOND_PART = re.compile(rf"{_GAP}[,:-]")
_CLAUSE_WORDS = re.compile("[xbhfvkNodp]")
_LABEL = re.compile(r"d?N+(?:\([^)]*\))?(?:,[dNoi]+)?")
_CLAUSE_CUT = re.compile("[,;-]")


# A sentence is read no farther than so many words after and before a cue: longer ones are lists, tables or
# text without stops, and cost would grow with the square of their length.
FARTHEST_END, FARTHEST_START = 400, 200
# A transcript repeats its labels within so many characters.
LABEL_WINDOW = 20_000


class LineReader:
    """Finds the statements of one line."""

    def __init__(self, line: Line, lexicon: Path | None) -> None:
        self.line, self.tags, self.words = line, line.tags, line.words
        self.lexicon = lexicon
        self.document_nouns, self.body_nouns = kind_nouns(lexicon)
        self.stances = stance_words(lexicon)
        self.forms = cue_forms(lexicon)
        self.nouns, self.speaking, self.owned = noun_forms(lexicon), speaking_nouns(lexicon), owned_nouns(lexicon)
        self.events = event_words(lexicon)
        self.found: list[Found] = []
        # Where sentences end: a stop with what closes after it; inside of quotations there is none.
        self.stops = [match.end() - 1 for match in _STOPS.finditer(self.tags)]
        self.quote_at = {first: last for first, last in line.quotes}
        self.quote_to = {last: first for first, last in line.quotes}

    # -- places ------------------------------------------------------------------------------------------------

    def sentence_end(self, index: int) -> int:
        """Return the last word of the sentence that holds ``index``, its full stop left out."""
        end = self.sentence_last(index)
        while end > index and self.tags[end] == ".":
            end -= 1
        return end

    def sentence_last(self, index: int) -> int:
        """Return the last word of the sentence, its full stop included; a quotation is never cut."""
        place = bisect_left(self.stops, index)
        last = self.stops[place] if place < len(self.stops) else self.line.size - 1
        return min(last, index + FARTHEST_END)

    def sentence_first(self, index: int) -> int:
        place = bisect_left(self.stops, index)
        first = self.stops[place - 1] + 1 if place else 0
        return max(first, index - FARTHEST_START)

    def trim(self, first: int, last: int) -> Range | None:
        """Cut commas, joining words and loose marks from both ends."""
        tags = self.tags
        while first <= last and tags[first] in ",;:-.":
            first += 1
        while last >= first and tags[last] in ",;:-.c":
            last -= 1
        return (first, last) if first <= last else None

    # -- the walk ----------------------------------------------------------------------------------------------

    def read(self) -> list[Found]:
        tags, words = self.tags, self.words
        events = self.events
        for index in [index for index, word in enumerate(words) if word in events]:
            word, tag = words[index], tags[index]
            if tag == "k":
                self.at_verb(index)
            elif word == "according":
                if index + 1 < self.line.size and tags[index + 1] == "t":
                    self.at_according(index, 2)
            elif tag == ":":
                if index:
                    self.at_colon(index)
            elif words[index - 2 : index] == ["in", "the"] and words[index + 1 : index + 2] == ["of"]:
                self.at_according(index - 2, 4)
            elif tag in "oNga" and word in self.stances:
                self.at_stance(index)
            elif tag in "oNg" and word in self.owned:
                self.at_noun(index)
        if self.line.quotes and self.found:
            self.join_quotes()
            self.read_quotations()
        return self.found

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

    def floor_of(self, index: int) -> int:
        """Return the first word that a new statement at ``index`` may use: after contents that are complete."""
        first = self.sentence_first(index)
        return first

    def covering(self, index: int) -> Found | None:
        """Return the statement whose content holds the word, or None."""
        for found in reversed(self.found[-3:]):
            for first, last in found.contents:
                if first <= index <= last:
                    return found
        return None

    def at_verb(self, verb: int) -> None:
        form = self.forms[self.words[verb]]
        outer = self.covering(verb)
        candidate = self.statement_at(verb, form, outer)
        if candidate is None:
            return
        if outer is None:
            self.accept(candidate)
        elif candidate.rule in ("comma", "inverted") and any(a <= outer.verb <= b for a, b in candidate.contents):
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

    # -- one verb ----------------------------------------------------------------------------------------------

    def statement_at(self, verb: int, form: Form, outer: Found | None) -> Found | None:
        tags, words = self.tags, self.words
        floor = outer.contents[0][0] if outer else self.sentence_first(verb)
        group = verb
        while group > floor and tags[group - 1] in "axbh":
            group -= 1
        before = tags[group - 1] if group > floor else "."
        if form.verb.lemma == "ask" and group == verb and before in ".s(,w" and "p" in form.shape:
            asked = self.asked(verb)
            if asked is not None:
                return asked
        chain = tags[group:verb]
        shape = form.shape
        inherited = False
        source: Range | None = None
        passive = False

        if group < verb and words[group] in CONTRACTED and shape != "g":
            complement = self.complement(verb, form, strict=form.verb.mental or form.verb.document or form.verb.body)
            if complement is None or "n" in shape and "b" in tags[group:verb] and words[group].endswith(("'re", "'m")):
                return None
            return self.right_statement(verb, form, group + 1, (group, group), False, complement)
        if shape == "g":
            if "b" in chain:
                source = subject_left(self.line, group - 1, floor)
            elif words[group - 1] == "worth":
                return None
            elif before in ",-Q" or (before == "c" and group - 2 >= floor):
                source, inherited = self.inherit(group, floor, outer), True
                if source is None and before == "Q":
                    return None
            elif before in "is":
                source, inherited = self.inherit(group, floor, outer), outer is None
                if words[group - 1] in _NO_SPEECH_BEFORE:
                    return None
            elif before in "Nop)" and tags[verb + 1 : verb + 2] in ("T", "q"):
                source = subject_left(self.line, group - 1, floor)
                if source is None and (match := _NOUN_PHRASE_END.search(tags, max(floor, group - 12), group)):
                    source = (match.start(), group - 1)
            elif before == "k" and words[group - 1] == "as":
                return None
            elif words[group - 1 : group] == ["as"]:
                source = self.source_of_passive(group - 1, floor)
            elif before == ".":
                return None
            else:
                return None
            if words[group - 1] == "as" and source is None:
                source = self.source_of_passive(group - 1, floor)
        elif "n" in shape and "b" in chain and "h" not in chain[chain.rfind("b") + 1 :]:
            passive = True
        elif before == "t":
            return self.infinitive_cue(verb, form, group, floor, outer)
        elif "p" not in shape and "s" not in shape and "b" in shape and "x" not in chain:
            source = subject_left(self.line, group - 1, floor)  # present plural: "officials say"
            if source is None and before in "c":
                source, inherited = self.inherit(group, floor, outer), True
        elif before == "c":
            source, inherited = self.inherit(group, floor, outer), True
            if source is None or not self.continues_tense(verb, form, outer):
                return None
        elif before == "," and outer is not None and "p" in shape and group == verb and self.same_tense(outer):
            source, inherited = self.inherit(group, floor, outer), True
        else:
            source = subject_left(self.line, group - 1, floor)

        if "p" not in shape and "x" not in chain and source is not None and not self.agrees(source, verb, shape):
            source = None
        if "x" in chain and any(word in _OBLIGES for word in words[group:verb]):
            return None  # "firms must report leaks": a duty, no saying
        if passive:
            return self.passive_cue(verb, form, group, floor)
        if shape != "g" and self.inverted(verb, form, group, floor, source):
            right = subject_right(self.line, verb + 1, self.sentence_end(verb))
            if right is not None:
                return self.left_statement(verb, form, (group, verb), right, "inverted", floor)
        return self.complete(verb, form, group, source, inherited, floor, outer)

    def asked(self, verb: int) -> Found | None:
        """ "Asked whether …, she said", "when asked about …": the question is a content, mostly without a source."""
        tags = self.tags
        start = verb + 1
        source = None
        match = _ASKED.match(tags, start)
        if not match:
            return None
        if match[1] and self.words[match.start(1) - 1] == "by":
            source = (match.start(1), match.end(1) - 1)
        start = match.end() if not match[1] or source else verb + 1
        if tags[start : start + 1] == "i":
            if self.words[start] not in ("about", "on", "for"):
                return None
            start += 1
        end = self.sentence_end(verb)
        comma = next((m.start() for m in _NEXT_CLAUSE.finditer(tags, start + 1, end)), -1)
        content = self.trim(start, comma - 1 if comma > 0 else end)
        if content is None:
            return None
        if source is None:
            return None  # somebody's question, without a word of who asked
        return Found(
            source, (verb, verb), [content], "asked", "ask", verb, note=None if source else "No source is named."
        )

    def continues_tense(self, verb: int, form: Form, outer: Found | None) -> bool:
        """Say whether a coordinated verb has the tense of the cue before it, so that it shares its subject."""
        before = outer or next((f for f in reversed(self.found) if f.verb >= self.sentence_first(verb)), None)
        earlier = self.forms.get(self.words[before.verb]) if before is not None else None
        if earlier is None or set(earlier.shape) & set(form.shape) or "g" in earlier.shape:
            return True
        return "h" in self.tags[max(0, verb - 3) : verb] or "x" in self.tags[max(0, verb - 3) : verb]

    def same_tense(self, outer: Found) -> bool:
        """Say whether the outer cue is in the past as well: then ", called her …" goes on with its subject."""
        form = self.forms.get(self.words[outer.verb])
        return form is not None and "p" in form.shape

    def agrees(self, source: Range, verb: int, shape: str) -> bool:
        """Say whether a present form fits its subject: "officials claim", "the report claims", not "pool report"."""
        word, tag = self.words[source[1]], self.tags[source[1]]
        if "b" in shape:
            if tag == "p":
                return word not in ("he", "she", "it", "this", "that")
            inside = self.tags[source[0] : source[1] + 1]
            if "c" in inside or "r" in inside or "," in inside:
                return True
            edge = inside.find("i")
            head = self.words[source[0] + edge - 1] if edge > 0 else word
            return head[-1] == "s" or head in _PLURAL
        if "s" in shape:
            if word in ("i", "we", "they", "you") or tag == "m":
                return False
            # "the report claims" speaks; "a dozen states" is a noun phrase.
            return tag != "o" or self.words[verb] not in self.nouns or word in self.speaking
        return True

    def inherit(self, group: int, floor: int, outer: Found | None) -> Range | None:
        """Return the subject that a participle or coordinated verb shares."""
        if outer is not None and outer.source is not None:
            return outer.source
        first = self.sentence_first(group)
        for found in reversed(self.found):
            if found.verb < first:
                break
            if found.source is not None:
                return found.source
        return inherited_subject(self.line, group, floor)

    def source_of_passive(self, index: int, floor: int) -> Range | None:
        """Return the subject of "X was quoted as" (``index`` is "as")."""
        group = index - 1
        while group > floor and self.tags[group] in "akvo" and self.tags[group - 1] in "axbh":
            group -= 1
            if self.tags[group] in "bx":
                break
        while group > floor and self.tags[group - 1] in "axbh":
            group -= 1
        return subject_left(self.line, group - 1, floor)

    def inverted(self, verb: int, form: Form, group: int, floor: int, source: Range | None) -> bool:
        """Say whether the source follows the verb: "…," said the minister."""
        tags = self.tags
        if "i" not in form.verb.takes or verb + 1 >= self.line.size or tags[verb + 1] not in "dNompg":
            return False
        if group == floor:
            return False
        before = tags[group - 1]
        comma = before == ","
        mark = group - 2 if comma else group - 1
        if mark >= 0 and tags[mark] in "QY" and mark in self.quote_to:
            inner = mark - 1
            while inner > 0 and self.words[inner] in _SINGLE_MARKS:
                inner -= 1
            if mark - self.quote_to[mark] <= 4 and self.quote_to[mark] > self.sentence_first(mark):
                right = subject_right(self.line, verb + 1, self.sentence_end(verb))
                if right and has_finite(self.line, right[1] + 1, self.sentence_end(verb)):
                    return False  # "Lee, host of “Morning Joe,” suggested the mayor would …"
            return comma or self.words[inner] in _CLAUSE_ENDS
        if not comma or tags[verb + 1] == "p" and tags[verb + 2 : verb + 3] not in (".", ",", ""):
            return False
        if group != verb:
            return False
        end = self.sentence_end(verb)
        right = subject_right(self.line, verb + 1, end)
        if right is None:
            return False
        rest = tags[right[1] + 1 : end + 1]
        if any(tag in "xbhfkT" for tag in rest.split(",")[0]) or (rest and rest[0] in "tq"):
            return False
        if self.line.heading:
            return True
        first = max(floor, self.sentence_first(verb))
        return has_finite(self.line, first, group - 2)

    def infinitive_cue(self, verb: int, form: Form, group: int, floor: int, outer: Found | None) -> Found | None:
        """ "went on to say that", "is expected to announce": the verb before "to" has the subject."""
        tags = self.tags
        head = group - 2
        while head > floor and tags[head] in "ai":
            head -= 1
        if head <= floor or tags[head] not in "fvkbhx":
            return None
        while head > floor and tags[head - 1] in "axbh":
            head -= 1
        source = subject_left(self.line, head - 1, floor)
        inherited = False
        if source is None and tags[head - 1] == "c":
            source, inherited = self.inherit(head, floor, outer), True
        if source is None:
            return None
        complement = self.complement(verb, form, strict="C" not in form.verb.takes)
        if complement is None:
            return None
        return self.right_statement(verb, form, head, source, inherited, complement)

    def passive_cue(self, verb: int, form: Form, group: int, floor: int) -> Found | None:
        """ "It was stressed that …", "the firm is said to …", "residents were told that …"."""
        tags, words = self.tags, self.words
        subject = subject_left(self.line, group - 1, floor)
        takes = form.verb.takes
        following = tags[verb + 1 : verb + 2]
        if (
            subject is not None
            and subject[0] == subject[1]
            and words[subject[0]] == "it"
            or words[group - 1 : group] == ["it"]
        ):
            complement = self.complement(verb, form, strict=True)
            if complement is None:
                return None
            source = self.place_of_saying(verb + 1, complement[0])
            found = self.right_statement(verb, form, group, source, False, complement)
            found.rule = "passive"
            found.note = None if source else "No source is named."
            return found
        if subject is None:
            return None
        if form.verb.lemma == "quote" and words[verb + 1 : verb + 3] == ["as", "saying"]:
            return None  # the participle after it is the cue
        if following == "t" and takes & set("tc") and not form.verb.document:
            end = self.sentence_end(verb)
            content = self.trim(verb + 1, end)
            return Found(None, (group, verb), [subject, content], "passive", form.verb.lemma, verb,
                         note="No source is named.")  # fmt: skip
        if takes & {"a", "F"} and (match := _THAT.match(tags, verb + 1)):
            content = self.trim(match.end() - 1, self.sentence_end(verb))
            return Found(None, (group, verb), [content], "passive", form.verb.lemma, verb, note="No source is named.")
        return None

    def place_of_saying(self, first: int, limit: int) -> Range | None:
        """Return the noun phrase of "at the meeting" or "in the circular": there the place speaks."""
        tags = self.tags
        if first < limit and tags[first] == "i" and self.words[first] in ("at", "in", "by"):
            match = _PLACE.match(tags, first + 1, limit)
            if match:
                return match.start(), match.end() - 1
        return None

    def complete(self, verb: int, form: Form, group: int, source: Range | None, inherited: bool, floor: int,
                 outer: Found | None) -> Found | None:  # fmt: skip
        """Find the content of a cue whose source is known (or known to be absent)."""
        if (form.verb.document or form.verb.body) and not self.may_speak(source, form):
            that = self.complement(verb, form, strict=True)
            if that is None or that[1] != "that" or source is None:
                return None
        complement = self.complement(verb, form, strict=source is None or form.verb.mental)
        if complement is not None and complement[1] in ("clause", "object", "question", "prep"):
            if source is not None and not inherited and form.shape != "g" and self.follows_quotation(source, group):
                left = self.left_statement(verb, form, (group, verb), source, "comma", floor)
                if left is not None:
                    return left
        if complement is not None:
            if source is None and group != verb:
                return None
            if source is None and complement[1] not in ("quote-right", "that"):
                return None
            if source is None and not self.line.heading and self.tags[group - 1 : group] not in ("", ".", "s", ","):
                return None
            return self.right_statement(verb, form, group, source, inherited, complement)
        if source is None or inherited or form.shape == "g":
            return None
        if not form.verb.takes & set("iqC") or "F" in form.verb.takes and not form.verb.takes & set("iq"):
            return None
        return self.left_statement(verb, form, (group, verb), source, "comma", floor)

    def may_speak(self, source: Range | None, form: Form) -> bool:
        """Say whether the subject of a verb of documents or bodies is one ("the plan requires", not "the job")."""
        if source is None:
            return False
        kinds = self.document_nouns if form.verb.document else self.body_nouns
        for index in range(source[0], source[1] + 1):
            if self.tags[index] in "i," and index > source[0]:
                break
            if self.words[index] in kinds:
                return True
        return False

    def follows_quotation(self, source: Range, group: int) -> bool:
        """Say whether a whole quotation stands right before the source: "A," she said as …."""
        edge = source[0] - 1
        if edge < 1 or source[1] >= group or self.tags[edge] not in "QY,":
            return False
        mark = edge - 1 if self.tags[edge] == "," else edge
        if self.tags[mark] not in "QY" or mark not in self.quote_to:
            return False
        inner = mark - 1
        while inner > 0 and self.words[inner] in _SINGLE_MARKS:
            inner -= 1
        return self.tags[edge] == "," or self.words[inner] in _CLAUSE_ENDS

    # -- contents ----------------------------------------------------------------------------------------------

    def complement(self, verb: int, form: Form, strict: bool = False) -> tuple[int, str, int] | None:
        """Return where the content after a verb begins, the name of the frame and the last word of the cue."""
        tags, words = self.tags, self.words
        takes = form.verb.takes
        after = verb + 1
        size = self.line.size
        if after >= size:
            return None
        cue_end = verb
        if form.verb.prep and (match := _BEFORE_PREP.match(tags, after)):
            while match.end() > after and words[match.end() : match.end() + 1] and words[match.end()] in form.verb.prep:
                after = match.end()
        if form.verb.prep and words[after] in form.verb.prep:
            cue_end = after
            after += 1
            if after >= size:
                return None
            if words[after - 1] not in ("out", "down"):
                return self.prep_complement(after, cue_end)
        elif form.verb.needs:
            return None
        addressee = "a" in takes
        if "t" in takes:
            match = _THAT.match(tags, after) or (_THAT_ADDRESSEE.match(tags, after) if addressee else None)
            if match and not self.crosses_sentence(after, match.end() - 1):
                return match.end() - 1, "that", cue_end
        if "q" in takes:
            match = _QUOTE.match(tags, after) or (
                _QUOTE_ADDRESSEE.match(tags, after) if addressee or "F" in takes else None
            )
            if match and not self.crosses_sentence(after, match.end() - 1):
                return match.end() - 1, "quote-right", cue_end
            match = _COLON.match(tags, after)
            if match and match.end() < size and not self.crosses_sentence(after, match.end() - 1):
                return match.end(), "colon", cue_end
        if "w" in takes:
            if words[after] in ("when", "where"):
                return after, "question", cue_end
            match = _WH.match(tags, after) or (_WH_ADDRESSEE.match(tags, after) if takes & set("aF") else None)
            if match and not self.crosses_sentence(after, match.end() - 1):
                return match.end() - 1, "question", cue_end
        if "f" in takes:
            match = _INFINITIVE.match(tags, after)
            if match and form.verb.lemma in ("decline", "refuse") and tags[match.end() - 1] == "k":
                return None  # "declined to say whether": the second verb is the cue
            if match:
                return tags.index("t", after), "infinitive", cue_end
        if "F" in takes:
            match = _INFINITIVE_ADDRESSEE.match(tags, after)
            if match and match.end() - after < 20:
                start = match.end() - 2
                while start > after and tags[start - 1] in "ae" and words[start - 1] == "not":
                    start -= 1
                return (start if addressee else after), "infinitive", cue_end
        if strict and not (form.verb.mental and "c" in takes and self.tags[after] in "pd"):
            return None
        if takes & set("Cc") and tags[after] not in ",.;:)-Y":
            found = self.clause_complement(after, form, cue_end)
            if found:
                return found
        if strict:
            return None
        if addressee:
            found = self.addressee_clause(after, cue_end)
            if found:
                return found
        if takes & set("oO"):
            match = _OBJECT_START.match(tags, after)
            rest = tags[after : self.sentence_end(verb) + 1]
            if not match and rest[:1] == "T" and "O" in takes:
                return after, "object", cue_end
            if match and not _ONLY_ADJUNCT.match(rest):
                if rest[0] != "q" and "p" in form.shape and tags[verb - 1] not in "pxbh" and _REDUCED.match(rest):
                    return None  # "a group called Our Town is": the participle belongs to the noun
                return after, "object", cue_end
        return None

    def crosses_sentence(self, first: int, last: int) -> bool:
        return "." in self.tags[first:last] or "Y" in self.tags[first:last]

    def prep_complement(self, after: int, cue_end: int) -> tuple[int, str, int] | None:
        if self.tags[after] in "dNomgpqTwva":
            return after, "prep", cue_end
        return None

    def clause_complement(self, after: int, form: Form, cue_end: int) -> tuple[int, str, int] | None:
        """A clause without "that": a noun phrase and a finite verb must follow, or the verb is trusted bare."""
        tags = self.tags
        match = _CLAUSE_START.match(tags, after)
        if not match:
            return None
        start = match.start(1)
        if tags[start] == "s" and self.words[start] not in _CONDITIONS:
            return None
        end = self.sentence_end(start)
        rest = tags[start : end + 1]
        comma = rest.find(",")
        has_verb = bool(_HAS_VERB.search(rest))
        if rest[0] in "it" and self.words[start] != "to":
            # "said on Monday the levy …" / "said in a statement": an adjunct, unless a clause follows.
            if not has_verb:
                return None
            clause = _ADJUNCT_THEN_CLAUSE.match(tags, start)
            if clause:
                start = clause.end()
            elif (
                comma > 0
                and re.fullmatch("[it][adNomegv]*", rest[:comma])
                and rest[comma + 1 : comma + 2] in tuple("dNpoT")
            ):
                pass
        if "C" in form.verb.takes:
            return start, "clause", cue_end
        if tags[start] in "it":
            return None
        head = _CLAUSE_CUT.split(rest, maxsplit=1)[0]
        if _HAS_VERB.search(head if len(head) > 3 else rest):
            return start, "clause", cue_end
        return None

    def addressee_clause(self, after: int, cue_end: int) -> tuple[int, str, int] | None:
        """ "told the council the levy would rise", "told AP they agreed"."""
        tags = self.tags
        match = _ADDRESSEE_CLAUSE.match(tags, after)
        if match and _ANY_VERB.search(tags, match.end(), self.sentence_end(after) + 1):
            return match.end(), "clause", cue_end
        return None

    def right_statement(self, verb: int, form: Form, group: int, source: Range | None, inherited: bool,
                        complement: tuple[int, str, int]) -> Found:  # fmt: skip
        start, rule, cue_end = complement
        contents = self.right_contents(start, rule)
        if source is not None and not inherited:
            contents = [self.within_clause(source, *contents[0]), *contents[1:]]
        name = "participle" if inherited and form.shape == "g" else "coordinated" if inherited else rule
        cue_first = group
        if self.line.words[group - 1 : group] == ["as"]:
            cue_first = group
        found = Found(source, (cue_first, cue_end), contents, name, form.verb.lemma, verb, inherited)
        if rule == "quote-right" or rule == "colon":
            self.add_left_part(found)
        return found

    def within_clause(self, source: Range, start: int, end: int) -> Range:
        """End the content where a subordinate or relative clause of the cue ends.

        "After the bank said rates would rise, shares fell": the content is no part of the main clause.
        """
        tags = self.tags
        first = source[0]
        begin = self.sentence_first(first)
        if tags[first] == "r" and first == source[1] and first > begin and tags[first - 1] == ",":
            match = _RELATIVE_ENDS.search(tags, start + 1, end + 1)
            if match and tags[match.end() - 1] != "v" or match and tags[match.end()] in "itd":
                return start, match.start() - 1
        before = first - 1
        while before > begin and tags[before] in "a":
            before -= 1
        if before >= begin and before <= begin + 1 and tags[before] in "sw" and tags[first] != "r":
            for match in _MAIN_CLAUSE.finditer(tags, start + 1, end):
                if _SUBJECT_AND_VERB.match(tags, match.end(), end + 1):
                    return start, match.start() - 1
        return start, end

    def add_left_part(self, found: Found) -> None:
        """ "A," he said, "B": what precedes the source belongs to the content as well."""
        if found.source is None or found.inherited or found.source[0] > found.verb:
            return
        first = found.source[0] - 1
        if first < 1 or self.tags[first] not in ",QY" or found.source[1] > found.verb:
            return
        mark = first - 1 if self.tags[first] == "," else first
        if self.tags[mark] in "QY" and mark in self.quote_to and self.covering(mark) is None:
            left = self.left_range(first, 0)
            if left:
                found.contents.insert(0, left)

    def right_contents(self, start: int, rule: str) -> list[Range]:
        """Return the content that begins at ``start``: to the end of the quotation or of the sentence."""
        tags = self.tags
        if tags[start] == "q" and start in self.quote_at:
            last = self.quote_at[start]
            following = tags[last + 1] if last + 1 < self.line.size else "."
            whole = self.words[last - 1] in _CLAUSE_ENDS  # a fragment without a stop goes on outside of its marks
            if tags[last] == "Y" or following in ".,;-:)e" or (whole and following in "sgi"):
                return [(start, last)]
            if whole and following == "c" and tags[last + 2 : last + 3] not in ("T", "q"):
                return [(start, last)]
            if following == "c" and tags[last + 2 : last + 3] == "q":
                return [(start, self.quote_at.get(last + 2, last + 2))]
            return [(start, max(last, self.sentence_end(last)))]
        end = self.sentence_end(start)
        if rule == "colon" and "\n" in self.line.text[self.line.ends[start - 1] : self.line.starts[start]]:
            end = self.line.size - 1  # the words stand in a paragraph of their own
            while end > start and tags[end] == ".":
                end -= 1
            return [(start, end)]
        cut = self.trailing_cut(start, end)
        if rule in ("object", "infinitive", "prep"):
            dash = tags.find("-", start, cut)
            if dash > start and tags[dash - 1] != "d":
                cut = dash - 1
        return [(start, cut)]

    def trailing_cut(self, start: int, end: int) -> int:
        """End the content before ", according to …" and before a closing bracket that opens outside of it."""
        words, tags = self.words, self.tags
        depth = 0
        for index in range(start, end + 1):
            tag = tags[index]
            if tag == "(":
                depth += 1
            elif tag == ")":
                depth -= 1
                if depth < 0:
                    return max(start, index - 1)
            elif tag == ";" and depth == 0 and index - start > 2:
                return index - 1
            elif words[index] == "according" and index > start + 1 and tags[index - 1] == ",":
                return index - 2
        while end > start and tags[end] in ",;:-":
            end -= 1
        return end

    def left_range(self, last: int, floor: int) -> Range | None:
        """Return the content that ends before ``last`` (a comma or a closing mark)."""
        tags = self.tags
        mark = last - 1 if tags[last] == "," else last
        if mark >= 0 and tags[mark] in "QY" and mark in self.quote_to:
            first = self.quote_to[mark]
            start = first
            if first > 0 and tags[first - 1] not in ".Y":
                begin = self.sentence_first(first - 1)
                if self.covering(first - 1) is None and tags[first - 1] not in ":":
                    start = begin
            while (
                start > 0 and tags[start - 1] == "Y" and start - 1 in self.quote_to and self.covering(start - 1) is None
            ):
                before = self.quote_to[start - 1]
                if before > 0 and tags[before - 1] not in ".Y":
                    break
                start = before
            return start, mark
        first = max(self.sentence_first(last), floor)
        return self.trim(first, last)

    def left_statement(self, verb: int, form: Form, cue: Range, source: Range, order: str, floor: int) -> Found | None:
        """The content stands before source and cue: "The levy will rise, the minister said"."""
        tags, words = self.tags, self.words
        edge = (source[0] if order == "comma" else cue[0]) - 1
        if edge < 0:
            return None
        while edge > 0 and tags[edge] in "ac" and tags[edge - 1] in ",QYa":
            edge -= 1
        if words[edge] == "as" and edge > 0 and tags[edge - 1] in ",":
            begin = self.sentence_first(edge)
            if not _ANY_VERB.search(tags, begin, edge):
                return self.as_said(verb, form, cue, source)
            edge -= 1
        elif words[edge] == "as" and edge == self.sentence_first(edge):
            return self.as_said(verb, form, cue, source)
        if tags[edge] not in ",QY-":
            return None
        if order == "comma" and form.verb.mental and "i" not in form.verb.takes:
            return None
        if not quoted_edge(self, edge) and not form.verb.takes & set("Cct"):
            return None
        addressee = _ADDRESSEE.match(tags, cue[1] + 1) if order == "comma" and "a" in form.verb.takes else None
        if (
            order == "comma"
            and not quoted_edge(self, edge)
            and not addressee
            and not _AFTER_CUE.match(tags, cue[1] + 1)
        ):
            return None
        mark = edge - 1 if tags[edge] in ",-" and edge else edge
        quoted = tags[mark] in "QY" and mark in self.quote_to
        tail = addressee.end() if addressee else max(source[1], cue[1]) + 1
        if not quoted:
            if tags[edge] == "Q":
                return None
            holder = self.covering(edge)
            if holder is not None and holder.verb >= self.sentence_first(edge):
                # "The firm agreed to pay, officials said.": the last cue of a sentence has all of it.
                if (
                    tags[tail : tail + 1] == ","
                    or holder.source is None
                    or holder.rule in ("quote-left", "quote-inverted")
                ):
                    return None
                if order == "comma" and not {"C", "i"} <= form.verb.takes:
                    return None
                floor = min(floor, holder.start, holder.source[0])
        content = self.left_range(edge, floor if not quoted else 0)
        if content is None:
            return None
        if not quoted and content[1] - content[0] < 1 and tags[tail : tail + 1] != ",":
            return None
        contents = [content]
        rule = ("quote-" if quoted else "") + ("inverted" if order == "inverted" else "comma" if not quoted else "left")
        right = self.second_part(tail, quoted)
        if right:
            contents.append(right)
            if not quoted:
                rule = "parenthetical"
        elif not quoted and not _VERB_OR_ING.search(tags, content[0], content[1] + 1) and not self.line.heading:
            return None
        return Found(source, cue, contents, rule, form.verb.lemma, verb)

    def second_part(self, tail: int, quoted: bool) -> Range | None:
        """Return the part of the content after a cue that stands in the middle of it."""
        tags = self.tags
        size = self.line.size
        end = self.sentence_end(min(tail, size - 1))
        index = tail
        if index >= size or index > end:
            return None
        skip = _SECOND_PART.match(tags, index, end + 1)
        if not skip:
            if quoted and tags[index] == "q":
                return index, self.quote_at.get(index, index)
            return None
        index = skip.end()
        if index > end:
            return None
        if tags[index] == "q":
            last = self.quote_at.get(index, index)
            return index, last
        if quoted or tags[index] in "gcs" or tags[index : index + 2] == "ag":
            return None
        return index, self.trailing_cut(index, end)

    def as_said(self, verb: int, form: Form, cue: Range, source: Range) -> Found | None:
        """ "As the minister said, the levy will rise."."""
        tail = cue[1] + 1
        end = self.sentence_end(verb)
        comma = self.tags.find(",", tail, end)
        if comma < 0:
            return None
        return Found(source, cue, [(comma + 1, end)], "as-said", form.verb.lemma, verb)

    # -- frames without a verb -----------------------------------------------------------------------------------

    def at_according(self, index: int, length: int) -> None:
        tags = self.tags
        if self.covering(index) is not None:
            return
        begin = self.sentence_first(index)
        end = self.sentence_end(index)
        first = index + length
        source = subject_right(self.line, first, end)
        if source is None:
            return
        noun = self.words[source[0]]
        if source[0] == source[1] and tags[first] == "o" and noun[-1] != "s" and noun not in self.speaking:
            return  # "paid according to age"
        leading = not _CLAUSE_WORDS.search(tags, begin, index)
        extra: list[Range] = []
        tail = source[1] + 1
        if leading:
            comma = tags.find(",", first, end)
            # An apposition stays with the source as long as another comma and a clause follow it.
            while 0 < comma < source[1]:
                following = tags.find(",", comma + 1, end)
                if following < 0 or tags[comma + 1] not in "dNor" or has_finite(self.line, comma + 1, following - 1):
                    break
                comma = following
            if comma > 0:
                source = (source[0], min(source[1], comma - 1))
            if comma < 0:
                return
            content = self.trim(comma + 1, end)
            if self.tags[comma + 1] == "q" and comma + 1 in self.quote_at:
                content = self.right_contents(comma + 1, "according")[0]
        else:
            edge = index - 1
            while edge > begin and tags[edge] in "ac,-":
                edge -= 1
            start = begin
            content = self.trim(start, edge)
            if (
                content
                and tags[tail : tail + 1] == ","
                and tags[tail + 1 : tail + 2] not in ("g", "c", "s", "w", "r", "")
            ):
                right = (tail + 1, end)
                if tags[content[0]] == "s" and has_finite(self.line, *right):
                    content = right
                elif content[1] - content[0] < 5:
                    extra = [right]
        if content is None:
            return
        lemma = "according to" if length == 2 else "in the " + self.words[index + 2] + " of"
        found = Found(source, (index, index + length - 1), [content], "according-to", lemma, index)
        found.contents.extend(extra)
        self.accept(found)

    def is_repeated_label(self, colon: int) -> bool:
        """Say whether other lines of the text begin with the same label: a transcript."""
        label = self.line.text[self.line.starts[0] : self.line.ends[colon]]
        begin, text = self.line.starts[0], self.line.text
        low, high = max(0, begin - LABEL_WINDOW), begin + LABEL_WINDOW
        return text.count("\n" + label, low, high) + text.startswith(label) > 1

    def at_noun(self, noun: int) -> None:
        """A noun of saying with an owner and its content: "the minister's warning that …", "her call for …"."""
        tags, words = self.tags, self.words
        if noun + 2 >= self.line.size or self.covering(noun) is not None:
            return
        following, word = tags[noun + 1], words[noun]
        if following == "T":
            start = noun + 1
        elif words[noun + 1] in self.owned[word] and tags[noun + 2] not in ",.;":
            start = noun + 1 if following == "t" else noun + 2
        else:
            return
        if following == "T" and (supported := self.support_verb(noun)) is not None:
            source, first = supported
            self.found.append(Found(source, (first, noun), [self.noun_content(noun, start)], "noun", word, noun))
            return
        owner = noun - 1
        while owner > 0 and tags[owner] in "oavgNc" and not words[owner].endswith(("'s", "s'")) and noun - owner < 5:
            owner -= 1
        if words[owner] in _OWNERS:
            source = (owner, owner)
            if (
                owner > 0
                and tags[owner - 1] in "vfo"
                and (subject := inherited_subject(self.line, owner, self.sentence_first(noun)))
            ):
                source = subject  # "the mayor repeated his claim that …"
        elif words[owner].endswith("'s") or words[owner] == "'" or words[owner].endswith("s'"):
            first = owner
            while first > 0 and tags[first - 1] in "Nom" and owner - first < 5:
                first -= 1
            if first > 0 and tags[first - 1] == "d":
                first -= 1
            source = (first, owner)
        else:
            return
        content = self.noun_content(noun, start)
        if content[1] > content[0]:
            self.found.append(Found(source, (noun, noun), [content], "noun", word, noun))

    def support_verb(self, noun: int) -> tuple[Range, int] | None:
        """For "gave an assurance that", "expressed the hope that": the subject and the first word of the cue."""
        tags, words = self.tags, self.words
        index = noun - 1
        while index > 0 and tags[index] in "oda" and noun - index < 4 and words[index] not in _SUPPORT:
            index -= 1
        if index < 1 or words[index] not in _SUPPORT:
            return None
        while tags[index - 1] in "axbh" and index > 1:
            index -= 1
        floor = self.sentence_first(noun)
        source = subject_left(self.line, index - 1, floor)
        if source is None and tags[index - 1] in "c,":
            source = inherited_subject(self.line, index, floor)
        return None if source is None else (source, index)

    def noun_content(self, noun: int, start: int) -> Range:
        """End the content at a comma, or before the main verb where the noun is its subject."""
        tags = self.tags
        end = self.sentence_end(start)
        comma = tags.find(",", start, end)
        if comma > 0:
            end = comma - 1
        if not has_finite(self.line, self.sentence_first(noun), noun - 1):
            verbs = [index for index in range(start + 1, end) if tags[index] in "xbhf"]
            groups = [index for index in verbs if index - 1 not in verbs]
            if len(groups) > 1 and tags[groups[1] - 1] not in "pcrT":
                end = groups[1] - 1
        return start, max(start, end)

    def at_stance(self, index: int) -> None:
        """ "The minister was adamant that …", "the bank made (it) clear that …"."""
        tags, words = self.tags, self.words
        if tags[index + 1 : index + 2] != "T" or self.covering(index) is not None:
            return
        first = index - 1
        while first > 0 and tags[first] in "ad":
            first -= 1
        if words[first] == "it" and first and words[first - 1] in _MAKES:
            first -= 1
        if not (tags[first] == "b" or words[first] in _MAKES) or first == 0:
            return
        if words[index] == "clear" and words[first] not in _MAKES:
            return
        while first > 1 and tags[first - 1] in "axbh":
            first -= 1
        floor = self.sentence_first(index)
        source = subject_left(self.line, first - 1, floor)
        if (
            source is None
            or words[first] not in _MAKES
            and words[source[1]] in ("it", "that", "this", "which", "there")
        ):
            return
        content = self.trim(index + 1, self.sentence_end(index))
        if content is not None:
            self.found.append(Found(source, (first, index), [content], "stance", words[index], index))

    def at_colon(self, index: int) -> None:
        """ "NAME: words" at the beginning of a line."""
        tags = self.tags
        if self.covering(index) is not None or index + 1 >= self.line.size or index > 12:
            return
        if not _LABEL.fullmatch(tags, 0, index) or self.found:
            return
        words = [word for word in self.words[:index] if word[0].isalpha()]
        if not 1 <= len(words) <= 8:
            return
        quoted = tags[index + 1] == "q"
        if (
            len(words) == 1
            and not quoted
            and not self.is_repeated_label(index)
            and not self.line.text[self.line.starts[0] : self.line.ends[0]].isupper()
        ):
            return
        last = self.line.size - 1
        while last > index and tags[last] == "." and not self.line.sentence[last] > self.line.sentence[index]:
            last -= 1
        self.found.append(Found((0, index - 1), (index, index), [(index + 1, last)], "label", ":", index))

    # -- quotations that no cue claimed ----------------------------------------------------------------------------

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

    def join_quotes(self) -> None:
        """Whole quoted sentences after a statement of the same paragraph belong to it."""
        tags = self.tags
        for first, last, holder, before in self.owners_of_quotes():
            before = [found for found in before if found.end < first]
            if holder is not None or not before:
                continue
            if not (first == 0 or tags[first - 1] in ".Y"):
                continue
            if not (tags[last] == "Y" or last + 1 >= self.line.size or tags[last + 1] == "."):
                continue
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

    def sentences_between(self, owner: Found, first: int) -> int:
        return self.line.sentence[first] - self.line.sentence[owner.end]


def is_inner(found: Found, form: Form) -> bool:
    """Say whether a statement within another one is kept: somebody is said to say something, in so many words."""
    return found.source is not None and found.rule in _INNER_RULES and not form.verb.mental


_INNER_RULES = frozenset({"quote-left", "quote-inverted", "quote-right", "that", "clause", "colon", "according-to"})
# A quotation of fewer words has no room for a statement of its own.
LEAST_INNER_WORDS = 6


def quoted_edge(reader: LineReader, edge: int) -> bool:
    """Say whether a quotation ends at the word, or at the word before when that is a comma."""
    mark = edge - 1 if reader.tags[edge] in ",-" and edge else edge
    return reader.tags[mark] in "QY" and mark in reader.quote_to


# After "…, the minister said" comes the end of the clause or an adjunct, no noun ("economic added value").
_AFTER_CUE = re.compile(r"[.,;:)Yaeits-]|$")
# "…, she told parliament on Monday."
_ADDRESSEE = re.compile(r"(?:p|[dNom']{1,6}(?:i[dNom]{1,5})?)(?=[.,;:)Yaeist-]|$)")
_MAKES = frozenset("make makes made making".split())
_SUPPORT = frozenset(
    "gave give gives given made make makes issued issue issues expressed express expresses voiced voice voices sounded "
    "repeated repeats reiterated reiterates offered offers took takes take dismissed dismisses rejected rejects "
    "reject denied denies released sent has had".split()
)
_OBLIGES = frozenset("must should shall ought may might can could cannot can't mustn't shouldn't".split())
_OWNERS = frozenset({"his", "her", "its", "their", "our", "my"})
_PLURAL = frozenset(
    "people police others many some most few both men women children media data majority number percent half lot "
    "public staff who which".split()
)
_CONDITIONS = frozenset({"when", "once", "unless", "until", "although", "whenever", "where"})
_NO_SPEECH_BEFORE = frozenset({"of", "for", "from", "about", "on", "against", "than"})
_SINGLE_MARKS = frozenset({"'", "’", "‘", "`"})
_CLAUSE_ENDS = frozenset({",", "?", "!", ".", "…", "-", "—", "–", "，"})
