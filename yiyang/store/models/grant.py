"""Dated rights that booking, checks and settlement read."""

from django.db import models

from yiyang.store.models.party import Institution, Person


class Grant(models.Model):
    """A right of a person or an institution from `first` to `last` (both included, open when null).

    kind coverage: facts scheme, division · assessment: facts level, scale · agreement: facts route · recipient ·
    choice (of a provider) · needs (the provider's own assessment) · plan: facts kind, items · service (agreement signed
    by both sides) · suspension (of a provider) · and those that declared procedures leave. `key` is what makes the same
    right of a later file the same row; `case` is the decided case that left it; an `ended` right was cut short.
    """

    kind = models.CharField(max_length=20)
    key = models.CharField(max_length=120, unique=True)
    person = models.ForeignKey(Person, null=True, on_delete=models.PROTECT, related_name="grants")
    institution = models.ForeignKey(Institution, null=True, on_delete=models.PROTECT, related_name="grants")
    first = models.DateField()
    last = models.DateField(null=True)
    facts = models.JSONField(default=dict)
    case = models.ForeignKey("store.Case", null=True, on_delete=models.PROTECT, related_name="grants")
    ended = models.CharField(max_length=40, blank=True)

    class Meta:
        """A right ends on or after the day it begins."""

        constraints = (
            models.CheckConstraint(
                condition=models.Q(last__isnull=True) | models.Q(last__gte=models.F("first")), name="grant_dates"
            ),
        )
        indexes = (models.Index(fields=["kind", "person"]), models.Index(fields=["kind", "institution"]))
