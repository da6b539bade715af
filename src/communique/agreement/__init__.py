"""A person's coding against the tables: sheets to fill, agreement with intervals, and corrections that last.

A sheet is a CSV file with a row a sentence (or statement, or target) and empty columns.  A row left empty is not coded
and does not count.  Rows are found again by their place in the article and their words, so that a sheet filled today
still fits the tables of a later run.
"""

from communique.agreement.compare import Agreement, compare_coding
from communique.agreement.corrections import apply_corrections
from communique.agreement.measures import binary_agreement, cohen_kappa, krippendorff_alpha, masi, nominal
from communique.agreement.sheets import locate, write_coding_sheet

__all__ = [
    "Agreement",
    "apply_corrections",
    "binary_agreement",
    "cohen_kappa",
    "compare_coding",
    "krippendorff_alpha",
    "locate",
    "masi",
    "nominal",
    "write_coding_sheet",
]
