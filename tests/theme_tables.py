"""Build small tables from sentences and speakers, without the stages that find them."""

from communique.article import Article
from communique.records import Sentence, Span, Statement
from communique.schema import TABLES, build_frame
from communique.tables import Tables
from communique.themes import read_codebook, score_themes


def article_of(lines, article_id="a"):
    """Return an article with one sentence a line, and its sentences (a line that begins with # is boilerplate)."""
    article = Article(article_id=article_id, text="\n".join(lines))
    sentences, start = [], 0
    for at, line in enumerate(lines):
        role = "boilerplate" if line.startswith("#") else "body"
        sentences.append(Sentence(start, start + len(line), at, role))
        start += len(line) + 1
    return article, sentences


def statement_of(start, end, source=(), content=(), speaker=None):
    spans = [tuple(Span(*span) for span in part) for part in (source, content)]
    who = (speaker, "person", None, None)
    return Statement(start, end, spans[0], (), spans[1], *who, "say", "indirect", "explicit", None, (), 0.9, "test")


def make_tables(articles, codebook=None, commitments=()):
    """Return tables of ``{article_id: [sentence or (speaker, sentence)]}``; each speaker's sentence is a statement."""
    book = read_codebook(codebook)
    rows = {name: [] for name in TABLES}
    for article_id, entries in articles.items():
        said = [entry if isinstance(entry, tuple) else ("narrator", entry) for entry in entries]
        article, sentences = article_of([text for _, text in said], article_id)
        text = article.text
        base = {"article_id": article_id, "start": 0, "end": len(text), "text": text, "n_words": len(text.split())}
        base |= {"n_paragraphs": len(said), "n_sentences": len(said)}
        rows["articles"].append(base)
        for at, ((speaker, _), sentence) in enumerate(zip(said, sentences, strict=True), start=1):
            place = {"article_id": article_id, "start": sentence.start, "end": sentence.end}
            place["text"] = text[sentence.start : sentence.end]
            statement_id = f"{article_id}:t{at}"
            shared = {"statement_id": statement_id, "speaker": speaker, **place}
            rows["sentences"].append(
                {"sentence_id": f"{article_id}:s{at}", "paragraph": at - 1, "position": sentence.start / len(text)}
                | {"role": sentence.role, "repaired": False, **shared}
            )
            is_narrator = speaker == "narrator"
            rows["statements"].append(
                {
                    "speaker_kind": "narrator" if is_narrator else "person",
                    "mode": "narrated" if is_narrator else "direct",
                }
                | {
                    "attribution": "none" if is_narrator else "explicit",
                    "confidence": 0.9,
                    "n_words": 1,
                    "rule": "test",
                }
                | shared
            )
            if not is_narrator:
                rows["spans"].append({"statement_id": statement_id, "ordinal": 1, "part": "content", **place})
        for score in score_themes(article, sentences, [], book):
            sentence = sentences[score.sentence]
            sentence_id = f"{article_id}:s{score.sentence + 1}"
            rows["themes"].append(
                {"article_id": article_id, "sentence_id": sentence_id, "start": sentence.start, "end": sentence.end}
                | {"text": text[sentence.start : sentence.end], "speaker": said[score.sentence][0]}
                | {"theme": score.theme, "score": score.score, "share": score.share, "method": score.method}
                | {"is_primary": score.is_primary, "evidence": "; ".join(term for _, term, _ in score.evidence)}
            )
            for (start, end), term, weight in score.evidence:
                rows["theme_evidence"].append(
                    {"article_id": article_id, "sentence_id": sentence_id, "theme": score.theme, "start": start}
                    | {"end": end, "text": text[start:end], "term": term, "weight": weight}
                )
    rows["commitments"] = list(commitments)
    return Tables(
        **{
            name: build_frame(name, [tuple(row.get(column.name) for column in TABLES[name].columns) for row in each])
            for name, each in rows.items()
        }
    ).validate()
