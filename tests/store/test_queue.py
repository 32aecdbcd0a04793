"""The queue of writers: order, nothing lost, and patience that ends."""

from __future__ import annotations

import multiprocessing
import os
import subprocess
import sys
import threading
from datetime import UTC, datetime
from pathlib import Path

import pytest

from portal.refusal import Refusal
from portal.store import journal
from portal.store.database import Store
from portal.store.locks import FileTurn
from portal.store.queue import Turnstile, WriteQueue
from portal.store.tables import Journal


def write(store: Store, who: str, times: int) -> None:
    for number in range(times):
        with store.writing():
            journal.append("uji", str(number), who, who, datetime.now(UTC))


def write_elsewhere(url: str, who: str, times: int) -> None:
    store = Store(url).open()
    write(store, who, times)
    store.close()


def written_by(who: str) -> list[str]:
    return [line.subject for line in Journal.select().where(Journal.actor_id == who).order_by(Journal.seq)]


def test_eight_threads_lose_nothing_and_keep_their_order(store: Store) -> None:
    threads = [threading.Thread(target=write, args=(store, f"utas-{n}", 25)) for n in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert journal.verify() == journal.Verdict(200)
    assert all(written_by(f"utas-{n}") == [str(number) for number in range(25)] for n in range(8))


def test_two_processes_lose_nothing_and_keep_their_order(store: Store) -> None:
    spawn = multiprocessing.get_context("spawn")
    url = f"sqlite:///{store.path}"
    others = [spawn.Process(target=write_elsewhere, args=(url, f"proses-{n}", 25)) for n in range(2)]
    for other in others:
        other.start()
    write(store, "utama", 25)
    for other in others:
        other.join()
    assert [other.exitcode for other in others] == [0, 0]
    assert journal.verify() == journal.Verdict(75)
    assert all(written_by(f"proses-{n}") == [str(number) for number in range(25)] for n in range(2))


def test_the_turn_goes_to_whoever_waits_longest() -> None:
    turnstile, order = Turnstile(), list[int]()
    assert turnstile.enter(1)

    def queue_up(number: int) -> None:
        assert turnstile.enter(10)
        order.append(number)
        turnstile.leave()

    threads = []
    for number in range(6):
        threads.append(threading.Thread(target=queue_up, args=(number,)))
        threads[-1].start()
        while turnstile.waiting <= number:
            os.sched_yield()
    turnstile.leave()
    for thread in threads:
        thread.join()
    assert order == [0, 1, 2, 3, 4, 5]


def test_who_gives_up_waiting_is_not_handed_the_turn() -> None:
    turnstile = Turnstile()
    assert turnstile.enter(1)
    assert not turnstile.enter(0.01)
    turnstile.leave()
    assert turnstile.enter(0)


def test_a_writer_who_waits_too_long_is_told_to_try_again(tmp_path: Path) -> None:
    queue = WriteQueue(tmp_path / "antre.lock", patience=0.02)
    refusals: list[Refusal] = []

    def wait_in_vain() -> None:
        with pytest.raises(Refusal) as caught, queue.turn():
            raise AssertionError("two writers at once")
        refusals.append(caught.value)

    with queue.turn():
        thread = threading.Thread(target=wait_in_vain)
        thread.start()
        thread.join()
    assert [refusal.status for refusal in refusals] == [503]
    with queue.turn():
        pass
    queue.close()


def test_another_processs_lock_is_waited_for_only_so_long(tmp_path: Path) -> None:
    path = tmp_path / "antre.lock"
    other = FileTurn(path)
    assert other.take(1)
    queue = WriteQueue(path, patience=0.02)
    with pytest.raises(Refusal) as caught, queue.turn():
        raise AssertionError("two writers at once")
    assert caught.value.status == 503
    other.give_back()
    with queue.turn():
        pass
    other.close()
    queue.close()


@pytest.mark.skipif(not hasattr(os, "fork"), reason="this system does not fork")
def test_a_forked_process_does_not_share_its_parents_lock(tmp_path: Path) -> None:
    lock = FileTurn(tmp_path / "antre.lock")
    assert lock.take(1)
    child = os.fork()
    if child == 0:
        os._exit(int(lock.take(0)))
    assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 0
    lock.give_back()
    lock.close()


def test_a_lock_file_that_cannot_be_made_is_said_in_plain_words(tmp_path: Path) -> None:
    queue = WriteQueue(tmp_path / "tidak-ada" / "antre.lock")
    with pytest.raises(Refusal) as caught, queue.turn():
        raise AssertionError("wrote without a lock")
    assert "izin" in str(caught.value.message)


WITHOUT_FCNTL = """
import sys, warnings
sys.modules["fcntl"] = None
warnings.simplefilter("ignore")
from datetime import UTC, datetime
from portal.store import journal
from portal.store.database import Store
from portal.store.migrations import create
store = Store(sys.argv[1])
create(store)
for number in range(3):
    with store.writing():
        journal.append("uji", str(number), "-", "penguji", datetime.now(UTC))
print(journal.verify().lines)
"""


def test_the_portal_writes_where_there_is_no_fcntl(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'portal.sqlite3'}"
    done = subprocess.run([sys.executable, "-c", WITHOUT_FCNTL, url], capture_output=True, text=True, check=False)
    assert (done.stdout, done.stderr) == ("3\n", "")


def words_in(folder: Path, *words: str) -> list[str]:
    texts = {path: path.read_text(encoding="utf-8") for path in folder.rglob("*.py")}
    return [path.name for path, text in texts.items() if any(word in text for word in words)]


def test_locks_and_fsync_live_in_one_module() -> None:
    room = Path(journal.__file__).parent
    assert words_in(room, "filelock", "fsync") == ["locks.py"]
    assert words_in(room.parent, "import fcntl", "import msvcrt") == []
