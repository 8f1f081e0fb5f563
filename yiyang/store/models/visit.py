"""Services delivered at home, and stays that suspend them."""

from django.db import models

from yiyang.store.models.party import Carer, Institution, Person, User


class Booking(models.Model):
    """A visit agreed on: when, by whom, which items. `key` is made up once by the client, so that a second sending
    books nothing; a booking is never deleted, it ends as cancelled, missed or done.

    minutes: the length booked · items: [[code, minutes], …] of the plan, with swaps agreed for this visit · swaps:
    [{asked_by, agreed_by, at, out, in}] · extras: [{text, minutes, price (fen), consented_by, consented_at}] beyond the
    plan at the market price (CC-8.7).
    """

    BOOKED, CANCELLED, DONE, MISSED = "booked", "cancelled", "done", "missed"

    key = models.CharField(max_length=64, unique=True)
    place = models.CharField(max_length=6)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="bookings")
    institution = models.ForeignKey(Institution, on_delete=models.PROTECT, related_name="bookings")
    carer = models.ForeignKey(Carer, on_delete=models.PROTECT, related_name="bookings")
    kind = models.CharField(max_length=10)
    starts_at = models.DateTimeField()
    minutes = models.PositiveSmallIntegerField()
    items = models.JSONField(default=list)
    swaps = models.JSONField(default=list)
    extras = models.JSONField(default=list)
    state = models.CharField(max_length=10, default=BOOKED)
    cause = models.CharField(max_length=80, blank=True)
    made_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField(auto_now_add=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        """A carer's day and a person's days are read by start."""

        indexes = (
            models.Index(fields=["person", "starts_at"]),
            models.Index(fields=["carer", "starts_at"]),
            models.Index(fields=["institution", "starts_at"]),
        )


class Visit(models.Model):
    """A home visit as reported; `version` counts corrections, each kept whole in its event.

    items: [[code, minutes], …] · kind living or nursing · times are instants of the device, shown in Asia/Shanghai ·
    received_at: when the server heard of a visit reported by phone · key: made up once by the phone · beyond: items
    reported beyond what was booked, kept as evidence and never charged (CC-7.1) · device: what the phone told of itself
    {skew: seconds its clock was ahead, clock_back: true when its clock jumped back during the visit}.
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
    booking = models.OneToOneField(Booking, null=True, on_delete=models.PROTECT, related_name="visit")
    key = models.CharField(max_length=64, unique=True, null=True)
    received_at = models.DateTimeField(null=True)
    confirmed_at = models.DateTimeField(null=True)
    confirmed_user = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    comment = models.CharField(max_length=500, blank=True)
    beyond = models.JSONField(default=list)
    device = models.JSONField(default=dict)

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
