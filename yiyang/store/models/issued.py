"""Papers handed out: what a check code stands for."""

from django.db import models

from yiyang.store.models.case import Case
from yiyang.store.models.money import Line


class Issued(models.Model):
    """A form or letter as it was printed: the same content is the same paper, a changed one a further row.

    kind: notice, line_notice, form, blank_form or receipt · number: what stands on it · digest: SHA-256 of what it
    says · code: by which anybody can check it, an HMAC of kind, number and digest; it tells nothing of either.
    """

    kind = models.CharField(max_length=20)
    number = models.CharField(max_length=120)
    digest = models.CharField(max_length=64)
    code = models.CharField(max_length=16, unique=True)
    place = models.CharField(max_length=6, blank=True)
    procedure = models.CharField(max_length=40, blank=True)
    case = models.ForeignKey(Case, null=True, on_delete=models.PROTECT, related_name="issued")
    line = models.ForeignKey(Line, null=True, on_delete=models.PROTECT, related_name="issued")
    issued_on = models.DateField()
    made_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        """One row a content."""

        constraints = (models.UniqueConstraint(fields=["kind", "number", "digest"], name="issued_content"),)
