"""Tables of an invented article, built by hand: what charts and displays are tried on without any extraction."""

from __future__ import annotations

import datetime as dt

from communique.schema import TABLES, build_frame
from communique.tables import Tables

NAMES = ("Ana Ruiz", "Bo Lindqvist", "the ministry", "Chidi Okafor", "Dina Haddad", "Emre Kaya", "Fatima Zahra Benali")
NAMES += ("the port authority", "Goran Ilić", "Hana Suzuki", "industry insiders", "Ivo Petrov", "Jo Ann Baker")
LONG = "Maximilian Alexander von Hohenfels-Brandenburg zu Lindental, Deputy Commissioner for Inland Waterway Affairs"
THEMES = ("reform_implementation", "value_creation", "innovation_drive", "supervision", "risk_security")
UNITS = ("percent", "count", "EUR", "GW", "percentage_point")
COMPARATORS = ("gt", "ge", "eq", "le", "approx", "range", "lt")
STRENGTHS = ("encourage", "strive", "plan", "will", "must")
MODES = ("direct", "indirect", "mixed")
CUES = ("say", "claim", "point", "stress", "add", "insist")


class _Writer:
    """Collects text and remembers where each piece stands."""

    def __init__(self) -> None:
        self.text = ""

    def add(self, words: str) -> tuple[int, int]:
        start = len(self.text)
        self.text += words
        return start, len(self.text)


def invented(n_speakers: int = 3, n_sentences: int = 9, n_targets: int = 2, *, long_names: bool = False) -> Tables:
    """Return the tables of an invented article with as many voices, sentences and targets as asked for."""
    names = [f"{LONG} {i}" if long_names else NAMES[i % len(NAMES)] for i in range(n_speakers)]
    rows: dict[str, list[tuple]] = {name: [] for name in TABLES}
    w, a = _Writer(), "inv"
    title = w.add("Harbour towns set their aims")
    w.add("\n\n")
    rows["sentences"].append((f"{a}:s1", a, *title, w.text[slice(*title)], 0, 0.0, "title", False, None, None))
    n_made = 0
    for i in range(n_sentences):
        is_narrated = i % 5 == 4 or not names
        speaker = "narrator" if is_narrated else names[i % len(names)]
        start = len(w.text)
        source = cue = None
        if not is_narrated:
            source = w.add(speaker)
            w.add(" ")
            cue = w.add("said")
            w.add(" that ")
        content_start = len(w.text)
        verb = w.add("they will raise ")
        object_ = w.add("the added value and the brand value of the harbour")
        w.add(", under the ")
        phrase = w.add("three lights")
        w.add(" plan, ")
        quantities = []
        while n_made < n_targets and len(quantities) < -(-n_targets // max(1, n_sentences)):
            quantities.append(
                (
                    w.add("more than 70%"),
                    (w.add(" of "), w.add("main tasks"), w.add(" "))[1],
                    w.add("by the end of 2030"),
                )
            )
            w.add(" and ")
            n_made += 1
        end = w.add("see it through.")[1]
        w.add("\n" if i % 2 else " ")
        st, s = f"{a}:st{i + 1}", f"{a}:s{i + 2}"
        text = w.text
        mode = "narrated" if is_narrated else MODES[i % 3]
        attribution = "none" if is_narrated else ("continued" if i % 4 == 3 else "explicit")
        rows["statements"].append(
            (
                *(st, a, start, end, text[start:end], speaker, "narrator" if is_narrated else "person"),
                *(None if is_narrated else "Director", None if is_narrated else "Harbour Office"),
                *(None if is_narrated else CUES[i % len(CUES)], mode, attribution, "commitment"),
                *(0.95 - 0.1 * (i % 5), len(text[content_start:end].split()), None, "that-clause", None),
            )
        )
        stretches = [("source", source), ("cue", cue), ("content", (content_start, end))]
        for k, (part, place) in enumerate([x for x in stretches if x[1] and not is_narrated], start=1):
            rows["spans"].append((st, a, k, *place, text[slice(*place)], part))
        rows["sentences"].append((s, a, start, end, text[start:end], i // 2 + 1, 0.0, "body", False, st, speaker))
        c = f"{a}:c{i + 1}"
        whole = (verb[0], object_[1])
        rows["commitments"].append(
            (
                *(c, a, st, *whole, text[slice(*whole)], speaker, "they", ("raise", "build", "cut")[i % 3]),
                *(text[slice(*object_)], 2, STRENGTHS[i % 5], "positive", ("to do", "done")[i % 4 == 2], "will", None),
            )
        )
        for k, (part, place) in enumerate([("verb", verb), ("object", object_)], start=1):
            rows["parts"].append((c, a, k, *place, text[slice(*place)], part))
        f = f"{a}:f{i + 1}"
        rows["formulations"].append(
            (
                *(f, a, st, *phrase, text[slice(*phrase)], speaker, "three lights", "numbered", 3, "lights", 0),
                *("The three harbour lights", "三盏灯", "high", "an invented source", "numbered", None),
            )
        )
        for place, subject, deadline in quantities:
            k = len(rows["targets"])
            unit, comparator = UNITS[k % len(UNITS)], COMPARATORS[k % len(COMPARATORS)]
            has_date = k % 4 != 3
            when = dt.datetime(2024 + k % 12, 12, 31)
            value = 70.0 if unit != "EUR" else 3e9
            rows["targets"].append(
                (
                    *(f"{a}:t{k + 1}", a, c, st, *place, text[slice(*place)], speaker, "they"),
                    *(text[slice(*subject)].strip(), comparator, value, value * 1.2 if comparator == "range" else None),
                    *(value * 0.6 if k % 5 == 0 else None, unit, "share" if unit == "percent" else "level", "reach"),
                    *(None, None, text[slice(*deadline)] if has_date else None, when if has_date else None),
                    *("year" if has_date else None, "stated" if has_date else None),
                    *(None, STRENGTHS[k % 5], "target", True, None, "share", None),
                )
            )
        for k in range(1 + i % 2):
            theme = THEMES[(i + k) % len(THEMES)]
            rows["themes"].append(
                (a, s, start, end, text[start:end], speaker, theme, 2.0, 0.5, k == 0, "codebook", "added value", None)
            )
            rows["theme_evidence"].append((a, s, theme, *object_, text[slice(*object_)], "added value", 2.0))
    text = w.text
    rows["articles"].append(
        (
            *(a, 0, len(text), text, "Harbour towns set their aims", "Invented Press", None, dt.datetime(2024, 1, 15)),
            *(dt.datetime(2024, 1, 15), 2024, "published", "NL", "en", 5, n_sentences + 1, len(text.split())),
            *("invented.txt", "utf-8", "0" * 64, None, None, None, None),
        )
    )
    return Tables(**{name: build_frame(name, rows[name]) for name in TABLES}).validate()
