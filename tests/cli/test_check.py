"""`portal check`: every problem as file, line and remedy; errors decide the exit code, advice does not."""

import pytest

GOOD = "---\nnama: Cuti\npelaksana: {a: A}\nlangkah:\n  - {id: satu, uraian: Satu, pelaksana: a}\n---\n"
BAD = GOOD.replace("pelaksana: a}", "pelaksana: b}")


def test_what_is_shipped_has_no_error(run):
    done = run("check")
    assert (done.code, done.err) == (0, "") and done.out.splitlines()[-1].startswith("0 galat, ")
    assert all(": saran: " in line for line in done.out.splitlines()[:-1])


def test_an_error_anywhere_ends_with_one(run, put):
    put("sop/cuti.md", BAD)
    done = run("check")
    assert done.code == 1 and any(line.startswith("sop/cuti.md:5: ") for line in done.out.splitlines())


def test_a_single_document_is_judged_wherever_it_lies(run, tmp_path):
    (tmp_path / "cuti.md").write_text(GOOD, "utf-8")
    assert run("check", "cuti.md").code == 0
    (tmp_path / "cuti.md").write_text(BAD, "utf-8")
    done = run("check", "cuti.md")
    assert done.code == 1 and done.out.startswith("cuti.md:5: ")


def test_a_variant_is_judged_against_its_base_and_its_agency(run, tmp_path):
    row = "langkah:\n  - {dari: perintah, berikut: entah}\n"
    text = f"---\nvarian_dari: pengumpulan-data-kinerja\ninstansi: anambas\n{row}---\n"
    (tmp_path / "varian.md").write_text(text, "utf-8")
    done = run("check", "varian.md")
    assert done.code == 1 and "varian.md:5: " in done.out and "entah" in done.out


def test_a_variant_of_an_unknown_agency_says_so(run, tmp_path):
    (tmp_path / "varian.md").write_text("---\nvarian_dari: pengarsipan\ninstansi: entah\n---\n", "utf-8")
    assert 'varian.md:3: Instansi "entah" tidak dikenal.' in run("check", "varian.md").out


def test_an_agencys_document_is_judged_in_its_folder(run, tmp_path):
    folder = tmp_path / "kota"
    (folder / "sop").mkdir(parents=True)
    (folder / "instansi.md").write_text("---\nid: kota\nnama: Kota\n---\n", "utf-8")
    (folder / "sop" / "pengarsipan.md").write_text("---\nvarian_dari: pengarsipan\ninstansi: kota\n---\n", "utf-8")
    assert run("check", "kota/sop/pengarsipan.md").code == 0
    assert run("check", "kota").code == 0
    (folder / "sop" / "kedua.md").write_text("---\nvarian_dari: pengarsipan\ninstansi: kota\n---\n", "utf-8")
    done = run("check", "kota/sop/kedua.md")
    assert done.code == 1 and "juga ada di kota/pengarsipan.md" in done.out


def test_an_agency_file_is_judged_too(run, tmp_path):
    (tmp_path / "instansi.md").write_text("---\nid: kota\nnma: Kota\n---\n", "utf-8")
    done = run("check", "instansi.md")
    assert done.code == 1 and "instansi.md:3:" in done.out and 'Maksudnya "nama"' in done.out


def test_a_zone_that_was_not_named_is_told(run, put):
    put("plugins/kota/instansi.md", "---\nid: kota\nnama: Kota\n---\n")
    for done in (run("check"), run("check", "home/plugins/kota/instansi.md")):
        assert done.code == 0 and "kota/instansi.md: saran: zona_waktu belum diisi dan dianggap WIB" in done.out


def test_a_folder_of_documents_is_gone_through(run, tmp_path):
    (tmp_path / "pustaka").mkdir()
    (tmp_path / "pustaka" / "satu.md").write_text(GOOD, "utf-8")
    (tmp_path / "pustaka" / "dua.md").write_text(BAD, "utf-8")
    done = run("check", "pustaka")
    assert done.code == 1 and done.out.startswith("pustaka/dua.md:5: ")


