"""Time expressions in every form the sheets print."""

from __future__ import annotations

import time

import pytest

from portal.sop.model import Waktu
from portal.sop.waktu import parse_waktu, printed


@pytest.mark.parametrize(
    ("text", "satuan", "least", "most", "per"),
    [
        ("5 menit", "menit", 5, 5, None),
        ("5 Menit.", "menit", 5, 5, None),
        ("5menit", "menit", 5, 5, None),
        ("90 Menit/Perangkat Daerah", "menit", 90, 90, "Perangkat Daerah"),
        ("90 Menit /Perangkat\n Daerah", "menit", 90, 90, "Perangkat Daerah"),
        ("2 menit/berkas", "menit", 2, 2, "berkas"),
        ("2 menit per lembar per orang", "menit", 2, 2, "lembar per orang"),
        ("1 – 20 Hari Kerja", "hari kerja", 1, 20, None),
        ("1 - 20 hari kerja", "hari kerja", 1, 20, None),
        ("5-10 menit", "menit", 5, 10, None),
        ("5—10  menit", "menit", 5, 10, None),
        ("1 s/d 2 hari", "hari", 1, 2, None),
        ("1 hari s.d. 2 hari", "hari", 1, 2, None),
        ("1 jam", "jam", 1, 1, None),
        ("1,5 jam", "jam", 1.5, 1.5, None),
        ("2 hari", "hari", 2, 2, None),
        ("3 hari kerja", "hari kerja", 3, 3, None),
        ("3 (tiga) hari kerja", "hari kerja", 3, 3, None),
        ("14 hari kalender", "hari kalender", 14, 14, None),
        ("1 Minggu", "minggu", 1, 1, None),
        ("3 bulan", "bulan", 3, 3, None),
        ("1 tahun", "tahun", 1, 1, None),
        ("maks. 3 hari", "hari", 3, 3, None),
        ("Paling lama 3 hari", "hari", 3, 3, None),
        ("0 menit", "menit", 0, 0, None),
    ],
)
def test_a_duration_is_understood(text: str, satuan: str, least: float, most: float, per: str | None) -> None:
    assert parse_waktu(text) == Waktu(text, "durasi", satuan, least, most, per)


@pytest.mark.parametrize("text", ["H-3", "h-3", "H – 3", "H -3.", "Paling lambat H-3"])
def test_days_before_are_understood(text: str) -> None:
    assert parse_waktu(text) == Waktu(text, "sebelum", "hari", 3, 3)


@pytest.mark.parametrize(
    ("text", "day", "bulan"),
    [
        ("Paling lambat setiap tanggal 10 Bulan berikutnya", 10, 1),
        ("paling lambat tanggal 10 bulan berikutnya", 10, 1),
        ("tgl. 5 bulan depan", 5, 1),
        ("Tanggal 25 bulan berjalan", 25, 0),
        ("setiap tanggal 25", 25, 0),
    ],
)
def test_a_day_of_a_month_is_understood(text: str, day: int, bulan: int) -> None:
    assert parse_waktu(text) == Waktu(text, "tanggal", None, day, day, None, bulan)


def test_a_bare_number_takes_the_unit_of_the_sop() -> None:
    assert parse_waktu("15", "menit") == Waktu("15", "durasi", "menit", 15, 15)
    assert parse_waktu("5-10", "menit") == Waktu("5-10", "durasi", "menit", 5, 10)
    assert parse_waktu("15") == Waktu("15")


@pytest.mark.parametrize(
    "text",
    ["segera", "20-1 hari", "30 menit – 1 jam", "1 hari - 2", "5 hari menit", "tanggal 32", "tanggal 0", "menit",
     "1.000 menit", "H-", "minggu depan", "-", "2/3", "99999 hari", "5 menit / ", "5 menit//berkas"],
)  # fmt: skip
def test_what_is_not_understood_stays_as_it_is(text: str) -> None:
    assert parse_waktu(text) == Waktu(text)


def test_a_long_text_is_not_understood_and_costs_nothing() -> None:
    started = time.process_time()
    for text in (
        "5 - " * 20_000,
        "1" * 60_000,
        "paling lama " * 5_000,
        "5 (" + "a" * 60_000,
        "5 menit" + " " * 60_000 + "x",
    ):
        assert parse_waktu(text).jenis == "bebas"
    assert time.process_time() - started < 0.5


@pytest.mark.parametrize(
    ("text", "satuan", "shown"),
    [("15 menit", "menit", "15"), ("15 Menit.", "menit", "15"), ("5 – 10 menit", "menit", "5 – 10"),
     ("15", "menit", "15"), ("2 hari", "menit", "2 hari"), ("15 menit", None, "15 menit"),
     ("2 menit/berkas", "menit", "2 menit/berkas"),
     ("segera", "menit", "segera")],
)  # fmt: skip
def test_a_column_that_names_the_unit_prints_bare_numbers(text: str, satuan: str | None, shown: str) -> None:
    assert printed(parse_waktu(text, satuan), satuan) == shown
