"""The chart of set phrases: which, how often, where, and what they stand for."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from communique.charts.style import (
    INK,
    LINE,
    MARGIN,
    NARRATOR_COLOUR,
    SHADE,
    SOFT,
    WIDTH,
    begin,
    bold,
    count,
    finish,
    listed,
    nothing,
    plain,
    speaker_names,
    styled,
    times,
    voice_colours,
    wrap,
)

if TYPE_CHECKING:
    from matplotlib.axes import Axes

    from communique.tables import Tables

MOST_PHRASES = 24
_LINE_IN = 0.165


@styled
def plot_formulations(tables: Tables, *, ax: Axes | None = None) -> Axes:
    """Draw the set phrases: the number as a sign, the words, the Chinese behind them, and every mention in its place.

    The number in a phrase is part of its name: no length stands for it.

    Parameters
    ----------
    tables : Tables
        Read are ``formulations``, ``statements`` and ``articles``.
    ax : Axes, optional
        Where to draw; by default a sheet of its own.
    """
    mentions = tables.formulations
    if mentions.empty:
        return nothing(ax, "No set phrase was found: neither a numbered nor a quoted one.")
    phrases = phrases_of(mentions)
    shown = phrases.head(MOST_PHRASES)
    strip_left, strip_width = 3.1, 2.1
    words_left = strip_left + strip_width + 0.15
    words = [_phrase_words(row) for row in shown.itertuples()]
    heights = [0.16 + _LINE_IN * max(2, text.count("\n") + 1) for text in words]
    title = _title(phrases)
    more = "" if len(shown) == len(phrases) else f"; {len(shown)} of {len(phrases)} phrases are drawn"
    subtitle = (
        "Each tick is a mention, from the beginning of the article to its end, in the colour of its voice; "
        f"n = {count(len(mentions), 'mention')} of {count(len(phrases), 'phrase')}{more}."
    )
    height = 0.3 + sum(heights)
    ax = begin(ax, title=title, subtitle=subtitle, height=height, left=MARGIN, right=MARGIN, bottom=0.05)
    ax.set_xlim(0, WIDTH - 2 * MARGIN)
    ax.set_ylim(height, 0)
    ax.set_axis_off()
    for x, ha, head in ((strip_left, "left", "beginning"), (strip_left + strip_width, "right", "end")):
        ax.text(x, 0.2, head, ha=ha, va="bottom", color=SOFT)
    lengths = dict(zip(tables.articles["article_id"], tables.articles["end"], strict=True))
    colours = voice_colours(tables.statements)
    by_phrase = dict(list(mentions.groupby("formulation", sort=False)))
    y = 0.3
    for row, text, tall in zip(shown.itertuples(), words, heights, strict=True):
        middle = y + tall / 2
        ax.plot([0, WIDTH - 2 * MARGIN], [y, y], color=LINE, linewidth=0.6)
        sign = str(row.number) if not pd.isna(row.number) else "“ ”"
        ax.text(0.22, middle, sign, ha="center", va="center", **bold(sign, 15), color=SOFT)
        ax.text(0.55, middle, text, va="center", linespacing=1.2)
        ax.plot([strip_left, strip_left + strip_width], [middle] * 2, color=SHADE, linewidth=12, solid_capstyle="butt")
        rows = by_phrase[row.formulation]
        places = [
            strip_left + strip_width * start / max(1, lengths[article])
            for start, article in zip(rows["start"], rows["article_id"], strict=True)
        ]
        shades = [colours.get(voice, NARRATOR_COLOUR) for voice in speaker_names(rows["speaker"])]
        ax.vlines(places, middle - 0.1, middle + 0.1, colors=INK, linewidth=4)
        ax.vlines(places, middle - 0.09, middle + 0.09, colors=shades, linewidth=2.6)
        ax.text(words_left, middle, _side_words(row), va="center", color=SOFT, linespacing=1.2)
        y += tall
    top = [f"“{plain(r.formulation)}” ({count(int(r.mentions), 'mention')})" for r in phrases.head(6).itertuples()]
    return finish(
        ax,
        alt=f"Table of set phrases with a strip of mentions. {title}. " + listed(top) + ". The table below has all.",
        data=phrases,
    )


def _phrase_words(row: object) -> str:
    words = wrap(row.formulation, 2.45, max_lines=2)
    chinese = "" if pd.isna(row.chinese) else wrap(row.chinese, 2.45, max_lines=1)
    return words + (f"\n{chinese}" if chinese else "")


def _side_words(row: object) -> str:
    first = count(int(row.mentions), "mention") + (f", {int(row.items)} items" if row.items else "")
    sure = "no gloss" if pd.isna(row.sure) else f"gloss: {row.sure}"
    return f"{first}\n{sure}"


def phrases_of(mentions: pd.DataFrame) -> pd.DataFrame:
    """Return the set phrases of the table ``formulations``: one row a phrase, most mentions first.

    Columns: formulation, kind, number, mentions, voices (distinct speakers), items (most that one mention lists),
    chinese, gloss, sure, source.
    """
    frame = mentions.assign(voice=speaker_names(mentions["speaker"]))
    grouped = frame.groupby("formulation", sort=False)
    first = grouped.first()
    phrases = pd.DataFrame(
        {
            "kind": first["kind"].astype(str),
            "number": first["number"],
            "mentions": grouped.size(),
            "voices": grouped["voice"].agg(lambda names: ", ".join(dict.fromkeys(names))),
            "items": grouped["n_items"].max(),
            "chinese": first["gloss_zh"],
            "gloss": first["gloss"],
            "sure": first["gloss_confidence"].astype(object),
            "source": first["gloss_source"],
        }
    ).reset_index()
    return phrases.sort_values("mentions", ascending=False, kind="stable", ignore_index=True)


def _title(phrases: pd.DataFrame) -> str:
    numbered = int((phrases["kind"] == "numbered").sum())
    kinds = f"{numbered} numbered, {len(phrases) - numbered} quoted"
    most = int(phrases["mentions"].iloc[0])
    top = [plain(p) for p in phrases.loc[phrases["mentions"] == most, "formulation"]]
    if len(phrases) == 1:
        return f"One set phrase: “{top[0]}”, {count(most, 'mention')}"
    if most == 1:
        return f"{len(phrases)} set phrases ({kinds}), each said once"
    names = listed([f"“{name}”" for name in top], 2)
    each = " each" if len(top) > 1 else ""
    verb = "are" if len(top) > 1 else "is"
    return f"{names} {verb} said most, {times(most)}{each}, of {len(phrases)} set phrases ({kinds})"
