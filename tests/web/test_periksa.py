"""/periksa: a pack is checked in the browser, by whoever is signed in, and nothing of it stays."""

# ruff: noqa: F401, F811 (fixtures of the papers of cycles)

from __future__ import annotations

import io
import zipfile

import pytest

from portal.desk.pack_check import check
from portal.store import journal
from portal.web import periksa
from tests.desk.hostile_packs import REFUSED, told
from tests.desk.test_pack import altered, rewritten
from tests.web import html
from tests.web.conftest import OURS
from tests.web.test_kertas import office


@pytest.fixture
def packed(office):
    """The pack of a cycle of this portal, as its pengelola has it."""
    return office.get("dewi", "/paket.zip").data


@pytest.fixture(scope="module")
def shelf():
    """Where a pack is kept from test to test: making its PDF is most of what a test with one costs."""
    return []


@pytest.fixture
def some_pack(shelf, office):
    """A pack of this portal, whichever test it was made for."""
    if not shelf:
        shelf.append(office.get("dewi", "/paket.zip").data)
    return shelf[0]


def send(office, data, name="orang-luar", **typed):
    parts = [(f'name="{field}"', text.encode()) for field, text in typed.items()]
    parts += [] if data is None else [('name="paket"; filename="paket.zip"', data)]
    body = b"".join(
        b"--garis\r\nContent-Disposition: form-data; " + head.encode() + b"\r\n\r\n" + text + b"\r\n"
        for head, text in parts
    )
    client = office.portal.as_(office.people[name])
    return client.post("/periksa", data=body + b"--garis--\r\n", headers=OURS,
                       content_type="multipart/form-data; boundary=garis")  # fmt: skip


def left(office):
    cabinet = office.portal.rooms.desk.files.cabinet
    return [*cabinet.drafts()]


def test_a_whole_pack_is_said_to_be_whole_with_what_was_checked(office, packed):
    answer = send(office, packed)
    assert answer.status_code == 200
    told = html.words(html.by_id(answer.text, "hasil"))
    assert "Paket ini utuh" in told and "Riwayat 2 catatan tersambung" in told
    assert "ada dalam jurnal portal ini, dengan sidik yang sama" in told
    assert check(io.BytesIO(packed)).last in told


def test_nothing_is_kept_and_nothing_is_written(office, packed):
    kept, head = len([*office.portal.rooms.desk.files.cabinet.kept()]), journal.head()
    for data in (packed, b"bukan zip", b""):
        send(office, data)
    assert left(office) == [] and journal.head() == head
    assert len([*office.portal.rooms.desk.files.cabinet.kept()]) == kept


def test_a_changed_pack_is_said_not_to_be_whole_and_the_change_is_named(office, packed):
    answer = send(office, altered(packed, "siklus.json", lambda data: data + b" ").getvalue())
    told = html.words(html.by_id(answer.text, "hasil"))
    assert "Paket ini tidak utuh" in told and "siklus.json: isinya berubah." in told
    assert "utuh dengan" not in told and "ada dalam jurnal portal ini" not in told


def test_names_from_a_pack_are_text(office, packed):
    data = rewritten(packed, lambda chain: chain.update(nama="<script>alert(1)</script>")).getvalue()
    page = send(office, data).text
    assert "<script>alert" not in page and "&lt;script&gt;alert(1)" in page


@pytest.mark.parametrize("data", [b"bukan zip", b"PK\x05\x06", b"", None])
def test_what_is_no_pack_is_refused_in_place(office, data):
    answer = send(office, data)
    assert answer.status_code == 422 and html.words(html.by_id(answer.text, "paket-e"))
    assert left(office) == []


def test_a_pack_of_another_portal_is_whole_but_not_in_this_journal(office, packed, monkeypatch):
    monkeypatch.setattr(journal, "hash_of", lambda seq: "0" * 64)
    assert "dari portal lain, atau bukan paket asli" in send(office, packed).text
    monkeypatch.setattr(journal, "hash_of", lambda seq: None)
    assert "belum sampai pada nomor itu" in send(office, packed).text


def test_it_is_compared_with_a_head_that_was_noted(office, packed):
    seq, digest = check(io.BytesIO(packed)).head
    assert f"Baris jurnal {seq} dalam paket sama" in send(office, packed, kepala=f"{seq} {digest}").text
    assert "tidak sama dengan kepala yang dicatat" in send(office, packed, kepala=f"{seq} {'0' * 64}").text
    answer = send(office, packed, kepala="entah")
    assert answer.status_code == 422 and "Kepala jurnal ditulis sebagai nomor" in answer.text and "entah" in answer.text


