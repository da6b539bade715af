"""What the sentences are about: codebook, scores with evidence, and what can be learnt where there is enough text."""

from communique.themes import explore, score
from communique.themes.check import check_codebook
from communique.themes.codebook import Codebook, Term, Theme, read_codebook
from communique.themes.explore import (
    action_objects,
    concordance,
    keyness,
    term_cooccurrence,
    theme_cooccurrence,
)
from communique.themes.label import label_texts
from communique.themes.proposals import Proposal, Proposals, propose_themes
from communique.themes.score import primary_theme, score_themes
from communique.themes.spread import Spread, spread_themes
from communique.themes.terms import phrases

RULES = {**score.RULES, **explore.RULES}

__all__ = [
    "RULES",
    "Codebook",
    "Proposal",
    "Proposals",
    "Spread",
    "Term",
    "Theme",
    "action_objects",
    "check_codebook",
    "concordance",
    "keyness",
    "label_texts",
    "phrases",
    "primary_theme",
    "propose_themes",
    "read_codebook",
    "score_themes",
    "spread_themes",
    "term_cooccurrence",
    "theme_cooccurrence",
]
