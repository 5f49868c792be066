"""Whether a model folder is whole."""

import hashlib
import json

import pytest

from quotecheck.errors import ModelsError
from quotecheck.parsing import Parser, models

WEIGHTS = "en/pos/tiny.pt"


@pytest.fixture
def folder(tmp_path):
    """A folder like a Stanza resource folder, with a list of digests."""
    (tmp_path / WEIGHTS).parent.mkdir(parents=True)
    (tmp_path / WEIGHTS).write_bytes(b"weights")
    (tmp_path / "resources.json").write_text(json.dumps({"en": {"pos": {"tiny": {}}}}), encoding="utf-8")
    lines = [f"{hashlib.sha256((tmp_path / name).read_bytes()).hexdigest()}  {name}\n" for name in (WEIGHTS, "resources.json")]
    (tmp_path / "SHA256SUMS").write_text("".join(lines), encoding="ascii")
    return tmp_path


def complaint(folder):
    with pytest.raises(ModelsError) as caught:
        models.verify(folder)
    message = str(caught.value)
    assert "\n" not in message
    assert "--models DIR" in message
    assert caught.value.exit_code == 4
    return message


def test_a_whole_folder_passes(folder):
    models.verify(folder)


def test_a_folder_without_digests_passes(folder):
    (folder / "SHA256SUMS").unlink()
    (folder / WEIGHTS).write_bytes(b"other weights")
    models.verify(folder)


def test_a_damaged_model_is_named(folder):
    (folder / WEIGHTS).write_bytes(b"weightz")
    assert str(folder / WEIGHTS) in complaint(folder)
    assert "damaged" in complaint(folder)


def test_a_missing_model_is_named(folder):
    (folder / WEIGHTS).unlink()
    assert str(folder / WEIGHTS) in complaint(folder)


def test_a_missing_folder_is_named(tmp_path):
    assert str(tmp_path / "nowhere") in complaint(tmp_path / "nowhere")


@pytest.mark.parametrize("content", ["", "{", "[1, 2", "\x00"])
def test_resources_that_are_no_json_are_named(folder, content):
    (folder / "resources.json").write_text(content, encoding="utf-8")
    assert "not a Stanza resources.json" in complaint(folder)


def test_resources_of_another_language_are_named(folder):
    (folder / "resources.json").write_text('{"de": {}}', encoding="utf-8")
    assert "lists no English models" in complaint(folder)


def test_parsing_with_broken_models_says_so(folder, tmp_path):
    from parses import article

    (folder / WEIGHTS).write_bytes(b"weightz")
    with pytest.raises(ModelsError, match="damaged"):
        Parser(folder).parse(article("Rain fell."))


def test_no_models_are_asked_for_a_text_without_words(tmp_path):
    from parses import article

    parse = Parser(tmp_path / "nowhere").parse(article(" \n\n "))
    assert (parse.blocks, parse.sentences, parse.words, parse.names) == ((), (), (), ())


def test_the_digest_names_the_models(folder):
    named = models.digest(folder)
    assert len(named) == 64
    assert models.digest(folder) == named
    (folder / "SHA256SUMS").write_text("", encoding="ascii")
    assert models.digest(folder) != named


def test_without_a_list_the_digest_is_of_resources_and_sizes(folder):
    (folder / "SHA256SUMS").unlink()
    named = models.digest(folder)
    (folder / WEIGHTS).write_bytes(b"more weights")
    assert models.digest(folder) != named


def test_the_shipped_models_list_every_file():
    shipped = models.shipped()
    listed = {line.split(maxsplit=1)[1] for line in (shipped / "SHA256SUMS").read_text(encoding="ascii").splitlines()}
    there = {path.relative_to(shipped).as_posix() for path in shipped.rglob("*") if path.suffix in (".pt", ".json", ".safetensors", ".tsv")}
    assert listed == there
