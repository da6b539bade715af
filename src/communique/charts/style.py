"""What all charts share: size, type, colours, titles, alternative texts, and the sentence in the place of no chart."""

from __future__ import annotations

import warnings
from collections.abc import Callable, Iterable, Sequence
from functools import cache, lru_cache, wraps
from typing import TYPE_CHECKING, TypeVar

import matplotlib as mpl
from matplotlib import font_manager
from matplotlib.figure import Figure
from matplotlib.font_manager import FontProperties
from matplotlib.textpath import text_to_path

if TYPE_CHECKING:
    import pandas as pd
    from matplotlib.axes import Axes

# A column of a page in inches; text is never smaller than SIZE points at this width.
WIDTH = 7.2
SIZE = 9
TITLE_SIZE = 11.5
MARGIN = 0.08
# In SVG the reader's fonts draw the words, and screens round letters up: leave room for both.
SLACK = 1.06
LINE_HEIGHT = 1.28  # of the size of the type

INK, SOFT, LINE, SHADE = "#1c1e21", "#55595f", "#c9cdd2", "#f0f2f4"
# The order of matplotlib's "petroff10" with its two greys kept for the narrator and for "others".
VOICE_COLOURS = ("#3f90da", "#ffa90e", "#bd1f01", "#832db6", "#e76300", "#a96b59", "#b9ac70", "#92dadd")
NARRATOR_COLOUR, OTHER_COLOUR = "#94a4a2", "#717581"
# A readable chart shows about a dozen categories; the rest is counted under a name of its own.
MAX_CATEGORIES = 12
NARRATOR = "narrator"
NO_SPEAKER = "no source named"
#: What stands among the voices and is none: it is shown, and not counted as a voice.
NOBODY = (NO_SPEAKER, NARRATOR)

#: Families with Chinese glyphs, best known first; the last of the list of fonts of every chart.
CHINESE_FAMILIES = (
    *("Noto Sans CJK SC", "Source Han Sans SC", "Source Han Sans CN", "WenQuanYi Zen Hei", "WenQuanYi Micro Hei"),
    *("PingFang SC", "Hiragino Sans GB", "Microsoft YaHei", "SimHei", "Arial Unicode MS"),
)
# In SVG the reader's own fonts draw the text: Verdana is as wide as DejaVu Sans, which is not everywhere.
SVG_FAMILIES = ("DejaVu Sans", "Verdana", "Geneva", *CHINESE_FAMILIES, "sans-serif")

Chart = TypeVar("Chart", bound=Callable)


@cache
def chinese_fonts() -> tuple[str, ...]:
    """Return the installed families with Chinese glyphs."""
    installed = set(font_manager.get_font_names())
    return tuple(family for family in CHINESE_FAMILIES if family in installed)


def style() -> dict[str, object]:
    """Return the matplotlib settings of all charts; they hold while a chart is drawn and change nothing outside."""
    return {
        "font.family": ["DejaVu Sans", *chinese_fonts()],
        "font.size": SIZE,
        "axes.titlesize": TITLE_SIZE,
        "axes.labelsize": SIZE,
        "xtick.labelsize": SIZE,
        "ytick.labelsize": SIZE,
        "text.color": INK,
        "axes.labelcolor": INK,
        "xtick.labelcolor": INK,
        "ytick.labelcolor": INK,
        "xtick.color": LINE,
        "ytick.color": LINE,
        "axes.edgecolor": LINE,
        "axes.spines.top": False,
        "axes.spines.right": False,
        "axes.axisbelow": True,
        "grid.color": "#e3e5e8",
        "grid.linewidth": 0.7,
        "hatch.linewidth": 0.7,
        "legend.frameon": False,
        "legend.fontsize": SIZE,
        # Words of an article are words: "$1.2 bn to $3 bn" is no formula.
        "text.parse_math": False,
        "axes.unicode_minus": False,
        "svg.fonttype": "none",
        "svg.hashsalt": "communique",
        "path.simplify": False,
    }


def styled(plot: Chart) -> Chart:
    """Let a chart be drawn in our style, whatever the settings outside."""

    @wraps(plot)
    def drawn(*args: object, **options: object) -> object:
        with mpl.rc_context(style()):
            return plot(*args, **options)

    return drawn  # type: ignore[return-value]


# --- words -----------------------------------------------------------------------------------------------------------


def has_chinese(text: str) -> bool:
    """Say whether the text has Chinese characters."""
    return any("\u2e80" <= letter <= "\u9fff" or letter >= "\U00020000" for letter in text)


_told: set[str] = set()


