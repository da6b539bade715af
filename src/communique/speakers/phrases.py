"""A noun phrase taken apart into name, role and organisation."""

from __future__ import annotations

import re
from pathlib import Path

from communique.speakers.bodies import Bodies
from communique.speakers.words import (
    BELONGS,
    BRACKETS,
    CLAUSE_INSIDE,
    COUNTRYS,
    CUTS_PAPER,
    DETERMINERS,
    FRESH,
    FUNCTION_WORDS,
    HEADS,
    INSIDE,
    LONGEST_ACRONYM,
    OFFICES,
    OWNER,
    OWNERS,
    PARTICLES,
    PREPOSITIONS,
    QUANTIFIERS,
    RECENT,
    ROLE_ENDINGS,
    SEATS,
    STATE,
    TAIL,
    UNIONS,
    WORD,
    Speaker,
    is_aside,
    last_run,
    name_words,
    possessor,
    same_name,
    split_commas,
    without_article,
    without_participle,
)

_LETTER_BEFORE = re.compile(r"[^\W\d_][,;:]?$")
# A plural that only its place in the sentence may have given a capital.
_PLURAL = re.compile("[A-Z][a-z]{2,}(?:ies|ers|ors|ists|ments|tions|ings|ians|ants|ents|ises|ities|ows|ags|oups|irms)")


