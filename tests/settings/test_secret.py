"""The signing secret: made once, strong, for its owner only."""

import os

import pytest

from portal.refusal import Refusal
from portal.settings import load
from portal.settings.secret import make_secret


def test_a_home_without_a_secret_says_how_to_make_one(tmp_path):
    with pytest.raises(Refusal, match="portal init"):
        load({}, tmp_path).secret()


def test_a_made_secret_is_read_and_never_made_again(tmp_path):
    settings = load({"PORTAL_HOME": str(tmp_path / "rumah")}, tmp_path)
    make_secret(settings.home)
    secret = settings.secret()
    make_secret(settings.home)
    assert settings.secret() == secret and len(secret) >= 32


@pytest.mark.skipif(os.name == "nt", reason="modes are POSIX")
def test_only_its_owner_may_read_it(tmp_path):
    before = os.umask(0)
    try:
        make_secret(tmp_path)
    finally:
        os.umask(before)
    assert (tmp_path / "secret").stat().st_mode & 0o777 == 0o600


@pytest.mark.parametrize("weak", ["dev", "a" * 64, "changeme" * 3, "abcabcabc" * 5])
def test_a_weak_secret_is_refused(tmp_path, weak):
    with pytest.raises(Refusal, match="terlalu lemah"):
        load({"PORTAL_SECRET": weak}, tmp_path).secret()


def test_the_secret_is_not_shown_with_the_settings(tmp_path):
    settings = load({"PORTAL_SECRET": "rahasia-kenari-0123456789-abcdefghij"}, tmp_path)
    assert "kenari" not in repr(settings)
    assert settings.secret().startswith("rahasia-kenari")
