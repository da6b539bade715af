"""The whole article as HTML, with what was found in it marked by kind and voice, and linked to the tables."""

from __future__ import annotations

import heapq
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, NamedTuple

from communique.display.html import Html, attribute, escape
from communique.display.tables import style_html

if TYPE_CHECKING:
    import pandas as pd

    from communique.tables import Tables

#: What can be marked; "themes" marks the terms that count and gives every sentence a place to link to.
KINDS = ("statements", "commitments", "targets", "formulations", "themes")
# Outer before inner where two begin and end together.
_RANK = {"sentence": 0, "narrated": 1, "content": 2, "source": 3, "cue": 3, "commitment": 4, "target": 5, "quantity": 5}
_RANK |= {"formulation": 5, "theme": 6}
_MARKED = ("content", "commitment", "target", "quantity", "formulation", "theme")


class Mark(NamedTuple):
    """A stretch to mark: what it is, the row it belongs to, and the words that say so."""

    start: int
    end: int
    kind: str
    row: str
    table: str
    tag: str = ""
    title: str = ""
    colour: str = ""
    confidence: float | None = None


def marked_article(
    tables: Tables,
    *,
    kinds: Iterable[str] = ("statements", "commitments", "targets", "formulations"),
    links: Mapping[str, str] | Iterable[str] = (),
    codebook: object = None,
) -> Html:
    """Return the text of the article with its rows marked: the kind in words, the voice in words and colour.

    Parameters
    ----------
    tables : Tables
        Of one article; of several, each follows the other under its title.
    kinds : iterable of str
        What to mark, of ``statements``, ``commitments``, ``targets``, ``formulations``, ``themes``.
    links : mapping or iterable of str
        Kinds whose tables stand on the same page, so that each mark leads to its row; a mapping gives the page of each
        kind, as in ``{"targets": "02-aims.html"}``.
    codebook : Codebook or path, optional
        Names the themes.

    Returns
    -------
    Html
        Every character of the article is there, escaped; each row has the identifier ``text-<row id>`` at its first
        character.
    """
    kinds = tuple(kinds)
    unknown = [kind for kind in kinds if kind not in KINDS]
    if unknown:
        raise ValueError(f"marked_article: unknown kind {unknown[0]!r}; known are {', '.join(KINDS)}.")
    pages = dict(links) if isinstance(links, Mapping) else dict.fromkeys(links, "")
    articles = []
    for article in tables.articles.itertuples():
        own = tables if len(tables.articles) == 1 else tables.of(article.article_id)
        marks = marks_of(own, kinds, codebook)
        name = "" if len(tables.articles) == 1 else f"<p><b>{escape(str(article.article_id))}</b></p>"
        language = "" if _missing(article.language) else f' lang="{attribute(article.language)}"'
        body = "\n".join(_paragraphs(article.text, own.sentences, marks, pages))
        articles.append(f'{name}<div class="cq-article"{language}>{body}</div>')
    return Html(style_html() + _legend(kinds, tables, codebook) + "\n".join(articles))


_LEGEND = {
    "statements": "statements: shaded in the colour of the voice, with its name and how the words are given; "
    "the source in bold, the word of saying in italics",
    "commitments": "commitments: underlined with dots",
    "targets": "targets: yellow",
    "formulations": "set phrases: boxed",
    "themes": "terms of the codebook: underlined in the colour of the theme",
}


def _legend(kinds: tuple[str, ...], tables: Tables, codebook: object) -> str:
    if not kinds:
        return ""
    words = f"Marked are {'; '.join(_LEGEND[kind] for kind in kinds)}."
    if "themes" in kinds and len(tables.theme_evidence):
        from communique.charts.themes import theme_names

        names = {
            theme: name for theme, (name, _) in theme_names(codebook, list(tables.theme_evidence["theme"])).items()
        }
        short = short_names(names)
        words += " Themes: " + "; ".join(
            f"{short[theme]}: {name}" if short[theme] != name else name for theme, name in names.items()
        )
        words += "."
    return f"<p><small>{escape(words)}</small></p>"


# --- what to mark ----------------------------------------------------------------------------------------------------


