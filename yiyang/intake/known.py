"""What is already stored when a file arrives: later months bring visits only, and mean people loaded before."""

from collections.abc import Container, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Protocol

from yiyang.intake.rows import CoverageRow


class Known(Protocol):
    """The keys that rows may refer to; anything that answers `in` will do."""

    @property
    def people(self) -> Container[str]:
        """ID numbers."""

    @property
    def providers(self) -> Container[str]:
        """Provider codes."""

    @property
    def carers(self) -> Container[str]:
        """Carer codes."""

    @property
    def coverage(self) -> Mapping[str, Sequence[CoverageRow]]:
        """Stored coverage by ID number; intervals of one person do not overlap."""


@dataclass(frozen=True)
class Stored:
    """Known keys held in memory; empty by default."""

    people: Container[str] = frozenset()
    providers: Container[str] = frozenset()
    carers: Container[str] = frozenset()
    coverage: Mapping[str, Sequence[CoverageRow]] = field(default_factory=dict)


NOTHING: Known = Stored()
"""The first load of all."""
