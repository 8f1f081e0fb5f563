"""The compiled loop of a charge rule, kept on disk between processes under a digest of everything it was made from."""

import importlib.util
import os
import sys
import tempfile
import threading
from collections.abc import Callable
from pathlib import Path
from types import ModuleType
from typing import Any

from yiyang.law.charge import ChargeRule
from yiyang.law.words import Text
from yiyang.simulate import source

Loop = Callable[..., tuple[int, int]]
"""A compiled fold: (how it ended, row)."""

COMPILING = Text("正在编译收费规则 {code} 的循环，只需一次……", "Compiling the loop of charge rule {code}, once…")

_loops: dict[tuple[int, Path], tuple[ChargeRule, Loop]] = {}  # by the rule itself, which is kept so that its id stays
_registered: set[Any] = set()
_lock = threading.Lock()


def user_cache() -> Path:
    """Where compiled loops are kept unless told otherwise: the user's cache directory."""
    home = os.environ.get("XDG_CACHE_HOME") or str(Path("~/.cache").expanduser())
    return Path(home) / "yiyang"


def to_stderr(text: Text) -> None:
    """Say one line of progress where it does not mix with results."""
    sys.stderr.write(f"{text.zh} / {text.en}\n")
    sys.stderr.flush()


def loop_of(rule: ChargeRule, *, folder: Path | None = None, say: Callable[[Text], None] = to_stderr) -> Loop:
    """The rule's loop: from memory, else from `folder`/fold (default `user_cache`), else compiled after one line said.

    Raises TypeError when the charge names something that cannot be compiled.
    """
    place = (folder or user_cache()) / "fold"
    with _lock:
        if (id(rule), place) not in _loops:
            _loops[id(rule), place] = rule, _load(rule, place, say)
        return _loops[id(rule), place][1]


def _load(rule: ChargeRule, place: Path, say: Callable[[Text], None]) -> Loop:
    import numba

    digest = source.digest_of(rule, numba.__version__)
    path = _written(place, f"{rule.code}_{digest}.py", source.loop_source(rule, digest))
    if not list(path.parent.glob(f"__pycache__/{path.stem}.*.nbi")):
        say(COMPILING.filled(code=rule.code))
    module = _module(path, rule)
    for function in source.named_by(rule.charge).functions:
        _compilable(function)
    loop: Loop = numba.njit([_signature(rule)], cache=True, nogil=True)(module.fold)
    return loop


def _written(place: Path, name: str, text: str) -> Path:
    """The file of a generated loop: a real one, since numba keeps machine code only beside files. Never rewritten."""
    try:
        place.mkdir(parents=True, exist_ok=True, mode=0o700)
        path = place / name
        if not path.exists():
            with tempfile.NamedTemporaryFile("w", dir=place, suffix=".part", delete=False, encoding="utf-8") as part:
                part.write(text)
            Path(part.name).replace(path)
    except OSError:  # a home that cannot be written to: compile once per process instead
        path = Path(tempfile.mkdtemp(prefix="yiyang-fold-")) / name
        path.write_text(text, encoding="utf-8")
    return path


def _module(path: Path, rule: ChargeRule) -> ModuleType:
    from numba import int64

    spec = importlib.util.spec_from_file_location(f"yiyang_fold_{path.stem}", path)
    if spec is None or spec.loader is None:
        raise ImportError(f"cannot read the generated loop {path}")
    module = importlib.util.module_from_spec(spec)
    names = {"charge": rule.charge, "Line": rule.line, "Used": rule.used, "Rates": rule.rates, "int64": int64}
    ends = {"DONE": source.DONE, "UNSORTED": source.UNSORTED, "NO_RATES": source.NO_RATES}
    module.__dict__.update(names, **ends)
    sys.modules[module.__name__] = module  # numba looks machine code's home up by name when it reads it back
    spec.loader.exec_module(module)
    return module


def _compilable(function: Any) -> None:
    """Let numba compile this very function where another names it; inlined, so that unread columns cost nothing."""
    from numba.extending import register_jitable

    if function not in _registered:
        register_jitable(forceinline=True)(function)
        _registered.add(function)


def _signature(rule: ChargeRule) -> tuple[Any, ...]:
    from numba import types

    def read(dtype: str, dimensions: int = 1) -> Any:
        return types.Array(getattr(types, dtype), dimensions, "C", readonly=True)

    lines = [read(source.width(limit)) for limit in rule.limits]
    results = [types.Array(getattr(types, dtype), 1, "C") for dtype in source.result_widths(rule).values()]
    return (read("int64"), read("int32"), read("int64", 2), *lines, *results)
