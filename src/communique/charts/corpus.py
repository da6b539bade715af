"""Charts of many articles through time: voices, themes, set phrases, deadlines, and what became of each aim."""

from __future__ import annotations

import math
from itertools import pairwise
from typing import TYPE_CHECKING

import pandas as pd

from communique.charts.aims import amount_words
from communique.charts.style import (
    INK,
    LINE,
    MARGIN,
    MAX_CATEGORIES,
    NARRATOR,
    NO_SPEAKER,
    SHADE,
    SOFT,
    WIDTH,
    begin,
    bold,
    capital,
    count,
    day_words,
    finish,
    key,
    key_height,
    listed,
    nothing,
    plain,
    short,
    speaker_names,
    styled,
    wrap,
)
from communique.charts.themes import theme_names

if TYPE_CHECKING:
    from collections.abc import Sequence

    from matplotlib.axes import Axes

    from communique.tables import Tables

# Fewer articles than this in a period are dots and no line: a share of three articles is three articles.
MIN_ARTICLES = 5
# Resamples of the articles for a band (Efron 1979); more move its edges by less than a line is wide.
RESAMPLES = 400
MOST_AIMS = 14
MOST_PANELS = 9
_ROW_IN = 0.3
_ACCENT = "#1f5fa8"
OUTCOME_WORDS = {"met": "met", "missed": "missed", "dropped": "dropped in silence", "open": "open"}
_OUTCOME_COLOURS = {"met": "#1f5fa8", "missed": "#bd1f01", "dropped": "#c9cdd2", "open": "white"}
_OUTCOME_HATCHES = {"met": "", "missed": "////", "dropped": "....", "open": ""}
_EVENT_MARKERS = {
    **{"first": "o", "repeated": "o", "raised": "^", "lowered": "v", "postponed": ">", "advanced": "<"},
    **{"strengthened": "P", "weakened": "X", "reported": "D", "met": "*", "missed": "s"},
}
_REPORTS = ("reported", "met", "missed")


class _Time:
    """A horizontal axis of time laid over ``left`` to ``left + width`` inches."""

    def __init__(self, days: Sequence[pd.Timestamp], left: float, width: float) -> None:
        first, last = min(days).year, max(days).year
        step = next(s for s in (1, 2, 5, 10, 20, 50, 100, 1000) if (last + 1 - first) / s <= 6)
        self.low, self.high = self._year(first), self._year(last + 1)
        self.left, self.width = left, width
        self.years = [year for year in range(first, last + 2) if year % step == 0 or last == first]

    @staticmethod
    def _year(year: int) -> int:
        return pd.Timestamp(year=year, month=1, day=1).toordinal()

    def at(self, day: pd.Timestamp) -> float:
        return self.left + self.width * (day.toordinal() - self.low) / (self.high - self.low)

    def draw(self, ax: Axes, top: float, bottom: float) -> None:
        """Draw a light line and a label at the beginning of the years."""
        for year in self.years:
            x = self.left + self.width * (self._year(year) - self.low) / (self.high - self.low)
            ax.plot([x, x], [top, bottom], color="#e3e5e8", linewidth=0.7, zorder=0)
            ax.text(x, top - 0.05, str(year), ha="center", va="bottom", color=SOFT)


def _sheet(ax: Axes | None, title: str, subtitle: str, height: float, bottom: float = 0.05) -> Axes:
    """Return axes that count in inches, from the upper left corner."""
    ax = begin(ax, title=title, subtitle=subtitle, height=height, left=MARGIN, right=MARGIN, bottom=bottom)
    ax.set_xlim(0, WIDTH - 2 * MARGIN)
    ax.set_ylim(height, 0)
    ax.set_axis_off()
    return ax


def dated_articles(tables: Tables) -> pd.DataFrame:
    """Return the articles that have a day and are no copies, oldest first: article_id, said, publisher, title."""
    rows = tables.articles[tables.articles["duplicate_of"].isna()]
    rows = rows.assign(said=rows["published"].fillna(rows["reference_date"])).dropna(subset=["said"])
    rows = rows.sort_values(["said", "article_id"], kind="stable", ignore_index=True)
    return rows[["article_id", "said", "publisher", "title"]]


