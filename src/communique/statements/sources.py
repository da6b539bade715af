"""Sources: the noun phrase that a reporting verb has as its subject."""

from __future__ import annotations

import re

from communique.statements.tokens import Line

Range = tuple[int, int]  # first and last word, both included

_PERSONAL = frozenset({"he", "she", "they", "i", "we", "you", "it", "who"})
# A pronoun and its auxiliary in one word: it is its own subject ("she's said").
CONTRACTED = frozenset({
    "he's", "she's", "it's", "they're", "we're", "i'm", "you're", "they've", "we've", "i've", "you've", "he'd",
    "she'd", "they'd", "we'd", "i'd", "he'll", "she'll", "they'll", "we'll", "i'll", "it'll", "you'll", "who's",
})  # fmt: skip
# Words that open something inserted beside a noun: "Lund, herself a farmer, said".
_BESIDE = frozenset({"himself", "herself", "itself", "themselves", "who's"})
_OBJECTS = frozenset({"him", "them", "us", "me"})
_FINITE = frozenset("xhbfk")
_STARTS_NOUN_PHRASE = frozenset("dNompqgre")
_INTRODUCES = frozenset("isgaewtcv")  # a stretch before a comma that begins with one of these is an adjunct
_BEFORE_FIGURE = frozenset({"about", "around", "over", "under", "nearly"})
# A quotation of more words is a sentence, though no comma or stop ends it.
LONG_QUOTATION = 6
SHORT_QUOTATION = 3  # where a comma follows its closing mark
_CLAUSE_EDGE = frozenset(";:-.Y")


def clause_start(line: Line, last: int, floor: int) -> int:
    """Return where the clause that holds word ``last`` begins: after a full stop, semicolon, colon or dash."""
    tags, depth = line.tags, 0
    index = last
    while index >= floor:
        tag = tags[index]
        if tag == ")":
            depth += 1
        elif tag == "(":
            if depth == 0:
                return index + 1
            depth -= 1
        elif (tag in _CLAUSE_EDGE and depth == 0) or (tag == "Q" and _closes_clause(line, index)):
            return index + 1
        index -= 1
    return floor


def _closes_clause(line: Line, mark: int) -> bool:
    """Say whether a closing mark ends a quoted clause: a comma or stop in it, or many words at a sentence's head."""
    if mark > 0 and line.words[mark - 1] in {",", "?", "!", ".", "…", "-", "—", "–", "，"}:
        return True
    first = line.tags.rfind("q", 0, mark)
    is_long = mark - first > (SHORT_QUOTATION if line.tags[mark + 1 : mark + 2] == "," else LONG_QUOTATION)
    return is_long and (first == 0 or line.tags[first - 1] in ".Y")


def subject_left(line: Line, last: int, floor: int) -> Range | None:
    """Return the noun phrase that ends at word ``last`` and is the subject of the verb after it, or None."""
    tags = line.tags
    while last >= floor and tags[last] == "a":
        last -= 1
    if last < floor:
        return None
    tag = tags[last]
    if tag == "r" or (
        tag == "p"
        and (line.words[last] in _PERSONAL or last == floor or tags[last - 1] not in "dm")
        and not (line.words[last] in _OBJECTS and last > floor and tags[last - 1] in "tiv")
    ):
        if tag == "p" and last > floor and tags[last - 1] == "c" and last - 2 >= floor and tags[last - 2] in "Np":
            return last - 2, last  # "he and she"
        return last, last
    if tag in "itcswbxhfT.;:Yak":
        return None
    start = clause_start(line, last - 1 if tag in ",-:" else last, floor)
    if tag == "-":
        last -= 1
        start = _before_dash(line, last, floor)
        if start is None:
            return None
    segments = _segments(line, start, last)
    closed = tag == ","
    if closed:
        if len(segments) < 2 or segments[-1][1] < segments[-1][0]:
            segments = [s for s in segments if s[0] <= s[1]]
        if len(segments) < 2:
            # "Ann Lee (Lagos), said": a comma too many after a bracket
            return _phrase(line, *segments[0]) if segments and tags[last - 1] == ")" else None
        return _subject_with_apposition(line, segments)
    if not segments:
        return None
    first, end = segments[-1]
    return _without_time(line, _phrase(line, first, end))


