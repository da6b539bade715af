"""Who is who: names, roles and organisations, and which mentions are the same person.

A source is a noun phrase ("the agency's director, Ann Lee", "she", "the minister"); here it is taken apart into name,
role and organisation, and later mentions are led back to the first full one.  What cannot be led back stays
unresolved and says so.
"""

from __future__ import annotations

from communique.speakers.people import Speakers
from communique.speakers.words import Speaker

__all__ = ["RULES", "Speaker", "Speakers"]

RULES = {
    "name-role": "Name with a role before it (Energy Minister Ann Lee) or after a comma (Ann Lee, head of the agency).",
    "role-name": "A role with the name in apposition (the agency's director, Ann Lee).",
    "surname": "A surname or first name alone is the one person of the article who bears it.",
    "role-alone": "A role alone (the minister) is the latest person introduced with that role.",
    "pronoun": "He and she are the latest person who spoke or headed a sentence and does not contradict the pronoun.",
    "head-noun": "The head noun tells documents, organisations, groups and unnamed persons apart.",
}
