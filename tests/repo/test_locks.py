"""What is installed is pinned by hash, and no file says from where."""

import re

import pytest

from tests.repo.files import ROOT, texts

LOCKS = ("requirements.lock", "requirements-dev.lock", "requirements-bench.lock")
PINNED = re.compile(r"^([A-Za-z0-9._-]+)==[^\s;]+( ; [^\\]+)? \\$")


@pytest.mark.parametrize("name", LOCKS)
def test_every_requirement_is_pinned_with_a_hash(name: str) -> None:
    lines = [
        line for line in (ROOT / name).read_text("utf-8").splitlines() if line and not line.lstrip().startswith("#")
    ]
    heads = [line for line in lines if not line.startswith(" ")]
    assert heads
    assert [line for line in heads if not PINNED.match(line)] == []
    assert [line for line in lines if line.startswith(" ") and "--hash=sha256:" not in line] == []
    after_heads = [lines[i + 1] for i, line in enumerate(lines) if line in heads]
    assert all(line.strip().startswith("--hash=sha256:") for line in after_heads)


@pytest.mark.parametrize("name", LOCKS)
def test_no_lock_names_an_address(name: str) -> None:
    text = (ROOT / name).read_text("utf-8")
    assert re.findall(r"\w+://\S+|--(?:extra-)?index-url|--find-links|--trusted-host", text) == []


def test_the_same_version_everywhere() -> None:
    versions: dict[str, set[str]] = {}
    for name in LOCKS:
        for package, version in re.findall(r"^([A-Za-z0-9._-]+)==(\S+)", (ROOT / name).read_text("utf-8"), re.M):
            versions.setdefault(package, set()).add(version)
    assert {package: found for package, found in versions.items() if len(found) > 1} == {}


def test_every_wanted_package_is_locked() -> None:
    for wanted, lock in (
        ("requirements.in", LOCKS[0]),
        ("requirements-dev.in", LOCKS[1]),
        ("requirements-bench.in", LOCKS[2]),
    ):
        names = re.findall(r"^([A-Za-z][\w.-]*)", (ROOT / wanted).read_text("utf-8"), re.M)
        locked = set(re.findall(r"^([A-Za-z0-9._-]+)==", (ROOT / lock).read_text("utf-8"), re.M))
        assert [name for name in names if re.sub(r"[._]+", "-", name.lower()) not in locked] == []


def test_no_file_names_a_package_source_or_a_path_of_a_machine() -> None:
    forbidden = re.compile(r"https?://[^\s\"'<>)]*(?:simple|registry|mirror)|/work/(?:main|shared)|/ro{2}t/|/home/\w+/")
    found = {(name, hit) for name, text in texts().items() for hit in forbidden.findall(text)}
    assert found == set()
