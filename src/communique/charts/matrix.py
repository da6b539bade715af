"""A matrix of counts with the numbers in its cells: the form that several charts share."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from communique.charts.style import (
    INK,
    LINE,
    MARGIN,
    SHADE,
    SOFT,
    WIDTH,
    bare,
    begin,
    ink_on,
    label_room,
    text_width,
    wrap,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

    from matplotlib.axes import Axes

_ROW = 0.3  # inches
_NARROWEST = 0.42
_WIDEST = 1.1
_HEAD = 1.5  # most inches that turned column labels take


def folded(
    matrix: pd.DataFrame, most_rows: int, most_columns: int, other_rows: str, other_columns: str
) -> pd.DataFrame:
    """Return the matrix with the rows and columns beyond the most summed under a name that says how many they are."""
    matrix = matrix.fillna(0).astype(int)
    if len(matrix) > most_rows:
        rest = matrix.iloc[most_rows - 1 :]
        matrix = pd.concat([matrix.iloc[: most_rows - 1], rest.sum().to_frame(f"{len(rest)} {other_rows}").T])
    if matrix.shape[1] > most_columns:
        rest = matrix.iloc[:, most_columns - 1 :]
        matrix = matrix.iloc[:, : most_columns - 1].assign(**{f"{rest.shape[1]} {other_columns}": rest.sum(axis=1)})
    return matrix


def draw_counts(
    ax: Axes | None,
    matrix: pd.DataFrame,
    *,
    title: str,
    subtitle: str,
    most_rows: int = 20,
    most_columns: int = 9,
    other_rows: str = "others",
    other_columns: str = "others",
    row_notes: Sequence[str] | None = None,
    column_notes: Sequence[str] | None = None,
    row_colours: Sequence[str] | None = None,
    diagonal: bool = False,
) -> Axes:
    """Draw a matrix of counts: shade and number in each cell, blank where there is none.

    Parameters
    ----------
    ax : Axes or None
        Where to draw; None makes a sheet of its own.
    matrix : DataFrame
        Counts; index and columns are the labels, in the order to draw.
    title, subtitle : str
        What was found; what is measured.
    most_rows, most_columns : int
        Rows and columns beyond are summed under ``other_rows`` and ``other_columns``.
    row_notes, column_notes : sequence of str, optional
        Words at the end of each row, under each column; the totals by default.
    row_colours : sequence of str, optional
        A colour before each row's label.
    diagonal : bool
        Whether rows and columns are the same, so that the diagonal counts the thing alone and is outlined.
    """
    from matplotlib import colormaps
    from matplotlib.patches import Rectangle

    rows = folded(matrix, most_rows, most_columns, other_rows, other_columns)
    if row_notes is None or len(row_notes) != len(rows):
        row_notes = [f"{n:,}" for n in rows.sum(axis=1)]
    if column_notes is None or len(column_notes) != rows.shape[1]:
        column_notes = [f"{n:,}" for n in rows.sum(axis=0)]
    row_labels = [wrap(label, 2.3, max_lines=2) for label in rows.index]
    swatch = 0.17 if row_colours is not None else 0.0
    left = label_room(row_labels, 2.4) + swatch
    right = max(text_width(note) for note in row_notes) + 0.25
    cell = min(_WIDEST, (WIDTH - left - right) / rows.shape[1])
    wide = cell >= max(_NARROWEST, *(text_width(word) for label in rows.columns for word in label.split())) + 0.06
    column_labels = [
        wrap(label, cell - 0.06, max_lines=4) if wide else wrap(label, _HEAD, max_lines=_turned_lines(cell))
        for label in rows.columns
    ]
    head = _head_height(column_labels, wide) + 0.1
    heights = [max(_ROW, 0.17 * (label.count("\n") + 1) + 0.06) for label in row_labels]
    height = sum(heights)
    ax = begin(
        ax,
        title=title,
        subtitle=subtitle,
        height=height,
        left=left,
        right=WIDTH - left - cell * rows.shape[1],
        bottom=0.3,
        top=head,
    )
    ax.set_xlim(0, rows.shape[1])
    ax.set_ylim(height, 0)
    most = max(1, int(rows.to_numpy().max()))
    shades = colormaps["Blues"]
    y = 0.0
    centres = []
    for i, (tall, note) in enumerate(zip(heights, row_notes, strict=True)):
        middle = y + tall / 2
        centres.append(middle)
        for j in range(rows.shape[1]):
            n = int(rows.iloc[i, j])
            colour = shades(0.12 + 0.78 * n / most) if n else SHADE
            edge = INK if diagonal and rows.index[i] == rows.columns[j] else "white"
            ax.add_patch(Rectangle((j + 0.03, y + 0.015), 0.94, tall - 0.03, facecolor=colour, edgecolor=edge, lw=0.8))
            if n:
                ax.text(j + 0.5, middle, f"{n:,}", ha="center", va="center", color=ink_on(colour))
        ax.text(rows.shape[1] + 0.08 / cell, middle, note, va="center", color=SOFT)
        if row_colours is not None and i < len(row_colours):
            at = -(MARGIN + swatch - 0.05) / cell
            ax.add_patch(
                Rectangle((at, middle - 0.05), 0.1 / cell, 0.1, facecolor=row_colours[i], ec=INK, lw=0.5, clip_on=False)
            )
        y += tall
    for j, (label, note) in enumerate(zip(column_labels, column_notes, strict=True)):
        if wide:
            ax.text(j + 0.5, -0.06, label, ha="center", va="bottom", linespacing=1.1)
        else:
            ax.text(j + 0.5, -0.06, label, ha="center", va="bottom", rotation=90, linespacing=1.1)
        ax.text(j + 0.5, height + 0.05, note, ha="center", va="top", color=SOFT)
    bare(ax)
    ax.set_yticks(centres, row_labels)
    ax.tick_params(axis="y", pad=4 + (swatch + 0.03 if swatch else 0) * 72)
    ax.spines["left"].set_color(LINE)
    return ax


def _turned_lines(cell: float) -> int:
    return min(3, max(1, int(cell / 0.17)))


def _head_height(labels: Sequence[str], wide: bool) -> float:
    if wide:
        return max((label.count("\n") + 1) * 0.155 for label in labels) + 0.04
    return max(text_width(line) for label in labels for line in label.split("\n")) + 0.06
