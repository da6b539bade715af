"""Charts of what is to be done: targets with their deadlines, commitments by strength, actions by object."""

from __future__ import annotations

import datetime as dt
import math
from typing import TYPE_CHECKING, NamedTuple

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
    begin,
    bold,
    count,
    day_words,
    finish,
    listed,
    nothing,
    plain,
    short,
    speaker_names,
    styled,
    text_width,
    times,
    voice_colours,
    voices_of,
    wrap,
)
from communique.schema import STRENGTHS

if TYPE_CHECKING:
    from matplotlib.axes import Axes

    from communique.tables import Tables

COMPARATOR_WORDS = {
    **{"eq": "exactly", "gt": "more than", "ge": "at least", "lt": "less than", "le": "at most"},
    **{"approx": "about", "range": "between"},
}
#: Half-lines point the way that is open; a diamond is a point; a circle is a point that is not exact.
_MARKERS = {"eq": "D", "gt": ">", "ge": ">", "lt": "<", "le": "<", "approx": "o", "range": "s"}
# Lighter to darker with strength; the word stands beside each mark as well.
_STRENGTH_COLOURS = dict(zip(STRENGTHS, ("#deebf7", "#9ecae1", "#5aa2d2", "#2270b5", "#08305f"), strict=True))
#: Pledge research parts firm from soft words.
FIRM = ("will", "must")
_UNSAID = "white"
_ACCENT = "#1f5fa8"
MOST_BULLETS, MOST_DATED, MOST_RUNGS = 16, 40, 36
_LINE_IN = 0.165  # a line of text, in inches
# Values further apart than this do not fit one linear axis.
_LOG_SPREAD = 100


# --- words -----------------------------------------------------------------------------------------------------------

_SCALES = ((1e12, "trillion"), (1e9, "billion"), (1e6, "million"))
_UNIT_WORDS = {"percentage_point": "percentage points", "basis_point": "basis points", "count": "", "ratio": "times"}


def _unit_words(unit: str) -> str:
    return _UNIT_WORDS.get(unit, unit.replace("_", " "))


def number_words(value: float) -> str:
    """Return a number as a reader writes it.

    Examples
    --------
    >>> number_words(3e9), number_words(12500), number_words(2.50), number_words(0.004)
    ('3 billion', '12,500', '2.5', '0.004')
    """
    for scale, word in _SCALES:
        if abs(value) >= scale:
            return f"{value / scale:,.4g} {word}"
    return f"{value:,.0f}" if value == round(value) else f"{value:,.6g}"


def amount_words(value: float, unit: str) -> str:
    """Return a value with its unit.

    Examples
    --------
    >>> amount_words(70, "percent"), amount_words(3e9, "EUR"), amount_words(2, "percentage_point")
    ('70%', 'EUR 3 billion', '2 percentage points')
    """
    number = number_words(value)
    if unit == "percent":
        return f"{number}%"
    if len(unit) == 3 and unit.isalpha() and unit.isupper():  # ISO 4217
        return f"{unit} {number}"
    return f"{number} {_unit_words(unit)}".strip()


def value_words(target: object) -> str:
    """Return the value of a row of ``targets`` in words, with comparator, direction and starting point."""
    if pd.isna(target.value):
        return plain(target.text)
    if target.comparator == "range" and not pd.isna(target.value_high):
        words = f"{number_words(target.value)} to {amount_words(target.value_high, target.unit)}"
    else:
        words = amount_words(target.value, target.unit)
        if target.comparator != "eq":
            words = f"{COMPARATOR_WORDS[target.comparator]} {words}"
    if target.quantity_kind == "growth" and target.direction in _CHANGES:
        words = f"{_CHANGES[target.direction]} of {words}"
    elif target.quantity_kind == "ratio" and target.unit == "ratio":
        words += " as much"
    if not pd.isna(target.value_from):
        words += f", from {amount_words(target.value_from, target.unit)}"
    return words + (f" a {plain(target.per)}" if not pd.isna(target.per) and target.per else "")


_CHANGES = {"increase": "an increase", "decrease": "a decrease"}
# "70% of the share of renewables" would be something else than a share of 70%.
_SHARES = ("share", "proportion", "rate", "ratio", "percentage", "part")


def aim_words(target: object) -> str:
    """Return what is to be reached: the value of what, or what and its value.

    Shares read as "more than 70% of main tasks", all else as "offshore wind: 12 GW".
    """
    subject, value = short(plain(target.subject), 60), value_words(target)
    if not subject:
        return value
    is_part = target.quantity_kind == "share" and pd.isna(target.value_from) and not pd.isna(target.value)
    if is_part and not subject.lower().removeprefix("the ").startswith(_SHARES):
        return f"{value} of {subject}"
    return f"{subject}: {value}"


