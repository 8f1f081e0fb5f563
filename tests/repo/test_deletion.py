"""The tool that deletes conditions of the law finds each form a condition takes, and changes nothing else."""

from pathlib import Path

from tools.deletion import deletions, deletions_in

SOURCE = """
def may(q: int | None) -> list[int]:
    if q is None or q < 0:
        return []
    return [f(q), g(q)] if q > 1 else [h(x) for x in range(q) if x > 2]

def bits(q: int) -> int:
    return f(q) | g(q)
"""


def test_each_form_is_found() -> None:
    found = {deletion.what for deletion in deletions_in(Path("law.py"), SOURCE)}
    assert found == {
        "`if q is None or q < 0` never",
        "`if q is None or q < 0` always",
        "without `q is None`",
        "without `q < 0`",
        "`if q > 1` never",
        "`if q > 1` always",
        "without `f(q)`",
        "without `g(q)`",
        "without `x > 2`",
    }


def test_each_deletion_is_the_file_without_one_condition() -> None:
    sources = [deletion.source for deletion in deletions_in(Path("law.py"), SOURCE)]
    assert len(set(sources)) == len(sources)
    assert sum("q is None" not in source for source in sources) == 3
    for source in sources:
        compile(source, "law.py", "exec")


def test_the_law_has_conditions_to_delete() -> None:
    assert len(deletions()) > 100
