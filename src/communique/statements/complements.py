"""Where the content after a reporting verb begins, and which frame that is."""

from __future__ import annotations

import re

from communique.statements.places import Places
from communique.statements.sources import CONTRACTED
from communique.statements.verbs import Form

# Adjuncts that can stand between the verb and its content: "on Monday", "in a statement", "at the meeting".
# Each preposition opens a new part and no part holds one, so that there is one way only to read a string.
GAP = r"[aem]*?(?:[it][adNomegv'zqQk()]{1,9}?){0,5}?"
THAT = re.compile(rf",?{GAP}(?:s[dNo]{{1,5}}(?:i[dNo]{{1,4}}|ie)?)?,?T")  # "said after a lunch on Tuesday that"
_THAT_ADDRESSEE = re.compile(r"(?:[adNomeipgs'zqQtv-]|,(?=[^T]{1,40},)){1,18}?,?T")
_QUOTE = re.compile(rf",?{GAP}(?:in part|)[,:]?q")
_QUOTE_ADDRESSEE = re.compile(r"[adNomeipgt'v]{1,12}?[,:]?q")
_COLON = re.compile(rf",?{GAP}(?:,{GAP})?:")
_WH = re.compile(rf"{GAP}[wr]")
_WH_ADDRESSEE = re.compile(r"[adNompi']{1,9}?w")
_INFINITIVE = re.compile(r"[ae]*t[abhkofvgiq]")
_INFINITIVE_ADDRESSEE = re.compile(r"(?:p|[dNomkiv'(),]{0,15}?[Nomkpv)])[ae]*t[abhkofvgiq]")
_BEFORE_PREP = re.compile("(?:[ae]|ie){1,3}")
_QUANTITY = re.compile("id?m")  # "at least 13 guards", "about 50 homes"
_BEFORE_FIGURE = frozenset({"at", "about", "around", "over", "under", "up"})
_CLAUSE_START = re.compile(r"(?:[ae]|em)*([dNompqgiwsTbtvhxr])")
_OBJECT_START = re.compile(r"a*[dNomgpqv]")
_ONLY_ADJUNCT = re.compile(r"[aem,]*(?:[it][adNomegvp'zqQk(),]*)*[.;Y:)]*$")
_HAS_VERB = re.compile(r"[xbhf]|[Nomp)]v(?=[aitdem.,;scTpqg]|$)|[Nop]k")
ANY_VERB = re.compile("[xbhfvk]")
_REDUCED = re.compile(r"[dNomaiqzQ']+[xbhf]")
_ADJUNCT_THEN_CLAUSE = re.compile(r"[it][dNomegk']*?(?:(?<=e)|(?<=m),?|(?=p))(?=[dNp])")
_ADJUNCT_THEN_VERB = re.compile(r"[it][adNomeg]{1,8},a*[xbhf]")
_ADDRESSEE_CLAUSE = re.compile(
    r"(?:p|d?[omg']*[Nomg]+(?:i[dNom]+)?(?:[,](?:[dNom']+),)?)(?:[ae]|ie|i[dNo]{1,4}e?)*(?=[pd]|Nx|Nf|Nb|[Nop]h)"
)
_SHORT_ADDRESSEE = re.compile(r"(?:p|d?[Nomg]{1,4})(?:[ae]|ie)*(?=[bhx])")  # "told the paper he'd resign"
_NOMINATIVE = frozenset({"he", "she", "they", "we", "i"})
_SPOKEN = re.compile(r"i[dN]?[oN]?[oN](?=[dNp])")
_STATEMENT_NOUNS = frozenset({
    "statement", "interview", "letter", "report", "email", "briefing", "memo", "post", "message", "bulletin", "speech",
    "release", "note", "filing", "tweet", "court", "parliament", "testimony", "reply", "response",
})  # fmt: skip
_CLAUSE_CUT = re.compile("[,;-]")
_CONDITIONS = frozenset({"because", "when", "once", "unless", "until", "although", "whenever", "where"})


