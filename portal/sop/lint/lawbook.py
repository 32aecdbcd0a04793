"""Lawbook: which number belongs to the laws that SOPs cite most, and which of them have been replaced."""

from __future__ import annotations

from dataclasses import dataclass
from types import MappingProxyType
from typing import Literal

Kind = Literal["uu", "perpres", "permendagri", "permenpan"]
Law = tuple[Kind, int, int]
"""A law: its kind, number and year."""

NAMES = MappingProxyType({
    "uu": "Undang-Undang", "perpres": "Peraturan Presiden", "permendagri": "Permendagri", "permenpan": "PermenPAN-RB",
})  # fmt: skip


@dataclass(frozen=True, slots=True)
class Topic:
    """What a law of one kind is about, as its title begins after "tentang"; `known` (number, year), the newest first.

    A citation of this topic with any other number is a slip.
    """

    kind: Kind
    begins: str
    known: tuple[tuple[int, int], ...]


TOPICS = (
    Topic("permenpan", "pedoman penyusunan standar operasional prosedur", ((35, 2012), (21, 2008))),
    Topic("permenpan", "petunjuk teknis perjanjian kinerja", ((53, 2014),)),
    Topic("permenpan", "evaluasi akuntabilitas kinerja", ((88, 2021),)),
    Topic("permendagri", "standar operasional prosedur", ((52, 2011),)),
    Topic("permendagri", "tata cara perencanaan, pengendalian dan evaluasi pembangunan daerah", ((86, 2017),)),
    Topic("perpres", "sistem akuntabilitas kinerja instansi pemerintah", ((29, 2014),)),
    Topic("uu", "pemerintahan daerah", ((23, 2014), (9, 2015), (2, 2015), (12, 2008), (32, 2004), (22, 1999))),
    Topic("uu", "pemerintah daerah", ((23, 2014), (32, 2004), (22, 1999))),
    Topic("uu", "sistem perencanaan pembangunan nasional", ((25, 2004),)),
    Topic("uu", "penyelenggara negara yang bersih", ((28, 1999),)),
    Topic("uu", "penyelenggaraan negara yang bersih", ((28, 1999),)),
    Topic("uu", "aparatur sipil negara", ((20, 2023), (5, 2014))),
    Topic("uu", "pelayanan publik", ((25, 2009),)),
    Topic("uu", "keterbukaan informasi publik", ((14, 2008),)),
    Topic("uu", "kearsipan", ((43, 2009),)),
    Topic("uu", "administrasi pemerintahan", ((30, 2014),)),
    Topic("uu", "keuangan negara", ((17, 2003),)),
    Topic("uu", "pelindungan data pribadi", ((27, 2022),)),
)  # fmt: skip

REPLACED = MappingProxyType[Law, Law]({
    ("uu", 22, 1999): ("uu", 32, 2004),
    ("uu", 25, 1999): ("uu", 33, 2004),
    ("uu", 32, 2004): ("uu", 23, 2014),
    ("uu", 33, 2004): ("uu", 1, 2022),
    ("uu", 5, 2014): ("uu", 20, 2023),
    ("permenpan", 12, 2015): ("permenpan", 88, 2021),
    ("permenpan", 21, 2008): ("permenpan", 35, 2012),
})  # fmt: skip
"""Laws that another has replaced as a whole."""