def _span_words(days: pd.Series) -> str:
    first, last = days.min(), days.max()
    return day_words(first) if first == last else f"{day_words(first)} to {day_words(last)}"


_UNDATED = "No article has a date, so nothing can be shown through time."


# --- who speaks ------------------------------------------------------------------------------------------------------


def voices_over_time(tables: Tables) -> pd.DataFrame:
    """Return words by voice and article: speaker, article_id, said, words, statements; the narrator is left out."""
    said = tables.statements[tables.statements["outer_id"].isna() & (tables.statements["attribution"] != "none")]
    said = said.assign(speaker=speaker_names(said["speaker"]))
    said = said[~said["speaker"].isin((NARRATOR, NO_SPEAKER))].merge(dated_articles(tables), on="article_id")
    grouped = said.groupby(["speaker", "article_id", "said"], sort=False)["n_words"]
    frame = grouped.agg(words="sum", statements="size").reset_index()
    return frame.sort_values(["said", "article_id", "speaker"], kind="stable", ignore_index=True)


@styled
def plot_voices_over_time(tables: Tables, *, ax: Axes | None = None) -> Axes:
    """Draw when each voice is heard: one dot an article, its area the words that it has there.

    Parameters
    ----------
    tables : Tables
        Of many articles; the twelve voices heard in most articles are drawn.
    ax : Axes, optional
        Where to draw; by default a sheet of its own.
    """
    articles = dated_articles(tables)
    if articles.empty:
        return nothing(ax, _UNDATED)
    heard = voices_over_time(tables)
    if heard.empty:
        return nothing(ax, "Nobody is quoted or paraphrased in any dated article.")
    totals = heard.groupby("speaker", sort=False).agg(articles=("article_id", "nunique"), words=("words", "sum"))
    totals = totals.sort_values(["articles", "words"], ascending=False, kind="stable")
    shown = totals.head(MAX_CATEGORIES)
    labels = [wrap(name, 1.9, max_lines=2) for name in shown.index]
    title = _voices_title(totals, len(articles))
    more = f"; {len(shown)} of {len(totals)} voices are drawn" if len(totals) > len(shown) else ""
    subtitle = (
        "Each dot is an article in which the voice is heard, its area the words that it has there; n = "
        f"{count(len(articles), 'article')}, {_span_words(articles['said'])}{more}."
    )
    left, right = 2.2, 1.35
    height = 0.3 + 0.36 * len(shown)
    ax = _sheet(ax, title, subtitle, height)
    time = _Time(list(articles["said"]), left, WIDTH - 2 * MARGIN - left - right)
    time.draw(ax, 0.25, height)
    most = heard["words"].max()
    for row, (name, total) in enumerate(shown.iterrows()):
        y = 0.3 + 0.36 * (row + 0.5)
        own = heard[heard["speaker"] == name]
        ax.plot([left, left + time.width], [y, y], color=SHADE, linewidth=1, zorder=0)
        ax.text(0, y, labels[row], va="center", linespacing=1.1)
        sizes = [12 + 130 * words / most for words in own["words"]]
        ax.scatter(
            [time.at(d) for d in own["said"]],
            [y] * len(own),
            s=sizes,
            color=_ACCENT,
            alpha=0.75,
            linewidth=0.4,
            edgecolor=INK,
        )
        ends = f"{count(int(total['articles']), 'article')}\n{int(total['words']):,} words"
        ax.text(left + time.width + 0.15, y, ends, va="center", color=SOFT, linespacing=1.1)
    top = [f"{name}: {count(int(t['articles']), 'article')}" for name, t in shown.head(5).iterrows()]
    return finish(ax, alt=f"Dots through time, one row a voice. {title}. {'; '.join(top)}.", data=heard)


