"""From text to paragraphs, headings and sentences, with broken sentences mended.

Boundaries come from sentencex; what is added here is the policy register: amounts with abbreviations, the roles of
lines, and the false full stops that machine translation leaves inside sentences.  Text is never altered: mending only
joins two pieces into one sentence.
"""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

from communique.article import Article
from communique.lexicon import alternation, read_lexicon
from communique.records import Sentence

RULES = {
    "mend-small-letter": "A piece that begins with a small letter goes on with the sentence before it.",
    "mend-punctuation": "A piece that begins with a comma or a closing mark goes on with the sentence before it.",
    "mend-gerunds": "A noun with two or more -ing clauses and no finite verb goes on with the sentence before.",
    "join-title": "A full stop after a title before a name (Ms. Gray, Engr. Bello) ends no sentence.",
    "join-abbreviation": "A full stop after an abbreviated amount or reference (bn., Art.) ends no sentence.",
    "role-title": "The title of the metadata, or the first line without a closing mark before the body.",
    "role-heading": "A short line without a closing mark, among lines that have one.",
    "role-boilerplate": "Navigation labels, bylines, date lines, rights lines and closing notes of the page.",
}

# A heading is a line, not a paragraph that lost its full stop.
MAX_HEADING_WORDS = 22
# The title stands near the top; a line after this many is a heading.
MAX_LINES_BEFORE_TITLE = 6
# Where more lines than this lack a closing mark, the layout (subtitles, transcript, table) tells nothing of headings.
MAX_SHARE_OPEN_LINES = 0.6

_LINE = re.compile(r"[^\n]*\S[^\n]*")
# A closed line ends with a mark of quotation, or with one of these stops, whatever closes after it.
_CLOSED_BY, _CLOSERS, _CLOSING_MARKS = frozenset(".!?。！？…;:：；，,"), "\"'”’»)]", ('"', "”", "»")
_ITEM = re.compile(r"[-–—•*·▪‣◦●○]\s|\(?\d{1,3}[.)]\s|\(?[a-z]\)\s|[|\t]")
_TABLE = re.compile(r"\t|\||\S {3,}\S")
_SPEAKER_LABEL = re.compile(r"[^\s:：][^:：\n]{0,60}[:：]\s+\S")
_MARKED_HEADING = re.compile(r"#{1,6}\s")
_BYLINE = re.compile(r"by\s+(?:[A-Z][\w.'’-]+\s*(?:,|and|&)?\s*){1,8}$", re.I)
_DATE_LINE = re.compile(
    r"(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day,?\s+)?"
    r"(?:\d{1,2}(?:st|nd|rd|th)?\s+[a-z]{3,9}\.?,?\s+\d{4}|[a-z]{3,9}\.?\s+\d{1,2}(?:st|nd|rd|th)?,?\s+\d{4}"
    r"|\d{4}[-/.年]\d{1,2}[-/.月]\d{1,2}日?|\d{1,2}[/.]\d{1,2}[/.]\d{4})(?:[\s,|-]+\d{1,2}[:.]\d{2}.{0,12})?$"
)
_STARTS_SMALL = re.compile(r"[“\"'‘(]?(?:[a-z]|[àâäçéèêëîïôöùûüñ])")
_STARTS_CLOSED = re.compile(r"(?:[“\"‘']\s*)?[,;:)\]”’%]")
_STOP_INSIDE = re.compile(r"[.!?。！？…]\W*\w")
_FALSE_BREAK_INSIDE = re.compile(r"[.!?][\"”’]?\s+(?:[\"“‘]\s*)?[,;]")
_GERUND = re.compile(r",\s+(?:and\s+)?(?:[a-z]+ly\s+|better\s+|further\s+)?[a-z]{2,}ing\b")
_GERUND_START = re.compile(r"[A-Z][a-z]+(?:\s+[a-z]+){0,3},\s+(?:[a-z]+ly\s+)?[a-z]{2,}ing\b")
_HAN = re.compile("[\u4e00-\u9fff]")
_TRAILING_ABBREVIATION = re.compile(r"(?:^|[\s\d$€£¥])([A-Za-z]{2,6})\.[\"”’]?$")
_LOWER_BRAND = re.compile(r"[a-z]{1,2}[A-Z]")  # iPhone, eBay, mRNA begin a sentence as they are


