"""PDF: lines in reading order without running heads, joined to paragraphs, with hyphenation mended."""

from __future__ import annotations

import io
import re
from collections import Counter
from itertools import pairwise
from pathlib import Path
from typing import NamedTuple

from communique.errors import ReadError

# Running heads stand in the outer eighth of a page, at the same height, on at least this share of the pages.
MARGIN_SHARE = 0.125
RUNNING_SHARE = 0.5
MIN_PAGES_FOR_RUNNING = 3
# A gutter: an upright stretch in the middle third that at most this share of the lines crosses (headlines do).
MAX_CROSSING = 0.15
MIN_LINES_PER_COLUMN = 5
# A line that ends this far (in widths of its column) before the right edge ends a paragraph.
SHORT_LINE = 0.85
# Space between lines over this many usual spaces, or an indent over this many letter heights, begins a paragraph.
WIDE_SPACE = 1.45
INDENT = 0.8

# Programs fill in the name of the file or of themselves: what ends like a file's name is no headline.
_NO_TITLE = re.compile(
    r"\.(?:docx?|pdf|indd|tmp|html?|xhtml|rtf|odt|txt|md|tex|pages|pptx?|xlsx?|qxd|ps|eps)(?:$|\s)"
    r"|^(?:untitled|microsoft word|document\d*$|slide \d+$|powerpoint)|^\S+\.[a-z]{2,5}$|^[\w-]*_[\w-]*$",
    re.I,
)
_NUMBERS = re.compile(r"\d+")
_BROKEN_WORD = re.compile(r"([^\W\d_]+)[-\u00ad\u2010]$")
_ENDS_SENTENCE = re.compile(r"[.!?:;。！？：；][\"'”’)\]]*$")


class Line(NamedTuple):
    """A line of a page: its place in points from the left and the top, and its words."""

    page: int
    left: float
    right: float
    top: float
    bottom: float
    text: str


def read_pdf(data: bytes, path: Path) -> tuple[str, dict[str, object]]:
    """Return the text of a PDF and its title.

    Raises
    ------
    ReadError
        If pdfplumber is not installed, the file is damaged or locked with a password, or no page holds text.
    """
    try:
        import pdfplumber
    except ImportError:
        raise ReadError(f"{path}: PDF needs pdfplumber; install it with: pip install 'communique[pdf]'") from None
    try:
        with pdfplumber.open(io.BytesIO(data)) as document:
            n_pages, title = len(document.pages), _title(document.metadata)
            pages = []
            for number, page in enumerate(document.pages):
                pages.append((_page_lines(page, number), float(page.height)))
                page.close()  # drops what the page has cached
    except Exception as error:
        if "password" in type(error).__name__.lower() or "password" in repr(error).lower():
            raise ReadError(f"{path}: is locked with a password; save a copy without one.") from None
        raise ReadError(f"{path}: is no readable PDF ({type(error).__name__}); save it again, or as text.") from None
    if not any(lines for lines, _ in pages):
        holds = "its one page holds" if n_pages == 1 else f"its {n_pages:,} pages hold"
        raise ReadError(f"{path}: is a scan, {holds} pictures and no text; run text recognition (OCR) on it first.")
    lines = [line for page, _ in _without_running(pages) for line in page]
    return join_lines(lines), {"title": title} if title else {}


def _title(metadata: dict | None) -> str | None:
    title = str((metadata or {}).get("Title") or "").strip()
    return title if title and not _NO_TITLE.search(title) else None


def _page_lines(page: object, number: int) -> list[Line]:
    """Return the lines of a page in reading order: column by column between the lines that cross the columns."""
    words = page.extract_words(use_text_flow=False, keep_blank_chars=False, x_tolerance_ratio=0.15)
    if not words:
        return []
    gutter = _gutter(words, float(page.width))
    if gutter is None:
        return _lines(words, number)
    ordered: list[Line] = []
    bands: list[list[dict]] = [[], []]
    for row in _rows(words):
        if any(word["x0"] < gutter < word["x1"] for word in row) or _closes(row, gutter):
            ordered += _lines(bands[0], number) + _lines(bands[1], number) + _lines(row, number)
            bands = [[], []]
        else:
            for word in row:
                bands[word["x0"] > gutter].append(word)
    return ordered + _lines(bands[0], number) + _lines(bands[1], number)


def _rows(words: list[dict]) -> list[list[dict]]:
    """Gather words of one height on the page, from left to right."""
    rows: list[list[dict]] = []
    for word in sorted(words, key=lambda w: ((w["top"] + w["bottom"]) / 2, w["x0"])):
        middle = (word["top"] + word["bottom"]) / 2
        if rows and abs(middle - (rows[-1][0]["top"] + rows[-1][0]["bottom"]) / 2) < 0.5 * _height(word):
            rows[-1].append(word)
        else:
            rows.append([word])
    return [sorted(row, key=lambda w: w["x0"]) for row in rows]