def deadline_words(target: object) -> str:
    """Return the deadline of a row of ``targets`` as a day, else in the article's words, else that none is given."""
    if not pd.isna(target.deadline):
        return f"by {day_words(target.deadline)}"
    return f"“{plain(target.deadline_text)}”" if not pd.isna(target.deadline_text) else "no date given"


def _said(target: object) -> str:
    strength = "" if pd.isna(target.strength) else f", {target.strength}"
    return f"{short(plain(target.speaker) or NARRATOR)}{strength}"


def aims_of(targets: pd.DataFrame) -> pd.DataFrame:
    """Return the rows that are targets, in the order of the text."""
    return targets[targets["is_target"]].reset_index(drop=True)


# --- axes in inches --------------------------------------------------------------------------------------------------


class Scale(NamedTuple):
    """A linear or logarithmic axis laid over ``left`` to ``left + width`` inches."""

    low: float
    high: float
    left: float
    width: float
    is_log: bool = False

    def at(self, value: float) -> float:
        """Return the place of a value, kept inside the axis."""
        low, high, value = (math.log10(x) for x in (self.low, self.high, max(value, self.low))) if self.is_log else (
            self.low, self.high, value,
        )  # fmt: skip
        share = (value - low) / (high - low) if high > low else 0.5
        return self.left + self.width * min(1.0, max(0.0, share))


def _value_scale(rows: pd.DataFrame, left: float, width: float) -> Scale:
    values = [float(v) for name in ("value", "value_high", "value_from") for v in rows[name].dropna()]
    if not values:
        return Scale(0, 1, left, width)
    if set(rows["unit"]) == {"percent"} and min(values) >= 0 and max(values) <= 100 and _is_share(rows):
        return Scale(0, 100, left, width)
    if min(values) > 0 and max(values) / min(values) > _LOG_SPREAD:
        return Scale(
            10 ** math.floor(math.log10(min(values))), 10 ** math.ceil(math.log10(max(values) * 1.5)), left, width, True
        )
    low, high = min(0.0, *values), max(0.0, *values)
    return Scale(low * 1.15, _nice(high * 1.15) or -low * 0.15 or 1.0, left, width)


def _is_share(rows: pd.DataFrame) -> bool:
    return (rows["quantity_kind"] == "share").all()


def _nice(value: float) -> float:
    """Return the next number of the series 1, 2, 2.5, 4, 5, 8, 10 that is not smaller."""
    if value <= 0:
        return 0.0
    power = 10 ** math.floor(math.log10(value))
    return next(step * power for step in (1, 2, 2.5, 4, 5, 8, 10) if step * power >= value * 0.999999)


class _Days:
    """The axis of time of a chart."""

    def __init__(self, days: list[dt.date], left: float, width: float) -> None:
        first, last = min(days).year, max(days).year
        self.years = list(range(first, last + 2))
        self.scale = Scale(self._number(first), self._number(last + 1), left, width)
        step = next(s for s in (1, 2, 5, 10, 20, 25, 50, 100, 250, 500, 1000, 5000) if (last + 1 - first) / s <= 5)
        self.ticks = [year for year in self.years if year % step == 0 or len(self.years) == 2]

    @staticmethod
    def _number(year: int) -> int:
        return dt.date(min(year, 9999), 1, 1).toordinal() + (366 if year > 9999 else 0)

    def at(self, day: object) -> float:
        return self.scale.at(day.toordinal())

    def at_year(self, year: int) -> float:
        return self.scale.at(self._number(year))


def _sheet(ax: Axes | None, title: str, subtitle: str, height: float) -> Axes:
    """Return axes that count in inches, from the upper left corner."""
    ax = begin(ax, title=title, subtitle=subtitle, height=height, left=MARGIN, right=MARGIN, bottom=0.05)
    ax.set_xlim(0, WIDTH - 2 * MARGIN)
    ax.set_ylim(height, 0)
    ax.set_axis_off()
    return ax


def _reference(tables: Tables) -> tuple[dt.date | None, int | None]:
    if len(tables.articles) != 1:
        return None, None
    article = tables.articles.iloc[0]
    day = article["reference_date"]
    return None if pd.isna(day) else day.date(), None if pd.isna(article["reference_year"]) else int(
        article["reference_year"]
    )


# --- targets ---------------------------------------------------------------------------------------------------------


