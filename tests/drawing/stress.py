"""A procedure as large as the form will bear: forty steps, eight roles, ten decisions, read from its document."""

from __future__ import annotations

from portal.sop.model import Sop
from portal.sop.reading import read_document
from portal.sop.variant import compose

PATH = "pengadaan-berkas-kinerja.md"

DOCUMENT = """---
nama: Pengadaan Berkas Kinerja
siklus: tahunan
tag: [contoh]
pelaksana:
  pelaksana: Pelaksana
  kasubbag: Kasubbag Perencanaan
  kabid: Kepala Bidang
  keuangan: Kasubbag Keuangan
  tim: Tim Penyusun
  sekretaris: Sekretaris
  kepala: Kepala Dinas
  admin: Admin e-kejab
langkah:
  - {id: mulai, uraian: Menyampaikan kebutuhan berkas, pelaksana: pelaksana, bentuk: mulai, waktu: 15 menit,
     kelengkapan: [Formulir kebutuhan], output: [Kebutuhan berkas]}
  - {id: catat, uraian: Mencatat kebutuhan dalam agenda, pelaksana: kasubbag, waktu: 10 menit,
     kelengkapan: [Kebutuhan berkas, Agenda], output: [Kebutuhan bernomor agenda]}
  - {id: telaah, uraian: Menelaah kebutuhan dan membandingkannya dengan rencana kerja, pelaksana: kasubbag,
     bentuk: keputusan, label_ya: sesuai, label_tidak: tidak sesuai, ya: tugaskan, tidak: mulai, waktu: 1 jam,
     kelengkapan: [Rencana kerja], output: [Telaah]}
  - {id: tugaskan, uraian: Menugaskan kepala bidang, pelaksana: sekretaris, waktu: 30 menit,
     kelengkapan: [Telaah], output: [Disposisi]}
  - {id: bagi, uraian: Membagi tugas di bidang, pelaksana: kabid, waktu: 1 jam, kelengkapan: [Disposisi],
     output: [Pembagian tugas]}
  - {id: himpun, uraian: Menghimpun data dari setiap bidang, pelaksana: pelaksana, waktu: 3 hari,
     kelengkapan: [Formulir], output: [Data bidang]}
  - {id: lengkap, uraian: Memeriksa kelengkapan data, pelaksana: kabid, bentuk: keputusan, label_ya: lengkap,
     label_tidak: belum lengkap, ya: rekap, tidak: himpun, waktu: 2 jam, kelengkapan: [Data bidang],
     output: [Data lengkap]}
  - {id: rekap, uraian: Merekap data seluruh bidang dalam satu daftar, pelaksana: kasubbag, waktu: 1 hari,
     kelengkapan: [Data lengkap], output: [Rekap data]}
  - {id: biaya, uraian: Menghitung biaya setiap kegiatan, pelaksana: keuangan, waktu: 1 hari,
     kelengkapan: [Rekap data], output: [Rincian biaya]}
  - {id: cocok, uraian: Mencocokkan rincian biaya dengan anggaran, pelaksana: keuangan, bentuk: keputusan,
     ya: rapat, tidak: rekap, waktu: 2 jam, kelengkapan: [DPA], output: [Rincian yang cocok]}
  - {id: rapat, uraian: Membahas rekap data dalam rapat, pelaksana: [sekretaris, kabid, kasubbag],
     peserta: [tim, kepala], waktu: 2 jam, kelengkapan: [Undangan, Bahan rapat], output: [Notula, Daftar hadir]}
  - {id: notula, uraian: Menyusun notula, pelaksana: tim, waktu: 1 jam, kelengkapan: [Catatan rapat], output: [Notula]}
  - {id: notula-sah, uraian: Memeriksa dan mengesahkan notula, pelaksana: sekretaris, bentuk: keputusan,
     ya: konsep, tidak: notula, waktu: 1 jam, kelengkapan: [Notula], output: [Notula sah]}
  - {id: konsep, uraian: Menyusun konsep laporan, pelaksana: tim, waktu: 5 hari, kelengkapan: [Notula sah, Rekap data],
     output: [Konsep laporan]}
  - {id: konsep-kasubbag, uraian: Menyunting konsep laporan, pelaksana: kasubbag, waktu: 1 hari,
     kelengkapan: [Konsep laporan], output: [Konsep tersunting]}
  - {id: konsep-kabid, uraian: Memberi masukan atas konsep laporan, pelaksana: kabid, waktu: 1 hari,
     kelengkapan: [Konsep tersunting], output: [Masukan]}
  - {id: perbaikan, uraian: Memperbaiki konsep menurut masukan, pelaksana: tim, waktu: 2 hari, kelengkapan: [Masukan],
     output: [Konsep diperbaiki]}
  - {id: periksa, uraian: Memeriksa konsep yang telah diperbaiki, pelaksana: [kasubbag, sekretaris],
     bentuk: {kasubbag: proses, sekretaris: keputusan}, ya: hadapkan, tidak: perbaikan,
     label_tidak: perlu diperbaiki lagi, waktu: 1 hari, kelengkapan: [Konsep diperbaiki], output: [Konsep diperiksa]}
  - {id: hadapkan, uraian: Menghadapkan konsep kepada kepala dinas, pelaksana: sekretaris, waktu: 30 menit,
     kelengkapan: [Konsep diperiksa], output: [Konsep dihadapkan]}
  - {id: setuju, uraian: Menyetujui konsep laporan, pelaksana: kepala, bentuk: keputusan, label_ya: disetujui,
     label_tidak: ditolak, ya: cetak, tidak: konsep, waktu: 1 hari, kelengkapan: [Konsep dihadapkan],
     output: [Konsep disetujui]}
  - {id: cetak, uraian: Mencetak laporan, pelaksana: pelaksana, waktu: 1 hari, kelengkapan: [Konsep disetujui],
     output: [Laporan tercetak]}
  - {id: jilid, uraian: Menjilid laporan, pelaksana: pelaksana, waktu: 1 hari, kelengkapan: [Laporan tercetak],
     output: [Laporan terjilid]}
  - {id: paraf, uraian: Membubuhkan paraf, pelaksana: [kasubbag, kabid, sekretaris], waktu: 1 hari,
     kelengkapan: [Laporan terjilid], output: [Laporan berparaf]}
  - {id: mutu, uraian: Memeriksa mutu cetakan, pelaksana: kasubbag, bentuk: keputusan, ya: tanda-tangan, tidak: cetak,
     waktu: 1 jam, kelengkapan: [Laporan berparaf], output: [Laporan siap ditandatangani]}
  - {id: tanda-tangan, uraian: Menandatangani laporan, pelaksana: kepala, waktu: 1 hari,
     kelengkapan: [Laporan siap ditandatangani], output: [Laporan bertanda tangan]}
  - {id: nomor, uraian: Memberi nomor laporan, pelaksana: pelaksana, waktu: 15 menit,
     kelengkapan: [Laporan bertanda tangan], output: [Laporan bernomor]}
  - {id: pindai, uraian: Memindai laporan, pelaksana: pelaksana, waktu: 30 menit, kelengkapan: [Laporan bernomor],
     output: [Salinan digital]}
  - {id: terbaca, uraian: Memeriksa apakah salinan terbaca, pelaksana: admin, bentuk: keputusan, ya: unggah,
     tidak: pindai, waktu: 15 menit, kelengkapan: [Salinan digital], output: [Salinan terbaca]}
  - {id: unggah, uraian: Mengunggah salinan ke dalam aplikasi, pelaksana: admin, waktu: 30 menit,
     kelengkapan: [Salinan terbaca], output: [Bukti unggah]}
  - {id: isi, uraian: Mengisi capaian dalam aplikasi, pelaksana: kasubbag, waktu: 1 hari,
     kelengkapan: [Laporan bernomor], output: [Capaian terisi]}
  - {id: koreksi, uraian: Mengoreksi capaian yang diisi, pelaksana: sekretaris, bentuk: keputusan, ya: verifikasi,
     tidak: isi, waktu: 2 jam, kelengkapan: [Capaian terisi], output: [Capaian dikoreksi]}
  - {id: verifikasi, uraian: Memverifikasi capaian, pelaksana: admin, bentuk: keputusan, label_ya: sahih,
     label_tidak: tidak sahih, ya: kirim, tidak: tanggap, waktu: 1 hari, kelengkapan: [Capaian dikoreksi],
     output: [Capaian sahih]}
  - {id: kirim, uraian: Mengirim laporan kepada Bagian Organisasi, pelaksana: pelaksana, waktu: 1 hari,
     kelengkapan: [Laporan bernomor], output: [Tanda terima]}
  - {id: tanda-terima, uraian: Menyimpan tanda terima, pelaksana: pelaksana, waktu: 5 menit,
     kelengkapan: [Tanda terima], output: [Tanda terima tersimpan]}
  - {id: bayar, uraian: Membayar biaya penggandaan, pelaksana: keuangan, waktu: 1 hari, kelengkapan: [Kuitansi],
     output: [Bukti bayar]}
  - {id: buku, uraian: Membukukan pengeluaran, pelaksana: keuangan, berikut: lapor, waktu: 30 menit,
     kelengkapan: [Bukti bayar], output: [Catatan pengeluaran]}
  - {id: tanggap, uraian: Menanggapi catatan verifikasi, pelaksana: tim, berikut: himpun, waktu: 1 hari,
     kelengkapan: [Catatan], output: [Tanggapan]}
  - {id: lapor, uraian: Melaporkan hasil kepada kepala dinas, pelaksana: sekretaris, waktu: 30 menit,
     kelengkapan: [Tanda terima, Catatan pengeluaran], output: [Laporan hasil]}
  - {id: ulasan, uraian: Mengulas pelaksanaan bersama seluruh bidang, pelaksana: [sekretaris, kabid, keuangan, tim],
     peserta: [pelaksana], waktu: 2 jam, kelengkapan: [Laporan hasil], output: [Ulasan]}
  - {id: arsip, uraian: Mengarsipkan seluruh berkas, pelaksana: pelaksana, bentuk: selesai, waktu: 1 jam,
     kelengkapan: [Seluruh berkas], output: [Arsip]}
---
Naskah ini dipakai untuk menguji gambar.
"""


def stress() -> Sop:
    """Return the procedure, composed as a base."""
    return base(DOCUMENT.encode(), PATH)


def base(document: bytes, path: str) -> Sop:
    """Return a document composed as a base."""
    composition = compose(read_document(document, path), None, None)
    assert composition.sop is not None, composition.problems
    return composition.sop
