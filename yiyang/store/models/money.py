"""Settlement runs, their lines, statements, and the ledger. Lines and entries are append-only (`guards`)."""

from django.db import models

from yiyang.store.models.party import Institution, Person, User
from yiyang.store.models.visit import Visit


class Run(models.Model):
    """One computation of a place's month: what it was computed with, so that every line can be replayed.

    rates: rows of rates as lists, cited by `Line.rates_index` · illustrative: names of values no document states ·
    whole: of all its people, not of those alone whose facts were corrected.
    """

    place = models.CharField(max_length=6)
    month = models.CharField(max_length=7)
    document = models.CharField(max_length=40)
    charge = models.CharField(max_length=40)
    values_version = models.CharField(max_length=12)
    rule_version = models.CharField(max_length=24)
    rates = models.JSONField(default=list)
    illustrative = models.JSONField(default=list)
    lines_added = models.PositiveIntegerField(default=0)
    whole = models.BooleanField(default=True)
    at = models.DateTimeField(auto_now_add=True)
    by = models.ForeignKey(User, null=True, on_delete=models.PROTECT)


class Statement(models.Model):
    """A provider's month: draft, then signed by a reviewer, then released for payment.

    Round 1 is the month itself; what comes late or is corrected after signing goes to the next round, which posts the
    difference only.
    """

    place = models.CharField(max_length=6)
    month = models.CharField(max_length=7)
    institution = models.ForeignKey(Institution, on_delete=models.PROTECT, related_name="statements")
    round = models.PositiveSmallIntegerField(default=1)
    number = models.CharField(max_length=100, unique=True)
    signed_at = models.DateTimeField(null=True)
    signed_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    object_until = models.DateField(null=True)
    released_at = models.DateTimeField(null=True)
    released_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        """One statement a provider, month and round."""

        constraints = (
            models.UniqueConstraint(fields=["place", "month", "institution", "round"], name="statement_key"),
        )


class Line(models.Model):
    """What became of one visit: amounts in fen, failed conditions as bits; a later line supersedes, none is changed.

    facts: the charge's line then its used counters, as whole numbers: with the run's rates the line replays itself.
    """

    run = models.ForeignKey(Run, on_delete=models.PROTECT, related_name="lines")
    statement = models.ForeignKey(Statement, on_delete=models.PROTECT, related_name="lines")
    visit = models.ForeignKey(Visit, on_delete=models.PROTECT, related_name="lines")
    visit_version = models.PositiveIntegerField()
    institution = models.ForeignKey(Institution, on_delete=models.PROTECT, related_name="+")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="lines")
    kind = models.CharField(max_length=10)
    scheme = models.CharField(max_length=10)
    check_in = models.DateTimeField()
    status = models.CharField(max_length=10)
    reasons = models.PositiveBigIntegerField()
    provisions = models.CharField(max_length=400)
    minutes = models.PositiveIntegerField()
    gross = models.PositiveBigIntegerField()
    fund = models.PositiveBigIntegerField()
    own = models.PositiveBigIntegerField()
    facts = models.JSONField()
    rates_index = models.PositiveIntegerField()
    supersedes = models.OneToOneField("self", null=True, on_delete=models.PROTECT, related_name="superseded_by")

    class Meta:
        """One first line a visit; the two shares add up."""

        constraints = (
            models.UniqueConstraint(
                fields=["visit"], condition=models.Q(supersedes__isnull=True), name="line_first_of_visit"
            ),
            models.CheckConstraint(condition=models.Q(gross=models.F("fund") + models.F("own")), name="line_shares"),
        )
        indexes = (models.Index(fields=["statement", "check_in"]), models.Index(fields=["person", "check_in"]))


class Entry(models.Model):
    """One transfer: debit and credit account, amount in fen above zero, one fund; so every set of rows balances."""

    debit = models.CharField(max_length=80)
    credit = models.CharField(max_length=80)
    amount = models.PositiveBigIntegerField()
    fund = models.CharField(max_length=10)
    statement = models.ForeignKey(Statement, on_delete=models.PROTECT, related_name="entries")
    line = models.ForeignKey(Line, null=True, on_delete=models.PROTECT, related_name="entries")
    reverses = models.OneToOneField("self", null=True, on_delete=models.PROTECT, related_name="reversed_by")
    at = models.DateTimeField(auto_now_add=True)
    by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        """Amounts are above zero and move between two accounts."""

        constraints = (
            models.CheckConstraint(condition=models.Q(amount__gt=0), name="entry_amount"),
            models.CheckConstraint(condition=~models.Q(debit=models.F("credit")), name="entry_accounts"),
        )
        indexes = (models.Index(fields=["credit", "fund"]), models.Index(fields=["debit", "fund"]))