@styled
def plot_targets(tables: Tables, *, ax: Axes | None = None) -> Axes:
    """Draw each target as a bullet bar beside its dated line.

    "More than 70 %" is a half-line that is open to the right, "between" a stretch, "exactly" a point.  No progress is
    drawn: only what the article says is to be reached, and from where if it says so.  Units that differ have a panel
    each.

    Parameters
    ----------
    tables : Tables
        Read are ``targets`` and ``articles``.
    ax : Axes, optional
        Where to draw; by default a sheet of its own.
    """
    aims = aims_of(tables.targets)
    if aims.empty:
        return nothing(ax, f"No measurable target was found. {_no_target_words(tables.targets)}")
    shown = aims.head(MOST_BULLETS)
    label_width, value_left, value_width = 2.15, 2.45, 2.2
    groups = list(shown.groupby(_panel_names(shown), sort=False))
    labels = {t.target_id: wrap(t.subject or t.text, label_width, max_lines=2) for t in _clean(shown)}
    heights = {i: 0.34 + _LINE_IN * (label.count("\n") + 1) for i, label in labels.items()}
    reference, year = _reference(tables)
    days = _days_of(shown, reference, year, left=5.05, width=1.85)
    keys = _bullet_key(shown, reference, year)
    height = sum(heights.values()) + 0.42 * len(groups) + 0.12 + 0.2 * len(keys)
    title = _targets_title(aims)
    more = "" if len(shown) == len(aims) else f"; the first {len(shown)} of {len(aims)} are drawn"
    ax = _sheet(
        ax,
        title,
        "Left: the value that is to be reached, in its unit; right: by when. No progress is drawn, for the chart shows "
        f"what is aimed at. n = {count(len(aims), 'target')}{more}.",
        height,
    )
    y = 0.0
    for number, (name, rows) in enumerate(groups):
        scale = _value_scale(rows, value_left, value_width)
        y = _panel_head(ax, y, name, scale, rows["unit"].iloc[0], days if number == 0 else None)
        for target in _clean(rows):
            tall = heights[target.target_id]
            _bullet(ax, target, y, tall, labels[target.target_id], scale)
            _dated(ax, target, y, tall, days, reference, year)
            y += tall
    for line, words in enumerate(keys):
        ax.text(0, y + 0.12 + 0.2 * line, words, va="top", color=SOFT)
    return finish(ax, alt=_targets_alt(aims, title), data=targets_frame(aims))


def _clean(rows: pd.DataFrame) -> list[object]:
    """Return rows as tuples whose words are on one line and empty where they are missing."""
    frame = rows.copy()
    for name in ("subject", "text", "actor"):
        frame[name] = frame[name].map(plain)
    return list(frame.itertuples())


def _panel_names(aims: pd.DataFrame) -> pd.Series:
    def name(target: object) -> str:
        if pd.isna(target.value):
            return "milestones, without a number"
        kind = "share of a whole" if target.quantity_kind == "share" else str(target.quantity_kind)
        unit = _unit_words(target.unit) or "number"
        return f"{unit} ({kind})" if target.unit == "percent" else unit

    return pd.Series([name(t) for t in aims.itertuples()], index=aims.index, name="panel")


def _panel_head(ax: Axes, y: float, name: str, scale: Scale, unit: str, days: _Days | None) -> float:
    """Write the name of a panel and the ticks of its axes; return where its rows begin."""
    base = y + 0.32
    ax.text(
        0,
        base - 0.05,
        wrap(name + (", log scale" if scale.is_log else ""), 2.3, max_lines=1),
        va="bottom",
        **bold(name),
    )
    ax.plot([0, WIDTH - 2 * MARGIN], [base, base], color=LINE, linewidth=0.8)
    if "milestone" not in name:
        middle = math.sqrt(scale.low * scale.high) if scale.is_log else (scale.low + scale.high) / 2
        places = [scale.low, scale.high] if scale.is_log else [scale.low, middle, scale.high]
        words = [_tick_words(place, unit) for place in places]
        if sum(map(text_width, words)) > scale.width * 0.8:
            places, words = places[::2], words[::2]
        for place, word in zip(places, words, strict=True):
            ha = "left" if place == places[0] else "right" if place == places[-1] else "center"
            ax.text(scale.at(place), base - 0.05, word, va="bottom", ha=ha, color=SOFT)
    if days is not None:
        for year in days.ticks:
            x = days.at_year(year)
            ax.text(x, base - 0.05, str(year), va="bottom", ha="center", color=SOFT)
            ax.plot([x, x], [base - 0.04, base], color=LINE, linewidth=0.8)
    return base + 0.1


