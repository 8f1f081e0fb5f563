"""Services delivered at home, and stays that suspend them."""

from django.db import models

from yiyang.store.models.party import Carer, Institution, Person


class Visit(models.Model):
    """A home visit as reported; `version` counts corrections, each kept whole in its event.

    items: [[code, minutes], …] · kind living or nursing · times are instants, shown in Asia/Shanghai.
    """

    visit_id = models.CharField(max_length=64, unique=True)
    version = models.PositiveIntegerField(default=1)
    place = models.CharField(max_length=6)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="visits")
    institution = models.ForeignKey(Institution, on_delete=models.PROTECT, related_name="visits")
    carer = models.ForeignKey(Carer, on_delete=models.PROTECT, related_name="visits")
    kind = models.CharField(max_length=10)
    check_in = models.DateTimeField()
    check_out = models.DateTimeField(null=True)
    items = models.JSONField(default=list)
    photos = models.PositiveIntegerField(default=0)
    identity_checked = models.BooleanField(default=False)
    limb_assessed = models.BooleanField(default=False)
    risk_read = models.BooleanField(default=False)
    confirmed_by = models.CharField(max_length=20, blank=True)
    satisfaction = models.PositiveSmallIntegerField(null=True)

    class Meta:
        """A check-out lies after its check-in."""

        constraints = (
            models.CheckConstraint(
                condition=models.Q(check_out__isnull=True) | models.Q(check_out__gt=models.F("check_in")),
                name="visit_times",
            ),
        )
        indexes = (
            models.Index(fields=["place", "check_in"]),
            models.Index(fields=["person", "check_in"]),
            models.Index(fields=["carer", "check_in"]),
        )


class Stay(models.Model):
    """A hospital or institutional stay, [first, last), open when last is null."""

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="stays")
    kind = models.CharField(max_length=20)
    first = models.DateTimeField()
    last = models.DateTimeField(null=True)

    class Meta:
        """One stay of a kind begins at one moment."""

        constraints = (models.UniqueConstraint(fields=["person", "kind", "first"], name="stay_key"),)