@pytest.mark.parametrize("beside", [0, 10_000])
def test_a_pack_that_is_too_large_is_refused_with_what_to_do(office, packed, monkeypatch, beside):
    """Beyond the form's limit it is not read at all; between the two it is counted and thrown away."""
    monkeypatch.setattr(periksa, "MEGABYTE", 1)
    monkeypatch.setattr(periksa, "BESIDE", beside and len(packed) + beside)
    answer = send(office, packed)
    assert answer.status_code == 413 and "portal audit verify" in html.words(html.by_id(answer.text, "paket-e"))
    assert left(office) == []


def test_one_pack_is_checked_at_a_time(office, some_pack):
    with periksa.ONE_AT_A_TIME:
        answer = send(office, some_pack)
    assert answer.status_code == 503 and "sedang memeriksa paket lain" in answer.text
    assert send(office, some_pack).status_code == 200


def test_it_is_for_those_who_are_signed_in_and_linked_for_them(office):
    assert office.portal.visitor().get("/periksa").status_code == 303
    assert office.portal.visitor().post("/periksa", headers=OURS).status_code == 401
    for path in ("/bantuan", "/"):
        assert "/periksa" in html.links(office.portal.as_(office.people["dewi"]).get(path).text)
    assert "/periksa" not in html.links(office.portal.visitor().get("/bantuan").text)


# the head of the journal, to print ------------------------------------------------------------------------------


def test_the_head_is_printed_in_groups_of_four_that_the_command_reads(office):
    client = office.portal.as_(office.portal.granted("agnes", "admin"))
    assert "/admin/jurnal/kepala" in html.links(client.get("/admin/jurnal").text)
    told = html.words(html.by_id(client.get("/admin/jurnal/kepala").text, "kepala"))
    head = journal.head()
    groups = " ".join(head.hash[at : at + 4] for at in range(0, 64, 4))
    assert groups in told and str(head.seq) in told
    noted = periksa.read_head(f"{head.seq} {groups}")
    assert (noted.seq, noted.hash) == (head.seq, head.hash)


def test_the_head_is_for_the_portals_admin_alone(office):
    office.people["iis"] = office.portal.granted("iis", "admin_instansi", "purwakarta")
    for name in ("dewi", "iis"):
        assert office.portal.as_(office.people[name]).get("/admin/jurnal/kepala").status_code == 404


# packs that were made to do harm --------------------------------------------------------------------------------


@pytest.mark.parametrize("name", REFUSED)
def test_a_pack_that_would_break_the_checker_is_refused_in_place_and_the_next_is_checked(office, some_pack, name):
    answer = send(office, REFUSED[name](some_pack))
    assert answer.status_code == 422 and html.words(html.by_id(answer.text, "paket-e"))
    assert left(office) == [] and send(office, some_pack).status_code == 200


def test_a_head_of_any_length_is_a_head_or_none(office, some_pack):
    for noted in ("9" * 19 + " " + "0" * 64, "9" * 5000 + " " + "0" * 64, "٣ " + "0" * 64):
        assert send(office, some_pack, kepala=noted).status_code == 422
    answer = send(office, told(lambda chain: chain["kepala_jurnal"].update(seq=2**63 - 1))(some_pack))
    assert answer.status_code == 200 and "Paket ini tidak utuh" in answer.text


def test_words_that_no_page_can_hold_are_shown_without_them(office, some_pack):
    answer = send(office, told(lambda chain: chain.update(nama="SOP \ud800\u202e\x1b[31m"))(some_pack))
    assert answer.status_code == 200 and "SOP \ufffd\ufffd\ufffd[31m" in answer.text


@pytest.mark.parametrize("parts", [900, 5000])
def test_a_form_of_a_thousand_files_is_no_pack_and_leaves_nothing(office, parts):
    head = b'--x\r\nContent-Disposition: form-data; name="paket"; filename="%d.zip"\r\n\r\nPK\r\n'
    body = b"".join(head % number for number in range(parts)) + b"--x--\r\n"
    client = office.portal.as_(office.people["dewi"])
    answer = client.post("/periksa", data=body, headers=OURS, content_type="multipart/form-data; boundary=x")
    assert answer.status_code in (413, 422) and left(office) == []


def test_an_upload_that_is_cut_off_leaves_nothing(office, some_pack):
    body = b'--x\r\nContent-Disposition: form-data; name="paket"; filename="p.zip"\r\n\r\n' + some_pack[:5000]
    sent = {"wsgi.input": io.BytesIO(body), "CONTENT_LENGTH": "90000"}
    client = office.portal.as_(office.people["dewi"])
    answer = client.post("/periksa", headers=OURS, content_type="multipart/form-data; boundary=x",
                         environ_overrides=sent)  # fmt: skip
    assert answer.status_code in (400, 422) and left(office) == []
