"""People, institutions, carers, users, and for whom a user may act."""

from typing import Any

from django.contrib.auth.models import AbstractUser
from django.core.validators import RegexValidator
from django.db import models

from yiyang.store.initials import initials, person_initials

NOT_AN_ID = RegexValidator(r"^\d{15,18}[0-9Xx]?$", inverse_match=True, message="A login name is never an ID number.")


def _with_initials(named: dict[str, Any]) -> dict[str, Any]:
    """The arguments of a save: one that writes the name writes its initials too."""
    columns = named.get("update_fields")
    return {**named, "update_fields": {*columns, "initials"}} if columns and "name" in columns else named


class User(AbstractUser):
    """Somebody who signs in. The login name is never an ID number; what they may do is in their memberships.

    failures: wrong passwords and second steps in a row · left_on: their last day · sessions_from: whatever was begun
    before it has ended ("sign out everywhere").
    """

    display_name = models.CharField(max_length=80)
    failures = models.PositiveSmallIntegerField(default=0)
    locked_at = models.DateTimeField(null=True)
    must_change_password = models.BooleanField(default=False)
    left_on = models.DateField(null=True)
    sessions_from = models.DateTimeField(null=True)

    @property
    def shown_name(self) -> str:
        """The name as pages and papers show it; the login name where none was given."""
        return self.display_name or self.username

    def clean(self) -> None:
        """Refuse a login name that looks like an ID number."""
        super().clean()
        NOT_AN_ID(self.username)


class Person(models.Model):
    """An insured person. The ID number is encrypted; the HMAC index finds it, the mask shows it.

    initials: pinyin initials of the name, for search · merged_into: the record that stands for this one.
    """

    id_index = models.CharField(max_length=64, unique=True)
    id_cipher = models.TextField()
    id_masked = models.CharField(max_length=32)
    name = models.CharField(max_length=100)
    residence_division = models.CharField(max_length=6)
    guardian_name = models.CharField(max_length=100, blank=True)
    initials = models.CharField(max_length=40, blank=True, db_index=True)
    died_on = models.DateField(null=True)
    merged_into = models.ForeignKey("self", null=True, on_delete=models.PROTECT, related_name="merged")

    def save(self, *args: Any, **named: Any) -> None:
        """Save the initials of the name with it; whoever writes rows in bulk fills them in."""
        self.initials = person_initials(self.name)
        super().save(*args, **_with_initials(named))


class Institution(models.Model):
    """A provider of care, by its insurance institution code.

    initials: pinyin initials of the name · scope: what its licence covers (elder_care, medical_services) · offers:
    codes of the items it offers, all when empty · capacity: how many recipients it can serve, no limit when null.
    """

    code = models.CharField(max_length=64, unique=True)
    name = models.CharField(max_length=120)
    initials = models.CharField(max_length=40, blank=True, db_index=True)
    liability_insurance_to = models.DateField(null=True)
    place = models.CharField(max_length=6, blank=True)
    registered_division = models.CharField(max_length=6, blank=True)
    institutional_care_since = models.DateField(null=True)
    scope = models.JSONField(default=list)
    offers = models.JSONField(default=list)
    capacity = models.PositiveIntegerField(null=True)

    def save(self, *args: Any, **named: Any) -> None:
        """Save the initials of the name with it."""
        self.initials = initials(self.name)
        super().save(*args, **_with_initials(named))


class Carer(models.Model):
    """A member of staff who makes visits; `kinds` are the kinds of care trained for, joined by ;."""

    code = models.CharField(max_length=64, unique=True)
    name = models.CharField(max_length=100)
    initials = models.CharField(max_length=40, blank=True, db_index=True)
    institution = models.ForeignKey(Institution, on_delete=models.PROTECT, related_name="carers")
    kinds = models.CharField(max_length=80)
    certificate_to = models.DateField(null=True)
    left_on = models.DateField(null=True)

    def save(self, *args: Any, **named: Any) -> None:
        """Save the initials of the name with it."""
        self.initials = person_initials(self.name)
        super().save(*args, **_with_initials(named))


class Role(models.TextChoices):
    """What a membership lets a user do; see `services.access` for the rights of each."""

    FAMILY = "family"
    CARER = "carer"
    PROVIDER = "provider"
    CLERK = "clerk"
    REVIEWER = "reviewer"
    ASSESSOR = "assessor"
    SUPERVISOR = "supervisor"
    POLICY = "policy"
    ADMINISTRATOR = "administrator"
    FINANCE = "finance"
    CIVIL_AFFAIRS = "civil_affairs"
    HEALTH = "health"
    DEPARTMENT = "department"
    EXPERT = "expert"


class Membership(models.Model):
    """A user's role for one person (family), carer, institution (provider) or place (agency roles).

    consents: what a relative may do for the person (codes of `services.access.CONSENTS`), everything when empty ·
    case: the filing that proved the link · a revoked link ends on the day of its revocation.
    """

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="memberships")
    role = models.CharField(max_length=20, choices=Role.choices)
    person = models.ForeignKey(Person, null=True, on_delete=models.PROTECT)
    carer = models.ForeignKey(Carer, null=True, on_delete=models.PROTECT)
    institution = models.ForeignKey(Institution, null=True, on_delete=models.PROTECT)
    place = models.CharField(max_length=6, blank=True)
    relation = models.CharField(max_length=40, blank=True)
    first = models.DateField(null=True)
    last = models.DateField(null=True)
    consents = models.JSONField(default=list)
    case = models.ForeignKey("store.Case", null=True, on_delete=models.PROTECT, related_name="memberships")
    revoked_at = models.DateTimeField(null=True)


class CounterCode(models.Model):
    """A code handed over at a counter, good once, of which only the hash is kept: it sets a user's new password, or
    proves at sign-up that somebody may act for `person`.

    terms: of such a link: relation, consents, last · seen: what the clerk saw before handing it over.
    """

    user = models.ForeignKey(User, null=True, on_delete=models.CASCADE, related_name="counter_codes")
    person = models.ForeignKey(Person, null=True, on_delete=models.PROTECT, related_name="counter_codes")
    code_hash = models.CharField(max_length=128)
    terms = models.JSONField(default=dict)
    seen = models.JSONField(default=list)
    made_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField(auto_now_add=True)
    expires_at = models.DateTimeField()
    tries = models.PositiveSmallIntegerField(default=0)
    used_at = models.DateTimeField(null=True)

    class Meta:
        """A code is for a user or for a person, never for both."""

        constraints = (
            models.CheckConstraint(
                condition=models.Q(user__isnull=True) ^ models.Q(person__isnull=True), name="counter_code_for_one"
            ),
        )


class KeptForm(models.Model):
    """What somebody had typed when their session ended, encrypted, until they have signed in again and sent it.

    path: where the form was sent · sealed: its fields without passwords and codes.
    """

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="kept_forms")
    path = models.CharField(max_length=300)
    sealed = models.TextField()
    at = models.DateTimeField(auto_now_add=True)
