"""The daily letter: what it says, when it goes out, and that it goes out once."""

from __future__ import annotations

import multiprocessing
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from portal.desk import Desk
from portal.desk.values import Tasks
from portal.library import Library
from portal.people import accounts
from portal.people.model import CONSOLE
from portal.people.standing import Standing
from portal.plugins import find_plugins
from portal.refusal import Refusal
from portal.rounds.delivery import Delivery, Sent
from portal.rounds.post import Smtp
from portal.settings import load
from portal.settings.mail import Mail
from portal.store import tables
from portal.store.database import Store
from tests.desk.office import NOW, World
from tests.rounds.mailbox import Mailbox

PROCESSES, ATTEMPTS = 8, 2
URL = "https://sop.contoh.go.id"
HOUR = timedelta(hours=1)


def delivery(world: World) -> Delivery:
    return Delivery(world.store, world.library, world.desk, URL)


def deliver(world: World, mail: Mail, now: datetime = NOW) -> Sent:
    with Smtp(mail) as post:
        return delivery(world).deliver(post, mail.hour, now)


def test_it_says_what_waits_and_what_is_unread_with_links(world: World, box: Mailbox, mail: Mail) -> None:
    assert deliver(world, mail) == Sent(1, 0)
    (letter,) = box.letters
    text = letter.get_content()
    assert letter["To"] == "Kepala <kepala@contoh.go.id>" and letter["From"] == "Portal SOP <portal@contoh.go.id>"
    assert letter["Subject"] == "Portal SOP: 1 kabar"
    assert "MINGGU INI (1)" in text and "Memerintahkan" in text and "Triwulan III 2026" in text
    assert "KABAR YANG BELUM DIBACA (1)" in text and "Giliran Anda sebagai Kepala" in text
    assert f"{URL}/siklus/" in text and f"{URL}/akun" in text


def test_late_steps_come_first(world: World, box: Mailbox, mail: Mail) -> None:
    deliver(world, mail, NOW + timedelta(days=6))
    text = box.letters[0].get_content()
    assert box.letters[0]["Subject"] == "Portal SOP: 1 terlambat, 1 kabar"
    assert text.index("TERLAMBAT (1)") < text.index("KABAR")


def test_it_holds_no_nip(world: World, box: Mailbox, mail: Mail) -> None:
    nip = "197010231992031007"
    accounts.amend(world.store, CONSOLE, world.people["kepala"].id, nama="Kepala", nip=nip, jabatan=None,
                   surel="kepala@contoh.go.id", now=NOW)  # fmt: skip
    deliver(world, mail)
    assert nip not in box.letters[0].as_string()


def test_a_person_has_one_letter_a_day(world: World, box: Mailbox, mail: Mail) -> None:
    assert deliver(world, mail) == Sent(1, 0)
    assert deliver(world, mail, NOW + 3 * HOUR) == Sent(0, 0)
    assert len(box.letters) == 1
    assert deliver(world, mail, NOW + timedelta(days=1)) == Sent(1, 0)


def test_who_has_nothing_to_know_or_no_address_has_no_letter(world: World, box: Mailbox, mail: Mail) -> None:
    accounts.set_surel(world.store, world.people["sekretaris"], "sekretaris@contoh.go.id", NOW)
    deliver(world, mail)
    assert [letter["To"] for letter in box.letters] == ["Kepala <kepala@contoh.go.id>"]


def test_a_closed_account_has_no_letter(world: World, box: Mailbox, mail: Mail) -> None:
    accounts.disable(world.store, CONSOLE, world.people["kepala"].id, NOW)
    assert deliver(world, mail) == Sent(0, 0) and box.connections == 0


@pytest.mark.parametrize(
    ("moment", "sent"),
    [
        (datetime(2026, 10, 6, 23, 59, tzinfo=UTC), 0),  # Wednesday 06.59 WIB
        (datetime(2026, 10, 7, 0, 0, tzinfo=UTC), 1),  # Wednesday 07.00 WIB
        (datetime(2026, 10, 10, 2, 0, tzinfo=UTC), 0),  # Saturday
        (datetime(2026, 12, 25, 2, 0, tzinfo=UTC), 0),  # Christmas, a Friday
    ],
)
def test_letters_go_out_from_seven_on_working_days_of_the_agency(
    world: World, box: Mailbox, mail: Mail, moment: datetime, sent: int
) -> None:
    assert deliver(world, mail, moment) == Sent(sent, 0)
    assert len(box.letters) == sent


