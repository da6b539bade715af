"""Which cue governs a quantity, and what status follows from it."""

from __future__ import annotations

from communique.records import Quantity
from communique.targets.beside import Beside
from communique.targets.clauses import Clauses
from communique.targets.sight import Reading


class Governor(Clauses, Beside):
    """Decides for the quantities of one sentence."""

    def read(self, quantity: Quantity, has_deadline: bool, is_direct: bool = True, has_date: bool = False) -> Reading:
        """Return how the quantity is meant."""
        folded, q = self.folded, quantity
        index = next(
            (i for i, c in enumerate(self.chunks) if q.start < c.end or (c is self.chunks[-1] and q.start <= c.end)),
            len(self.chunks) - 1,
        )
        # A quantity that a border word is part of ("more than") belongs to the chunk of its number.
        while index + 1 < len(self.chunks) and self.chunks[index + 1].start <= q.number.start:
            index += 1
        before = folded[max(self.start, q.start - 90) : q.start]
        beside = self._beside(q, index, before, has_deadline)
        if beside is not None:
            # What goes on with a comparison is compared too.
            self.aside = q if beside.status in ("comparison", "baseline") and q.rule != "absolute" else None
            return beside
        self.aside = None
        if has_date and not any(c.cues for c in self.chunks):
            has_deadline = True  # a line without a verb
        reading = self._goal_after(q, index) or self._governed(q, index, has_deadline)
        if reading.status in ("target", "requirement", "proposed") and self._is_denied(q):
            return reading._replace(status="denial", rule="denied")
        if reading.status not in ("target", "requirement", "proposed"):
            reading = (
                self._gerund_goal(q, index)
                or (self._told_after(q, index) if reading.status in ("achieved", "current") else None)
                or reading
            )
        if reading.status in ("achieved", "current", "impact") and has_date and is_direct:
            reading = self._with_date_ahead(q, reading, has_deadline)
            if reading.status in ("target", "requirement", "proposed") and self._is_denied(q):
                return reading._replace(status="denial", rule="denied")
        reading = self._override(q, reading, before)
        self.readings.append((q, reading))
        return reading