def warn_without_chinese_font(text: str) -> None:
    """Warn, once a session, that pictures other than SVG will show boxes for Chinese characters."""
    if has_chinese(text) and not chinese_fonts() and "font" not in _told:
        _told.add("font")
        warnings.warn(
            "No font with Chinese characters is installed: PNG and PDF will show boxes (SVG and HTML will not). "
            "Install one, such as the package fonts-noto-cjk or fonts-wqy-microhei.",
            stacklevel=2,
        )


@lru_cache(maxsize=8192)
def text_width(text: str, size: float = SIZE, weight: str = "normal") -> float:
    """Return the width of one line of text in inches."""
    if not text:
        return 0.0
    warn_without_chinese_font(text)
    families = ["DejaVu Sans"] if weight == "bold" else ["DejaVu Sans", *chinese_fonts()]
    font = FontProperties(family=families, size=size, weight=weight)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # a missing glyph is told once, in words, above
        width = text_to_path.get_text_width_height_descent(text, font, False)[0]
    return width / 72 * SLACK


def plain(value: object) -> str:
    """Return the words on one line, without control characters; the empty string where there are none."""
    if value is None or str(value) in ("<NA>", "nan", "NaT"):
        return ""
    return "".join(letter if letter.isprintable() else " " for letter in " ".join(str(value).split()))


def capital(words: str) -> str:
    """Return words as the beginning of a sentence."""
    return words[:1].upper() + words[1:]


