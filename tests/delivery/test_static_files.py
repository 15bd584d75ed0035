"""Built static files have Brotli copies, made quickly, and no gzip ones."""

import brotli

from delivery.static_files import StaticFileStorage


def test_compressible_files_get_a_brotli_copy(tmp_path):
    storage = StaticFileStorage(location=str(tmp_path), base_url="/static/")
    style = b"body { color: black }\n" * 100
    (tmp_path / "site.css").write_bytes(style)
    (tmp_path / "photo.jpg").write_bytes(style)

    list(storage.post_process({"site.css": (storage, "site.css"), "photo.jpg": (storage, "photo.jpg")}))

    hashed = storage.stored_name("site.css")
    assert sorted(path.suffix for path in tmp_path.iterdir()) == [".br", ".br", ".css", ".css", ".jpg", ".jpg", ".json"]
    assert brotli.decompress((tmp_path / f"{hashed}.br").read_bytes()) == style
