"""What speaks for and against two mentions being of one aim, and how much."""

from __future__ import annotations

import math

from communique.tracking.histories import History, Link
from communique.tracking.mentions import OWNER_SENTENCE, Mention

# Two aims with another value or deadline are one aim only where what they measure is worded nearly alike.
MIN_SUBJECT = 0.5
# A value beyond an aim fulfils it within this factor only, where no words say so.
MAX_OVERSHOOT = 1.5
# A mention is compared with the first and the latest mentions of an aim, so that a long history costs no more.
MOST_COMPARED = 8
# A level of something bad this near above an aim without a limit has come to it: inflation of 3.1 percent to one of 3.
NEAR_ENOUGH = 1.05
# Most figures of progress lie within these parts of what was aimed at.
PLAUSIBLE = (0.4, 1.25)
# What a word of the subject counts where the other mention has it beside its sentence, or elsewhere in its article.
KNOWN_AROUND, KNOWN_ARTICLE = 0.7, 0.4
#: What each piece of evidence weighs; their sum is the score; as a confidence it is cut to 0-1.  Which pieces count was
#: learnt from logistic regressions on two development chronicles, each tried on the other: known values, plausible ones
#: rivals and words that the other article lacks told most; weights fitted anew for all pieces did no better than these.
WEIGHTS = {
    **{"subject": 0.4, "around": 0.2, "names": 0.05, "article": 0.05, "known": 0.25},
    **{"owner": 0.4, "strangers": -0.65, "country": 0.05, "publisher": 0.04},
    **{
        "value": 0.12,
        "setting": 0.15,
        "restated": 0.08,
        "other value": -0.15,
        "old value": 0.25,
        "aim beside": 0.2,
        "aim near": 0.12,
        "old near": 0.15,
        "beside": 0.3,
    },
    **{"deadline": 0.12, "period": 0.08, "other deadline": -0.05, "closed": -0.2},
    **{
        "growth": -0.15,
        "one word": -0.1,
        "only one": 0.1,
        "rare value": 0.15,
        "no date": -0.25,
        "nothing shared": -0.1,
        "too far": -0.12,
        "known value": 0.2,
        "plausible": 0.15,
        "other words": -0.15,
        "margin": 0.5,
        "another": -0.35,
        "other actor": -0.4,
        "base": -0.25,
    },
}


def fit(mention: Mention, history: History, rarity: dict[str, float]) -> Link:
    """Return how a mention fits an aim: as it fits the setting of it that is most alike."""
    fits = (_link(mention, earlier, history, rarity) for earlier in compared(history))
    return max(fits, key=lambda link: link.score)


def compared(history: History) -> list[Mention]:
    """Return the first and the latest settings of an aim; reports are left out, a chain of them would drift away."""
    aims = history.aims
    return aims if len(aims) <= 2 + MOST_COMPARED else [*aims[:2], *aims[-MOST_COMPARED:]]


def _link(mention: Mention, earlier: Mention, history: History, rarity: dict[str, float]) -> Link:
    """Score how well two mentions fit: what is measured counts half, the words around and who it is the rest."""
    evidence, reasons = evidence_of(mention, earlier, history, rarity)
    score = math.fsum(WEIGHTS[name] * value for name, value in evidence.items())
    return Link(score, earlier, tuple(reasons))


def evidence_of(
    mention: Mention, earlier: Mention, history: History, rarity: dict[str, float]
) -> tuple[dict[str, float], list[str]]:
    """Return how far each piece of evidence holds, 0-1, and the reasons that a reader is told."""
    subject, reasons = _subject_score(mention, earlier, rarity)
    evidence = {
        "subject": subject,
        "around": min(1.0, 1.5 * weighted_overlap(mention.weights, earlier.weights, rarity)),
        "names": min(1.0, 2 * overlap(mention.names, earlier.names, rarity)),
        "article": min(1.0, 2 * overlap(mention.article, earlier.article, rarity)),
        "known": max(_known(_core(mention), earlier, rarity), _known(_core(earlier), mention, rarity)),
        "growth": float(_is_other_kind(mention, earlier)),
        "too far": float(_is_too_far(mention, history)),
        "known value": float(mention.value is not None and mention.value in history.known_values),
        "plausible": float(_is_plausible(mention, history)),
        "other words": float(bool(mention.subject) and not mention.subject & (earlier.around | earlier.subject)),
        "base": 1.0,
    }
    evidence |= _owner_evidence(mention, earlier, rarity, reasons)
    evidence |= _value_evidence(mention, earlier, history, subject, reasons)
    evidence |= _deadline_evidence(mention, history, reasons)
    return evidence, reasons


