"""The suite may empty append-only tables between tests; afterwards they refuse as before."""

import pytest
from django.core.management import call_command
from django.db import DatabaseError, transaction

from yiyang.store.models import Event


@pytest.mark.django_db(transaction=True)
def test_a_flush_passes_the_triggers_and_leaves_them_in_place() -> None:
    Event.objects.create(code="backup.made", subject="backup:flush")
    call_command("flush", interactive=False, verbosity=0)
    assert Event.objects.count() == 0
    Event.objects.create(code="backup.made", subject="backup:after")
    with pytest.raises(DatabaseError), transaction.atomic():
        Event.objects.all().delete()
    assert Event.objects.count() == 1
