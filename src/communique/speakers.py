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
_TITLE_END = re.compile(r"\b(?:Mr|Mrs|Ms|Dr|Prof|Engr|Ing)\.? $")
_AGED = re.compile(r"[Tt]he \d\d-year-old")
_STOP = re.compile(r"[a-z)][.;:] ")
_CLAUSE_BEGINS = re.compile(r"\s*(?:and|but|who|which|said|says|is|was|has|had|will|he|she|they|it|we|i)\b")
_CLAUSE_INSIDE = re.compile(r"\s(?:said|says|told|was|is|has|had|will|who|which)\s")
_OFFICES = frozenset({
    "minister", "secretary", "commissioner", "ambassador", "governor", "mayor", "premier", "senator", "member",
    "president", "professor", "lecturer", "undersecretary", "envoy", "chancellor", "representative", "deputy",
})  # fmt: skip
# "Who heads the trust", "the council's plan", "by the bank", "China's Ministry": what stands round the name of a body.
_HEADS = re.compile(r"who (\w+)(?: (?:at|for))? (.+)$")
_OWNER = re.compile(r"((?:[Tt]he )?(?:[\w.&-]+ ){0,4}?[\w.&-]+['’]s|[Ii]ts|[Tt]heir) (?=\w)")
_TAIL = re.compile(r" (?:at|of|from|by|in|with) ((?:the |an? )?[\w’'&-]+(?: (?:of|for|and|the|[\w’'&-]+))*)$")
_COUNTRYS = re.compile(r"([^\W\d_a-z][\w-]+)['’]s (?=[^\W\d_a-z])")
_FRESH = re.compile(r"^(?:new|latest|recent|own|first|second|third|draft|final) (?=\w)")
_BELONGS = frozenset({"of", "at", "from", "for", "with", "representing"})
_OWNERS = frozenset({"his", "her", "its", "their", "our", "my", "another", "fellow"})
# Words that tell what sort of body it is, and those for companies.
_STATE = frozenset({"union", "cabinet", "government", "state", "house", "council", "county"})
_COMPANIES = frozenset({
    "company", "firm", "group", "maker", "manufacturer", "carmaker", "airline", "operator", "retailer", "lender",
    "insurer", "business", "ltd", "plc", "inc", "corporation", "corp", "llc", "gmbh", "ag", "holdings",
})  # fmt: skip
_SORTS = _COMPANIES | {
    "ministry", "department", "commission", "committee", "council", "government", "parliament", "court", "university",
    "college", "school", "union", "party", "police", "bureau", "bank", "association", "federation", "hospital",
}  # fmt: skip
_INSIDE = re.compile(
    r"\(((?:M[rs]s?\.? )?[^\W\d_a-z][\w’-]+(?: [^\W\d_a-z][\w’-]+){1,3}|M[rs]s?\.? [^\W\d_a-z][\w’-]+)\)"
)
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
    "his": "m", "its": "thing", "their": "plural", "my": "self", "our": "selves", "himself": "m", "herself": "f",
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
        "fields": frozenset(titles["fields"]),
        "organisation": frozenset(titles["organisation_words"]) | frozenset(cues["organisations"]),
        "document": frozenset(titles["documents"]) | frozenset(cues["documents"]),
        "group": frozenset(titles["groups"]) | frozenset(cues["groups"]),
        "weak": frozenset(titles["weak_organisation_words"]),
        "generic": frozenset(titles["generic_bodies"]),
        "synonyms": {str(key): str(value) for key, value in titles["body_synonyms"].items()},
        "institutional": {str(key): frozenset(value) for key, value in titles["institutional_roles"].items()},
        "heading": {str(key): str(value) for key, value in titles["heading_verbs"].items()},
        "suffixes": frozenset(titles["name_suffixes"]),
        "kin": frozenset(titles["kin"]),
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
        self._acronyms: dict[str, str] | None = None
        self._body_names: dict[str, bool] = {}
        self.named: list[str] = []  # bodies in the order in which they were named

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
        if _AGED.fullmatch(mention):
            return self._pronoun(mention, "m or f", start)
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
            if person.role_title and person.kind == "person" and _initials(person.role_title) == word:
                return self._touch(person, position)
        return None

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

    # -- taking a noun phrase apart ------------------------------------------------------------------------------

    def _parse(self, mention: str, start: int) -> Speaker:
        segments = [piece.strip() for piece in _split_commas(_BRACKETS.sub("", mention))]
        heads = [role for piece in segments[1:] if (role := self._heading(piece, start))]
        segments = [piece for piece in segments if piece and not _is_aside(piece)]
        if not segments:
            return Speaker(mention.strip(), "group")
        head = segments[0]
        if (inside := _INSIDE.search(mention)) and self._is_role(head) and not self._has_body_word(inside[1]):
            name, _, sex, _ = self._name_in(inside[1], start)
            if name is not None:  # "CHAIR (Ms Adler)"
                return Speaker(name, "person", _without_article(head), None, sex)
        if (body := self._described(head)) is not None:
            return Speaker(body, "organisation")
        if " " not in head and head[0].isupper() and head.lower() in self.lists["surnames"]:
            known = self._known(head)
            if known is not None:  # "Dean said", after Ruth Dean
                return Speaker(known.name, "person")
        name, role, sex, place = self._name_in(head, start)
        if name is None and len(segments) > 1:
            second, _, sex_too, _ = self._name_in(segments[1], start)
            titled = self._is_role(head) or (second and " " in second and head.split()[0].lower() in _OWNERS)
            if second is not None and titled:
                title, organisation = self._role_and_organisation(head, start)
                return Speaker(second, "person", title, organisation, sex_too or self._sex_of(head))
        if name is not None and len(segments) == 1 and not (role or sex or place) and self._is_body_name(name):
            return Speaker(name, "organisation")
        if name is not None:
            organisation = place
            for piece in segments[1:]:
                if self._is_role(piece) or piece.split()[0].lower() in _BELONGS:
                    title, body = self._role_and_organisation(piece, start)
                    is_kin = role and title and role.lower() in self.lists["kin"]
                    role = title if is_kin else role or title
                    organisation = organisation or body
                    sex = sex or self._sex_of(piece)
                elif organisation is None and self._names_body(piece) and self._has_body_word(piece):
                    organisation = self._full_form(_without_article(piece))
            for title, body in heads:
                role, organisation = role or title, organisation or body
            return Speaker(name, "person", role, organisation, sex)
        kind = self._head_kind(head)
        if kind == "person" and (name := self._name_at_end(head)) is not None:
            before = head[: -len(name)].split()
            while before and before[-1].lower().strip(".") in self.lists["honorifics"]:
                sex = sex or self.lists["honorifics"][before.pop().lower().strip(".")]
            title, organisation = self._role_and_organisation(" ".join(before), start)
            return Speaker(name, "person", title, organisation, sex)
        if kind == "person":
            title, organisation = self._role_and_organisation(head, start)
            name = self._common_name(head, kind)
            return Speaker(name, "person", title, organisation, self._sex_of(head), note="unnamed")
        if kind in ("document", "group"):
            found = self._paper_or_group(head, kind, start)
            for piece in segments[1:]:
                if found.organisation is None and (tail := _TAIL.search(" " + piece)) and self._has_body_word(tail[1]):
                    found.organisation = self._full_form(_without_article(tail[1]))
            return found
        if head.split(maxsplit=1)[0].lower() in _OWNERS and " " in head:
            head = head.split(maxsplit=1)[1]  # "their union"
        if owner := _COUNTRYS.match(head):
            if owner[1].lower() in self.lists["places"]:
                head = head[owner.end() :]  # "China's Ministry of Water"
        return Speaker(self._common_name(head, kind), kind)

    def _is_body_name(self, name: str) -> bool:
        """Say whether the text treats a name like that of a body: "Nordhavn, a maker of", "Nordhavn's board"."""
        if name not in self._body_names:
            self._body_names[name] = self._known(name) is None and _is_told_as_body(name, self.text)
        return self._body_names[name]

    def _described(self, head: str) -> str | None:
        """Return the name in "environmental group OceanCall", "the charity Open Hands"."""
        tokens = _without_article(head).split()
        for index, token in enumerate(tokens[:-1]):
            if index and token[0].isupper():
                return None
            if token in self.lists["generic"]:
                rest = tokens[index + 1 :]
                return " ".join(rest) if all(word[0].isupper() for word in rest) else None
        return None

    def _heading(self, piece: str, start: int) -> tuple[str | None, str | None] | None:
        """Return role and organisation of "who heads the trust"."""
        match = _HEADS.match(piece)
        if match is None or match[1].lower() not in self.lists["heading"]:
            return None
        body = _CLAUSE_INSIDE.split(match[2], maxsplit=1)[0].split(" and ")[0].strip()
        title = self.lists["heading"][match[1].lower()] or None
        if self._names_body(body):
            return title, self._full_form(_without_article(body))
        known = self._body_meant(_without_article(body), start)
        return (title, known) if known else None

    def _paper_or_group(self, head: str, kind: str, start: int) -> Speaker:
        """Take "the council's new plan", "a report by the bank" and "officials at the ministry" apart."""
        organisation = None
        owner = _OWNER.match(head)
        if kind == "document" and owner:
            body = re.sub("['’]s$", "", _without_article(owner[1]))
            if body.lower() in _OWNERS:
                organisation = self._body_meant(body, start)
                head = head[owner.end() :]
            elif self._head_kind(body) == "organisation" or body[:1].isupper():
                organisation = self._body_meant(body, start) or self._full_form(body)
                head = head[owner.end() :]
            head = _FRESH.sub("", head) or head
        if tail := _TAIL.search(head):
            body = _without_article(tail[1])
            if self._names_body(body):
                organisation = organisation or self._full_form(body)
            elif self._head_kind(body) == "organisation":
                organisation = organisation or self._body_meant(body, start)
        return Speaker(self._common_name(head, kind), kind, None, organisation)

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
        end = next((n for n, word in enumerate(words) if n and word.lower() in _PREPOSITIONS), len(words))
        if kind == "organisation":
            end = len(words)
        if begins and first != low and not first.isupper() and not any(word[0].isupper() for word in words[1:end]):
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

    def _name_in(self, piece: str, start: int = 0) -> tuple[str | None, str | None, str, str | None]:
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
        while len(after_name) > 2 and after_name[-1].lower().strip(".") in lists["suffixes"]:
            after_name.pop()
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
                or (
                    index == last_role + 1 and left >= 2 and after_name[index][0].isupper() and f" {word} " in self.text
                )
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
        if (
            len(clean) > 1
            and clean[0].isupper()
            and 1 < len(clean[0]) < LONGEST_ACRONYM
            and self._known(" ".join(clean[1:]))
        ):
            clean = clean[1:]  # "DI Cole", after Detective Inspector Gavin Cole
        prefix = " ".join(after_name[: last_role + 1])
        bare = [word for word in prefix.split() if word.lower().strip(".") not in lists["honorifics"]]
        role, of_role = self._role_and_organisation(" ".join(bare), start) if bare else (None, None)
        organisation = (
            self._full_form(_without_article(tail))
            if (tail and tail[:1].isupper()) or (tail or "").startswith("the ")
            else None
        )
        if tail and self._head_kind(tail) not in ("organisation",):
            organisation = organisation if organisation and organisation[0].isupper() else None
        return " ".join(clean), role, sex or self._sex_of(prefix), organisation or of_role

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
        after_field = self._name_after_field(tokens)
        if after_field is not None:
            return after_field
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

    def _name_after_field(self, tokens: list[str]) -> str | None:
        """Return the name in "Minister of Transport Hanno Brielle", "secretary of state for energy Tom Hale"."""
        fields, honorifics = self.lists["fields"], self.lists["honorifics"]
        words = [token.lower().strip(",.&") for token in tokens]
        last = max((i for i, word in enumerate(words) if word in fields), default=None)
        if last is None or not {"of", "for"}.intersection(words[:last]):
            return None
        first = last + 1
        while first < len(tokens) and words[first] in honorifics:
            first += 1
        name = tokens[first:]
        if not 2 <= len(name) <= 4 or not all(part[0].isupper() or part in _PARTICLES for part in name):
            return None
        return " ".join(name) if not self.lists["organisation"].intersection(words[first:]) else None

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
            person.organisation = person.organisation or self._implied_body(role, position)
            self._add_person(person)
        return person

    def _is_role(self, piece: str) -> bool:
        words = [word.lower().strip(".,") for word in piece.split()]
        for index, word in enumerate(words):
            if index and word in _PREPOSITIONS:
                break
            if word in self.lists["roles"] or word.endswith(_ROLE_ENDINGS):
                return True
        return False

    def _role_and_organisation(self, piece: str, start: int = 0) -> tuple[str | None, str | None]:
        """Cut "director of the Institute of Energy" into role and organisation."""
        piece = _without_article(piece)
        tokens = piece.split()
        owner = None
        if tokens and tokens[0].lower() in _OWNERS:
            if tokens[0].lower() in ("its", "their"):
                owner = self._body_meant("its", start)
            tokens = tokens[1:]
        if tokens and tokens[0].lower() in _BELONGS:
            return None, self._full_form(_without_article(" ".join(tokens[1:])))
        if (cut := _possessor(tokens)) is not None:
            body = _without_article(" ".join(tokens[:cut]))[:-2]
            title, inner = self._role_and_organisation(" ".join(tokens[cut:]), start)
            if inner is None:
                if body[:1].isupper():
                    inner = self._full_form(body)
                elif self._head_kind(body) == "organisation" or body.lower() in self.lists["generic"]:
                    inner = self._body_meant(body, start) or body
            return title, inner
        split = self._split_at_preposition(tokens, start)
        if split is not None:
            tokens, owner = split
        if owner is None and len(tokens) > 1 and tokens[0].lower() in self.lists["generic"]:
            owner = self._body_meant(tokens[0], start)  # "Ministry spokesman"
        first = self._first_of_role(tokens)
        if first:
            owner = owner or self._full_form(" ".join(tokens[:first]))
            tokens = tokens[first:]
        return " ".join(tokens) or None, owner

    def _split_at_preposition(self, tokens: list[str], start: int) -> tuple[list[str], str] | None:
        """Cut the body off "head of policy at the Institute of Energy", "chief engineer of the bureau"."""
        lists = self.lists
        seen_role = False
        for index, token in enumerate(tokens):
            low = token.lower().strip(",.")
            seen_role = seen_role or low in lists["roles"] or low.endswith(_ROLE_ENDINGS)
            if not (index and seen_role and low in ("of", "at", "for", "with", "in", "from", "to")):
                continue
            rest = tokens[index + 1 :]
            bare = rest[1:] if rest and rest[0].lower() in _DETERMINERS else rest
            if not bare:
                break
            if bare[0].lower() in ("charge", "chief", "residence", "training"):
                continue
            end = next((n for n, word in enumerate(bare) if word.lower() in ("at", "in", "with", "from", "for")), None)
            body = bare[:end]
            for n, word in enumerate(body):  # "Secretary of the Party Committee and Director of the Bureau"
                if word.lower() == "and" and any(w.lower() in lists["roles"] for w in body[n:]):
                    body = []
                    break
            if not body:
                continue
            previous = tokens[index - 1].lower()
            words = {word.lower().strip(",.") for word in body}
            strong = bool(words & lists["organisation"] - lists["weak"])
            if not body[0][0].isupper():
                # "head of the bureau": the bureau that was named; else the words belong to the role
                known = self._body_meant(" ".join(body), start)
                if known is not None:
                    return tokens[:index], known
                continue
            if not strong and previous in _OFFICES and low in ("of", "for"):
                continue  # "minister for water", "governor of Texas": what the role is about
            return tokens[:index], self._full_form(" ".join(bare if low == "of" and end is None else body))
        return None

    def _first_of_role(self, tokens: list[str]) -> int:
        """Return where the role begins after the name of a body: "Shelter North chief executive"."""
        lists = self.lists
        last = next((n for n, token in enumerate(tokens) if n and token.lower() in _PREPOSITIONS), len(tokens))
        first = last
        while first and (
            tokens[first - 1][0].islower()
            or (low := tokens[first - 1].lower().strip(".,")) in lists["roles"]
            or low in lists["modifiers"]
        ):
            first -= 1
        before = tokens[:first]
        if not before or first == last or not all(token[0].isupper() or token == "of" for token in before):
            return 0
        words = {token.lower() for token in before}
        if tokens[last - 1].lower() in _OFFICES:
            words -= _STATE  # "Union Minister", "Cabinet Secretary"
        acronym = len(before) == 1 and before[0].isupper() and len(before[0]) > 2
        named = len(before) > 1 and words & (lists["organisation"] - lists["weak"])  # "Police Superintendent" is a role
        if acronym or named or " ".join(before) in self.named:
            return first
        return first if len(before) > 1 and tokens[first][0].islower() else 0

    # -- which body is meant ---------------------------------------------------------------------------------------

    def _names_body(self, body: str) -> bool:
        """Say whether words are the proper name of a body."""
        bare = _without_article(body)
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
        if self._acronyms is None:
            self._acronyms = _acronyms_in(self.text)
        return self._acronyms.get(name, name)

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
        apposed = _apposed(head).search(self.text, max(0, position - HOLDER_REACH), position)
        return (apposed[1] or apposed[2]) if apposed else None

    def _implied_body(self, role: str, position: int) -> str | None:
        """Return the body just named, for a role that stands for one: "Chief executive Jo Finch"."""
        words = _role_words(role, {})
        sorts = self.lists["institutional"].get(words[-1] if words else "")
        if sorts is None or not self.named:
            return None
        name = self.named[-1]
        if name[0].islower():
            return None
        return name if not sorts or sorts & set(name.lower().split()) else None

    def _note_body(self, name: str | None) -> None:
        """Remember a body that is named, for "the company" and "its"."""
        known = name and (name[0].isupper() or " " in name)
        if known and (not self.named or self.named[-1] != name):
            self.named.append(name)

    def _is_other_sort(self, name: str, head: str) -> bool:
        """Say whether a body's name tells a sort of its own: "the union" is not the Ministry of Water."""
        sorts = set(name.lower().split()) & (self.lists["organisation"] - self.lists["weak"])
        if sorts & _SORTS:
            return not (sorts & _COMPANIES and head in _COMPANIES)
        return head in _SORTS - _COMPANIES

    def _head_kind(self, piece: str) -> str:
        """Return the kind of speaker that a phrase without a personal name means, by its head noun."""
        lists = self.lists
        tokens = [token.strip("\"“”'’().,") for token in piece.split()]
        head_words: list[str] = []
        for index, token in enumerate(tokens):
            if index and token.lower() in _PREPOSITIONS | {"who", "which", "that", "familiar", "briefed"}:
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
        if len(found.name.split()) == 1 and (form := _HONORIFIC.match(mention or "")):
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
                short, long = _role_words(found.role_title or "", {}), _role_words(told.role_title, {})
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
        if stop := _STOP.search(after):
            after = after[: stop.start() + 1]
        pieces = _split_commas(after)
        if len(pieces) > 1 and pieces[0] == found.name:
            for piece in pieces[1:3]:
                if piece.strip() and self._is_role(piece) and not _CLAUSE_BEGINS.match(piece):
                    title, body = self._role_and_organisation(_CLAUSE_INSIDE.split(piece.strip(), maxsplit=1)[0], at)
                    found.role_title, found.organisation = title, found.organisation or body
                    return
        before = _TITLE_END.sub("", self.text[max(0, at - 60) : at].rpartition("\n")[2])
        stops = list(_STOP.finditer(before))
        if stops:
            before = before[stops[-1].end() :]
        words: list[str] = []
        for word in reversed(before.rstrip(" ,").split()):
            low = word.lower().strip(".")
            if low in self.lists["honorifics"]:
                continue
            listed = low in self.lists["roles"] or low in self.lists["modifiers"] or low.endswith(_ROLE_ENDINGS)
            if not (listed or (words and word[0].isupper() and low not in _FUNCTION_WORDS and low not in _DETERMINERS)):
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
        """Return "Ministry of Water" for "the ministry" where the text has named it before, or else names it later."""
        head = found.name
        if not head or " " in head or len(head) < 3 or head.isupper():
            return None
        head = head.capitalize()
        before = self.text[max(0, position - HOLDER_REACH) : position]
        if full := _last_full(head, before):
            return full
        low = head.lower()
        if f" {low}" in before:  # "the central bank"; what is named later is another
            described = _described_by(low).search(before)
            return described[1] if described and described[1].split()[0] not in _VAGUE else None
        return _last_full(head, self.text[position : position + HOLDER_REACH], first=True)

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
            elif low in _ANY_PAPER and definite:
                papers = [one for one in self.recent[-RECENT:] if one.kind == "document"]
                if papers:
                    return self._touch(papers[-1], position)
        self._note_body(found.organisation)
        for key in _body_keys(found):
            other = self.bodies.get(key)
            if other is None:
                continue
            if len(found.name) > len(other.name):
                other.name = found.name
                self.bodies.update(dict.fromkeys(_body_keys(other), other))
            other.organisation = other.organisation or found.organisation
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


