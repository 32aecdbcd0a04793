"""The gate of the front matter: every hostile file is refused with file, line and remedy, and the process lives."""

from __future__ import annotations

import subprocess
import sys
import time

import pytest

from tests.sop.texts import BASE, document, faults, front

HEADER_END = BASE.index("\n---\n", 4)


@pytest.mark.parametrize(
    ("text", "line", "words"),
    [
        ("", 1, "dimulai dengan baris ---"),
        ("nama: x\n", 1, "dimulai dengan baris ---"),
        ("\n---\nnama: x\n---\n", 1, "dimulai dengan baris ---"),
        ("+++\nnama = 'x'\n+++\n", 1, "dimulai dengan baris ---"),
        ('{"nama": "x"}', 1, "dimulai dengan baris ---"),
        ("---\nnama: x\n", 1, "tidak ditutup"),
        ("---\nnama: x\n...\n", 1, "tidak ditutup"),
        ("---\n---\n", 2, "kunci: nilai"),
        ("---\n# hanya catatan\n---\n", 2, "kunci: nilai"),
        ("---\nnama\n---\n", 2, "kunci: nilai"),
        ("---\n- nama\n- nomor\n---\n", 2, "kunci: nilai"),
        ("---\n[nama]\n---\n", 2, "kunci: nilai"),
        ("---\nnama: x\n\tnomor: y\n---\n", 3, "tab"),
        ("---\nnama: x\nnomor:\ty\n---\n", 3, "tab"),
        ("---\nnama: x\n\u00a0\u00a0nomor: y\n---\n", 3, "spasi khusus"),
        ("---\nnama: &a x\n---\n", 2, "Jangkar"),
        ("---\nnama: x\nnomor: *a\n---\n", 3, "Jangkar"),
        ("---\nnama: &a [*a]\n---\n", 2, "Jangkar"),
        ("---\na: &a {x: 1}\nb:\n  <<: *a\n---\n", 2, "Jangkar"),
        ("---\nnama: !!python/object/apply:os.system [id]\n---\n", 2, "Penanda tipe"),
        ("---\nnama: !!binary aGFp\n---\n", 2, "Penanda tipe"),
        ("---\nnama: x\ntag: !!set {a}\n---\n", 3, "Penanda tipe"),
        ("---\nnama: ! x\n---\n", 2, "Penanda tipe"),
        ("---\nnama: x\n--- lagi\nnomor: y\n---\n", 3, "Hanya satu front matter"),
        ("---\nnama: x\n...\nnomor: y\n---\n", 3, "Hanya satu front matter"),
        ("---\nnama: a: b\n---\n", 2, "titik dua"),
        ("---\nnomor: x\nnama: 'a\n---\n", 3, "Tanda kutip"),
        ('---\nnama: "\\q"\n---\n', 2, "Tanda kutip"),
        ("---\nnama: @a\n---\n", 2, "tanda khusus"),
        ("---\ntag: [a, b\n---\n", 3, "Kurung"),
        ("---\ntag:\n  - a\n nomor: y\n---\n", 4, "Susunan"),
        ("---\n? [a]\n: b\n---\n", 2, "Kunci harus berupa kata"),
        ("---\nnama: x\x00\n---\n", 2, "U+0000"),
        ("---\nnama: x\u0085nomor: y\n---\n", 2, "U+0085"),
        ("---\nnama: a\u202eb\n---\n", 2, "U+202E"),
        ("---\nnama: x\n---\n\nisi\u2066\n", 5, "U+2066"),
        ('---\nnama: "a\\0b"\n---\n', 2, "U+0000"),
        ('---\nnama: "a\\u202eb"\n---\n', 2, "U+202E"),
    ],
)
def test_a_header_that_cannot_be_trusted_is_refused_with_its_line(text: str, line: int, words: str) -> None:
    (problem,) = faults(text)
    assert (problem.line, problem.path) == (line, "data.md")
    assert words in problem.message


def test_a_duplicate_key_names_both_lines() -> None:
    found = faults(front("nama: a\nnomor: b\nnama: c\n"))
    assert str(found[-1]) == 'data.md:4: Kunci "nama" sudah ada di baris 2. Hapus salah satu.'


def test_a_duplicate_key_inside_a_step_is_refused_too() -> None:
    text = BASE.replace("    bentuk: mulai\n", "    bentuk: mulai\n    bentuk: proses\n")
    (problem,) = faults(text)
    assert problem.line == text[: text.index("bentuk: proses")].count("\n") + 1


