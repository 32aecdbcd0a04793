"""Whatever an address or a form says, the portal answers in words and never with a fault of its own."""

from __future__ import annotations

import io
from collections.abc import Iterator, Mapping

import pytest
from werkzeug.routing import Rule
from werkzeug.test import TestResponse

from tests.web.access import FORMS, QUERIES, rows
from tests.web.conftest import OURS
from tests.web.everybody import WHO, House, Watch, house

__all__ = ["house"]

VALUES = {
    "a number beyond all numbers": "9" * 20, "five thousand digits": "9" * 5_000, "nothing": "\x00", "minus": "-1",
    "a long line": "x" * 20_000, "the first day": "0001-01-01", "the last day": "9999-12-31", "a formula": "=1+1|2|3",
    "digits of another script": "٢²", "a direction": "\u202e\u2066x", "a period that is none": "9999-TW9",
    "half a letter": "\udcff",
}  # fmt: skip
NAMES = (
    "instansi", "sop", "periode", "status", "sesudah", "sebelum", "tahun", "q", "tag", "siklus", "kertas", "jumlah",
    "lanjut", "orang", "peran", "langkah", "putaran", "jenis", "nama",
)  # fmt: skip
NO_FEWER = {"kertas.file", "kertas.evidence"}
"""Ask for nothing, and take long."""


def may(endpoint: str, method: str) -> str:
    """Return somebody who gets in: of this office if it can be."""
    told = dict(zip(WHO, rows()[endpoint, method], strict=True))
    inside = ("pengelola", "petugas", "iis", "admin", "tamu")
    return next((who for who in inside if told[who] in (200, 303)), "pengelola")


def faults(house: House, asked: Iterator[tuple[str, TestResponse]]) -> list[tuple[str, int]]:
    """Return what was answered with a fault, each answer read and the office put back."""
    found, watch = [], Watch(house)
    for what, answer in asked:
        answer.get_data()
        answer.close()
        if answer.status_code >= 500:
            found.append((what, answer.status_code))
        if watch.changed():
            watch.close()
            house.restore()
            watch = Watch(house)
    watch.close()
    return found


def pages(house: House) -> Iterator[tuple[Rule, str]]:
    """Yield every page that is read."""
    for rule, method, url in house.routes():
        if method == "GET" and rule.endpoint not in NO_FEWER:
            yield rule, url


@pytest.mark.parametrize("name", VALUES)
def test_no_address_is_a_fault(house: House, name: str) -> None:
    value = VALUES[name].encode("utf-8", "surrogateescape")

    def asked() -> Iterator[tuple[str, TestResponse]]:
        for rule, url in pages(house):
            browser = house.browser(may(rule.endpoint, "GET"))
            sent = dict(pair.split("=") for pair in QUERIES.get(rule.endpoint, "?").lstrip("?").split("&") if pair)
            yield rule.endpoint, browser.get(url, query_string=dict.fromkeys(NAMES, value) | sent)
            if sent:
                yield rule.endpoint, browser.get(url, query_string=dict.fromkeys(NAMES, value))

    assert faults(house, asked()) == []


@pytest.mark.parametrize("name", VALUES)
def test_no_form_is_a_fault(house: House, name: str) -> None:
    value = VALUES[name].encode("utf-8", "surrogateescape")

    def asked() -> Iterator[tuple[str, TestResponse]]:
        for rule, method, url in house.routes():
            if method == "POST" and rule.endpoint in FORMS:
                for field in FORMS[rule.endpoint](house):
                    sent = {**FORMS[rule.endpoint](house), field: value}
                    browser = house.browser(may(rule.endpoint, "POST"))
                    yield f"{rule.endpoint} {field}", browser.post(url, headers=OURS, **body(sent))

    assert faults(house, asked()) == []


def body(sent: Mapping[str, object]) -> dict[str, object]:
    """Return the bytes of a form as a hostile program writes them, whatever stands in it."""
    parts = []
    for name, value in sent.items():
        head, data = f'name="{name}"', value
        if isinstance(value, tuple):
            head, data = f'{head}; filename="{value[1]}"', value[0].read()
        text = data if isinstance(data, bytes) else str(data).encode()
        parts.append(b"--garis\r\nContent-Disposition: form-data; " + head.encode() + b"\r\n\r\n" + text + b"\r\n")
    return {"data": b"".join(parts) + b"--garis--\r\n", "content_type": "multipart/form-data; boundary=garis"}


@pytest.mark.parametrize("field", ["buka", "tutup", "sejak"])
@pytest.mark.parametrize(
    "value", ["000000001" + "9" * 30, "000000001" + "9" * 5_000, "9" * 5_000, "0", "-1", "²", "1e3"]
)
def test_a_window_and_a_quota_are_small_numbers(house: House, field: str, value: str) -> None:
    slug, browser, url = house.parts["slug"], house.browser("admin"), f"/admin/instansi/{house.parts['agency']}/aturan"
    window = {f"{slug}.buka": "1", f"{slug}.tutup": "10"} | ({} if field == "sejak" else {f"{slug}.{field}": value})
    quota = {"kuota_bukti_mb": value} if field == "sejak" else {}
    watch = Watch(house)
    assert browser.post(url, data={**window, **quota}, headers=OURS).status_code == 422
    assert not watch.changed()
    watch.close()


@pytest.mark.parametrize("table", [b"\x00" * 1000, b"PK\x03\x04zip", b"\xff\xfe" + "tanggal".encode("utf-16-le"),
                                   b'tanggal,nama,jenis,sumber\n"2026', b"tanggal,nama,jenis,sumber\n" + b"," * 200_000,
                                   b"tanggal,nama,jenis,sumber\n" + b'"' * 190_000, b"\r" * 150_000,
                                   b"tanggal,nama,jenis,sumber\n" + b"2026-01-01,x,libur,y\n" * 9_000])  # fmt: skip
@pytest.mark.parametrize("act", ["", "/simpan"])
def test_what_is_no_calendar_is_refused_in_words_and_nothing_is_written(house: House, table: bytes, act: str) -> None:
    watch, browser = Watch(house), house.browser("admin")
    for sent in ({"tabel": table}, {"berkas": (io.BytesIO(table), "libur.csv")}):
        answer = browser.post(f"/admin/kalender/impor{act}", data=sent, headers=OURS)
        assert answer.status_code in (200, 422) and (act == "" or answer.status_code == 422)
    assert not watch.changed()
    watch.close()
