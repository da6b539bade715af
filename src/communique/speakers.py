"""Who is who: names, roles and organisations, and which mentions are the same person.

A source is a noun phrase ("the agency's director, Ann Lee", "she", "the minister"); here it is taken apart into name,
role and organisation, and later mentions are led back to the first full one.  What cannot be led back stays
unresolved and says so.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path

from communique.lexicon import read_lexicon

RULES = {
    "name-role": "Name with a role before it (Energy Minister Ann Lee) or after a comma (Ann Lee, head of the agency).",
    "role-name": "A role with the name in apposition (the agency's director, Ann Lee).",
    "surname": "A surname or first name alone is the one person of the article who bears it.",
    "role-alone": "A role alone (the minister) is the latest person introduced with that role.",
    "pronoun": "He and she are the latest person who spoke or headed a sentence and does not contradict the pronoun.",
    "head-noun": "The head noun tells documents, organisations, groups and unnamed persons apart.",
}

# How far back, in characters, a pronoun can point; farther than about three paragraphs readers need the name again.
PRONOUN_REACH = 1500
# Longer words in capitals are names in capitals.
LONGEST_ACRONYM = 5
# How far before and after "the minister" the text is searched for who that is.
HOLDER_REACH = 6000
# Among how many of the latest mentions a pronoun, and a role alone, find whom they mean.
RECENT, RECENT_ROLES = 60, 400
# How far back the head of a sentence is looked for that no statement names.
SUBJECT_REACH = 400

_WORD = re.compile(r"[^\W_]+(?:['’.\-&][^\W_]+)*['’]?")
_HONORIFIC = re.compile(r"(Mr|Mrs|Ms|Miss|Mx|Dr|Prof|Sir|Dame|Lord|Lady|Rev|Madam|Smt|Shri)\b\.? ?")
_STOP = re.compile(r"[a-z)][.;:] ")
_CLAUSE_BEGINS = re.compile(r"\s*(?:and|but|who|which|said|says|is|was|has|had|will|he|she|they|it|we|i)\b")
_CLAUSE_INSIDE = re.compile(r"\s(?:said|says|told|was|is|has|had|will|who|which)\s")
_OFFICES = frozenset({
    "minister", "secretary", "commissioner", "ambassador", "governor", "mayor", "premier", "senator", "member",
    "president", "professor", "lecturer", "undersecretary", "envoy", "chancellor", "representative", "deputy",
})  # fmt: skip
_BRACKETS = re.compile(r"\s*\([^)]*\)?")
_BRACKET, _COMMA = re.compile("[()（）[\\]]"), re.compile("[,，]")
_SENTENCE_NAME = re.compile(
    r"(?:^|[.!?\n][\"”’]?\s+|\n)((?:(?:The|A)\s)?(?:[^\W\d_a-z][\w'’-]*\.?\s){0,5}[^\W\d_a-z][\w’-]*)(?=[\s,])"
)
_PARTICLES = frozenset({
    "de", "la", "van", "von", "der", "den", "bin", "binti", "bint", "ibn", "abu", "al", "el", "di", "da", "dos",
    "das", "del", "du", "le", "ter", "ten", "zu", "af", "y", "e", "st",
})  # fmt: skip
# A capitalised word that ends so is a role when a name of two words follows: "Harbourmaster Jo Finch".
_ROLE_ENDINGS = (
    "master",
    "woman",
    "person",
    "keeper",
    "holder",
    "ologist",
    "teacher",
    "-general",
    "president",
    "worker",
)
_CUTS_PAPER = frozenset({"by", "from", "released", "published", "dated", "issued", "seen", "on", "in"})
_QUANTIFIERS = frozenset({"many", "some", "several", "most", "few", "various", "numerous", "certain", "other"})
_PREPOSITIONS = frozenset({
    "of", "at", "for", "in", "with", "from", "to", "on", "by", "against", "near", "under", "over", "among",
})  # fmt: skip
_DETERMINERS = frozenset({
    "the", "a", "an", "this", "that", "these", "those", "his", "her", "its", "their", "our", "my", "one", "another",
    "some", "many", "several",
})  # fmt: skip
_PRONOUNS = {
    "he": "m", "she": "f", "him": "m", "her": "f", "they": "plural", "it": "thing", "i": "self", "we": "selves",
    "you": "you", "who": "relative", "which": "relative", "them": "plural",
}  # fmt: skip


@dataclass(slots=True)
class Speaker:
    """A speaker as the article presents them; ``name`` is the canonical name."""

    name: str | None
    kind: str | None
    role_title: str | None = None
    organisation: str | None = None
    sex: str = ""
    note: str | None = None
    last_seen: int = 0


@cache
def _lists(lexicon: Path | None) -> dict:
    titles, cues = read_lexicon("titles", lexicon), read_lexicon("cues", lexicon)
    return {
        "honorifics": {str(key): str(value) for key, value in titles["honorifics"].items()},
        "roles": frozenset(titles["roles"]),
        "modifiers": frozenset(titles["modifiers"]),
        "female": frozenset(titles["female"]),
        "male": frozenset(titles["male"]),
        "surnames": frozenset(titles["surnames"]),
        "places": frozenset(titles["places"]),
        "equal": {str(key): str(value) for key, value in titles["equal_roles"].items()},
        "portfolio": frozenset(titles["portfolio"]),
        "organisation": frozenset(titles["organisation_words"]) | frozenset(cues["organisations"]),
        "document": frozenset(cues["documents"]),
        "group": frozenset(cues["groups"]),
    }


class Speakers:
    """The people, bodies and papers that speak in one article; mentions must come in text order."""

    def __init__(self, text: str, lexicon: Path | None = None) -> None:
        self.text = text
        self.lists = _lists(lexicon)
        self.people: list[Speaker] = []
        self.bodies: dict[tuple, Speaker] = {}
        self.recent: list[Speaker] = []
        self._by_word: dict[object, list[Speaker]] = {}  # by last word, and by ("first", word)
        self._long_forms: dict[str, str | None] = {}

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
            is_label or " " in mention or mention.title() in self.text or len(mention) > LONGEST_ACRONYM
        ):
            mention = mention.title()  # a label in capitals: MWANGI
        words = _WORD.findall(mention)
        if not words:
            return Speaker(None, None, note="The source has no words.")
        if len(words) == 1 and words[0].lower() in _PRONOUNS:
            kind = _PRONOUNS[words[0].lower()]
            if kind == "relative" and antecedent:
                return self.resolve(*antecedent)
            return self._pronoun(words[0], kind, start)
        found = self._parse(mention, start)
        if found.kind == "person":
            return self._person(found, start, mention)
        return self._body(found, start)

    # -- pronouns ------------------------------------------------------------------------------------------------

    def _introduced(self, position: int, sex: str) -> Speaker | None:
        """Return the person who headed the latest sentence before a pronoun, though they said nothing there."""
        window = self.text[max(0, position - SUBJECT_REACH) : position]
        for match in reversed(list(_SENTENCE_NAME.finditer(window))):
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
                pieces = _split_commas(after)
                title = organisation = None
                if after.startswith(",") and len(pieces) > 2 and self._is_role(pieces[1]):
                    title, organisation = self._role_and_organisation(pieces[1].strip())
                person = Speaker(name, "person", role or title, organisation, found_sex or sex)
                self._add_person(person)
            if person.sex in ("", sex):
                return self._touch(person, position - len(window) + begin)
        return None

    def _pronoun(self, word: str, kind: str, position: int) -> Speaker:
        if kind in ("m", "f"):
            self._introduced(position, kind)
        best = None
        for person in reversed(self.recent[-RECENT:]):
            if position - person.last_seen > PRONOUN_REACH or (person.kind == "person") != (kind in ("m", "f")):
                continue
            if kind in ("m", "f") and person.sex not in ("", kind):
                continue
            if kind not in ("m", "f", "plural", "thing") or (kind == "thing" and person.kind == "group"):
                continue
            if best is None or person.last_seen > best.last_seen:
                best = person
        if best is None:
            named = {"m": "person", "f": "person", "plural": "group", "self": "person", "selves": "group"}.get(kind)
            return Speaker(None, named, note=f"Nobody before it is clearly meant by {word!r}.")
        if kind in ("m", "f"):
            best.sex = kind
        return self._touch(best, position)

    def _touch(self, speaker: Speaker, position: int) -> Speaker:
        """Note where a speaker was met last."""
        speaker.last_seen = max(speaker.last_seen, position)
        self.recent.append(speaker)
        return speaker

    # -- taking a noun phrase apart ------------------------------------------------------------------------------

    def _parse(self, mention: str, start: int) -> Speaker:
        segments = [piece.strip() for piece in _split_commas(_BRACKETS.sub("", mention))]
        segments = [piece for piece in segments if piece and not _is_aside(piece)]
        if not segments:
            return Speaker(mention.strip(), "group")
        head = segments[0]
        name, role, sex, place = self._name_in(head)
        if name is None and len(segments) > 1:
            second, _, sex_too, _ = self._name_in(segments[1])
            if second is not None and self._is_role(head):
                title, organisation = self._role_and_organisation(head)
                return Speaker(second, "person", title, organisation, sex_too or self._sex_of(head))
        if name is not None:
            organisation = place
            for piece in segments[1:]:
                if self._is_role(piece) or piece.split()[0].lower() in ("of", "at", "from"):
                    title, body = self._role_and_organisation(piece)
                    role = role or title
                    organisation = organisation or body
                    sex = sex or self._sex_of(piece)
                elif organisation is None and role and self._head_kind(piece) == "organisation":
                    organisation = _without_article(piece)
            return Speaker(name, "person", role, organisation, sex)
        kind = self._head_kind(head)
        if kind == "person" and (name := self._name_at_end(head)) is not None:
            title, organisation = self._role_and_organisation(head[: -len(name)].strip())
            return Speaker(name, "person", title, organisation, sex)
        if kind == "person":
            title, organisation = self._role_and_organisation(head)
            name = self._common_name(head, kind)
            return Speaker(name, "person", title, organisation, self._sex_of(head), note="unnamed")
        return Speaker(self._common_name(head, kind), kind)

    def _common_name(self, head: str, kind: str) -> str:
        """Return the name of a group, body or paper: without article, small where it is a common noun."""
        words = _without_article(head).split()
        while kind == "group" and len(words) > 1 and words[0].lower() in _QUANTIFIERS:
            words = words[1:]
        if kind == "document":
            for index, word in enumerate(words):
                if index and (word in _CUTS_PAPER or (word.endswith("ed") and word[0].islower())):
                    words = words[:index]
                    break
        first = words[0]
        low = first.lower()
        begins = head.split(maxsplit=1)[0].strip('"“”') == first  # a capital after an article is meant
        if begins and first != low and not first.isupper() and not any(word[0].isupper() for word in words[1:]):
            lists = self.lists
            common = low in lists["group"] or low in lists["document"] or low in lists["organisation"]
            if (
                common
                or low in lists["roles"]
                or low in lists["modifiers"]
                or f" {low} " in self.text
                or low in _DETERMINERS
            ):
                words[0] = low
        return " ".join(words)

    def _name_in(self, piece: str) -> tuple[str | None, str | None, str, str | None]:
        """Return name, role before it, sex and organisation of a phrase; the name is None where there is none."""
        lists = self.lists
        tokens = piece.split()
        tail = None
        for index, token in enumerate(tokens):
            if index and token.lower() in _PREPOSITIONS:
                tail = " ".join(tokens[index + 1 :])
                after_name = tokens[:index]
                break
        else:
            after_name = tokens
        if not after_name:
            return None, None, "", None
        sex = ""
        last_role = -1
        lowered = [token.lower().strip(".,'’\"“”") for token in after_name]
        for index, word in enumerate(lowered):
            left = len(lowered) - 1 - index
            if word in lists["honorifics"] and left:
                sex = lists["honorifics"][word]
                last_role = index
            elif (
                (word in lists["roles"] and (left or word not in lists["surnames"] or index == 0))
                or (left >= 2 and word.endswith(_ROLE_ENDINGS))
                or (left and after_name[index].endswith(("'s", "’s")))
            ):
                last_role = index
        names = after_name[last_role + 1 :]
        if not names or len(names) > 5:
            return None, None, "", None
        clean = [name.strip("\"“”'’") for name in names]
        words = lowered[last_role + 1 :]
        for place, (name, word) in enumerate(zip(clean, words, strict=True)):
            if word in _PARTICLES and place:
                continue
            if not name or not name[0].isupper() or word in _DETERMINERS:
                return None, None, "", None
            is_first, is_last = place == 0, place == len(clean) - 1
            if word in lists["surnames"] and not is_first:
                continue
            if word in lists["organisation"] or (is_last and (word in lists["document"] or word in lists["group"])):
                return None, None, "", None
        if last_role < 0:
            if lowered[0] in _DETERMINERS:
                return None, None, "", None
            if len(clean) == 1 and (self._is_no_person(clean[0], words[0]) or tail):
                return None, None, "", None
            if len(clean) == 2 and " ".join(words) in lists["places"]:
                return None, None, "", None
        prefix = " ".join(after_name[: last_role + 1])
        bare = [word for word in prefix.split() if word.lower().strip(".") not in lists["honorifics"]]
        role = _without_article(" ".join(bare)) or None
        organisation = (
            _without_article(tail) if (tail and tail[:1].isupper()) or (tail or "").startswith("the ") else None
        )
        if tail and self._head_kind(tail) not in ("organisation",):
            organisation = organisation if organisation and organisation[0].isupper() else None
        return " ".join(clean), role, sex or self._sex_of(prefix), organisation

    def _is_no_person(self, name: str, word: str) -> bool:
        """Say whether a capitalised word alone is an acronym, a place or the beginning of a sentence."""
        if (name.isupper() and len(name) > 1) or word in self.lists["places"]:
            return True
        if self._known(name) is not None or self._full_name(name) is not None:
            return False
        return f" {word} " in self.text or word in self.lists["document"] or word in self.lists["group"]

    def _name_at_end(self, head: str) -> str | None:
        """Return the name of "president of the chamber of commerce Paulo Dias"; "Dias" stands elsewhere too."""
        tokens = head.split()
        run = 0
        while run < len(tokens) and tokens[-1 - run][0].isupper() and tokens[-1 - run][-1] not in "'’":
            run += 1
        if run < 2 or run == len(tokens) or len(tokens) < 4:
            return None
        before = tokens[-1 - run].lower()
        if run == 2 and before in _PREPOSITIONS | _DETERMINERS:
            return None
        if self.text.count(tokens[-1]) < 2 or tokens[-1].lower() in self.lists["organisation"]:
            return None
        return " ".join(tokens[-2:])

    def _holder_of(self, role: str, position: int) -> Speaker | None:
        """Return the person whom the text names with a role, though they have not spoken yet."""
        words = _role_words(role, {})
        if not words or len(words[-1]) < 4:
            return None
        before, after = _holder_patterns(words[-1])
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
            self._add_person(person)
        return person

    def _is_role(self, piece: str) -> bool:
        words = [word.lower().strip(".,") for word in piece.split()]
        for index, word in enumerate(words):
            if index and word in _PREPOSITIONS:
                break
            if word in self.lists["roles"]:
                return True
        return False

    def _role_and_organisation(self, piece: str) -> tuple[str | None, str | None]:
        """Cut "director of the Institute of Energy" into role and organisation."""
        piece = _without_article(piece)
        tokens = piece.split()
        if tokens and tokens[0].lower() in ("of", "at", "from"):
            return None, _without_article(" ".join(tokens[1:]))
        seen_role = False
        for index, token in enumerate(tokens):
            low = token.lower().strip(",.")
            if low in self.lists["roles"]:
                seen_role = True
            if index and low in ("of", "at", "for", "with", "in", "from", "to") and seen_role:
                rest = tokens[index + 1 :]
                bare = rest[1:] if rest and rest[0].lower() in _DETERMINERS else rest
                if not bare:
                    break
                previous = tokens[index - 1].lower()
                is_body = any(word.lower().strip(",.") in self.lists["organisation"] for word in bare)
                if not is_body and (not bare[0][0].isupper() or (previous in _OFFICES and low in ("of", "for"))):
                    continue  # "minister for water", "professor of law": what the role is about
                return " ".join(tokens[:index]), " ".join(bare)
            if token.endswith(("'s", "’s")) and index + 1 < len(tokens) and not seen_role:
                owner = " ".join(tokens[: index + 1])[:-2]
                rest = " ".join(tokens[index + 1 :])
                if owner[:1].isupper() or self._head_kind(owner) == "organisation":
                    title, body = self._role_and_organisation(rest)
                    return title, body or owner
        return piece or None, None

    def _head_kind(self, piece: str) -> str:
        """Return the kind of speaker that a phrase without a personal name means, by its head noun."""
        lists = self.lists
        tokens = [token.strip("\"“”'’().,") for token in piece.split()]
        head_words: list[str] = []
        for index, token in enumerate(tokens):
            if index and token.lower() in _PREPOSITIONS | {"who", "which", "that", "familiar", "briefed"}:
                break
            head_words.append(token)
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
            if word in lists["organisation"]:
                return "organisation"
        if head_words[-1][:1].isupper():
            return "organisation"
        if head.endswith("s") and not head.endswith("ss"):
            return "group"
        return "person" if len(lowered) > 1 and lowered[0] in ("a", "an", "one") else "group"

    def _sex_of(self, piece: str) -> str:
        words = {word.lower().strip(".,") for word in piece.split()}
        if words & self.lists["female"]:
            return "f"
        return "m" if words & self.lists["male"] else ""

    # -- the same person again -------------------------------------------------------------------------------------

    def _known(self, name: str) -> Speaker | None:
        matches = self._bearers(name)
        return matches[0] if len(matches) == 1 else None

    def _bearers(self, name: str) -> list[Speaker]:
        """Return the people whose name can be a longer or shorter form of ``name``."""
        words = _name_words(name)
        keys = words[-1:] if len(words) > 1 else [*words, *(("first", word) for word in words)]
        near = {id(person): person for key in keys for person in self._by_word.get(key, ())}
        return [person for person in near.values() if person.name and _same_name(name, person.name)]

    def _add_person(self, person: Speaker) -> None:
        self.people.append(person)
        self._index(person)

    def _index(self, person: Speaker) -> None:
        words = _name_words(person.name or "")
        for key in {words[-1], ("first", words[0])} if words else ():
            bearers = self._by_word.setdefault(key, [])
            if person not in bearers:
                bearers.append(person)

    def _full_name(self, name: str) -> str | None:
        """Look for a longer form of a one-word name in the text ("Ann Lee" for "Lee")."""
        if name not in self._long_forms:
            self._long_forms[name] = self._find_full_name(name)
        return self._long_forms[name]

    def _find_full_name(self, name: str) -> str | None:
        text = self.text
        position = text.find(name)
        for _ in range(6):
            if position < 0:
                return None
            before = re.search(r"((?:[^\W\d_a-z](?:\.|[\w'’-]*) ){1,3})$", text[max(0, position - 50) : position])
            if before:
                words = [word for word in before[1].split() if self._could_be_first_name(word)]
                if words and words[-1] == before[1].split()[-1]:
                    return " ".join([*_last_run(before[1].split(), words), name])
            after = re.match(r" ([^\W\d_a-z][a-z'’-]+)\b", text[position + len(name) : position + len(name) + 30])
            if after and position > 0 and not before and self._could_be_first_name(after[1]) and len(name) <= 6:
                return f"{name} {after[1]}"
            position = text.find(name, position + 1)
        return None

    def _could_be_first_name(self, word: str) -> bool:
        low = word.lower().strip(".")
        lists = self.lists
        known = low in lists["honorifics"] or low in lists["roles"] or low in lists["modifiers"]
        if low in lists["surnames"]:
            known = False
        return not known and low not in _DETERMINERS and low not in lists["organisation"] and low not in _FUNCTION_WORDS

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
                and _shares_role(found.role_title, p.role_title, self.lists["equal"])
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
            person.sex = person.sex or found.sex
            return self._touch(person, position)
        if len(matches) > 1:
            names = " or ".join(sorted({person.name for person in matches}))
            return Speaker(found.name, "person", found.role_title, found.organisation, note=f"This could be {names}.")
        if len(found.name.split()) == 1 and (full := self._full_name(found.name)):
            found.name = full
        if len(found.name.split()) > 1:
            found = self._with_introduction(found, position)
        self._touch(found, position)
        if len(found.name.split()) == 1 and (form := _HONORIFIC.match(mention or "")):
            found.name = f"{form[1]} {found.name}"  # "Mr Osei", of whom no first name is told
        self._add_person(found)
        return found

    def _with_introduction(self, found: Speaker, position: int) -> Speaker:
        """Fill role and organisation from where the full name stands in the text."""
        if found.role_title and found.organisation:
            return found
        at = self.text.find(found.name)
        for _ in range(3):
            if at < 0 or found.role_title:
                break
            self._introduce(found, at)
            at = self.text.find(found.name, at + 1)
        return found

    def _introduce(self, found: Speaker, at: int) -> None:
        """Take the role before or after one mention of the name."""
        after = self.text[at : at + 240].partition("\n")[0]
        if stop := _STOP.search(after):
            after = after[: stop.start() + 1]
        pieces = _split_commas(after)
        if len(pieces) > 1 and pieces[0] == found.name:
            for piece in pieces[1:3]:
                if piece.strip() and self._is_role(piece) and not _CLAUSE_BEGINS.match(piece):
                    title, body = self._role_and_organisation(_CLAUSE_INSIDE.split(piece.strip(), maxsplit=1)[0])
                    found.role_title, found.organisation = title, found.organisation or body
                    return
        before = self.text[max(0, at - 60) : at].rpartition("\n")[2]
        stops = list(_STOP.finditer(before))
        if stops:
            before = before[stops[-1].end() :]
        words: list[str] = []
        for word in reversed(before.rstrip(" ,").split()):
            low = word.lower().strip(".")
            listed = low in self.lists["roles"] or low in self.lists["modifiers"]
            if not (listed or (words and word[0].isupper() and low not in _FUNCTION_WORDS and low not in _DETERMINERS)):
                break
            words.insert(0, word)
        if words and self._is_role(" ".join(words)):
            found.role_title = _without_article(" ".join(words))
            found.sex = found.sex or self._sex_of(found.role_title)

    def _role_alone(self, found: Speaker, position: int) -> Speaker:
        """ "The minister" is the latest person introduced as minister; else an unnamed person."""
        best = None
        indefinite = (found.name and self.text[position : position + 2].lower() in ("a ", "an")) or False
        if not indefinite:
            for person in reversed(self.recent[-RECENT_ROLES:]):
                role = person.role_title
                if role and _shares_role(found.role_title or found.name, role, self.lists["equal"]):
                    best = person
                    break
        if best is None and not indefinite:
            best = self._holder_of(found.role_title or found.name, position)
        if best is not None:
            return self._touch(best, position)
        found.note = None
        return self._touch(found, position)

    def _full_body(self, found: Speaker, position: int) -> str | None:
        """Return "Ministry of Water" for "the ministry" where the text has named it before."""
        head = found.name
        if not head or " " in head or len(head) < 4 or not head[0].islower():
            return None
        window = self.text[max(0, position - HOLDER_REACH) : position]
        if head.capitalize() not in window:
            return None
        found_names = []
        for match in _body_pattern(head.capitalize()).finditer(window):
            first = match[1].split()
            while first and first[0].lower() in _FUNCTION_WORDS | _DETERMINERS | _PREPOSITIONS:
                del first[0]
            name = " ".join([*first, head.capitalize()]) + match[2]
            if " " in name:
                found_names.append(name)
        return found_names[-1] if found_names else None

    def _body(self, found: Speaker, position: int) -> Speaker:
        if found.kind == "organisation" and (full := self._full_body(found, position)):
            found.name = full
        for key in _body_keys(found):
            other = self.bodies.get(key)
            if other is None:
                continue
            if len(found.name) > len(other.name):
                other.name = found.name
                self.bodies.update(dict.fromkeys(_body_keys(other), other))
            return self._touch(other, position)
        self.bodies.update(dict.fromkeys(_body_keys(found), found))
        return self._touch(found, position)


_FUNCTION_WORDS = frozenset({
    "but", "and", "when", "while", "after", "before", "since", "because", "as", "if", "in", "on", "at", "by", "for",
    "with", "to", "from", "he", "she", "it", "they", "we", "i", "his", "her", "however", "although", "though",
    "meanwhile", "yet", "so", "then", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday",
    "january", "february", "march", "april", "june", "july", "august", "september", "october", "november", "december",
    "asked", "according", "earlier", "later", "yesterday", "today", "mr", "mrs", "ms", "dr", "last", "like", "unlike",
    "now", "what", "why", "how", "who", "where", "there", "here", "not", "even", "also", "both", "said",
})  # fmt: skip


def _last_run(words: list[str], names: list[str]) -> list[str]:
    run: list[str] = []
    for word in reversed(words):
        if word not in names:
            break
        run.insert(0, word)
    return run


@lru_cache(maxsize=4_096)
def _holder_patterns(head: str) -> tuple[re.Pattern[str], re.Pattern[str]]:
    """Return the patterns of a person named after a role and before it, for the last word of the role."""
    head = re.escape(head)
    before = re.compile(rf"(?i:\b{head}) ((?:[^\W\d_a-z][\w'’-]+ ){{1,2}}[^\W\d_a-z][\w’-]+)")
    after = re.compile(
        rf"((?:[^\W\d_a-z][\w’-]+ ){{1,2}}[^\W\d_a-z][\w’-]+), "
        rf"(?:(?:the|a|an|its) )?(?:[\w’'-]+ ){{0,4}}?(?i:{head})\b"
    )
    return before, after


@lru_cache(maxsize=4_096)
def _body_pattern(word: str) -> re.Pattern[str]:
    """Return the pattern of a body's full name that holds the word: "Ministry" of "Ministry of Water"."""
    return re.compile(
        rf"((?:[^\W\d_a-z][\w’-]+ ){{0,4}}){re.escape(word)}\b"
        rf"((?: (?:of|for|on) (?:the )?[^\W\d_a-z][\w’-]+(?:(?:,| and| of| of the)? "
        rf"[^\W\d_a-z][\w’-]+)*)?)"
    )


