"""A network of a few hundred weights with random numbers in it, as a folder, so that no test waits for the real one."""

import json
from pathlib import Path

import torch
from safetensors.torch import save_file
from tokenizers import Tokenizer
from tokenizers.models import WordPiece
from tokenizers.normalizers import BertNormalizer
from tokenizers.pre_tokenizers import BertPreTokenizer

from quotecheck.parsing.network import Configuration, Network

LABELS = {
    "upos": ["NOUN", "VERB"],
    "xpos": ["NN", "VB"],
    "feats": ["Number=Sing", "_"],
    "lemma": ["lower 0 ", "lower 1 ", "lower 3 y"],
    "ends": ["inside", "last"],
    "names": ["B-Person", "E-Person", "I-Person", "O", "S-Person"],
    "deprel": ["nsubj", "obj", "root"],
}
PIECES = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]", "rain", "fell", "##s", "on", "rome", "a", "##b", "b", ".", "blinken", "said"]
SIZES = {"layers": 2, "width": 24, "attention_heads": 4, "inner": 32, "arc": 8, "relation": 6}


def tokenizer() -> Tokenizer:
    """A vocabulary of a few words and letters."""
    made = Tokenizer(WordPiece({piece: k for k, piece in enumerate(PIECES)}, unk_token="[UNK]"))
    made.normalizer, made.pre_tokenizer = BertNormalizer(lowercase=True), BertPreTokenizer()
    return made


def configuration() -> Configuration:
    """The sizes of the tiny network."""
    return Configuration(pieces=len(PIECES), labels=LABELS, **SIZES)


def tiny(folder: Path, *, seed: int = 0) -> Path:
    """Write a tiny network to ``folder``."""
    torch.manual_seed(seed)
    network = Network(configuration())
    with torch.no_grad():
        for parameter in network.parameters():
            parameter.add_(torch.randn_like(parameter) * 0.5)
    folder.mkdir(exist_ok=True)
    save_file({name: value.contiguous() for name, value in network.state_dict().items()}, folder / "weights.safetensors")
    (folder / "config.json").write_text(json.dumps(network.configuration.as_dict()), encoding="utf-8")
    (folder / "lemmas.tsv").write_text("fell\tVERB\tfall\n", encoding="utf-8")
    tokenizer().save(str(folder / "tokenizer.json"))
    return folder