def marks_of(tables: Tables, kinds: Iterable[str], codebook: object = None) -> list[Mark]:
    """Return the stretches to mark in the text of one article."""
    makers = {
        "statements": _statement_marks,
        "commitments": _commitment_marks,
        "targets": _target_marks,
        "formulations": _formulation_marks,
    }
    marks = [mark for kind in kinds if kind in makers for mark in makers[kind](tables)]
    return marks + (_theme_marks(tables, codebook) if "themes" in kinds else [])


def _missing(value: object) -> bool:
    import pandas as pd

    return value is None or bool(pd.isna(value))


def _words(*values: object) -> str:
    return ", ".join(str(value) for value in values if not _missing(value) and str(value))


def _statement_marks(tables: Tables) -> list[Mark]:
    from communique.charts.style import speaker_names, tint, voice_colours
    from communique.display.prose import office_of

    tints = {voice: tint(colour, 0.25) for voice, colour in voice_colours(tables.statements).items()}
    spans: dict[str, list] = {}
    for span in tables.spans.itertuples():
        if span.part != "function":
            spans.setdefault(span.statement_id, []).append(span)
    marks = []
    for s, voice in zip(tables.statements.itertuples(), speaker_names(tables.statements["speaker"]), strict=True):
        title = _words(voice, office_of(s), f"confidence {s.confidence:.2f}")
        how = "continued" if s.attribution == "continued" else s.mode
        tag = voice if s.mode == "narrated" else f"{voice}, {how}"
        base = {"row": s.statement_id, "table": "statements", "title": title, "confidence": float(s.confidence)}
        own = spans.get(s.statement_id, [])
        if not any(span.part == "content" for span in own):
            kind = "narrated" if s.mode == "narrated" else "content"
            marks.append(Mark(s.start, s.end, kind, tag=tag, colour=tints[voice], **base))
        for span in own:
            is_content = span.part == "content"
            marks.append(
                Mark(
                    *(span.start, span.end, span.part),
                    tag=tag if is_content else "",
                    colour=tints[voice] if is_content else "",
                    **base,
                )
            )
    return marks


def _commitment_marks(tables: Tables) -> list[Mark]:
    return [
        Mark(
            *(c.start, c.end, "commitment", c.commitment_id, "commitments"),
            tag=_words("commitment", c.strength, None if c.status == "to do" else c.status),
            title=_words(c.actor, c.action, c.object),
        )
        for c in tables.commitments.itertuples()
    ]


def _target_marks(tables: Tables) -> list[Mark]:
    from communique.charts.style import day_words

    marks = []
    for t in tables.targets.itertuples():
        deadline = None if _missing(t.deadline) else f"by {day_words(t.deadline)}"
        tag = "target" if t.is_target else f"quantity, {t.status}"
        marks.append(
            Mark(
                *(t.start, t.end, "target", t.target_id, "targets"),
                tag=tag,
                title=_words(t.subject, deadline, t.speaker),
            )
        )
    return marks


def _formulation_marks(tables: Tables) -> list[Mark]:
    return [
        Mark(
            *(f.start, f.end, "formulation", f.formulation_id, "formulations"),
            tag="set phrase",
            title=_words(f.formulation, f.gloss_zh, f.gloss),
        )
        for f in tables.formulations.itertuples()
    ]


def _theme_marks(tables: Tables, codebook: object) -> list[Mark]:
    from communique.charts.themes import theme_names

    names = theme_names(codebook, list(tables.theme_evidence["theme"]))
    short = short_names({theme: name for theme, (name, _) in names.items()})
    marks = [Mark(s.start, s.end, "sentence", s.sentence_id, "themes") for s in tables.sentences.itertuples()]
    for e in tables.theme_evidence.itertuples():
        name, colour = names[e.theme]
        marks.append(
            Mark(
                *(e.start, e.end, "theme", e.sentence_id, "themes"),
                tag=short[e.theme],
                colour=colour,
                title=f"{name}: term “{e.term}”, weight {e.weight:g}",
            )
        )
    return marks


def short_names(names: Mapping[str, str]) -> dict[str, str]:
    """Return as many first words of each name as tell it from all the others.

    Examples
    --------
    >>> short_names({"a": "Reform campaign", "b": "Risk prevention and safety", "c": "Risk appetite"})
    {'a': 'Reform', 'b': 'Risk prevention', 'c': 'Risk appetite'}
    """
    short = {}
    for theme, name in names.items():
        words = name.replace(",", " ").split() or [theme]
        others = [other.replace(",", " ").split() for key, other in names.items() if key != theme]
        n = next((k for k in range(1, len(words)) if all(o[:k] != words[:k] for o in others)), len(words))
        short[theme] = " ".join(words[:n])
    return short