def test_what_fails_is_tried_again_an_hour_later(world: World, box: Mailbox, mail: Mail) -> None:
    box.refuses = True
    assert deliver(world, mail) == Sent(0, 1)
    box.refuses = False
    assert deliver(world, mail, NOW + timedelta(minutes=59)) == Sent(0, 0)
    assert deliver(world, mail, NOW + HOUR) == Sent(1, 0)
    assert deliver(world, mail, NOW + 3 * HOUR) == Sent(0, 0)
    assert len(box.letters) == 1


def test_a_server_that_is_away_is_asked_once_and_fails_all(world: World, box: Mailbox) -> None:
    accounts.set_surel(world.store, world.people["kasubbag"], "kasubbag@contoh.go.id", NOW)
    world.act("comment", "kepala", world.desk.cycles(world.me("kepala"), NOW).rows[0].id, catatan="x")
    away = Mail("127.0.0.1", 1, "portal@contoh.go.id")
    assert deliver(world, away) == Sent(0, 2)
    assert deliver(world, Mail("127.0.0.1", box.port, "portal@contoh.go.id"), NOW + HOUR) == Sent(2, 0)


def test_one_refused_address_keeps_no_other_letter(world: World, box: Mailbox, mail: Mail) -> None:
    accounts.set_surel(world.store, world.people["pengelola"], "pengelola@contoh.go.id", NOW)
    world.act("comment", "kepala", world.desk.cycles(world.me("kepala"), NOW).rows[0].id, catatan="x")
    box.refuses = True
    assert deliver(world, mail) == Sent(0, 2)
    assert box.connections == 1


def test_a_letter_that_the_server_may_have_taken_is_not_sent_twice(world: World, box: Mailbox, mail: Mail) -> None:
    box.hangs_up = "after"
    assert deliver(world, mail) == Sent(1, 0)
    box.hangs_up = ""
    assert deliver(world, mail, NOW + 2 * HOUR) == Sent(0, 0)
    assert len(box.letters) == 1


def test_a_letter_that_the_server_cannot_have_taken_is_sent_later(world: World, box: Mailbox, mail: Mail) -> None:
    box.hangs_up = "before"
    assert deliver(world, mail) == Sent(0, 1)
    box.hangs_up = ""
    assert deliver(world, mail, NOW + 2 * HOUR) == Sent(1, 0)


def both_have_news(world: World) -> None:
    """Let two people have something to know."""
    accounts.set_surel(world.store, world.people["kasubbag"], "kasubbag@contoh.go.id", NOW)
    world.act("comment", "kepala", world.desk.cycles(world.me("kepala"), NOW).rows[0].id, catatan="x")


def test_one_letter_that_cannot_be_written_keeps_no_other(
    world: World, box: Mailbox, mail: Mail, monkeypatch: pytest.MonkeyPatch
) -> None:
    both_have_news(world)
    with monkeypatch.context() as patch:
        breaking(patch, world, ValueError("rusak"))
        assert deliver(world, mail) == Sent(1, 1)
    assert [letter["To"] for letter in box.letters] == ["Kasubbag <kasubbag@contoh.go.id>"]
    assert deliver(world, mail, NOW + HOUR) == Sent(1, 0)


def test_who_was_killed_with_a_letter_in_his_hands_sends_it_tomorrow_and_the_others_today(
    world: World, box: Mailbox, mail: Mail, monkeypatch: pytest.MonkeyPatch
) -> None:
    both_have_news(world)
    with monkeypatch.context() as patch, pytest.raises(KeyboardInterrupt):
        breaking(patch, world, KeyboardInterrupt())
        deliver(world, mail)
    deliver(world, mail, NOW + HOUR)
    assert [letter["To"] for letter in box.letters] == ["Kasubbag <kasubbag@contoh.go.id>"]
    assert deliver(world, mail, NOW + timedelta(days=1)) == Sent(2, 0)


def test_an_account_that_is_closed_while_letters_go_out_has_none(
    world: World, box: Mailbox, mail: Mail, monkeypatch: pytest.MonkeyPatch
) -> None:
    both_have_news(world)
    known, kepala = world.desk.tasks, world.people["kepala"]

    def meanwhile(me: Standing, now: datetime) -> Tasks:
        other = world.people["kasubbag" if me.id == kepala.id else "kepala"]
        if not tables.Person.select().where(tables.Person.disabled_at.is_null(False)).exists():
            accounts.disable(world.store, CONSOLE, other.id, NOW)
        return known(me, now)

    monkeypatch.setattr(world.desk, "tasks", meanwhile)
    assert deliver(world, mail).sent == len(box.letters) == 1


