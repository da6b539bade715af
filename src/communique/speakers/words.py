"""Words and shapes of names, roles and bodies: what is known without looking at who was named before."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path

from communique.lexicon import read_lexicon

# How far back, in characters, a pronoun can point; farther than about three paragraphs readers need the name again.
PRONOUN_REACH = 1500
# Longer words in capitals are names in capitals.
LONGEST_ACRONYM = 5
# Shorter labels in capitals are acronyms.
SHORTEST_NAME = 4
# How far before and after "the minister" the text is searched for who that is.
HOLDER_REACH = 6000
# Among how many of the latest mentions a pronoun, and a role alone, find whom they mean.
RECENT, RECENT_ROLES = 60, 400
# How far back the head of a sentence is looked for that no statement names.
SUBJECT_REACH = 400

WORD = re.compile(r"[^\W_]+(?:['’.\-&][^\W_]+)*['’]?")
HONORIFIC = re.compile(r"(Mr|Mrs|Ms|Miss|Mx|Dr|Prof|Sir|Dame|Lord|Lady|Rev|Madam|Smt|Shri)\b\.? ?")
TITLE_END = re.compile(r"\b(?:Mr|Mrs|Ms|Dr|Prof|Engr|Ing)\.? $")
AGED = re.compile(r"[Tt]he \d\d-year-old")
STOP = re.compile(r"[a-z)][.;:] ")
CLAUSE_BEGINS = re.compile(
    r"\s*(?:and|but|who|whose|whom|which|where|when|said|says|is|was|has|had|will|he|she|they|it|we|i)\b"
)
CLAUSE_INSIDE = re.compile(r"\s(?:said|says|told|was|is|has|had|will|who|which)\s")
OFFICES = frozenset({
    "minister", "secretary", "commissioner", "ambassador", "governor", "mayor", "premier", "senator", "member",
    "president", "professor", "lecturer", "undersecretary", "envoy", "chancellor", "representative", "deputy",
})  # fmt: skip
# "Who heads the trust", "the council's plan", "by the bank", "China's Ministry": what stands round the name of a body.
HEADS = re.compile(r"who (\w+)(?: (?:at|for))? (.+)$")
OWNER = re.compile(r"((?:[Tt]he )?(?:[\w.&-]+ ){0,4}?[\w.&-]+['’]s|[Ii]ts|[Tt]heir) (?=\w)")
TAIL = re.compile(r" (?:at|of|from|by|in|with) ((?:the |an? )?[\w’'&-]+(?: [\w’'&-]+)*)$")
COUNTRYS = re.compile(r"([^\W\d_a-z][\w-]+)['’]s (?=[^\W\d_a-z])")
FRESH = re.compile(r"^(?:new|latest|recent|own|first|second|third|draft|final) (?=\w)")
BELONGS = frozenset({"of", "at", "from", "for", "with", "representing"})
OWNERS = frozenset({"his", "her", "its", "their", "our", "my", "another", "fellow"})
# Words that tell what sort of body it is, and those for companies.
STATE = frozenset({"union", "cabinet", "government", "state", "house", "council", "county"})
# Acronyms of two letters that are bodies; of a seat in a parliament, before which the party stands.
UNIONS = frozenset({"UN", "EU", "AU"})
SEATS = frozenset({"mp", "mep", "td", "msp", "ms", "mla", "mlc", "mk"})
COMPANIES = frozenset({
    "company", "firm", "group", "maker", "manufacturer", "carmaker", "airline", "operator", "retailer", "lender",
    "insurer", "business", "ltd", "plc", "inc", "corporation", "corp", "llc", "gmbh", "ag", "holdings",
})  # fmt: skip
CHARITIES = frozenset({"charity", "organisation", "organization", "think tank", "startup", "start-up", "network"})
SORTS = COMPANIES | {
    "ministry", "department", "commission", "committee", "council", "government", "parliament", "court", "university",
    "college", "school", "union", "party", "police", "bureau", "bank", "association", "federation", "hospital",
}  # fmt: skip
INSIDE = re.compile(
    r"\(((?:M[rs]s?\.? )?[^\W\d_a-z][\w’-]+(?: [^\W\d_a-z][\w’-]+){1,3}|M[rs]s?\.? [^\W\d_a-z][\w’-]+)\)"
)
BRACKETS = re.compile(r"\s*\([^)]*\)?")
BRACKET, _COMMA = re.compile("[()（）[\\]]"), re.compile("[,，]")
SENTENCE_NAME = re.compile(
    r"(?:^|[.!?\n][\"”’]?\s+|\n)((?:(?:The|A)\s)?(?:[^\W\d_a-z][\w'’-]*\.?\s){0,5}[^\W\d_a-z][\w’-]*)(?=[\s,])"
)
PARTICLES = frozenset({
    "de", "la", "van", "von", "der", "den", "bin", "binti", "bint", "ibn", "abu", "al", "el", "di", "da", "dos",
    "das", "del", "du", "le", "ter", "ten", "zu", "af", "y", "e", "st",
})  # fmt: skip
# A capitalised word that ends so is a role when a name of two words follows: "Harbourmaster Jo Finch".
ROLE_ENDINGS = (
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
CUTS_PAPER = frozenset({"by", "from", "released", "published", "dated", "issued", "seen", "on", "in"})
QUANTIFIERS = frozenset({"many", "some", "several", "most", "few", "various", "numerous", "certain", "other"})
PREPOSITIONS = frozenset({
    "of", "at", "for", "in", "with", "from", "to", "on", "by", "against", "near", "under", "over", "among",
})  # fmt: skip
DETERMINERS = frozenset({
    "the", "a", "an", "this", "that", "these", "those", "his", "her", "its", "their", "our", "my", "one", "another",
    "some", "many", "several",
})  # fmt: skip
PRONOUNS = {
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
def lists_of(lexicon: Path | None) -> dict:
    """Return the words of titles.yaml and cues.yaml that tell names, roles and bodies apart."""
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


FUNCTION_WORDS = frozenset({
    "but", "and", "when", "while", "after", "before", "since", "because", "as", "if", "in", "on", "at", "by", "for",
    "with", "to", "from", "he", "she", "it", "they", "we", "i", "his", "her", "however", "although", "though",
    "meanwhile", "yet", "so", "then", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday",
    "january", "february", "march", "april", "june", "july", "august", "september", "october", "november", "december",
    "asked", "according", "earlier", "later", "yesterday", "today", "mr", "mrs", "ms", "dr", "last", "like", "unlike",
    "now", "what", "why", "how", "who", "where", "there", "here", "not", "even", "also", "both", "said",
})  # fmt: skip


# What is said of a body and of no person, after its name and before it.
BODY_AFTER = re.compile(
    r",? (?:which|plc|PLC|Ltd|Inc|AG|SE|NV|Group|Holdings)\b|"
    r", (?:a|an|the|one of)(?: [\w’'-]+){1,6}? (?:company|firm|maker|group|bank|charity|manufacturer|operator|"
    r"utility|producer|supplier|retailer|lender|insurer|airline|agency|developer|startup|start-up|business|chain)\b|"
    r"['’]s (?:shares|profits?|sales|board|shareholders|staff|customers|plants?|factory|factories|headquarters|chief|"
    r"chairman|chairwoman|chair|spokes\w+|managing|finance|head of|subsidiary|turnover|revenues?|members|investors)\b"
)
BODY_PLACES = ("shares in ", "shares of ", "owned by ", "subsidiary of ", " at ", "At ")


def is_told_as_body(name: str, text: str) -> bool:
    """Say whether one of the first mentions of a name stands as only a body's does."""
    at = text.find(name)
    for _ in range(6):
        if at < 0:
            return False
        end = at + len(name)
        if BODY_AFTER.match(text, end) or (
            text[max(0, at - 14) : at].endswith(BODY_PLACES) and text[end : end + 1] in ".,"
        ):
            return True
        at = text.find(name, end)
    return False


