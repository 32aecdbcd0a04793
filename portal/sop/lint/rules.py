"""The table of rules: everything the checker looks at in a text, with the reason and the remedy."""

from __future__ import annotations

from collections.abc import Sequence

from portal.say import say
from portal.sop.lint import columns, flow, identity, law, quality, wording
from portal.sop.lint.finding import Finding, Rule
from portal.sop.model import Problem, Sop
from portal.sop.problems import Places

WORDING = (
    Rule(
        "pelaku-dalam-uraian",
        say("Uraian menyebut siapa yang mengerjakan."),
        say("Pelaku sudah terbaca dari kolomnya; bila disebut lagi, keduanya mudah berselisih saat jabatan berubah."),
        say("Mulai dengan kata kerjanya dan biarkan kolom menyebut pelakunya."),
        wording.actor_named,
    ),
    Rule(
        "bukan-kata-kerja",
        say("Uraian dimulai dengan kata benda atau kata kerja pasif."),
        say("Kata kerja aktif tanpa subjek mengatakan apa yang harus dilakukan pemegang kolom."),
        say(
            'Pakai kata kerja aktif, misalnya "{aktif}", bukan "{benda}".',
            aktif="Menandatangani …",
            benda="Penandatanganan …",
        ),
        wording.no_verb,
    ),
    Rule(
        "beberapa-kegiatan",
        say("Satu uraian memuat beberapa kegiatan berurutan."),
        say("Satu baris dicentang satu kali; kegiatan yang digabung tidak dapat dinyatakan selesai sendiri-sendiri."),
        say("Pecah menjadi satu baris untuk setiap kegiatan."),
        wording.too_much,
    ),
    Rule(
        "uraian-panjang",
        say("Uraian lebih dari 30 kata."),
        say("Uraian yang panjang sukar dibaca di dalam tabel dan memanjangkan barisnya."),
        say("Ringkas, dan pindahkan penjelasannya ke keterangan atau ke bawah tabel."),
        wording.too_long,
    ),
    Rule(
        "uraian-berulang",
        say("Dua langkah dengan uraian dan pelaksana yang sama."),
        say("Biasanya baris yang tersalin dua kali; bila memang dua kegiatan, pembaca tidak dapat membedakannya."),
        say("Hapus salah satu, atau sebut apa bedanya."),
        wording.told_twice,
    ),
)
QUALITY = (
    Rule(
        "mutu-baku-kosong",
        say("Langkah tanpa kelengkapan, waktu, atau output."),
        say("Setiap kegiatan menyebut mutu bakunya; tanpa itu tidak ada yang dapat diukur."),
        say("Isi, atau hilangkan kolomnya lewat label bila formulir instansi memang tidak memilikinya."),
        quality.missing,
    ),
    Rule(
        "output-kabur",
        say('Output hanya berupa kata umum seperti "{contoh}".', contoh="dokumen"),
        say("Yang memeriksa harus tahu dokumen mana yang harus ada sesudah langkah ini."),
        say('Sebut dokumennya dan keadaannya, misalnya "{contoh}".', contoh="Laporan yang telah ditandatangani"),
        quality.vague_output,
    ),
    Rule(
        "waktu-tidak-terbaca",
        say("Waktu atau tenggat yang tidak dimengerti portal, atau nol."),
        say("Waktu yang tidak dimengerti tampil seperti tertulis, tetapi tidak pernah menjadi tenggat."),
        say(
            "Tulis angka dan satuannya, misalnya {contoh}.",
            contoh='"2 hari kerja", "1 – 3 jam", "H-3", "tanggal 10 bulan berikutnya"',
        ),
        quality.unread_time,
    ),
)
FLOW = (
    Rule(
        "tanpa-awal",
        say("Langkah pertama tidak digambar sebagai awal."),
        say("Simbol kapsul menandai kegiatan yang memulai prosedur. Awal kedua di baris lain adalah galat."),
        say('Tulis "bentuk: mulai" pada baris pertama.'),
        flow.no_beginning,
    ),
    Rule(
        "tanpa-akhir",
        say("Alur berakhir pada langkah yang tidak digambar sebagai akhir."),
        say("Simbol kapsul menandai kegiatan terakhir. Alur yang tidak pernah sampai ke akhir adalah galat."),
        say('Tulis "bentuk: selesai" pada langkah itu.'),
        flow.no_end,
    ),
    Rule(
        "keputusan-searah",
        say("Kedua jalan keluar sebuah keputusan menuju tempat atau memakai tulisan yang sama."),
        say("Keputusan yang tidak membedakan apa pun bukan keputusan. Jalan keluar yang tidak ditulis adalah galat."),
        say("Beri setiap jalan keluar tujuan dan tulisannya sendiri, atau jadikan langkah biasa."),
        flow.one_way_decision,
    ),
    Rule(
        "kembali-tanpa-periksa",
        say("Yang dikembalikan untuk diperbaiki tidak pernah diperiksa lagi."),
        say("Pengembalian memerlukan jalan untuk kembali ke keputusannya. Putaran tanpa jalan keluar adalah galat."),
        say("Periksa tujuan pengembalian itu dan berikut pada langkah-langkah sesudahnya."),
        flow.unchecked_return,
    ),
    Rule(
        "terlalu-banyak-langkah",
        say("Lebih dari 20 langkah."),
        say("Pembaca kehilangan alurnya, dan bagan alirnya terbagi atas banyak halaman."),
        say("Pecah menjadi beberapa SOP yang saling menaut lewat keterkaitan."),
        flow.too_many_steps,
    ),
)
COLUMNS = (
    Rule(
        "urutan-kolom",
        say("Kolom pelaksana tidak urut menurut kegiatan pertamanya."),
        say("Alur dimulai di kiri bila kolom urut menurut kegiatan pertama; penyusun boleh menentukan urutan lain."),
        say("Urutkan pelaksana demikian, kecuali urutan sekarang disengaja."),
        columns.out_of_order,
    ),
    Rule(
        "kolom-menganggur",
        say("Kolom pelaksana tanpa satu simbol pun."),
        say("Kolom kosong menyempitkan tabel, dan pemegangnya tidak tahu apa tugasnya."),
        say("Hapus kolomnya, atau tulis ia sebagai pelaksana atau peserta."),
        columns.unused,
    ),
    Rule(
        "satu-pelaksana",
        say("Semua langkah dikerjakan satu pelaksana."),
        say("SOP mengatur kerja beberapa pelaksana; untuk pekerjaan satu orang cukup instruksi kerja."),
        say("Periksa apakah tidak ada yang memeriksa, menyetujui, atau menerima hasilnya."),
        columns.alone,
    ),
    Rule(
        "bentuk-tidak-digambar",
        say("Bentuk ditulis bagi peran yang tidak ikut pada langkah itu."),
        say("Simbolnya tidak muncul pada bagan alir."),
        say("Tambahkan perannya sebagai pelaksana atau peserta, atau hapus bentuknya."),
        columns.undrawn_shape,
    ),
    Rule(
        "unit-belum-ada",
        say('"himpun: unit" atau "per: unit" pada instansi tanpa unit.'),
        say("Tanpa unit langkah itu menjadi langkah biasa yang dicentang satu kali."),
        say("Isi unit instansi ini, atau hapus kunci itu."),
        columns.no_units,
    ),
    Rule(
        "himpun-dan-per",
        say("Satu langkah memakai himpun dan per sekaligus."),
        say("Setiap unit menyerahkan bahan dan mencentang pada langkah yang sama; biasanya itu dua kegiatan."),
        say("Pilih salah satu, atau pecah menjadi dua langkah."),
        columns.asked_twice,
    ),
    Rule(
        "nomor-kolom-lebih",
        say("Baris nomor kolom lebih panjang daripada tabelnya."),
        say("Nomor yang berlebih tidak tercetak, dan nomor sesudah kolom yang hilang tidak lagi cocok."),
        say("Samakan jumlah nomor dengan kolom yang tercetak; kolom yang labelnya dikosongkan tidak dihitung."),
        columns.too_many_numbers,
    ),
)
IDENTITY = (
    Rule(
        "identitas-kosong",
        say("SOP instansi yang berlaku tanpa nomor, tanggal, atau pengesahan."),
        say("Tanpa itu pembaca tidak tahu naskah mana yang mengikat dan sejak kapan."),
        say("Isi seperti pada naskah yang ditandatangani; selama belum disahkan tulis status: konsep."),
        identity.incomplete,
    ),
    Rule(
        "kotak-kosong",
        say("Kotak identitas yang kosong, selain Keterkaitan."),
        say("Formulir resmi memuat semua kotak itu; Peringatan dan Pencatatan menjelaskan mengapa SOP ini ada."),
        say("Isi kotaknya, atau sembunyikan lewat label bila formulir instansi tidak memilikinya."),
        identity.empty_boxes,
    ),
    Rule(
        "tanggal-terbalik",
        say("Tanggal efektif atau revisi mendahului tanggal pembuatan."),
        say("SOP tidak dapat berlaku atau direvisi sebelum selesai dibuat."),
        say("Periksa kedua tanggal pada naskah."),
        identity.dates_in_disorder,
    ),
    Rule(
        "nip-mustahil",
        say("NIP pejabat yang mengesahkan tidak mungkin ada."),
        say("Delapan belas angka NIP memuat tanggal lahir, bulan pengangkatan, jenis kelamin, dan nomor urut."),
        say("Cocokkan dengan naskah; bila memang tercetak demikian, biarkan dan catat pada catatan transkripsi."),
        identity.impossible_nip,
    ),
    Rule(
        "orang-dalam-teks",
        say("NIP atau nama pejabat yang mengesahkan tertulis di luar disahkan_oleh."),
        say("Teks itu dapat dibaca pengunjung; nama dan NIP hanya untuk pegawai yang masuk."),
        say("Sebut jabatannya, bukan orangnya."),
        identity.person_in_text,
    ),
    Rule(
        "judul-tidak-cocok",
        say("Judul menyebut sesuatu yang tidak dibicarakan langkahnya, atau sebaliknya."),
        say("SOP dicari menurut judulnya; judul yang meleset biasanya sisa naskah lain yang disalin."),
        say("Samakan judul dengan kegiatan yang sebenarnya."),
        identity.title_apart,
    ),
    Rule(
        "induk-disahkan",
        say("SOP induk dengan nomor atau pengesahan."),
        say("SOP induk adalah kerangka; yang disahkan adalah naskah instansi."),
        say("Kosongkan kunci itu."),
        identity.base_signed,
    ),
    Rule(
        "tag-kosong",
        say("SOP tanpa tag."),
        say("Tag dipakai untuk menyaring pustaka dan oleh plugin untuk mengenali SOP."),
        say("Isi agar SOP mudah dicari."),
        identity.no_tag,
    ),
    Rule(
        "beda-dari-naskah",
        say("Isi SOP berbeda dari naskah yang disahkan."),
        say("Karena itu kolom pengesahan tidak ditampilkan dan tidak dicetak."),
        say("Kembalikan isinya, atau sahkan lagi dan perbarui digest_disahkan."),
        identity.not_as_signed,
    ),
)
LAW = (
    Rule(
        "hukum-tanpa-nomor",
        say("Peraturan dikutip tanpa nomor atau tahun."),
        say("Tanpa keduanya peraturan itu tidak dapat dicari."),
        say("Kutip lengkap, misalnya {contoh}.", contoh='"Peraturan Daerah Nomor 9 Tahun 2016 tentang …"'),
        law.unnumbered,
    ),
    Rule(
        "hukum-janggal",
        say("Nomor atau tahun peraturan yang tidak mungkin, atau bukan milik peraturan berjudul itu."),
        say("Biasanya nomor dua peraturan tercampur, misalnya 35/2012 dan 52/2011."),
        say("Periksa nomor, tahun, dan judulnya pada naskah asli."),
        law.unlikely,
    ),
    Rule(
        "hukum-lebih-muda",
        say("Peraturan yang terbit sesudah tanggal SOP."),
        say("Naskah tidak dapat berdasar pada peraturan yang belum ada."),
        say("Periksa tahunnya, atau isi tanggal_revisi bila SOP memang sudah direvisi."),
        law.younger,
    ),
    Rule(
        "hukum-diganti",
        say("Peraturan yang sudah diganti seluruhnya ketika SOP dibuat."),
        say("Dasar hukum harus peraturan yang berlaku pada saat SOP ditetapkan."),
        say("Pakai peraturan penggantinya pada revisi berikutnya."),
        law.replaced,
    ),
)

RULES = (*WORDING, *QUALITY, *FLOW, *COLUMNS, *IDENTITY, *LAW)


def advise(sop: Sop, places: Places, table: Sequence[Rule] = RULES) -> tuple[Problem, ...]:
    """Return the advice on an SOP, rule by rule in the order of the table; by itself, that of all rules on its text."""
    return tuple(_problem(rule, finding, places) for rule in table for finding in rule.find(sop))


def _problem(rule: Rule, finding: Finding, places: Places) -> Problem:
    spot = places.at(finding.step, finding.key) if finding.step else places.of(finding.key)
    return Problem(spot.path, spot.line, finding.message, "saran", rule.id, rule.remedy)
