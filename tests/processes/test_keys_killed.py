"""A rotation of keys killed in the middle: everybody is found and opens at every moment, and the next run ends it."""

import pytest

from tests.intake.month_files import SAMPLE
from tests.processes.installation import KEYS, Installation

OLD_KEYS, OLD_INDEX = KEYS["YIYANG_FIELD_KEYS"], KEYS["YIYANG_INDEX_KEY"]
NEW_KEYS, NEW_INDEX = f"k2:{'33' * 32}", "44" * 32
PEOPLE = 1300
FOUND = """
import django; django.setup()
from yiyang.services.secrets import indexes_of, unseal
from yiyang.store.models import Person
numbers = [unseal(cipher) for cipher in Person.objects.values_list("id_cipher", flat=True)]
print(len(set(numbers)), sum(Person.objects.filter(id_index__in=indexes_of(number)).count() for number in numbers))
"""


@pytest.fixture
def crowd(month: Installation) -> Installation:
    """More people than two batches hold, each with a number of their own under the old keys."""
    program = (
        "import django; django.setup()\n"
        "from tools.make_month import id_number\n"
        "from yiyang.services.secrets import index_of, seal\n"
        "from yiyang.store.models import Person\n"
        f"numbers = [id_number(place) for place in range(20000, 20000 + {PEOPLE})]\n"
        "Person.objects.bulk_create(Person(id_index=index_of(n), id_cipher=seal(n), id_masked='', name='某人',"
        " residence_division='220102') for n in numbers)\n"
    )
    month.run(program, module="tests.processes.program")
    return month


@pytest.mark.parametrize("verb", ["rotate", "rotate-index"])
def test_a_killed_rotation_goes_on_where_it_was(crowd: Installation, verb: str) -> None:
    if verb == "rotate":
        both, new = crowd.using(YIYANG_FIELD_KEYS=f"{NEW_KEYS},{OLD_KEYS}"), crowd.using(YIYANG_FIELD_KEYS=NEW_KEYS)
    else:
        both, new = crowd.using(YIYANG_INDEX_KEY=f"{NEW_INDEX},{OLD_INDEX}"), crowd.using(YIYANG_INDEX_KEY=NEW_INDEX)
    before = crowd.ask("SELECT id, id_cipher, id_index FROM store_person ORDER BY id")

    first = both.sabotaged(counted="UPDATE", kill_at=3).run("keys", verb, "--json", code=None)
    assert first.killed
    half = crowd.ask("SELECT id, id_cipher, id_index FROM store_person ORDER BY id")
    moved = sum(old != now for old, now in zip(before, half, strict=True))
    assert 0 < moved < len(before)
    # In between nobody is lost: every number opens, and is found by the index it is stored with.
    assert both.run(FOUND, module="tests.processes.program").out.split() == [str(len(before))] * 2

    assert both.run("keys", verb, "--json").json["rewritten"] == len(before) - moved
    assert new.run(FOUND, module="tests.processes.program").out.split() == [str(len(before))] * 2
    assert new.run("load", SAMPLE, "--json").json["rows"]["people"] == {"added": 0, "changed": 0, "same": 12}
    assert crowd.ask("SELECT code FROM store_event WHERE code LIKE 'keys.%' ORDER BY id") == [
        ("keys.rotation_started",), ("keys.rotated",),
    ]  # fmt: skip
