"""Deletes one condition of the law at a time and runs the tests of the law: each deletion must fail one.

It complements mutmut, which leaves decorated functions alone, and our rules are decorated. Deleted are: an operand of
and / or, an `if` (never, always), a condition of a comprehension, a reason or bit in a list or in `a | b`.
"""

import ast
import copy
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
LAW = Path("yiyang/law/documents")
WORKERS = 2
TESTS = ["-m", "pytest", "-q", "-x", "-p", "no:cacheprovider", "--no-header", "tests/law"]


@dataclass(frozen=True)
class Deletion:
    """One condition left out: where, what, and the whole file without it."""

    path: Path
    line: int
    what: str
    source: str

    def __str__(self) -> str:
        return f"{self.path}:{self.line} {self.what}"


def deletions() -> list[Deletion]:
    """Every deletion in every document, in order of file and line."""
    files = sorted((ROOT / LAW).rglob("*.py"))
    return [found for path in files for found in deletions_in(path.relative_to(ROOT), path.read_text(encoding="utf-8"))]


def deletions_in(path: Path, source: str) -> list[Deletion]:
    """Every deletion in one file, in order of line."""
    tree = ast.parse(source)
    places = [(index, len(list(_without(copy.deepcopy(node))))) for index, node in enumerate(ast.walk(tree))]
    found = [_deletion(path, tree, index, choice) for index, choices in places for choice in range(choices)]
    return sorted(found, key=lambda deletion: (deletion.line, deletion.what))


def _deletion(path: Path, tree: ast.Module, index: int, choice: int) -> Deletion:
    changed = copy.deepcopy(tree)
    node = list(ast.walk(changed))[index]
    what = ""
    for number, description in enumerate(_without(node)):
        what = description
        if number == choice:
            break
    return Deletion(path, getattr(node, "lineno", 0), what, ast.unparse(ast.fix_missing_locations(changed)))


def _without(node: ast.AST) -> Iterator[str]:
    """Changes `node` in place to each deletion in turn, and says what is gone."""
    match node:
        case ast.BoolOp(values=values):
            yield from _one_less(values)
        case ast.List(elts=elements) if len(elements) > 1 and all(isinstance(e, ast.Call) for e in elements):
            yield from _one_less(elements)
        case ast.comprehension(ifs=conditions) if conditions:
            yield from _one_less(conditions)
        case ast.If(test=test) | ast.IfExp(test=test):
            for value in (False, True):
                node.test = ast.Constant(value)
                yield f"`if {ast.unparse(test)}` {'always' if value else 'never'}"
        case ast.BinOp(left=left, op=ast.BitOr(), right=right) if not _is_type(node):
            for gone in (left, right):
                node.left, node.right = (right, right) if gone is left else (left, left)
                yield f"without `{ast.unparse(gone)}`"


def _one_less(values: list[ast.expr]) -> Iterator[str]:
    whole = list(values)
    for gone in whole:
        values[:] = [value for value in whole if value is not gone]
        yield f"without `{ast.unparse(gone)}`"


def _is_type(node: ast.BinOp) -> bool:
    """`date | None` in an annotation is not a condition."""
    names = {part.id for part in ast.walk(node) if isinstance(part, ast.Name)}
    constants = [part for part in ast.walk(node) if isinstance(part, ast.Constant) and part.value is None]
    return bool(constants) or names <= {"int", "str", "bool", "date", "float"}


def survivors(found: list[Deletion]) -> list[Deletion]:
    """Those that no test of the law notices. Raises RuntimeError when the tests fail without any deletion."""
    with ThreadPoolExecutor(WORKERS) as pool, tempfile.TemporaryDirectory(prefix="yiyang-deletion-") as home:
        copies = [_copy(Path(home) / str(number)) for number in range(WORKERS)]
        if not _passes(copies[0]):
            raise RuntimeError("The tests of the law fail as they stand.")
        shares = [found[number::WORKERS] for number in range(WORKERS)]
        kept = pool.map(
            lambda pair: [deletion for deletion in pair[1] if _survives(pair[0], deletion)],
            zip(copies, shares, strict=True),
        )
        return [deletion for share in kept for deletion in share]


def _copy(home: Path) -> Path:
    for name in ("yiyang", "tests"):
        shutil.copytree(ROOT / name, home / name, ignore=shutil.ignore_patterns("__pycache__", "static", "vendor"))
    shutil.copy(ROOT / "pyproject.toml", home)
    (home / "tests/vendor").mkdir(exist_ok=True)
    return home


def _survives(home: Path, deletion: Deletion) -> bool:
    file = home / deletion.path
    original = file.read_text(encoding="utf-8")
    file.write_text(deletion.source, encoding="utf-8")
    try:
        return _passes(home)
    finally:
        file.write_text(original, encoding="utf-8")


def _passes(home: Path) -> bool:
    # -B: a compiled file of the same second would hide the change.
    done = subprocess.run([sys.executable, "-B", *TESTS], cwd=home, capture_output=True, check=False)
    return done.returncode == 0