def short(words: str, most: int = 40) -> str:
    """Return words cut to ``most`` characters, at the end of a word where there is one.

    Examples
    --------
    >>> short("Secretary of the Harbour Commission", 22)
    'Secretary of the…'
    """
    if len(words) <= most:
        return words
    cut = words[: most - 1]
    return (cut[: cut.rfind(" ")] if " " in cut[most // 3 :] else cut).rstrip(" ,;:") + "…"


def wrap(text: object, width: float, *, size: float = SIZE, weight: str = "normal", max_lines: int = 0) -> str:
    """Break a text into lines no wider than ``width`` inches; the last of ``max_lines`` ends in an ellipsis if cut."""
    lines: list[str] = []
    line = ""
    for piece in _breakable(plain(text), width, size, weight):
        if line and text_width((line + piece).rstrip(), size, weight) > width:
            lines.append(line.rstrip())
            line = piece.lstrip()
        else:
            line += piece
    lines.append(line.rstrip())
    if max_lines and len(lines) > max_lines:
        last = lines[max_lines - 1]
        while last and text_width(last + "…", size, weight) > width:
            last = last[:-1].rstrip()
        lines = [*lines[: max_lines - 1], last + "…"]
    return "\n".join(lines)


def _breakable(text: str, width: float, size: float, weight: str) -> Iterable[str]:
    """Yield pieces between which a line can end: words with their space, Chinese characters, parts of endless words."""
    for word in text.split(" "):
        if has_chinese(word) or text_width(word, size, weight) > width:
            yield from word[:-1]
            yield word[-1:] + " "
        else:
            yield word + " "


def count(number: int, one: str, many: str | None = None) -> str:
    """Return a number with its noun.

    Examples
    --------
    >>> count(1, "sentence"), count(1200, "sentence"), count(2, "party", "parties")
    ('1 sentence', '1,200 sentences', '2 parties')
    """
    return f"{number:,} {one if number == 1 else many or one + 's'}"


def day_words(day: object) -> str:
    """Return a day as every page and chart writes it; empty where there is none.

    Examples
    --------
    >>> import datetime as dt
    >>> day_words(dt.date(2024, 12, 31))
    '31 Dec 2024'
    """
    return "" if plain(day) == "" else f"{day.day} {day:%b} {day.year}"


def times(number: int) -> str:
    """Return how often: once, twice, 3 times."""
    return {1: "once", 2: "twice"}.get(number, f"{number:,} times")


def listed(words: Sequence[str], most: int = 0) -> str:
    """Return words as a list in prose.

    Examples
    --------
    >>> listed(["a", "b", "c"]), listed(["a", "b", "c"], most=2)
    ('a, b and c', 'a, b and 1 other')
    """
    words = list(words)
    if most and len(words) > most:
        words = [*words[:most], count(len(words) - most, "other")]
    return words[0] if len(words) == 1 else ", ".join(words[:-1]) + " and " + words[-1] if words else ""


def tint(colour: str, share: float) -> str:
    """Return a colour mixed with white; ``share`` is its part."""
    from matplotlib.colors import to_hex, to_rgb

    return to_hex([1 - share * (1 - part) for part in to_rgb(colour)])


def ink_on(colour: object) -> str:
    """Return black or white, whichever reads better on the colour."""
    from matplotlib.colors import to_rgb

    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in to_rgb(colour))
    luminance = 0.2126 * red + 0.7152 * green + 0.0722 * blue
    return INK if (luminance + 0.05) / 0.06 > 1.05 / (luminance + 0.05) else "white"


# --- voices ----------------------------------------------------------------------------------------------------------


def speaker_names(speakers: pd.Series) -> pd.Series:
    """Return the speakers as plain text; where no source is named that is said."""
    return speakers.astype(object).where(speakers.notna(), NO_SPEAKER).map(plain)


def voices_of(statements: pd.DataFrame) -> list[str]:
    """Return the voices in the order in which they are first heard; who is not named and the narrator come last."""
    names = list(dict.fromkeys(speaker_names(statements["speaker"])))
    return [name for name in names if name not in NOBODY] + [name for name in NOBODY if name in names]


def voices_words(statements: pd.DataFrame) -> str:
    """Return how many voices are heard, the narrator and those who are not named told apart.

    Examples
    --------
    >>> import pandas as pd
    >>> voices_words(pd.DataFrame({"speaker": ["Ana Ruiz", "narrator", "Ana Ruiz", None]}))
    '1 voice, unnamed sources and the narrator'
    """
    names = voices_of(statements)
    named = [name for name in names if name not in NOBODY]
    parts = [count(len(named), "voice")] if named else []
    parts += [words for name, words in ((NO_SPEAKER, "unnamed sources"), (NARRATOR, "the narrator")) if name in names]
    return listed(parts)


def voice_colours(statements: pd.DataFrame) -> dict[str, str]:
    """Return one colour a voice, the same in charts and in the marked article; the ninth and later share a grey."""
    colours = {}
    for name in voices_of(statements):
        number = len(colours)
        colours[name] = VOICE_COLOURS[number] if number < len(VOICE_COLOURS) else OTHER_COLOUR
    colours |= {
        name: shade for name, shade in ((NO_SPEAKER, OTHER_COLOUR), (NARRATOR, NARRATOR_COLOUR)) if name in colours
    }
    return colours


# --- the sheet -------------------------------------------------------------------------------------------------------


def begin(
    ax: Axes | None,
    *,
    title: str,
    subtitle: str,
    height: float,
    left: float = MARGIN,
    right: float = 0.2,
    bottom: float = 0.3,
    top: float = 0.08,
) -> Axes:
    """Return axes with title and subtitle; on a sheet of our own unless ``ax`` is given.

    Parameters
    ----------
    ax : Axes or None
        Where to draw; None makes a figure of 7.2 inches with room for everything named below.
    title, subtitle : str
        What was found; what is measured, with unit and n.
    height : float
        Of the drawing itself, in inches.
    left, right, bottom, top : float
        Room for labels round the drawing, in inches.
    """
    weight = str(bold(title).get("weight", "normal"))
    heading = wrap(title, WIDTH - 2 * MARGIN, size=TITLE_SIZE, weight=weight)
    below = wrap(subtitle, WIDTH - 2 * MARGIN)
    if ax is not None:
        ax.communique_title = title
        ax.set_title(f"{heading}\n{below}", loc="left", fontsize=SIZE)
        ax.communique_height = ax.figure.get_size_inches()[1] * ax.get_position().height
        return ax
    head = _height(heading, TITLE_SIZE) + 0.05 + _height(below, SIZE) + 0.1
    whole = 0.05 + head + top + height + bottom + 0.05
    figure = Figure(figsize=(WIDTH, whole))
    figure.text(MARGIN / WIDTH, 1 - 0.05 / whole, heading, va="top", linespacing=1.15, **bold(title, TITLE_SIZE))
    y = 1 - (0.05 + _height(heading, TITLE_SIZE) + 0.05) / whole
    figure.text(MARGIN / WIDTH, y, below, size=SIZE, va="top", color=SOFT, linespacing=1.15)
    ax = figure.add_axes(
        [left / WIDTH, (bottom + 0.05) / whole, max(0.5, WIDTH - left - right) / WIDTH, height / whole]
    )
    ax.communique_height = height
    ax.communique_title = figure.communique_title = title
    return ax


def bold(words: str, size: float = SIZE) -> dict[str, object]:
    """Return the type of a heading; Chinese families seldom have a bold face, so Chinese words stay as they are."""
    if has_chinese(words):
        return {"size": size}
    return {"size": size, "weight": "bold", "family": ["DejaVu Sans"]}


def _height(text: str, size: float) -> float:
    return (text.count("\n") + 1) * size * LINE_HEIGHT / 72


def label_room(labels: Iterable[str], most: float = 2.6) -> float:
    """Return the inches that labels beside an axis need, with the gap to it."""
    lines = [line for label in labels for line in label.split("\n")]
    return min(most, max((text_width(line) for line in lines), default=0.0)) + 0.16 + MARGIN


def bare(ax: Axes, *, keep: str = "") -> None:
    """Take away ticks and spines; ``keep`` names the axis ("x" or "y") whose labels stay."""
    for side in ("left", "right", "top", "bottom"):
        ax.spines[side].set_visible(False)
    ax.tick_params(length=0)
    if keep != "x":
        ax.set_xticks([])
    if keep != "y":
        ax.set_yticks([])


def key(ax: Axes, handles: Sequence[object], *, below: float = 0.36) -> None:
    """Put a key of the signs under the drawing, ``below`` inches from it, on as many lines as it takes."""
    if not handles:
        return
    height = ax.communique_height
    width = (1 - ax.get_position().x0) * ax.figure.get_size_inches()[0]
    room = max(text_width(handle.get_label()) for handle in handles) + 0.5
    ax.legend(
        handles=handles,
        loc="upper left",
        bbox_to_anchor=(0, -below / height),
        borderaxespad=0,
        borderpad=0,
        ncols=max(1, min(len(handles), int(width / room))),
        handlelength=1.6,
        handletextpad=0.5,
        columnspacing=1.2,
    )


def key_height(labels: Sequence[str], width: float) -> float:
    """Return the inches that a key with these labels needs."""
    if not labels:
        return 0.0
    columns = max(1, min(len(labels), int(width / (max(map(text_width, labels)) + 0.5))))
    return -(-len(labels) // columns) * 0.21 + 0.04


def finish(ax: Axes, *, alt: str, data: pd.DataFrame | None = None) -> Axes:
    """Attach the alternative text and the table behind the chart, to the axes and to its figure."""
    for owner in (ax, ax.figure):
        owner.communique_alt = " ".join(alt.split())
        owner.communique_data = data
    return ax


def nothing(ax: Axes | None, sentence: str) -> Axes:
    """Return a sheet that says in a sentence why there is no chart."""
    if ax is None:
        lines = wrap(sentence, WIDTH - 2 * MARGIN)
        whole = 0.2 + _height(lines, SIZE)
        figure = Figure(figsize=(WIDTH, whole))
        ax = figure.add_axes([0, 0, 1, 1])
        ax.text(MARGIN / WIDTH, 0.5, lines, va="center", color=INK)
    else:
        ax.text(0.01, 0.5, wrap(sentence, 4.0), va="center", transform=ax.transAxes)
    ax.set_axis_off()
    ax.communique_nothing = ax.figure.communique_nothing = sentence
    return finish(ax, alt=f"No chart: {sentence}")


def alt_text(chart: object) -> str:
    """Return the alternative text of a chart (axes or figure) of this package; empty for others."""
    return getattr(chart, "communique_alt", "") or getattr(getattr(chart, "figure", None), "communique_alt", "")


def data_behind(chart: object) -> pd.DataFrame | None:
    """Return the table behind a chart (axes or figure) of this package."""
    found = getattr(chart, "communique_data", None)
    return found if found is not None else getattr(getattr(chart, "figure", None), "communique_data", None)


# --- places ----------------------------------------------------------------------------------------------------------


def only_article(articles: pd.DataFrame, chart: str) -> pd.Series | None:
    """Return the row of the one article, None where there is none.

    Raises
    ------
    ValueError
        If there are several: a place in the text belongs to one article.
    """
    if len(articles) > 1:
        first = articles["article_id"].iloc[0]
        raise ValueError(
            f"{chart} shows one article, the tables hold {len(articles):,}; choose one, as in tables.of({first!r})."
        )
    return articles.iloc[0] if len(articles) else None


class WordCounter:
    """Where a character stands in words: the axis of every strip, for readers count words and not characters."""

    def __init__(self, text: str) -> None:
        import re

        import numpy as np

        self._starts = np.fromiter((match.start() for match in re.finditer(r"\S+", text)), dtype=np.int64)
        # Chinese is written without spaces: characters are counted there.
        if text and len(self._starts) * 12 < len(text):
            self._starts = np.fromiter((i for i, letter in enumerate(text) if not letter.isspace()), dtype=np.int64)
            self.unit = "characters"
        else:
            self.unit = "words"
        self.total = len(self._starts)

    def at(self, offset: int) -> int:
        """Return the number of words that begin before the offset."""
        return int(self._starts.searchsorted(offset, side="left"))