@cache
def _layout(lexicon: Path | None) -> dict:
    words = read_lexicon("layout", lexicon)
    return {
        "labels": frozenset(words["labels"]),
        "starts": re.compile(alternation(words["starts"])),
        "ends": tuple(words["ends"]),
        # Not "state-owned", nor ", based on": a compound and a participle clause hold no finite verb.
        "finite": re.compile(
            r"(?<![\w-])(?:"
            + alternation(words["finite"])
            + r")(?![\w-])|(?<!, )(?<![\w-])[a-z]{3,}(?:ed|n't)(?![\w-])"
        ),
        "abbreviations": frozenset(words["abbreviations"]),
        "titles": frozenset(words["titles_before_names"]),
    }


# "NAIROBI, 4 June 2024 -", "SELMAR (Harbour Wire) -": where and when, and nothing that the sentence says.
DATELINE = re.compile(
    r"[A-Z][A-Z.'’/-]{2,}(?:[ ,][A-Z.'’/-]{2,}){0,4}(?:, ?[A-Z][a-z]+)?"
    r"(?:,? ?(?:\d{1,2} [A-Z][a-z]+|[A-Z][a-z]{2,8}\.? \d{1,2})(?:,? \d{4})?)?,? ?(?:\([^)\n]{2,40}\) ?)?[-–—]{1,2} "
)


def segment_sentences(article: Article, lexicon: Path | None = None) -> list[Sentence]:
    """Cut an article into sentences, headings, title and boilerplate.

    Parameters
    ----------
    article : Article
        The article; a line of its text is a paragraph.
    lexicon : Path, optional
        Folder of edited lexicon files.

    Returns
    -------
    list of Sentence
        In text order, without overlaps, without surrounding white space; every letter of the text lies in one.
        An empty article gives an empty list.

    Examples
    --------
    >>> article = Article.from_text("Plan agreed\\n\\nThe spirit of nailing. tasks must hold. It will.")
    >>> [(s.role, s.start, s.end, s.repaired) for s in segment_sentences(article)]
    [('title', 0, 11, False), ('body', 13, 52, True), ('body', 53, 61, False)]
    """
    layout = _layout(lexicon)
    text = article.text
    lines = [_trim(text, match.start(), match.end()) for match in _LINE.finditer(text)]
    roles = _line_roles(article, lines, layout)
    sentences: list[Sentence] = []
    for paragraph, ((start, end), role) in enumerate(zip(lines, roles, strict=True)):
        if role != "body":
            sentences.append(Sentence(start, end, paragraph, role))
            continue
        sentences.extend(_sentences_of_line(text, start, end, paragraph, layout))
    return sentences


def _trim(text: str, start: int, end: int) -> tuple[int, int]:
    piece = text[start:end]
    return start + len(piece) - len(piece.lstrip()), end - (len(piece) - len(piece.rstrip()))


def _line_roles(article: Article, lines: list[tuple[int, int]], layout: dict) -> list[str]:
    """Return ``title``, ``heading``, ``body`` or ``boilerplate`` for each line."""
    text, folded = article.text, article.folded
    roles = ["body"] * len(lines)
    is_open = [False] * len(lines)
    for index, (start, end) in enumerate(lines):
        low = folded[start:end]
        if _is_boilerplate(text[start:end], low, layout):
            roles[index] = "boilerplate"
        elif end - start <= MAX_HEADING_WORDS * 12:
            is_open[index] = _could_be_heading(text[start:end])
    titled = _title_line(article, lines, roles, is_open)
    if titled is not None:
        roles[titled] = "title"
    candidates = [index for index, open_line in enumerate(is_open) if open_line and roles[index] == "body"]
    n_body = sum(role == "body" for role in roles)
    if candidates and len(candidates) <= MAX_SHARE_OPEN_LINES * n_body:
        last = max(index for index, role in enumerate(roles) if role == "body" and not is_open[index])
        for index in candidates:
            # A heading heads something: an open line after the last paragraph is a signature or a cut-off sentence.
            if index < last:
                roles[index] = "heading"
    for index in candidates:
        if _MARKED_HEADING.match(text, lines[index][0]):
            roles[index] = "heading"
    return roles


