"""Which body is meant: acronyms, "the company", "its", and what a head noun tells."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

from communique.speakers.words import (
    CHARITIES,
    COMPANIES,
    HOLDER_REACH,
    PREPOSITIONS,
    RECENT,
    SORTS,
    VAGUE,
    Speaker,
    acronyms_in,
    apposed_pattern,
    bodies_in,
    described_by,
    is_told_as_body,
    last_full,
    lists_of,
    role_words,
    subjects_in,
    without_article,
)


class Bodies:
    """What one article calls its bodies; people and phrases are read on top of it."""

    def __init__(self, text: str, lexicon: Path | None = None) -> None:
        self.text = text
        self.lists = lists_of(lexicon)
        self.named: list[str] = []  # bodies in the order in which they were named
        self.written: list[tuple[int, str]] | None = None  # bodies that the text names, with their places
        self.subjects: list[tuple[int, str]] | None = None  # names that begin sentences and are no person's
        self.acronyms: dict[str, str] | None = None
        self.body_names: dict[str, bool] = {}

    def _names_body(self, body: str) -> bool:
        """Say whether words are the proper name of a body."""
        bare = without_article(body)
        return bare[:1].isupper() and (self._head_kind(bare) == "organisation" or len(bare.split()) > 1)

    def _has_body_word(self, piece: str) -> bool:
        """Say whether a phrase holds an organisation word or is the acronym of a body."""
        words = piece.replace(".", "").split()
        return not self.lists["organisation"].isdisjoint([word.lower() for word in words]) or (
            len(words) == 1 and words[0].isupper() and len(words[0]) > 2
        )

    def _full_form(self, name: str | None) -> str | None:
        """Return the name that an acronym stands for, where the text says so in brackets."""
        if not name or not name.isupper() or " " in name:
            return name
        if self.acronyms is None:
            self.acronyms = acronyms_in(self.text)
        return self.acronyms.get(name, name)

    def _body_meant(self, noun: str, position: int) -> str | None:
        """Return the name of the body that "the ministry", "the company" or "its" means, where one was named."""
        low = noun.lower()
        head = low.split()[-1]
        if low not in ("its", "their"):
            full = self._full_body(Speaker(head, "organisation"), position) if " " not in low else None
            if full:
                return full
        wanted = {head, self.lists["synonyms"].get(head, head)}
        for name in reversed(self.named[-RECENT:]):
            if low in ("its", "their") or wanted & set(name.lower().split()):
                return name
            if head in self.lists["generic"] and name[0].isupper() and not self._is_other_sort(name, head):
                return name
        if low in ("its", "their") or head not in self.lists["generic"]:
            return None
        apposed = apposed_pattern(head).search(self.text, max(0, position - HOLDER_REACH), position)
        if apposed:
            return apposed[1] or apposed[2]
        if head not in COMPANIES and head not in CHARITIES:
            return None
        subjects = {name for at, name in self._subjects() if at < position}
        return subjects.pop() if len(subjects) == 1 else None

    def _subjects(self) -> list[tuple[int, str]]:
        """Return the names that begin sentences and are no person's, looked for once."""
        if self.subjects is None:
            self.subjects = subjects_in(self.text, self.lists)
        return self.subjects

    def _implied_body(self, role: str, position: int) -> str | None:
        """Return the body just named, for a role that stands for one: "Chief executive Jo Finch"."""
        words = role_words(role, {})
        sorts = self.lists["institutional"].get(words[-1] if words else "")
        if sorts is None:
            return None
        for name in reversed(self.named[-RECENT:] if sorts else self.named[-1:]):
            if name[0].isupper() and (not sorts or sorts & set(name.lower().split())):
                return name
        if self.named and not sorts:
            return None
        return self._body_before(position, sorts)

    def _body_before(self, position: int, sorts: frozenset[str] = frozenset()) -> str | None:
        """Return the body that the text before a position names most often, the first of equals, of certain sorts."""
        if self.written is None:
            self.written = bodies_in(self.text, self.lists["organisation"] - self.lists["weak"])
            if not self.written:
                self.written = self._subjects()
        names = Counter(
            name for at, name in self.written if at < position and (not sorts or sorts & set(name.lower().split()))
        )
        return names.most_common(1)[0][0] if names else None

    def _note_body(self, name: str | None) -> None:
        """Remember a body that is named, for "the company" and "its"."""
        known = name and (name[0].isupper() or " " in name)
        if known and (not self.named or self.named[-1] != name):
            self.named.append(name)

    def _is_other_sort(self, name: str, head: str) -> bool:
        """Say whether a body's name tells a sort of its own: "the union" is not the Ministry of Water."""
        sorts = set(name.lower().split()) & (self.lists["organisation"] - self.lists["weak"])
        if sorts & SORTS:
            return not (sorts & COMPANIES and head in COMPANIES)
        return head in SORTS - COMPANIES

    def _is_body_name(self, name: str) -> bool:
        """Say whether the text treats a name like that of a body: "Nordhavn, a maker of", "Nordhavn's board"."""
        if name not in self.body_names:
            self.body_names[name] = self._known(name) is None and is_told_as_body(name, self.text)
        return self.body_names[name]

    def _described(self, head: str) -> str | None:
        """Return the name in "environmental group OceanCall", "the charity Open Hands"."""
        tokens = without_article(head).split()
        for index, token in enumerate(tokens[:-1]):
            if index and token[0].isupper():
                return None
            if token in self.lists["generic"]:
                rest = tokens[index + 1 :]
                return " ".join(rest) if all(word[0].isupper() for word in rest) else None
        return None

    def _full_body(self, found: Speaker, position: int) -> str | None:
        """Return "Ministry of Water" for "the ministry" where the text has named it before, or else names it later."""
        head = found.name
        if not head or " " in head or len(head) < 3 or head.isupper():
            return None
        head = head.capitalize()
        before = self.text[max(0, position - HOLDER_REACH) : position]
        if full := last_full(head, before):
            return full
        low = head.lower()
        if f" {low}" in before:  # "the central bank"; what is named later is another
            described = described_by(low).search(before)
            return described[1] if described and described[1].split()[0] not in VAGUE else None
        return last_full(head, self.text[position : position + HOLDER_REACH], first=True)

    def _head_kind(self, piece: str) -> str:
        """Return the kind of speaker that a phrase without a personal name means, by its head noun."""
        lists = self.lists
        tokens = [token.strip("\"“”'’().,") for token in piece.split()]
        head_words: list[str] = []
        for index, token in enumerate(tokens):
            if index and token.lower() in PREPOSITIONS | {"who", "which", "that", "familiar", "briefed"}:
                break
            head_words.append(token)
        while len(head_words) > 1 and head_words[-1].isdigit():
            head_words.pop()  # "Clean Rivers Plan 2030"
        lowered = [word.lower() for word in head_words if word]
        if not lowered:
            return "group"
        head = lowered[-1]
        for word in reversed(lowered):
            if word in lists["group"] and word == head:
                return "group"
            if word in lists["roles"] and word == head:
                return "person"
            if word in lists["document"] and word == head:
                return "document"
            if word in lists["organisation"] and word == head:
                return "organisation"
        for word in reversed(lowered):
            if word in lists["group"]:
                return "group"
            if word in lists["roles"]:
                return "person"
            if word in lists["document"] and lowered[-1].endswith("ed"):
                return "document"  # "a report published by"
            if word in lists["organisation"]:
                return "organisation"
        if head_words[-1][:1].isupper():
            return "organisation"
        if head.endswith("s") and not head.endswith("ss"):
            return "group"
        return "person" if len(lowered) > 1 and lowered[0] in ("a", "an", "one") else "group"
