"""Measures of agreement: kappa, AC1, Krippendorff's alpha and their intervals."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Hashable, Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np

# Below this many units the bootstrap of alpha is too narrow, and the jackknife is used (Hughes 2022).
UNITS_FOR_BOOTSTRAP = 50
# With fewer articles than this, articles cannot be drawn and the units are.
ARTICLES_FOR_BOOTSTRAP = 10
N_DRAWS = 1_000


def binary_agreement(pairs: Sequence[tuple[bool, bool]]) -> dict[str, object]:
    """Return the measures of one yes-or-no question put to two coders.

    Examples
    --------
    >>> found = binary_agreement([(True, True), (True, False), (False, False), (False, False)])
    >>> found["kappa"], found["precision"], found["recall"]
    (0.5, 0.5, 1.0)
    """
    n = len(pairs)
    n_ours, n_theirs = sum(a for a, _ in pairs), sum(b for _, b in pairs)
    n_both = sum(a and b for a, b in pairs)
    agreement = sum(a == b for a, b in pairs) / n if n else None
    mean = (n_ours + n_theirs) / (2 * n) if n else 0.0
    chance = 2 * mean * (1 - mean)
    return {
        "n_ours": n_ours,
        "n_theirs": n_theirs,
        "n_both": n_both,
        "prevalence": n_theirs / n if n else None,
        "agreement": agreement,
        "kappa": cohen_kappa(pairs),
        "precision": n_both / n_ours if n_ours else None,
        "recall": n_both / n_theirs if n_theirs else None,
        "ac1": (agreement - chance) / (1 - chance) if n else None,
    }


def cohen_kappa(pairs: Sequence[tuple[Hashable, Hashable]]) -> float | None:
    """Return Cohen's kappa; None where it is undefined, as both coders gave one answer throughout.

    Examples
    --------
    >>> round(cohen_kappa([("a", "a")] * 20 + [("a", "b")] * 5 + [("b", "a")] * 10 + [("b", "b")] * 15), 2)
    0.4
    """
    if not pairs:
        return None
    n = len(pairs)
    ours, theirs = Counter(a for a, _ in pairs), Counter(b for _, b in pairs)
    observed = sum(a == b for a, b in pairs) / n
    expected = sum(ours[value] * theirs[value] for value in ours) / n**2
    return None if expected >= 1 else (observed - expected) / (1 - expected)


def nominal(a: Hashable, b: Hashable) -> float:
    """Return 0 where two values are the same, else 1."""
    return float(a != b)


def masi(a: frozenset, b: frozenset) -> float:
    """Return the distance of two sets: 0 the same, 1 nothing in common; nearer where one holds the other.

    Examples
    --------
    >>> masi(frozenset("ab"), frozenset("abc")), masi(frozenset(), frozenset())
    (0.5555555555555556, 0.0)
    """
    if a == b:
        return 0.0
    overlap = len(a & b)
    weight = 0.0 if not overlap else 2 / 3 if a <= b or b <= a else 1 / 3
    return 1 - weight * overlap / len(a | b)


def krippendorff_alpha(
    ratings: Sequence[Sequence[Hashable | None]], distance: Callable[[Hashable, Hashable], float] = nominal
) -> float | None:
    """Return Krippendorff's alpha of any number of coders; gaps are None.

    Parameters
    ----------
    ratings : sequence of sequences
        One row a unit, one value a coder.
    distance : function, default :func:`nominal`
        Squared distance of two values, from 0.

    Returns
    -------
    float or None
        1 is perfect, 0 is chance; None where all values are the same or no unit has two.
    """
    return _Alpha(ratings, distance).value()


class _Alpha:
    """The sums that alpha needs, by unit, so that a resample costs nothing."""

    def __init__(self, ratings: Sequence[Sequence[Hashable | None]], distance: Callable) -> None:
        import numpy as np

        units = [kept for unit in ratings if len(kept := [value for value in unit if value is not None]) > 1]
        values = list(dict.fromkeys(value for unit in units for value in unit))
        place = {value: at for at, value in enumerate(values)}
        self.distances = np.array([[distance(a, b) for b in values] for a in values], dtype=float)
        self.counts = np.zeros((len(units), len(values)))
        for at, unit in enumerate(units):
            for value in unit:
                self.counts[at, place[value]] += 1
        sizes = self.counts.sum(axis=1)
        if units:
            within = np.einsum("ui,ij,uj->u", self.counts, self.distances, self.counts, optimize=True)
            self.observed = within / (sizes - 1)

    def value(self, units: np.ndarray | None = None) -> float | None:
        """Return alpha over some units (positions, which can repeat), all if left out."""
        if not len(self.counts):
            return None
        counts = (self.counts if units is None else self.counts[units]).sum(axis=0)
        observed = (self.observed if units is None else self.observed[units]).sum()
        n = counts.sum()
        expected = counts @ self.distances @ counts / (n - 1)
        return float(1 - observed / expected) if expected > 0 else None


def alpha_interval(
    pairs: Sequence[tuple[Hashable, Hashable]], distance: Callable, articles: Sequence[str], seed: int
) -> dict[str, object]:
    """Return alpha with its 95 % interval: jackknife over few rows, else bootstrap over articles or rows."""
    import numpy as np

    alpha = _Alpha(pairs, distance)
    value = alpha.value()
    empty = {"value": value, "low": None, "high": None, "basis": None}
    n = len(pairs)
    if value is None or n < 3:
        return empty
    if n < UNITS_FOR_BOOTSTRAP:
        return _jackknife(alpha, value, n)
    names = list(dict.fromkeys(articles))
    by_article = len(names) >= ARTICLES_FOR_BOOTSTRAP
    if by_article:
        places = {name: [] for name in names}
        for at, name in enumerate(articles):
            places[name].append(at)
        groups = [np.array(places[name]) for name in names]
    else:
        groups = [np.array([at]) for at in range(n)]
    draw = np.random.default_rng(seed)
    drawn = []
    for _ in range(N_DRAWS):
        chosen = draw.integers(len(groups), size=len(groups))
        one = alpha.value(np.concatenate([groups[at] for at in chosen]))
        if one is not None:
            drawn.append(one)
    low, high = np.quantile(drawn, [0.025, 0.975])
    basis = "bootstrap over articles" if by_article else "bootstrap over rows"
    return {"value": value, "low": float(low), "high": float(high), "basis": basis}


def _jackknife(alpha: _Alpha, value: float, n: int) -> dict[str, object]:
    import numpy as np
    from scipy.stats import t

    left_out = [alpha.value(np.delete(np.arange(n), at)) for at in range(n)]
    known = np.array([one for one in left_out if one is not None])
    if len(known) < n:
        return {"value": value, "low": None, "high": None, "basis": None}
    error = float(np.sqrt((n - 1) / n * ((known - known.mean()) ** 2).sum()))
    reach = float(t.ppf(0.975, n - 1)) * error
    return {"value": value, "low": max(-1.0, value - reach), "high": min(1.0, value + reach), "basis": "jackknife"}
