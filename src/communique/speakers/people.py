"""The same person again: mentions led back to the first full one."""

from __future__ import annotations

import re
from pathlib import Path

from communique.speakers.phrases import Phrases
from communique.speakers.words import (
    AGED,
    ANSWERS,
    ANY_PAPER,
    BRACKETS,
    CLAUSE_BEGINS,
    CLAUSE_INSIDE,
    DETERMINERS,
    FUNCTION_WORDS,
    HOLDER_REACH,
    HONORIFIC,
    INTERVIEW,
    INTERVIEW_REACH,
    LONGEST_ACRONYM,
    PRONOUN_REACH,
    PRONOUNS,
    RECENT,
    RECENT_ROLES,
    ROLE_ENDINGS,
    SENTENCE_NAME,
    SHORTEST_NAME,
    STOP,
    SUBJECT_REACH,
    TITLE_END,
    TWO_CAPITALS,
    WORD,
    Speaker,
    body_keys,
    holder_patterns,
    initials,
    name_words,
    role_words,
    shares_role,
    split_commas,
)


class Speakers(Phrases):
    """The people, bodies and papers that speak in one article; mentions must come in text order."""

    def __init__(self, text: str, lexicon: Path | None = None) -> None:
        super().__init__(text, lexicon)
        self.people: list[Speaker] = []
        self.bodies: dict[tuple, Speaker] = {}
        self.recent: list[Speaker] = []

    def resolve(
        self, start: int, end: int, antecedent: tuple[int, int] | None = None, is_label: bool = False
    ) -> Speaker:
        """Return who is meant by the source ``text[start:end]``.

        Parameters
        ----------
        start, end : int
            The source, in characters.
        antecedent : tuple of int, optional
            For "who" and "which": the noun phrase before it.
        is_label : bool, default False
            Whether it labels a line of a transcript; names stand in capitals there.

        Returns
        -------
        Speaker
            A record of its own; ``name`` is None where a pronoun stays unresolved, and ``note`` says so.
        """
        mention = self.text[start:end]
        if mention.isupper() and (
            (is_label and not self._is_acronym(mention))
            or " " in mention
            or mention.title() in self.text
            or len(mention) > LONGEST_ACRONYM
        ):
            mention = mention.title()  # a label in capitals: MWANGI
        elif (
            is_label
            and "(" in mention
            and mention[mention.index("(") + 1 :][:1].islower()
            and BRACKETS.sub("", mention).isupper()
        ):
            mention = mention.title()  # "DR. LUND (rapporteur)"
        words = WORD.findall(mention)
        if not words:
            return Speaker(None, None, note="The source has no words.")
        if len(words) == 1 and words[0].lower() in PRONOUNS:
            kind = PRONOUNS[words[0].lower()]
            if kind == "relative" and antecedent:
                return self.resolve(*antecedent)
            return self._pronoun(words[0], kind, start)
        if AGED.fullmatch(mention):
            return self._pronoun(mention, "m or f", start)
        if is_label and len(words) == 1 and words[0].lower() in ANSWERS:
            meant = self._interviewed(start)
            if meant is not None:
                return meant
        if is_label and len(words) == 1 and len(words[0]) in (2, 3) and self.text[start:end].isupper():
            meant = self._by_letters(self.text[start:end], start)
            if meant is not None:
                return meant
        found = self._by_initials(words[-1], start) if words[-1].isupper() and len(words) <= 2 else None
        if found is not None:
            return found
        found = self._parse(mention, start)
        if found.kind == "person":
            return self._person(found, start, mention)
        return self._body(found, start)

    def _by_initials(self, word: str, position: int) -> Speaker | None:
        """Return the person whose role "MD" or "CS" stands for."""
        if not 1 < len(word) < LONGEST_ACRONYM:
            return None
        for person in reversed(self.recent[-RECENT:]):
            role = person.role_title if person.kind == "person" else None
            if role and word in (initials(role), initials(" ".join(role_words(role, {})))):
                return self._touch(person, position)
        return None

    def _is_acronym(self, label: str) -> bool:
        """Say whether two or three capitals are no role and no name that the text writes otherwise: "IMF"."""
        return (
            1 < len(label) < SHORTEST_NAME
            and label.lower() not in self.lists["roles"]
            and label.title() not in self.text
        )

    def _by_letters(self, letters: str, position: int) -> Speaker | None:
        """Return the person whose name begins with the letters of a label: "KA" of Kofi Adjei."""
        pattern = r"\b" + " ".join(rf"{letter}[\w'’-]*[a-z]" for letter in letters) + r"\b"
        match = re.search(pattern, self.text[max(0, position - HOLDER_REACH) : position])
        if match is None:
            return None
        return self._person(Speaker(match[0], "person"), position, match[0])

    def _interviewed(self, position: int) -> Speaker | None:
        """Return the person whom the text before a label says it is an interview with: "A:"."""
        before = self.text[max(0, position - HOLDER_REACH) : position]
        for match in INTERVIEW.finditer(before):
            piece = before[match.end() : match.end() + INTERVIEW_REACH].partition("\n")[0]
            for run in TWO_CAPITALS.finditer(piece):
                name, role, sex, _ = self._name_in(run[0])
                if name is not None and " " in name and not self._has_body_word(name):
                    return self._person(Speaker(name, "person", role, None, sex), position, name)
        return None

    def _introduced(self, position: int, sex: str) -> Speaker | None:
        """Return the person who headed the latest sentence before a pronoun, though they said nothing there."""
        window = self.text[max(0, position - SUBJECT_REACH) : position]
        for match in reversed(list(SENTENCE_NAME.finditer(window))):
            begin = match.start(1)
            phrase = match[1]
            name, role, found_sex, _ = self._name_in(phrase)
            if name is None or (found_sex and found_sex != sex):
                continue
            person = self._known(name)
            if person is None and len(name.split()) < 2:
                continue
            if person is None:
                after = window[match.end() : match.end() + 120].split(".")[0]
                pieces = split_commas(after)
                title = organisation = None
                if after.startswith(",") and len(pieces) > 2 and self._is_role(pieces[1]):
                    title, organisation = self._role_and_organisation(pieces[1].strip(), position)
                person = Speaker(name, "person", role or title, organisation, found_sex or sex)
                self._add_person(person)
            if person.sex in ("", sex):
                return self._touch(person, position - len(window) + begin)
        return None

    def _pronoun(self, word: str, kind: str, position: int) -> Speaker:
        if kind in ("m", "f"):
            self._introduced(position, kind)
        of_person = kind in ("m", "f", "m or f")
        best = None
        for person in reversed(self.recent[-RECENT:]):
            if position - person.last_seen > PRONOUN_REACH or (person.kind == "person") != of_person:
                continue
            if kind in ("m", "f") and person.sex not in ("", kind):
                continue
            if not (of_person or kind in ("plural", "thing")) or (kind == "thing" and person.kind == "group"):
                continue
            if best is None or person.last_seen > best.last_seen:
                best = person
        if best is None:
            named = {
                "m": "person",
                "f": "person",
                "m or f": "person",
                "plural": "group",
                "self": "person",
                "selves": "group",
            }.get(kind)
            return Speaker(None, named, note=f"Nobody before it is clearly meant by {word!r}.")
        if kind in ("m", "f"):
            best.sex = kind
        return self._touch(best, position)

    def _touch(self, speaker: Speaker, position: int) -> Speaker:
        """Note where a speaker was met last."""
        speaker.last_seen = max(speaker.last_seen, position)
        self.recent.append(speaker)
        return speaker

    def _holder_of(self, role: str, position: int) -> Speaker | None:
        """Return the person whom the text names with a role, though they have not spoken yet."""
        words = role_words(role, {})
        if not words or len(words[-1]) < 4:
            return None
        before, after = holder_patterns(words[-1])
        window = self.text[max(0, position - HOLDER_REACH) : position + HOLDER_REACH]
        match = before.search(window) or after.search(window)
        if match is None:
            return None
        name, _, sex, _ = self._name_in(match[1])
        if name is None or len(name.split()) < 2:
            return None
        person = self._known(name)
        if person is None:
            person = self._with_introduction(Speaker(name, "person", role, None, sex or self._sex_of(role)), position)
            person.organisation = person.organisation or self._implied_body(role, position)
            self._add_person(person)
        return person

    def _add_person(self, person: Speaker) -> None:
        self.people.append(person)
        self._index(person)

    def _index(self, person: Speaker) -> None:
        words = name_words(person.name or "")
        for key in {words[-1], ("first", words[0])} if words else ():
            bearers = self.by_word.setdefault(key, [])
            if person not in bearers:
                bearers.append(person)

    def _person(self, found: Speaker, position: int, mention: str = "") -> Speaker:
        if found.note == "unnamed":
            return self._role_alone(found, position)
        matches = self._bearers(found.name)
        if len(matches) > 1:
            exact = [person for person in matches if person.name == found.name]
            by_role = [
                p
                for p in matches
                if found.role_title
                and p.role_title
                and shares_role(found.role_title, p.role_title, self.lists["equal"])
            ]
            by_sex = [person for person in matches if found.sex and person.sex == found.sex]
            matches = exact or by_role or by_sex or matches
        if len(matches) == 1:
            person = matches[0]
            if len(found.name.split()) > len(person.name.split()):
                person.name = found.name
                self._index(person)
            person.role_title = person.role_title or found.role_title
            person.organisation = person.organisation or found.organisation
            self._note_body(person.organisation)
            person.sex = person.sex or found.sex
            return self._touch(person, position)
        if len(matches) > 1:
            names = " or ".join(sorted({person.name for person in matches}))
            return Speaker(found.name, "person", found.role_title, found.organisation, note=f"This could be {names}.")
        if len(found.name.split()) == 1 and (full := self._full_name(found.name)):
            found.name = full
        if len(found.name.split()) > 1:
            found = self._with_introduction(found, position)
        if found.role_title and not found.organisation:
            found.organisation = self._implied_body(found.role_title, position)
        self._note_body(found.organisation)
        self._touch(found, position)
        if len(found.name.split()) == 1 and (form := HONORIFIC.match(mention or "")):
            found.name = f"{form[1]} {found.name}"  # "Mr Osei", of whom no first name is told
        self._add_person(found)
        return found

    def _with_introduction(self, found: Speaker, position: int) -> Speaker:
        """Fill role and organisation from where the full name stands in the text; the fuller wording of a role wins."""
        if found.role_title and found.organisation:
            return found
        at = self.text.find(found.name)
        for _ in range(3):
            if at < 0:
                break
            told = Speaker(found.name, "person")
            self._introduce(told, at)
            if told.role_title:
                short, long = role_words(found.role_title or "", {}), role_words(told.role_title, {})
                if set(short) <= set(long):
                    found.role_title = told.role_title
                found.organisation = found.organisation or told.organisation
                found.sex = found.sex or told.sex
                break
            at = self.text.find(found.name, at + 1)
        return found

    def _introduce(self, found: Speaker, at: int) -> None:
        """Take the role before or after one mention of the name."""
        after = self.text[at : at + 240].partition("\n")[0]
        if stop := STOP.search(after):
            after = after[: stop.start() + 1]
        pieces = split_commas(after)
        if len(pieces) > 1 and pieces[0] == found.name:
            for piece in pieces[1:3]:
                if piece.strip() and self._is_role(piece) and not CLAUSE_BEGINS.match(piece):
                    title, body = self._role_and_organisation(CLAUSE_INSIDE.split(piece.strip(), maxsplit=1)[0], at)
                    found.role_title, found.organisation = title, found.organisation or body
                    return
        before = TITLE_END.sub("", self.text[max(0, at - 60) : at].rpartition("\n")[2])
        stops = list(STOP.finditer(before))
        if stops:
            before = before[stops[-1].end() :]
        words: list[str] = []
        for word in reversed(before.rstrip(" ,").split()):
            low = word.lower().strip(".")
            if low in self.lists["honorifics"]:
                continue
            listed = low in self.lists["roles"] or low in self.lists["modifiers"] or low.endswith(ROLE_ENDINGS)
            if not (listed or (words and word[0].isupper() and low not in FUNCTION_WORDS and low not in DETERMINERS)):
                break
            words.insert(0, word)
        if words and self._is_role(" ".join(words)):
            found.role_title, body = self._role_and_organisation(" ".join(words), at)
            found.organisation = found.organisation or body
            found.sex = found.sex or self._sex_of(" ".join(words))

    def _role_alone(self, found: Speaker, position: int) -> Speaker:
        """ "The minister" is the latest person introduced as minister; else an unnamed person."""
        best = None
        indefinite = (found.name and self.text[position : position + 2].lower() in ("a ", "an")) or False
        if not indefinite:
            for person in reversed(self.recent[-RECENT_ROLES:]):
                role = person.role_title
                if role and shares_role(found.role_title or found.name, role, self.lists["equal"]):
                    best = person
                    break
        if best is None and not indefinite:
            best = self._holder_of(found.role_title or found.name, position)
        if best is not None:
            return self._touch(best, position)
        found.note = None
        return self._touch(found, position)

    def _body(self, found: Speaker, position: int) -> Speaker:
        if found.kind in ("organisation", "document"):
            found.name = self._full_form(found.name)
            low = found.name.lower()
            definite = self.text[position : position + 4].lower() == "the "
            if " " not in low and definite and (low in self.lists["organisation"] or low in self.lists["document"]):
                full = self._full_body(found, position)
                found.name = (
                    full or (self._body_meant(low, position) if found.kind == "organisation" else None) or found.name
                )
            if found.kind == "organisation":
                self._note_body(found.name)
            elif low in ANY_PAPER and definite:
                papers = [one for one in self.recent[-RECENT:] if one.kind == "document"]
                if papers:
                    return self._touch(papers[-1], position)
        self._note_body(found.organisation)
        for key in body_keys(found):
            other = self.bodies.get(key)
            if other is None:
                continue
            if len(found.name) > len(other.name):
                other.name = found.name
                self.bodies.update(dict.fromkeys(body_keys(other), other))
            other.organisation = other.organisation or found.organisation
            return self._touch(other, position)
        self.bodies.update(dict.fromkeys(body_keys(found), found))
        return self._touch(found, position)
