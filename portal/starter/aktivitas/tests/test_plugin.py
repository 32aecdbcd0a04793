"""JUDUL_PLUGIN: switched on it adds its step once, and it asks for a result."""

from pathlib import Path

from portal.testing import composed, plugins_in

FOLDER = Path(__file__).resolve().parent.parent


def test_it_adds_one_step_where_it_is_switched_on(tmp_path: Path) -> None:
    entry = composed(tmp_path, "purwakarta", "pengumpulan-data-kinerja", aktifkan=["NAMA_PLUGIN"], folder=FOLDER)
    assert entry.usable and entry.sop, [str(problem) for problem in entry.problems]
    assert [step.aktivitas for step in entry.sop.langkah].count("NAMA_PLUGIN.kegiatan") == 1


def test_it_wants_to_know_the_result(tmp_path: Path) -> None:
    activity = plugins_in(tmp_path, FOLDER).activities["NAMA_PLUGIN.kegiatan"]
    assert activity.validate({"hasil": "ok"})
    assert not activity.validate({"hasil": "Semua bahan sudah lengkap."})