# Bodies after so many are seldom the one that an article is about.
MOST_BODIES = 200
_CAPITALS = re.compile(
    r"[^\W\d_a-z][\w’&-]*(?: (?:of|for|and|of the|for the) (?=[^\W\d_a-z])| (?=[^\W\d_a-z])|[^\W\d_a-z][\w’&-]*)+"
)


def bodies_in(text: str, body_words: frozenset[str]) -> list[tuple[int, str]]:
    """Return the names of bodies in a text with their places: capitals of which one is an organisation word."""
    found = []
    for match in _CAPITALS.finditer(text):
        words = match[0].split()
        while words and words[0].lower() in FUNCTION_WORDS | DETERMINERS | PREPOSITIONS:
            del words[0]
        for at, word in enumerate(words):
            if word == "of" and body_words.isdisjoint([before.lower() for before in words[:at]]):
                words = words[at + 1 + (words[at + 1] == "the") :]  # "Ann Lee of the Bank of India"
                break
        if len(words) > 1 and not body_words.isdisjoint([word.lower() for word in words]) and not match[0].isupper():
            found.append((match.start(), " ".join(words)))
            if len(found) == MOST_BODIES:
                break
    return found


# The body that an article is about is named at its beginning.
SUBJECTS_REACH = 3000
# "Warm Hands is based in", "Nordlys Ferries has cancelled", at the beginning of a sentence.
_SUBJECT = re.compile(
    r"(?:^|[.!?”\"] |\n)((?:[^\W\d_a-z][\w’&-]+ ){1,3}[^\W\d_a-z][\w’&-]+)(?:, (?:an?|the) [^,.\n]{3,60},)? "
    r"(?:has|is|was|will|had|plans|posted|announced|opened|reported|runs|employs|makes|sells|offers)\b"
)