def _height(word: dict) -> float:
    return max(1.0, word["bottom"] - word["top"])


def _closes(row: list[dict], gutter: float) -> bool:
    """Whether the words run on over the gutter with no more than a word's space between them."""
    before = [word for word in row if word["x1"] <= gutter]
    after = [word for word in row if word["x0"] >= gutter]
    return bool(before and after) and after[0]["x0"] - before[-1]["x1"] < 0.5 * _height(before[-1])


def _gutter(words: list[dict], width: float) -> float | None:
    rows = _rows(words)
    if len(rows) < MIN_LINES_PER_COLUMN:
        return None
    best, fewest = None, len(rows) * MAX_CROSSING
    for step in range(33, 68):
        x = width * step / 100
        crossing = sum(any(word["x0"] < x < word["x1"] for word in row) or _closes(row, x) for row in rows)
        left = sum(row[0]["x1"] <= x for row in rows)
        right = sum(row[-1]["x0"] >= x for row in rows)
        if min(left, right) >= MIN_LINES_PER_COLUMN and crossing < fewest:
            best, fewest = x, crossing
    return best


def _lines(words: list[dict], number: int) -> list[Line]:
    return [
        Line(
            number,
            row[0]["x0"],
            row[-1]["x1"],
            min(word["top"] for word in row),
            max(word["bottom"] for word in row),
            " ".join(word["text"] for word in row),
        )
        for row in _rows(words)
    ]


def _without_running(pages: list[tuple[list[Line], float]]) -> list[tuple[list[Line], float]]:
    """Leave out running heads and page numbers: the same words, but for figures, at the same edge of most pages."""
    if len(pages) < MIN_PAGES_FOR_RUNNING:
        return pages

    def key(line: Line, height: float) -> tuple[str, bool] | None:
        if line.bottom < height * MARGIN_SHARE or line.top > height * (1 - MARGIN_SHARE):
            return _NUMBERS.sub("#", line.text), line.top < height / 2
        return None

    seen = Counter(k for lines, height in pages for k in {key(line, height) for line in lines} if k)
    running = {k for k, n in seen.items() if n >= max(2, RUNNING_SHARE * len(pages) * (1 if k[0] != "#" else 0.5))}
    # Left and right pages can have heads of their own: each stands on half of the pages only.
    running |= {k for k, n in seen.items() if n >= 3 and n >= 0.4 * len(pages)}
    return [([line for line in lines if key(line, height) not in running], height) for lines, height in pages]


def join_lines(lines: list[Line]) -> str:
    """Join lines to paragraphs, one a line of the result, and words that a line's end has broken."""
    if not lines:
        return ""
    whole = Counter(word.lower() for line in lines for word in re.findall(r"[^\W\d_]+(?:-[^\W\d_]+)*", line.text))
    spaces = sorted(b.top - a.top for a, b in pairwise(lines) if a.page == b.page and b.top > a.top)
    usual = spaces[len(spaces) // 2] if spaces else 0.0
    paragraphs = [lines[0].text]
    for before, line in pairwise(lines):
        if _begins_paragraph(before, line, usual, _right_edge(before, lines)):
            paragraphs.append(line.text)
        else:
            paragraphs[-1] = _join_words(paragraphs[-1], line.text, whole)
    return "\n".join(paragraphs)


def _right_edge(line: Line, lines: list[Line]) -> float:
    """Return how far right the lines go that begin where this one does."""
    near = [other.right for other in lines if other.page == line.page and abs(other.left - line.left) < 30]
    return max(near, default=line.right)


def _begins_paragraph(before: Line, line: Line, usual: float, edge: float) -> bool:
    height = max(1.0, line.bottom - line.top)
    width = max(1.0, edge - before.left)
    is_short = before.right - before.left < SHORT_LINE * width
    ends = bool(_ENDS_SENTENCE.search(before.text))
    if abs((before.bottom - before.top) - height) > 0.25 * height:
        return True  # a headline is set in other letters
    if before.page == line.page and line.top > before.top:
        if usual and line.top - before.top > WIDE_SPACE * usual:
            return True
        indent = line.left - before.left
        return (INDENT * height < indent < 6 * height and ends) or (is_short and ends)
    return is_short and ends  # the next column or page


def _join_words(text: str, line: str, whole: Counter) -> str:
    match = _BROKEN_WORD.search(text)
    first = re.match(r"[^\W\d_]+", line)
    if not match or not first or not first[0][0].islower():
        return f"{text} {line}" if not _both_han(text, line) else text + line
    if whole[f"{match[1]}-{first[0]}".lower()] > whole[f"{match[1]}{first[0]}".lower()]:
        return text[: match.end(1)] + "-" + line  # the word has its hyphen elsewhere too
    return text[: match.end(1)] + line


def _both_han(text: str, line: str) -> bool:
    return bool(text and line) and "\u3000" <= text[-1] <= "\u9fff" and "\u3000" <= line[0] <= "\u9fff"
