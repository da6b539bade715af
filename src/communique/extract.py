"""From an article to its rows, and from rows to tables: the one pure function that everything else maps."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from communique.article import Article
from communique.commitments import find_commitments
from communique.formulations import find_formulations
from communique.readers.language import foreign_language, language_tag
from communique.records import Commitment, Formulation, Sentence, Span, Statement, Target, ThemeScore
from communique.schema import TABLES, TARGET_STATUSES, build_frame
from communique.segment import segment_sentences
from communique.statements import find_statements
from communique.targets import find_targets
from communique.themes import read_codebook, score_themes
from communique.timex import reference_of

if TYPE_CHECKING:
    from communique.tables import Tables
    from communique.themes import Codebook

#: Rows of one article by table, each a tuple in the order of the table's columns.
Rows = dict[str, list[tuple]]

# Without metadata a text with more Chinese characters than this is called Chinese.
MIN_SHARE_HAN = 0.3
_HAN = re.compile("[\u4e00-\u9fff]")


def extract(
    articles: Article | Iterable[Article],
    *,
    codebook: str | Path | Codebook | None = None,
    lexicon: str | Path | None = None,
) -> Tables:
    """Turn an article, or several, into tables.

    Parameters
    ----------
    articles : Article or iterable of Article
        What to read; identifiers must differ.
    codebook : path or Codebook, optional
        Themes to score; the shipped codebook by default.
    lexicon : path, optional
        Folder of edited lexicon files (cues, units, strength words ...); files that it lacks are the shipped ones.

    Returns
    -------
    Tables
        All tables, validated; rows sorted by article as given, then by place in the text.  An article without words
        gives its row in ``articles`` and nothing else.

    Raises
    ------
    CommuniqueError
        If two articles have one identifier, or the codebook or lexicon cannot be read.

    Examples
    --------
    >>> article = Article.from_text("The ministry said it will build 40 schools by 2027.", published="2025-03-01")
    >>> extract(article).targets[["value", "unit", "deadline"]].values.tolist()
    [[40.0, 'count', Timestamp('2027-12-31 00:00:00')]]
    """
    from communique.errors import CommuniqueError
    from communique.tables import Tables

    folder = Path(lexicon) if lexicon is not None else None
    themes = read_codebook(codebook)
    rows: Rows = {name: [] for name in TABLES}
    seen: set[str] = set()
    for article in [articles] if isinstance(articles, Article) else articles:
        if article.article_id in seen:
            raise CommuniqueError(f"{article.article_id}: two articles have this identifier; give each its own.")
        seen.add(article.article_id)
        for name, new in extract_rows(article, codebook=themes, lexicon=folder).items():
            rows[name].extend(new)
    return Tables(**{name: build_frame(name, rows[name]) for name in TABLES}).validate()


def extract_rows(article: Article, *, codebook: Codebook, lexicon: Path | None = None) -> Rows:
    """Return the rows of one article by table: no frame is built, nothing is read or written.

    Parameters
    ----------
    article : Article
        What to read.
    codebook : Codebook
        Themes to score.
    lexicon : Path, optional
        Folder of edited lexicon files.
    """
    sentences = segment_sentences(article, lexicon)
    statements = find_statements(article, sentences, lexicon)
    commitments = find_commitments(article, sentences, statements, lexicon)
    targets = find_targets(article, sentences, statements, commitments, lexicon)
    formulations = find_formulations(article, sentences, statements, lexicon)
    scores = score_themes(article, sentences, statements, codebook)
    return assemble_rows(article, sentences, statements, commitments, targets, formulations, scores)


def assemble_rows(
    article: Article,
    sentences: Sequence[Sentence],
    statements: Sequence[Statement],
    commitments: Sequence[Commitment],
    targets: Sequence[Target],
    formulations: Sequence[Formulation],
    scores: Sequence[ThemeScore],
) -> Rows:
    """Give every record its identifier and its words, in the columns of the schema."""
    rows: Rows = {name: [] for name in TABLES}
    name, text = article.article_id, article.text
    statement_ids = [f"{name}:st{i}" for i in range(1, len(statements) + 1)]
    commitment_ids = [f"{name}:c{i}" for i in range(1, len(commitments) + 1)]
    main = _main_statements(sentences, statements)
    add_part = rows["parts"].append

    def quote(span: Span | None) -> str | None:
        return text[span.start : span.end] if span is not None else None

    def said(index: int | None) -> tuple[str | None, str | None]:
        return (None, "narrator") if index is None else (statement_ids[index], statements[index].speaker)

    def add_parts(owner: str, parts: Iterable[tuple[str, Span | None]]) -> None:
        ordinal = 0
        for part, span in parts:
            if span is not None:
                start, end = span
                ordinal += 1
                add_part((owner, name, ordinal, start, end, text[start:end], part))

    rows["articles"].append(_article_row(article, sentences))
    add, length = rows["sentences"].append, max(1, len(text))
    # This runs for every row of every article: records are unpacked and each row is one plain tuple.
    for i, ((start, end, paragraph, role, repaired), covering) in enumerate(zip(sentences, main, strict=True), start=1):
        statement_id, speaker = said(covering) if role == "body" or covering is not None else (None, None)
        add((f"{name}:s{i}", name, start, end, text[start:end], paragraph, start / length, role, repaired,
             statement_id, speaker))  # fmt: skip
    add, add_span = rows["statements"].append, rows["spans"].append
    for identifier, statement in zip(statement_ids, statements, strict=True):
        (start, end, source, cue, content, speaker, kind, title, organisation, lemma, mode, attribution, function,
         function_words, confidence, rule, note, outer) = statement  # fmt: skip
        words = text[start:end]
        if content:
            n_words = sum([len(text[a:b].split()) for a, b in content])
        else:
            n_words = len(words.split()) if mode == "narrated" else 0
        add((identifier, name, start, end, words, speaker, kind, title, organisation, lemma, mode, attribution,
             function, confidence, n_words, None if outer is None else statement_ids[outer], rule, note))  # fmt: skip
        if attribution == "none":
            continue
        stretches = [(*x, "source") for x in source] + [(*x, "cue") for x in cue]
        stretches += [(*x, "content") for x in content] + [(*x, "function") for x in function_words]
        stretches.sort()
        for ordinal, (start, end, part) in enumerate(stretches, start=1):
            add_span((identifier, name, ordinal, start, end, text[start:end], part))
    add = rows["commitments"].append
    for identifier, c in zip(commitment_ids, commitments, strict=True):
        (start, end, statement, actor, verb, action, object_, items, strength, polarity, status, rule, note) = c
        statement_id, speaker = said(statement)
        add((identifier, name, statement_id, start, end, text[start:end], speaker, quote(actor), action, quote(object_),
             len(items), strength, polarity, status, rule, note))  # fmt: skip
        parts = [("actor", actor), ("verb", verb), ("object", object_)]
        add_parts(identifier, parts + [("item", x) for x in items] if items else parts)
    add = rows["targets"].append
    for i, t in enumerate(targets, start=1):
        identifier = f"{name}:t{i}"
        statement_id, speaker = said(t.statement)
        add((identifier, name, commitment_ids[t.commitment] if t.commitment is not None else None, statement_id,
             t.start, t.end, text[t.start : t.end], speaker, quote(t.actor), quote(t.subject), t.comparator,
             t.value, t.value_high, t.value_from, t.unit, t.quantity_kind, t.direction, t.per, quote(t.baseline),
             quote(t.deadline_words), _day(t.deadline), t.deadline_granularity, t.deadline_basis,
             _day(t.period_start), t.strength, t.status, t.status in TARGET_STATUSES, quote(t.condition),
             t.rule, t.note))  # fmt: skip
        add_parts(
            identifier,
            [("actor", t.actor), ("subject", t.subject), ("deadline", t.deadline_words), ("baseline", t.baseline),
             ("condition", t.condition)],
        )  # fmt: skip
    for i, f in enumerate(formulations, start=1):
        identifier = f"{name}:f{i}"
        statement_id, speaker = said(f.statement)
        rows["formulations"].append(
            (
                *(
                    identifier,
                    name,
                    statement_id,
                    f.start,
                    f.end,
                    text[f.start : f.end],
                    speaker,
                    f.formulation,
                    f.kind,
                ),
                *(f.number, f.noun, len(f.items), f.gloss, f.gloss_zh, f.gloss_confidence, f.gloss_source),
                *(f.rule, f.note),
            )
        )
        add_parts(identifier, [("item", x) for x in f.items])
    add, add_evidence = rows["themes"].append, rows["theme_evidence"].append
    for index, theme, score, share, is_primary, method, evidence, note in scores:
        (_, _, start, end, quoted, *_, speaker), sentence_id = rows["sentences"][index], f"{name}:s{index + 1}"
        if len(evidence) > 1:
            terms = "; ".join(dict.fromkeys([term for _, term, _ in sorted(evidence, key=_by_weight)]))
        else:
            terms = evidence[0][1] if evidence else ""
        add((name, sentence_id, start, end, quoted, speaker, theme, score, share, is_primary, method,
             terms or None, note))  # fmt: skip
        for (start, end), term, weight in evidence:
            add_evidence((name, sentence_id, theme, start, end, text[start:end], term, weight))
    return rows


def _by_weight(evidence: tuple[Span, str, float]) -> tuple[float, Span]:
    return -evidence[2], evidence[0]


def _day(date: dt.date | None) -> dt.datetime | None:
    return dt.datetime(date.year, date.month, date.day) if date is not None else None


def _article_row(article: Article, sentences: Sequence[Sentence]) -> tuple:
    text = article.text
    reference = reference_of(article)
    title = article.title or next((text[s.start : s.end] for s in sentences if s.role == "title"), None)
    n_paragraphs = len({s.paragraph for s in sentences})
    n_sentences = sum(s.role != "boilerplate" for s in sentences)
    return (
        *(article.article_id, 0, len(text), text, title, article.publisher, article.url, _day(article.published)),
        *(_day(reference.date), reference.year, reference.basis, article.country, language_of(article)),
        *(n_paragraphs, n_sentences, len(text.split()), article.source, article.encoding, article.sha256),
        *(None, None, article.rights, article.note),
    )


def language_of(article: Article) -> str | None:
    """Return the language of the metadata; else ``zh`` by the share of Chinese characters, or by its small words."""
    if article.language or not article.text:
        return article.language
    if not article.has_han:
        foreign = foreign_language(article.text)
        return language_tag(foreign) if foreign else "en"
    head = article.text[:4000]
    n_han = len(_HAN.findall(head))
    return "zh" if n_han and n_han >= MIN_SHARE_HAN * sum(map(str.isalpha, head)) else "en"


def _main_statements(sentences: Sequence[Sentence], statements: Sequence[Statement]) -> list[int | None]:
    """Return for each sentence the statement that covers most of it; attributed ones win over the narrator's."""
    found: list[int | None] = []
    first = 0
    for sentence in sentences:
        while first < len(statements) and statements[first].end <= sentence.start:
            first += 1
        start, end = sentence.start, sentence.end
        best, most = None, (False, 0)
        for index in range(first, len(statements)):
            s = statements[index]
            if s.start >= end:
                break
            if s.outer is None and s.end > start:
                weight = (s.attribution != "none", min(s.end, end) - max(s.start, start))
                if weight > most:
                    best, most = index, weight
        found.append(best)
    return found