def subjects_in(text: str, lists: dict) -> list[tuple[int, str]]:
    """Return names that begin sentences and of which the text calls none a person; only where it speaks of a body.

    A person's last name stands alone later ("Kerr said"), with a form of address or after a role; a body's does not.
    """
    if not any(f"he {noun} " in text for noun in COMPANIES | CHARITIES):
        return []
    found = []
    for match in _SUBJECT.finditer(text):
        words = match[1].split()
        lowered = [word.lower() for word in words]
        if (
            lists["roles"].intersection(lowered)
            or lowered[0] in lists["honorifics"]
            or lowered[0] in lists["modifiers"]
        ):
            continue
        if lowered[0] in FUNCTION_WORDS | DETERMINERS | PREPOSITIONS or " ".join(lowered) in lists["places"]:
            continue
        alone = text.count(words[-1]) - text.count(f"{words[-2]} {words[-1]}")
        if alone == 0:
            found.append((match.start(1), match[1]))
        if match.start() > SUBJECTS_REACH:
            break
    return found


def possessor(tokens: list[str]) -> int | None:
    """Return where the words after "the ministry's" begin."""
    for index, token in enumerate(tokens[:-1]):
        if token.lower() in PREPOSITIONS:
            return None
        if token.endswith(("'s", "’s", "s'", "s’")):
            return index + 1
    return None


def initials(role: str) -> str:
    """Return the letters that a role is shortened to: "MD" of "Managing Director"."""
    return "".join(word[0] for word in re.split(r"[\s-]+", role) if word and word.lower() not in PREPOSITIONS).upper()


ACRONYM = re.compile(r"\(([A-Z][A-Za-z&]{1,8})\)")
# A name that an acronym stands for has so many characters at most.
LONG_NAME = 100


def acronyms_in(text: str) -> dict[str, str]:
    """Return what acronyms in brackets stand for: "National Mining Council (CNM)"."""
    found: dict[str, str] = {}
    for match in ACRONYM.finditer(text):
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


