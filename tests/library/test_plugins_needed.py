"""An SOP that needs a plugin is composed with it or not at all."""

HEAD = "from portal import Activity, Add, Replace, Drop, Problem, hookimpl\n\n"
ADDS = HEAD + (
    "@hookimpl\ndef activities():\n"
    "    return [Activity('rapat.temu', 'Rapat', {'uraian': 'Bertemu', 'pelaksana': 'kepala'})]\n\n"
    "@hookimpl\ndef sop_edits(sop, agency):\n"
    "    return [Add({'aktivitas': 'rapat.temu'}, after=('perintah',))]\n"
)


def ready(world, aktifkan: str = "[rapat]", keys: str = "") -> None:
    """Write a base, and an agency that follows it with plugins switched on."""
    world.base("surat-masuk")
    world.agency("kota", keys=f"aktifkan: {aktifkan}\n")
    world.variant("kota", "surat-masuk", keys=keys)


def said(entry) -> str:
    """Return all that is wrong with an entry."""
    return "\n".join(str(problem) for problem in entry.problems)


def test_a_plugin_that_is_switched_on_adds_its_step(world):
    ready(world)
    world.plugin("rapat", ADDS)
    entry = world.library().composed("surat-masuk", "kota")
    assert [step.id for step in entry.sop.langkah] == ["perintah", "rapat-temu", "kerja"] and entry.usable


def test_switched_off_it_adds_nothing(world):
    ready(world, aktifkan="[]")
    world.plugin("rapat", ADDS)
    assert len(world.library().composed("surat-masuk", "kota").sop.langkah) == 2


def test_a_missing_plugin_stops_the_sop(world):
    ready(world)
    entry = world.library().composed("surat-masuk", "kota")
    assert entry.sop is None and 'plugin "rapat" tidak terpasang' in said(entry)


def test_a_quarantined_plugin_stops_the_sop_and_says_why(world):
    ready(world)
    world.plugin("rapat", "1 / 0\n")
    entry = world.library().composed("surat-masuk", "kota")
    assert entry.sop is None and "dikarantina: gagal dimuat: ZeroDivisionError" in said(entry)


def test_a_plugin_that_is_not_allowed_stops_the_sop(world):
    ready(world)
    world.plugin("rapat", ADDS)
    entry = world.library(only_plugins=("kota",)).composed("surat-masuk", "kota")
    assert entry.sop is None and 'plugin "rapat" tidak terpasang' in said(entry)


def test_a_plugin_that_fails_while_composing_stops_the_sop(world):
    ready(world)
    world.plugin("rapat", HEAD + "@hookimpl\ndef sop_edits(sop, agency):\n    raise SystemExit\n")
    entry = world.library().composed("surat-masuk", "kota")
    assert entry.sop is None and 'Plugin "rapat" gagal menyusun SOP ini (SystemExit)' in said(entry)


def test_an_activity_of_a_quarantined_plugin_stops_the_sop(world):
    row = "langkah:\n  - {id: temu, uraian: Bertemu, pelaksana: kepala, aktivitas: rapat.temu}\n"
    ready(world, aktifkan="[]", keys=row)
    world.plugin("rapat", "1 / 0\n")
    entry = world.library().composed("surat-masuk", "kota")
    assert not entry.usable
    assert 'memerlukan plugin yang tidak dapat dipakai: plugin "rapat" dikarantina' in said(entry)


def test_plugins_that_contradict_each_other_stop_the_sop(world):
    ready(world, aktifkan="[satu, dua]")
    for name in ("satu", "dua"):
        code = f"@hookimpl\ndef sop_edits(sop, agency):\n    return [Replace('kerja', {{'uraian': '{name}'}})]\n"
        world.plugin(name, HEAD + code)
    assert not world.library().composed("surat-masuk", "kota").usable


def test_what_plugins_say_of_an_sop_stands_at_its_file(world):
    ready(world, aktifkan="[]")
    world.plugin("cermat", HEAD + "@hookimpl\ndef sop_problems(sop):\n    return [Problem('', None, 'kurang rinci')]\n")
    entry = world.library().composed("surat-masuk", "kota")
    assert entry.sop is not None and not entry.usable
    assert "kota/surat-masuk.md: kurang rinci" in said(entry)


def test_the_operator_switches_a_plugin_on_without_touching_the_agencys_file(world):
    ready(world, aktifkan="[]")
    world.plugin("rapat", ADDS)
    before = (world.plugins / "kota" / "instansi.md").read_bytes()
    library = world.library()
    assert len(library.composed("surat-masuk", "kota").sop.langkah) == 2
    world.write(world.home / "instansi.toml", '[instansi.kota]\naktifkan = ["rapat"]\n')
    assert len(library.composed("surat-masuk", "kota").sop.langkah) == 3
    assert (world.plugins / "kota" / "instansi.md").read_bytes() == before
