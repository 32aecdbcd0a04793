"""`portal sop`: lists and shows, without a database, and without leaving a trace."""

import json
import sys

import pytest

SLUG = "pengumpulan-data-kinerja"
OFFICES = {"anambas": 5, "bakesbangpol": 15, "luwu-timur": 11, "purwakarta": 8, "suak-midai": 4}


def test_the_list_names_every_base_and_every_agencys_sop(run):
    done = run("sop", "list")
    lines = [line.split() for line in done.out.splitlines()]
    assert lines[0] == ["SLUG", "INSTANSI", "STATUS", "LANGKAH", "NAMA"]
    assert {line[1]: int(line[3]) for line in lines[1:] if line[1] != "-"} == OFFICES
    assert (done.code, done.err) == (0, "") and sum(line[1] == "-" for line in lines) == 6


def test_the_list_as_json_is_for_programs(run):
    facts = json.loads(run("sop", "list", "--instansi", "luwu-timur", "--format", "json").out)
    assert [(one["slug"], one["instansi"], one["langkah"], one["galat"]) for one in facts] == [
        (SLUG, "luwu-timur", 11, [])
    ]


@pytest.mark.parametrize(("agency", "steps"), OFFICES.items())
def test_an_sop_is_shown_as_the_promised_json(run, agency, steps):
    done = run("sop", "show", SLUG, "--instansi", agency, "--format", "json")
    facts = json.loads(done.out)
    assert (facts["versi"], facts["slug"], facts["instansi"], len(facts["langkah"])) == (1, SLUG, agency, steps)
    assert (done.code, done.err) == (0, "")


def test_whoever_sits_at_the_console_sees_who_signed(run):
    facts = json.loads(run("sop", "show", SLUG, "--instansi", "purwakarta", "--format", "json").out)
    assert facts["disahkan_oleh"]["nip"] == "19701023 199203 1 007"


def test_an_sop_is_shown_as_a_document_unless_asked_otherwise(run):
    done = run("sop", "show", SLUG)
    assert done.out.startswith("---\n") and "nama: Pengumpulan Data Kinerja" in done.out


def test_an_sop_is_written_to_a_file(run, tmp_path):
    done = run("sop", "show", SLUG, "--format", "html", "-o", "sop.html")
    assert (done.code, done.out, done.err) == (0, "", "")
    assert (tmp_path / "sop.html").read_text("utf-8").startswith("<!doctype html>")


def test_a_file_that_cannot_be_written_is_named(run, tmp_path):
    done = run("sop", "show", SLUG, "-o", str(tmp_path))
    assert done.code == 2 and str(tmp_path) in done.err and "tidak dapat ditulis" in done.err


@pytest.mark.parametrize("style", ["exe", "jpeg"])
def test_a_format_that_is_not_there_names_those_that_are(run, style):
    done = run("sop", "show", SLUG, "--format", style)
    assert (done.code, done.out) == (2, "")
    assert done.err == f'Format "{style}" tidak ada; yang ada: docx, html, json, md, pdf, svg, xlsx.\n'


def test_a_sheet_is_written_on_the_paper_that_was_asked_for(run, home):
    done = run("sop", "show", SLUG, "--instansi", "purwakarta", "--format", "html", "--kertas", "F4")
    assert done.code == 0 and "size: 330mm 215mm" in done.out


def test_without_weasyprint_a_pdf_is_refused_in_one_sentence(run, monkeypatch):
    monkeypatch.delitem(sys.modules, "portal.paper.pdf", raising=False)
    monkeypatch.setitem(sys.modules, "weasyprint", None)
    done = run("sop", "show", SLUG, "--format", "pdf")
    assert (done.code, done.out) == (1, "")
    assert done.err.count("\n") == 1 and "Pakai tampilan cetak di peramban" in done.err


def test_a_format_may_come_from_a_plugin(run, put):
    put("plugins/cetak/__init__.py", "from portal import Format, hookimpl\n\n@hookimpl\ndef formats():\n"
        "    return [Format('nama', 'text/plain', lambda sop, around: sop.nama.encode())]\n")  # fmt: skip
    assert run("sop", "show", SLUG, "--format", "nama").out == "Pengumpulan Data Kinerja"


def test_a_format_that_fails_is_named(run, put):
    put("plugins/cetak/__init__.py", "from portal import Format, hookimpl\n\n@hookimpl\ndef formats():\n"
        "    return [Format('nama', 'text/plain', lambda sop, around: 1 / 0)]\n")  # fmt: skip
    done = run("sop", "show", SLUG, "--format", "nama")
    assert done.code == 2 and done.err == 'Format "nama" gagal: ZeroDivisionError: division by zero\n'


def test_an_unknown_sop_or_agency_is_answered_with_the_nearest(run):
    assert run("sop", "show", "pengarsip").err == 'Pustaka belum punya SOP "pengarsip". Maksudnya "pengarsipan"?\n'
    assert 'Maksudnya "purwakarta"?' in run("sop", "show", SLUG, "--instansi", "purwokarta").err
    assert (
        'Instansi "anambas" belum punya SOP "pengarsipan".'
        in run("sop", "show", "pengarsipan", "--instansi", "anambas").err
    )
    assert run("sop", "list", "--instansi", "entah").code == 2


def test_an_sop_that_cannot_be_composed_says_where_and_why(run, put):
    put("plugins/kota/instansi.md", "---\nid: kota\nnama: Kota\n---\n")
    put("plugins/kota/sop/surat.md", "---\nvarian_dari: tidak-ada\ninstansi: kota\n---\n")
    done = run("sop", "show", "surat", "--instansi", "kota", "--format", "json")
    assert (done.code, done.out) == (1, "")
    assert 'kota/surat.md:2: SOP induk "tidak-ada" tidak ada' in done.err
    assert "surat" in run("sop", "list").out


def test_an_sop_with_errors_is_shown_and_complained_of(run, put):
    base = "---\nnama: X\npelaksana: {a: A}\nlangkah:\n  - {id: satu, uraian: Satu, pelaksana: b}\n---\n"
    put("sop/salah.md", base)
    done = run("sop", "show", "salah", "--format", "json")
    assert done.code == 1 and json.loads(done.out)["nama"] == "X" and "sop/salah.md:5" in done.err


def test_it_needs_no_home_and_makes_none(run, home):
    run("sop", "list")
    run("sop", "show", SLUG)
    run("check")
    run("plugin", "list")
    assert not home.exists()


def test_an_office_may_add_bases_of_its_own(run, put):
    put(
        "sop/cuti.md", "---\nnama: Cuti\npelaksana: {a: A}\nlangkah:\n  - {id: satu, uraian: Satu, pelaksana: a}\n---\n"
    )
    assert json.loads(run("sop", "show", "cuti", "--format", "json").out)["nama"] == "Cuti"