def _tick_words(value: float, unit: str) -> str:
    return f"{number_words(value)}%" if unit == "percent" else number_words(value)


def _bullet(ax: Axes, target: object, y: float, tall: float, label: str, scale: Scale) -> None:
    ax.text(0, y + 0.02, label, va="top", linespacing=1.15)
    who = wrap(_said(target), 2.15, max_lines=1)
    ax.text(0, y + 0.04 + _LINE_IN * (label.count("\n") + 1), who, va="top", color=SOFT)
    words = wrap(value_words(target), 2.4, max_lines=1)
    track = y + 0.34
    if pd.isna(target.value):
        ax.text(scale.left, track, words, va="center")
        return
    x = scale.at(float(target.value))
    ax.plot([scale.left, scale.left + scale.width], [track, track], color=SHADE, linewidth=9, solid_capstyle="butt")
    end = scale.left + scale.width
    bar = {"color": _ACCENT, "linewidth": 5, "solid_capstyle": "butt"}
    if target.comparator in ("gt", "ge"):
        ax.plot([x, end - 0.05], [track, track], **bar)
        ax.plot([end], [track], ">", color=_ACCENT, markersize=8)
    elif target.comparator in ("lt", "le"):
        ax.plot([scale.left + 0.05, x], [track, track], **bar)
        ax.plot([scale.left], [track], "<", color=_ACCENT, markersize=8)
    elif target.comparator == "range" and not pd.isna(target.value_high):
        ax.plot([x, scale.at(float(target.value_high))], [track, track], **bar)
    else:
        ax.plot([x], [track], _MARKERS[target.comparator], color=_ACCENT, markersize=7)
    if target.comparator not in ("eq", "approx"):
        is_open = target.comparator in ("gt", "lt")
        ax.plot([x, x], [track - 0.08, track + 0.08], color=INK, linewidth=1.2 if is_open else 2.4)
    if not pd.isna(target.value_from):
        ax.plot([scale.at(float(target.value_from))], [track], "o", mfc="white", mec=INK, markersize=6)
    wide = text_width(words)
    ax.text(min(max(x - wide / 2, scale.left), max(scale.left, end - wide)), y + 0.02, words, va="top")


def _days_of(rows: pd.DataFrame, reference: dt.date | None, year: int | None, left: float, width: float) -> _Days:
    days = [day.date() for name in ("deadline", "period_start") for day in rows[name].dropna()]
    days += [reference] if reference else []
    days += [dt.date(year, 1, 1)] if year and not reference else []
    return _Days(days or [dt.date(2000, 1, 1)], left, width)


def _dated(
    ax: Axes, target: object, y: float, tall: float, days: _Days, reference: dt.date | None, year: int | None
) -> None:
    track = y + 0.34
    left, width = days.scale.left, days.scale.width
    if pd.isna(target.deadline):
        ax.text(left, track, wrap(deadline_words(target), width, max_lines=1), va="center", color=SOFT)
        return
    ax.plot([left, left + width], [track, track], color=LINE, linewidth=0.8)
    x = days.at(target.deadline)
    if reference is not None:
        ax.plot([days.at(reference)], [track], "o", mfc="white", mec=INK, markersize=6)
    elif year is not None:
        ax.plot(
            [days.at_year(year), days.at_year(year + 1)],
            [track, track],
            color=LINE,
            linewidth=10,
            solid_capstyle="butt",
        )
    if not pd.isna(target.period_start):
        ax.plot([days.at(target.period_start), x], [track, track], color=_ACCENT, linewidth=3, solid_capstyle="butt")
    ax.plot([x], [track], "D", color=_ACCENT, markersize=7)
    words = deadline_words(target)
    wide = text_width(words)
    ax.text(min(max(x - wide / 2, left), left + width - wide), y + 0.02, words, va="top")


def _bullet_key(rows: pd.DataFrame, reference: dt.date | None, year: int | None) -> list[str]:
    lines = []
    if rows["comparator"].isin(["gt", "ge", "lt", "le"]).any():
        lines.append("Arrow: every value on that side meets the aim; thin stroke: the value itself does not count.")
    ends = ["diamond: last day"]
    if rows["deadline"].notna().any():
        if reference is not None:
            ends.insert(0, f"circle: {day_words(reference)}, the date of the article")
        elif year is not None:
            ends.insert(0, f"grey stretch: {year}, “this year” of the article")
        if rows["period_start"].notna().any():
            ends.append("thick line: the period named")
        lines.append(("Time line: " + "; ".join(ends)) + ".")
    if rows["value_from"].notna().any():
        lines.append("Circle on the value bar: where it starts, as the article says.")
    return [line for words in lines for line in wrap(words, WIDTH - 2 * MARGIN).split("\n")]