# --- marking it ------------------------------------------------------------------------------------------------------


def _paragraphs(text: str, sentences: pd.DataFrame, marks: list[Mark], pages: dict[str, str]) -> Iterable[str]:
    """Yield each line of the text as a paragraph with its marks."""
    roles = list(zip(sentences["start"].tolist(), sentences["role"].astype(str).tolist(), strict=True))
    ordered = sorted(marks, key=_order)
    opened: set[str] = set()
    waiting: list[Mark] = []
    place = start = unit = 0
    for line in text.split("\n"):
        end = start + len(line)
        while place < len(ordered) and ordered[place].start < end:
            waiting.append(ordered[place])
            place += 1
        here = [m._replace(start=max(m.start, start), end=min(m.end, end)) for m in waiting if m.end > start]
        waiting = [m for m in waiting if m.end > end]
        while unit < len(roles) and roles[unit][0] < start:
            unit += 1
        if line.strip():
            role = roles[unit][1] if unit < len(roles) and roles[unit][0] < end else "body"
            kind = f' class="cq-{attribute(role)}"' if role != "body" else ""
            yield f"<p{kind}>{_line_html(text, start, end, here, pages, opened)}</p>"
        start = end + 1


def _order(mark: Mark) -> tuple:
    return (mark.start, -mark.end, _RANK[mark.kind])


def _line_html(text: str, start: int, end: int, marks: list[Mark], pages: dict[str, str], opened: set[str]) -> str:
    """Return a line with its marks nested; one that crosses another's end is cut there and goes on after it."""
    heap = [(*_order(mark), order, mark) for order, mark in enumerate(marks) if mark.end > mark.start]
    heapq.heapify(heap)
    pieces: list[str] = []
    stack: list[Mark] = []
    at, order = start, len(heap)

    def write(until: int) -> None:
        nonlocal at
        pieces.append(escape(text[at:until], quote=False))
        at = max(at, until)

    def close(until: int) -> None:
        while stack and stack[-1].end <= until:
            write(stack[-1].end)
            pieces.append(_closing(stack.pop()))

    while heap:
        mark = heapq.heappop(heap)[-1]
        close(mark.start)
        if stack and mark.end > stack[-1].end:
            rest = mark._replace(start=stack[-1].end, tag="")
            order += 1
            heapq.heappush(heap, (*_order(rest), order, rest))
            mark = mark._replace(end=stack[-1].end)
        write(mark.start)
        pieces.append(_opening(mark, pages, opened))
        stack.append(mark)
    close(end)
    write(end)
    return "".join(pieces)


def _opening(mark: Mark, pages: dict[str, str], opened: set[str]) -> str:
    name = "mark" if mark.kind in _MARKED else "span"
    marks = f' class="cq-{mark.kind}"'
    if mark.row and mark.row not in opened:
        opened.add(mark.row)
        marks += f' id="text-{attribute(mark.row)}"'
    if mark.row and mark.confidence is not None:
        marks += f' data-row="{attribute(mark.row)}"'
    if mark.title:
        marks += f' title="{attribute(mark.title)}"'
    if mark.colour:
        where = "border-bottom-color" if mark.kind == "theme" else "background"
        marks += f' style="{where}:{mark.colour}"' if mark.kind != "narrated" else ""
    return f"<{name}{marks}>{_tag(mark, pages)}"


def _tag(mark: Mark, pages: dict[str, str]) -> str:
    """Return the words before a mark that say what it is; they lead to its row where there is one to lead to."""
    if not mark.tag:
        return ""
    if mark.row and mark.table in pages:
        return f'<a class="cq-tag" href="{attribute(pages[mark.table])}#{attribute(mark.row)}">{escape(mark.tag)}</a>'
    return f'<span class="cq-tag">{escape(mark.tag)}</span>'


def _closing(mark: Mark) -> str:
    return "</mark>" if mark.kind in _MARKED else "</span>"
