"""How far contents reach, before and after their cue."""

from __future__ import annotations

import re

from communique.statements.complements import GAP, Complements
from communique.statements.places import Found
from communique.statements.sources import Range, has_finite
from communique.statements.verbs import Form

_VERB_OR_ING = re.compile("[xbhfvkgz]")  # a quoted part can hold the verb
_RELATIVE_ENDS = re.compile(r",c?a*[xbhfvkr]")
_NEW_CLAUSE = re.compile(r",[cs]a*(?=[pdN])")
# An aside of no more than so many words, without a reporting verb.
_LATER = re.compile("[^.;:qkY]{1,14}[,-]q")
_TURN = re.compile(r",ca*(?=[pN])")
# "endorsed the plan and took the stage", "… and handed him": the sentence goes on with a verb of its own.
_GOES_ON_WITH_VERB = re.compile(r",?ca*(?:[fxbhk]|v(?=[dNpit]))")
_MEANWHILE = frozenset({"while", "before", "when", "though", "although", "whereas"})
_THINGS = frozenset({"it", "they", "this", "that", "we", "some", "others"})
# A relative clause after so many words of an object is the writer's.
LEAST_BEFORE_ASIDE = 6
_ASIDE = re.compile(r",i?r")
_MAIN_CLAUSE = re.compile(r"(?:,|(?<=z)Q)a*(?=[dNpoq])")
_SUBORDINATE = re.compile("[ac,]*[sw][acs]*")  # "But even as the minister said …, shares fell"
_SUBJECT_AND_VERB = re.compile(r"[^,]{1,40}?[xbhfkv]")
_BRACKET_OR_SEMICOLON = re.compile("[();]")
_SECOND_PART = re.compile(rf"{GAP}[,:;-]")
# After "…, the minister said" comes the end of the clause or an adjunct, no noun ("economic added value").
# So many words and a noun phrase in front make a clause, though no verb is known for one.
LEAST_CLAUSE = 4
_AFTER_CUE = re.compile(r"[.,;:)Yaeits-]|$")
# "…, she told parliament on Monday."
_ADDRESSEE = re.compile(r"(?:p|[dNom']{1,6}(?:i[dNom]{1,5})?)(?=[.,;:)Yaeist-]|$)")
SINGLE_MARKS = frozenset({"'", "’", "‘", "`"})
CLAUSE_ENDS = frozenset({",", "?", "!", ".", "…", "-", "—", "–", "，"})


