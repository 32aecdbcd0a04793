"""Words that everybody tries first: passwords, patterns on the keyboard, and names of this country's offices."""

from __future__ import annotations

_WORDS = """
    password passwd passw0rd p@ssw0rd p@ssword pass admin administrator user username login welcome letmein
    changeme default master secret superman batman dragon monkey football baseball iloveyou sunshine princess
    shadow michael charlie jordan hunter killer trustno1 starwars hello whatever freedom computer internet google
    facebook instagram whatsapp samsung iphone android windows microsoft
    qwerty qwertyuiop qwertz azerty asdf asdfgh asdfghjkl zxcvbn zxcvbnm qazwsx wsxedc 1qaz2wsx qweasd
    1234 12345 123456 1234567 12345678 123456789 1234567890 0987654321 987654321 87654321 654321 54321
    123123 321321 112233 121212 101010 111111 000000 666666 777777 888888 999999 abc123 a1b2c3 1q2w3e 1q2w3e4r
    abcd abcde abcdef abcdefgh aaaaaa
    rahasia sandi katasandi katakunci kunci masuk bismillah alhamdulillah assalamualaikum allah allahuakbar
    sayang cinta akucintakamu cintaku sayangku kamu aku keluarga bunda ayah mama papa ibu bapak anakku
    indonesia merdeka garuda pancasila nusantara jakarta bandung surabaya semarang medan makassar yogyakarta
    jogja natuna anambas purwakarta luwu bogor bekasi depok tangerang bali lombok sumatera jawa kalimantan
    sulawesi papua riau kepulauan
    persib persija arema persebaya juventus barcelona realmadrid manchester liverpool chelsea arsenal
    januari februari maret april mei juni juli agustus september oktober november desember
    senin selasa rabu kamis jumat sabtu minggu
    portal sop siklus kinerja sakip pemda pemkab pemkot kabupaten kecamatan kota provinsi dinas badan kantor
    instansi bidang bagian seksi sekretariat sekretaris kepala kasubbag camat bupati pegawai asn pns
    perencanaan pengumpulan data kesbangpol bakesbangpol bappeda
    2020 2021 2022 2023 2024 2025 2026 2027 2028 2029 2030
    doraemon naruto anjing kucing ganteng cantik sukses semangat jayalah sejahtera mandiri maju bersama
"""

COMMON: frozenset[str] = frozenset(_WORDS.split())

_RUNS = ("abcdefghijklmnopqrstuvwxyz", "01234567890", "qwertyuiop", "asdfghjkl", "zxcvbnm", "1qaz2wsx3edc4rfv5tgb")


def is_a_run(plain: str) -> bool:
    """True if `plain` is one short piece over and over, or runs along the alphabet or the keyboard."""
    pieces = (plain[:size] for size in range(1, 5))
    if any((piece * len(plain))[: len(plain)] == plain for piece in pieces if piece):
        return True
    along = "".join(run + run[::-1] for run in _RUNS)
    starts = range(0, len(plain), 4)
    return all(plain[start : start + 4] in along for start in starts)