# What is said of a body and of no person, after its name and before it.
_BODY_AFTER = re.compile(
    r",? (?:which|plc|PLC|Ltd|Inc|AG|SE|NV|Group|Holdings)\b|"
    r", (?:a|an|the|one of)(?: [\w’'-]+){1,6}? (?:company|firm|maker|group|bank|charity|manufacturer|operator|"
    r"utility|producer|supplier|retailer|lender|insurer|airline|agency|developer|startup|start-up|business|chain)\b|"
    r"['’]s (?:shares|profits?|sales|board|shareholders|staff|customers|plants?|factory|factories|headquarters|chief|"
    r"chairman|chairwoman|chair|spokes\w+|managing|finance|head of|subsidiary|turnover|revenues?|members|investors)\b"
)
_BODY_PLACES = ("shares in ", "shares of ", "owned by ", "subsidiary of ", " at ", "At ")


def _is_told_as_body(name: str, text: str) -> bool:
    """Say whether one of the first mentions of a name stands as only a body's does."""
    at = text.find(name)
    for _ in range(6):
        if at < 0:
            return False
        end = at + len(name)
        if _BODY_AFTER.match(text, end) or (
            text[max(0, at - 14) : at].endswith(_BODY_PLACES) and text[end : end + 1] in ".,"
        ):
            return True
        at = text.find(name, end)
    return False


