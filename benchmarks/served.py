"""The portal as it is served: how soon it answers, how much it holds, and how long sixteen clients wait."""

from __future__ import annotations

import http.client
import os
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlencode

from benchmarks.measure import percentile, resident_mb
from benchmarks.office import Office, check_form
from portal.sop.model import Sop

CLIENTS = 16
CHECKS_OF_A_CYCLE = 8
PATIENCE = 60.0

Tell = Callable[..., None]


def serve(office: Office, cycles: list[tuple[str, Sop]], tell: Tell) -> None:
    """Serve the office in a process of its own and print what that costs."""
    with server(office):
        pass  # the first start compiles the bytecode, as an installation does
    with server(office) as (process, port, started):
        tell("start to first answer", f"{started:.2f} s", "below 1 s")
        waits = crowd(office, port, cycles)
        median, slow = percentile(waits, 0.5) * 1000, percentile(waits, 0.99) * 1000
        rate = f"p99/median {slow / median:.1f} ×"
        tell(f"{CLIENTS} clients checking off", f"median {median:.0f} ms", f"p99 {slow:.0f} ms", rate, "at most 30 ×")
        held = [memory for pid in family(process.pid) if (memory := resident_mb(pid))]
        tell("memory of a process", ", ".join(f"{memory:.0f} MB" for memory in held), "below 100 MB each")


@contextmanager
def server(office: Office) -> Iterator[tuple[subprocess.Popen[bytes], int, float]]:
    """Run `portal serve`; give process, port, and the seconds until its first answer."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    portal = Path(sys.executable).parent / "portal"
    begin = time.perf_counter()
    process = subprocess.Popen(
        [portal, "serve", "--host", "127.0.0.1", "--port", str(port)],
        env={**os.environ, **office.environ, **bytecode(office)}, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
    )  # fmt: skip
    try:
        await_answer(process, port, begin + PATIENCE)
        yield process, port, time.perf_counter() - begin
    finally:
        process.terminate()
        process.wait(20)


def bytecode(office: Office) -> dict[str, str]:
    """Return what lets Python keep compiled modules beside the office, whatever this shell says of it."""
    return {"PYTHONDONTWRITEBYTECODE": "", "PYTHONPYCACHEPREFIX": str(office.rooms.settings.home / "bytecode")}


def await_answer(process: subprocess.Popen[bytes], port: int, end: float) -> None:
    """Return as soon as the portal answers its first page."""
    while time.perf_counter() < end and process.poll() is None:
        try:
            if ask(http.client.HTTPConnection("127.0.0.1", port, timeout=10), "GET", "/sop") == 200:
                return
        except OSError:
            time.sleep(0.01)
    raise SystemExit("portal serve tidak menjawab")


def ask(line: http.client.HTTPConnection, method: str, url: str, body: str = "", cookie: str = "") -> int:
    """Send one request and read its answer; return the status."""
    headers = {"Content-Type": "application/x-www-form-urlencoded", "Origin": f"http://{line.host}:{line.port}"}
    line.request(method, url, body or None, {**headers, "Cookie": cookie} if cookie else headers)
    answer = line.getresponse()
    answer.read()
    return answer.status


def crowd(office: Office, port: int, cycles: list[tuple[str, Sop]]) -> list[float]:
    """Let all clients check off at once, each its own cycles; return how long each check took."""
    waits: list[float] = []
    strange: list[int] = []

    def client(mine: list[tuple[str, Sop]]) -> None:
        line = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
        for cycle, sop in mine:
            for number in range(CHECKS_OF_A_CYCLE):
                step, form = check_form(sop, number)
                url, body = f"/siklus/{cycle}/langkah/{step}/centang", urlencode(form)
                begin = time.perf_counter()
                status = ask(line, "POST", url, body, office.caller.cookie)
                waits.append(time.perf_counter() - begin)
                if status != 303:
                    strange.append(status)

    threads = [threading.Thread(target=client, args=(cycles[number::CLIENTS],)) for number in range(CLIENTS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    if strange:
        raise SystemExit(f"pencentangan ditolak: {strange[:5]}")
    return waits


def family(pid: int) -> list[int]:
    """Return a process and those it started, where the system tells."""
    children = Path(f"/proc/{pid}/task/{pid}/children")
    if not children.exists():
        return [pid]
    return [pid, *(one for child in children.read_text().split() for one in family(int(child)))]