def test_an_alias_bomb_is_refused_before_it_grows() -> None:
    bomb = "a0: &a0 [x, x, x, x, x, x, x, x, x]\n"
    bomb += "".join(f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]\n" for n in range(1, 10))
    started = time.process_time()
    assert "Jangkar" in faults(front(bomb))[0].message
    assert time.process_time() - started < 0.5


HOSTILE = ["[" * 60_000, "{a: " * 15_000, "- " * 30_000, "? " * 30_000, "[" * 30_000 + "]" * 30_000]


@pytest.mark.parametrize("header", HOSTILE, ids=["lists", "maps", "blocks", "keys", "closed"])
def test_deep_nesting_is_refused_at_the_first_excess(header: str) -> None:
    started = time.process_time()
    (problem,) = faults(front(header + "\n"))
    assert "terlalu dalam" in problem.message or "Kunci harus" in problem.message
    assert time.process_time() - started < 0.5


def test_a_hundred_thousand_brackets_leave_the_process_alive_on_a_small_stack() -> None:
    code = """
import threading
from portal.sop.document import Unreadable
from portal.sop.reading import read_document

def read():
    for depth in (9, 1_000, 60_000, 100_000):
        for text in ("[" * depth, "{a: " * (depth // 4), "- " * (depth // 2)):
            try:
                read_document(f"---\\nnama: {text}\\n---\\n".encode(), "data.md")
            except Unreadable:
                continue
            raise SystemExit("accepted")
    print("alive")

threading.stack_size(256 * 1024)
thread = threading.Thread(target=read)
thread.start()
thread.join()
"""
    answer = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False, timeout=60)
    assert (answer.returncode, answer.stdout, answer.stderr) == (0, "alive\n", "")


def test_bytes_that_are_not_utf_8_name_the_line() -> None:
    (problem,) = faults(b"---\nnama: x\nnomor: \xff\n---\n")
    assert problem.line == 3
    assert "UTF-8" in problem.message


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be", "utf-32"])
def test_other_encodings_are_refused(encoding: str) -> None:
    (problem,) = faults(BASE.encode(encoding))
    assert "UTF-8" in problem.message


def test_ten_megabytes_are_refused_at_once() -> None:
    started = time.process_time()
    (problem,) = faults(b"---\nnama: " + b"x" * 10_000_000 + b"\n---\n")
    assert "1 MiB" in problem.message
    assert time.process_time() - started < 0.1


def test_a_header_of_more_than_64_kib_is_refused() -> None:
    (problem,) = faults(front("nama: " + "x" * 65_536 + "\n"))
    assert "64 KiB" in problem.message


def test_a_body_of_more_than_64_kib_is_refused_at_its_line() -> None:
    (problem,) = faults(BASE + "x" * 65_536)
    assert problem.line == BASE.count("\n", 0, HEADER_END) + 3
    assert "64 KiB" in problem.message


def test_a_million_lines_are_refused() -> None:
    assert faults(b"---\n" + b"\n" * 1_000_000 + b"---\n")


def test_too_many_values_are_refused() -> None:
    (problem,) = faults(front("tag: [" + "a," * 25_000 + "]\n"))
    assert "terlalu panjang" in problem.message


def test_a_byte_order_mark_is_accepted() -> None:
    assert document("\ufeff" + BASE) == document(BASE).__class__(
        **{name: getattr(document(BASE), name) for name in document(BASE).__slots__ if name != "sha256"},
        sha256=document("\ufeff" + BASE).sha256,
    )


@pytest.mark.parametrize("line_end", ["\r\n", "\r"])
def test_the_line_ends_of_other_systems_are_accepted_and_counted(line_end: str) -> None:
    read = document(BASE.replace("\n", line_end))
    assert read.lines == document(BASE).lines
    assert read.isi == document(BASE).isi


def test_spaces_after_a_fence_are_accepted() -> None:
    assert document(BASE.replace("---\n", "---  \n")).values == document(BASE).values


def test_composed_and_decomposed_letters_read_alike() -> None:
    assert document(BASE.replace("Data", "Dat\u00e9")).values == document(BASE.replace("Data", "Date\u0301")).values


def test_a_rule_in_the_body_does_not_end_the_front_matter_twice() -> None:
    assert document(BASE + "\n---\n\nSesudah garis.\n").isi.endswith("Sesudah garis.")