def _without_time(line: Line, phrase: Range | None) -> Range | None:
    """Cut "on Thursday" from the end of a subject."""
    if phrase is None:
        return None
    first, last = phrase
    tags = line.tags
    end = last
    while end > first and tags[end] in "em":
        end -= 1
    if end == last or "e" not in tags[end + 1 : last + 1]:
        return phrase
    if tags[end] == "i":
        end -= 1
    return (first, end) if end >= first else None


def _before_dash(line: Line, last: int, floor: int) -> int | None:
    """For "X - an apposition - said": the clause begins before the first dash."""
    index = last
    while index >= floor and line.tags[index] not in ".Y;":
        if line.tags[index] == "-":
            return clause_start(line, index - 1, floor)
        index -= 1
    return None


def _segments(line: Line, start: int, last: int) -> list[Range]:
    """Cut at commas outside of brackets."""
    segments, depth, begin = [], 0, start
    tags = line.tags
    for index in range(start, last + 1):
        tag = tags[index]
        if tag == "(":
            depth += 1
        elif tag == ")":
            depth = max(0, depth - 1)
        elif tag == "," and depth == 0:
            segments.append((begin, index - 1))
            begin = index + 1
    segments.append((begin, last))
    return [segment for segment in segments if segment[0] <= segment[1]]


def _subject_with_apposition(line: Line, segments: list[Range]) -> Range | None:
    """Return head and apposition of "in May, Ann Lee, head of the agency, said" ("Ann Lee" to "agency").

    The head is the first stretch after which everything up to the verb is apposition, relative clause, age or place.
    """
    tags = line.tags
    head = None
    for number in range(len(segments) - 2, -1, -1):
        after = segments[number + 1]
        if not _is_inserted(line, *after):
            break
        phrase = _phrase(line, *segments[number])
        inside = (
            phrase is not None
            and "v" not in tags[segments[number][0] : phrase[0]]
            and (phrase[0] > segments[number][0] and has_finite(line, segments[number][0], phrase[0] - 1))
        )
        if head is not None and (inside or tags[segments[number][0]] in _INTRODUCES):
            break  # "in response to the tasks, Ann Lee, …", "the levy will rise, Ann Lee, …": no part of the subject
        if phrase is not None:
            head = phrase
            if phrase[0] > segments[number][0] and tags[phrase[0] - 1] not in "ac":
                break  # the phrase begins inside the stretch: what precedes is another clause or an adjunct
            if number and tags[segments[number][0]] in "dN" and _could_be_head(line, *segments[number - 1]):
                continue
        elif head is not None and not _is_inserted(line, *segments[number]):
            break
    return None if head is None else (head[0], segments[-1][1])


def _could_be_head(line: Line, first: int, last: int) -> bool:
    return line.tags[first] not in _INTRODUCES and not has_finite(line, first, last)


def _is_inserted(line: Line, first: int, last: int) -> bool:
    """Say whether a stretch between commas can stand beside a noun: no finite verb outside of a relative clause."""
    tags = line.tags[first : last + 1]
    if tags[0] == "r" or "r" in tags[:3] or tags[0] == "T":
        return True
    if line.words[first] in _BESIDE:
        return True
    if tags[0] in "sp":
        return tags[0] == "s"
    return not has_finite(line, first, last)


def has_finite(line: Line, first: int, last: int) -> bool:
    """Say whether a finite verb stands between two words, outside of a relative clause."""
    tags = line.tags
    relative = False
    for index in range(first, last + 1):
        tag = tags[index]
        if tag == "r" or (tag == "T" and index > first and tags[index - 1] != "c"):
            relative = True
        elif tag in _FINITE and not relative and not (tag == "k" and _is_participle(line, index)):
            return True
    return False


