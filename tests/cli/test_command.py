"""The command itself: its help, wrong use in one Indonesian sentence, and quiet streams."""

import os
import subprocess
import sys

import pytest

from portal import cli
from portal.resources import resource_dir


def portal(*arguments: str, **environ: str) -> subprocess.CompletedProcess[bytes]:
    """Run `portal` in a process of its own."""
    code = "import sys; from portal.cli import main; sys.exit(main())"
    environment = {key: value for key, value in os.environ.items() if not key.startswith("PORTAL_")}
    return subprocess.run(
        [sys.executable, "-c", code, *arguments], env={**environment, **environ}, capture_output=True, check=False
    )


@pytest.mark.parametrize("arguments", [(), ("--help",), ("sop",), ("sop", "--help"), ("sop", "show", "--help")])
def test_help_is_indonesian_and_no_error(run, arguments):
    done = run(*arguments)
    assert (done.code, done.err) == (0, "")
    assert done.out.startswith("Pemakaian: portal") and "--help" in done.out
    assert not any(word in done.out for word in ("Usage", "Options", "Commands", "Show this", "[OPTIONS]"))


@pytest.mark.parametrize("command", [("serve",), ("demo",), ("init",), ("person", "add"), ("cycle", "list")])
def test_the_help_of_an_option_is_indonesian_too(run, command):
    out = run(*command, "--help").out
    assert "--" in out and not any(word in out for word in ("TEXT", "INTEGER", "PATH", "FILE", "[required]"))


def test_the_help_names_every_command_in_a_line(run):
    out = run().out
    assert all(name in out and summary in out for name, (_, summary) in cli.COMMANDS.items())


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (("sopp",), 'Perintah "sopp" tidak ada. Maksudnya "sop"? Bantuan: portal --help'),
        (("sop", "shwo"), 'Perintah "shwo" tidak ada. Maksudnya "show"? Bantuan: portal sop --help'),
        (("sop", "xyz"), 'Perintah "xyz" tidak ada; yang ada: list, show. Bantuan: portal sop --help'),
        (("sop", "show"), "SLUG belum diisi. Bantuan: portal sop show --help"),
        (("sop", "list", "--formt", "x"), 'Pilihan "--formt" tidak ada. Bantuan: portal sop list --help'),
        (
            ("sop", "list", "--format", "x"),
            "Nilai --format tidak dikenal; pilih table atau json. Bantuan: portal sop list --help",
        ),
        (("sop", "list", "a", "b"), "Terlalu banyak argumen: a b. Bantuan: portal sop list --help"),
        (("plugin", "new", "x", "--di"), 'Pilihan "--di" belum diberi nilai, atau tidak memerlukannya.'),
        (("check", "--x"), 'Pilihan "--x" tidak ada.'),
    ],
)
def test_wrong_use_is_one_indonesian_sentence(run, arguments, says):
    done = run(*arguments)
    assert (done.code, done.out) == (2, "") and done.err.startswith(says) and done.err.count("\n") == 1


def test_broken_settings_are_one_sentence(run, put):
    put("portal.toml", "databse = 'x'\n")
    done = run("sop", "list")
    assert (done.code, done.err) == (2, 'portal.toml: kunci "databse" tidak dikenal. Maksudnya "database"?\n')


def test_settings_that_are_no_toml_are_named_by_line(run, put):
    put("portal.toml", "http = true\n[instansi\n")
    done = run("sop", "list")
    assert (done.code, done.err) == (2, 'portal.toml:2: bukan TOML yang benar. Tulis seperti kunci = "nilai".\n')


@pytest.mark.parametrize("arguments", [("init", "--http"), ("serve",), ("sop", "list"), ("plugin", "new", "lingga")])
def test_a_home_that_is_a_file_is_named(run, home, arguments):
    home.write_text("bukan folder", "utf-8")
    done = run(*arguments)
    assert (done.code, done.out) == (2, "")
    assert done.err == f"Rumah portal {home} adalah berkas, bukan folder. Sebut sebuah folder di PORTAL_HOME.\n"
    assert home.read_text("utf-8") == "bukan folder"


