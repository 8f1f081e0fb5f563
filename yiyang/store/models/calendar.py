"""Working days of our own, imported when the yearly order appears."""

from django.db import models


class WorkDay(models.Model):
    """A dated exception: a weekday off, or a weekend day worked."""

    day = models.DateField(unique=True)
    works = models.BooleanField()