def _is_participle(line: Line, index: int) -> bool:
    """Say whether a reporting verb is no finite one: "writing for the majority", "the plan announced on Monday"."""
    return line.words[index].endswith("ing") or _participle_after_noun(line, index)


def _participle_after_noun(line: Line, index: int) -> bool:
    """Say whether a reporting verb form modifies the noun before it ("the plan announced on Monday")."""
    return line.words[index].endswith("ed") and index + 1 < line.size and line.tags[index + 1] in "ie"


def _phrase(line: Line, first: int, last: int) -> Range | None:
    """Return the noun phrase that ends at ``last`` within a stretch without commas."""
    tags = line.tags
    while first <= last and tags[first] in "ac":
        first += 1
    if first > last:
        return None
    begin = first
    relative = False
    index = first
    # Walk to the right; whatever begins a new clause moves the beginning of the phrase behind it.
    while index <= last:
        tag = tags[index]
        if tag == "r":
            relative = index > begin
        elif tag in "sw":
            if line.words[index] == "than" and index > begin and line.words[index - 1] in ("more", "less", "fewer"):
                index += 1
                continue
            begin, relative = index + 1, False
        elif tag == "v" and index > begin and tags[index - 1] == "N" and not relative and tags[index + 1] not in "ie":
            begin = index + 1
        elif tag == "T":
            if index > begin and index < last and tags[index + 1] in "xbhfvk":
                relative = True  # "companies that exported": the subject's own clause
            else:
                begin, relative = index + 1, False
        elif tag in "xbhf" or (tag == "k" and not _participle_after_noun(line, index)):
            if relative:
                relative = tag in "xbh"
            else:
                begin = index + 1
        elif tag == "c" and index < last and tags[index + 1] in "pxbhfk":
            begin, relative = index + 1, False
        index += 1
    while begin <= last and tags[begin] in "acs":
        begin += 1
    if begin < last and tags[begin] == "r" and tags[begin + 1] in "dNpo" and line.words[begin] != "whose":
        begin += 1  # "the levy, which the minister called": the relative is the object
    if begin > last:
        return None
    if tags[begin] in "ite" and not (line.words[begin] in _BEFORE_FIGURE and tags[begin + 1 : begin + 2] in ("d", "m")):
        begin = _after_adjunct(line, begin, last)
        if begin is None:
            return None
    if tags[begin] == "v" and begin < last:
        begin += 1
    if tags[begin] not in _STARTS_NOUN_PHRASE | {"i"} or tags[last] in "xbhfk":
        return None
    return begin, last


def _after_adjunct(line: Line, first: int, last: int) -> int | None:
    """Return where the subject begins after a leading "on Monday" or "in a statement" without a comma."""
    tags = line.tags
    index = last
    best = None
    while index > first:
        tag, before = tags[index], tags[index - 1]
        if tag in "dpN" and before not in "idN(" and not (before == "o" and tag == "N" and tags[index - 2] == "d"):
            best = index
            if before in "em)":
                return index
            if tag == "d" and before not in "c":
                return index
        index -= 1
    return best


def subject_right(line: Line, first: int, limit: int) -> Range | None:
    """Return the source after an inverted verb: "said Ann Lee, head of the agency, on Monday"."""
    tags, words = line.tags, line.words
    if first > limit or (
        tags[first] not in "dNopmqg" and not (tags[first] == "v" and tags[first + 1 : first + 2] in tuple("oN"))
    ):
        return None
    if tags[first] == "p":
        return first, first
    index = first
    last = first
    depth = 0
    while index <= limit:
        tag = tags[index]
        if tag == "(":
            depth += 1
        elif tag == ")":
            depth -= 1
            last = index
        elif depth:
            pass
        elif tag in ".;:-TswY" or (tag == "q" and index > first and tags[index - 1] in ",:"):
            break
        elif tag == "Q":
            last = index
        elif tag == ",":
            if not _apposition_follows(line, index, limit):
                break
            following = tags.find(",", index + 1, limit)
            if has_finite(line, index + 1, following - 1 if following > 0 else limit):
                break
        elif (
            tag == "e"
            or (tag == "i" and words[index] not in _INSIDE_NAMES and _adjunct_follows(line, index, limit))
            or (tag in "xbhfk" and not _in_relative(line, first, index))
            or (tag == "r" and index + 1 <= limit and tags[index + 1] == "k" and tags[index - 1] == ",")
        ):
            break
        else:
            last = index
        index += 1
    while last > first and tags[last] in "aicst,":
        last -= 1
    return first, last