def test_a_place_that_cannot_be_used_is_told_in_our_words(run, tmp_path):
    (tmp_path / "berkas").write_text("x", "utf-8")
    done = run("demo", "--folder", str(tmp_path / "berkas" / "demo"), "--port", "1")
    assert done.code == 2 and "Kesalahan tak terduga" not in done.err and "Errno" not in done.err
    done = run("sop", "show", "pengarsipan", "--format", "md", "-o", str(tmp_path))
    assert (done.code, done.err) == (2, f"{tmp_path} tidak dapat ditulis (itu sebuah folder).\n")


def test_an_accident_shows_no_trace_unless_asked(run, monkeypatch):
    monkeypatch.setattr("portal.cli.sop.checking.entries", lambda shelves: 1 / 0)
    done = run("sop", "list")
    assert done.code == 1 and "Kesalahan tak terduga (ZeroDivisionError: division by zero)" in done.err
    assert "Traceback" not in done.err
    monkeypatch.setenv("PORTAL_TRACE", "1")
    assert "Traceback" in run("sop", "list").err


def test_every_listed_command_is_there(run):
    for name in cli.COMMANDS:
        assert run(name, "--help").out.startswith(f"Pemakaian: portal {name}")


def test_a_command_that_succeeds_writes_nothing_to_standard_error(tmp_path):
    for arguments in (
        ("sop", "list"),
        ("check",),
        ("plugin", "list"),
        ("sop", "show", "pengarsipan", "--format", "json"),
    ):
        done = portal(*arguments, PORTAL_HOME=str(tmp_path / "home"), PYTHONWARNINGS="default")
        assert (done.returncode, done.stderr) == (0, b"") and done.stdout


def test_a_plugin_that_fails_in_a_hook_stays_out_of_standard_error(tmp_path):
    folder = tmp_path / "plugins" / "rusak"
    folder.mkdir(parents=True)
    code = "from portal import hookimpl\n\n@hookimpl\ndef sop_problems(sop):\n    raise SystemExit(1)\n"
    (folder / "__init__.py").write_text(code, "utf-8")
    done = portal("sop", "list", PORTAL_HOME=str(tmp_path))
    assert (done.returncode, done.stderr) == (0, b"")


def test_every_hook_call_can_be_traced(tmp_path):
    done = portal("sop", "list", PORTAL_HOME=str(tmp_path), PORTAL_TRACE="1")
    assert b"plugin rapat answered hook activities" in done.stderr and b"SLUG" in done.stdout


@pytest.mark.parametrize("encoding", ["ascii", "cp1252", "utf-16"])
def test_output_is_utf8_whatever_the_console_says(tmp_path, encoding):
    folder = tmp_path / "sop"
    folder.mkdir()
    (folder / "kafe.md").write_text(
        "---\nnama: Kafé — “Ωmega” 🙂\npelaksana: {a: A}\nlangkah:\n  - {id: x, uraian: X, pelaksana: a}\n---\n",
        "utf-8",
    )
    done = portal("sop", "list", PORTAL_HOME=str(tmp_path), PYTHONIOENCODING=encoding, PYTHONUTF8="0", LC_ALL="C")
    assert (done.returncode, done.stderr) == (0, b"") and "Kafé — “Ωmega” 🙂" in done.stdout.decode()


def test_a_reader_that_has_had_enough_gets_no_trace(tmp_path):
    code = "import sys; from portal.cli import main; sys.exit(main())"
    command = [sys.executable, "-c", code, "sop", "show", "pengumpulan-data-kinerja", "--format", "json"]
    with subprocess.Popen(
        command, env={**os.environ, "PORTAL_HOME": str(tmp_path)}, stdout=subprocess.PIPE, stderr=subprocess.PIPE
    ) as process:
        process.stdout.close()
        assert b"Traceback" not in process.stderr.read() and process.wait() in (0, 1)


def test_reading_commands_load_neither_web_nor_database(tmp_path):
    code = "import sys; from portal.cli import main; main(['sop', 'list']); print(*sys.modules, file=sys.stderr)"
    done = subprocess.run(
        [sys.executable, "-c", code], env={**os.environ, "PORTAL_HOME": str(tmp_path)}, capture_output=True, check=True
    )
    loaded = set(done.stderr.decode().split())
    assert loaded & {"portal.library.shelves"} and not loaded & {"flask", "peewee", "filelock", "granian", "argon2"}


def test_the_shipped_folders_are_named_only_here(run):
    assert (resource_dir("starter") / "instansi" / "instansi.md").is_file()