def _split_commas(phrase: str) -> list[str]:
    if "," not in phrase and "，" not in phrase:
        return [phrase]
    if not _BRACKET.search(phrase):
        return _COMMA.split(phrase)
    pieces, depth, begin = [], 0, 0
    for index, letter in enumerate(phrase):
        if letter in "([（":
            depth += 1
        elif letter in ")]）":
            depth -= 1
        elif letter in ",，" and depth <= 0:
            pieces.append(phrase[begin:index])
            begin = index + 1
    pieces.append(phrase[begin:])
    return pieces


def _is_aside(piece: str) -> bool:
    first = piece.split(maxsplit=1)[0].lower()
    return first in ("who", "which", "whose", "whom") or first.isdigit()


def _without_article(phrase: str | None) -> str:
    if not phrase:
        return ""
    words = phrase.strip(' ,;"“”').split()
    while len(words) > 1 and words[0].lower() in ("the", "a", "an"):
        words = words[1:]
    return " ".join(words)


@lru_cache(maxsize=65_536)
def _name_words(name: str) -> tuple[str, ...]:
    name = _HONORIFIC.sub("", name)
    return tuple(word.strip(".'’").lower() for word in re.sub(r"['’]s$", "", name).split())


def _same_name(short: str, long: str) -> bool:
    """Say whether one name can be a shorter form of the other: same last word, or the family name put first."""
    a, b = _name_words(short), _name_words(long)
    if len(a) > len(b):
        a, b = b, a
    if a == b:
        return True
    if len(a) == 1:
        return len(b) > 1 and a[0] in (b[0], b[-1])
    return a[-1] == b[-1] and (a[0] == b[0] or (a[0][:1] == b[0][:1] and len(a[0]) <= 2))


def _role_words(role: str, equal: dict[str, str]) -> list[str]:
    words = [word.strip(".,'’").lower() for word in role.split()]
    for index, word in enumerate(words):
        if index and word in _PREPOSITIONS:
            words = words[:index]
            break
    whole = " ".join(words)
    if whole in equal:
        return equal[whole].split()
    return " ".join(equal.get(word, word) for word in words).split()


def _shares_role(short: str, long: str, equal: dict[str, str]) -> bool:
    """Say whether a role can be a shorter form of another: "the minister" of "deputy minister"."""
    a, b = _role_words(short, equal), _role_words(long, equal)
    return bool(a) and bool(b) and a[-1] in b and set(a) <= set(b) | {"the", "chief"}


def _body_keys(body: Speaker) -> list[tuple]:
    """Return the keys under which a body is met again: its name, and "ministry" for "Ministry of Water".

    "The finance ministry" stays apart from "the labour ministry": a head at the end is no key.
    """
    words = _without_article(body.name).lower().split()
    keys: list[tuple] = [(body.kind, *words)]
    if len(words) > 1 and words[1] in _PREPOSITIONS:
        keys.append((body.kind, words[0]))
    return keys
