"""Which statement and which commitment a row belongs to."""

from __future__ import annotations

import bisect
import itertools
from collections.abc import Sequence

from communique.records import Commitment, Statement, Target

# What somebody is to reach; other rows take the doer of the commitment that covers them.
TARGET_STATUSES = frozenset(("target", "requirement", "proposed"))


def link(rows: list[Target], statements: Sequence[Statement], commitments: Sequence[Commitment]) -> list[Target]:
    """Point each row to the innermost statement and to the commitment that cover it."""
    if not statements and not commitments:
        return rows
    linked = []
    cover_statement, cover_commitment = _Cover(statements), _Cover(commitments)
    for row in rows:
        index = cover_commitment.innermost(row)
        # A target names its own doer: on the gold passages more rightly (.77) than the clause that covers it (.74).
        is_named = index is None or row.status in TARGET_STATUSES
        actor = row.actor if is_named else commitments[index].actor
        linked.append(row._replace(statement=cover_statement.innermost(row), commitment=index, actor=actor))
    return linked


class _Cover:
    """Finds the innermost of some items, in text order, that covers a row; a long text costs no more than its share."""

    def __init__(self, items: Sequence[Statement] | Sequence[Commitment]) -> None:
        self.items = items
        self.starts = [item.start for item in items]
        self.reach = list(itertools.accumulate((item.end for item in items), max))  # how far any item so far goes

    def innermost(self, row: Target) -> int | None:
        """Return the position of the shortest item (of equally short ones the last) that covers the row."""
        best, size = None, 0
        index = bisect.bisect_right(self.starts, row.start) - 1
        while index >= 0 and self.reach[index] >= row.end:
            item = self.items[index]
            if item.end >= row.end and (best is None or item.end - item.start < size):
                best, size = index, item.end - item.start
            index -= 1
        return best
