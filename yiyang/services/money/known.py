"""What is already stored, as `intake` asks for it; ID numbers are looked up through their blind index."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property

from django.db.models.functions import Coalesce

from yiyang.intake.rows import CoverageRow
from yiyang.services.secrets import found
from yiyang.store.models import Carer, Grant, Institution, Person


class People:
    """The stored people: `id_number in people`."""

    @cached_property
    def by_index(self) -> dict[str, int]:
        """Primary key by blind index."""
        return dict(Person.objects.values_list("id_index", Coalesce("merged_into", "pk")))

    def __contains__(self, id_number: object) -> bool:
        """True when this ID number is stored."""
        return isinstance(id_number, str) and found(id_number, self.by_index) is not None


class Coverage(Mapping[str, Sequence[CoverageRow]]):
    """Stored coverage by ID number; the ID number itself is only an argument, never read from the store."""

    def __init__(self, people: People) -> None:
        """Share the index of people."""
        self._people = people

    @cached_property
    def _rows(self) -> dict[int, list[Grant]]:
        rows: dict[int, list[Grant]] = defaultdict(list)
        for grant in Grant.objects.filter(kind="coverage"):
            rows[grant.person_id or 0].append(grant)
        return rows

    def __getitem__(self, id_number: str) -> Sequence[CoverageRow]:
        """Coverage of one person. Raises KeyError without the number when the person is not stored."""
        person = found(id_number, self._people.by_index)
        if person is None:
            raise KeyError
        grants = self._rows.get(person, [])
        return [CoverageRow(id_number, g.facts["scheme"], g.facts["division"], g.first, g.last) for g in grants]

    def __iter__(self) -> Iterator[str]:
        """Not to be listed: the store does not give ID numbers away."""
        return iter(())

    def __len__(self) -> int:
        """How many people have coverage."""
        return len(self._rows)


class StoredKeys:
    """The keys that rows of a new file may refer to."""

    def __init__(self) -> None:
        """Look nothing up before it is asked for."""
        self.people = People()
        self.coverage = Coverage(self.people)

    @cached_property
    def providers(self) -> frozenset[str]:
        """Provider codes."""
        return frozenset(Institution.objects.values_list("code", flat=True))

    @cached_property
    def carers(self) -> frozenset[str]:
        """Carer codes."""
        return frozenset(Carer.objects.values_list("code", flat=True))