def _possessor(tokens: list[str]) -> int | None:
    """Return where the words after "the ministry's" begin."""
    for index, token in enumerate(tokens[:-1]):
        if token.lower() in _PREPOSITIONS:
            return None
        if token.endswith(("'s", "’s", "s'", "s’")):
            return index + 1
    return None


def _initials(role: str) -> str:
    return "".join(word[0] for word in re.split(r"[\s-]+", role) if word and word.lower() not in _PREPOSITIONS).upper()


_ACRONYM = re.compile(r"\(([A-Z][A-Za-z&]{1,8})\)")
# A name that an acronym stands for has so many characters at most.
LONG_NAME = 100


def _acronyms_in(text: str) -> dict[str, str]:
    """Return what acronyms in brackets stand for: "National Mining Council (CNM)"."""
    found: dict[str, str] = {}
    for match in _ACRONYM.finditer(text):
        words = text[max(0, match.start() - LONG_NAME) : match.start()].rpartition("\n")[2].split()
        letters = [letter.lower() for letter in match[1] if letter.isalpha()]
        run: list[str] = []
        for word in reversed(words):
            if not (word[0].isupper() or word.lower() in ("of", "and", "for", "the", "on", "de", "in")):
                break
            run.insert(0, word)
        while run and (run[0][0].islower() or run[0] in ("The", "A", "An")):
            del run[0]
        while len(run) > 1 and run[0][0].lower() not in letters:
            del run[0]
        if len(run) > 1 and sorted({word[0].lower() for word in run if word[0].isupper()} - set(letters)) == []:
            found.setdefault(match[1], " ".join(run))
    return found


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


