"""`yiyang backup`, `restore` and `drill`: a copy of everything, its return, and the proof that it would return."""

from pathlib import Path
from typing import Annotated

import typer
from rich.table import Table

from yiyang.cli.speaking import ATTENTION, bar, err, out, print_json, ready, refusals, say
from yiyang.law.words import Text
from yiyang.services.access import OPERATOR
from yiyang.services.operations import backup as backups
from yiyang.services.operations import drill as drills
from yiyang.services.operations import restoring
from yiyang.services.operations.databases import SQLITE

WITHOUT_KEYS = Text(
    "备份中没有密钥：请另行妥善保管（环境变量，或数据目录中的 keys/），没有密钥则无法读出身份证号。",
    "The keys are not in the archive: keep them elsewhere (environment, or keys/ of the data directory); without them"
    " the ID numbers in it cannot be read.",
)
SESSIONS = Text("所有人需重新登录。", "Everybody signs in again.")
BEHIND = Text(
    "备份来自较早版本：内置数据库会自动升级，PostgreSQL 请运行 python -m django migrate",
    "an archive of an older version: SQLite is upgraded right away, on PostgreSQL run python -m django migrate",
)
MISSING = Text("个文件在数据库中有记录而文件存储中没有", "files are named by the database and not in the file store")
AsJson = Annotated[bool, typer.Option("--json", help="The outcome as JSON.")]
Archive = Annotated[Path, typer.Argument(help="An archive that `yiyang backup` has written.")]


def backup(
    to: Annotated[Path, typer.Argument(metavar="FILE|DIR", help="A new file, or a directory that gets one.")],
    as_json: AsJson = False,
) -> None:
    """Copy the database and the stored files as of one moment into one archive, while people go on working.

    Exit code 3 when stored files are missing: the archive holds everything else.

    Example:  yiyang backup /backups   ·   yiyang backup before-upgrade.zip --json
    """
    with refusals():
        ready()
        with bar("Files 文件") as progress:
            done = backups.backup(viewer=OPERATOR, to=to, progress=progress)
    found = done.manifest
    if as_json:
        told = {"path": str(done.path), "bytes": done.path.stat().st_size, "seconds": round(done.seconds, 1)}
        print_json({**told, "rows": found.rows, "files": len(found.files), "missing": found.missing, "keys": False})
    else:
        size, rows = done.path.stat().st_size / 1e6, sum(found.rows.values())
        out.print(f"{done.path}  {size:.1f} MB, {rows} rows, {len(found.files)} files, {done.seconds:.1f} s")
        err.print(say(WITHOUT_KEYS), style="yellow")
    if found.missing:
        err.print(f"{len(found.missing)} {say(MISSING)}", style="red")
        raise typer.Exit(ATTENTION)


def restore(
    archive: Archive,
    force: Annotated[bool, typer.Option("--force", help="Replace what the database and the file store hold.")] = False,
    as_json: AsJson = False,
) -> None:
    """Put an archive in place of this installation's database and files. Stop the server first.

    Every part is verified before anything is touched; whatever fails or is killed leaves everything as it was.
    Exit code 3 when it is in place and something is left to do: other keys to set, migrations to apply.

    Example:  yiyang restore /backups/yiyang-20261121-030000.zip
    """
    with refusals():
        with bar("Verifying 校验") as progress:
            done = restoring.restore(viewer=OPERATOR, path=archive, force=force, progress=progress)
        embedded = done.manifest.database == SQLITE
        if done.behind and embedded:
            ready()
    if as_json:
        print_json({**_told(done), "keys": [text._asdict() for text in done.keys]})
    else:
        _tell(done)
        err.print(f"{say(SESSIONS)} {say(WITHOUT_KEYS)}", style="yellow")
    if done.keys or (done.behind and not embedded):
        raise typer.Exit(ATTENTION)


def drill(archive: Archive, as_json: AsJson = False) -> None:
    """Restore an archive beside, examine it as `doctor` does, compare its counts, say how long it took, throw it away.

    The installation itself is not touched. Exit code 3 when the archive is whole and something is not in order.

    Example:  yiyang drill /backups/yiyang-20261121-030000.zip
    """
    with refusals(), bar("Verifying 校验") as progress:
        done = drills.drill(viewer=OPERATOR, path=archive, progress=progress)
    seconds = {"upgrade": round(done.upgrade_seconds, 1), "all": round(done.seconds, 1)}
    if as_json:
        findings = [finding._asdict() for finding in done.findings]
        keys = [text._asdict() for text in done.restored.keys]
        print_json({**_told(done.restored), "keys": keys, "findings": findings, "seconds": seconds, "good": done.good})
    else:
        _tell(done.restored)
        for finding in done.findings:
            out.print(f"{'[green]✓[/]' if finding.good else '[red]✗[/]'} [bold]{finding.what}[/]  {finding.found}")
        out.print(
            f"drill 演练: {seconds['all']} s"
            + (f" (upgrade 升级 {seconds['upgrade']} s)" if done.restored.behind else "")
        )
    if not done.good:
        raise typer.Exit(ATTENTION)


def _told(done: restoring.Restored) -> dict[str, object]:
    found = done.manifest
    return {
        "made_at": found.made_at,
        "yiyang": found.yiyang,
        "database": found.database,
        "rows": done.rows,
        "files": len(found.files),
        "missing": found.missing,
        "migrations_to_apply": done.behind,
        "restore_seconds": round(done.seconds, 1),
    }


def _tell(done: restoring.Restored) -> None:
    found = done.manifest
    table = Table("table", "archive", "restored")
    for name, count in found.rows.items():
        if count:
            more = done.rows[name] - count  # the event of the restore itself
            table.add_row(name, str(count), f"{count} + {more}" if more else str(count))
    out.print(table)
    out.print(
        f"{found.made_at}  yiyang {found.yiyang}, {found.database}, {len(found.files)} files, {done.seconds:.1f} s"
    )
    for problem in done.keys:
        err.print(f"✗ {say(problem)}", style="red")
    if found.missing:
        err.print(f"! {len(found.missing)} {say(MISSING)}", style="yellow")
    if done.behind:
        err.print(f"! {say(BEHIND)}", style="yellow")
