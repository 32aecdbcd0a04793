"""The formats the portal itself offers, for staff and for visitors."""

import json

import pytest

from portal.hooks import Around
from portal.sop.model import Pelaksana, Pengesahan, Sop, Step

SIGNED = Pengesahan("Kepala Dinas", "KENARI LESTARI, S.Sos.", "Pembina", "19701023 199203 1 007")
SOP = Sop(
    "contoh", "Contoh", (Pelaksana("kepala", "Kepala"),), (Step("a", "Membuka", ("kepala",)),),
    instansi="kota", disahkan_oleh=SIGNED, isi="Ruang *lingkup*.",
)  # fmt: skip


@pytest.mark.parametrize("name", ["json", "md", "html"])
def test_staff_see_who_signed_and_visitors_only_the_title(find, name):
    form = find().formats[name]
    staff, visitor = form.render(SOP, Around(staff=True)).decode(), form.render(SOP, Around()).decode()
    assert "KENARI LESTARI" in staff and "19701023 199203 1 007" in staff
    assert not any(secret in visitor for secret in ("KENARI", "19701023", "Pembina"))
    assert "Kepala Dinas" in visitor


@pytest.mark.parametrize("staff", [True, False])
def test_the_picture_names_nobody(find, staff):
    picture = find().formats["svg"].render(SOP, Around(staff=staff)).decode()
    assert "Membuka" in picture
    assert not any(secret in picture for secret in ("KENARI", "19701023", "Pembina"))


def test_a_visitors_json_names_the_same_digest(find):
    render = find().formats["json"].render
    staff, visitor = (json.loads(render(SOP, Around(staff=staff))) for staff in (True, False))
    assert staff["digest"] == visitor["digest"]
    assert visitor["disahkan_oleh"] == {"jabatan": "Kepala Dinas", "nama": None, "pangkat": None, "nip": None}
