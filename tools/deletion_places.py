"""Where a condition of the law can be left out, and the file without it.

Left out are: an operand of and / or, an `if` (never, always), a condition of a comprehension, a reason or bit in a list
or in `a | b`.
"""

import ast
import copy
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
LAW = Path("yiyang/law/documents")


@dataclass(frozen=True)
class Deletion:
    """One condition left out: where, what, and the whole file without it."""

    path: Path
    line: int
    what: str
    source: str

    def __str__(self) -> str:
        return f"{self.path}:{self.line} {self.what}"


def deletions(under: Sequence[str] = ()) -> list[Deletion]:
    """Every deletion in every document, or under these folders and files of the repository, in order of file and line.

    Raises ValueError for a folder or file that holds no condition.
    """
    asked = [(ROOT / name).resolve() for name in under] or [ROOT / LAW]
    files = [path for path in sorted((ROOT / LAW).rglob("*.py")) if any(path.is_relative_to(place) for place in asked)]
    found = [one for path in files for one in deletions_in(path.relative_to(ROOT), path.read_text(encoding="utf-8"))]
    for place in asked:
        if not any((ROOT / one.path).is_relative_to(place) for one in found):
            raise ValueError(f"{place} holds no condition of the law")
    return found


def deletions_in(path: Path, source: str) -> list[Deletion]:
    """Every deletion in one file, in order of line."""
    tree = ast.parse(source)
    types = {id(part) for node in ast.walk(tree) for kind in _types(node) for part in ast.walk(kind)}
    nodes = [(index, node) for index, node in enumerate(ast.walk(tree)) if id(node) not in types]
    places = [(index, len(list(_without(copy.deepcopy(node))))) for index, node in nodes]
    found = [_deletion(path, source, index, choice) for index, choices in places for choice in range(choices)]
    return sorted(found, key=lambda deletion: (deletion.line, deletion.what))


def _deletion(path: Path, source: str, index: int, choice: int) -> Deletion:
    changed = ast.parse(source)
    node = list(ast.walk(changed))[index]
    what = ""
    for number, description in enumerate(_without(node)):
        what = description
        if number == choice:
            break
    place = node.target if isinstance(node, ast.comprehension) else node
    return Deletion(path, getattr(place, "lineno", 0), what, ast.unparse(ast.fix_missing_locations(changed)))


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
        case ast.BinOp(left=left, op=ast.BitOr(), right=right):
            for gone in (left, right):
                node.left, node.right = (right, right) if gone is left else (left, left)
                yield f"without `{ast.unparse(gone)}`"


def _one_less(values: list[ast.expr]) -> Iterator[str]:
    whole = list(values)
    for gone in whole:
        values[:] = [value for value in whole if value is not gone]
        yield f"without `{ast.unparse(gone)}`"


def _types(node: ast.AST) -> list[ast.expr]:
    """`date | None` in an annotation is not a condition."""
    named = (getattr(node, name, None) for name in ("annotation", "returns"))
    return [kind for kind in named if isinstance(kind, ast.expr)]
