"""Targets, quotas and limits as nouns: the 5 percent growth target, a cap of 120 Mt."""

from __future__ import annotations

import re

from communique.records import Quantity
from communique.targets.cues import Cue
from communique.targets.sight import Reading, Sight

TARGET_NOUN_AFTER = re.compile(
    r"(?:[\s-](?!of\b|in\b|by\b|to\b|for\b|and\b|or\b|is\b|was\b|will\b|as\b|on\b|the\b)[\w-]+){0,4}?\s(targets?|goals?|objectives?|quotas?|mandates?|caps?|ceilings?|limits?|floors?|pledge|commitment|benchmark|minimum|requirement|ambition|milestone)(?![\w-])"
)
_IS_TARGET_AFTER = re.compile(
    r"(?:\s[\w,.%$-]+){0,10}?\s(?:as\s+(?:targets|goals|objectives|aims)\b|(?:is|are|being|as|remains?)\s+(?:now\s+|still\s+|among\s+)?(?:the|its|their|our|a|an|this\s+year's|next\s+year's|\w+'s)\s+"
    r"(?:[\w-]+\s+){0,3}?(?:targets?|goals?|objectives?|aims?|benchmarks?|quota|ceiling|cap|limit))(?!\w)"
)
_GERUND_HEAD = re.compile(r"[\s“\"‘']*([a-z]+ing)\s")
_REMAINS_GOAL = re.compile(
    r"\b(?:is|are|remains?)\s+(?:[\w'’-]+\s+){0,5}?(?:goals?|targets?|aims?|objectives?|tasks?|ambition|pillars|priority|priorities|commitments?|promises?|pledges?)\b"
)
_GOAL_IN_BRACKETS = re.compile(r"\s*\((?:[\w-]+\s+){0,2}?(goal|target|aim|objective|planned|plan)\b")


_LIMIT_NOUNS = ("ceiling", "cap", "floor", "limit", "standard", "upper", "lower", "maximum", "bottom line", "red line")
_BINDING_VOICE = re.compile(
    r"\b(?:laws?|rules?|regulations?|regulators?|directives?|decrees?|acts?|orders?|ordinances?|must|shall|requires?|required|binding|legal|statutory|mandatory|imposed?"
    r"|imposes|permits?|licences?|licenses?|codes?|obliged?|bound|exchange|supervisor|watchdog|standards)\b"
)


# "stores wheat beyond the stock limit of 1,000 tonnes", "exceeds the cap of"
_BEYOND = re.compile(
    r"\b(?:beyond|exceeds?|exceeding|breach(?:es|ing)?|breaks?|overruns?|violates?|miss(?:es|ing)?)\s+(?:the|its|their|a|this)\s+(?:[\w-]+\s+){0,2}$"
)


# "...: these are the tasks before the coast guard", "... - that is what the agency wants by 2030"
_TOLD_AFTER = re.compile(
    r"(?:[:;–—-]|[.]\s|,)\s*(?:these|those|this|that|such|so|all\s+of\s+these|they|both)\s+(?:is|are|remain|were|will\s+be)\s+(?:also\s+|now\s+|among\s+|some\s+of\s+)?"
    r"(?:(?:the|its|their|our|his|her|this\s+year's|next\s+year's|[\w-]+'s)\s+(?:[\w'’-]+\s+){0,4}?(?:targets?|goals?|tasks?|aims?|objectives?|promises?|pledges?|commitments?|plans?|ambitions?|priorities|missions?|deliverables)\b"
    r"|what\s+(?:[\w'’-]+\s+){1,8}?(?:wants?|aims?|plans?|promises?|promised|pledged|pledges|intends?|seeks?|sets?\s+out|commits?|committed|agreed|requires?|hopes?|envisages?|vowed|decided|undertook|foresees|ordered|demands?)\b)"
    r"|[:–—-]\s*(?:[\w'’.-]+\s+){1,5}?(?:has|have)\s+given\s+(?:itself|themselves)\s+(?:until|till|up\s+to)\b"
)
_BINDS = re.compile(r"\b(?:requires?|ordered|demands?)$")


# "celebrated reaching its goal of", "the cost of meeting the goal"
_VERDICT_ING = re.compile(
    r"\b(?:reaching|meeting|hitting|exceeding|beating|surpassing|achieving|attaining|passing|overtaking|missing|fulfilling|topping)\s+(?:its|their|the|his|her|our|this|last)\s+(?:[\w’'-]+\s+){0,3}$"
)
_COST_OF = re.compile(
    r"\b(?:costs?|price|bill)\s+(?:of|for)\s+(?:meeting|reaching|achieving|hitting|attaining|fulfilling|delivering)\s+(?:its|their|the|this|these|that)\s+(?:[\w’'-]+\s+){0,3}$"
)

_ASIDE = re.compile(r"[^,;.]{0,40},[^,;.]{3,60},\s+")