def _no_target_words(targets: pd.DataFrame) -> str:
    if targets.empty:
        return "The article gives no quantity that somebody is to reach."
    kinds = targets["status"].astype(str).value_counts()
    return (
        f"Its {count(len(targets), 'quantity', 'quantities')} are "
        + listed([f"{status} ({n})" for status, n in kinds.items()], 5)
        + "."
    )


def _targets_title(aims: pd.DataFrame) -> str:
    first = next(aims.itertuples())
    if len(aims) == 1:
        return f"One measurable target: {aim_words(first)}, {deadline_words(first)}"
    dated = int(aims["deadline"].notna().sum())
    last = day_words(aims["deadline"].max())
    how = {0: "none of them dated", 1: f"one of them dated, by {last}"}.get(
        dated, f"{dated} of them dated, the last by {last}"
    )
    how = f"all dated, the last by {last}" if dated == len(aims) else how
    return f"{len(aims)} measurable targets, {how}"


def _targets_alt(aims: pd.DataFrame, title: str) -> str:
    lines = [f"{aim_words(t)}, {deadline_words(t)}, said by {_said(t)}" for t in aims.head(6).itertuples()]
    rest = f"; and {len(aims) - 6} more in the table below" if len(aims) > 6 else ""
    return f"Bullet bars beside time lines, one row a target. {title}. " + "; ".join(lines) + rest + "."


def targets_frame(aims: pd.DataFrame) -> pd.DataFrame:
    """Return what a chart of targets shows: one row a target, in words."""
    rows = list(aims.itertuples())
    return pd.DataFrame(
        {
            "subject": [plain(t.subject) for t in rows],
            "value": [value_words(t) for t in rows],
            "deadline": [deadline_words(t) for t in rows],
            "how the date was found": [plain(t.deadline_basis) for t in rows],
            "said by": [plain(t.speaker) or NARRATOR for t in rows],
            "actor": [plain(t.actor) for t in rows],
            "strength": ["" if pd.isna(t.strength) else str(t.strength) for t in rows],
        }
    )


@styled
def plot_deadlines(tables: Tables, *, ax: Axes | None = None) -> Axes:
    """Draw the targets on a line of time by deadline; the form of a mark is its comparator, its shade its strength.

    Parameters
    ----------
    tables : Tables
        Read are ``targets`` and ``articles``.
    ax : Axes, optional
        Where to draw; by default a sheet of its own.
    """
    aims = aims_of(tables.targets)
    if aims.empty:
        return nothing(ax, f"No target, so no deadline. {_no_target_words(tables.targets)}")
    if len(aims) == 1:
        only = deadline_words(next(aims.itertuples()))
        return nothing(ax, f"There is one target ({only}), so there are no dates to compare.")
    ranked = aims.sort_values("deadline", kind="stable", na_position="last", ignore_index=True)
    shown = ranked.head(MOST_DATED)
    line_left, line_width = 0.15, 2.75
    words_left = line_left + line_width + 0.3
    words_width = WIDTH - 2 * MARGIN - words_left
    labels = [wrap(f"{aim_words(t)} ({_said(t)})", words_width, max_lines=3) for t in _clean(shown)]
    heights = [0.14 + _LINE_IN * (label.count("\n") + 1) for label in labels]
    reference, year = _reference(tables)
    days = _days_of(shown, reference, year, line_left, line_width)
    keys = _deadline_key(shown, reference)
    height = 0.4 + sum(heights) + 0.12 + 0.2 * len(keys)
    title = _deadlines_title(ranked)
    more = "" if len(shown) == len(aims) else f"; the first {len(shown)} of {len(aims)} are drawn"
    ax = _sheet(
        ax, title, f"Targets by the last day of the deadline that the article names; n = {len(aims):,}{more}.", height
    )
    dated_bottom = 0.4 + sum(h for h, day in zip(heights, shown["deadline"], strict=True) if not pd.isna(day))
    if shown["deadline"].notna().any():
        for tick in days.ticks:
            x = days.at_year(tick)
            ax.text(x, 0.2, str(tick), va="bottom", ha="center", color=SOFT)
            ax.plot([x, x], [0.24, dated_bottom], color="#e3e5e8", linewidth=0.8)
        if reference is not None:
            ax.plot([days.at(reference)] * 2, [0.24, dated_bottom], color=INK, linewidth=0.9, linestyle=(0, (3, 2)))
    y = 0.4
    for target, label, tall in zip(_clean(shown), labels, heights, strict=True):
        middle = y + tall / 2
        colour = _STRENGTH_COLOURS.get(target.strength, _UNSAID)
        mark = {"color": colour, "markeredgecolor": INK, "markeredgewidth": 0.8, "markersize": 8}
        if pd.isna(target.deadline):
            ax.text(
                line_left, middle, wrap(deadline_words(target), line_width - 0.3, max_lines=1), va="center", color=SOFT
            )
            ax.plot([words_left - 0.16], [middle], _MARKERS[target.comparator], **mark)
        else:
            x = days.at(target.deadline)
            if not pd.isna(target.period_start):
                ax.plot([days.at(target.period_start), x], [middle, middle], color=_ACCENT, linewidth=2)
            ax.plot([x, words_left - 0.08], [middle, middle], color=LINE, linewidth=0.7, linestyle=(0, (1, 2)))
            ax.plot([x], [middle], _MARKERS[target.comparator], **mark)
        ax.text(words_left, middle, label, va="center", linespacing=1.15)
        y += tall
    for line, words in enumerate(keys):
        ax.text(0, y + 0.12 + 0.2 * line, words, va="top", color=SOFT)
    by_year = ranked["deadline"].dt.year.value_counts().sort_index()
    years = listed([f"{int(y)}: {n}" for y, n in by_year.items()], 8)
    return finish(
        ax,
        alt=f"Line of time with one mark a target. {title}. "
        + (f"By year: {years}. " if years else "")
        + "Table below.",
        data=targets_frame(ranked),
    )