class Contents(Complements):
    """Finds how far contents reach and puts statements together."""

    def right_contents(self, start: int, rule: str) -> list[Range]:
        """Return the content that begins at ``start``: to the end of the quotation or of the sentence."""
        tags = self.tags
        if tags[start] == "q" and start in self.quote_at:
            last = self.quote_at[start]
            following = tags[last + 1] if last + 1 < self.line.size else "."
            whole = self.words[last - 1] in CLAUSE_ENDS  # a fragment without a stop goes on outside of its marks
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
        for match in _TURN.finditer(tags, start + 3, cut + 1):
            if self.words[match.start() + 1] in ("but", "yet") and self.words[match.end()] not in _THINGS:
                cut = match.start() - 1  # ", but the union …": a clause of its own
                break
        if rule in ("object", "infinitive", "prep"):
            for match in _GOES_ON_WITH_VERB.finditer(tags, start + 1, cut + 1):
                if self.goes_on_finite(match.end() - 1, match.start()):
                    cut = match.start() - 1
                    break
            index = tags.find("s", start + 1, cut) if rule != "infinitive" else -1
            while index >= 0:
                if self.words[index] in _MEANWHILE:
                    cut = index - 1
                    break
                index = tags.find("s", index + 1, cut)
            dash = tags.find("-", start, cut)
            if dash > start and tags[dash - 1] != "d":
                cut = dash - 1
            if match := _ASIDE.search(tags, start + LEAST_BEFORE_ASIDE, cut + 1):
                cut = match.start() - 1
            for match in _NEW_CLAUSE.finditer(tags, start + 1, cut):
                if _SUBJECT_AND_VERB.match(tags, match.end(), cut + 1):
                    cut = match.start() - 1
                    break
        return [(start, cut)]

    def goes_on_finite(self, verb: int, joint: int) -> bool:
        """Say whether the verb after a joining word is finite, so that the sentence goes on with its own subject."""
        form = self.forms.get(self.words[verb])
        if self.tags[verb] == "k":
            return form is not None and bool(set(form.shape) & set("ps")) and "b" not in form.shape
        return True

    def trailing_cut(self, start: int, end: int) -> int:
        """End the content before ", according to …" and before a closing bracket that opens outside of it."""
        words, tags = self.words, self.tags
        depth = 0
        turns = _BRACKET_OR_SEMICOLON.search(tags, start, end + 1) or "according" in words[start : end + 1]
        for index in range(start, end + 1) if turns else ():
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
            return self.later_quotation(index, end) if quoted else None
        index = skip.end()
        if index > end:
            return None
        if tags[index] == "q":
            last = self.quote_at.get(index, index)
            return index, last
        if quoted:
            return self.later_quotation(index, end)
        if tags[index] in "gcs" or tags[index : index + 2] == "ag":
            return None
        return index, self.trailing_cut(index, end)

    def later_quotation(self, index: int, end: int) -> Range | None:
        """Return the quotation after an aside: "A," she said, her voice rising, "B"."""
        match = _LATER.match(self.tags, index, end + 1)
        if match is None or end - match.end() < LEAST_CLAUSE:
            return None
        return match.end() - 1, self.quote_at.get(match.end() - 1, match.end() - 1)

    def within_clause(self, source: Range, start: int, end: int) -> Range:
        """End the content where a subordinate or relative clause of the cue ends.

        "After the bank said rates would rise, shares fell": the content is no part of the main clause.
        """
        tags = self.tags
        first = source[0]
        begin = self.sentence_first(first)
        if tags[first] == "r" and first == source[1] and first > begin and tags[first - 1] == ",":
            match = _RELATIVE_ENDS.search(tags, start + 1, end + 1)
            if (match and tags[match.end() - 1] != "v") or (match and tags[match.end()] in "itd"):
                return start, match.start() - 1
        if _SUBORDINATE.fullmatch(tags, begin, first) and tags[first] != "r":
            for match in _MAIN_CLAUSE.finditer(tags, start + 1, end):
                mark = tags[match.start()] == "Q"
                if mark and self.words[match.start() - 1] != ",":
                    continue
                if _SUBJECT_AND_VERB.match(tags, match.end(), end + 1):
                    return start, match.start() - (not mark)
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

    def right_statement(self, verb: int, form: Form, group: int, source: Range | None, inherited: bool,
                        complement: tuple[int, str, int]) -> Found:  # fmt: skip
        """Return the statement whose content follows the verb."""
        start, rule, cue_end = complement
        contents = self.right_contents(start, rule)
        if source is not None and not inherited:
            contents = [self.within_clause(source, *contents[0]), *contents[1:]]
        name = "participle" if inherited and form.shape == "g" else "coordinated" if inherited else rule
        found = Found(source, (group, cue_end), contents, name, form.verb.lemma, verb, inherited)
        if rule in ("quote-right", "colon"):
            self.add_left_part(found)
        return found

    def left_statement(self, verb: int, form: Form, cue: Range, source: Range, order: str, floor: int) -> Found | None:
        """The content stands before source and cue: "The levy will rise, the minister said"."""
        tags, words = self.tags, self.words
        edge = (source[0] if order == "comma" else cue[0]) - 1
        if edge < 0:
            return None
        while edge > 0 and tags[edge] in "ac" and tags[edge - 1] in ",QYa":
            edge -= 1
        if (
            words[edge] == "as"
            and edge > 0
            and tags[edge - 1] in ","
            or words[edge] == "as"
            and edge == self.sentence_first(edge)
        ):
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
        if quoted and tags[edge] == "Y" and self.quote_to[mark] > self.sentence_first(self.quote_to[mark]):
            return None  # a sentence that ends in quoted words is complete; what follows is another one
        if form.verb.lemma == "go" and words[cue[1] + 1 : cue[1] + 2] == ["on"]:
            cue = cue[0], cue[1] + 1
        tail = addressee.end() if addressee else max(source[1], cue[1]) + 1
        if not quoted:
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
        if content is None:  # "But, she said, the levy will rise."
            right = self.second_part(tail, False) if tags[tail : tail + 1] == "," and tags[edge - 1] == "c" else None
            return None if right is None else Found(source, cue, [right], "parenthetical", form.verb.lemma, verb)
        contents = [content]
        rule = ("quote-" if quoted else "") + ("inverted" if order == "inverted" else "comma" if not quoted else "left")
        right = self.second_part(tail, quoted)
        if not quoted and content[1] == content[0] and right is None and tags[tail : tail + 1] != ",":
            return None
        if right:
            contents.append(right)
            if not quoted:
                rule = "parenthetical"
        elif not quoted and not self.line.heading and not self.may_be_clause(*content):
            return None
        return Found(source, cue, contents, rule, form.verb.lemma, verb)

    def may_be_clause(self, first: int, last: int) -> bool:
        """Say whether words have a verb, or begin as a clause does: verbs in -s are not all known."""
        if _VERB_OR_ING.search(self.tags, first, last + 1):
            return True
        return last - first >= LEAST_CLAUSE and self.tags[first] in "dNop"

    def as_said(self, verb: int, form: Form, cue: Range, source: Range) -> Found | None:
        """ "As the minister said, the levy will rise", "the levy, as the minister said, will rise"."""
        tail = cue[1] + 1
        end = self.sentence_end(verb)
        comma = self.tags.find(",", tail, end)
        begin, edge = self.sentence_first(verb), min(source[0], cue[0]) - 1
        if edge > begin and self.tags[edge - 1] == ",":
            before = self.left_range(edge - 1, begin)
            if before is not None and comma == tail and comma < end:
                return Found(source, cue, [before, (comma + 1, end)], "as-said", form.verb.lemma, verb)
            if before is not None and comma < 0 and self.may_be_clause(*before):
                return Found(source, cue, [before], "as-said", form.verb.lemma, verb)
        if comma < 0:
            return None
        return Found(source, cue, [(comma + 1, end)], "as-said", form.verb.lemma, verb)

    def follows_quotation(self, source: Range, group: int) -> bool:
        """Say whether a whole quotation stands right before the source: "A," she said as …."""
        edge = source[0] - 1
        if edge < 1 or source[1] >= group or self.tags[edge] not in "QY,":
            return False
        mark = edge - 1 if self.tags[edge] == "," else edge
        if self.tags[mark] not in "QY" or mark not in self.quote_to:
            return False
        first = self.quote_to[mark]
        begin = self.sentence_first(first)
        if first > begin and not has_finite(self.line, begin, first - 1) and self.tags[first - 1] not in ",:":
            return False  # "in a talk with “Today,” she said it rained": the marks hold a name
        inner = mark - 1
        while inner > 0 and self.words[inner] in SINGLE_MARKS:
            inner -= 1
        return self.tags[edge] == "," or (self.words[inner] in CLAUSE_ENDS and self.words[inner] != ".")


def quoted_edge(reader: Contents, edge: int) -> bool:
    """Say whether a quotation ends at the word, or at the word before when that is a comma."""
    mark = edge - 1 if reader.tags[edge] in ",-" and edge else edge
    return reader.tags[mark] in "QY" and mark in reader.quote_to
