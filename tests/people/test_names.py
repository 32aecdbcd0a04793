"""Names and numbers: cleaned, folded, masked."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.people.names import (
    clean,
    clean_name,
    clean_nip,
    clean_username,
    folded_username,
    mask_nip,
    spaced_nip,
    username_for,
)
from portal.refusal import Refusal


@pytest.mark.parametrize("typed", ["ani", "ANI", " Ani ", "ａｎｉ", "ani\t"])
def test_one_account_has_one_user_name_however_it_is_typed(typed: str) -> None:
    assert folded_username(typed) == "ani"


def test_the_kelvin_sign_is_a_k_and_a_cyrillic_a_is_none() -> None:
    assert folded_username("\u212aadir") == "kadir"
    assert folded_username("\u0430ni") != "ani"


@pytest.mark.parametrize(
    "typed",
    [
        "",
        "ab",
        "a b c",
        "ani\u202e",
        "ani'--",
        "(cn=*)",
        "admin",
        "ADMIN",
        "Semua",
        "all",
        ".ani",
        "x" * 65,
        "\u0430ni",
    ],
)
def test_what_may_not_be_a_user_name_is_refused(typed: str) -> None:
    with pytest.raises(Refusal) as caught:
        clean_username(typed)
    assert caught.value.field == "username"


@given(st.text(max_size=300))
def test_any_text_may_be_looked_up_as_a_user_name(typed: str) -> None:
    assert folded_username(folded_username(typed)) == folded_username(typed)
    assert len(folded_username(typed)) <= 65


def test_a_name_is_stored_in_one_form_with_single_spaces() -> None:
    assert clean_name("  Siti\u00a0 Ame\u0301lia ") == "Siti Amélia"


@pytest.mark.parametrize("typed", ["Ani\x00", "Ani\x1b[31m", "Ani\u202e", "Ani\u200b", "x" * 121])
def test_invisible_signs_and_endless_names_are_refused(typed: str) -> None:
    with pytest.raises(Refusal):
        clean_name(typed)


def test_a_name_is_needed_and_other_fields_may_be_empty() -> None:
    assert clean("  ", "jabatan") is None
    with pytest.raises(Refusal) as caught:
        clean_name("  ")
    assert caught.value.field == "nama"


def test_a_nip_is_eighteen_digits_or_nothing() -> None:
    assert clean_nip("19701023 199203 1 007") == "197010231992031007"
    assert clean_nip("") is None
    for wrong in ("1970", "1970102319920310071", "19701023199203100x", "١٩٧٠١٠٢٣١٩٩٢٠٣١٠٠٧"):
        with pytest.raises(Refusal):
            clean_nip(wrong)


def test_a_list_shows_only_the_end_of_a_nip() -> None:
    assert mask_nip("197010231992031007") == "•••••••• •••••• • 007"
    assert spaced_nip("197010231992031007") == "19701023 199203 1 007"
    assert (mask_nip(None), spaced_nip(None)) == ("", "")


@pytest.mark.parametrize(
    ("nama", "username"),
    [
        ("Budi Santoso, S.Sos., M.Si.", "budi.santoso"),
        ("Drs. H. Muhammad Nur Ikhsan", "muhammad.ikhsan"),
        ("Dr. Ir. Hj. Siti Amélia", "siti.amelia"),
        ("Suharto", "suharto"),
        ("Al", "pegawai.al"),
        ("Admin", "pegawai.admin"),
        ("王", "pegawai"),
        ("x" * 200, "x" * 60),
    ],
)
def test_a_user_name_is_made_from_the_name(nama: str, username: str) -> None:
    assert username_for(nama) == username
    assert clean_username(username) == username


@given(st.text(max_size=80))
def test_a_user_name_can_be_made_from_any_name(nama: str) -> None:
    assert clean_username(username_for(nama))