_ANY_PAPER = frozenset({"document", "paper", "text"})
# Before "the report" these tell which one no better than "the" does.
_VAGUE = frozenset({
    "same", "other", "new", "latest", "recent", "own", "first", "second", "third", "last", "next", "whole", "entire",
    "full", "final", "big", "small", "large", "local", "said", "former", "single", "only", "early", "late", "good",
    "bad", "top",
})  # fmt: skip


@lru_cache(maxsize=4_096)
def _apposed(noun: str) -> re.Pattern[str]:
    """Return the pattern of "the charity Open Hands" and "Open Hands, a charity"."""
    name = r"((?:[^\W\d_a-z][\w’-]*)(?: [^\W\d_a-z][\w’-]*){0,4})"
    return re.compile(rf"\b{noun} {name}|{name}, (?:a|an|the) (?:[a-z-]+ ){{0,3}}{noun}\b")


@lru_cache(maxsize=4_096)
def _described_by(noun: str) -> re.Pattern[str]:
    """Return the pattern of "the central bank" for "bank"."""
    return re.compile(rf"\b(?:[Tt]he|[Aa]n?|[Ii]ts|[Tt]heir) ((?:[a-z][a-z-]+ ){{1,2}}{noun})\b")


def _last_full(head: str, window: str, first: bool = False) -> str | None:
    """Return the last (or first) full name in a stretch of text that holds the word: "Ministry of Water"."""
    if head not in window:
        return None
    names = []
    for match in _body_pattern(head).finditer(window):
        words = match[1].split()
        while words and words[0].lower() in _FUNCTION_WORDS | _DETERMINERS | _PREPOSITIONS:
            del words[0]
        name = " ".join([*words, head]) + match[2]
        if " " in name:
            names.append(name)
    return names[0 if first else -1] if names else None


@lru_cache(maxsize=4_096)
def _body_pattern(word: str) -> re.Pattern[str]:
    """Return the pattern of a body's full name that holds the word: "Ministry" of "Ministry of Water"."""
    return re.compile(
        rf"((?:[^\W\d_a-z][\w’-]+ ){{0,4}}){re.escape(word)}\b"
        rf"((?: (?:of|for|on) (?:the )?[^\W\d_a-z][\w’-]+(?:(?:,| and| of| of the)? "
        rf"[^\W\d_a-z][\w’-]+)*| [12]\d\d\d\b)?)"
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
    if a == b or (len(a) > 1 and a == b[-len(a) :]):
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
    elif len(words) > 1 and body.kind in ("document", "group") and not _PREPOSITIONS.intersection(words):
        keys.append((body.kind, words[-1]))  # "the report" of "the audit report"
    return keys
