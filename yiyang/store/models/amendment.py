"""Changes of dated values, lists and readings that officials bring in as a file."""

from django.db import models

from yiyang.store.models.party import User


class Amendment(models.Model):
    """A file of dated changes to one document: proposed by one person, in force once a second has signed.

    entries: what the file says, checked, one dictionary a change, immutable · sha256: of the entries, so that nobody
    signs other ones than were shown · basis: the paper it rests on · reason: why it reaches back · effect: what the
    preview showed, refreshed when it was signed · reversal: somebody asked to take it back, and why; a second person
    agrees, and then its changes no longer count while the row stays. Without a `proposed_by` it came by the operator.
    """

    document = models.CharField(max_length=40)
    name = models.CharField(max_length=200)
    sha256 = models.CharField(max_length=64)
    entries = models.JSONField(default=list)
    basis = models.CharField(max_length=300)
    reason = models.TextField(blank=True)
    effect = models.JSONField(default=dict)
    proposed_at = models.DateTimeField()
    proposed_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    signed_at = models.DateTimeField(null=True)
    signed_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    rejected_at = models.DateTimeField(null=True)
    rejected_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    reversal_at = models.DateTimeField(null=True)
    reversal_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    reversed_at = models.DateTimeField(null=True)
    reversed_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    why = models.TextField(blank=True)

    class Meta:
        """Two different people sign, and two take back; the order in which signed ones count."""

        constraints = (
            models.CheckConstraint(
                condition=models.Q(signed_by__isnull=True) | ~models.Q(signed_by=models.F("proposed_by")),
                name="amendment_two_people",
            ),
            models.CheckConstraint(
                condition=models.Q(reversed_by__isnull=True) | ~models.Q(reversed_by=models.F("reversal_by")),
                name="amendment_back_by_two",
            ),
        )
        indexes = (models.Index(fields=["document", "signed_at"]),)