class Complements(Places):
    """Finds where the content after a verb begins."""

    def complement(self, verb: int, form: Form, strict: bool = False) -> tuple[int, str, int] | None:
        """Return where the content after a verb begins, the name of the frame and the last word of the cue."""
        tags, words = self.tags, self.words
        takes = form.verb.takes
        after = verb + 1
        size = self.line.size
        if after >= size:
            return None
        cue_end = verb
        if form.verb.prep and (match := _BEFORE_PREP.match(tags, after)):
            while match.end() > after and words[match.end() : match.end() + 1] and words[match.end()] in form.verb.prep:
                after = match.end()
        if form.verb.prep and words[after] in form.verb.prep:
            cue_end = after
            after += 1
            if after >= size:
                return None
            if words[after - 1] not in ("out", "down"):
                return self.prep_complement(after, cue_end)
        elif form.verb.needs:
            return None
        if form.verb.lemma == "go" and words[after] == "on" and after + 1 < size:
            cue_end, after = after, after + 1
        addressee = "a" in takes
        if "t" in takes:
            match = THAT.match(tags, after) or (_THAT_ADDRESSEE.match(tags, after) if addressee else None)
            if match and not self.crosses_sentence(after, match.end() - 1):
                return match.end() - 1, "that", cue_end
        if "q" in takes:
            match = _QUOTE.match(tags, after) or (
                _QUOTE_ADDRESSEE.match(tags, after) if addressee or "F" in takes else None
            )
            if match and not self.crosses_sentence(after, match.end() - 1):
                return match.end() - 1, "quote-right", cue_end
            match = _COLON.match(tags, after)
            if match and match.end() < size and not self.crosses_sentence(after, match.end() - 1):
                return match.end(), "colon", cue_end
        if "w" in takes:
            if words[after] in ("when", "where"):
                return after, "question", cue_end
            match = _WH.match(tags, after) or (_WH_ADDRESSEE.match(tags, after) if takes & set("aF") else None)
            if match and not self.crosses_sentence(after, match.end() - 1):
                return match.end() - 1, "question", cue_end
        if "f" in takes:
            match = _INFINITIVE.match(tags, after)
            if match and form.verb.lemma in ("decline", "refuse") and tags[match.end() - 1] == "k":
                return None  # "declined to say whether": the second verb is the cue
            if match:
                return tags.index("t", after), "infinitive", cue_end
        if "F" in takes:
            match = _INFINITIVE_ADDRESSEE.match(tags, after)
            if match and match.end() - after < 20:
                start = match.end() - 2
                while start > after and tags[start - 1] in "ae" and words[start - 1] == "not":
                    start -= 1
                return (start if addressee else after), "infinitive", cue_end
        if strict and not (form.verb.mental and "c" in takes and self.tags[after] in "pd"):
            return None
        if takes & set("Cc") and tags[after] not in ",.;:)-Y":
            found = self.clause_complement(after, form, cue_end)
            if found:
                return found
        if strict:
            return None
        if addressee:
            found = self.addressee_clause(after, cue_end)
            if found:
                return found
        if takes & set("oO"):
            if words[after] == "as" and form.verb.lemma in ("describe", "characterize", "characterise", "portray"):
                return after, "object", cue_end
            match = _OBJECT_START.match(tags, after)
            rest = tags[after : self.sentence_end(verb) + 1]
            if not match and (rest[:1] == "T" and "O" in takes or words[after] == "what"):
                return after, "object", cue_end
            if match and not _ONLY_ADJUNCT.match(rest):
                if rest[0] != "q" and "p" in form.shape and tags[verb - 1] not in "pxbh" and _REDUCED.match(rest):
                    return None  # "a group called Our Town is": the participle belongs to the noun
                return after, "object", cue_end
        return None

    def crosses_sentence(self, first: int, last: int) -> bool:
        """Say whether a sentence ends between two words."""
        return "." in self.tags[first:last] or "Y" in self.tags[first:last]

    def prep_complement(self, after: int, cue_end: int) -> tuple[int, str, int] | None:
        """The noun phrase or clause after "called for", "warned of"."""
        if self.tags[after] in "dNomgpqTwva":
            return after, "prep", cue_end
        return None

    def clause_complement(self, after: int, form: Form, cue_end: int) -> tuple[int, str, int] | None:
        """A clause without "that": a noun phrase and a finite verb must follow, or the verb is trusted bare."""
        tags = self.tags
        match = _CLAUSE_START.match(tags, after)
        if not match:
            return None
        start = match.start(1)
        if form.verb.strict and tags[start] != "p":
            return None  # "added the firm to the list", but "added it would appeal"
        if tags[start] == "s" and self.words[start] not in _CONDITIONS:
            return None
        end = self.sentence_end(start)
        rest = tags[start : end + 1]
        comma = rest.find(",")
        has_verb = bool(_HAS_VERB.search(rest))
        is_figure = self.words[start] in _BEFORE_FIGURE and tags[start + 1 : start + 2] in ("m", "d")
        if rest[0] in "it" and self.words[start] != "to" and not (is_figure and "C" in form.verb.takes):
            # "said on Monday the levy …" / "said in a statement": an adjunct, unless a clause follows.
            if not has_verb:
                return None
            clause = _ADJUNCT_THEN_CLAUSE.match(tags, start)
            if _ADJUNCT_THEN_VERB.match(rest):
                return None  # "exports, the bank said in its bulletin, fell"
            spoken = _SPOKEN.match(tags, start)
            if spoken and self.words[spoken.end() - 1] in _STATEMENT_NOUNS:
                start = spoken.end()  # "said in a statement the dam was safe"
            elif clause:
                start = clause.end()
            elif (
                comma > 0
                and re.fullmatch("[it][adNomegv]*", rest[:comma])
                and rest[comma + 1 : comma + 2] in tuple("dNpoT")
            ):
                pass
        if "C" in form.verb.takes or self.words[start] in _NOMINATIVE:
            return start, "clause", cue_end
        if self.words[start] == "it" and start < end and tags[start + 1] in "oa" and self.words[start + 1][-1] == "s":
            return start, "clause", cue_end  # "claims it controls the road"
        if tags[start] in "it" and not (self.words[start] in _BEFORE_FIGURE and _QUANTITY.match(tags, start)):
            return None
        head = _CLAUSE_CUT.split(rest, maxsplit=1)[0]
        if _HAS_VERB.search(head if len(head) > 3 else rest):
            return start, "clause", cue_end
        return None

    def addressee_clause(self, after: int, cue_end: int) -> tuple[int, str, int] | None:
        """ "told the council the levy would rise", "told AP they agreed"."""
        tags = self.tags
        match = _ADDRESSEE_CLAUSE.match(tags, after)
        if match is None and (match := _SHORT_ADDRESSEE.match(tags, after)):
            return (match.end(), "clause", cue_end) if self.words[match.end()] in CONTRACTED else None
        if match and ANY_VERB.search(tags, match.end(), self.sentence_end(after) + 1):
            return match.end(), "clause", cue_end
        return None