def _subject_score(mention: Mention, earlier: Mention, rarity: dict[str, float]) -> tuple[float, list[str]]:
    shared = mention.subject & earlier.subject
    here, there = mention.subject | mention.clause, earlier.subject | earlier.clause
    subject = max(
        overlap(mention.subject, earlier.subject, rarity),
        min(1.0, 1.3 * overlap(here, there, rarity)),
        0.9 * _held(mention.subject, there, rarity),
        0.9 * _held(earlier.subject, here, rarity),
    )
    if not here & there:
        # Paraphrased from end to end: what the sentences share has to do.
        subject = overlap(mention.sentence, earlier.sentence, rarity)
    told = sorted(shared or here & there, key=lambda one: (-rarity.get(one, 0), one))[:4]
    if not told:
        return subject, ["the sentences share words"]
    words = ", ".join(mention.spelled.get(one, one) for one in told)
    return subject, [f"{'measures the same' if shared else 'the same words beside it'}: {words}"]


def _owner_evidence(mention: Mention, earlier: Mention, rarity: dict[str, float], reasons: list[str]) -> dict:
    found = {}
    same = mention.owners.keys() & earlier.owners.keys()
    if same:
        # A name that few articles know says more than that of the country, and one beside the figure more than another.
        most = max(rarity.values(), default=1.0)
        near = {name: mention.owners[name] * earlier.owners[name] for name in same}
        found["owner"] = max(near[name] * rarity.get(name, 1.0) for name in same) / most
        reasons.append("same actor or organisation: " + ", ".join(sorted(same)[:3]))
    elif are_strangers(mention, earlier):
        found["strangers"] = _strangeness(mention, earlier)
    if mention.is_aim and earlier.is_aim and mention.actors and earlier.actors and not mention.actors & earlier.actors:
        found["other actor"] = 1.0
    if mention.country and mention.country == earlier.country:
        found["country"] = 1.0
        reasons.append("same country")
    elif mention.publisher and mention.publisher == earlier.publisher:
        found["publisher"] = 1.0
        reasons.append("same publisher")
    return found


def _strangeness(mention: Mention, earlier: Mention) -> float:
    """Return how much it says that two mentions name nobody in common: much of two aims, little of a report."""
    if mention.is_aim and earlier.is_aim:
        return 1.0 if is_near(mention) and is_near(earlier) else 0.5
    return 0.4 if mention.actors and earlier.actors else 0.2


def is_near(mention: Mention) -> bool:
    """Say whether somebody is named in the sentence of a mention or as its actor."""
    return max(mention.owners.values(), default=0.0) >= OWNER_SENTENCE


def are_strangers(mention: Mention, earlier: Mention) -> bool:
    """Say whether both name somebody, and neither article knows whom the other names."""
    here, there = mention.owners.keys(), earlier.owners.keys()
    return bool(here and there) and not (here & earlier.names) and not (there & mention.names)


def _value_evidence(mention: Mention, earlier: Mention, history: History, subject: float, reasons: list[str]) -> dict:
    if mention.value is not None and mention.value == earlier.value:
        reasons.append("same value")
        is_set = mention.is_vague and mention.deadline is not None and mention.deadline == history.deadline
        return {"value": 1.0, "setting": float(is_set), "restated": float(mention.is_restated and not mention.is_aim)}
    if mention.has_change and mention.is_aim and (history.aims[-1].unit, history.value) in mention.beside:
        reasons.append("the earlier value stands beside it")
        return {"old value": 1.0}
    if not mention.is_aim and (earlier.unit, earlier.value) in mention.beside:
        reasons.append("the value aimed at stands beside it")
        return {"aim beside": 1.0}
    if not mention.is_aim and (earlier.unit, earlier.value) in mention.near:
        reasons.append("the value aimed at stands near it")
        return {"aim near": 1.0}
    if mention.has_change and mention.is_aim and (history.aims[-1].unit, history.value) in mention.near:
        reasons.append("the earlier value stands near it")
        return {"old near": 1.0}
    if mention.is_aim and earlier.is_aim and subject < MIN_SUBJECT:
        return {"other value": 1.0}
    if mention.is_aim and mention.deadline is None:
        return {"no date": 1.0}
    here, there = mention.subject | mention.clause, earlier.subject | earlier.clause
    # One word, such as that of a currency, is little where the value is another.
    return {"one word": float(len(here & there) == 1 and subject < MIN_SUBJECT)}


