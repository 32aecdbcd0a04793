"""Sentences in the reader's language, and nothing that somebody typed ever taken for HTML."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from flask import Flask

from portal.say import say
from portal.web import language
from tests.web import html
from tests.web.conftest import OURS, Portal

EVIL = "<script>alert(1)</script>"


@pytest.fixture
def app() -> Flask:
    app = Flask(__name__)
    language.install(app)
    return app


@pytest.fixture
def english(app: Flask) -> Iterator[None]:
    with app.test_request_context(headers={"Cookie": "bahasa=en"}):
        app.preprocess_request()
        yield
    with app.test_request_context():
        app.preprocess_request()  # the next test speaks Indonesian again


@pytest.mark.usefixtures("english")
def test_a_sentence_of_a_rule_is_said_in_english_with_its_values() -> None:
    assert language.said(say("Langkah {no}", no=3)) == "Step 3"
    assert language.said(say("Aktivitas {name}", name=say("selesai"))) != "Aktivitas selesai"


def test_a_name_that_ends_in_a_full_stop_ends_the_sentence_with_one() -> None:
    assert say("Ditutup oleh {name}.", name="Dewi, S.E., M.M.") == "Ditutup oleh Dewi, S.E., M.M."
    assert say("{name}, {title}", name="Dewi, M.M.", title="Camat.") == "Dewi, M.M., Camat."


@pytest.mark.usefixtures("english")
def test_it_ends_with_one_in_english_too() -> None:
    sentence = say("Melihat sebagai {nama}.", nama="Dewi, M.M.")
    assert language.said(sentence) == "Viewing as Dewi, M.M."
    assert language.cited(sentence).endswith("Dewi, M.M</span>.")


@pytest.mark.usefixtures("english")
def test_templates_speak_english_and_count_in_it() -> None:
    assert language.gettext("Pustaka SOP") == "SOP Library"
    one, two = (language.ngettext("%(num)d langkah", "%(num)d langkah", n) for n in (1, 2))
    assert (one, two) == ("1 step", "2 steps")


def test_what_is_put_into_a_text_is_escaped() -> None:
    assert EVIL not in language.gettext("Akun %(name)s", name=EVIL)
    assert EVIL not in language.ngettext("%(count)s SOP", "%(count)s SOP", 2, count=EVIL)
    assert EVIL not in language.pgettext("satu", "Instansi %(name)s", name=EVIL)


def test_a_text_may_hold_a_per_cent_sign() -> None:
    assert language.gettext("100%% selesai") == "100% selesai"


def test_the_whole_page_changes_its_language(portal: Portal) -> None:
    url, browser = "/instansi/purwakarta/sop/pengumpulan-data-kinerja", portal.visitor()
    assert "Asal langkah" in html.texts(browser.get(url).text, "a")
    browser.post("/tampilan", data={"bahasa": "en"}, headers=OURS)
    assert "Origin of steps" in html.texts(browser.get(url).text, "a")
    assert "Asal langkah" not in browser.get(url).text
    assert "Asal langkah" in html.texts(portal.visitor().get(url).text, "a")


@pytest.mark.parametrize(
    ("url", "words", "in_english"),
    [
        ("/instansi/purwakarta/sop/pengumpulan-data-kinerja", "Identitas", "Identity"),
        ("/sop", "Kerangka, tidak ditandatangani", "Frame, not signed"),
    ],
)
def test_what_is_kept_is_kept_for_each_language(portal: Portal, url: str, words: str, in_english: str) -> None:
    browser = portal.visitor()
    assert words in browser.get(url).text
    browser.post("/tampilan", data={"bahasa": "en"}, headers=OURS)
    assert words not in browser.get(url).text
    assert in_english in browser.get(url).text


@pytest.mark.usefixtures("english")
def test_what_a_sentence_quotes_is_marked_as_indonesian_and_escaped() -> None:
    sentence = say('Uraian langkah {no} menyebut pelakunya: "{kalimat}".', no=3, kalimat=EVIL)
    told = str(language.cited(sentence))
    assert told.startswith("The description of step 3 names its actor: ")
    assert '<span lang="id">&lt;script&gt;alert(1)&lt;/script&gt;</span>' in told
    assert language.cited(EVIL) == "&lt;script&gt;alert(1)&lt;/script&gt;"
    inner = language.cited(
        say("NIP pejabat yang mengesahkan tidak mungkin benar: {sebab}.", sebab=say("harus 18 angka"))
    )
    assert inner.endswith("cannot be right: it must have 18 digits.")


def test_in_indonesian_a_quoting_sentence_is_plain_and_escaped(app: Flask) -> None:
    with app.test_request_context():
        app.preprocess_request()
        assert language.cited(say("Langkah {no}", no=EVIL)) == "Langkah &lt;script&gt;alert(1)&lt;/script&gt;"
