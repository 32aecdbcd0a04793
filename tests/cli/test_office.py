"""The commands of an office at work: set up, people, cycles, audit."""

from __future__ import annotations

import io
import json
import re
import socket
from datetime import UTC, date, datetime

import pytest

from portal.cli import main
from portal.clock import AHEAD, utcnow
from portal.demo.build import environment, prepare
from portal.store.database import Store
from portal.store.tables import Assignment


@pytest.fixture
def home(tmp_path, monkeypatch):
    """An empty home that the commands find by the environment."""
    for name in ("PORTAL_DATABASE", "PORTAL_URL"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("PORTAL_HOME", str(tmp_path / "kantor"))
    return tmp_path / "kantor"


@pytest.fixture
def run(capsys):
    """Run a command; return (exit code, standard output, standard error)."""

    def call(*arguments):
        code = main([str(argument) for argument in arguments])
        out, err = capsys.readouterr()
        return code, out, err

    return call


@pytest.fixture
def office(home, run):
    """An office set up for plain HTTP, with a pengelola and the first role of Purwakarta."""
    assert run("init", "--http")[0] == 0
    run("person", "add", "dewi", "Dewi Rekaan", "--instansi", "purwakarta")
    run("assign", "dewi", "--instansi", "purwakarta", "--hak", "pengelola")
    return home


def test_init_makes_a_home_without_any_password_and_shows_one_link(home, run):
    code, out, err = run("init", "--http")
    assert (code, err) == (0, "")
    assert re.search(r"^http://\S+:8000/masuk/tautan/\S+$", out, re.MULTILINE)
    assert {path.name for path in home.iterdir()} >= {"portal.toml", "portal.sqlite3", "secret"}
    assert "http = true" in (home / "portal.toml").read_text("utf-8")
    assert (home / "secret").stat().st_mode & 0o077 == 0


def test_init_again_makes_a_new_link_until_somebody_has_used_it(home, run):
    first = run("init", "--https")[1]
    again = run("init", "--https")
    assert again[0] == 0
    assert first.splitlines()[-1] != again[1].splitlines()[-1]
    assert "http = false" in (home / "portal.toml").read_text("utf-8")


def test_init_asks_again_until_the_answer_is_clear(home, run, monkeypatch):
    monkeypatch.setattr("sys.stdin", io.StringIO("entah\nya\n"))
    code, out, _ = run("init")
    assert code == 0 and "Jawab y (ya, HTTP) atau t (tidak, HTTPS)." in out
    assert "http = true" in (home / "portal.toml").read_text("utf-8")


def test_init_does_not_pass_over_another_answer_than_the_one_it_kept(home, run):
    run("init", "--http")
    code, out, err = run("init", "--https")
    assert (code, out) == (2, "") and f"tulis http = false di {home / 'portal.toml'}" in err
    assert run("init", "--http")[0] == 0


def test_an_office_behind_https_is_told_what_belongs_before_the_link(home, run, monkeypatch):
    out = run("init", "--https")[1]
    assert re.search(r"^/masuk/tautan/\S+$", out, re.MULTILINE) and "Tulis alamat portal ini di depannya" in out
    monkeypatch.setenv("PORTAL_URL", "https://sop.contoh.go.id")
    assert re.search(r"^https://sop\.contoh\.go\.id/masuk/tautan/\S+$", run("init")[1], re.MULTILINE)


def test_init_without_anybody_to_answer_names_the_options(home, run, monkeypatch):
    monkeypatch.setattr("sys.stdin", io.StringIO())
    code, _, err = run("init")
    assert code == 2
    assert "portal init --http" in err and not home.exists()


def test_the_link_of_a_new_person_can_be_opened_as_it_is_printed(office, run):
    assert re.search(
        r"^http://\S+:8000/masuk/tautan/\S+$", run("person", "add", "rina", "Rina Rekaan")[1], re.MULTILINE
    )


@pytest.mark.parametrize(
    "arguments",
    [
        ("person", "add", "rina", "Rina Rekaan", "--instansi", "purwakrta"),
        ("person", "list", "--instansi", "purwakrta"),
        ("assign", "dewi", "--instansi", "purwakrta", "--hak", "pengelola"),
        ("assign", "dewi", "--instansi", "purwakrta", "--peran", "kepala"),
    ],
)
def test_a_misspelt_agency_is_refused_before_anything_is_written(office, run, arguments):
    head = run("audit", "head")[1]
    code, out, err = run(*arguments)
    assert (code, out, err) == (2, "", 'Instansi "purwakrta" tidak dikenal. Maksudnya "purwakarta"?\n')
    assert run("audit", "head")[1] == head


def test_a_person_is_added_listed_and_disabled(office, run):
    assert "dewi" in run("person", "list")[1]
    code, out, _ = run("person", "disable", "dewi")
    assert code == 0 and "dinonaktifkan" in out
    people = json.loads(run("person", "list", "--format", "json")[1])
    assert [one["aktif"] for one in people if one["username"] == "dewi"] == [False]


def test_a_cycle_is_opened_listed_and_shown(office, run):
    code, out, err = run("cycle", "open", "pengumpulan-data-kinerja", "2026-TW3", "--instansi", "purwakarta",
                         "--sebagai", "dewi")  # fmt: skip
    assert (code, err) == (0, "")
    cycle_id = out.strip()
    rows = json.loads(run("cycle", "list", "--sebagai", "dewi", "--format", "json")[1])
    assert [(row["id"], row["periode"]) for row in rows] == [(cycle_id, "2026-TW3")]
    facts = json.loads(run("cycle", "show", cycle_id, "--sebagai", "dewi", "--format", "json")[1])
    assert facts["aktif"] == "himpun" and len(facts["langkah"]) == 8
    assert "Triwulan III 2026" in run("cycle", "show", cycle_id, "--sebagai", "dewi")[1]


def test_a_period_opened_twice_is_refused_in_one_sentence(office, run):
    arguments = (
        "cycle",
        "open",
        "pengumpulan-data-kinerja",
        "2026-TW3",
        "--instansi",
        "purwakarta",
        "--sebagai",
        "dewi",
    )
    run(*arguments)
    code, out, err = run(*arguments)
    assert (code, out) == (2, "")
    assert "sudah dibuka oleh Dewi Rekaan" in err and "Traceback" not in err


def test_who_has_no_right_sees_no_cycle_on_the_command_line_either(office, run):
    run("cycle", "open", "pengumpulan-data-kinerja", "2026-TW3", "--instansi", "purwakarta", "--sebagai", "dewi")
    run("person", "add", "tamu", "Tamu Rekaan")
    assert json.loads(run("cycle", "list", "--sebagai", "tamu", "--format", "json")[1]) == []


def test_an_assignment_begins_on_the_day_it_is_at_the_office(office, run, monkeypatch):
    past_midnight = datetime(2026, 10, 6, 17, 30, tzinfo=UTC)  # of the 7th in WIB
    (office / AHEAD).write_text(str((past_midnight - utcnow()).total_seconds()), "ascii")
    monkeypatch.setenv("PORTAL_DEMO", "ya")
    assert run("assign", "dewi", "--instansi", "purwakarta", "--peran", "sekretaris")[0] == 0
    assert Assignment.get().mulai == date(2026, 10, 7)


def test_a_role_that_is_not_in_the_sops_is_refused_with_the_nearest(office, run):
    code, _, err = run("assign", "dewi", "--instansi", "purwakarta", "--peran", "sekertaris")
    assert code == 2 and "sekretaris" in err
    assert run("assign", "dewi", "--instansi", "purwakarta", "--peran", "sekretaris")[0] == 0
    assert run("assign", "dewi", "--instansi", "purwakarta")[0] == 2
    assert run("assign", "siapa", "--hak", "admin")[0] == 2
    assert run("assign", "dewi", "--instansi", "purwakarta", "--peran", "kabid", "--mulai", "besok")[0] == 2


def test_the_audit_of_a_whole_record_succeeds_and_its_head_verifies(office, run):
    head = run("audit", "head")[1].strip()
    assert re.fullmatch(r"\d+ [0-9a-f]{64} \S+", head)
    run("person", "add", "baru", "Orang Baru")
    code, out, err = run("audit", "verify", "--head", head)
    assert (code, err) == (0, "") and "Rantai utuh" in out
    assert run("audit", "verify", "--head", head.replace("0", "1").replace("a", "b"))[0] == 1
    assert run("audit", "verify", "--head", "bukan kepala")[0] == 2


def test_migrating_a_database_of_today_changes_nothing(office, run):
    code, out, _ = run("migrate")
    assert code == 0 and "tidak ada yang diubah" in out


def test_commands_on_an_office_that_is_not_set_up_say_so(home, run):
    for arguments in (("person", "list"), ("audit", "verify"), ("migrate",), ("cycle", "list", "--sebagai", "x")):
        code, _, err = run(*arguments)
        assert code == 2 and "portal init" in err, arguments


def test_serve_refuses_a_weak_secret_half_a_certificate_and_the_demo(office, run, monkeypatch, tmp_path):
    cert = tmp_path / "cert.pem"
    cert.write_text("x", "utf-8")
    assert "berdua" in run("serve", "--tls-cert", cert)[2]
    monkeypatch.setenv("PORTAL_SECRET", "lemah")
    assert "terlalu lemah" in run("serve")[2]
    monkeypatch.setenv("PORTAL_DEMO", "ya")
    assert "demo" in run("serve")[2]


def test_the_demo_is_built_once_and_its_record_is_whole(tmp_path, run, monkeypatch, now):
    home = tmp_path / "demo"
    settings = prepare(home, {}, now)
    built = Store(settings.database).path.stat().st_mtime_ns
    prepare(home, {}, now)
    assert Store(settings.database).path.stat().st_mtime_ns == built
    for name, value in environment(home, {}).items():
        monkeypatch.setenv(name, value)
    code, out, _ = run("audit", "verify")
    assert code == 0, out
    rows = json.loads(run("cycle", "list", "--sebagai", "lukas.wenda", "--format", "json")[1])
    assert {row["status"] for row in rows} == {"berjalan", "ditutup"}
    assert {row["instansi"] for row in rows} == {"anambas", "bakesbangpol", "luwu-timur", "purwakarta", "suak-midai"}
    assert any(row["putaran"] > 1 and row["status"] == "berjalan" for row in rows)
    assert not [row for row in rows if row["instansi"] == "purwakarta" and row["status"] == "berjalan"]


def test_serve_says_nothing_of_an_address_before_it_can_have_it(office, run, tmp_path):
    junk = tmp_path / "kantor.pem"
    junk.write_text("bukan sertifikat", "utf-8")
    code, out, err = run("serve", "--tls-cert", junk, "--tls-key", junk)
    assert (code, out) == (2, "") and err.startswith(f"Sertifikat {junk} atau kunci {junk} tidak dapat dipakai.")
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        code, out, err = run("serve", "--host", "127.0.0.1", "--port", port)
    assert (code, out) == (2, "")
    assert err.startswith(f"Alamat 127.0.0.1:{port} tidak dapat dipakai (sedang dipakai).")
