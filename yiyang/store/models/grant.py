"""Dated rights that booking, checks and settlement read."""

from django.db import models

from yiyang.store.models.party import Institution, Person


class Grant(models.Model):
    """A right of a person or an institution from `first` to `last` (both included, open when null).

    kind coverage: facts scheme, division · assessment: facts level · agreement: facts route. `key` is what makes the
    same right of a later file the same row.
    """

    kind = models.CharField(max_length=20)
    key = models.CharField(max_length=120, unique=True)
    person = models.ForeignKey(Person, null=True, on_delete=models.PROTECT, related_name="grants")
    institution = models.ForeignKey(Institution, null=True, on_delete=models.PROTECT, related_name="grants")
    first = models.DateField()
    last = models.DateField(null=True)
    facts = models.JSONField(default=dict)

    class Meta:
        """A right ends on or after the day it begins."""

        constraints = (
            models.CheckConstraint(
                condition=models.Q(last__isnull=True) | models.Q(last__gte=models.F("first")), name="grant_dates"
            ),
        )
        indexes = (models.Index(fields=["kind", "person"]), models.Index(fields=["kind", "institution"]))
