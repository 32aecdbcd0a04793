"""The rounds: each part has its turn, none keeps another from it, and two processes do not go at once."""

from __future__ import annotations

import threading
from dataclasses import replace
from datetime import UTC, datetime

import pytest

from portal.refusal import Refusal
from portal.rounds import rounds as going
from portal.rounds.delivery import Sent
from portal.rounds.rounds import Report, Rounds, Ticker
from portal.settings import load
from portal.settings.mail import Mail
from portal.store.locks import FileTurn
from tests.desk.office import NOW, World
from tests.rounds.mailbox import Mailbox


@pytest.fixture
def rounds(world: World, mail: Mail) -> Rounds:
    settings = replace(world.library.settings, mail=mail)
    return Rounds(settings, world.store, world.library, world.desk, lambda: NOW)


def test_a_round_sends_letters_and_says_so(rounds: Rounds, box: Mailbox) -> None:
    assert rounds.go() == Report(letters=Sent(1, 0))
    assert rounds.go() == Report()
    assert len(box.letters) == 1


def test_without_a_mail_server_nothing_is_sent(rounds: Rounds, box: Mailbox) -> None:
    rounds.settings = replace(rounds.settings, mail=None)
    assert rounds.go() == Report() and box.connections == 0


def test_a_round_that_another_process_goes_is_left_to_it(rounds: Rounds, box: Mailbox) -> None:
    other = FileTurn(rounds.settings.home / going.LOCK)
    assert other.take(0)
    assert rounds.go() == Report(busy=True) and not box.letters
    other.give_back()
    assert rounds.go().letters == Sent(1, 0)
    other.close()


def test_a_part_that_fails_keeps_no_other_from_its_turn(
    rounds: Rounds, box: Mailbox, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def breaks(_: datetime) -> None:
        raise ValueError("rusak")

    monkeypatch.setattr(rounds.desk, "open_due", breaks)
    assert rounds.go().letters == Sent(1, 0)
    assert "a part of the round failed" in caplog.text


def test_an_unfinished_upload_is_swept_by_the_machines_own_clock(rounds: Rounds) -> None:
    """The demo's clock may be a year ahead; a file that was sent just now is not old."""
    rounds.clock = lambda: datetime(2030, 1, 2, 3, 0, tzinfo=UTC)
    draft = rounds.desk.files.cabinet.draft(100)
    draft.write(b"sedang dikirim")
    draft.close()
    rounds.go()
    assert draft.path.exists()


def test_the_ticker_goes_round_after_round_whatever_happens(
    rounds: Rounds, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    twice = threading.Event()
    calls: list[int] = []

    def breaks() -> Report:
        calls.append(1)
        if len(calls) == 2:
            twice.set()
        raise OSError("disk")

    monkeypatch.setattr(rounds, "go", breaks)
    ticker = Ticker(rounds, every=0.01)
    ticker.start()
    assert twice.wait(10)
    ticker.stop()
    assert "a round of the portal failed" in caplog.text


@pytest.mark.parametrize(
    ("given", "wrong"),
    [
        ({"PORTAL_SMTP": "mail"}, "smtp"),
        ({"PORTAL_SMTP": "mail:0", "PORTAL_MAIL_FROM": "a@b.id"}, "smtp"),
        ({"PORTAL_SMTP": "mail:25"}, "mail_from"),
        ({"PORTAL_SMTP": "mail:25", "PORTAL_MAIL_FROM": "portal"}, "mail_from"),
        ({"PORTAL_SMTP": "mail:25", "PORTAL_MAIL_FROM": "a@b.id", "PORTAL_MAIL_HOUR": "24"}, "mail_hour"),
        ({"PORTAL_SMTP": "mail:25", "PORTAL_MAIL_FROM": "a@b.id", "PORTAL_SMTP_USER": "a"}, "smtp_password"),
    ],
)
def test_a_mail_setting_that_cannot_be_is_refused_by_name(world: World, given: dict[str, str], wrong: str) -> None:
    with pytest.raises(Refusal, match=wrong):
        load(given, world.library.settings.home)


def test_mail_settings_are_read_and_the_password_is_not_shown(world: World) -> None:
    home = world.library.settings.home
    (home / "portal.toml").write_text(
        'smtp = "mail.contoh.go.id:587"\nmail_from = "portal@contoh.go.id"\nsmtp_user = "portal"\n'
        'smtp_password = "rahasia"\nmail_hour = 6\n', "utf-8"
    )  # fmt: skip
    mail = load({"PORTAL_HOME": str(home)}, home).mail
    assert mail == Mail("mail.contoh.go.id", 587, "portal@contoh.go.id", 6, "portal", "rahasia")
    assert "rahasia" not in repr(mail)
