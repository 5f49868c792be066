"""Where the Stanza models lie, whether they are whole, and loading them without asking any hub."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path
from typing import Any

from quotecheck.errors import ModelsError

__all__ = ["Pipeline", "digest", "load", "shipped", "verify"]

_STANZA = "pos,lemma,depparse,ner"
_NETWORK = "network"
_SUMS = "SHA256SUMS"
_MEND = "Reinstall quotecheck, or name a Stanza resource folder with --models DIR or QUOTECHECK_MODELS."


@dataclass(frozen=True, slots=True, kw_only=True)
class Pipeline:
    """A loaded Stanza pipeline.

    Attributes:
        stanza: the pipeline.
        first: the processors that make tokens, as Stanza lists them.
        then: those that annotate them: our annotator, or the processors of a package of Stanza's.
    """

    stanza: Any
    first: str
    then: str


def shipped() -> Path:
    """The folder of the models that ship with the package."""
    return Path(str(files("quotecheck.models")))


def verify(folder: Path) -> None:
    """Check that ``folder`` is a Stanza resource folder for English and, where it lists digests, that every file matches.

    Raises:
        ModelsError: a file is missing or differs from its digest.
    """
    _resources(folder)
    sums = _sums(folder)
    if sums is None:
        return
    try:
        listed = [(expected, name) for expected, name in (line.split(maxsplit=1) for line in sums.decode("utf-8").splitlines())]
    except ValueError as error:
        raise ModelsError(f"{folder / _SUMS}: not a list of SHA-256 digests and file names. {_MEND}") from error
    for expected, name in listed:
        try:
            with (folder / name).open("rb") as file:
                found = hashlib.file_digest(file, "sha256").hexdigest()
        except OSError as error:
            raise ModelsError(f"{folder / name}: the model cannot be read ({error.strerror}). {_MEND}") from error
        if found != expected:
            raise ModelsError(f"{folder / name}: the model is damaged (its SHA-256 is not the one in {_SUMS}). {_MEND}")


def digest(folder: Path) -> str:
    """SHA-256 that names the models of ``folder``: of its list of digests, else of its ``resources.json`` and file sizes.

    Raises:
        ModelsError: what it is made of is missing or cannot be read.
    """
    sums = _sums(folder)
    if sums is not None:
        return hashlib.sha256(sums).hexdigest()
    state = hashlib.sha256(_resources(folder).encode())
    for file in sorted([*folder.glob("en/*/*.pt"), *folder.glob(f"{_NETWORK}/*")]):
        try:
            state.update(f"{file.relative_to(folder).as_posix()} {file.stat().st_size}\n".encode())
        except OSError as error:
            raise ModelsError(f"{file}: the model cannot be read ({error.strerror}). {_MEND}") from error
    return state.hexdigest()


def load(folder: Path) -> Pipeline:
    """Load the English pipeline of ``folder``; nothing is downloaded.

    Raises:
        ModelsError: models are missing or broken.
    """
    verify(folder)
    # Slow to import, and not needed before there is something to parse.
    import stanza  # noqa: PLC0415

    first, then, options = "tokenize,mwt", _STANZA, {}
    try:
        if (folder / _NETWORK).is_dir():
            from quotecheck.parsing.processor import NAME  # noqa: PLC0415

            then, options = NAME, {f"{NAME}_folder": str(folder / _NETWORK)}
        pipeline = stanza.Pipeline(
            "en",
            dir=str(folder),
            processors=f"{first},{then}",
            download_method=None,
            use_gpu=False,
            logging_level="CRITICAL",  # what goes wrong is told below, in one line
            **options,
        )
    except ModelsError as error:
        raise ModelsError(f"{error} {_MEND}") from error
    except Exception as error:  # Stanza and torch each raise kinds of their own
        reason = (str(error).splitlines() or [type(error).__name__])[0]
        raise ModelsError(f"{folder}: the models do not load: {reason}. {_MEND}") from error
    return Pipeline(stanza=pipeline, first=first, then=then)


def _sums(folder: Path) -> bytes | None:
    """The folder's list of digests; None if it has none."""
    path = folder / _SUMS
    try:
        return path.read_bytes()
    except FileNotFoundError:
        return None
    except OSError as error:
        raise ModelsError(f"{path}: cannot be read ({error.strerror}). {_MEND}") from error


def _resources(folder: Path) -> str:
    path = folder / "resources.json"
    try:
        text = path.read_text(encoding="utf-8")
        resources = json.loads(text)
    except OSError as error:
        raise ModelsError(f"{path}: no Stanza models here ({error.strerror}). {_MEND}") from error
    except (ValueError, RecursionError) as error:
        raise ModelsError(f"{path}: not a Stanza resources.json. {_MEND}") from error
    if not isinstance(resources, dict) or "en" not in resources:
        raise ModelsError(f"{path}: lists no English models. {_MEND}")
    return text
