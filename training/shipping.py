"""From what training left to the folder that ships: weights in half precision, no pickle where there need not be one, digests."""

from __future__ import annotations

import hashlib
import json
import shutil
from pathlib import Path
from typing import Any

import torch
from safetensors.torch import save_file

__all__ = ["ship", "ship_network"]

_PACKAGE = "quotecheck"
_STANZA = ("tokenize", "mwt")
_PATHS = ("file", "dir", "name", "gold", "path")


def ship(stanza: Path, network: Path, target: Path) -> None:
    """Make the models folder ``target`` of Stanza's checkpoints and of the network's, replacing what is there.

    Args:
        stanza: holds ``tokenize.pt`` and ``mwt.pt``.
        network: holds ``config.json``, ``lemmas.tsv``, ``tokenizer.json`` and ``checkpoint.pt``.
        target: gets ``en/``, ``network/``, ``resources.json`` and ``SHA256SUMS``; what else it holds stays.
    """
    checkpoints = {processor: torch.load(stanza / f"{processor}.pt", map_location="cpu", weights_only=True) for processor in _STANZA}
    for old in ("en", "network"):
        if (target / old).exists():
            shutil.rmtree(target / old)
    for processor, checkpoint in checkpoints.items():
        file = target / "en" / processor / f"{_PACKAGE}.pt"
        file.parent.mkdir(parents=True)
        torch.save(_stripped(checkpoint), file, _use_new_zipfile_serialization=False)
    (target / "network").mkdir()
    _write_weights(network / "checkpoint.pt", target / "network" / "weights.safetensors")
    for name in ("config.json", "lemmas.tsv", "tokenizer.json"):
        shutil.copyfile(network / name, target / "network" / name)
    defaults = dict.fromkeys(_STANZA, _PACKAGE)
    resources = {
        "en": {
            "lang_name": "English",
            **{processor: {_PACKAGE: {}} for processor in _STANZA},
            "default_processors": defaults,
            "packages": {"default": defaults},
            "default_dependencies": {},
        }
    }
    (target / "resources.json").write_text(json.dumps(resources, indent=1) + "\n", encoding="utf-8")
    _write_digests(target)


def ship_network(checkpoint: Path, target: Path, *, roles: int) -> None:
    """Replace the weights of the network in the models folder ``target`` by those of a checkpoint that also tells ``roles``."""
    folder = target / "network"
    configuration = json.loads((folder / "config.json").read_text(encoding="utf-8")) | {"roles": roles}
    text = json.dumps(configuration, ensure_ascii=False, separators=(",", ":"), sort_keys=True) + "\n"
    (folder / "config.json").write_text(text, encoding="utf-8")
    _write_weights(checkpoint, folder / "weights.safetensors")
    _write_digests(target)


def _write_weights(checkpoint: Path, file: Path) -> None:
    mean = torch.load(checkpoint, map_location="cpu", weights_only=True)["mean"]
    save_file({name: value.to(torch.bfloat16).contiguous() for name, value in sorted(mean.items())}, file)


def _write_digests(target: Path) -> None:
    files = sorted(path for kind in (".pt", ".json", ".safetensors", ".tsv") for path in target.rglob(f"*{kind}"))
    lines = [f"{hashlib.sha256(file.read_bytes()).hexdigest()}  {file.relative_to(target).as_posix()}\n" for file in files]
    (target / "SHA256SUMS").write_text("".join(lines), encoding="ascii")


def _stripped(checkpoint: dict[str, Any]) -> dict[str, Any]:
    """A checkpoint without the state of its training and without the paths of the machine that it was trained on."""
    kept = {key: value for key, value in checkpoint.items() if "optimizer" not in key and "scheduler" not in key}
    for key in ("config", "args"):
        if isinstance(kept.get(key), dict):
            kept[key] = {k: "" if isinstance(v, str) and k.endswith(_PATHS) else v for k, v in kept[key].items()}
    return kept
