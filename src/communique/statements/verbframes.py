"""Frames of reporting verbs: who is the subject, on which side stands the content."""

from __future__ import annotations

import re

from communique.statements.complements import ANY_VERB
from communique.statements.contents import CLAUSE_ENDS, SINGLE_MARKS
from communique.statements.passives import PassiveFrames
from communique.statements.places import Found
from communique.statements.sources import (
    CONTRACTED,
    Range,
    has_finite,
    inherited_subject,
    named_first,
    subject_left,
    subject_right,
)
from communique.statements.verbs import Form

_NOUN_PHRASE_END = re.compile("[dNom]{1,12}$")
_ASKED = re.compile(r"a*(?:i([dNom]+))?(?=[wris])")
_NEXT_CLAUSE = re.compile(r",(?=[dNpoqam])")
_GOES_ON = re.compile(",a*[xbhf]")  # "the fund, claims the opposition, is empty"
# "…, which she called a mistake, fell": the main clause goes on after a comma, or the closing mark that holds one.
_RELATIVE_ENDS = re.compile(r"(?:,|(?<=z)Q)[ac]*[xbhfkv]")
_ABSOLUTE = re.compile(r"(?<=,)i(?:[dmNo]|(?<=[mdo])i(?=[dm])|(?<=o)i(?=o)|c(?=N)){0,7}[Nopm]$")
_NAMING_VERBS = frozenset({"call", "label", "dub"})
_NAMED_HEAD = re.compile("[dmNogpv']*")
_ONE_PHRASE = re.compile("p|N{1,4}|[dm]o|dN{1,3}|d[og]N{1,3}")  # one phrase where two are wanted ("called him a liar")
_OBLIGES = frozenset({
    "must", "should", "shall", "ought", "may", "might", "can", "could", "cannot", "can't", "mustn't", "shouldn't",
})  # fmt: skip
_PLURAL = frozenset({
    "people", "police", "others", "many", "some", "most", "few", "both", "men", "women", "children", "media", "data",
    "majority", "number", "percent", "half", "lot", "public", "staff", "who", "which",
})  # fmt: skip
# "avoided saying", "kept insisting"; "unable to confirm", "keen to stress".
_PHASES = frozenset({"avoided", "stopped", "kept", "keeps", "keep", "began", "started", "avoids"})
_READY = frozenset({
    "unable", "ready", "keen", "reluctant", "quick", "unwilling", "willing", "eager", "careful", "able",
})  # fmt: skip
_SUBJECTS = frozenset({"it", "they", "he", "she", "we"})
# Shares of people that speak: "42% say", "one in five say", "those surveyed say".
_SHARES = frozenset({
    "%", "percent", "cent", "third", "quarter", "surveyed", "polled", "interviewed", "three", "four", "five", "six",
    "seven", "eight", "nine", "ten",
})  # fmt: skip
_NO_SPEECH_BEFORE = frozenset({"of", "for", "from", "about", "on", "against", "than"})
# A clause of its own after a comma: a joining word, a subject and a finite verb, none of them a pronoun.
_OWN_CLAUSE = re.compile(r",c(?=[dN])")
_OWN_VERB = re.compile(r"[dNomi']{1,14}[xbhf]")


