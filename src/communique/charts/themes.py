"""Charts of what it is about: themes by speaker and through the article, what stands together, what is typical."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from communique.charts.matrix import draw_counts
from communique.charts.style import (
    INK,
    LINE,
    MARGIN,
    NARRATOR,
    SHADE,
    SOFT,
    WIDTH,
    WordCounter,
    begin,
    bold,
    capital,
    count,
    finish,
    listed,
    nothing,
    only_article,
    plain,
    short,
    styled,
    text_width,
    tint,
    voices_of,
    wrap,
)

if TYPE_CHECKING:
    from matplotlib.axes import Axes

    from communique.tables import Tables
    from communique.themes import Codebook

_LINE_IN = 0.165
_OUTSIDE = "title and headings"
_PLAIN_COLOUR = "#5b7a99"
MOST_NODES, MOST_ARCS = 30, 40


def theme_names(codebook: Codebook | str | None, themes: list[str]) -> dict[str, tuple[str, str]]:
    """Return name and colour of each theme, in the order of the codebook; unknown themes come last, in grey."""
    from communique.themes import read_codebook

    book = read_codebook(codebook)
    known = {theme: (book.names[theme], book.colours[theme]) for theme in book.ids if theme in set(themes)}
    unknown = {theme: (theme.replace("_", " "), _PLAIN_COLOUR) for theme in dict.fromkeys(themes) if theme not in known}
    return known | unknown


def _scored(tables: Tables) -> pd.DataFrame:
    return tables.sentences[tables.sentences["role"] != "boilerplate"]


def coverage(tables: Tables) -> tuple[int, int]:
    """Return how many sentences (and headings) have a theme, and how many there are."""
    sentences = _scored(tables)
    return int(sentences["sentence_id"].isin(set(tables.themes["sentence_id"])).sum()), len(sentences)


def uncovered(tables: Tables) -> pd.DataFrame:
    """Return the sentences without a theme: they are how a codebook grows."""
    sentences = _scored(tables)
    return sentences[~sentences["sentence_id"].isin(set(tables.themes["sentence_id"]))].reset_index(drop=True)


def _no_themes(tables: Tables) -> str:
    n = len(_scored(tables))
    return f"None of {count(n, 'sentence')} has a term of the codebook." if n else "The article has no sentences."


# --- by speaker ------------------------------------------------------------------------------------------------------


@styled
def plot_themes_by_speaker(tables: Tables, *, codebook: Codebook | str | None = None, ax: Axes | None = None) -> Axes:
    """Draw who talks about what: sentences by theme and voice.

    Parameters
    ----------
    tables : Tables
        Read are ``themes``, ``sentences`` and ``statements``.
    codebook : Codebook or path, optional
        Gives the themes' names, colours and order; the shipped one by default.
    ax : Axes, optional
        Where to draw; by default a sheet of its own.
    """
    if tables.themes.empty:
        return nothing(ax, _no_themes(tables))
    matrix, totals = themes_by_speaker(tables)
    names = theme_names(codebook, list(matrix.index))
    matrix = matrix.loc[list(names)]
    sums = matrix.sum(axis=1)
    covered, n = coverage(tables)
    shown = matrix.rename(index={theme: name for theme, (name, _) in names.items()})
    title = _speaker_title(shown)
    ax = draw_counts(
        ax,
        shown,
        title=title,
        subtitle=f"Sentences with a term of the theme, by voice; under each column the sentences of the voice. A "
        f"sentence can have several themes. {covered} of {n} sentences and headings have one.",
        row_notes=[f"{total:,}" for total in sums],
        column_notes=[f"of {totals[voice]:,}" for voice in matrix.columns],
        row_colours=[colour for _, colour in names.values()],
        other_columns="other voices",
    )
    data = shown.rename_axis("theme").reset_index()
    return finish(
        ax,
        alt=f"Heat map of {count(len(shown), 'theme')} by {count(shown.shape[1], 'voice')}. {title}. "
        + listed([f"{name}: {count(int(total), 'sentence')}" for name, total in shown.sum(axis=1).items()], 10)
        + ". Table below.",
        data=data,
    )


def themes_by_speaker(tables: Tables) -> tuple[pd.DataFrame, dict[str, int]]:
    """Return sentences by theme (rows) and voice (columns), and how many sentences each voice has."""

    def voice(speaker: pd.Series) -> pd.Series:
        names = speaker.astype(object).where(speaker.notna(), _OUTSIDE)
        return names.map(plain).rename("voice")

    matrix = pd.crosstab(tables.themes["theme"], voice(tables.themes["speaker"]))
    order = [*[v for v in voices_of(tables.statements) if v != NARRATOR], NARRATOR, _OUTSIDE]
    matrix = matrix.reindex(columns=[v for v in order if v in matrix.columns])
    matrix.columns.name = None
    return matrix, voice(_scored(tables)["speaker"]).value_counts().to_dict()


def _speaker_title(matrix: pd.DataFrame) -> str:
    sums = matrix.sum(axis=1)
    top = sums[sums == sums.max()].index
    sentences = count(int(sums.max()), "sentence")
    if len(sums) == 1:
        return f"One theme alone: {top[0]}, in {sentences}"
    lead = f"{top[0]} leads, in {sentences}" if len(top) == 1 else f"No theme leads: {len(top)} are in {sentences} each"
    named = matrix[[c for c in matrix.columns if c not in (NARRATOR, _OUTSIDE)]]
    if named.empty or not named.to_numpy().sum():
        return lead
    breadth = (named > 0).sum()
    widest = breadth[breadth == breadth.max()].index
    if len(widest) > 1:
        return lead
    how = f"all {len(matrix)}" if breadth.max() == len(matrix) else f"most themes, {breadth.max()} of {len(matrix)}"
    return f"{lead}; {short(str(widest[0]))} covers {how}"


# --- through the article ---------------------------------------------------------------------------------------------


@styled
def plot_theme_strip(tables: Tables, *, codebook: Codebook | str | None = None, ax: Axes | None = None) -> Axes:
    """Draw where in the article each theme is spoken of, and the terms that show it.

    Parameters
    ----------
    tables : Tables
        Of one article; read are ``themes``, ``theme_evidence`` and ``articles``.
    codebook : Codebook or path, optional
        Gives the themes' names, colours and order; the shipped one by default.
    ax : Axes, optional
        Where to draw; by default a sheet of its own.

    Raises
    ------
    ValueError
        If the tables hold several articles.
    """
    article = only_article(tables.articles, "plot_theme_strip")
    if article is None or tables.themes.empty:
        return nothing(ax, _no_themes(tables))
    words = WordCounter(article["text"])
    names = theme_names(codebook, list(tables.themes["theme"]))
    label_width, left, width = 1.75, 1.95, 2.75
    side = left + width + 0.15
    side_width = WIDTH - 2 * MARGIN - side
    evidence = tables.theme_evidence
    labels = {theme: wrap(name, label_width, max_lines=3) for theme, (name, _) in names.items()}
    terms = {theme: wrap(_term_words(evidence[evidence["theme"] == theme]), side_width, max_lines=3) for theme in names}
    heights = {
        theme: 0.14 + _LINE_IN * max(labels[theme].count("\n") + 1, terms[theme].count("\n") + 1) for theme in names
    }
    height = 0.3 + sum(heights.values()) + 0.1
    title = _strip_title(tables, names)
    covered, n = coverage(tables)
    ax = begin(
        ax,
        title=title,
        subtitle=f"Sentences by place in {words.unit}: filled where the sentence is most about the theme, pale where "
        f"the theme is one of several; ticks: the words that count, named at the right, in brackets the codebook's "
        f"term where it is worded otherwise. {covered} of {n} have a theme.",
        height=height,
        left=MARGIN,
        right=MARGIN,
        bottom=0.05,
    )
    ax.set_xlim(0, WIDTH - 2 * MARGIN)
    ax.set_ylim(height, 0)
    ax.set_axis_off()
    scale = width / max(1, words.total)
    y = 0.1
    for theme, (_, colour) in names.items():
        tall = heights[theme]
        middle = y + tall / 2
        ax.text(label_width, middle, labels[theme], ha="right", va="center", linespacing=1.1)
        ax.barh(middle, width, left=left, height=0.2, color=SHADE, linewidth=0)
        rows = tables.themes[tables.themes["theme"] == theme]
        for is_primary, group in rows.groupby("is_primary"):
            places = [(words.at(a), words.at(b)) for a, b in zip(group["start"], group["end"], strict=True)]
            ax.broken_barh(
                [(left + first * scale, max((last - first) * scale, 0.01)) for first, last in places],
                (middle - 0.1, 0.2),
                facecolor=colour if is_primary else tint(colour, 0.35),
                edgecolor=INK if is_primary else "none",
                linewidth=0.5,
            )
        ticks = [left + words.at(start) * scale for start in evidence.loc[evidence["theme"] == theme, "start"]]
        ax.vlines(ticks, middle + 0.04, middle + 0.1, colors=INK, linewidth=0.9)
        ax.text(side, middle, terms[theme], va="center", linespacing=1.1, color=SOFT)
        y += tall
    ax.text(left, y + 0.08, "0", va="top", color=SOFT)
    ax.text(left + width, y + 0.08, f"{words.total:,} {words.unit}", va="top", ha="right", color=SOFT)
    counts = tables.themes["theme"].value_counts()
    return finish(
        ax,
        alt=f"Strip of the article, one lane a theme. {title}. "
        + listed([f"{name}: {count(int(counts[theme]), 'sentence')}" for theme, (name, _) in names.items()], 10)
        + ". The table below names the terms.",
        data=evidence_frame(tables, names),
    )


def _term_words(evidence: pd.DataFrame) -> str:
    """Return the words of the article that count, most frequent first; terms only where they are worded otherwise."""
    shown = pd.Series(
        [words_and_term(words, term) for words, term in zip(evidence["text"], evidence["term"], strict=True)],
        dtype="str",
    )
    counts = shown.value_counts(sort=False).sort_values(ascending=False, kind="stable")
    return ", ".join(f"{words} {n}" if n > 1 else words for words, n in counts.items())


def words_and_term(words: object, term: object) -> str:
    """Return the words of an article that speak for a theme, with the codebook's term where that is another.

    Examples
    --------
    >>> words_and_term("reforms", "reform*"), words_and_term("connotative growth", "intensive growth")
    ('reforms', 'connotative growth (intensive growth)')
    """
    found, written = plain(words), plain(term)
    return found if _roots(found) == _roots(written.replace("*", "")) else f"{found} ({written})"


def _roots(words: str) -> list[str]:
    """Return the first letters of each word: what its forms share."""
    return [word[: max(4, len(word) - 4)] if len(word) < 9 else word[:6] for word in words.lower().split()]


def evidence_frame(tables: Tables, names: dict[str, tuple[str, str]]) -> pd.DataFrame:
    """Return the terms behind each theme: one row a theme and term, with its count and the words of the article."""
    evidence = tables.theme_evidence
    grouped = evidence.groupby(["theme", "term"], sort=False)
    frame = grouped.agg(times=("text", "size"), words=("text", lambda w: "; ".join(dict.fromkeys(map(plain, w)))))
    frame = frame.reset_index()
    order = {theme: place for place, theme in enumerate(names)}
    frame = frame.sort_values(
        ["theme", "times"], key=lambda s: s.map(order) if s.name == "theme" else -s, kind="stable"
    )
    frame["theme"] = [names[theme][0] if theme in names else theme for theme in frame["theme"]]
    return frame.reset_index(drop=True)


def _strip_title(tables: Tables, names: dict[str, tuple[str, str]]) -> str:
    counts = tables.themes["theme"].value_counts()
    _, n = coverage(tables)
    top = [theme for theme in names if counts[theme] == counts.max()]
    sentences = f"{counts.max()} of {n} sentences and headings"
    if len(names) == 1:
        return f"One theme alone: {names[top[0]][0]}, in {sentences}"
    if len(top) == 1:
        return f"{names[top[0]][0]} stands in most, {sentences}"
    if len(top) == 2:
        return f"{names[top[0]][0]} and {names[top[1]][0]} stand in most, {sentences} each"
    return f"No one theme leads: {len(top)} stand in {sentences} each"


# --- what stands together --------------------------------------------------------------------------------------------


class _Pairs:
    """Pairs that stand together, whatever the columns are called: themes or terms."""

    def __init__(self, pairs: pd.DataFrame, codebook: Codebook | str | None) -> None:
        self.what = "theme" if "theme_a" in pairs else "term"
        a, b = pairs[f"{self.what}_a"], pairs[f"{self.what}_b"]
        self.single = dict(zip([*a, *b], [int(n) for n in [*pairs["n_a"], *pairs["n_b"]]], strict=True))
        self.rows = [(x, y, int(n)) for x, y, n in zip(a, b, pairs["n_together"], strict=True)]
        self.rows.sort(key=lambda row: -row[2])
        if self.what == "theme":
            self.names = {key: name for key, (name, _) in theme_names(codebook, list(self.single)).items()}
            self.colours = {key: colour for key, (_, colour) in theme_names(codebook, list(self.single)).items()}
        else:
            ranked = sorted(self.single, key=lambda term: (-self.single[term], term))
            self.names = {term: term for term in ranked}
            self.colours = dict.fromkeys(ranked, _PLAIN_COLOUR)

    def title(self) -> str:
        """Say which pair stands together most."""
        most = self.rows[0][2]
        top = [row for row in self.rows if row[2] == most]
        pair = capital(f"{self.names[top[0][0]]} and {self.names[top[0][1]]}")
        if len(top) == 1:
            return f"{pair} stand together most often, in {count(most, 'sentence')}"
        if most == 1:
            return f"No two {self.what}s stand together more than once"
        pairs = [f"{short(self.names[a], 32)} with {short(self.names[b], 32)}" for a, b, _ in top]
        if len(top) == 2:
            return capital(f"{listed(pairs)} stand together most often, in {most} sentences each")
        lead = f"{len(top)} pairs of {self.what}s stand together most often, in {most} sentences each"
        return f"{lead}, such as {pairs[0]}"

    def words(self) -> str:
        """Return the strongest pairs in words."""
        return listed([f"{self.names[a]} with {self.names[b]} ({n})" for a, b, n in self.rows[:5]])


@styled
def plot_cooccurrence_matrix(
    pairs: pd.DataFrame, *, codebook: Codebook | str | None = None, most: int = 14, ax: Axes | None = None
) -> Axes:
    """Draw which themes, or terms, stand in one sentence: joint sentences by pair, alone on the diagonal.

    Parameters
    ----------
    pairs : DataFrame
        Of ``themes.theme_cooccurrence`` or ``themes.term_cooccurrence``.
    codebook : Codebook or path, optional
        Gives the themes' names and order.
    most : int, default 14
        Themes or terms that are drawn, those in most sentences.
    ax : Axes, optional
        Where to draw; by default a sheet of its own.
    """
    if pairs.empty:
        return nothing(ax, "No two stand in one sentence often enough to be drawn.")
    p = _Pairs(pairs, codebook)
    kept = set(sorted(p.single, key=lambda key: -p.single[key])[:most])
    keys = [key for key in p.names if key in kept]
    matrix = pd.DataFrame(0, index=keys, columns=keys)
    for key in keys:
        matrix.loc[key, key] = p.single[key]
    for a, b, n in p.rows:
        if a in kept and b in kept:
            matrix.loc[a, b] = matrix.loc[b, a] = n
    shown = matrix.rename(index=p.names, columns=p.names)
    more = "" if len(keys) == len(p.names) else f"; {len(keys)} of {len(p.names)} {p.what}s are drawn"
    ax = draw_counts(
        ax,
        shown,
        title=p.title(),
        subtitle=f"Sentences in which both stand; on the diagonal, outlined, those in which the {p.what} stands at all"
        f"{more}.",
        most_columns=most,
        row_notes=[""] * len(keys),
        column_notes=[""] * len(keys),
        row_colours=[p.colours[key] for key in keys] if p.what == "theme" else None,
        diagonal=True,
    )
    alt = f"Matrix of {count(len(keys), p.what)} by the same. {p.title()}. {p.words()}. Table below."
    return finish(ax, alt=alt, data=_pair_frame(p))


def _pair_frame(p: _Pairs) -> pd.DataFrame:
    return pd.DataFrame(
        [(p.names[a], p.names[b], n, p.single[a], p.single[b]) for a, b, n in p.rows],
        columns=[f"{p.what} A", f"{p.what} B", "together", "A alone or not", "B alone or not"],
    )


@styled
def plot_cooccurrence_network(
    pairs: pd.DataFrame,
    *,
    codebook: Codebook | str | None = None,
    min_together: int = 2,
    most: int = MOST_NODES,
    ax: Axes | None = None,
) -> Axes:
    """Draw which themes, or terms, stand together as arcs between the points of a line.

    The points stand in one column, neighbours beside each other, so that no label covers another and no distance in the
    plane is taken for data; the thicker an arc, the more sentences.

    Parameters
    ----------
    pairs : DataFrame
        Of ``themes.theme_cooccurrence`` or ``themes.term_cooccurrence``.
    codebook : Codebook or path, optional
        Gives the themes' names and colours.
    min_together : int, default 2
        Joint sentences that an arc needs.
    most : int, default 30
        Points that are drawn, those in most sentences.
    ax : Axes, optional
        Where to draw; by default a sheet of its own.
    """
    from matplotlib.patches import Arc

    if pairs.empty:
        return nothing(ax, "No two stand in one sentence often enough to be drawn.")
    p = _Pairs(pairs, codebook)
    edges = [row for row in p.rows if row[2] >= min_together]
    if not edges:
        return nothing(ax, f"No two {p.what}s stand together in {min_together} sentences or more.")
    kept = set(sorted({x for a, b, _ in edges for x in (a, b)}, key=lambda key: (-p.single[key], key))[:most])
    edges = [(a, b, n) for a, b, n in edges if a in kept and b in kept]
    # More arcs than this are a ball of wool: the weakest go first, all of one strength together.
    levels = sorted({n for _, _, n in edges})
    least = next((k for k in levels if sum(n >= k for _, _, n in edges) <= MOST_ARCS), levels[-1])
    edges = [edge for edge in edges if edge[2] >= least]
    joined = {x for a, b, _ in edges for x in (a, b)}
    kept &= joined
    order = _beside_each_other([key for key in p.names if key in kept], edges)
    labels = [wrap(f"{p.names[key]} ({p.single[key]})", 3.0, max_lines=2) for key in order]
    heights = [0.12 + _LINE_IN * (label.count("\n") + 1) for label in labels]
    height = sum(heights) + 0.1
    ax = begin(
        ax,
        title=p.title(),
        subtitle=f"Arcs join {p.what}s that share {count(least, 'sentence')} or more, the thicker the more (numbers: "
        f"joint sentences, where an arc has room); in brackets the sentences of each. n = {count(len(edges), 'arc')}.",
        height=height,
        left=MARGIN,
        right=MARGIN,
        bottom=0.05,
    )
    ax.set_xlim(0, WIDTH - 2 * MARGIN)
    ax.set_ylim(height, 0)
    ax.set_axis_off()
    x = max(text_width(line) for label in labels for line in label.split("\n")) + 0.3
    places, y = {}, 0.05
    for key, label, tall in zip(order, labels, heights, strict=True):
        places[key] = y + tall / 2
        ax.text(x - 0.2, y + tall / 2, label, ha="right", va="center", linespacing=1.1)
        y += tall
    most_together = max(n for _, _, n in edges)
    room = WIDTH - 2 * MARGIN - x - 0.3
    longest = max(abs(places[a] - places[b]) for a, b, _ in edges)
    written: list[tuple[float, float]] = []
    for a, b, n in sorted(edges, key=lambda e: e[2]):
        top, bottom = sorted((places[a], places[b]))
        reach = room * (0.15 + 0.85 * (bottom - top) / longest)
        ax.add_patch(
            Arc(
                (x, (top + bottom) / 2), 2 * reach, bottom - top, theta1=-90, theta2=90,
                color=_PLAIN_COLOUR, linewidth=0.6 + 4 * n / most_together, alpha=0.7,
            )
        )  # fmt: skip
        spot = (x + reach + 0.06, (top + bottom) / 2)
        if all(abs(spot[0] - u) > 0.3 or abs(spot[1] - v) > 0.17 for u, v in written):
            written.append(spot)
            ax.text(*spot, str(n), va="center", color=INK, bbox={"fc": "white", "ec": "none", "pad": 0.6})
    biggest = max(p.single[key] for key in order)
    for key in order:
        size = 4 + 7 * (p.single[key] / biggest) ** 0.5  # the area stands for the sentences
        ax.plot([x], [places[key]], "o", mfc=p.colours[key], mec=INK, mew=0.6, ms=size)
    alt = f"Arcs between {count(len(order), p.what)} in a column. {p.title()}. {p.words()}. Table below."
    return finish(ax, alt=alt, data=_pair_frame(p))


def _beside_each_other(keys: list[str], edges: list[tuple[str, str, int]]) -> list[str]:
    """Order points so that those with strong ties are near: each next one is the most tied to the last few."""
    tie: dict[tuple[str, str], int] = {}
    for a, b, n in edges:
        tie[a, b] = tie[b, a] = n
    left = list(keys)
    strength = {key: sum(tie.get((key, other), 0) for other in keys) for key in keys}
    order = [max(left, key=lambda key: strength[key])]
    left.remove(order[0])
    while left:
        recent = order[-4:]
        best = max(
            left, key=lambda key: (sum(tie.get((key, r), 0) * (i + 1) for i, r in enumerate(recent)), strength[key])
        )
        order.append(best)
        left.remove(best)
    return order


# --- what is typical -------------------------------------------------------------------------------------------------


@styled
def plot_keyness(words: pd.DataFrame, *, most_groups: int = 6, most_words: int = 6, ax: Axes | None = None) -> Axes:
    """Draw the words that a voice, or article, uses more than the others: both counts, side by side.

    Parameters
    ----------
    words : DataFrame
        Of ``themes.keyness``.
    most_groups, most_words : int, default 6
        Groups that are drawn, and words in each.
    ax : Axes, optional
        Where to draw; by default a sheet of its own.
    """
    if words.empty:
        return nothing(ax, "No voice uses a word twice that it uses more than the others do.")
    often = words[words["n_group"] >= 2]
    if often.empty:
        return nothing(ax, "No voice uses a word twice that it uses more than the others do.")
    words = often
    groups = list(dict.fromkeys(words["group"]))
    shown = words[words["group"].isin(groups[:most_groups])].groupby("group", sort=False).head(most_words)
    middle, width = 3.6, 1.55
    own, rest = shown["n_group"] / shown["words_group"], shown["n_rest"] / shown["words_rest"].clip(lower=1)
    longest = float(max(own.max(), rest.max()))
    height = 0.3 * shown["group"].nunique() + 0.24 * len(shown) + 0.3
    title = _keyness_title(words)
    note = next((plain(n) for n in shown["note"] if not pd.isna(n)), "")
    more = "" if len(groups) <= most_groups else f" {most_groups} of {len(groups)} voices are drawn."
    ax = begin(
        ax,
        title=title,
        subtitle="Bars: share of the content words of the voice (right) and of all others (left); numbers: how often. "
        f"{note}{more}",
        height=height,
        left=MARGIN,
        right=MARGIN,
        bottom=0.05,
    )
    ax.set_xlim(0, WIDTH - 2 * MARGIN)
    ax.set_ylim(height, 0)
    ax.set_axis_off()
    word_left = 0.15
    y = 0.0
    for group, rows in shown.groupby("group", sort=False):
        first = rows.iloc[0]
        ax.text(0, y + 0.15, wrap(group, 3.4, max_lines=1), va="center", **bold(str(group)))
        size = f"of {count(int(first['words_group']), 'word')} : {count(int(first['words_rest']), 'word')}"
        ax.text(WIDTH - 2 * MARGIN, y + 0.15, size, va="center", ha="right", color=SOFT)
        ax.plot([0, WIDTH - 2 * MARGIN], [y + 0.28] * 2, color=LINE, linewidth=0.6)
        y += 0.3
        for row in rows.itertuples():
            at = y + 0.12
            ax.text(word_left, at, wrap(row.word, 1.6, max_lines=1), va="center")
            ax.barh(
                at,
                row.n_group / row.words_group / longest * width,
                left=middle,
                height=0.14,
                color="#1f5fa8",
                ec=INK,
                lw=0.4,
            )
            ax.barh(
                at,
                -(row.n_rest / max(1, row.words_rest) / longest) * width,
                left=middle,
                height=0.14,
                color="#d9dcdf",
                ec=INK,
                lw=0.4,
                hatch="////",
            )
            counts = f"{row.n_group} : {row.n_rest}"
            ax.text(middle + width + 0.15, at, counts, va="center")
            y += 0.24
    ax.plot([middle, middle], [0.3, y], color=INK, linewidth=0.8)
    ax.text(middle - 0.08, y + 0.14, "all others", ha="right", va="center", color=SOFT)
    ax.text(middle + 0.08, y + 0.14, "this voice", ha="left", va="center", color=SOFT)
    parts = [
        f"{r.group}: {r.word} {r.n_group} to {r.n_rest}"
        for r in words.groupby("group", sort=False).head(2).itertuples()
    ]
    return finish(
        ax,
        alt=f"Counts of words, a voice against all others. {title}. " + "; ".join(parts[:8]) + ". Table below.",
        data=words.drop(columns=[c for c in words if words[c].isna().all()]),
    )


def _keyness_title(words: pd.DataFrame) -> str:
    own = words[words["n_rest"] == 0]
    top = words.sort_values(["n_group", "n_rest"], ascending=[False, True], kind="stable").iloc[0]
    lead = f"“{plain(top['word'])}” stands out most: {top['n_group']} times with {short(plain(top['group']))}"
    return f"{lead}, {top['n_rest'] or 'never'} elsewhere" + (
        f"; {count(len(own), 'word')} of {len(words)} here {'is' if len(own) == 1 else 'are'} one voice’s alone"
        if len(own)
        else ""
    )
