"""JUDUL_PLUGIN: dokumennya terbaca, dan portal dapat menjalankannya."""

from pathlib import Path

from portal.testing import composed

FOLDER = Path(__file__).resolve().parent.parent


def test_every_document_can_be_run(tmp_path: Path) -> None:
    for document in FOLDER.glob("sop/*.md"):
        entry = composed(tmp_path, "ID_PLUGIN", document.stem, folder=FOLDER)
        assert entry.usable, [str(problem) for problem in entry.problems]