def _is_boilerplate(line: str, low: str, layout: dict) -> bool:
    if low.strip(" :.-–—|>»*#") in layout["labels"] or low in layout["labels"]:
        return True
    if len(line) <= 240 and (layout["starts"].match(low) or low.endswith(layout["ends"])):
        return True
    return len(line) <= 80 and bool(_BYLINE.match(line) or _DATE_LINE.match(low))


def _could_be_heading(line: str) -> bool:
    if (
        line.endswith(_CLOSING_MARKS)
        or line.rstrip(_CLOSERS)[-1:] in _CLOSED_BY
        or _ITEM.match(line)
        or _TABLE.search(line)
    ):
        return False
    return 0 < len(line.split()) <= MAX_HEADING_WORDS and any(letter.isalpha() for letter in line)


def _title_line(article: Article, lines: list, roles: list[str], is_open: list[bool]) -> int | None:
    if article.title:
        wanted = " ".join(article.title.lower().split())
        for index, (start, end) in enumerate(lines[: 2 * MAX_LINES_BEFORE_TITLE]):
            if " ".join(article.text[start:end].lower().split()) == wanted:
                return index
    if len(lines) < 2:
        return None
    for index in range(min(len(lines) - 1, MAX_LINES_BEFORE_TITLE)):
        if roles[index] == "boilerplate":
            continue
        # A line with "Name: words" can be a title too, but a transcript begins with one such line after another.
        label = _SPEAKER_LABEL.match(article.text, lines[index][0], lines[index][1])
        following = _SPEAKER_LABEL.match(article.text, lines[index + 1][0], lines[index + 1][1])
        return index if is_open[index] and not (label and following) else None
    return None


def _sentences_of_line(text: str, start: int, end: int, paragraph: int, layout: dict) -> list[Sentence]:
    line = text[start:end]
    pieces = _boundaries(line)
    joined: list[list] = []
    for piece_start, piece_end in pieces:
        rule = _joins(line, joined[-1], piece_start, piece_end, layout) if joined else None
        if rule:
            joined[-1][1] = piece_end
            joined[-1][2] |= rule.startswith("mend")
        else:
            joined.append([piece_start, piece_end, False])
    return [
        Sentence(start + a, start + b, paragraph, "body", mended or bool(_FALSE_BREAK_INSIDE.search(line, a, b)))
        for a, b, mended in joined
    ]


def _boundaries(line: str) -> list[tuple[int, int]]:
    import sentencex

    if len(line) < 400 and not _STOP_INSIDE.search(line):
        return [(0, len(line))]
    n_han = 0 if line.isascii() else len(_HAN.findall(line[:400]))
    language = "zh" if n_han * 3 > len(line[:400]) else "en"
    pieces = []
    for piece in sentencex.get_sentence_boundaries(language, line):
        a, b = _trim(line, piece["start_index"], piece["end_index"])
        if a < b:
            pieces.append((a, b))
    return pieces or [(0, len(line))]


def _joins(line: str, before: list, start: int, end: int, layout: dict) -> str | None:
    """Return the name of the rule that joins the piece to the sentence before it, or None."""
    if _STARTS_CLOSED.match(line, start, end):
        return "mend-punctuation"
    tail = line[max(before[0], before[1] - 12) : before[1]]
    abbreviation = _TRAILING_ABBREVIATION.search(tail)
    if abbreviation and abbreviation[1].lower() in layout["abbreviations"]:
        following = line[start]
        if following.islower() or (following.isdigit() and abbreviation[1].lower() in _BEFORE_FIGURES):
            return "join-abbreviation"
    if abbreviation and abbreviation[1][0].isupper() and abbreviation[1].lower() in layout["titles"]:
        return "join-title"
    if not tail.endswith((".", "。", ".”", '."')):
        return None  # after "!" or "?" a small letter goes on with a reporting clause: '"Why?" he asked.'
    if _STARTS_SMALL.match(line, start, end) and not _LOWER_BRAND.match(line, start, end):
        return "mend-small-letter"
    if _GERUND_START.match(line, start, end) and _has_no_finite_verb(line[start:end], layout):
        return "mend-gerunds"
    return None


_BEFORE_FIGURES = frozenset(
    {"no", "nos", "art", "arts", "sec", "para", "paras", "fig", "vol", "approx", "rs", "max", "min"}
)


def _has_no_finite_verb(piece: str, layout: dict) -> bool:
    return len(_GERUND.findall(piece)) >= 2 and not layout["finite"].search(piece.lower())