def _voices_title(totals: pd.DataFrame, n_articles: int) -> str:
    top = totals.iloc[0]
    if top["articles"] == 1:
        voices = count(len(totals), "voice is heard", "voices are heard")
        return f"{voices}, none in more than one of {count(n_articles, 'article')}"
    ties = [short(name, 40) for name in totals.index[totals["articles"] == top["articles"]]]
    verb = "is" if len(ties) == 1 else "are"
    once = int((totals["articles"] == 1).sum())
    rest = f"; {once} of {len(totals)} voices are heard in one article only" if once else ""
    return capital(
        f"{listed(ties, 2)} {verb} heard most, in {int(top['articles'])} of {count(n_articles, 'article')}{rest}"
    )


# --- themes ----------------------------------------------------------------------------------------------------------


def themes_over_time(tables: Tables) -> pd.DataFrame:
    """Return the share of each article's sentences that have a theme.

    One row an article and theme: theme, article_id, said, n_sentences, n_theme, share (0-1); zero where it has none.
    """
    sentences = tables.sentences[tables.sentences["role"] != "boilerplate"]
    articles = dated_articles(tables)
    n = sentences.groupby("article_id").size()
    articles = articles[articles["article_id"].isin(n.index)]
    counts = tables.themes.groupby(["theme", "article_id"])["sentence_id"].nunique()
    rows = []
    for theme in dict.fromkeys(tables.themes["theme"]):
        for article in articles.itertuples():
            found = int(counts.get((theme, article.article_id), 0))
            whole = int(n[article.article_id])
            rows.append((theme, article.article_id, article.said, whole, found, found / whole))
    return pd.DataFrame(rows, columns=["theme", "article_id", "said", "n_sentences", "n_theme", "share"])


def themes_by_period(shares: pd.DataFrame, *, seed: int = 0) -> pd.DataFrame:
    """Return each theme's share of the sentences of a year, with a band from resampling the year's articles.

    Parameters
    ----------
    shares : DataFrame
        Of :func:`themes_over_time`.
    seed : int, default 0
        Of the resampling.

    Returns
    -------
    DataFrame
        theme, year, n_articles, share, low, high (the middle 95 percent of resamples); the band is missing for years
        with fewer than five articles.
    """
    import numpy as np

    rows = []
    for (theme, year), own in shares.groupby(["theme", shares["said"].dt.year], sort=False):
        found, whole = own["n_theme"].to_numpy(), own["n_sentences"].to_numpy()
        low = high = None
        if len(own) >= MIN_ARTICLES:
            # A generator a year: a theme that joins or leaves changes no other's band.
            draws = np.random.default_rng((seed, int(year))).integers(0, len(own), (RESAMPLES, len(own)))
            low, high = np.quantile(found[draws].sum(axis=1) / whole[draws].sum(axis=1), (0.025, 0.975))
        rows.append((theme, int(year), len(own), found.sum() / whole.sum(), low, high))
    frame = pd.DataFrame(rows, columns=["theme", "year", "n_articles", "share", "low", "high"])
    return frame.astype({"low": "Float64", "high": "Float64"})