_INSIDE_NAMES = frozenset({"of", "for", "at", "from", "with"})
_STATEMENT_NOUNS = frozenset({
    "statement", "interview", "news", "speech", "letter", "email", "e-mail", "memo", "message", "tweet", "post",
    "release", "briefing", "conference", "debate", "rally", "hearing", "television", "tv", "twitter", "facebook",
    "cnn", "phone", "telephone", "video", "court",
})  # fmt: skip


def _in_relative(line: Line, first: int, index: int) -> bool:
    return "r" in line.tags[first:index] or "T" in line.tags[first:index]


def _apposition_follows(line: Line, comma: int, limit: int) -> bool:
    tags = line.tags
    if comma + 1 > limit:
        return False
    tag = tags[comma + 1]
    if tag == "r":
        return not (comma + 2 <= limit and tags[comma + 2] == "k")
    if tag in "dNmo":
        return True
    return tag == "c" and comma + 2 <= limit and tags[comma + 2] in "dN"


def _adjunct_follows(line: Line, index: int, limit: int) -> bool:
    """Say whether a preposition begins an adjunct of the saying: a time, a place of speech."""
    for ahead in range(index + 1, min(index + 6, limit + 1)):
        if line.tags[ahead] in ",.;":
            break
        if line.tags[ahead] == "e" or line.words[ahead] in _STATEMENT_NOUNS:
            return True
    return line.words[index] in {"during", "after", "before", "by", "via", "following", "through"}


def inherited_subject(line: Line, verb: int, floor: int) -> Range | None:
    """Return the subject of the clause that a coordinated verb or participle belongs to."""
    tags = line.tags
    start = clause_start(line, verb - 1, floor)
    while start < verb and tags[start] in "ac,":
        start += 1
    if start < verb and (
        tags[start] in "isgewv" or (tags[start] == "k" and line.words[start].endswith("ing"))
    ):  # "Speaking on Monday, the minister …": skip to the comma
        comma = line.tags.find(",", start, verb)
        if comma > 0:
            start = comma + 1
    index = start
    while index < verb:
        tag = tags[index]
        if tag in "bhx" and line.words[index] in CONTRACTED:
            return index, index
        if tag in "xbhf" or (tag == "k") or (tag == "v" and index > start and tags[index - 1] in "Nopa,)m"):
            if "r" in tags[start:index] and tags[start:index].count(",") % 2:
                index += 1
                continue
            return subject_left(line, index - 1, start)
        index += 1
    return _first_phrase(line, start, verb)


_FIRST_PHRASE = re.compile(r"(?:p(?=[^p])|[dm]?[og]{0,2}N{1,5}(?=[^N])|d[og]{0,2}o(?=[^N]))")


def named_first(line: Line, start: int, verb: int) -> Range | None:
    """Return the noun phrase that opens the sentence where a comma or bracket and an apposition follow it."""
    first = clause_start(line, verb - 2, start)
    while first < verb and line.tags[first] in "ac":
        first += 1
    phrase = _first_phrase(line, first, verb)
    return phrase if phrase is not None and line.tags[phrase[1] + 1] in ",(" else None


def _first_phrase(line: Line, start: int, verb: int) -> Range | None:
    """Return the noun phrase that opens the clause, where its verb is not known: "Lund rips it, saying"."""
    match = _FIRST_PHRASE.match(line.tags, start, verb)
    return (match.start(), match.end() - 1) if match else None
