"""Dates, distances, periods and sizes as people say them."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime

import pytest
from flask import Flask

from portal.cycle.calendar import Calendar
from portal.cycle.period import read_period
from portal.say import say
from portal.web import language, words

NOW = datetime(2026, 10, 14, 2, 12, tzinfo=UTC)
OFFICE = Calendar(zone="WIB", workweek=5)


@pytest.fixture(autouse=True)
def indonesian() -> Iterator[None]:
    app = Flask(__name__)
    language.install(app)
    with app.test_request_context():
        yield


def test_a_date_carries_its_weekday() -> None:
    assert words.day(date(2026, 10, 14)) == "Rabu, 14 Oktober 2026"


def test_the_year_may_go_inside_the_current_year_only() -> None:
    assert words.short_day(date(2026, 10, 12), NOW) == "Senin, 12 Oktober"
    assert words.short_day(date(2025, 10, 13), NOW) == "Senin, 13 Oktober 2025"


def test_a_moment_is_shown_in_the_agencys_zone() -> None:
    late_evening = datetime(2026, 10, 14, 16, 30, tzinfo=UTC)
    assert words.moment(late_evening, NOW, "WIB") == "Rabu, 14 Oktober, 23.30"
    assert words.moment(late_evening, NOW, "WITA") == "Kamis, 15 Oktober, 00.30"


@pytest.mark.parametrize(
    ("due", "said"),
    [
        (date(2026, 10, 12), "lewat 2 hari kerja"),
        (date(2026, 10, 14), "hari ini"),
        (date(2026, 10, 15), "besok"),
        (date(2026, 10, 19), "5 hari lagi"),
    ],
)
def test_a_deadline_says_how_far_it_is(due: date, said: str) -> None:
    assert words.distance(OFFICE.end_of(due), NOW, OFFICE) == said


def test_a_deadline_missed_on_friday_is_a_day_late_on_saturday() -> None:
    saturday = datetime(2026, 10, 17, 3, 0, tzinfo=UTC)
    assert words.distance(OFFICE.end_of(date(2026, 10, 16)), saturday, OFFICE) == "lewat 1 hari"


@pytest.mark.parametrize(
    ("text", "siklus", "long", "short"),
    [
        ("2026-TW3", "triwulan", "Triwulan III 2026 (Juli–September)", "Triwulan III 2026"),
        ("2026-07", "bulanan", "Juli 2026", "Juli 2026"),
        ("2026-S1", "semester", "Semester I 2026 (Januari–Juni)", "Semester I 2026"),
        ("2026", "tahunan", "Tahun 2026", "Tahun 2026"),
        ("Rapat 3 Maret", "insidental", "Rapat 3 Maret", "Rapat 3 Maret"),
    ],
)
def test_a_period_is_said_in_full_and_in_short(text: str, siklus: str, long: str, short: str) -> None:
    period = read_period(text, siklus)  # type: ignore[arg-type]
    assert words.period(period) == long
    assert words.short_period(period) == short


@pytest.mark.parametrize(("count", "said"), [(12, "12 B"), (98_304, "96 KB"), (1_468_006, "1,4 MB"), (0, "0 B")])
def test_a_size_is_said_in_the_nearest_unit(count: int, said: str) -> None:
    assert words.size(count) == said


def test_a_state_is_a_word_and_its_tone_has_no_space() -> None:
    assert words.label("dibuka lagi") == "Dibuka lagi"
    assert words.tone("dibuka lagi") == "dibuka-lagi"
    assert words.label("keadaan plugin") == "keadaan plugin"


def test_a_sentence_of_a_rule_is_shown_as_it_is_in_indonesian() -> None:
    assert (
        language.said(say("Langkah {no} milik {role}.", no=3, role=say("Sekretaris"))) == "Langkah 3 milik Sekretaris."
    )
    assert language.said("teks biasa {no}") == "teks biasa {no}"


@pytest.mark.parametrize(
    ("agent", "said"),
    [
        ("Mozilla/5.0 (Windows NT 10.0; Win64; x64) Chrome/130.0 Safari/537.36 Edg/130.0", "Edge di Windows"),
        ("Mozilla/5.0 (Linux; Android 14) Chrome/130.0 Mobile Safari/537.36", "Chrome di Android"),
        ("Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0", "Firefox di Linux"),
        ("curl/8", "Peramban tidak dikenal"),
        (None, "Peramban tidak dikenal"),
    ],
)
def test_a_browser_is_called_by_its_name(agent: str | None, said: str) -> None:
    assert words.browser(agent) == said