def _deadline_key(rows: pd.DataFrame, reference: dt.date | None) -> list[str]:
    forms = {
        **{">": "triangle to the right: more than, at least", "<": "triangle to the left: less than, at most"},
        **{"D": "diamond: exactly", "o": "circle: about", "s": "square: a range"},
    }
    used = dict.fromkeys(_MARKERS[c] for c in rows["comparator"])
    lines = ["; ".join(forms[marker] for marker in used).capitalize() + ". The darker, the firmer the words."]
    if reference is not None:
        lines.append(f"Dashed line: {day_words(reference)}, the date of the article.")
    if rows["period_start"].notna().any():
        lines.append("Blue line: the period that the words name, to its last day.")
    return [line for words in lines for line in wrap(words, WIDTH - 2 * MARGIN).split("\n")]


def _deadlines_title(aims: pd.DataFrame) -> str:
    dated = aims[aims["deadline"].notna()]
    if dated.empty:
        return f"None of {len(aims)} targets has a date"
    if len(dated) == 1:
        return f"1 of {len(aims)} targets has a date, {day_words(dated['deadline'].iloc[0])}"
    by_year = dated["deadline"].dt.year.value_counts()
    if by_year.max() == 1:
        which = f"All {len(aims)} targets" if len(dated) == len(aims) else f"{len(dated)} of {len(aims)} targets"
        return f"{which} have dates, each in a year of its own"
    if by_year.max() == len(aims):
        return f"All {len(aims)} targets fall due in {by_year.index[0]}"
    year = min(y for y, n in by_year.items() if n == by_year.max())
    bare = len(aims) - len(dated)
    rest = f"; {count(bare, 'has', 'have')} no date" if bare else ""
    return f"{by_year.max()} of {len(aims)} targets fall due in {year}{rest}"


# --- commitments -----------------------------------------------------------------------------------------------------


@styled
def plot_commitments(tables: Tables, *, ax: Axes | None = None) -> Axes:
    """Draw what is to be done on a ladder of strength, by speaker: one mark a commitment, with its words.

    More than three dozen commitments are counted in a matrix of speaker by strength.

    Parameters
    ----------
    tables : Tables
        Read are ``commitments``, ``targets`` and ``statements``.
    ax : Axes, optional
        Where to draw; by default a sheet of its own.
    """
    commitments = tables.commitments
    if commitments.empty:
        return nothing(ax, "Nothing was found that is to be done, is under way or was done.")
    title = _commitments_title(commitments)
    data = commitments_by_strength(commitments)
    if len(commitments) > MOST_RUNGS:
        ax = draw_counts(
            ax,
            data.set_index("speaker")[[*STRENGTHS, *(["not said"] if "not said" in data else [])]],
            title=title,
            subtitle="Commitments by speaker and by strength of the words, weakest to firmest; "
            f"n = {len(commitments):,}.",
            other_rows="other speakers",
        )
        return finish(ax, alt=_commitments_alt(commitments, title), data=data)
    _draw = _Ladder(tables, title)
    return finish(_draw.on(ax), alt=_commitments_alt(commitments, title), data=data)