def last_run(words: list[str], names: list[str]) -> list[str]:
    """Return the words at the end that are names."""
    run: list[str] = []
    for word in reversed(words):
        if word not in names:
            break
        run.insert(0, word)
    return run


@lru_cache(maxsize=4_096)
def holder_patterns(head: str) -> tuple[re.Pattern[str], re.Pattern[str]]:
    """Return the patterns of a person named after a role and before it, for the last word of the role."""
    head = re.escape(head)
    before = re.compile(
        rf"(?i:\b{head})(?:[,:]| (?:for|of)(?: [\w&-]+){{1,4}},)? (?:(?:Mr|Mrs|Ms|Dr)\.? )?"
        rf"((?:[^\W\d_a-z][\w'’-]+ ){{1,2}}[^\W\d_a-z][\w’-]+)"
    )
    after = re.compile(
        rf"((?:[^\W\d_a-z][\w’-]+ ){{1,2}}[^\W\d_a-z][\w’-]+), "
        rf"(?:(?:the|a|an|its) )?(?:[\w’'-]+ ){{0,4}}?(?i:{head})\b"
    )
    return before, after


# "An interview with the port's director, Ruth Bell": whom the answers of an interview are by.
INTERVIEW = re.compile(
    r"(?i:\binterview(?:ed|s)?(?: with| of)?|\bconversation with|"
    r"\b(?:spoke|talked|talks|speaks) (?:to|with)|\bquestions (?:to|for)|\banswers (?:by|from))[ :]"
)
# A name of two words or more within so many characters after it.
INTERVIEW_REACH = 160
TWO_CAPITALS = re.compile(r"(?:[^\W\d_a-z][\w'’-]* ){1,4}[^\W\d_a-z][\w’-]+")
ANSWERS = frozenset({"a", "answer"})
ANY_PAPER = frozenset({"document", "paper", "text"})
# Before "the report" these tell which one no better than "the" does.
VAGUE = frozenset({
    "same", "other", "new", "latest", "recent", "own", "first", "second", "third", "last", "next", "whole", "entire",
    "full", "final", "big", "small", "large", "local", "said", "former", "single", "only", "early", "late", "good",
    "bad", "top",
})  # fmt: skip


@lru_cache(maxsize=4_096)
def apposed_pattern(noun: str) -> re.Pattern[str]:
    """Return the pattern of "the charity Open Hands" and "Open Hands, a charity"."""
    name = r"((?:[^\W\d_a-z][\w’-]*)(?: [^\W\d_a-z][\w’-]*){0,4})"
    return re.compile(rf"\b{noun} {name}|{name}, (?:a|an|the) (?:[a-z-]+ ){{0,3}}{noun}\b")


@lru_cache(maxsize=4_096)
def described_by(noun: str) -> re.Pattern[str]:
    """Return the pattern of "the central bank" for "bank"."""
    return re.compile(rf"\b(?:[Tt]he|[Aa]n?|[Ii]ts|[Tt]heir) ((?:[a-z][a-z-]+ ){{1,2}}{noun})\b")


def last_full(head: str, window: str, first: bool = False) -> str | None:
    """Return the last (or first) full name in a stretch of text that holds the word: "Ministry of Water"."""
    if head not in window:
        return None
    names = []
    for match in body_pattern(head).finditer(window):
        words = match[1].split()
        while words and words[0].lower() in FUNCTION_WORDS | DETERMINERS | PREPOSITIONS:
            del words[0]
        name = " ".join([*words, head]) + match[2]
        if " " in name:
            names.append(name)
    return names[0 if first else -1] if names else None


@lru_cache(maxsize=4_096)
def body_pattern(word: str) -> re.Pattern[str]:
    """Return the pattern of a body's full name that holds the word: "Ministry" of "Ministry of Water"."""
    return re.compile(
        rf"((?:[^\W\d_a-z][\w’-]+ (?:and (?=[^\W\d_a-z]))?){{0,4}}){re.escape(word)}\b"
        rf"((?: (?:of|for|on) (?:the )?[^\W\d_a-z][\w’-]+(?:(?:,| and| of| of the)? "
        rf"[^\W\d_a-z][\w’-]+)*| [12]\d\d\d\b)?)"
    )


