"""Static files are read once, named by content, and kept by browsers for ever."""

from __future__ import annotations

import gzip
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient

from portal.resources import resource_dir
from portal.web import assets


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "a.css").write_text("b{color:red}" * 50, "utf-8")
    (tmp_path / "catatan.txt").write_text("bukan berkas statis", "utf-8")
    (tmp_path / "tautan.css").symlink_to(tmp_path / "a.css")
    return tmp_path


@pytest.fixture
def client(folder: Path) -> FlaskClient:
    app = Flask(__name__, static_folder=None)
    app.register_blueprint(assets.bp)
    app.extensions[assets.NAME] = assets.read_assets({"": folder})
    return app.test_client()


def test_only_known_kinds_and_no_links_are_served(folder: Path) -> None:
    assert list(assets.read_assets({"p/rapat/": folder})) == ["p/rapat/a.css"]


def test_a_file_is_kept_for_ever_under_its_content(client: FlaskClient, folder: Path) -> None:
    url = assets.read_assets({"": folder})["a.css"].url
    answer = client.get(url, headers={"Accept-Encoding": "gzip"})
    assert "immutable" in answer.headers["Cache-Control"]
    assert answer.headers["Vary"] == "Accept-Encoding"
    assert gzip.decompress(answer.data) == (folder / "a.css").read_bytes()
    assert client.get(url).data == (folder / "a.css").read_bytes()


@pytest.mark.parametrize(
    "url", ["/static/000000000000/a.css", "/static/x/../a.css", "/static/x/catatan.txt", "/static/x/%2e%2e/%2e%2e/a"]
)
def test_nothing_else_is_found(client: FlaskClient, url: str) -> None:
    assert client.get(url).status_code == 404


def test_a_changed_file_has_another_address(folder: Path) -> None:
    before = assets.read_assets({"": folder})["a.css"].url
    (folder / "a.css").write_text("b{color:blue}", "utf-8")
    assert assets.read_assets({"": folder})["a.css"].url != before


def test_the_portals_own_files_weigh_less_than_45_kb_on_the_wire() -> None:
    own = assets.read_assets({"": resource_dir("static")})
    assert sum(len(asset.zipped or asset.data) for asset in own.values()) < 45_000
