"""``quotecheck backup``."""

from __future__ import annotations

from pathlib import Path

import click

from quotecheck.cli.options import database_option
from quotecheck.cli.output import print_text

__all__ = ["backup"]


@click.command()
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--force", is_flag=True, help="Replace FILE if it is there.")
@database_option
def backup(*, file: Path, force: bool, db: Path) -> None:
    """Copy the database into FILE, as it stands now, while others go on adding to it.

    FILE gets its name when all of it is on the disk; whatever ends the program before leaves what was there. The copy is one file and
    a database like any other: name it with --db. A damaged database is copied, too, but never over a file that is there.

    \b
    quotecheck backup quotes-2024-02-27.db
    quotecheck doctor --db quotes-2024-02-27.db
    """
    from quotecheck.store import backup as copying

    sound = copying.backup(db, file, force=force)
    print_text(f"{file}: a copy of {db}, {file.stat().st_size:,} bytes")
    if not sound:
        click.echo(f"{file}: as damaged as {db} is. Run quotecheck doctor to see what is wrong.", err=True)
