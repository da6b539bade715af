"""Frames without a verb of saying: according to, labels, nouns and adjectives of saying."""

from __future__ import annotations

import re

from communique.statements.contents import Contents
from communique.statements.places import Found
from communique.statements.sources import Range, has_finite, inherited_subject, subject_left, subject_right

_CLAUSE_WORDS = re.compile("[xbhfvkNodp]")
# Where a finite verb begins that stands right behind a noun, figure or adverb.
_FINITE_GROUP = re.compile(r"(?<=[Nomea)Qgvi])(?:[xbhf]|[vk](?=[dp]))|(?<=p)[xbhf]")
# "…, the mayor paid 30 percent", "…, the rise “is due to age”": a clause, though no finite verb is known in it.
_CLAUSE_OF_OWN = re.compile("[dNom'gi]*[Nop](?:a*v(?=[dNmpi])|qz)")
_OPENS_CLAUSE = re.compile("[Trws]")
_MAKES = frozenset({"make", "makes", "made", "making"})
_SUPPORT = frozenset({
    "gave", "give", "gives", "given", "made", "make", "makes", "issued", "issue", "issues", "expressed", "express",
    "expresses", "voiced", "voice", "voices", "sounded", "repeated", "repeats", "reiterated", "reiterates", "offered",
    "offers", "took", "takes", "take", "dismissed", "dismisses", "rejected", "rejects", "reject", "denied", "denies",
    "released", "sent", "has", "had", "reached", "renewed", "renews", "restated", "maintained", "maintains",
    "delivered",
    "received", "backed", "added", "conveyed", "published", "stood", "holds", "hold",
})  # fmt: skip
_SUPPORT_TO = frozenset({"came", "comes", "come", "stuck", "sticks", "stick", "arrived", "arrives", "held", "holds"})
_SUPPORT_OF = frozenset({"is", "are", "was", "were", "be"})
# Verbs of "drew attention to", "raised the question of".
_RAISES = frozenset({
    "drew", "draws", "draw", "drawn", "drawing", "laid", "lays", "lay", "placed", "places", "place", "placing", "put",
    "puts", "raised", "raises", "raise", "raising", "sounded", "sounds", "sound", "shed", "sheds", "cast", "casts",
    "expressed", "expresses", "express", "voiced", "voices", "called", "calls", "conveyed", "attached", "reiterated",
})  # fmt: skip
_PASSIVE_SUPPORT = frozenset({"expressed", "voiced", "raised", "made", "given", "issued", "repeated", "put", "heard"})
_OWNERS = frozenset({"his", "her", "its", "their", "our", "my"})
# Words between a noun of saying and whose it is: "the claim by the union that …".
_AGENTS = frozenset({"by", "from", "of", "among"})
_VIEWS = frozenset({"view", "opinion", "belief", "conclusion", "argument", "contention", "position", "assessment"})
_AGENT = re.compile(r"[dNomgv']{1,8}?(?:i[dNomg]{1,6}?)?(?=T|t|i|b)")


