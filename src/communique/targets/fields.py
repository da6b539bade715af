"""The columns of a row, read round its quantity."""

from __future__ import annotations

from communique.targets.actor import Actors
from communique.targets.change import Changes
from communique.targets.subject import Subjects


class Fields(Subjects, Actors, Changes):
    """Reads the columns of one quantity in its sentence: subject, actor, direction, baseline, condition."""
