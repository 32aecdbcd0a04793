"""The forms of a cycle's page: what a person sent, the key of the next one, and what he is told afterwards."""

from __future__ import annotations

import secrets

from flask import request, url_for

from portal.cycle.acts import UNDOABLE
from portal.cycle.events import Event
from portal.cycle.evidence import bukti_of
from portal.desk.values import Done, Form
from portal.say import say
from portal.sop.model import Sop
from portal.sop.unseen import seen
from portal.web.answers import Toast
from portal.web.intake import TAKES_FILES, read_files
from portal.web.words import clock


def told(sop: Sop, event: Event) -> str:
    """Return what the person is told after his act."""
    at = clock(event.time, sop.zona_waktu)
    if event.kind == "serah":
        return say("Serahan Anda tercatat, pukul {at} {zone}.", at=at, zone=sop.zona_waktu)
    if event.step and event.kind in ("centang", "putuskan", "lewati"):
        return say("Tercatat: langkah {no}, pukul {at} {zone}.", no=sop.number(event.step), at=at, zone=sop.zona_waktu)
    if event.kind == "catat" and event.step:
        return say("Tercatat dari kertas: langkah {no}.", no=sop.number(event.step))
    sentences = {
        "kembalikan": say("Siklus dikembalikan untuk perbaikan."), "urungkan": say("Catatan Anda diurungkan."),
        "komentar": say("Komentar tersimpan."), "tutup": say("Siklus ditutup."),
        "buka-kembali": say("Siklus dibuka kembali."), "batalkan": say("Siklus dibatalkan; periodenya kosong lagi."),
        "mulai": say("Tercatat: Anda mulai mengerjakan langkah ini."),
        "tunda": say("Tercatat: langkah ini menunggu pihak luar."),
        "lanjutkan": say("Langkah ini dilanjutkan."), "tenggat": say("Tenggat langkah ini dihitung ulang."),
        "pindah-versi": say("Siklus dilanjutkan dengan versi SOP yang baru."),
    }  # fmt: skip
    return sentences.get(event.kind, say("Tercatat."))


def with_files(sentence: str, event: Event) -> str:
    """Return what the person is told, with the files he sent; a picture that tells a place is named."""
    files = bukti_of(event)
    located = ", ".join(one.nama for one in files if one.lokasi)
    if files:
        sentence = say("{told} Disertai {n} berkas.", told=sentence, n=len(files))
    return say("{told} Foto ini memuat lokasi: {names}.", told=sentence, names=located) if located else sentence


def read_form(step: str | None = None) -> Form:
    """Return what the person sent; nothing in it decides who he is."""
    sent = request.form
    role, _, unit = sent.get("sebagai", "").partition("|")
    number = sent.get("putaran", "1")
    seq = sent.get("seq", "0")
    return Form(
        kunci=sent.get("kunci", ""), step=step, putaran=_number(number), role=role or None, unit=unit or None,
        alasan=_text("alasan"), catatan=_text("catatan"), pilihan=_text("pilihan"), ke=_text("ke"),
        unit_diminta=tuple(sent.getlist("unit")), salah=_text("salah"), lama=_text("lama"), baru=_text("baru"),
        seq=_number(seq),
        bukti=read_files() if request.endpoint in TAKES_FILES else (),
        pejabat=_text("pejabat"), kapasitas=_text("kapasitas"), tanggal=_text("tanggal"),
        isian={name.removeprefix("isian."): seen(text) for name, text in sent.items() if name.startswith("isian.")},
    )  # fmt: skip


def _text(name: str) -> str | None:
    return seen(request.form.get(name, "")).strip() or None


def _number(text: str) -> int:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 9 else 0


def fresh_key() -> str:
    """Return a new key for a form."""
    return secrets.token_hex(16)


def toast_of(answer: Done) -> Toast:
    """Return what the person is told after his act, with the way to take it back."""
    event, cycle = answer.event, answer.cycle
    undo = event.kind in UNDOABLE and not answer.again
    return Toast(
        with_files(told(cycle.sop, event), event),
        undo=url_for("siklus.undo", cycle_id=cycle.id) if undo else None,
        fields={"kunci": fresh_key(), "seq": str(event.seq)} if undo else {},
    )