class NounFrames(Contents):
    """Reads the frames without a reporting verb."""

    def at_according(self, index: int, length: int) -> None:
        """ "According to X" and "in the words of X" before, within or after the content."""
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
                if _CLAUSE_OF_OWN.match(tags, comma + 1, following):
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
                elif content[1] - content[0] < 5 or not has_finite(self.line, *content):
                    extra = [right]
        if content is None:
            return
        lemma = "according to" if length == 2 else "in the " + self.words[index + 2] + " of"
        found = Found(source, (index, index + length - 1), [content], "according-to", lemma, index)
        found.contents.extend(extra)
        self.accept(found)

    def at_noun(self, noun: int) -> None:
        """A noun of saying with an owner and its content: "the minister's warning that …", "her call for …"."""
        tags, words = self.tags, self.words
        if noun + 2 >= self.line.size or self.covering(noun) is not None:
            return
        following, word = tags[noun + 1], words[noun]
        if words[noun + 1] in _AGENTS and self.agent_of_noun(noun):
            return
        if following == ":" and noun + 3 < self.line.size:
            self.noun_colon(noun)
            return
        if following == "b" and tags[noun + 3 : noun + 4] == "T" and words[noun + 2] in _PASSIVE_SUPPORT:
            content = self.trim(noun + 3, self.sentence_end(noun))
            note = "No source is named."
            self.found.append(Found(None, (noun, noun + 2), [content], "noun", word, noun, note=note))
            return
        if following == "b" or (following == "a" and tags[noun + 2] == "b"):
            self.noun_is_that(noun)
            return
        if following == "T":
            start = noun + 1
        elif words[noun + 1] in self.owned[word] and tags[noun + 2] not in ",.;":
            start = noun + 1 if following == "t" else noun + 2
        else:
            return
        if (supported := self.support_verb(noun)) is not None:
            source, first = supported
            self.found.append(Found(source, (first, noun), [self.noun_content(noun, start)], "noun", word, noun))
            return
        source = self.owner_of(noun)
        if source is None or word in self.supported:
            return
        if words[source[0]] in _OWNERS:
            owner = source[0]
            if (
                owner > 0
                and tags[owner - 1] in "vfo"
                and (subject := inherited_subject(self.line, owner, self.sentence_first(noun)))
            ):
                source = subject  # "the mayor repeated his claim that …"
        content = self.noun_content(noun, start)
        if content[1] > content[0]:
            self.found.append(Found(source, (noun, noun), [content], "noun", word, noun))

    def agent_of_noun(self, noun: int) -> bool:
        """Add "the claim by the union that …", "calls from doctors for …": the owner stands behind; say if it does."""
        tags, words = self.tags, self.words
        after = words[noun + 1]
        if noun + 2 >= self.line.size or tags[noun + 2] not in "dNop":
            return False
        match = _AGENT.match(tags, noun + 2)
        if not match:
            return False
        start = match.end()
        allowed = self.owned[words[noun]]
        if tags[start] == "b" and tags[start + 1 : start + 2] == "T":  # "the view of the board is that …"
            first = noun - 1 if noun and tags[noun - 1] == "d" else noun
            content = self.trim(start + 1, self.sentence_end(start))
            if content is None or after == "on":
                return False
            self.found.append(Found((noun + 2, start - 1), (first, noun), [content], "noun", words[noun], noun))
            return True
        if not (tags[start] == "T" or words[start] in allowed):
            return False
        if after == "of" and words[noun] not in _VIEWS:
            return False
        begin = start if tags[start] in "Tt" else start + 1
        if begin >= self.line.size:
            return False
        content = self.noun_content(noun, begin)
        if content[1] <= content[0]:
            return False
        self.found.append(Found((noun + 2, start - 1), (noun, noun), [content], "noun", words[noun], noun))
        return True

    def noun_is_that(self, noun: int) -> None:
        """Add "his argument is that …", "the union's message was clear: …"."""
        tags, words = self.tags, self.words
        that = noun + 2 if tags[noun + 1] == "b" else noun + 3
        if tags[that : that + 1] != "T":
            return
        owned = self.owner_of(noun)
        content = self.trim(that, self.sentence_end(that))
        if owned is not None and content is not None:
            self.found.append(Found(owned, (noun, that - 1), [content], "noun", words[noun], noun))

    def noun_colon(self, noun: int) -> None:
        """Add "her answer: “not this year”"."""
        owned = self.owner_of(noun)
        if owned is None or has_finite(self.line, self.sentence_first(noun), noun - 1):
            return
        content = self.right_contents(noun + 2, "colon")
        self.found.append(Found(owned, (noun, noun), content, "noun", self.words[noun], noun))

    def at_view(self, noun: int) -> None:
        """Add "in Lund's view, …" and "…, in his opinion"."""
        owned = self.owner_of(noun)
        if owned is None or owned[0] < 1 or self.words[owned[0] - 1] != "in" or self.covering(noun) is not None:
            return
        begin, end, first = self.sentence_first(noun), self.sentence_end(noun), owned[0] - 1
        content = None
        if self.tags[noun + 1 : noun + 2] == "," and not _CLAUSE_WORDS.search(self.tags, begin, first):
            content = self.trim(noun + 2, end)
        elif noun == end and first > begin and self.tags[first - 1] == ",":
            content = self.trim(begin, first - 1)
        if content is not None:
            cue = (first, first) if self.words[owned[1]] in _OWNERS else (noun, noun)
            self.accept(Found(owned, cue, [content], "according-to", "in the " + self.words[noun] + " of", noun))

    def owner_of(self, noun: int) -> Range | None:
        """Return "his" or "the minister's" before a noun and its adjectives, or None."""
        tags, words = self.tags, self.words
        owner = noun - 1
        while (
            owner > 0
            and tags[owner] in "oavgNc"
            and not (words[owner].endswith(("'s", "s'")) or words[owner] == "'")
            and noun - owner < 5
        ):
            owner -= 1
        if owner < 0:
            return None
        if words[owner] in _OWNERS:
            return owner, owner
        if not (words[owner].endswith(("'s", "s'")) or words[owner] == "'"):
            return None
        first = owner
        while first > 0 and tags[first - 1] in "Nom" and owner - first < 5:
            first -= 1
        if first > 0 and tags[first - 1] == "d":
            first -= 1
        return first, owner

    def support_verb(self, noun: int) -> tuple[Range, int] | None:
        """For "gave an assurance that", "expressed the hope that": the subject and the first word of the cue."""
        tags, words = self.tags, self.words
        index = noun - 1
        allowed = _RAISES if words[noun] in self.supported else _SUPPORT
        while index > 0 and tags[index] in "oda" and noun - index < 4 and words[index] not in allowed:
            index -= 1
        if index > 1 and words[index] in ("to", "of", "at"):
            allowed = _SUPPORT_OF if words[index] == "of" else _SUPPORT_TO
            index -= 1
        if index < 1 or words[index] not in allowed:
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
        is_phrase = tags[start] not in "Tt"
        if is_phrase or not has_finite(self.line, self.sentence_first(noun), noun - 1):
            for number, match in enumerate(_FINITE_GROUP.finditer(tags, start + 1, end + 1)):
                # Every clause of the content has a verb of its own; the next one is that of the main clause.
                if number >= len(_OPENS_CLAUSE.findall(tags, start, match.start())):
                    end = match.start() - 1
                    break
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
        if source is None or (
            words[first] not in _MAKES and words[source[1]] in ("it", "that", "this", "which", "there")
        ):
            return
        content = self.trim(index + 1, self.sentence_end(index))
        if content is not None:
            self.found.append(Found(source, (first, index), [content], "stance", words[index], index))
