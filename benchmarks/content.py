"""The content the measurements run on: agencies and their SOPs, invented word by word, the same at every run."""

from __future__ import annotations

import random
from collections.abc import Iterator
from pathlib import Path

ROLES = {
    "kepala": "Kepala Dinas",
    "sekretaris": "Sekretaris",
    "kasubbag-perencanaan": "Kepala Subbagian Perencanaan",
    "kabid": "Kepala Bidang",
    "staf": "Pelaksana",
}
SYLLABLES = [consonant + vowel for consonant in "bdgklmnprst" for vowel in "aeiu"]
STEPS = 15
SOPS_OF_AN_AGENCY = 100
EVERYWHERE = "prosedur"
"""A word that every body has."""
SELDOM = "timbangan"
"""A word that one body in fifty has."""


def write_agencies(folder: Path, sops: int) -> list[str]:
    """Write agency plugins that hold `sops` SOPs of their own below `folder`; return the agency ids."""
    chance = random.Random(sops)
    words = ["".join(chance.choices(SYLLABLES, k=chance.randint(2, 4))) for _ in range(600)]
    agencies = []
    for number, count in enumerate(shares(sops), 1):
        agency = f"dinas-{number:03}"
        home = folder / agency.replace("-", "_")
        (home / "sop").mkdir(parents=True)
        (home / "instansi.md").write_text(
            f"---\nid: {agency}\nnama: Dinas Ukur {number}\nzona_waktu: WIB\n---\n", encoding="utf-8"
        )
        for slug, text in documents(chance, words, agency, count):
            (home / "sop" / f"{slug}.md").write_text(text, encoding="utf-8")
        agencies.append(agency)
    return agencies


def shares(sops: int) -> Iterator[int]:
    """Yield how many SOPs each agency gets."""
    while sops > 0:
        yield min(sops, SOPS_OF_AN_AGENCY)
        sops -= SOPS_OF_AN_AGENCY


def documents(chance: random.Random, words: list[str], agency: str, count: int) -> Iterator[tuple[str, str]]:
    """Yield (slug, document) of an agency's SOPs."""
    for number in range(1, count + 1):
        seldom = f" {SELDOM}" if number % 50 == 0 else ""
        title = " ".join(chance.choices(words, k=4)).title()
        sections = (" ".join(chance.choices(words, k=60)) for _ in range(6))
        body = "\n\n".join(f"## {text.split()[0]}\n\n{EVERYWHERE} {text}{seldom}." for text in sections)
        yield f"sop-{number:03}", f"---\n{header(chance, words, agency, title)}---\n{body}\n"


def header(chance: random.Random, words: list[str], agency: str, title: str) -> str:
    """Return the front matter of one SOP: five roles and fifteen steps with their standard."""
    lines = [
        f"instansi: {agency}",
        f"nama: {title}",
        f"nomor: 067/{chance.randint(1, 999)}/{chance.randint(2020, 2026)}",
        "siklus: bulanan",
        f"tag: [{', '.join(chance.sample(['kinerja', 'sakip', 'keuangan', 'kepegawaian', 'arsip'], k=2))}]",
        "pelaksana:",
        *(f"  {role}: {office}" for role, office in ROLES.items()),
        "langkah:",
    ]
    for number in range(1, STEPS + 1):
        lines += [
            f"  - id: langkah-{number}",
            f"    uraian: {' '.join(chance.choices(words, k=9)).capitalize()}",
            f"    pelaksana: {chance.choice(list(ROLES))}",
            f"    kelengkapan: [{' '.join(chance.choices(words, k=2))}, {chance.choice(words)}]",
            f"    waktu: {chance.randint(1, 9) * 5} menit",
            f"    output: [{' '.join(chance.choices(words, k=2))}]",
        ]
    return "\n".join(lines) + "\n"
