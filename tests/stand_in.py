"""A stand-in for the extractor: fast rows of the right form, and misbehaviour on request.

An article that says ``RAISE-HERE``, ``HANG-HERE``, ``SPIN-HERE`` (deaf to alarms) or ``CRASH-HERE`` does so;
``KILL-ONCE:file`` ends the process once, while there is the file.
"""

import contextlib
import datetime as dt
import os
import re
import signal
import time

from communique.schema import TABLES


def extract_rows(article, *, codebook=None, lexicon=None):
    text, name = article.text, article.article_id
    if "RAISE-HERE" in text:
        raise ValueError("asked to fail")
    if "HANG-HERE" in text:
        while True:
            with contextlib.suppress(Exception):
                time.sleep(1)
    if "SPIN-HERE" in text:
        signal.signal(signal.SIGALRM, signal.SIG_IGN)
        while True:
            pass
    if "CRASH-HERE" in text:
        os.kill(os.getpid(), signal.SIGKILL)
    if match := re.search(r"KILL-ONCE:(\S+)", text):
        with contextlib.suppress(FileNotFoundError):
            os.unlink(match[1])
            os.kill(os.getpid(), signal.SIGKILL)
    if "SLOW-HERE" in text:
        time.sleep(0.02)
    rows = {table: [] for table in TABLES}
    spans = [match.span() for match in re.finditer(r"[^.\n]+\.?", text)]
    day = article.published and dt.datetime.combine(article.published, dt.time())
    row = dict.fromkeys(column.name for column in TABLES["articles"].columns)
    row |= {"article_id": name, "start": 0, "end": len(text), "text": text, "title": article.title, "published": day}
    row |= {"n_paragraphs": text.count("\n") + 1, "n_sentences": len(spans), "n_words": len(text.split())}
    row |= {"source": article.source, "encoding": article.encoding, "sha256": article.sha256, "note": article.note}
    row |= {"publisher": article.publisher, "url": article.url}
    rows["articles"].append(tuple(row.values()))
    for i, (start, end) in enumerate(spans, start=1):
        said = text[start:end]
        rows["sentences"].append((f"{name}:s{i}", name, start, end, said, i, 0.5, "body", False, f"{name}:st{i}", "x"))
        rows["statements"].append(
            (
                *(f"{name}:st{i}", name, start, end, said, "x", "narrator", None, None, None),
                *("narrated", "none", None, 0.9, len(said.split()), None, "stand-in", None),
            )
        )
    return rows