@styled
def plot_themes_over_time(tables: Tables, *, codebook: object = None, seed: int = 0, ax: Axes | None = None) -> Axes:
    """Draw the share of each theme through time: a dot an article, a line with its band where articles are many.

    Parameters
    ----------
    tables : Tables
        Of many articles; the nine most frequent themes are drawn, a panel each.
    codebook : Codebook or path, optional
        For names and colours; the shipped one by default.
    seed : int, default 0
        Of the bands.
    ax : Axes, optional
        Where to draw; by default a sheet of its own.
    """
    shares = themes_over_time(tables)
    if dated_articles(tables).empty:
        return nothing(ax, _UNDATED)
    if shares.empty:
        return nothing(ax, "No sentence of a dated article has a theme of the codebook.")
    names = theme_names(codebook, list(shares["theme"]))
    totals = shares.groupby("theme")["n_theme"].sum()
    ranked = sorted(names, key=lambda theme: -totals[theme])
    shown = ranked[:MOST_PANELS]
    periods = themes_by_period(shares, seed=seed)
    n_articles = shares["article_id"].nunique()
    has_line = bool((periods["n_articles"] >= MIN_ARTICLES).any())
    title = _themes_title(periods, shares, names, n_articles)
    how = (
        f"line and band (95 %, articles resampled) for years with {MIN_ARTICLES} articles or more"
        if has_line
        else f"no line: no year has {MIN_ARTICLES} articles"
    )
    more = f"; {len(shown)} of {len(ranked)} themes are drawn" if len(ranked) > len(shown) else ""
    subtitle = (
        f"Share of sentences with the theme; each dot is an article, {how}; n = {count(n_articles, 'article')}, "
        f"{_span_words(shares['said'])}{more}."
    )
    columns, gap, tall = min(3, len(shown)), 0.55, 1.0
    wide = (WIDTH - 2 * MARGIN - 0.7 - gap * (columns - 1)) / columns
    n_rows = -(-len(shown) // columns)
    height = n_rows * (tall + 0.95)
    ax = _sheet(ax, title, subtitle, height)
    top = min(1.0, math.ceil(shares[shares["theme"].isin(shown)]["share"].max() * 10) / 10) or 0.1
    for place, theme in enumerate(shown):
        x, y = 0.4 + (place % columns) * (wide + gap), 0.5 + (place // columns) * (tall + 0.95)
        _panel(
            ax,
            names[theme],
            shares[shares["theme"] == theme],
            periods[periods["theme"] == theme],
            (x, y, wide, tall, top),
        )
    parts = [f"{names[t][0]}: {count(int(totals[t]), 'sentence')}" for t in shown[:6]]
    alt = f"Small panels, one a theme: share of sentences by day of the article. {title}. {'; '.join(parts)}."
    return finish(ax, alt=alt, data=periods.assign(theme=[names[t][0] for t in periods["theme"]]))


def _panel(
    ax: Axes, named: tuple[str, str], shares: pd.DataFrame, periods: pd.DataFrame, box: tuple[float, ...]
) -> None:
    x, y, wide, tall, top = box
    name, colour = named
    time = _Time(list(shares["said"]), x, wide)
    ax.text(x, y - 0.1, wrap(name, wide + 0.25, weight="bold", max_lines=2), va="bottom", **bold(name))
    for share in (0, top):
        level = y + tall * (1 - share / top)
        ax.plot([x, x + wide], [level, level], color=LINE, linewidth=0.7, zorder=0)
        ax.text(x - 0.06, level, f"{share:.0%}", ha="right", va="center", color=SOFT)
    edges = sorted({time.years[0], time.years[-1]})
    for year, side in zip(edges, ("left", "right"), strict=False):
        at = time.at(pd.Timestamp(year=year, month=1, day=1))
        ax.text(at, y + tall + 0.06, str(year), ha="center" if len(edges) > 1 else side, va="top", color=SOFT)
    at = [time.at(day) for day in shares["said"]]
    levels = [y + tall * (1 - share / top) for share in shares["share"]]
    ax.scatter(at, levels, s=9, color=colour, edgecolor=INK, linewidth=0.3, alpha=0.8, zorder=3)
    run: list[tuple[float, ...]] = []
    last = None
    for row in periods.sort_values("year").itertuples():
        if row.n_articles >= MIN_ARTICLES:
            if last is not None and row.year != last + 1:
                _line(ax, run, y, tall, top)
                run = []
            middle = time.at(pd.Timestamp(year=row.year, month=7, day=1))
            run.append((middle, row.share, float(row.low), float(row.high)))
            last = row.year
    _line(ax, run, y, tall, top)


def _line(ax: Axes, run: list[tuple[float, ...]], y: float, tall: float, top: float) -> None:
    """Draw a run of years without a gap: gaps stay gaps."""
    if not run:
        return

    def level(share: float) -> float:
        return y + tall * (1 - min(share, top) / top)

    at = [point[0] for point in run]
    if len(run) == 1:
        ax.plot(at * 2, [level(run[0][2]), level(run[0][3])], color=INK, linewidth=1.2, zorder=4)
    else:
        ax.fill_between(at, [level(p[2]) for p in run], [level(p[3]) for p in run], color=SOFT, alpha=0.22, linewidth=0)
    ax.plot(at, [level(p[1]) for p in run], color=INK, linewidth=1.6, marker="_", markersize=7, zorder=5)


def _themes_title(
    periods: pd.DataFrame, shares: pd.DataFrame, names: dict[str, tuple[str, str]], n_articles: int
) -> str:
    full = periods[periods["n_articles"] >= MIN_ARTICLES]
    years = sorted(full["year"].unique())
    if len(years) >= 2:
        first, last = (full[full["year"] == year].set_index("theme") for year in (years[0], years[-1]))
        apart = [
            t for t in names if first.loc[t, "high"] < last.loc[t, "low"] or last.loc[t, "high"] < first.loc[t, "low"]
        ]
        if apart:
            theme = max(apart, key=lambda t: abs(last.loc[t, "share"] - first.loc[t, "share"]))
            a, b = first.loc[theme, "share"], last.loc[theme, "share"]
            move = "rises" if b > a else "falls"
            return f"{names[theme][0]} {move} from {a:.0%} of sentences in {years[0]} to {b:.0%} in {years[-1]}"
        return f"No theme moves beyond its band between {years[0]} and {years[-1]}"
    reach = shares[shares["n_theme"] > 0].groupby("theme")["article_id"].nunique()
    theme = max(names, key=lambda t: reach.get(t, 0))
    return f"Too few articles a year for a trend; {names[theme][0]} is in most, {int(reach[theme])} of {n_articles}"


# --- set phrases -----------------------------------------------------------------------------------------------------


@styled
def plot_phrases_over_time(
    histories: pd.DataFrame, uses: pd.DataFrame, tables: Tables, *, most: int = 20, ax: Axes | None = None
) -> Axes:
    """Draw set phrases that appear, spread and disappear: a row a phrase, a dot an article.

    Parameters
    ----------
    histories, uses : DataFrame
        Of ``phrase_histories.formulation_histories`` and ``formulation_uses``.
    tables : Tables
        The same articles; they give the span of time.
    most : int, default 20
        Rows; phrases in most articles first.
    ax : Axes, optional
        Where to draw; by default a sheet of its own.
    """
    from matplotlib.lines import Line2D

    articles = dated_articles(tables)
    if articles.empty:
        return nothing(ax, _UNDATED)
    dated = histories[histories["first_said"].notna()]
    if dated.empty:
        return nothing(ax, "No dated article has a set phrase.")
    chosen = dated.head(most)
    shown = chosen.sort_values(["first_said", "phrase"], kind="stable")
    title = _phrases_title(dated)
    more = f"; the {len(shown)} of {len(dated)} phrases in most articles" if len(dated) > len(shown) else ""
    subtitle = (
        f"A row a phrase, first used on top; a dot an article; n = {count(len(uses), 'mention')} in "
        f"{count(len(articles), 'article')}, {_span_words(articles['said'])}{more}."
    )
    handles = [
        Line2D([], [], marker="o", color="none", markerfacecolor=_ACCENT, markeredgecolor=INK, label="first voice"),
        Line2D(
            [], [], marker="o", color="none", markerfacecolor="white", markeredgecolor=INK, label="other voices only"
        ),
        Line2D([], [], marker="|", color="none", markeredgecolor=INK, markersize=9, label="last use, silent since"),
    ]
    left, right = 2.35, 1.65
    height = 0.3 + _ROW_IN * len(shown)
    ax = _sheet(ax, title, subtitle, height, bottom=0.15 + key_height([h.get_label() for h in handles], WIDTH))
    time = _Time(list(articles["said"]), left, WIDTH - 2 * MARGIN - left - right)
    time.draw(ax, 0.25, height)
    for row, phrase in enumerate(shown.itertuples()):
        y = 0.3 + _ROW_IN * (row + 0.5)
        own = uses[(uses["phrase"] == phrase.phrase) & uses["said"].notna()]
        ax.text(0, y, wrap(phrase.phrase, 2.1, max_lines=1), va="center")
        first, last = time.at(phrase.first_said), time.at(phrase.last_said)
        ax.plot([first, last if phrase.is_gone else left + time.width], [y, y], color=LINE, linewidth=1, zorder=1)
        if phrase.is_gone:
            ax.scatter([last], [y], marker="|", s=110, color=INK, zorder=2)
        for day, mentions in own.groupby("said"):
            is_first = pd.isna(phrase.first_by) or (mentions["speaker"] == phrase.first_by).any()
            face = _ACCENT if is_first else "white"
            ax.scatter([time.at(day)], [y], s=34, facecolor=face, edgecolor=INK, linewidth=0.8, zorder=3)
        ax.text(left + time.width + 0.12, y, _course(phrase), va="center", color=SOFT)
    key(ax, handles, below=0.12)
    parts = [f"“{p.phrase}”, {count(int(p.n_articles), 'article')}, {_course(p)}" for p in chosen.head(6).itertuples()]
    columns = ["phrase", "variants", "n_mentions", "n_articles", "first_said", "first_by", "last_said", "speakers"]
    flags = ["is_new", "has_spread", "is_gone"]
    return finish(
        ax, alt=f"Dots through time, one row a set phrase. {title}. {'; '.join(parts)}.", data=dated[columns + flags]
    )


def _course(phrase: object) -> str:
    """Return what becomes of a phrase in a word or two."""
    if phrase.n_articles == 1:
        return "once" if not phrase.is_gone else "once, then gone"
    words = [
        w for w, holds in (("new", phrase.is_new), ("spreads", phrase.has_spread), ("gone", phrase.is_gone)) if holds
    ]
    return ", ".join(words) or "stays"


def _phrases_title(dated: pd.DataFrame) -> str:
    n = count(len(dated), "set phrase")
    back = dated[dated["n_articles"] > 1]
    if back.empty:
        return f"{n}, none of them in more than one article"
    spread, gone, new = (back[back[name].astype(bool)] for name in ("has_spread", "is_gone", "is_new"))
    moves = [
        count(len(rows), one, many)
        for rows, one, many in (
            (new, "appears late", "appear late"),
            (spread, "spreads to other voices", "spread to other voices"),
            (gone, "falls silent", "fall silent"),
        )
        if len(rows)
    ]
    rest = f": {listed(moves)}" if moves else ""
    return f"{len(back)} of {n} {'comes' if len(back) == 1 else 'come'} back in later articles{rest}"


# --- deadlines and aims ----------------------------------------------------------------------------------------------


@styled
def plot_deadlines_by_year(histories: pd.DataFrame, *, ax: Axes | None = None) -> Axes:
    """Draw how many aims fall due in each year, and what became of them.

    Parameters
    ----------
    histories : DataFrame
        The table ``target_histories``.
    ax : Axes, optional
        Where to draw; by default a sheet of its own.
    """
    from matplotlib.patches import Patch

    dated = histories[histories["deadline"].notna()]
    if dated.empty:
        return nothing(ax, "No aim has a deadline." if len(histories) else "No aim was found.")
    counts = pd.crosstab(dated["deadline"].dt.year, dated["outcome"].astype(str))
    counts = counts.reindex(columns=list(OUTCOME_WORDS), fill_value=0)
    years = list(counts.index)
    shown = counts if len(years) <= 30 else counts.loc[counts.sum(axis=1).nlargest(30).index].sort_index()
    kinds = [name for name in OUTCOME_WORDS if shown[name].sum()]
    handles = [
        Patch(
            facecolor=_OUTCOME_COLOURS[k],
            edgecolor=INK,
            linewidth=0.6,
            hatch=_OUTCOME_HATCHES[k],
            label=OUTCOME_WORDS[k],
        )
        for k in kinds
    ]
    title = _deadline_title(dated, len(histories))
    subtitle = (
        f"Aims by the year in which they fall due, as last set; n = {len(dated)} of {count(len(histories), 'aim')}."
    )
    height = 0.26 * len(shown) + 0.05
    bottom = 0.14 + key_height([h.get_label() for h in handles], WIDTH - 0.7)
    ax = begin(ax, title=title, subtitle=subtitle, height=height, left=0.65, right=0.6, bottom=bottom)
    places = range(len(shown))
    sums = [0] * len(shown)
    for kind in kinds:
        ax.barh(
            places,
            shown[kind],
            left=sums,
            height=0.7,
            color=_OUTCOME_COLOURS[kind],
            edgecolor=INK,
            linewidth=0.6,
            hatch=_OUTCOME_HATCHES[kind],
        )
        sums = [a + int(b) for a, b in zip(sums, shown[kind], strict=True)]
    for place, whole in zip(places, sums, strict=True):
        ax.annotate(str(whole), (whole, place), (5, 0), textcoords="offset points", va="center", annotation_clip=False)
    ax.set_ylim(len(shown) - 0.5, -0.5)
    ax.set_xlim(0, max(sums) * 1.01)
    ax.set_yticks(list(places), [str(year) for year in shown.index])
    ax.set_xticks([])
    ax.tick_params(length=0)
    ax.spines["bottom"].set_visible(False)
    key(ax, handles, below=0.1)
    parts = [f"{year}: {int(row.sum())} due" for year, row in shown.head(12).iterrows()]
    data = counts.rename(columns=OUTCOME_WORDS).rename_axis(index="year", columns=None).reset_index()
    return finish(ax, alt=f"Bars: aims by year of the deadline and outcome. {title}. {'; '.join(parts)}.", data=data)


def _deadline_title(dated: pd.DataFrame, n_aims: int) -> str:
    outcomes = dated["outcome"].astype(str).value_counts()
    parts = [f"{int(outcomes[k])} {OUTCOME_WORDS[k]}" for k in OUTCOME_WORDS if k in outcomes]
    dates = count(len(dated), "aim has a deadline", "aims have a deadline")
    return f"{dates} (of {n_aims}): {listed(parts)}"


@styled
def plot_aim_histories(
    histories: pd.DataFrame, links: pd.DataFrame, *, most: int = MOST_AIMS, ax: Axes | None = None
) -> Axes:
    """Draw each aim through time: its value as a step, each mention with a sign for what it does, and the outcome.

    Parameters
    ----------
    histories, links : DataFrame
        The tables ``target_histories`` and ``target_links``.
    most : int, default 14
        Aims to draw: those of several mentions, most mentions first, in the order of their first mention.
    ax : Axes, optional
        Where to draw; by default a sheet of its own.
    """
    from matplotlib.lines import Line2D

    told = histories[(histories["n_mentions"] > 1) & histories["first_said"].notna()]
    if told.empty:
        return nothing(ax, "No aim is mentioned twice, so none can be followed through time.")
    chosen = told.sort_values("n_mentions", ascending=False, kind="stable").head(most)
    shown = chosen.sort_values(["first_said", "history_id"], kind="stable")
    own = links[links["history_id"].isin(shown["history_id"]) & links["said"].notna()]
    events = [name for name in _EVENT_MARKERS if (own["event"] == name).any()]
    handles = [
        Line2D(
            [],
            [],
            marker=_EVENT_MARKERS[e],
            color="none",
            markeredgecolor=INK,
            markersize=7,
            label=e,
            markerfacecolor="white" if e in _REPORTS else _ACCENT,
        )
        for e in events
        if e != "repeated" or "first" not in events
    ]
    for handle in handles:
        if handle.get_label() == "first" and "repeated" in events:
            handle.set_label("set or repeated")
    handles.append(Line2D([], [], color=INK, linewidth=1.4, linestyle=":", label="deadline"))
    title = _aims_title(histories, told)
    more = f"; {len(shown)} of {len(told)} are drawn" if len(told) > len(shown) else ""
    subtitle = (
        "Each row is an aim: the line is its value as set, filled signs set it, open signs report on it; each row has "
        f"its own scale; n = {count(len(told), 'aim')} of several mentions{more}."
    )
    left, right, tall = 2.45, 1.5, 0.62
    height = 0.3 + tall * len(shown)
    ax = _sheet(ax, title, subtitle, height, bottom=0.15 + key_height([h.get_label() for h in handles], WIDTH))
    days = [*own["said"], *shown["deadline"].dropna(), *shown["first_said"]]
    time = _Time(days, left, WIDTH - 2 * MARGIN - left - right)
    time.draw(ax, 0.25, height)
    for place, aim in enumerate(shown.itertuples()):
        _aim_row(ax, aim, own[own["history_id"] == aim.history_id], 0.3 + tall * place, tall, time)
    key(ax, handles, below=0.12)
    parts = [
        f"{aim_title(a)}: {count(int(a.n_mentions), 'mention')}, {OUTCOME_WORDS[a.outcome]}"
        for a in shown.head(8).itertuples()
    ]
    return finish(
        ax,
        alt=f"Rows of steps through time, one an aim. {title}. {'; '.join(parts)}.",
        data=own[["history_id", "said", "event", "text", "value", "deadline", "confidence"]],
    )


def aim_title(aim: object) -> str:
    """Return the value as first said and what is measured."""
    subject = plain(aim.subject)
    return f"{plain(aim.first_text)}: {subject}" if subject else plain(aim.first_text)


def _aim_row(ax: Axes, aim: object, own: pd.DataFrame, y: float, tall: float, time: _Time) -> None:
    ax.plot([0, WIDTH - 2 * MARGIN], [y, y], color=SHADE, linewidth=0.8, zorder=0)
    ax.text(0, y + tall / 2, wrap(aim_title(aim), 2.2, max_lines=2), va="center", linespacing=1.15)
    values = [float(v) for v in own["value"].dropna()]
    low, high = (min(values), max(values)) if values else (0.0, 0.0)

    def level(value: object) -> float:
        if pd.isna(value) or high == low:
            return y + tall / 2
        return y + tall * (0.8 - 0.6 * (float(value) - low) / (high - low))

    sets = own[~own["event"].isin(_REPORTS)]
    end = aim.deadline if not pd.isna(aim.deadline) else own["said"].max()
    steps = [(row.said, level(row.value)) for row in sets.itertuples() if not pd.isna(row.value)]
    for (day, at), (until, _) in zip(steps, [*steps[1:], (max(end, own["said"].max()), 0)], strict=True):
        ax.plot([time.at(day), time.at(until)], [at, at], color=_ACCENT, linewidth=1.6, zorder=2)
    for (_, before), (day, after) in pairwise(steps):
        ax.plot([time.at(day)] * 2, [before, after], color=_ACCENT, linewidth=1.6, zorder=2)
    if not pd.isna(aim.deadline):
        ax.plot([time.at(aim.deadline)] * 2, [y + 0.06, y + tall - 0.06], color=INK, linewidth=1.4, linestyle=":")
    for row in own.itertuples():
        face = "white" if row.event in _REPORTS else _ACCENT
        size = 75 if row.event == "met" else 34
        ax.scatter(
            [time.at(row.said)],
            [level(row.value)],
            marker=_EVENT_MARKERS[row.event],
            s=size,
            facecolor=face,
            edgecolor=INK,
            linewidth=0.8,
            zorder=3,
        )
    said = OUTCOME_WORDS[aim.outcome]
    reported = "" if pd.isna(aim.last_reported) else f"\n{short(amount_words(float(aim.last_reported), aim.unit), 16)}"
    ax.text(time.left + time.width + 0.15, y + tall / 2, said + reported, va="center", linespacing=1.15, color=INK)


def _aims_title(histories: pd.DataFrame, told: pd.DataFrame) -> str:
    changed = int((told["n_changes"] > 0).sum())
    outcomes = told["outcome"].astype(str).value_counts()
    fates = listed([f"{int(outcomes[k])} {OUTCOME_WORDS[k]}" for k in OUTCOME_WORDS if k in outcomes])
    lead = f"{len(told)} of {count(len(histories), 'aim')} {'is' if len(told) == 1 else 'are'} mentioned again"
    return f"{lead}" + (f", {changed} with a change" if changed else ", none with a change") + f": {fates}"


__all__ = [
    "aim_title",
    "dated_articles",
    "plot_aim_histories",
    "plot_deadlines_by_year",
    "plot_phrases_over_time",
    "plot_themes_over_time",
    "plot_voices_over_time",
    "themes_by_period",
    "themes_over_time",
    "voices_over_time",
]
