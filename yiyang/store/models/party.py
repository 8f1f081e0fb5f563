"""People, institutions, carers, users, and for whom a user may act."""

from django.contrib.auth.models import AbstractUser
from django.core.validators import RegexValidator
from django.db import models

NOT_AN_ID = RegexValidator(r"^\d{15,18}[0-9Xx]?$", inverse_match=True, message="A login name is never an ID number.")


class User(AbstractUser):
    """Somebody who signs in. The login name is never an ID number; what they may do is in their memberships."""

    display_name = models.CharField(max_length=80)

    def clean(self) -> None:
        """Refuse a login name that looks like an ID number."""
        super().clean()
        NOT_AN_ID(self.username)


class Person(models.Model):
    """An insured person. The ID number is encrypted; the HMAC index finds it, the mask shows it."""

    id_index = models.CharField(max_length=64, unique=True)
    id_cipher = models.TextField()
    id_masked = models.CharField(max_length=32)
    name = models.CharField(max_length=100)
    residence_division = models.CharField(max_length=6)
    guardian_name = models.CharField(max_length=100, blank=True)


class Institution(models.Model):
    """A provider of care, by its insurance institution code."""

    code = models.CharField(max_length=64, unique=True)
    name = models.CharField(max_length=120)
    liability_insurance_to = models.DateField(null=True)


class Carer(models.Model):
    """A member of staff who makes visits; `kinds` are the kinds of care trained for, joined by ;."""

    code = models.CharField(max_length=64, unique=True)
    name = models.CharField(max_length=100)
    institution = models.ForeignKey(Institution, on_delete=models.PROTECT, related_name="carers")
    kinds = models.CharField(max_length=80)
    certificate_to = models.DateField(null=True)


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


class Membership(models.Model):
    """A user's role for one person (family), carer, institution (provider) or place (agency roles)."""

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="memberships")
    role = models.CharField(max_length=20, choices=Role.choices)
    person = models.ForeignKey(Person, null=True, on_delete=models.PROTECT)
    carer = models.ForeignKey(Carer, null=True, on_delete=models.PROTECT)
    institution = models.ForeignKey(Institution, null=True, on_delete=models.PROTECT)
    place = models.CharField(max_length=6, blank=True)
    relation = models.CharField(max_length=40, blank=True)
    first = models.DateField(null=True)
    last = models.DateField(null=True)
