"""How the measurements are taken: CPU of a call, waiting times of many clients, memory of a process."""

from __future__ import annotations

import io
import statistics
import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode, urlsplit

if TYPE_CHECKING:
    from _typeshed.wsgi import WSGIApplication

ROUNDS = 5
TAKEN_IN_TURN = 15
"""How many rounds of each a comparison has."""

TURNS = 1_000_000
"""How long the loop is by which machines are compared."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What an application answered: status code, headers and body."""

    status: int
    headers: dict[str, str]
    body: bytes


@dataclass(frozen=True, slots=True)
class Caller:
    """Calls an application as a server would, with nothing of a test client in between."""

    app: WSGIApplication
    cookie: str = ""
    host: str = "127.0.0.1:8000"

    def get(self, url: str, **headers: str) -> Answer:
        """Ask for a page; headers as `HX_Request="true"`."""
        return self._call("GET", url, b"", headers)

    def post(self, url: str, **form: str) -> Answer:
        """Send a form from a page of the same site."""
        return self._call("POST", url, urlencode(form).encode(), {"Origin": f"http://{self.host}"})

    def _call(self, method: str, url: str, body: bytes, headers: dict[str, str]) -> Answer:
        parts = urlsplit(url)
        environ: dict[str, Any] = {
            "REQUEST_METHOD": method, "SCRIPT_NAME": "", "PATH_INFO": parts.path, "QUERY_STRING": parts.query,
            "SERVER_NAME": "127.0.0.1", "SERVER_PORT": "8000", "SERVER_PROTOCOL": "HTTP/1.1", "HTTP_HOST": self.host,
            "REMOTE_ADDR": "127.0.0.1", "HTTP_COOKIE": self.cookie, "CONTENT_LENGTH": str(len(body)),
            "CONTENT_TYPE": "application/x-www-form-urlencoded", "wsgi.version": (1, 0), "wsgi.url_scheme": "http",
            "wsgi.input": io.BytesIO(body), "wsgi.errors": io.StringIO(), "wsgi.multithread": True,
            "wsgi.multiprocess": False, "wsgi.run_once": False,
        }  # fmt: skip
        environ.update({f"HTTP_{name.upper()}": value for name, value in headers.items()})
        began: list[Any] = []

        def start_response(
            status: str, headers: list[tuple[str, str]], _fault: object = None
        ) -> Callable[[bytes], object]:
            began[:] = [int(status[:3]), dict(headers)]
            return began.append

        content: Iterable[bytes] = self.app(environ, start_response)
        text = b"".join(content)
        close = getattr(content, "close", None)
        if close:
            close()
        return Answer(began[0], began[1], text)


def cpu_ms(work: Callable[[], object], times: int) -> float:
    """Return the CPU milliseconds of one call: the median of several rounds of `times` calls."""
    work()
    return statistics.median(_round(work, times) for _ in range(ROUNDS))


def compared(work: Callable[[], object], other: Callable[[], object], times: int) -> tuple[float, float, float]:
    """Return the CPU milliseconds of two calls, and the ratio of the first to the second.

    They take turns, and the ratio is the median of the turns': a machine that slows down meanwhile slows both.
    """
    work(), other()
    turns = [(_round(work, times), _round(other, times)) for _ in range(TAKEN_IN_TURN)]
    mine, theirs = zip(*turns, strict=True)
    return statistics.median(mine), statistics.median(theirs), statistics.median(one / two for one, two in turns)


def _round(work: Callable[[], object], times: int) -> float:
    begin = time.process_time()
    for _ in range(times):
        work()
    return (time.process_time() - begin) / times * 1000


def loop_ms() -> float:
    """Return the CPU milliseconds of a fixed loop of Python: how fast this machine is just now."""

    def loop() -> None:
        total = 0
        for number in range(TURNS):
            total += number & 7

    return cpu_ms(loop, 1)


def per_second(works: Sequence[Callable[[], object]]) -> float:
    """Return how many of these calls are done in a second, one after another."""
    begin = time.perf_counter()
    for work in works:
        work()
    return len(works) / (time.perf_counter() - begin)


def rates(many: Sequence[Sequence[Callable[[], object]]], together: int) -> list[list[float]]:
    """Return the calls per second of each of several lists, in turns of so many calls from each."""
    starts = range(0, len(many[0]), together)
    return [[per_second(works[start : start + together]) for works in many] for start in starts]


def percentile(values: list[float], share: float) -> float:
    """Return the value below which `share` of the values lie."""
    return sorted(values)[min(len(values) - 1, int(len(values) * share))]


def resident_mb(pid: int) -> float | None:
    """Return the memory a process holds, in MB; None where the system does not tell."""
    try:
        status = Path(f"/proc/{pid}/status").read_text()
    except OSError:
        return None
    return next(int(line.split()[1]) / 1024 for line in status.splitlines() if line.startswith("VmRSS"))
