"""Any procedure with a decision, the papers filed with it, and messages about it."""

from django.db import models

from yiyang.store.models.grant import Grant
from yiyang.store.models.money import Line
from yiyang.store.models.party import Institution, Person, User
from yiyang.store.models.visit import Visit


class Case(models.Model):
    """A filing on its way: what was filed, who holds it, when an answer is due, and the answer with its reasons.

    number: what people quote · via: how it came in · key: what the client made up once, so that a second sending files
    nothing · filing: texts by field name, of all stages so far · stage: the step it waits at, "" once over ·
    reached_on: since when · due: null while the working-day calendar of its year is missing; `missing_year` says which
    · asked_papers: fields asked for, once · decision: reasons and values at the moment of deciding · proposed: an
    override that waits for a second person · changes: what its effect changed, so that a correcting event can undo it
    · version: counts changes.
    """

    number = models.CharField(max_length=40, unique=True, null=True)
    key = models.CharField(max_length=64, unique=True, null=True)
    procedure = models.CharField(max_length=40)
    document = models.CharField(max_length=40)
    place = models.CharField(max_length=6, blank=True)
    channel = models.CharField(max_length=20, blank=True)
    via = models.CharField(max_length=30, blank=True)
    person = models.ForeignKey(Person, null=True, on_delete=models.PROTECT, related_name="cases")
    institution = models.ForeignKey(Institution, null=True, on_delete=models.PROTECT, related_name="cases")
    line = models.ForeignKey(Line, null=True, on_delete=models.PROTECT, related_name="cases")
    visit = models.ForeignKey(Visit, null=True, on_delete=models.PROTECT, related_name="cases")
    about = models.ForeignKey("self", null=True, on_delete=models.PROTECT, related_name="followed_by")
    filing = models.JSONField(default=dict)
    filed_at = models.DateTimeField()
    filed_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    holder = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    reached_on = models.DateField(null=True)
    due = models.DateField(null=True)
    missing_year = models.PositiveIntegerField(null=True)
    stage = models.CharField(max_length=30, blank=True)
    asked_papers = models.JSONField(default=list)
    proposed = models.JSONField(null=True)
    outcome = models.CharField(max_length=20, blank=True)
    answer = models.TextField(blank=True)
    decision = models.JSONField(null=True)
    decided_at = models.DateTimeField(null=True)
    decided_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    seconded_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    changes = models.JSONField(default=list)
    undone_at = models.DateTimeField(null=True)
    undone_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    undone_why = models.TextField(blank=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        """One open case of a procedure on a line; worklists by stage and place."""

        constraints = (
            models.UniqueConstraint(
                fields=["procedure", "line"], condition=models.Q(decided_at__isnull=True), name="case_open_line"
            ),
        )
        indexes = (
            models.Index(fields=["place", "stage", "due"]),
            models.Index(fields=["person", "procedure"]),
            models.Index(fields=["institution", "procedure"]),
        )


class Draft(models.Model):
    """A filing not yet sent: a form half filled in outlives the session it was begun in."""

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="drafts")
    procedure = models.CharField(max_length=40)
    document = models.CharField(max_length=40)
    subject = models.CharField(max_length=60)
    filing = models.JSONField(default=dict)
    key = models.CharField(max_length=64)
    at = models.DateTimeField(auto_now=True)

    class Meta:
        """One draft a user, procedure and subject."""

        constraints = (models.UniqueConstraint(fields=["user", "procedure", "subject"], name="draft_key"),)


class Upload(models.Model):
    """A file sent in: a paper of a case or a photo of a visit. `path` lies under the file store, by content hash.

    exif: evidence read before it was stripped from the copy shown · taken_at: the device's own time · removed_at: when
    its retention period had ended and the bytes were removed · held: evidence of a transfer for fraud, which nobody can
    remove (JM-05).
    """

    case = models.ForeignKey(Case, null=True, on_delete=models.PROTECT, related_name="uploads")
    visit = models.ForeignKey(Visit, null=True, on_delete=models.PROTECT, related_name="uploads")
    draft = models.ForeignKey(Draft, null=True, on_delete=models.SET_NULL, related_name="uploads")
    field = models.CharField(max_length=40)
    name = models.CharField(max_length=200)
    media_type = models.CharField(max_length=60)
    size = models.PositiveIntegerField()
    sha256 = models.CharField(max_length=64)
    shown_sha256 = models.CharField(max_length=64, blank=True)
    width = models.PositiveIntegerField(null=True)
    height = models.PositiveIntegerField(null=True)
    exif = models.JSONField(default=dict)
    taken_at = models.DateTimeField(null=True)
    received_at = models.DateTimeField(auto_now_add=True)
    by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    retain_until = models.DateField(null=True)
    held = models.BooleanField(default=False)
    removed_at = models.DateTimeField(null=True)

    class Meta:
        """The same bytes count once in a visit."""

        constraints = (models.UniqueConstraint(fields=["visit", "sha256"], name="upload_once_a_visit"),)


class Invoice(models.Model):
    """An invoice claimed for; live while its claim is not refused, withdrawn or undone, and claimed once only."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="invoices")
    issuer = models.CharField(max_length=64)
    number = models.CharField(max_length=64)
    dated = models.DateField()
    amount_fen = models.BigIntegerField()
    live = models.BooleanField(default=True)

    class Meta:
        """An invoice number of an issuer counts once among the live ones."""

        constraints = (
            models.UniqueConstraint(fields=["issuer", "number"], condition=models.Q(live=True), name="invoice_once"),
            models.CheckConstraint(condition=models.Q(amount_fen__gt=0), name="invoice_positive"),
        )


class Message(models.Model):
    """Something to tell a person, in the outbox until a sink has taken it; bodies hold no ID number."""

    user = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="messages")
    person = models.ForeignKey(Person, null=True, on_delete=models.PROTECT, related_name="messages")
    institution = models.ForeignKey(Institution, null=True, on_delete=models.PROTECT, related_name="messages")
    case = models.ForeignKey(Case, null=True, on_delete=models.PROTECT, related_name="messages")
    grant = models.ForeignKey(Grant, null=True, on_delete=models.PROTECT, related_name="+")
    code = models.CharField(max_length=60)
    key = models.CharField(max_length=120, unique=True)
    title = models.JSONField()
    body = models.JSONField()
    made_at = models.DateTimeField(auto_now_add=True)
    sent_at = models.DateTimeField(null=True)
    read_at = models.DateTimeField(null=True)
    tries = models.PositiveSmallIntegerField(default=0)
    tried_at = models.DateTimeField(null=True)
    fault = models.CharField(max_length=200, blank=True)
