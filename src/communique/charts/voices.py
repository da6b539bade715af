"""Charts of who says what and how: the strip of voices, words by speaker, the words of saying."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from communique.charts.matrix import draw_counts
from communique.charts.style import (
    INK,
    MAX_CATEGORIES,
    NARRATOR,
    NO_SPEAKER,
    NOBODY,
    SHADE,
    SOFT,
    VOICE_COLOURS,
    WIDTH,
    WordCounter,
    bare,
    begin,
    capital,
    count,
    finish,
    key,
    key_height,
    label_room,
    listed,
    nothing,
    only_article,
    short,
    speaker_names,
    styled,
    text_width,
    tint,
    voice_colours,
    voices_of,
    voices_words,
    wrap,
)
from communique.schema import FUNCTIONS

if TYPE_CHECKING:
    from matplotlib.axes import Axes

    from communique.tables import Tables

MODES = ("direct", "mixed", "indirect", "narrated")
_MODE_WORDS = {
    "direct": "direct: in quotation marks",
    "mixed": "mixed: partly quoted",
    "indirect": "indirect: paraphrased",
    "narrated": "narrated: no source",
}
_HATCHES = {"direct": "", "mixed": "////", "indirect": "", "narrated": ""}
# The speaker's own words are solid, the writer's are pale.
_FILLS = {"direct": 1.0, "mixed": 0.8, "indirect": 0.4, "narrated": 1.0}
# Quotation is the strongest evidence of what somebody said, and the darkest.
_MODE_COLOURS = {"direct": "#1f5fa8", "mixed": "#6fa3d8", "indirect": "#c9def2", "narrated": "#d9dcdf"}
_LANE = 0.3  # inches


@styled
def plot_statement_strip(tables: Tables, *, ax: Axes | None = None) -> Axes:
    """Draw where in the article each voice is heard: one lane a voice, as wide as its statements are long.

    Parameters
    ----------
    tables : Tables
        Of one article; read are ``articles``, ``sentences``, ``statements``, ``spans``, ``targets``, ``formulations``.
    ax : Axes, optional
        Where to draw; by default a sheet of its own.

    Returns
    -------
    Axes
        With alternative text and the table behind it (see :func:`~communique.charts.style.alt_text`).

    Raises
    ------
    ValueError
        If the tables hold several articles.
    """
    from matplotlib.lines import Line2D
    from matplotlib.patches import Patch

    article = only_article(tables.articles, "plot_statement_strip")
    statements = tables.statements
    if article is None or statements.empty:
        return nothing(ax, "The article has no statements to show.")
    words = WordCounter(article["text"])
    blocks = statement_blocks(tables, words)
    lanes = _lanes(statements)
    names = list(dict.fromkeys(lanes.values()))
    said = blocks.groupby("voice", sort=False)[words.unit].sum()
    marks = _strip_marks(tables, words)
    labels = [wrap(name, 1.75, max_lines=2) for name in names] + [label for label, _, _ in marks]
    heights = [_LANE + 0.12 * label.count("\n") for label in labels]
    centres, total = _stack(heights)
    handles = [
        *(
            Patch(
                facecolor=tint(VOICE_COLOURS[0], _FILLS[m]),
                edgecolor=INK,
                linewidth=0.5,
                hatch=_HATCHES[m],
                label=_MODE_WORDS[m],
            )
            for m in MODES
            if m in set(blocks["mode"]) and m != "narrated"
        )
    ]
    if "continued" in set(blocks["attribution"]):
        handles.append(Line2D([], [], color=INK, linestyle=(0, (2, 1.5)), label="continued: still theirs, no cue"))
    left = label_room(labels, 1.9)
    ax = begin(
        ax,
        title=_strip_title(said, words),
        subtitle=f"Place in the article in {words.unit}, {count(len(statements), 'statement')} of "
        f"{voices_words(statements)}; n = {words.total:,} {words.unit}.",
        height=total,
        left=left,
        right=0.3,
        bottom=0.5 + key_height([h.get_label() for h in handles], WIDTH - left),
    )
    colours = voice_colours(statements)
    ax.set_ylim(total, 0)
    ax.set_xlim(0, max(1, words.total))
    for y, height in zip(centres, heights, strict=True):
        ax.barh(y, words.total, height=height * 0.72, color=SHADE, linewidth=0)
    for (voice, mode, attribution), group in blocks.groupby(["voice", "mode", "attribution"], sort=False):
        lane = names.index(lanes[voice])
        tall = heights[lane] * 0.72
        goes_on = attribution == "continued"
        ax.broken_barh(
            [(first, max(last - first, 0.4)) for first, last in zip(group["first"], group["last"], strict=True)],
            (centres[lane] - tall / 2, tall),
            facecolor=tint(colours[voice], _FILLS[mode]),
            hatch=_HATCHES[mode],
            edgecolor=INK,
            linewidth=1.1 if goes_on else 0.5,
            linestyle=(0, (2, 1.5)) if goes_on else "-",
        )
    for (_, places, marker), y in zip(marks, centres[len(names) :], strict=True):
        ax.plot(places, [y] * len(places), marker, color=INK, markersize=6 if marker != "|" else 9, clip_on=False)
    bare(ax, keep="x")
    ax.set_yticks(centres, labels)
    ticks = _few_ticks(words.total)
    ax.set_xticks(ticks, [f"{tick:,}" for tick in ticks])
    ax.set_xlabel(f"{words.unit} from the beginning", color=SOFT, loc="left")
    key(ax, handles, below=0.5)
    return finish(
        ax,
        alt=f"Strip of the article from its first to its last word, one lane a voice. {_strip_title(said, words)}. "
        + listed([f"{name}: {n:,} {words.unit}" for name, n in said.items()], MAX_CATEGORIES)
        + ". The table below has every block.",
        data=blocks.drop(columns=["statement_id"]),
    )


def _few_ticks(last: int) -> list[int]:
    from matplotlib.ticker import MaxNLocator

    return [int(tick) for tick in MaxNLocator(5, integer=True).tick_values(0, max(1, last)) if 0 <= tick <= last]


def _stack(heights: list[float]) -> tuple[list[float], float]:
    """Return the middle of each lane from the top, and the height of all."""
    centres, y = [], 0.0
    for height in heights:
        centres.append(y + height / 2)
        y += height
    return centres, y


def _lanes(statements: pd.DataFrame) -> dict[str, str]:
    """Return the lane of each voice; voices beyond a dozen, least heard, share one."""
    voices = voices_of(statements)
    if len(voices) <= MAX_CATEGORIES:
        return {voice: voice for voice in voices}
    by_words = statements.groupby(speaker_names(statements["speaker"]))["n_words"].sum().sort_values(kind="stable")
    kept = set(by_words.index[::-1][: MAX_CATEGORIES - 1]) | ({NARRATOR} & set(voices))
    others = f"{len(voices) - len(kept)} other voices"
    lanes = {voice: voice for voice in voices if voice in kept and voice != NARRATOR}
    lanes |= {voice: others for voice in voices if voice not in kept}
    return lanes | ({NARRATOR: NARRATOR} if NARRATOR in kept else {})


def statement_blocks(tables: Tables, words: WordCounter) -> pd.DataFrame:
    """Return where each stretch of content begins and ends in words: one row a block of the strip.

    Columns: statement_id, voice, mode, attribution, first, last, and the number of words (or characters).
    """
    contents = tables.spans[tables.spans["part"] == "content"]
    places: dict[str, list[tuple[int, int]]] = {}
    for identifier, start, end in zip(contents["statement_id"], contents["start"], contents["end"], strict=True):
        places.setdefault(identifier, []).append((start, end))
    rows = []
    outermost = tables.statements[tables.statements["outer_id"].isna()]
    for s, voice in zip(outermost.itertuples(), speaker_names(outermost["speaker"]), strict=True):
        for start, end in places.get(s.statement_id, [(s.start, s.end)]):
            first, last = words.at(start), words.at(end)
            rows.append((s.statement_id, voice, s.mode, s.attribution, first, last, last - first))
    return pd.DataFrame(
        rows, columns=["statement_id", "voice", "mode", "attribution", "first", "last", words.unit]
    ).sort_values("first", kind="stable", ignore_index=True)


def _strip_marks(tables: Tables, words: WordCounter) -> list[tuple[str, list[int], str]]:
    sentences, targets = tables.sentences, tables.targets[tables.targets["is_target"]]
    headings = sentences[sentences["role"].isin(["title", "heading"])]
    found = [
        ("title, headings", headings["start"], "|"),
        ("targets", targets["start"], "v"),
        ("set phrases", tables.formulations["start"], "|"),
    ]
    return [(label, [words.at(start) for start in starts], marker) for label, starts, marker in found if len(starts)]


def _strip_title(said: pd.Series, words: WordCounter) -> str:
    named = said[~said.index.isin(NOBODY)]
    if named.empty:
        return _nobody_title(said.index, "the narrator alone speaks")
    first = capital(short(named.idxmax()))
    if len(named) == 1:
        return f"{first} is the one voice beside the narrator, with {count(int(named.sum()), words.unit[:-1])}"
    return f"{first} is heard most, with {named.max():,} of the {named.sum():,} {words.unit} of {len(named)} voices"


def _nobody_title(names: pd.Index, alone: str) -> str:
    if NO_SPEAKER in names:
        return "No voice has a name: what is quoted or paraphrased names no source"
    return f"Nobody is quoted or paraphrased: {alone}"


@styled
def plot_words_by_speaker(statements: pd.DataFrame, *, ax: Axes | None = None) -> Axes:
    """Draw how many words each voice has, and how many of them are quoted.

    Parameters
    ----------
    statements : DataFrame
        The table ``statements`` of one article or of many; statements inside others are not counted twice.
    ax : Axes, optional
        Where to draw; by default a sheet of its own.
    """
    from matplotlib.patches import Patch

    outermost = statements[statements["outer_id"].isna()]
    if outermost.empty or not outermost["n_words"].sum():
        return nothing(ax, "There are no statements, so nobody's words can be counted.")
    counts = words_by_speaker(outermost)
    shown = _with_others(counts)
    labels = [wrap(name, 2.2, max_lines=2) for name in shown.index]
    modes = [mode for mode in MODES if shown[mode].sum()]
    handles = [
        Patch(facecolor=_MODE_COLOURS[m], edgecolor=INK, linewidth=0.5, hatch=_HATCHES[m], label=_MODE_WORDS[m])
        for m in modes
    ]
    heights = [0.3 + 0.13 * label.count("\n") for label in labels]
    centres, total = _stack(heights)
    ends = [
        f"{int(row['words']):,} in {count(int(row['statements']), 'statement')}"
        + (f", {int(row['continued'])} continued" if row["continued"] else "")
        for _, row in shown.iterrows()
    ]
    left = label_room(labels, 2.3)
    ax = begin(
        ax,
        title=_words_title(counts),
        subtitle=f"Words of what is said, by voice and by how it is given; n = {counts['words'].sum():,} words in "
        f"{count(len(outermost), 'statement')}.",
        height=total,
        left=left,
        right=max(map(text_width, ends)) + 0.2,
        bottom=0.12 + key_height([h.get_label() for h in handles], WIDTH - left),
    )
    ax.set_ylim(total, 0)
    ax.set_xlim(0, shown["words"].max())
    for (_, row), y, height, end in zip(shown.iterrows(), centres, heights, ends, strict=True):
        begin_at = 0
        for mode in modes:
            n = int(row[mode])
            style = {"color": _MODE_COLOURS[mode], "hatch": _HATCHES[mode], "edgecolor": INK, "linewidth": 0.5}
            if n:
                ax.barh(y, n, left=begin_at, height=height * 0.7, **style)
            begin_at += n
        ax.annotate(end, (begin_at, y), (5, 0), textcoords="offset points", va="center", annotation_clip=False)
    bare(ax)
    ax.set_yticks(centres, labels)
    ax.spines["left"].set_visible(True)
    key(ax, handles, below=0.12)
    parts = [
        f"{name}: {int(row['words']):,} words, {int(row['direct']):,} of them quoted" for name, row in shown.iterrows()
    ]
    return finish(
        ax,
        alt=f"Bars: words by voice, most first, by how they are given. {_words_title(counts)}. "
        + "; ".join(parts)
        + ".",
        data=counts.rename_axis("voice").reset_index(),
    )


_LAST = {name: place for place, name in enumerate(NOBODY, 1)}


def words_by_speaker(statements: pd.DataFrame) -> pd.DataFrame:
    """Return words by voice: one row a voice, most words first, the narrator last.

    Columns: direct, mixed, indirect, narrated (words), words (their sum), statements, continued (statements).
    """
    voice = speaker_names(statements["speaker"])
    by_mode = statements.assign(voice=voice, mode=statements["mode"].astype(object)).pivot_table(
        index="voice", columns="mode", values="n_words", aggfunc="sum", fill_value=0
    )
    counts = by_mode.reindex(columns=MODES, fill_value=0).astype(int)
    counts["words"] = counts.sum(axis=1)
    counts["statements"] = statements.groupby(voice).size()
    counts["continued"] = (statements["attribution"] == "continued").groupby(voice).sum().astype(int)
    order = {name: place for place, name in enumerate(voices_of(statements))}
    ranked = sorted(counts.index, key=lambda name: (_LAST.get(name, 0), -counts.loc[name, "words"], order[name]))
    counts.columns.name = None
    return counts.loc[ranked]


def _with_others(counts: pd.DataFrame) -> pd.DataFrame:
    is_named = ~counts.index.isin(NOBODY)
    named, nobody = counts[is_named], counts[~is_named]
    if len(named) <= MAX_CATEGORIES:
        return counts
    rest = named.iloc[MAX_CATEGORIES - 1 :]
    others = rest.sum().to_frame(f"{len(rest)} other voices").T
    return pd.concat([named.iloc[: MAX_CATEGORIES - 1], others, nobody])


def _words_title(counts: pd.DataFrame) -> str:
    named = counts[~counts.index.isin(NOBODY)]
    if named.empty:
        return _nobody_title(counts.index, "all words are the narrator's")
    total, quoted = int(named["words"].sum()), int(named["direct"].sum())
    first = capital(short(named.index[0]))
    if len(named) == 1:
        return f"{first} has {count(total, 'word')}, {_quoted_words(named, total, quoted, 'them')}"
    how = _quoted_words(named, total, quoted, f"the {total:,}")
    most = int(named["words"].iloc[0])
    if most == int(named["words"].iloc[1]):
        return f"No voice leads: {len(named)} voices share {total:,} words; {how}"
    return f"{first} has most words, {most:,} of the {total:,} that {len(named)} voices say; {how}"


def _quoted_words(named: pd.DataFrame, total: int, quoted: int, whole: str) -> str:
    """Return how many of the words of all voices are quoted; ``whole`` says of what the number is a part."""
    if not quoted:
        return "none is quoted in full sentences" if named["mixed"].sum() else "all of it is paraphrased"
    verb = "is" if quoted == 1 else "are"
    return "all of it is quoted directly" if quoted == total else f"{quoted:,} of {whole} {verb} quoted directly"


@styled
def plot_cues(statements: pd.DataFrame, *, ax: Axes | None = None) -> Axes:
    """Draw with which verbs each voice is introduced: counts by verb and voice, in three blocks of tone.

    Neutral verbs (say) report; supportive ones (point out) take the speaker's word for it; doubting ones (claim) keep a
    distance.  The tone is the lexicon's.

    Parameters
    ----------
    statements : DataFrame
        The table ``statements``.
    ax : Axes, optional
        Where to draw; by default a sheet of its own.
    """
    cued = statements[statements["cue_lemma"].notna()]
    if cued.empty:
        return nothing(ax, "No statement is introduced by a word of saying.")
    counts = cues_by_speaker(cued)
    tones = counts.groupby("tone", sort=False)["statements"].sum()
    parts = [f"{tone} {int(tones.get(tone, 0))}" for tone in ("neutral", "supportive", "doubting")]
    others = int(tones.drop("neutral", errors="ignore").sum())
    first = counts.groupby("cue", sort=False)["statements"].sum()
    leaders = [cue for cue in first.index if first[cue] == first.max()]
    lead = f"{listed([f'“{cue}”' for cue in leaders], 3)} {'introduces' if len(leaders) == 1 else 'introduce'}"
    each = "" if len(leaders) == 1 else " each"
    whole = count(int(first.sum()), "statement")
    share = (
        f"{first.max()} of {whole}{each}"
        if len(first) > 1
        else "the one statement"
        if len(cued) == 1
        else f"all {whole}"
    )
    title = f"{lead} {share}; " + (
        "every verb is neutral" if not others else f"{count(others, 'has', 'have')} a verb that supports or doubts"
    )
    matrix = counts.pivot_table(index=["tone", "cue"], columns="voice", values="statements", sort=False, aggfunc="sum")
    matrix = matrix.reindex(columns=[v for v in voices_of(cued) if v in matrix.columns])
    matrix = matrix.loc[sorted(matrix.index, key=lambda k: (_TONES.index(k[0]), -matrix.loc[k].sum(), k[1]))]
    labels = [f"{cue} ({tone})" for tone, cue in matrix.index]
    flat = matrix.set_axis(labels)
    ax = draw_counts(
        ax,
        flat,
        title=title,
        subtitle=f"Statements by the verb that introduces them (tone in brackets) and by voice; {', '.join(parts)}.",
        most_rows=18,
        other_rows="other verbs",
        other_columns="other voices",
    )
    return finish(
        ax,
        alt=f"Matrix of {count(len(flat), 'verb')} by {count(flat.shape[1], 'voice')}. {title}. Tones: "
        + ", ".join(parts)
        + ". The table below has every count.",
        data=counts,
    )


_TONES = ("neutral", "supportive", "doubting")


def cue_tones() -> dict[str, str]:
    """Return the words of saying that the lexicon calls supportive or doubting; all others are neutral."""
    from communique.lexicon import read_lexicon

    return {
        word: entry["tone"]
        for group in read_lexicon("cues").values()
        if isinstance(group, dict)
        for word, entry in group.items()
        if isinstance(entry, dict) and "tone" in entry
    }


def cues_by_speaker(statements: pd.DataFrame) -> pd.DataFrame:
    """Return the number of statements by tone, cue and voice; columns tone, cue, voice, statements."""
    cued = statements[statements["cue_lemma"].notna()]
    tones = cue_tones()
    cues = cued["cue_lemma"].astype(object)
    frame = pd.DataFrame(
        {
            "tone": [tones.get(cue, tones.get(cue.split(" ")[0], "neutral")) for cue in cues],
            "cue": cues.to_numpy(),
            "voice": speaker_names(cued["speaker"]).to_numpy(),
        }
    )
    return (
        frame.value_counts(sort=False)
        .rename("statements")
        .reset_index()
        .sort_values(["statements", "cue", "voice"], ascending=[False, True, True], kind="stable", ignore_index=True)
    )


@styled
def plot_functions(statements: pd.DataFrame, *, ax: Axes | None = None) -> Axes:
    """Draw what the statements do (direct, commit, assess ...), by voice.

    Parameters
    ----------
    statements : DataFrame
        The table ``statements``.
    ax : Axes, optional
        Where to draw; by default a sheet of its own.
    """
    if statements.empty:
        return nothing(ax, "There are no statements, so nothing is done with words.")
    unclear = "unclear"
    does = statements["function"].astype(object).where(statements["function"].notna(), unclear)
    matrix = pd.crosstab(does.rename("what it does"), speaker_names(statements["speaker"]))
    order = [name for name in (*FUNCTIONS, unclear) if name in matrix.index]
    matrix = matrix.loc[order, [v for v in voices_of(statements) if v in matrix.columns]]
    matrix.columns.name = None
    sums = matrix.drop(index=unclear, errors="ignore").sum(axis=1)
    n = len(statements)
    if sums.empty:
        title = f"What {count(n, 'statement does', 'statements do')} is unclear"
    else:
        most = [name for name in sums.index if sums[name] == sums.max()]
        what = listed([f"{name}s" if sums.max() > 1 else name for name in most], 3)
        title = f"Most frequent are {what}: {sums.max()} of {count(n, 'statement')}" + (
            " each" if len(most) > 1 else ""
        )
    ax = draw_counts(
        ax,
        matrix,
        title=title,
        subtitle="Statements by what they do (after speech-act coding and political claims analysis) and by voice; "
        f"n = {n:,}.",
        other_columns="other voices",
    )
    rows = [f"{name} {int(total)}" for name, total in matrix.sum(axis=1).items()]
    return finish(
        ax,
        alt=f"Matrix of what statements do by {count(matrix.shape[1], 'voice')}. {title}. {listed(rows)}. Table below.",
        data=matrix.reset_index(),
    )