class VerbFrames(PassiveFrames):
    """Reads the frames of reporting verbs."""

    def statement_at(self, verb: int, form: Form, outer: Found | None) -> Found | None:
        """Return the statement that a reporting verb introduces, or None where no frame confirms it."""
        tags, words = self.tags, self.words
        floor = outer.contents[0][0] if outer else self.sentence_first(verb)
        group = verb
        while group > floor and (
            tags[group - 1] in "axbh" or (words[group - 1] == "since" and tags[group - 2] == "h")  # "has since said"
        ):
            group -= 1
        if group - 3 > floor and tags[group - 3 : group] == ",a," and tags[group - 4] in "bhx":
            group -= 4  # "has, however, said"
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
        if form.verb.lemma == "put" and words[verb + 1 : verb + 2] == ["it"]:
            return self.put_it(verb, form, group, floor)

        if group < verb and words[group] in CONTRACTED and shape != "g":
            complement = self.complement(verb, form, strict=form.verb.mental or form.verb.document or form.verb.body)
            if "n" in shape and "b" in tags[group:verb] and words[group].endswith(("'re", "'m")):
                return None
            if complement is None:
                takes_clause = form.verb.takes & set("iqC") and not form.verb.document
                cue, subject = (group + (group < verb), verb), (group, group)
                return self.left_statement(verb, form, cue, subject, "comma", floor) if takes_clause else None
            return self.right_statement(verb, form, group + 1, (group, group), False, complement)
        if shape == "g":
            if "b" in chain:
                own = group < verb and words[group] in CONTRACTED  # "she's describing"
                source = (group, group) if own else subject_left(self.line, group - 1, floor)
            elif words[group - 1] == "worth":
                return None
            elif before in ",-Q" or (before == "c" and group - 2 >= floor):
                source, inherited = self.inherit(group, floor, outer), True
                if source is None and before == "Q":
                    return None
            elif before in "is":
                source, inherited = self.inherit(group, floor, outer), outer is None
                if words[group - 1] in _NO_SPEECH_BEFORE and words[group - 2] != "short":
                    return None
            elif before in "Nop)" and (
                tags[verb + 1 : verb + 2] in ("T", "q")
                or (words[verb] == "saying" and words[group - 1] in self.document_nouns)
            ):
                source = subject_left(self.line, group - 1, floor)
                if words[group - 1] in self.document_nouns and ANY_VERB.search(tags, floor, group - 1):
                    source = inherited_subject(self.line, group, floor) or source  # "issued a statement saying"
                if source is None and (match := _NOUN_PHRASE_END.search(tags, max(floor, group - 12), group)):
                    source = (match.start(), group - 1)
            elif before in "Nopm" and (absolute := self.absolute_subject(group, floor)) is not None:
                source = absolute
            elif words[group - 1] in _PHASES:
                source = subject_left(self.line, group - 2, floor)
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
            if before == "T" and group - 2 >= floor and tags[group - 2] in "oN)" and "p" in shape:
                source = (group - 1, group - 1)  # "a letter that called him vain"
            elif source is None and before == "," and not passive:
                source = named_first(self.line, floor, group)

        if "p" not in shape and "x" not in chain and source is not None and not self.agrees(source, verb, shape):
            source = None
        if "x" in chain and any(word in _OBLIGES for word in words[group:verb]) and not self.cannot(group, verb):
            return None  # "firms must report leaks": a duty, no saying
        if passive:
            return self.passive_cue(verb, form, group, floor)
        if source is None and before in ".s" and group == verb and (found := self.said_first(verb, form)) is not None:
            return found
        if shape != "g" and self.inverted(verb, form, group, floor, source):
            right = subject_right(self.line, verb + 1, self.sentence_end(verb))
            if right is not None:
                return self.left_statement(verb, form, (group, verb), right, "inverted", floor)
        return self.complete(verb, form, group, source, inherited, floor, outer)

    def absolute_subject(self, verb: int, floor: int) -> Range | None:
        """ "with critics calling it a trap"": the subject of a participle of its own."""
        match = _ABSOLUTE.search(self.tags, max(floor, verb - 10), verb)
        if match is None or self.words[match.start()] != "with" or self.tags[verb + 1 : verb + 2] != "p":
            return None
        return match.start() + 1, verb - 1

    def said_first(self, verb: int, form: Form) -> Found | None:
        """ "Said Lund: “…”", "Added the minister, who …, “…”": verb and source at the head of a sentence."""
        tags = self.tags
        if "i" not in form.verb.takes or "p" not in form.shape or tags[verb + 1 : verb + 2] not in tuple("Ndp"):
            return None
        end = self.sentence_end(verb)
        mark = tags.find("q", verb, end + 1)
        right = subject_right(self.line, verb + 1, end)
        if right is None or mark < 0 or tags[mark - 1] not in ",:" or right[1] >= mark:
            return None
        if has_finite(self.line, verb + 1, mark - 1) and "r" not in tags[verb:mark]:
            return None
        return Found(
            right, (verb, verb), self.right_contents(mark, "quote-right"), "quote-right", form.verb.lemma, verb
        )

    def cannot(self, group: int, verb: int) -> bool:
        """Say whether a verb of saying is what somebody cannot do: "officials could not say how many"."""
        chain = self.words[group:verb]
        return "cannot" in chain or (chain[-1] == "not" and chain[0] in ("could", "can")) or "couldn't" in chain

    def put_it(self, verb: int, form: Form, group: int, floor: int) -> Found | None:
        """ "As the minister put it, …", "she put it plainly: …"."""
        source = subject_left(self.line, group - 1, floor)
        if source is None or verb + 2 >= self.line.size:
            return None
        form = Form(form.verb._replace(takes=frozenset("qi"), prep=frozenset(), document=False), form.shape)
        complement = self.complement(verb + 1, form, strict=True)
        if complement is not None:
            return self.right_statement(verb, form, group, source, False, complement)
        return self.left_statement(verb, form, (group, verb + 1), source, "comma", floor)

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
        if tags[start : start + 1] == "s" and self.words[start] not in ("when", "where"):
            return None
        if tags[start : start + 1] == "i":
            if source is None or self.words[start] not in ("about", "on", "for"):
                return None  # "asked about the levy, she said": a topic, and nobody who asks
            start += 1
        end = self.sentence_end(verb)
        comma = next((m.start() for m in _NEXT_CLAUSE.finditer(tags, start + 1, end)), -1)
        content = self.trim(start, comma - 1 if comma > 0 else end)
        if content is None:
            return None
        return Found(
            source, (verb, verb), [content], "asked", "ask", verb, note=None if source else "No source is named."
        )

    def continues_tense(self, verb: int, form: Form, outer: Found | None) -> bool:
        """Say whether a coordinated verb has the tense of the cue before it, so that it shares its subject."""
        before = outer or next((f for f in reversed(self.found) if f.verb >= self.sentence_first(verb)), None)
        earlier = self.forms.get(self.words[before.verb]) if before is not None else None
        if before is not None and "x" in self.tags[max(0, before.verb - 3) : before.verb]:
            return True  # "did not name him, but told"
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
            if tag == "m" or word in _SHARES:
                return True  # "42% say", "one in five say"
            if tag == "p":
                return word not in ("he", "she", "it", "this", "that")
            inside = self.tags[source[0] : source[1] + 1]
            edge = inside.find("i")
            while edge > 1 and inside[edge - 1] == "v":
                edge -= 1  # "residents interviewed in the valley say"
            head = self.words[source[0] + edge - 1] if edge > 0 else word
            if edge > 0 and (head[-1] == "s" or head in _PLURAL) and "c" not in inside:
                return True  # "data from the port authority show"
            if self.words[verb] in self.nouns and tag == "o" and word[-1] != "s" and word not in _PLURAL:
                return False  # "Oslo and his home state"
            if "c" in inside or "r" in inside or "," in inside:
                return True
            return head[-1] == "s" or head in _PLURAL
        if "s" in shape:
            inside = self.tags[source[0] : source[1] + 1]
            if "," in inside or "r" in inside:
                return True
            if word in ("i", "we", "they", "you") or (tag == "m" and inside[-2:] != "Nm"):
                return False
            if self.words[verb + 1 : verb + 2] and self.words[verb + 1] in _SUBJECTS:
                return True  # "the army claims it holds the road"
            # "the report claims" speaks; "a dozen states" is a noun phrase.
            return tag != "o" or self.words[verb] not in self.nouns or word in self.speaking
        return True

    def inherit(self, group: int, floor: int, outer: Found | None) -> Range | None:
        """Return the subject that a participle or coordinated verb shares."""
        nearer = self.nearer_subject(group, outer)
        if nearer is not None:
            return nearer
        if outer is not None and outer.source is not None:
            return outer.source
        first = self.sentence_first(group)
        for found in reversed(self.found):
            if found.verb < first:
                break
            if found.source is not None:
                return found.source
        return inherited_subject(self.line, group, floor)

    def nearer_subject(self, group: int, outer: Found | None) -> Range | None:
        """Return the subject of a clause that began since the statement before: "…, and Lee sued, saying …"."""
        begin = outer.contents[0][0] if outer is not None else self.sentence_first(group)
        last = None
        for match in _OWN_CLAUSE.finditer(self.tags, begin, group):
            if _OWN_VERB.match(self.tags, match.end(), group):
                last = match.end()
        return None if last is None else inherited_subject(self.line, group, last)

    def inverted(self, verb: int, form: Form, group: int, floor: int, source: Range | None) -> bool:
        """Say whether the source follows the verb: "…," said the minister."""
        tags = self.tags
        if "i" not in form.verb.takes or verb + 1 >= self.line.size or tags[verb + 1] not in "dNompgv":
            return False
        if group == floor or (source is not None and "a" in form.verb.takes and "F" in form.verb.takes):
            return False  # "…, the head, Ada Lund, told parliament": what follows is the addressee
        before = tags[group - 1]
        comma = before == ","
        mark = group - 2 if comma else group - 1
        if mark >= 0 and tags[mark] in "QY" and mark in self.quote_to:
            inner = mark - 1
            while inner > 0 and self.words[inner] in SINGLE_MARKS:
                inner -= 1
            if mark - self.quote_to[mark] <= 4 and self.quote_to[mark] > self.sentence_first(mark):
                right = subject_right(self.line, verb + 1, self.sentence_end(verb))
                if right and has_finite(self.line, right[1] + 1, self.sentence_end(verb)):
                    return False  # "Lee, host of “Morning Joe,” suggested the mayor would …"
            return comma or self.words[inner] in CLAUSE_ENDS
        if not comma or (tags[verb + 1] == "p" and tags[verb + 2 : verb + 3] not in (".", ",", "")):
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
        if self.line.heading or _GOES_ON.match(rest):
            return True
        first = max(floor, self.sentence_first(verb))
        return has_finite(self.line, first, group - 2) or "z" in tags[first : group - 1]

    def infinitive_cue(self, verb: int, form: Form, group: int, floor: int, outer: Found | None) -> Found | None:
        """ "went on to say that", "is expected to announce": the verb before "to" has the subject."""
        tags = self.tags
        head = group - 2
        while head > floor and tags[head] in "ai":
            head -= 1
        if head <= floor or (tags[head] not in "fvkbhx" and self.words[head] not in _READY):
            return None
        if self.words[head] in _READY:
            head -= 1
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

    def complete(self, verb: int, form: Form, group: int, source: Range | None, inherited: bool, floor: int,
                 outer: Found | None) -> Found | None:  # fmt: skip
        """Find the content of a cue whose source is known (or known to be absent)."""
        has_prep = any(word in form.verb.prep for word in self.words[verb + 1 : verb + 2])  # "set out", "put forward"
        if (form.verb.document or form.verb.body) and not has_prep and not self.may_speak(source, form):
            that = self.complement(verb, form, strict=form.verb.lemma != "find")
            # "inspectors found the kiln had no permit"
            clause = that is not None and that[1] == "clause" and self.tags[that[0]] in "dpN"
            if that is None or source is None or not (that[1] == "that" or clause):
                return None
        if source is not None and not inherited and (object_ := self.relative_object(verb, form, group, source)):
            return object_
        complement = self.complement(verb, form, strict=source is None or form.verb.mental)
        is_weak = complement is not None and complement[1] in ("clause", "object", "question", "prep")
        has_own = source is not None and not inherited and form.shape != "g"
        if is_weak and has_own and (self.follows_quotation(source, group) or self.follows_clause(source, group)):
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
            if complement[1] == "object" and "O" in form.verb.takes and source is not None:
                what = source[0] > 0 and self.tags[source[0] - 1] in "wrT"
                if not what and self.only_names(verb, source, complement[0], form):
                    return None
            found = self.right_statement(verb, form, group, source, inherited, complement)
            if complement[1] == "object" and source is not None and self.tags[source[0] - 1 : source[0]] == "w":
                found.contents[:1] = [self.named_part(*found.contents[0])]
            return found
        if source is None or inherited or form.shape == "g":
            return None
        takes = form.verb.takes
        if not (takes & set("iqC") or form.verb.document) or ("F" in takes and not takes & set("iq")):
            return None
        return self.left_statement(verb, form, (group, verb), source, "comma", floor)

    def only_names(self, verb: int, source: Range, start: int, form: Form) -> bool:
        """Say whether somebody is telephoned or something named: "called her lawyer", "a firm called Brightwell"."""
        tags = self.tags
        if form.verb.lemma not in _NAMING_VERBS or self.words[verb + 1] in form.verb.prep:
            return False  # "called out the mayor"
        head = _NAMED_HEAD.match(tags, start)
        after = tags[head.end() : head.end() + 1]
        if self.words[source[0]] in ("a", "an", "another") and "p" in form.shape and tags[start] in "Nq":
            return tags[verb - 1] in "oNg"
        if after == "c" and tags[head.end() + 1 : head.end() + 2] not in tuple("vfkxbhpa"):
            return False  # "called both Lee and Cho liars"
        single = _ONE_PHRASE.fullmatch(head[0]) is not None
        return single and (
            after in (",", ".", "c", "s", "e", "t", "") or (after == "i" and self.words[head.end()] != "of")
        )

    def named_part(self, first: int, last: int) -> Range:
        """End the content of "what she called …" with the quotation or the phrase."""
        if first in self.quote_at:
            return first, min(last, self.quote_at[first])
        comma = self.tags.find(",", first, last)
        return first, comma - 1 if comma > first else last

    def relative_object(self, verb: int, form: Form, group: int, source: Range) -> Found | None:
        """ "which the ministry called a triumph", "a rule that, she said, would fail": the relative is the content."""
        tags = self.tags
        first = source[0] - 1
        if first < 1 or verb + 1 >= self.line.size or tags[first] not in "rT" or source[1] >= group:
            return None
        if tags[first] == "T" and (tags[first - 1] not in "No)" or self.covering(first) is not None):
            return None
        end = self.sentence_end(verb)
        follows = tags[verb + 1]
        is_finite = follows in "xbhfv" or (follows == "o" and self.words[verb + 1][-1] == "s" and tags[first] == "r")
        if is_finite and form.verb.takes & set("tcC"):
            rule = "clause"
        elif form.verb.takes & set("O") or (form.verb.takes >= {"o"} and self.words[verb + 1] == "as"):
            if tags[verb + 1] not in "dNopsaqg":
                return None
            rule = "object"
        else:
            return None
        last = self.right_contents(verb + 1, rule)[0][1]
        if end < verb + 1:
            return None
        if tags[first - 1] == "," and (match := _RELATIVE_ENDS.search(tags, verb + 2, last + 1)):
            last = match.start() - (tags[match.start()] == ",")
        contents = [(verb + 1, last)] if rule == "object" else [(first, first), (verb + 1, last)]
        return Found(source, (group, verb), contents, rule, form.verb.lemma, verb)

    def follows_clause(self, source: Range, group: int) -> bool:
        """Say whether a main clause and a comma stand before the source: "the dam is safe, she said after the tour"."""
        edge, begin = source[0] - 1, self.sentence_first(group)
        if edge <= begin or source[1] >= group or self.tags[edge] != "," or self.covering(edge) is not None:
            return False
        return self.tags[begin] in "dNop" and has_finite(self.line, begin, edge - 1)

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
