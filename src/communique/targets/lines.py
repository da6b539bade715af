"""What the lines above a line say: headings that announce aims, introductions of lists, heads of tables."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field

from communique.records import Quantity, Sentence, TimeExpression
from communique.targets.cues import Cue, Cues

# Items of a list follow its heading at this distance at most.
MAX_ITEMS = 40
# An introduction before the colon of its own sentence is no longer than this.
MAX_INTRODUCTION = 90

_BULLET = re.compile(r"\s*(?:[-–—•*·▪‣◦●○]\s|\(?\d{1,2}[.)]\s|\(?[a-z]\)\s|[|])")
# Columns that tell where a metric stands, and columns that tell where it is to go.
_PAST_CELL = re.compile(
    r"\b(?:baseline|base|actuals?|achieved|current|currently|now|today|present|status|latest|result|results|outturn|last\s+year|starting|before|previous|estimate|reached|progress|so\s+far)\b"
)
_AIM_CELL = re.compile(
    r"\b(?:targets?|goals?|plans?|planned|aims?|objectives?|pledges?|commitments?|quotas?|to\s+be|by)\b"
)
_SAYS = re.compile(
    r"\b(?:said|says|told|adds?|added|missed|met|exceeded|reached|achieved|fell|rose|was|were|has|have|had)\b"
)


@dataclass
class Context:
    """What the lines above say: the introduction of a list, its date, the years of a table's columns."""

    intro: Cue | None = None
    time: TimeExpression | None = None
    left: int = 0
    head: list[TimeExpression] = field(default_factory=list)
    cells: list[str] = field(default_factory=list)  # the head of a table, cell by cell
    recent: TimeExpression | None = None
    year: TimeExpression | None = None
    before: str = ""  # the sentence before, in lower case


class Lines:
    """Reads headings, introductions of lists and heads of tables."""

    def __init__(self, folded: str, cues: Cues, is_ahead: Callable[[TimeExpression], bool]) -> None:
        self.folded, self.cues, self.is_ahead = folded, cues, is_ahead

    def follow(
        self, context: Context, sentence: Sentence, own: list[Quantity], times: list[TimeExpression], is_item: bool
    ) -> None:
        """Keep what a heading, an introduction or the head of a table says about the lines below it."""
        words = self.folded[sentence.start : sentence.end]
        announced = self.announces(sentence, words)
        if announced is None and not times and not is_item:  # as nearly every sentence
            context.intro = context.time = context.recent = context.year = None
            context.left, context.head, context.before, context.cells = 0, [], words, []
            return
        dated = [t for t in times if t.function in ("deadline", "at", "period", "start", "past") and t.date]
        named = next((t for t in dated if t.function != "past"), None)
        if not own and words.count("|") > 2:
            context.cells = words.split("|")
        is_head = not own and len(dated) > 1 and ("|" in words or "\t" in words)
        if announced is not None and (not own or words.endswith((":", "："))):
            context.intro, context.left = announced, MAX_ITEMS
            # A subheading without a date keeps that of the heading or sentence above it.
            context.time = named or context.time or context.recent
            context.head = dated if is_head else []
        elif is_item:
            context.left -= 1
            if is_head:
                context.head = dated
            elif named is not None and not own and len(words) < 60:
                context.time = named
        else:
            context.intro, context.time, context.left, context.head = None, None, 0, []
            context.cells = []
        # One sentence further on, "it would" still speaks of the draft or the plan.
        context.before = words
        context.recent = named if named is not None and self.is_ahead(named) and named.function != "start" else None
        # A budget or plan of a year goes on to be that year's in the next sentence.
        is_year = context.recent is not None and context.recent.granularity in ("year", "fiscal_year", "quarter")
        context.year = context.recent if is_year and context.recent.function in ("at", "period") else None

    def is_item(self, sentence: Sentence) -> bool:
        """Say whether a sentence is an item of a list or a row of a table."""
        words = self.folded[sentence.start : sentence.end]
        return bool(_BULLET.match(words)) or (len(words) <= 150 and not words.endswith((".", "!", "?", "。")))

    def announces(self, sentence: Sentence, words: str) -> Cue | None:
        """Return a cue for the items below a heading or an introduction that announces aims."""
        folded = self.folded
        is_intro = words.endswith((":", "："))
        if not is_intro and sentence.role == "body" and (len(words) > 90 or words.endswith(".")):
            return None
        is_heading = sentence.role in ("heading", "title") or (
            "\n" in folded[sentence.end : sentence.end + 1]
            and len(words) <= 90
            and not words.endswith((".", "!", "?", "。"))
            and (not _BULLET.match(words) or words.startswith("|"))
        )
        if not (is_intro or is_heading) or ("|" not in words and self.cues.not_headings.search(words)):
            return None
        willed = next(
            (
                x
                for c in self.cues.find(folded, sentence.start, sentence.end)
                for x in c.cues
                if x.kind in ("will", "must")
            ),
            None,
        )
        match = self.cues.headings.search(words)
        if match is None and not (is_intro and willed is not None):
            return None
        binding = re.search(
            r"\b(?:must|shall|require|required|requirements?|quotas?|mandatory|rules?|obligations?|obliges?|duties|limits|standards|binding|regulations?|orders?|ordered|decree|instructed|directed|told)\b",
            words,
        )
        strength = "must" if binding else willed.strength if willed is not None and willed.strength else "plan"
        is_draft = self.cues.proposal_nouns.search(words) is not None or " would" in words
        kind = "propose" if is_draft else "must" if binding else "will"
        return Cue(sentence.start, sentence.end, kind, strength, match[0] if match else willed.words)

    def announced_within(self, sentence: Sentence, first: Quantity) -> Cue | None:
        """Return a cue for a list that its own sentence announces: "Goals for 2024 are as follows: growth of ..."."""
        folded = self.folded
        colon = folded.find(":", sentence.start, min(first.start, sentence.start + MAX_INTRODUCTION))
        words = folded[sentence.start : max(colon, sentence.start)]
        if colon < 0 or _SAYS.search(words) or self.cues.not_headings.search(words):
            return None
        match = self.cues.headings.search(words)
        return Cue(sentence.start, colon, "will", "plan", match[0]) if match is not None else None

    def is_past_cell(self, context: Context, sentence: Sentence, q: Quantity) -> bool:
        """Say whether a number stands in a column of where the metric stands: | Baseline | Target |."""
        if not context.cells:
            return False
        column = self.folded.count("|", sentence.start, q.start)
        cell = context.cells[column] if column < len(context.cells) else ""
        return _PAST_CELL.search(cell) is not None and _AIM_CELL.search(cell) is None