class Goals(Sight):
    """Reads the nouns that name an aim."""

    #: The sentence after this one, in lower case, where it begins with a pronoun that points back.
    following = ""

    def _told_after(self, q: Quantity, index: int) -> Reading | None:
        """Read figures of which the words behind them, or the next sentence, say that they are the aims."""
        match = _TOLD_AFTER.search(self.folded, q.end, self.end)
        if match is not None and not self._outsider_in(match[0]):
            cue = Cue(match.start(), match.end(), "goal", "plan", "goal-after")
        elif self.following and (found := _TOLD_AFTER.match(": " + self.following)) and not self._outsider_in(found[0]):
            match, cue = found, Cue(self.end, self.end, "goal", "plan", "goal-after")
        else:
            return None
        if any(
            c.kind in ("past", "denial", "hypothetical", "demand", "forecast", "impact")
            for chunk in self.chunks[: index + 1]
            for c in chunk.cues
            if c.end <= q.start
        ):
            return None
        if _BINDS.search(match[0]):
            return Reading("requirement", cue, "must", "is-the-goal", index, True)
        return Reading("target", cue, "plan", "is-the-goal", index, True)

    def _outsider_in(self, words: str) -> bool:
        return self.cues.outsiders.search(words) is not None

    def _gerund_goal(self, q: Quantity, index: int) -> Reading | None:
        """Read "keeping losses under 5 percent ... remains the goal": a gerund, and later that it is the aim."""
        first = _GERUND_HEAD.match(self.folded, self.chunks[0].start, q.start)
        if first is None or first[1] not in self.cues.verb_kinds:
            return None
        match = _REMAINS_GOAL.search(self.folded, q.end, self.end)
        if match is None:
            return None
        return Reading(
            "target", Cue(match.start(), match.end(), "goal", "plan", "goal-after"), "plan", "is-the-goal", index, True
        )

    def _is_own_limit(self, cue: Cue) -> bool:
        """Say whether whoever sets a ceiling or floor sets it for what they do themselves: no law, no order speaks."""
        if not cue.words.startswith(_LIMIT_NOUNS) or cue.words.startswith("limits on"):
            return False
        return _BINDING_VOICE.search(self.folded, self.start, self.end) is None

    def _goal_after(self, q: Quantity, index: int) -> Reading | None:
        """Read "the 5 percent growth target", "50 GW is the goal"."""
        folded = self.folded
        match = TARGET_NOUN_AFTER.match(folded, q.end, self.end)
        is_attribute = match and re.search(
            r"(?:\b(?:the|an?|its|their|his|her|our|this|that|of|with|to|\w+'s?|annual|new|own|minimum|mandatory|interim|overall|national|binding|official|about|around|than|least)|-)\s*$",
            folded[max(self.start, q.start - 14) : q.start],
        )
        bracket = _GOAL_IN_BRACKETS.match(folded, q.end, self.end)
        if bracket:
            cue = Cue(bracket.start(1), bracket.end(1), "goal", "plan", "goal-after")
            return Reading("target", cue, "plan", "is-the-goal", index)
        if not is_attribute:
            match = _IS_TARGET_AFTER.match(folded, q.end, self.end)
            if not match:
                return None
            cue = Cue(match.start(), match.end(), "goal", "plan", "goal-after")
            return Reading("target", cue, "plan", "is-the-goal", index, True)
        noun = match[1].rstrip("s")
        kind = (
            "binding"
            if noun in ("quota", "mandate", "cap", "ceiling", "limit", "floor", "minimum", "requirement")
            else "goal"
        )
        cue = Cue(match.start(1), match.end(1), kind, "must" if kind == "binding" else "plan", match[1])
        return self._of_goal(q, cue, index)

    def _of_goal(self, q: Quantity, cue: Cue, index: int) -> Reading:
        """Read a goal noun by what befalls it: missed, scrapped, former, called for, proposed."""
        folded, chunk = self.folded, self.chunks[index]
        is_bound = cue.kind == "binding" and not self._is_own_limit(cue)
        status = "requirement" if is_bound else "target"
        strength = cue.strength or "plan"
        left = [c for c in self._reach(index) if c.end <= min(cue.start, q.start)]
        before = folded[max(self.start, min(cue.start, q.start) - 40) : cue.start].split()
        cost = _COST_OF.search(folded, self.start, cue.start)
        if cost is not None and cue.start < q.start:
            return Reading("need", cue, None, "needed", index)
        if _VERDICT_ING.search(folded, self.start, cue.start) and not any(c.kind in ("will", "must") for c in left):
            return Reading("historic", cue, None, "verdict-goal", index)
        if _BEYOND.search(folded, self.start, cue.start):
            return Reading("threshold", cue, None, "threshold", index)
        if any(word in self.cues.former for word in before[-3:]) and not (before[-1:] and before[-1].startswith("20")):
            return Reading("historic", cue, None, "former-goal", index)
        if self._is_draft(cue.start) or self._is_submitted(cue):
            status, strength = "proposed", "plan"
        for c in reversed(left):
            if c.kind in ("will", "must"):
                strength = c.strength or strength
                break
            if c.kind == "denial":
                return Reading("denial", c, None, "denied-goal", index)
            if c.kind == "demand":
                return self._of_demand(c, index, False)
            if c.kind == "propose":
                return Reading("proposed", c, "plan", "proposed-goal", index)
            if c.kind == "hypothetical":
                return Reading("hypothetical", c, None, "hypothetical", index)
            if c.kind in ("past", "did", "present"):
                verdict = c.words.startswith(("fail", "fell")) or self.cues.verdict.search(
                    folded, c.start, min(cue.start, q.start) + 1
                )
                if verdict:
                    return Reading("historic", c, None, "verdict-goal", index)
                if c.kind == "past" and c.words == "had" and re.match(r"\s+an?\s", folded[c.end : c.end + 4]):
                    return Reading("historic", c, None, "former-goal", index)
                break
        right = [c for c in chunk.cues if c.start >= max(q.end, cue.end)]
        aside = _ASIDE.match(folded, q.end, self.end)
        if not right and aside is not None:  # "the target of 5,000 homes, set in 2019, was missed"
            right = [c for k in self.chunks[index + 1 :] for c in k.cues if 0 <= c.start - aside.end() < 3]
        for c in right[:2]:
            if c.kind == "denial":
                return Reading("denial", c, None, "denied-goal", index)
            if c.kind in ("past", "did") and self.cues.verdict.search(folded, c.start, min(self.end, c.end + 24)):
                return Reading("historic", c, None, "verdict-goal", index)
        return Reading(status, cue, strength, "goal-noun" if cue.kind == "goal" else "binding-noun", index)