class _Ladder:
    """The ladder of strength with a row for every commitment."""

    column = 0.72

    def __init__(self, tables: Tables, title: str) -> None:
        self.title = title
        self.frame = tables.commitments.assign(voice=speaker_names(tables.commitments["speaker"].fillna(NARRATOR)))
        order = {name: i for i, name in enumerate(voices_of(tables.statements))}
        self.frame = self.frame.sort_values(
            "voice", key=lambda s: s.map(lambda v: order.get(v, len(order))), kind="stable"
        )
        self.colours = voice_colours(tables.statements)
        # What was done already seldom has a word of strength: it stands before the ladder.
        self.before = self.frame["strength"].isna().any()
        self.words_left = 0.1 + (5 + self.before) * self.column + 0.15
        self.with_target = set(tables.targets.loc[tables.targets["is_target"], "commitment_id"].dropna())

    def on(self, ax: Axes | None) -> Axes:
        """Draw the ladder."""
        width = WIDTH - 2 * MARGIN - self.words_left
        labels = [wrap(commitment_words(c), width, max_lines=2) for c in self.frame.itertuples()]
        heights = [0.1 + _LINE_IN * (label.count("\n") + 1) for label in labels]
        keys = self._key()
        height = 0.3 + sum(heights) + 0.3 * self.frame["voice"].nunique() + 0.1 + 0.2 * len(keys)
        ax = _sheet(
            ax,
            self.title,
            f"How binding the words are, by speaker, in the order of the text; n = "
            f"{count(len(self.frame), 'commitment')}.",
            height,
        )
        if self.before:
            ax.text(self._x(-1), 0.18, "no word", ha="center", va="bottom", color=SOFT)
        for i, strength in enumerate(STRENGTHS):
            ax.text(self._x(i), 0.18, strength, ha="center", va="bottom", color=SOFT)
        y, voice, bottom = 0.26, None, 0.3 + sum(heights) + 0.3 * self.frame["voice"].nunique()
        for i in range(len(STRENGTHS)):
            ax.plot([self._x(i)] * 2, [0.22, bottom - 0.04], color="#e3e5e8", linewidth=0.8)
        for c, label, tall in zip(self.frame.itertuples(), labels, heights, strict=True):
            if c.voice != voice:
                voice = c.voice
                name = wrap(voice, self.words_left - 0.3, max_lines=1)
                ax.text(0, y + 0.17, name, va="center", **bold(voice), bbox={"fc": "white", "ec": "none", "pad": 1})
                y += 0.3
            self._mark(ax, c, y + tall / 2)
            ax.text(self.words_left, y + tall / 2, label, va="center", linespacing=1.15)
            y += tall
        for line, words in enumerate(keys):
            ax.text(0, bottom + 0.1 + 0.2 * line, words, va="top", color=SOFT)
        return ax

    def _x(self, rung: int) -> float:
        return 0.1 + self.column * (rung + self.before + 0.5)

    def _mark(self, ax: Axes, c: object, y: float) -> None:
        colour = self.colours.get(c.voice, "#717581")
        x = self._x(-1 if pd.isna(c.strength) else STRENGTHS.index(c.strength))
        ax.plot([x, self.words_left - 0.08], [y, y], color=LINE, linewidth=0.7, linestyle=(0, (1, 2)))
        face = colour if c.commitment_id in self.with_target else "white"
        form = {"to do": "o", "in progress": "^", "done": "s"}[c.status]
        ax.plot(
            [x], [y], form, mfc=face, mec=INK if face != "white" else colour, mew=0.8 if face != "white" else 1.8, ms=8
        )

    def _key(self) -> list[str]:
        forms = {"to do": "circle: to do", "in progress": "triangle: under way", "done": "square: done"}
        parts = [forms[s] for s in forms if (self.frame["status"] == s).any()]
        parts += ["no word: nothing says how binding it is"] if self.before else []
        fill = "filled: carries a measurable target; open: none" if self.with_target else "open: no measurable target"
        line = "; ".join([*parts, fill]).capitalize() + "."
        return wrap(line, WIDTH - 2 * MARGIN).split("\n")


def commitment_words(commitment: object) -> str:
    """Return a commitment as verb and object, as the article words the object."""
    object_ = plain(commitment.object)
    words = f"{plain(commitment.action)} {object_}".strip()
    return f"not to {words}" if commitment.polarity == "negative" else words