def _deadline_evidence(mention: Mention, history: History, reasons: list[str]) -> dict:
    deadline, wanted, closed = mention.deadline, history.deadline, history.closed
    is_over = closed is not None and mention.said is not None and mention.said > max(closed, wanted or closed)
    if is_over and not mention.is_aim:
        return {"closed": 1.0}
    if deadline is None or wanted is None:
        return {}
    if deadline == wanted:
        reasons.append(f"same deadline ({deadline.day} {deadline:%b} {deadline.year})")
        return {"deadline": 1.0} if mention.is_aim else {"period": 1.0}
    if mention.is_aim:
        reasons.append(
            "words say that it was changed" if mention.has_change else "the same value, put off or brought on"
        )
    return {"other deadline": 1.0}


def reaches(mention: Mention, aim: Mention) -> bool | None:
    """Say whether a reported value fulfils an aim; None where it cannot be told."""
    if aim.value is None or mention.value is None:
        return None
    comparator = aim.row["comparator"]
    if aim.is_burden and comparator in ("eq", "approx"):
        return mention.value <= NEAR_ENOUGH * aim.value
    if comparator in ("lt", "le") or aim.row["direction"] == "keep_below" or aim.is_down_to or aim.is_burden:
        return mention.value < aim.value if comparator == "lt" else mention.value <= aim.value
    if not mention.says_met and mention.value > MAX_OVERSHOOT * aim.value:
        return None  # inflation of 8 percent does not reach an aim of 3
    if comparator == "gt" and mention.row["comparator"] not in ("gt", "ge"):
        return mention.value > aim.value
    return mention.value >= aim.value


def _is_other_kind(mention: Mention, earlier: Mention) -> bool:
    """Say whether one is a change and the other a level; an aim to raise or cut may be reported on as either."""
    kinds = {m.row["quantity_kind"] == "growth" for m in (mention, earlier)}
    return len(kinds) == 2 and earlier.row["direction"] not in ("increase", "decrease")


def _is_too_far(mention: Mention, history: History) -> bool:
    """Say whether a count or sum lies far beyond what was aimed at: progress seldom does."""
    if mention.is_aim or not mention.value or not history.value:
        return False
    return mention.value > 2 * history.value


def _is_plausible(mention: Mention, history: History) -> bool:
    """Say whether a value is as near to the one aimed at as progress and changes mostly are."""
    if not mention.value or not history.value or mention.value == history.value:
        return False
    return PLAUSIBLE[0] <= mention.value / history.value <= PLAUSIBLE[1]


def _held(inner: frozenset[str], outer: frozenset[str], rarity: dict[str, float]) -> float:
    """Return the share of a set's weight that another set holds, 0-1; one word alone is no proof."""
    if len(inner) < 2:
        return 0.0
    whole = math.fsum(rarity.get(one, 1.0) ** 2 for one in inner)
    return math.fsum(rarity.get(one, 1.0) ** 2 for one in inner & outer) / whole if whole else 0.0


def _core(mention: Mention) -> frozenset[str]:
    return mention.subject or (frozenset() if mention.is_vague else mention.clause)


def _known(inner: frozenset[str], other: Mention, rarity: dict[str, float]) -> float:
    """Return the share of the weight of what is measured that another mention knows, 0-1; less from farther off."""

    def place(one: str) -> float:
        if one in other.sentence or one in other.subject:
            return 1.0
        return KNOWN_AROUND if one in other.around else KNOWN_ARTICLE if one in other.article else 0.0

    whole = math.fsum(rarity.get(one, 1.0) ** 2 for one in inner)
    return math.fsum(place(one) * rarity.get(one, 1.0) ** 2 for one in inner) / whole if whole else 0.0


def overlap(one: frozenset[str], other: frozenset[str], rarity: dict[str, float]) -> float:
    """Return the cosine of two sets of stems weighted by rarity, 0-1 (Salton & Buckley 1988, binary counts)."""
    both = one & other
    if not both:
        return 0.0
    shared = math.fsum(rarity.get(stem, 1.0) ** 2 for stem in both)
    lengths = [math.sqrt(math.fsum(rarity.get(stem, 1.0) ** 2 for stem in stems)) for stems in (one, other)]
    return shared / (lengths[0] * lengths[1])


def weighted_overlap(one: dict[str, float], other: dict[str, float], rarity: dict[str, float]) -> float:
    """Return the cosine of two sets of stems weighted by place and rarity, 0-1."""
    both = one.keys() & other.keys()
    if not both:
        return 0.0
    shared = math.fsum(one[stem] * other[stem] * rarity.get(stem, 1.0) ** 2 for stem in both)
    lengths = [math.sqrt(math.fsum((w * rarity.get(stem, 1.0)) ** 2 for stem, w in ws.items())) for ws in (one, other)]
    return shared / (lengths[0] * lengths[1])
