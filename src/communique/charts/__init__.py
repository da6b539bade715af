"""Charts: one function each, tables in, matplotlib axes out.

Every chart says in its title what was found and carries its own alternative text (:func:`alt_text`) and the table
behind it (:func:`data_behind`).  Nothing is shown and no file is written; ``display.figure`` brings a chart to a page.
"""

from communique.charts.aims import plot_actions, plot_commitments, plot_deadlines, plot_targets
from communique.charts.corpus import (
    plot_aim_histories,
    plot_deadlines_by_year,
    plot_phrases_over_time,
    plot_themes_over_time,
    plot_voices_over_time,
)
from communique.charts.phrases import plot_formulations
from communique.charts.style import alt_text, chinese_fonts, data_behind, style, voice_colours
from communique.charts.themes import (
    plot_cooccurrence_matrix,
    plot_cooccurrence_network,
    plot_keyness,
    plot_theme_strip,
    plot_themes_by_speaker,
)
from communique.charts.voices import plot_cues, plot_functions, plot_statement_strip, plot_words_by_speaker

__all__ = [
    "alt_text",
    "chinese_fonts",
    "data_behind",
    "plot_actions",
    "plot_aim_histories",
    "plot_commitments",
    "plot_cooccurrence_matrix",
    "plot_cooccurrence_network",
    "plot_cues",
    "plot_deadlines",
    "plot_deadlines_by_year",
    "plot_formulations",
    "plot_functions",
    "plot_keyness",
    "plot_phrases_over_time",
    "plot_statement_strip",
    "plot_targets",
    "plot_theme_strip",
    "plot_themes_by_speaker",
    "plot_themes_over_time",
    "plot_voices_over_time",
    "plot_words_by_speaker",
    "style",
    "voice_colours",
]
