"""The portal's own folders, in a checkout and in an installed package."""

import pytest

from portal import resources
from portal.refusal import Refusal


def test_in_a_checkout_they_stand_beside_the_package(monkeypatch, tmp_path):
    (tmp_path / "portal").mkdir()
    (tmp_path / "sop_library").mkdir()
    monkeypatch.setattr(resources, "PACKAGE", tmp_path / "portal")
    assert resources.resource_dir("sop_library") == tmp_path / "sop_library"


def test_in_a_wheel_the_package_wins_over_whatever_lies_beside_it(monkeypatch, tmp_path):
    (tmp_path / "portal" / "plugins").mkdir(parents=True)
    (tmp_path / "plugins").mkdir()
    monkeypatch.setattr(resources, "PACKAGE", tmp_path / "portal")
    assert resources.resource_dir("plugins") == tmp_path / "portal" / "plugins"


def test_a_folder_that_was_not_shipped_is_refused(monkeypatch, tmp_path):
    monkeypatch.setattr(resources, "PACKAGE", tmp_path / "portal")
    with pytest.raises(Refusal, match="tidak ikut terpasang"):
        resources.resource_dir("templates")