def commitments_by_strength(commitments: pd.DataFrame) -> pd.DataFrame:
    """Return commitments by speaker and strength: one row a speaker, a column a strength, and their sum."""
    voice = speaker_names(commitments["speaker"].fillna(NARRATOR)).rename("speaker")
    strength = commitments["strength"].astype(object).where(commitments["strength"].notna(), "not said")
    counts = pd.crosstab(voice, strength)
    names = [*STRENGTHS, *(["not said"] if "not said" in counts else [])]
    counts = counts.reindex(columns=names, fill_value=0).reindex(list(dict.fromkeys(voice)))
    counts.columns.name = None
    return counts.assign(all=counts.sum(axis=1)).sort_values("all", ascending=False, kind="stable").reset_index()


def _commitments_title(commitments: pd.DataFrame) -> str:
    strengths = commitments["strength"].astype(object).dropna()
    n = len(commitments)
    if strengths.empty:
        return f"{count(n, 'commitment')}, none with words of strength"
    if n == 1:
        return f"The one commitment is worded as “{strengths.iloc[0]}”"
    firm, must = int(strengths.isin(FIRM).sum()), int((strengths == "must").sum())
    if not firm:
        return f"None of {n} commitments is worded firmly, as “will” or “must”"
    words = f"All {n} commitments are" if firm == n else f"{firm} of {n} commitments {'is' if firm == 1 else 'are'}"
    if must == firm:
        return f"{words} worded as “must”"
    return f"{words} worded firmly, as “will” or “must”" + (f"; {must} as “must”" if must else ", none as “must”")


def _tied_verbs(tied: list[str], n_verbs: int, each: int) -> str:
    """Say which verbs share the lead; many are not named."""
    if len(tied) == n_verbs:
        return f"No verb leads: each of {n_verbs} stands {times(each)}"
    if len(tied) > 3:
        return f"No verb leads: {len(tied)} of {n_verbs} verbs stand {times(each)} each"
    return f"{listed([f'“{verb}”' for verb in tied])} are the verbs used most of {n_verbs}, {times(each)} each"


def _commitments_alt(commitments: pd.DataFrame, title: str) -> str:
    data = commitments_by_strength(commitments)
    parts = [
        f"{row['speaker']}: " + listed([f"{int(row[s])} {s}" for s in STRENGTHS if row[s]])
        for _, row in data.head(8).iterrows()
        if row["all"]
    ]
    return f"Ladder of strength from encourage to must, by speaker. {title}. " + "; ".join(parts) + ". Table below."


@styled
def plot_actions(actions: pd.DataFrame, *, ax: Axes | None = None) -> Axes:
    """Draw which actions are to be done to which things: counts in a matrix of verbs by objects.

    Parameters
    ----------
    actions : DataFrame
        Counts with the columns ``action``, ``object_head`` and ``n`` (see ``themes.action_objects``).
    ax : Axes, optional
        Where to draw; by default a sheet of its own.
    """
    if actions.empty:
        return nothing(ax, "No action with an object was found.")
    matrix = actions.pivot_table(
        index="action", columns="object_head", values="n", aggfunc="sum", fill_value=0, sort=False
    )
    matrix = matrix.loc[
        sorted(matrix.index, key=lambda a: (-matrix.loc[a].sum(), a)),
        sorted(matrix.columns, key=lambda o: (-matrix[o].sum(), o)),
    ]
    total, verbs = int(matrix.to_numpy().sum()), matrix.sum(axis=1)
    lead = f"“{verbs.index[0]}” is the verb used most, in {int(verbs.iloc[0])} of {total} pairs of verb and object"
    if len(verbs) > 1 and verbs.iloc[0] == verbs.iloc[1]:
        lead = _tied_verbs(
            [plain(verb) for verb in verbs.index[verbs == verbs.iloc[0]]], len(verbs), int(verbs.iloc[0])
        )
    ax = draw_counts(
        ax,
        matrix,
        title=lead,
        subtitle=f"Commitments by verb (rows) and head word of the object (columns); n = {total:,} pairs, blank: none.",
        most_rows=16,
        most_columns=13,
        other_rows="other verbs",
        other_columns="other objects",
    )
    pairs = actions.sort_values("n", ascending=False, kind="stable").head(5)
    return finish(
        ax,
        alt=f"Matrix of {count(len(matrix), 'verb')} by {count(matrix.shape[1], 'object')}. {lead}. Most frequent: "
        + listed([f"{r.action} {r.object_head} ({r.n})" for r in pairs.itertuples()])
        + ". Table below.",
        data=actions,
    )
