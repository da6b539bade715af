"""Passive frames: it was stressed that, the firm is said to, the claim was rejected by."""

from __future__ import annotations

import re

from communique.statements.complements import THAT
from communique.statements.contents import Contents
from communique.statements.places import Found
from communique.statements.sources import Range, subject_left, subject_right
from communique.statements.verbs import Form

_PLACE = re.compile("d?[Nomg]+")
# "The levy was announced by the ministry" tells of an act, not of what is said.
_EVENTS = frozenset(
    {"announce", "report", "reveal", "confirm", "propose", "recommend", "disclose", "predict", "decree"}
)
_NO_REPORT = frozenset({"hold", "swear", "rule"})  # "held to high standards", "sworn to secrecy"
_EMPTY = frozenset({"it", "he", "she", "they", "i", "we", "you", "who", "which", "that", "this"})


class PassiveFrames(Contents):
    """Reads reporting verbs in the passive."""

    def passive_cue(self, verb: int, form: Form, group: int, floor: int) -> Found | None:
        """ "It was stressed that …", "the firm is said to …", "residents were told that …"."""
        tags, words = self.tags, self.words
        subject = subject_left(self.line, group - 1, floor)
        takes = form.verb.takes
        following = tags[verb + 1 : verb + 2]
        if (subject is not None and subject[0] == subject[1] and words[subject[0]] == "it") or words[
            group - 1 : group
        ] == ["it"]:
            complement = self.complement(verb, form, strict=True)
            if complement is None:
                return self.impersonal_after(verb, form, group)
            source = self.place_of_saying(verb + 1, complement[0])
            found = self.right_statement(verb, form, group, source, False, complement)
            found.rule = "passive"
            found.note = None if source else "No source is named."
            return found
        if subject is None:
            return None
        if form.verb.lemma == "quote" and words[verb + 1 : verb + 3] == ["as", "saying"]:
            return None  # the participle after it is the cue
        if "q" in takes and self.follows_quotation(subject, group):
            content = self.left_range(subject[0] - 1, 0)
            source = subject_right(self.line, verb + 2, self.sentence_end(verb)) if following == "i" else None
            if content is not None:
                note = None if source else "No source is named."
                return Found(source, (group, verb), [content], "passive", form.verb.lemma, verb, note=note)
        if words[verb + 1 : verb + 2] == ["by"] and (found := self.said_by(verb, form, group, subject)) is not None:
            return found
        if following == "t" and takes & set("tc") and not form.verb.document and form.verb.lemma not in _NO_REPORT:
            content = self.right_contents(verb + 1, "infinitive")[0]
            return Found(None, (group, verb), [subject, content], "passive", form.verb.lemma, verb,
                         note="No source is named.")  # fmt: skip
        if takes & {"a", "F"} and (match := THAT.match(tags, verb + 1)):
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

    def impersonal_after(self, verb: int, form: Form, group: int) -> Found | None:
        """ "The line is unsafe, it is claimed."."""
        if self.tags[group - 2 : group - 1] != "," or verb < self.sentence_end(verb) or "t" not in form.verb.takes:
            return None
        content = self.left_range(group - 2, self.sentence_first(verb))
        if content is None or not self.may_be_clause(*content):
            return None
        return Found(None, (group, verb), [content], "passive", form.verb.lemma, verb, note="No source is named.")

    def said_by(self, verb: int, form: Form, group: int, subject: Range) -> Found | None:
        """ "The need for patience was stressed by the chair", "the claim was rejected by the ministry"."""
        if (
            not form.verb.takes >= set("to")
            or form.verb.lemma in _EVENTS
            or self.words[subject[0]] in _EMPTY
            or subject[0] == subject[1]
        ):
            return None
        source = subject_right(self.line, verb + 2, self.sentence_end(verb))
        if source is None or self.tags[source[0]] in "me":
            return None
        if (form.verb.document or form.verb.body) and not self.may_speak(source, form):
            return None
        return Found(source, (group, verb + 1), [subject], "passive", form.verb.lemma, verb)

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
