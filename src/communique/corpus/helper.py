"""A helper process that may die: calls go to it through pipes, and its death is an answer.

It is an interpreter of its own and no fork, so that it can be started from any thread, from workers that may have no
children (Dask) and without running the caller's main module again.
"""

from __future__ import annotations

import os
import pickle
import select
import signal
import struct
import subprocess
import sys
import time
from importlib import import_module
from pathlib import Path

_HEAD = struct.Struct("<Q")
_BLOCK = 1 << 20


class HelperLost(Exception):
    """The helper ended or was stopped during a call; ``reason`` says how in one sentence."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


class Helper:
    """A process that answers :meth:`call`; it is started when it is first needed, and again after it was lost."""

    def __init__(self) -> None:
        self.process: subprocess.Popen | None = None

    def __enter__(self) -> Helper:
        return self

    def __exit__(self, *error: object) -> None:
        self.close()

    def close(self) -> None:
        """Stop the process."""
        if self.process is not None:
            self.process.kill()
            self.process.wait()
            for pipe in (self.process.stdin, self.process.stdout):
                pipe.close()
            self.process = None

    def call(self, function: str, *arguments: object, limit: float | None = None) -> object:
        """Return ``function(*arguments)`` as computed in the helper.

        Parameters
        ----------
        function : str
            ``"module:name"``.
        *arguments
            Anything that can be pickled.
        limit : float, optional
            Seconds after which the helper is stopped.

        Raises
        ------
        HelperLost
            If the helper ended or was stopped.
        Exception
            What the function raised.
        """
        if self.process is None:
            path = os.pathsep.join(dict.fromkeys([str(Path(__file__).parents[2]), *filter(None, sys.path)]))
            self.process = subprocess.Popen(
                [sys.executable, "-c", "from communique.corpus.helper import serve; serve()"],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                env={**os.environ, "PYTHONPATH": path},
            )
        try:
            _send(self.process.stdin, (function, arguments))
            outcome, value = _receive(self.process.stdout, limit)
        except (EOFError, BrokenPipeError, ConnectionError):
            code = self.process.wait()
            self.close()
            raise HelperLost(_why(code)) from None
        except TimeoutError:
            self.close()
            raise HelperLost(f"took longer than {limit:g} s and was stopped.") from None
        if outcome == "raised":
            raise value
        return value


def _why(code: int) -> str:
    if code == -signal.SIGPROF:
        return "took too long and heard no alarm; its process was stopped."
    if code < 0:
        return f"ended its process ({signal.Signals(-code).name}: memory, or a fault in a library)."
    return f"ended its process (exit status {code})."


def _send(pipe: object, content: object) -> None:
    data = pickle.dumps(content, protocol=pickle.HIGHEST_PROTOCOL)
    pipe.write(_HEAD.pack(len(data)))
    pipe.write(data)
    pipe.flush()


def _receive(pipe: object, limit: float | None = None) -> object:
    deadline = None if limit is None else time.monotonic() + limit
    (size,) = _HEAD.unpack(_read(pipe, _HEAD.size, deadline))
    return pickle.loads(_read(pipe, size, deadline))


def _read(pipe: object, size: int, deadline: float | None) -> bytes:
    blocks, left = [], size
    while left:
        if deadline is not None and not select.select([pipe], [], [], max(0.0, deadline - time.monotonic()))[0]:
            raise TimeoutError
        block = os.read(pipe.fileno(), min(left, _BLOCK))
        if not block:
            raise EOFError
        blocks.append(block)
        left -= len(block)
    return b"".join(blocks)


def serve() -> None:
    """Answer calls until standard input ends; what functions print goes to standard error."""
    from communique.corpus.work import die_with_parent

    die_with_parent()
    calls = os.fdopen(os.dup(0), "rb")
    answers = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)
    while True:
        try:
            function, arguments = _receive(calls)
        except EOFError:
            return
        module, name = function.split(":")
        try:
            answer = ("returned", getattr(import_module(module), name)(*arguments))
        except Exception as error:
            answer = ("raised", error)
        _send(answers, answer)
