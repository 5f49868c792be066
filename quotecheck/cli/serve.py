"""``quotecheck serve``."""

from __future__ import annotations

from pathlib import Path

import click
from click.core import ParameterSource

from quotecheck.cli.options import DATABASE, database_option, models_option
from quotecheck.errors import UsageError

__all__ = ["serve"]

_MISSING = 'The pages need Datasette, which is not installed. Install it with: pip install "quotecheck-news[web]"'


@click.command()
@click.argument("named", type=DATABASE, required=False, metavar="[DB]")
@database_option
@click.option(
    "--port", type=click.IntRange(0, 65535), default=8001, show_default=True, metavar="N", help="The port; 0 for any that is free."
)
@click.option("--host", metavar="HOST", help="Listen at another address than this machine's own. Whoever reaches it reads all articles.")
@models_option
def serve(*, named: Path | None, db: Path, port: int, host: str | None, models: Path | None) -> None:
    """Show the database as web pages on this machine: search, people, articles, quotations, clusters, conflicts and checks.

    DB is the database, as --db is. It is opened to be read only; other programs may add to it meanwhile, and
    the pages show what is new. It listens at 127.0.0.1, where nobody but this machine can ask. There is no password: with --host, whoever
    reaches that address can read every article in full and check drafts. Every page is there as JSON, too (.json). End it with Ctrl-C.

    \b
    quotecheck serve
    quotecheck serve archive.db --port 8080
    """
    if named is not None:
        if click.get_current_context().get_parameter_source("db") is ParameterSource.COMMANDLINE:
            raise UsageError(f"{named} and --db {db}: two databases. Give one of them.")
        db = named
    try:
        from quotecheck.web import serving
    except ModuleNotFoundError as error:
        raise UsageError(_MISSING) from error
    chosen = host or serving.LOOPBACK
    datasette = serving.make_datasette(db, host=chosen, models=models)
    listener = serving.listening(chosen, port)
    shown = f"[{chosen}]" if ":" in chosen else chosen
    if not serving.is_loopback(chosen):
        click.echo(
            f"quotecheck: {chosen} can be reached from other machines. Whoever does can read every article in {db}, without a password and "
            "unencrypted, and have drafts checked. Put a proxy with a password and TLS before it.",
            err=True,
        )
    click.echo(f"quotecheck: {db} is at http://{shown}:{listener.getsockname()[1]}/ (Ctrl-C ends it)", err=True)
    serving.serve(datasette, listener)