def breaking(patch: pytest.MonkeyPatch, world: World, fault: BaseException) -> None:
    """Let the letter of the head fail."""
    known, kepala = world.desk.tasks, world.people["kepala"].id

    def tasks(me: Standing, now: datetime) -> Tasks:
        if me.id == kepala:
            raise fault
        return known(me, now)

    patch.setattr(world.desk, "tasks", tasks)


def test_the_office_can_be_looked_at_without_sending(world: World, box: Mailbox) -> None:
    assert [person.nama for person, _ in delivery(world).look(NOW)] == ["Kepala"]
    assert box.connections == 0


def work(url: str, home: str, port: int, start: object) -> int:
    """Deliver the letters in a process of its own, at the same time as all the others."""
    settings = load({"PORTAL_HOME": home, "PORTAL_PLUGINS": "satu,dua"}, Path(home))
    plugins = find_plugins(settings)
    store = Store(url).open()
    library = Library(settings, plugins, lambda: NOW)
    start.wait(120)  # type: ignore[attr-defined]
    sent = 0
    for _ in range(ATTEMPTS):
        with suppress(Refusal), Smtp(Mail("127.0.0.1", port, "portal@contoh.go.id")) as post:
            sent += Delivery(store, library, Desk(store, library, plugins)).deliver(post, 7, NOW).sent
    store.close()
    return sent


def test_of_eight_processes_one_sends(world: World, box: Mailbox) -> None:
    url, home = f"sqlite:///{world.store.path}", str(world.library.settings.home)
    context = multiprocessing.get_context("spawn")
    with context.Manager() as manager, context.Pool(PROCESSES) as pool:
        start = manager.Barrier(PROCESSES)
        sent = pool.starmap(work, [(url, home, box.port, start)] * PROCESSES)
    assert sorted(sent) == [0] * (PROCESSES - 1) + [1]
    assert len(box.letters) == 1


def letter_of(world: World, who: str, now: datetime) -> str:
    """Return the text of somebody's letter as it would be, with its subject on top."""
    written = delivery(world).letter_of(world.people[who].id, now)
    assert written is not None
    return f"{written.subject}\n{written.text}"


def test_a_pengelola_is_told_whose_step_is_late(world: World) -> None:
    text = letter_of(world, "pengelola", NOW + timedelta(days=6))
    assert "1 terlambat pada orang lain" in text
    late = text[text.index("TERLAMBAT PADA ORANG LAIN (1)") :]
    assert "Memerintahkan" in late and "Menunggu Kepala, batas Rabu, 7 Oktober 2026" in late
    assert f"{URL}/siklus/" in late


def test_who_only_holds_a_role_is_not_told_of_others_late_steps(world: World) -> None:
    written = delivery(world).letter_of(world.people["sekretaris"].id, NOW + timedelta(days=6))
    assert written is None or "ORANG LAIN" not in written.text


def test_a_pengelola_is_told_what_he_can_close(world: World) -> None:
    (row,) = world.desk.cycles(world.me("pengelola"), NOW).rows
    world.until(world.desk.cycle(world.me("pengelola"), row.id, NOW), "nothing")
    text = letter_of(world, "pengelola", NOW)
    assert "DAPAT DITUTUP (1)" in text
    assert f"{URL}/siklus/{row.id}" in text


def test_a_pengelola_is_told_of_periods_without_a_cycle(world: World) -> None:
    world.library.look()
    early = letter_of(world, "pengelola", NOW + timedelta(days=95))
    assert "1 periode tanpa siklus" in early
    assert "Dapat dibuka" in early[early.index("PERIODE TANPA SIKLUS (1)\n- Uji, Triwulan IV 2026") :]
    missed = letter_of(world, "pengelola", NOW + timedelta(days=400))
    assert "Terlewat" in missed[missed.index("- Uji, Triwulan IV 2026") :]
    assert f"{URL}/instansi/satu/register" in missed
    holder = delivery(world).letter_of(world.people["kepala"].id, NOW + timedelta(days=95))
    assert holder is None or "PERIODE TANPA SIKLUS" not in holder.text
