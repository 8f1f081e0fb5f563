"""Any procedure with a decision."""

from django.db import models

from yiyang.store.models.money import Line
from yiyang.store.models.party import Institution, User


class Case(models.Model):
    """A filing on its way: what was filed, when an answer is due, and the answer with its reason.

    due is null while the working-day calendar of its year is missing; `missing_year` says which.
    """

    procedure = models.CharField(max_length=40)
    document = models.CharField(max_length=40)
    institution = models.ForeignKey(Institution, null=True, on_delete=models.PROTECT, related_name="cases")
    line = models.ForeignKey(Line, null=True, on_delete=models.PROTECT, related_name="cases")
    filing = models.JSONField(default=dict)
    filed_at = models.DateTimeField()
    filed_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    due = models.DateField(null=True)
    missing_year = models.PositiveIntegerField(null=True)
    stage = models.CharField(max_length=20)
    outcome = models.CharField(max_length=20, blank=True)
    answer = models.TextField(blank=True)
    decided_at = models.DateTimeField(null=True)
    decided_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        """One open case of a procedure on a line."""

        constraints = (
            models.UniqueConstraint(
                fields=["procedure", "line"], condition=models.Q(decided_at__isnull=True), name="case_open_line"
            ),
        )