@pytest.mark.parametrize("path", ["tidak-ada.md", "."])
def test_a_path_with_nothing_in_it_is_wrong_use(run, path):
    done = run("check", path)
    assert (done.code, done.out) == (2, "") and done.err.count("\n") == 1


def test_a_name_that_cannot_be_a_slug_is_told(run, put, tmp_path):
    put("sop/Surat Cuti.md", GOOD)
    assert "sop/Surat Cuti.md: Nama berkas tidak dapat dipakai" in run("check").out
    (tmp_path / "catatan.txt").write_text("x", "utf-8")
    assert run("check", "catatan.txt").code == 1


def test_a_quarantined_plugin_is_an_error(run, put):
    put("plugins/rusak/__init__.py", "1 / 0\n")
    done = run("check")
    assert done.code == 1
    assert 'rusak/__init__.py:1: Plugin "rusak" dikarantina: gagal dimuat: ZeroDivisionError' in done.out


def test_a_folder_that_was_asked_for_and_is_missing_is_an_error(run, monkeypatch, tmp_path):
    monkeypatch.setenv("PORTAL_LIBRARY_DIR", str(tmp_path / "hilang"))
    done = run("check")
    assert done.code == 1 and f"{tmp_path / 'hilang'}: Folder yang disebut di pengaturan ini tidak ada." in done.out


def test_settings_of_an_agency_that_is_not_there_are_told(run, put):
    put("portal.toml", '[instansi.anambs]\naktifkan = ["rapat"]\n')
    done = run("check")
    assert done.code == 0 and "[instansi.anambs] tidak mengenai instansi mana pun" in done.out


def test_an_activity_without_its_plugin_is_an_error(run, monkeypatch):
    monkeypatch.setenv("PORTAL_PLUGINS", "purwakarta")
    done = run("check")
    assert done.code == 1 and 'plugin "monev" tidak terpasang' in done.out


def test_errors_are_written_before_advice_each_by_line(run, put):
    put("sop/cuti.md", BAD)
    lines = run("check").out.splitlines()[:-1]
    advised = [": saran: " in line for line in lines]
    assert advised == sorted(advised) and advised[0] is False


def test_advice_on_the_text_names_sentence_remedy_and_rule(run):
    (line,) = [line for line in run("check").out.splitlines() if "[nip-mustahil]" in line]
    assert line.startswith(
        "luwu_timur/pengumpulan-data-kinerja.md:11: saran: NIP pejabat yang mengesahkan tidak mungkin"
    )
    assert "Cocokkan dengan naskah" in line and "1994" not in line
    assert any(
        'Uraian langkah 9 dimulai dengan "penandatanganan"' in line and line.endswith(" [bukan-kata-kerja]")
        for line in run("check").out.splitlines()
    )


def test_advice_may_be_left_out_and_is_still_counted(run):
    (line,) = run("check", "--tanpa-saran").out.splitlines()
    assert line == run("check").out.splitlines()[-1] and line.startswith("0 galat, ")


def test_a_document_that_an_editor_called_otherwise_is_not_passed_over(run, put, home):
    for name in ("surat-cuti.md.txt", "surat-tugas.markdown", "~$surat.md", "catatan.txt"):
        put(f"sop/{name}", "---\nnama: X\n---\n")
    out = run("check", "--tanpa-saran").out
    assert "sop/surat-cuti.md.txt: Nama berkas tidak dapat dipakai" in out
    assert "sop/surat-tugas.markdown: Nama berkas tidak dapat dipakai" in out
    assert "\n2 galat, " in out
    missing = run("check", str(home / "sop" / "surat-cuti.md"))
    assert missing.code == 2 and missing.err.endswith('tidak ada. Maksudnya "surat-cuti.md.txt"?\n')
