from __future__ import annotations

import pytest

from quotecheck.errors import ModelsError
from quotecheck.parsing.models import digest, verify


@pytest.mark.parametrize("resources", [b"{bad", b"7", b"[]", b"null", b"{}", b"\xff\xfe", b"[" * 100_000])
def test_a_list_of_models_that_is_none(tmp_path, resources):
    (tmp_path / "resources.json").write_bytes(resources)
    with pytest.raises(ModelsError, match=r"resources\.json: (not a Stanza|lists no English)"):
        verify(tmp_path)


@pytest.mark.parametrize("sums", [b"rubbish\n", b"\xff\xfe x\n", b"\n"])
def test_a_list_of_digests_that_is_none(tmp_path, sums):
    (tmp_path / "resources.json").write_text('{"en": {}}')
    (tmp_path / "SHA256SUMS").write_bytes(sums)
    with pytest.raises(ModelsError, match="SHA256SUMS: not a list"):
        verify(tmp_path)


def test_a_file_that_is_not_the_one_in_the_list(tmp_path):
    (tmp_path / "resources.json").write_text('{"en": {}}')
    (tmp_path / "SHA256SUMS").write_text(f"{'0' * 64}  model.pt\n")
    with pytest.raises(ModelsError, match=r"model\.pt: the model cannot be read"):
        verify(tmp_path)
    (tmp_path / "model.pt").write_bytes(b"weights")
    with pytest.raises(ModelsError, match=r"model\.pt: the model is damaged"):
        verify(tmp_path)


@pytest.mark.parametrize("use", [verify, digest])
def test_a_list_of_digests_that_cannot_be_read(tmp_path, use):
    (tmp_path / "resources.json").write_text('{"en": {}}')
    (tmp_path / "SHA256SUMS").mkdir()
    with pytest.raises(ModelsError, match=r"SHA256SUMS: cannot be read \(Is a directory\)\. [^\n]+$"):
        use(tmp_path)


def test_a_model_that_leads_nowhere_has_no_digest(tmp_path):
    (tmp_path / "resources.json").write_text('{"en": {}}')
    (tmp_path / "en" / "pos").mkdir(parents=True)
    (tmp_path / "en" / "pos" / "lost.pt").symlink_to(tmp_path / "nowhere")
    with pytest.raises(ModelsError, match=r"lost\.pt: the model cannot be read"):
        digest(tmp_path)