class Phrases(Bodies):
    """Reads the noun phrases of one article."""

    def __init__(self, text: str, lexicon: Path | None = None) -> None:
        super().__init__(text, lexicon)
        self.by_word: dict[object, list[Speaker]] = {}  # by last word, and by ("first", word)
        self.long_forms: dict[str, str | None] = {}

    def _parse(self, mention: str, start: int) -> Speaker:
        segments = [piece.strip() for piece in split_commas(BRACKETS.sub("", mention))]
        heads = [role for piece in segments[1:] if (role := self._heading(piece, start))]
        segments = [piece for piece in segments if WORD.search(piece) and not is_aside(piece)]
        if not segments:
            return Speaker(mention.strip(), "group")
        head = without_participle(segments[0])
        if (inside := INSIDE.search(mention)) and self._is_role(head) and not self._has_body_word(inside[1]):
            name, _, sex, _ = self._name_in(inside[1], start)
            if name is not None:  # "CHAIR (Ms Adler)"
                return Speaker(name, "person", without_article(head), None, sex)
        if (body := self._described(head)) is not None:
            return Speaker(body, "organisation")
        if " " not in head and head[0].isupper() and head.lower() in self.lists["surnames"]:
            known = self._known(head)
            if known is not None:  # "Dean said", after Ruth Dean
                return Speaker(known.name, "person")
        if self._is_plural_at_start(head, start):
            return Speaker(head.lower(), "group")
        name, role, sex, place = self._name_in(head, start)
        if name is None and len(segments) > 1:
            second, _, sex_too, _ = self._name_in(segments[1], start)
            titled = self._is_role(head) or (second and " " in second and head.split()[0].lower() in OWNERS)
            if second is not None and titled:
                title, organisation = self._role_and_organisation(head, start)
                return Speaker(second, "person", title, organisation, sex_too or self._sex_of(head))
        if name is not None and len(segments) == 1 and not (role or sex or place) and self._is_body_name(name):
            return Speaker(name, "organisation")
        if name is not None:
            organisation = place
            for piece in segments[1:]:
                if self._is_role(piece) or piece.split()[0].lower() in BELONGS:
                    title, body = self._role_and_organisation(piece, start)
                    is_kin = role and title and role.lower() in self.lists["kin"]
                    role = title if is_kin else role or title
                    organisation = organisation or body
                    sex = sex or self._sex_of(piece)
                elif organisation is None and self._names_body(piece) and self._has_body_word(piece):
                    organisation = self._full_form(without_article(piece))
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
                if found.organisation is None and (tail := TAIL.search(" " + piece)) and self._has_body_word(tail[1]):
                    found.organisation = self._full_form(without_article(tail[1]))
            return found
        if head.split(maxsplit=1)[0].lower() in OWNERS and " " in head:
            head = head.split(maxsplit=1)[1]  # "their union"
        if owner := COUNTRYS.match(head):
            if owner[1].lower() in self.lists["places"]:
                head = head[owner.end() :]  # "China's Ministry of Water"
        return Speaker(self._common_name(head, kind), kind)

    def _heading(self, piece: str, start: int) -> tuple[str | None, str | None] | None:
        """Return role and organisation of "who heads the trust"."""
        match = HEADS.match(piece)
        if match is None or match[1].lower() not in self.lists["heading"]:
            return None
        body = CLAUSE_INSIDE.split(match[2], maxsplit=1)[0].split(" and ")[0].strip()
        title = self.lists["heading"][match[1].lower()] or None
        if self._names_body(body):
            return title, self._full_form(without_article(body))
        known = self._body_meant(without_article(body), start)
        return (title, known) if known else None

    def _paper_or_group(self, head: str, kind: str, start: int) -> Speaker:
        """Take "the council's new plan", "a report by the bank" and "officials at the ministry" apart."""
        organisation = None
        owner = OWNER.match(head)
        if kind == "document" and owner:
            body = re.sub("['’]s$", "", without_article(owner[1]))
            if body.lower() in OWNERS:
                organisation = self._body_meant(body, start)
                head = head[owner.end() :]
            elif self._head_kind(body) == "organisation" or body[:1].isupper():
                organisation = self._body_meant(body, start) or self._full_form(body)
                head = head[owner.end() :]
        if kind == "document":
            head = FRESH.sub("", without_article(head)) or head
        if tail := TAIL.search(head):
            body = without_article(tail[1])
            if self._names_body(body) and not (" of " in f"{head[: tail.start() + 4]}" and self._is_only_place(body)):
                organisation = organisation or self._full_form(body)
            elif self._head_kind(body) == "organisation":
                organisation = organisation or self._body_meant(body, start)
        return Speaker(self._common_name(head, kind), kind, None, organisation)

    def _is_only_place(self, body: str) -> bool:
        """Say whether one word after "of" is a place rather than a body: "residents of Larkham"."""
        return " " not in body and not body.isupper() and not self._has_body_word(body)

    def _common_name(self, head: str, kind: str) -> str:
        """Return the name of a group, body or paper: without article, small where it is a common noun."""
        words = without_article(head).split()
        if not words:
            return head.strip()
        while kind == "group" and len(words) > 1 and words[0].lower() in QUANTIFIERS:
            words = words[1:]
        if kind == "document":
            for index, word in enumerate(words):
                if index and (word in CUTS_PAPER or (word.endswith("ed") and word[0].islower())):
                    words = words[:index]
                    break
        first = words[0]
        low = first.lower()
        begins = head.split(maxsplit=1)[0].strip('"“”') == first  # a capital after an article is meant
        end = next((n for n, word in enumerate(words) if n and word.lower() in PREPOSITIONS), len(words))
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
                or low in DETERMINERS
            ):
                words[0] = low
        return " ".join(words)

    def _name_in(self, piece: str, start: int = 0) -> tuple[str | None, str | None, str, str | None]:
        """Return name, role before it, sex and organisation of a phrase; the name is None where there is none."""
        lists = self.lists
        tokens = piece.split()
        tail = None
        for index, token in enumerate(tokens):
            if index and token.lower() in PREPOSITIONS:
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
                or (left >= 2 and word.endswith(ROLE_ENDINGS))
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
            if word in PARTICLES and place:
                continue
            if not name or not name[0].isupper() or word in DETERMINERS:
                return None, None, "", None
            is_first, is_last = place == 0, place == len(clean) - 1
            if word in lists["surnames"] and not is_first:
                continue
            if word in lists["organisation"] or (is_last and (word in lists["document"] or word in lists["group"])):
                return None, None, "", None
        if last_role < 0:
            if lowered[0] in DETERMINERS:
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
            self._full_form(without_article(tail))
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

    def _is_plural_at_start(self, head: str, start: int) -> bool:
        """Say whether a word has its capital from the sentence: "Factories said", but not "Adams" after Jo Adams."""
        if not _PLURAL.fullmatch(head) or self.text[:start].rstrip(" \"“'")[-1:] not in ("", ".", "!", "?", "\n", "”"):
            return False
        if head.lower() in self.lists["surnames"] or self._known(head) is not None:
            return False
        # The word is looked for first, what stands before it then: the other way round takes long in a long text.
        within = re.compile(rf" {re.escape(head)}\b").finditer(self.text)
        return not any(_LETTER_BEFORE.search(self.text, max(0, m.start() - 2), m.start()) for m in within)

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
        if not 2 <= len(name) <= 4 or not all(part[0].isupper() or part in PARTICLES for part in name):
            return None
        return " ".join(name) if not self.lists["organisation"].intersection(words[first:]) else None

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
        if run == 2 and before in PREPOSITIONS | DETERMINERS:
            return None
        words = [token.lower() for token in tokens]
        plain = tokens[-1 - run].islower() and words[-1 - run] not in self.lists["generic"] | {"and", "or"}
        is_body = not self.lists["organisation"].isdisjoint(words[-run:])
        if run == 2 and plain and not is_body and words[0] in self.lists["roles"] and "of" in words[:3]:
            return " ".join(tokens[-2:])  # "Head of the regional health service Marta Ruiz"
        if self.text.count(tokens[-1]) < 2 or tokens[-1].lower() in self.lists["organisation"]:
            return None
        return " ".join(tokens[-2:])

    def _is_role(self, piece: str) -> bool:
        words = [word.lower().strip(".,") for word in piece.split()]
        for index, word in enumerate(words):
            if index and word in PREPOSITIONS:
                break
            if word in self.lists["roles"] or word.endswith(ROLE_ENDINGS):
                return True
        return False

    def _role_and_organisation(self, piece: str, start: int = 0) -> tuple[str | None, str | None]:
        """Cut "director of the Institute of Energy" into role and organisation."""
        piece = without_article(piece)
        tokens = piece.split()
        owner = None
        if tokens and tokens[0].lower() in OWNERS:
            if tokens[0].lower() in ("its", "their"):
                owner = self._body_meant("its", start)
            tokens = tokens[1:]
        if tokens and tokens[0].lower() in BELONGS:
            return None, self._full_form(without_article(" ".join(tokens[1:])))
        if tokens and tokens[-1].endswith(("'s", "’s")):  # "Spain's Marta Otero", "Norda Bank's Lindqvist"
            body = " ".join(tokens)[:-2]
            return None, None if body.lower() in self.lists["places"] else self._full_form(body)
        if (cut := self._possessor(tokens)) is not None:
            body = without_article(" ".join(tokens[:cut]))[:-2]
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
            owner = owner or self._begins_named(tokens[:first]) or self._full_form(" ".join(tokens[:first]))
            tokens = tokens[first:]
        return " ".join(tokens) or None, owner

    def _possessor(self, tokens: list[str]) -> int | None:
        """Return where the words after "the ministry's" begin; "Loom Workers' Federation" is one name."""
        cut = possessor(tokens)
        if cut is None or cut >= len(tokens) or not tokens[cut - 1].endswith(("s'", "s’")):
            return cut
        plain = tokens[cut - 1][0].isupper() and tokens[cut][0].isupper()
        return None if plain and tokens[cut].lower() in self.lists["organisation"] else cut

    def _split_at_preposition(self, tokens: list[str], start: int) -> tuple[list[str], str] | None:
        """Cut the body off "head of policy at the Institute of Energy", "chief engineer of the bureau"."""
        lists = self.lists
        seen_role = False
        for index, token in enumerate(tokens):
            low = token.lower().strip(",.")
            seen_role = seen_role or low in lists["roles"] or low.endswith(ROLE_ENDINGS)
            if not (index and seen_role and low in ("of", "at", "for", "with", "in", "from", "to")):
                continue
            rest = tokens[index + 1 :]
            bare = rest[1:] if rest and rest[0].lower() in DETERMINERS else rest
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
            if not strong and previous in OFFICES and low in ("of", "for"):
                continue  # "minister for water", "governor of Texas": what the role is about
            return tokens[:index], self._full_form(" ".join(bare if low == "of" and end is None else body))
        return None

    def _first_of_role(self, tokens: list[str]) -> int:
        """Return where the role begins after the name of a body: "Shelter North chief executive"."""
        lists = self.lists
        last = next((n for n, token in enumerate(tokens) if n and token.lower() in PREPOSITIONS), len(tokens))
        first = last
        known = lists["roles"] | lists["modifiers"]
        while first and (tokens[first - 1][0].islower() or tokens[first - 1].lower().strip(".,") in known):
            within = {token.lower().strip(".,") for token in tokens[:first]}
            if tokens[first - 1][0].isupper() and first < last and tokens[first][0].islower() and within - known:
                break  # "Kestrel Energy chief executive": "Energy" belongs to the body
            first -= 1
        before = tokens[:first]
        if not before or first == last or not all(token[0].isupper() or token == "of" for token in before):
            return 0
        words = {token.lower() for token in before}
        if tokens[last - 1].lower() in OFFICES:
            words -= STATE  # "Union Minister", "Cabinet Secretary"
        acronym = len(before) == 1 and before[0].isupper() and (len(before[0]) > 2 or before[0] in UNIONS)
        named = len(before) > 1 and words & (lists["organisation"] - lists["weak"])  # "Police Superintendent" is a role
        if acronym or named or " ".join(before) in self.named or self._begins_named(before):
            return first
        if len(before) > 1 and tokens[first].lower() in SEATS and tokens[first].isupper():
            return first  # "Sinn Féin TD"
        return first if len(before) > 1 and tokens[first][0].islower() else 0

    def _begins_named(self, words: list[str]) -> str | None:
        """Return the body whose name begins with a word: "Kestrel finance chief", after Kestrel Energy."""
        if len(words) != 1 or words[0].lower() in self.lists["places"] or not words[0][0].isupper():
            return None
        longer = {name for name in self.named[-RECENT:] if name.startswith(f"{words[0]} ")}
        return longer.pop() if len(longer) == 1 else None

    def _sex_of(self, piece: str) -> str:
        words = {word.lower().strip(".,") for word in piece.split()}
        if words & self.lists["female"]:
            return "f"
        return "m" if words & self.lists["male"] else ""

    def _known(self, name: str) -> Speaker | None:
        matches = self._bearers(name)
        return matches[0] if len(matches) == 1 else None

    def _bearers(self, name: str) -> list[Speaker]:
        """Return the people whose name can be a longer or shorter form of ``name``."""
        words = name_words(name)
        keys = words[-1:] if len(words) > 1 else [*words, *(("first", word) for word in words)]
        near = {id(person): person for key in keys for person in self.by_word.get(key, ())}
        return [person for person in near.values() if person.name and same_name(name, person.name)]

    def _full_name(self, name: str) -> str | None:
        """Look for a longer form of a one-word name in the text ("Ann Lee" for "Lee")."""
        if name not in self.long_forms:
            self.long_forms[name] = self._find_full_name(name)
        return self.long_forms[name]

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
                    run = last_run(before[1].split(), words)
                    while len(run) > 1 and run[0].lower() in self.lists["fields"]:
                        run = run[1:]  # "Minister of Economy Ilena Dorvath"
                    return " ".join([*run, name])
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
        return not known and low not in DETERMINERS and low not in lists["organisation"] and low not in FUNCTION_WORDS
