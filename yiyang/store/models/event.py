"""What happened: every change with both versions, every read of personal data, every load."""

from django.db import models

from yiyang.store.models.party import User


class Event(models.Model):
    """A change with a stable code, written in the same transaction; before and after hold no ID number in clear.

    place: where it belongs, blank for what has none · acting_for: the person somebody acted for, when not themselves.
    """

    at = models.DateTimeField(auto_now_add=True)
    by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    code = models.CharField(max_length=60)
    subject = models.CharField(max_length=120)
    place = models.CharField(max_length=6, blank=True)
    acting_for = models.PositiveBigIntegerField(null=True)
    before = models.JSONField(null=True)
    after = models.JSONField(null=True)

    class Meta:
        """Found by subject."""

        indexes = (models.Index(fields=["subject", "at"]), models.Index(fields=["code", "at"]))


class ReadLog(models.Model):
    """Somebody looked at personal data: who, what, where in the service."""

    at = models.DateTimeField(auto_now_add=True)
    by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    subject = models.CharField(max_length=120)
    where = models.CharField(max_length=60)
    place = models.CharField(max_length=6, blank=True)


class Load(models.Model):
    """One set of files read: what came in, and every row that did not with its reason."""

    at = models.DateTimeField(auto_now_add=True)
    by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    source = models.CharField(max_length=200)
    place = models.CharField(max_length=6, blank=True)
    counts = models.JSONField(default=dict)
    faults = models.JSONField(default=list)
