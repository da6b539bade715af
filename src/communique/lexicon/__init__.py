"""The knowledge of language and policy, as YAML files that a researcher can read and edit.

Code holds grammar, the lexicon holds vocabulary.  A folder of edited copies can stand in for the shipped files: a file
that the folder lacks is taken from here.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache
from pathlib import Path

from communique.errors import LexiconError

SHIPPED = Path(__file__).parent


@cache
def read_lexicon(name: str, folder: Path | None = None) -> dict:
    """Read one file of the lexicon.

    Parameters
    ----------
    name : str
        The file's name without ``.yaml``, such as ``"cues"``.
    folder : Path, optional
        A folder of edited copies; a file that it lacks is taken from the shipped ones.

    Returns
    -------
    dict
        The file's content.  It is cached and shared: do not change it.

    Raises
    ------
    LexiconError
        If the file is no YAML mapping, or not UTF-8, or the folder is none.
    """
    if folder is not None and not Path(folder).is_dir():
        raise LexiconError(f"{folder}: is no folder; a folder of edited lexicon files is expected.")
    path = SHIPPED / f"{name}.yaml"
    if folder is not None and (Path(folder) / path.name).is_file():
        path = Path(folder) / path.name
    return read_yaml(path)


def read_yaml(path: Path) -> dict:
    """Read a YAML mapping; :class:`LexiconError` in one sentence where that fails."""
    import yaml

    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    try:
        content = yaml.load(path.read_text(encoding="utf-8"), Loader=loader)
    except UnicodeDecodeError as error:
        raise LexiconError(f"{path.name}: not valid UTF-8 at byte {error.start:,}; save the file as UTF-8.") from None
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        where = f", line {mark.line + 1}, column {mark.column + 1}" if mark else ""
        problem = getattr(error, "problem", None) or "not YAML"
        raise LexiconError(f"{path.name}{where}: {problem}; mend the YAML there.") from None
    except OSError as error:
        raise LexiconError(f"{path}: cannot be read ({error.strerror}); check the path.") from None
    if not isinstance(content, dict):
        raise LexiconError(f"{path.name}: a mapping of keys is expected at the top; found {type(content).__name__}.")
    return content


def alternation(words: Iterable[str]) -> str:
    r"""Return a regular expression for a list of literal words, factored as a prefix tree.

    Python's ``re`` tries alternatives one after the other; a prefix tree makes 200 words three to four times faster
    for identical matches.  The longest word wins where one is the beginning of another.  A space in a word matches
    any run of white space.

    Examples
    --------
    >>> alternation(["say", "says", "said"])
    'sa(?:id|y(?:s)?)'
    """
    tree: dict = {}
    for word in words:
        node = tree
        for letter in word:
            node = node.setdefault(letter, {})
        node[""] = {}
    return _branch(tree)


def _branch(tree: dict) -> str:
    ends = "" in tree
    parts = []
    for letter in sorted(key for key in tree if key):
        head = r"\s+" if letter == " " else re.escape(letter)
        parts.append(head + _branch(tree[letter]))
    if not parts:
        return ""
    if len(parts) == 1 and not ends:
        return parts[0]
    return "(?:" + "|".join(parts) + ")" + ("?" if ends else "")
