"""What the sentences are about: codebook, scores with evidence, and what can be learnt where there is enough text."""

from communique.themes.codebook import Codebook, Term, Theme, check_codebook, read_codebook
from communique.themes.score import RULES, primary_theme, score_themes

__all__ = [
    "RULES",
    "Codebook",
    "Term",
    "Theme",
    "check_codebook",
    "primary_theme",
    "read_codebook",
    "score_themes",
]