def split_commas(phrase: str) -> list[str]:
    """Split a phrase at its commas, but not inside brackets."""
    if "," not in phrase and "，" not in phrase:
        return [phrase]
    if not BRACKET.search(phrase):
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


def is_aside(piece: str) -> bool:
    """Say whether a piece between commas is a relative clause or an age."""
    first = piece.split(maxsplit=1)[0].lower()
    return first in ("who", "which", "whose", "whom") or first.isdigit()


# Participles without -ed that end a source cut before its agent: "a letter seen (by the newspaper)".
_PARTICIPLES = frozenset({"seen", "sent", "given", "made", "shown", "drawn", "written", "put", "leaked", "obtained"})


def without_participle(phrase: str) -> str:
    """Take a participle off the end of a noun phrase: "figures released", "the work plan handed"; not "the accused"."""
    words = phrase.split()
    last = words[-1]
    is_participle = last in _PARTICIPLES or (last.endswith("ed") and last.islower() and len(last) > 4)
    if len(words) < 2 or not is_participle or words[-2].lower() in DETERMINERS:
        return phrase
    return " ".join(words[:-1])


def without_article(phrase: str | None) -> str:
    """Return a phrase without articles before it and marks round it."""
    if not phrase:
        return ""
    words = phrase.strip(' ,;"“”').split()
    while len(words) > 1 and words[0].lower() in ("the", "a", "an"):
        words = words[1:]
    return " ".join(words)


@lru_cache(maxsize=65_536)
def name_words(name: str) -> tuple[str, ...]:
    """Return the words of a name in small letters, without form of address."""
    name = HONORIFIC.sub("", name)
    return tuple(word.strip(".'’").lower() for word in re.sub(r"['’]s$", "", name).split())


def same_name(short: str, long: str) -> bool:
    """Say whether one name can be a shorter form of the other: same last word, or the family name put first."""
    a, b = name_words(short), name_words(long)
    if len(a) > len(b):
        a, b = b, a
    if a == b or (len(a) > 1 and a == b[-len(a) :]):
        return True
    if len(a) == 1:
        return len(b) > 1 and a[0] in (b[0], b[-1])
    return a[-1] == b[-1] and (a[0] == b[0] or (a[0][:1] == b[0][:1] and len(a[0]) <= 2))


def role_words(role: str, equal: dict[str, str]) -> list[str]:
    """Return the words of a role before any preposition, each in one of its equal forms."""
    words = [word.strip(".,'’").lower() for word in role.split()]
    for index, word in enumerate(words):
        if index and word in PREPOSITIONS:
            words = words[:index]
            break
    whole = " ".join(words)
    if whole in equal:
        return equal[whole].split()
    return " ".join(equal.get(word, word) for word in words).split()


def shares_role(short: str, long: str, equal: dict[str, str]) -> bool:
    """Say whether a role can be a shorter form of another: "the minister" of "deputy minister"."""
    a, b = role_words(short, equal), role_words(long, equal)
    return bool(a) and bool(b) and a[-1] in b and set(a) <= set(b) | {"the", "chief"}


def body_keys(body: Speaker) -> list[tuple]:
    """Return the keys under which a body is met again: its name, and "ministry" for "Ministry of Water".

    "The finance ministry" stays apart from "the labour ministry": a head at the end is no key.
    """
    words = without_article(body.name).lower().split()
    keys: list[tuple] = [(body.kind, *words)]
    if len(words) > 1 and words[1] in PREPOSITIONS:
        keys.append((body.kind, words[0]))
    elif len(words) > 1 and body.kind in ("document", "group") and not PREPOSITIONS.intersection(words):
        keys.append((body.kind, words[-1]))  # "the report" of "the audit report"
    return keys
